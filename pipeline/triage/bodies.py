"""Whose is it? A name from the paper, held against the office's own profile.

What can't be told apart from another body with confidence is ``unclear``: a wrong «competent»
costs a citizen weeks, an «unclear» costs an officer a minute.
"""

from typing import Literal

from pipeline.settings import Office
from pipeline.triage.names import LEVELS, Name, name

Who = Literal[
    "head",
    "deputy",
    "office",
    "member",  # a unit of the office, or an official of it
    "superior",
    "subordinate_head",  # head or deputy of a body directly below
    "subordinate",  # that body, or its people
    "former",  # a body of a place that has become part of the office's own
    "court",
    "procuracy",
    "police",
    "execution",
    "party",
    "elected",
    "front",
    "district",
    "commune",  # a people's committee of another commune, or its people
    "agency",  # a department, ministry or province not above the office
    "unclear",
]

OWN: frozenset[Who] = frozenset({"head", "deputy", "office", "member"})
PROCEDURE: frozenset[Who] = frozenset({"court", "procuracy", "police", "execution"})
"""Bodies whose own procedures stand outside the laws on complaints and denunciations."""
BELOW: frozenset[Who] = frozenset({"subordinate", "subordinate_head"})
INNER: frozenset[Who] = frozenset({"party", "front"})

_COMMITTEE = "uy ban nhan dan"
_PROCEDURE: tuple[tuple[Who, tuple[str, ...]], ...] = (
    ("execution", ("thi hanh an", "chap hanh vien")),
    ("court", ("toa an", "tham phan", "hoi dong xet xu")),
    ("procuracy", ("vien kiem sat", "kiem sat vien")),
    ("police", ("cong an", "canh sat", "co quan dieu tra", "dieu tra vien", "trai giam")),
)
_OUTSIDE: tuple[tuple[Who, tuple[str, ...]], ...] = (
    ("party", ("dang uy", "tinh uy", "thanhpho uy", "huyen uy", "chi bo", "uy ban kiem tra")),
    ("elected", ("hoi dong nhan dan", "dai bieu quoc hoi", "doan dai bieu", "quoc hoi")),
    ("front", ("mat tran to quoc", "hoi nong dan", "hoi cuu chien binh", "lien hiep phu nu")),
)
_AGENCIES = (
    "thu tuong chinh phu",
    "thanh tra chinh phu",
    "van phong chinh phu",
    "thanh tra tinh",
    "thanh tra thanhpho",
    "bao hiem xa hoi",
    "van phong dang ky dat dai",
    "uy ban nhan dan tinh",
)
_CENTRAL_CITIES = ("ha noi", "ho chi minh", "hai phong", "da nang", "can tho", "hue")
_HEADS = (
    "chu tich",
    "pho chu tich",
    "giam doc",
    "pho giam doc",
    "chanh",
    "pho chanh",
    "cuc truong",
)
_WHERE = frozenset({"tai", "o", "tu", "den", "trong", "ngu"})
_POST_REACH = 8
_POSTS = (
    "can bo",
    "cong chuc",
    "vien chuc",
    "nhan vien",
    "chuyen vien",
    "van phong",
    "phong",
    "truong phong",
    "bo phan",
    "trung tam",
    "ban quan ly",
    "to truong",
    "dia chinh",
    "tu phap",
    "ke toan",
    "van thu",
    "thu quy",
    "to cong tac",
    "doan kiem tra",
)


def identify(text: str, office: Office, *, addressed: bool = False) -> Who:
    """Return whose name the text is, seen from the office.

    ``addressed``: the paper is addressed to the office, so that a bare «UBND xã» means it.
    """
    said = name(text)
    procedure, own = _first(said, _PROCEDURE), _own_by_name(said, office)
    if procedure and own:
        return "unclear"  # «UBND xã Bình Minh cùng Công an xã»: who acted, a person must see
    return (
        procedure
        or own
        or _first(said, _OUTSIDE)
        or _below(said, office)
        or _above(said, office)
        or _agency(said)
        or _own_by_place(said, office)
        or (_own_unnamed(said, office) if addressed else None)
        or _elsewhere(said)
        or "unclear"
    )


def _first(said: Name, table: tuple[tuple[Who, tuple[str, ...]], ...]) -> Who | None:
    return next((who for who, phrases in table if said.has(*phrases)), None)


def _own_by_name(said: Name, office: Office) -> Who | None:
    for own in _own_names(office):
        end = said.find(own)
        if end is not None:
            if said.goes_on(end) or _in_another_province(said, office):
                return "unclear"
            rank = _rank(said, office)
            return "member" if rank == "office" and said.has("ong", "ba") else rank
    return "member" if any(_is_unit(said, unit, office) for unit in office.units) else None


def _own_by_place(said: Name, office: Office) -> Who | None:
    """Read «Chủ tịch xã Bình Minh», «công chức địa chính xã Bình Minh»: no committee is named.

    The post must stand right before the place, and «tại xã Bình Minh» says only where.
    """
    place = _place(office)
    end = said.find(place) if place and office.level == "commune" else None
    if end is None or said.has(_COMMITTEE):
        return None
    if said.goes_on(end) or _in_another_province(said, office):
        return "unclear"
    before = said.words[: end - len(place.split())][-_POST_REACH:]
    if before and before[-1].text in _WHERE:
        return None
    rank = _rank(Name(before), office)
    return None if rank == "office" else rank


def _own_unnamed(said: Name, office: Office) -> Who | None:
    """Read «UBND xã», «Chủ tịch xã» without a name, in a paper addressed to this office."""
    level = _place(office).partition(" ")[0]
    if office.level != "commune" or not level:
        return None
    for phrase in (f"{_COMMITTEE} {level}", f"chu tich {level}"):
        end = said.find(phrase)
        if end is not None and not said.names_one(end):
            return _rank(said, office)
    return None


def _rank(said: Name, office: Office) -> Who:
    head = name(office.head_title).plain.strip()
    if said.has(f"nguyen {head}", f"nguyen pho {head}"):
        return "unclear"  # a former head: who is competent depends on the present post
    if said.has(f"pho {head}"):
        return "deputy"
    if said.has(head):
        return "head"
    return "member" if said.has(*_POSTS) else "office"


def _own_names(office: Office) -> tuple[str, ...]:
    """Return the folded names of the office, with and without its province."""
    found = [name(own).plain.strip() for own in (office.name, *office.aliases) if own.strip()]
    place = _place(office)
    if place:
        found.append(f"{_COMMITTEE} {place.partition(' ')[2]}")  # «UBND Bình Minh»
    return tuple(own for own in found if own)


def _place(office: Office) -> str:
    """Return «xa binh minh» for a people's committee; empty for a department."""
    first = name(office.name).plain.strip().partition(_COMMITTEE + " ")
    return first[2] if not first[0] and first[2].count(" ") else ""


def _is_unit(said: Name, unit: str, office: Office) -> bool:
    """A unit is ours when the paper says no more than its name, or whose it is right after.

    «Văn phòng» is ours and «Văn phòng xã Bình Minh» is; «Văn phòng công chứng» is not.
    """
    end = said.find(name(unit).plain.strip())
    if end is None or _in_another_province(said, office):
        return False
    place = _place(office)
    if end == len(said.words) or said.words[end].parted:
        return not _elsewhere(said)
    here = said.find(place) if place else None
    return here is not None and here == end + len(place.split()) and not said.goes_on(here)


def _in_another_province(said: Name, office: Office) -> bool:
    """Return whether the text names a province that isn't the office's.

    Many communes share a name. A former name of the office's own province also ends here, unless
    ``succession`` read it first: a commune of before needs the office's own table to be ours.
    """
    own = name(office.province).plain.strip()
    own = own.removeprefix("tinh ").removeprefix("thanhpho ")
    if not own:
        return False
    named = [
        said.plain.split()[index + 1 :]
        for index, word in enumerate(said.words)
        if word.marked in {"tỉnh", "tinh"} and said.names_one(index + 1)
    ]
    cities = [city.split() for city in _CENTRAL_CITIES if said.has(f"thanhpho {city}")]
    return any(" ".join(words[: len(own.split())]) != own for words in (*named, *cities))


def _above(said: Name, office: Office) -> Who | None:
    above = name(office.superior.name).plain.strip()
    if not above:
        return None
    province = f"{_COMMITTEE} tinh"
    end = said.find(province) if above.startswith(province) else None
    unnamed = end is not None and not said.names_one(end)  # «Chủ tịch UBND tỉnh»
    return "superior" if unnamed or said.has(above) else None


def _below(said: Name, office: Office) -> Who | None:
    """Tell a body that the office's settings put below it, or inside its former boundaries."""
    for below in office.subordinates:
        end = said.find(name(below).plain.strip())
        if end is not None and not said.goes_on(end) and not _in_another_province(said, office):
            return _rank_below(said)
    for place in office.territory:
        folded = name(place).plain.strip()
        end = said.find(folded)
        if end is None or said.goes_on(end) or _in_another_province(said, office):
            continue
        before = Name(said.words[: end - len(folded.split())][-_POST_REACH:])
        if before.has(_COMMITTEE, "chu tich", *_POSTS) and before.words[-1].text not in _WHERE:
            return "former" if office.level == "commune" else _rank_below(said)
    return None


def _rank_below(said: Name) -> Who:
    if said.has(*(f"nguyen {head}" for head in _HEADS)):
        return "unclear"  # who manages a former head depends on the present post
    return "subordinate_head" if said.has(*_HEADS) else "subordinate"


def _agency(said: Name) -> Who | None:
    cities = (f"{_COMMITTEE} thanhpho {city}" for city in _CENTRAL_CITIES)
    return "agency" if said.has(*_AGENCIES, *cities) else None


def _elsewhere(said: Name) -> Who | None:
    """Tell a body that is named but isn't ours: of a commune, a former district, an agency."""
    if said.has(*(f"{_COMMITTEE} {level}" for level in ("huyen", "quan", "thixa"))):
        return "district"
    for level in sorted(LEVELS):
        end = said.find(f"{_COMMITTEE} {level}")
        if end is not None and said.names_one(end):
            return "district" if level == "thanhpho" else "commune"
    if _named_level(said, {"huyện", "quận", "thixa"}):
        return "district"
    if _named_level(said, {"sở", "bộ"}):
        return "agency"
    return "commune" if _has_commune_post(said) else None


def _has_commune_post(said: Name) -> bool:
    """Read «công chức địa chính xã Long Hà»; «ông A, xã Long Hà» only lives there."""
    for index, word in enumerate(said.words):
        before = said.words[max(0, index - _POST_REACH) : index]
        if word.marked in {"xã", "phường", "dackhu"} and said.names_one(index + 1) and before:
            held = Name(before).has("chu tich", *_POSTS)
            if held and before[-1].text not in _WHERE:
                return True
    return False


def _named_level(said: Name, marked: set[str]) -> bool:
    """Return whether one of the words stands before a name: «huyện Trảng Bom», «Sở Tài chính»."""
    return any(
        word.marked in marked and said.names_one(index + 1) for index, word in enumerate(said.words)
    )
