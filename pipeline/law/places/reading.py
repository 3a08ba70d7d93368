"""Which bodies and places a text names: their kind, tier, name, and where they stand.

Units are those of Luật Tổ chức chính quyền địa phương, before and after 01/7/2025. A body is told
by the words of the tables; what stands behind it up to the next comma-less word that is no unit
is where it belongs («Sở TN&MT tỉnh Bình Phước», «UBND xã A, huyện B, tỉnh C»).
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from pipeline.law.places.spelling import (
    Word,
    is_joiner,
    is_unmarked,
    key,
    nfc,
    spelled,
    words_of,
)
from pipeline.law.places.tables import TAIL, Tier, bodies, province_names, provinces

_LEVELS: dict[tuple[str, ...], Tier] = {
    ("tỉnh",): "province",
    ("thành", "phố"): "province",
    ("tp",): "province",
    ("tphcm",): "province",
    ("huyện",): "district",
    ("quận",): "district",
    ("thị", "xã"): "district",
    ("tx",): "district",
    ("xã",): "commune",
    ("phường",): "commune",
    ("thị", "trấn"): "commune",
    ("đặc", "khu"): "commune",
}
"""The words of a unit; «thành phố» that names no province is a district's city."""
_DOTTED: dict[str, Tier] = {"t": "province", "h": "district", "q": "district",
                            "x": "commune", "p": "commune", "tt": "commune"}  # fmt: skip
_SURNAMES = frozenset({"Nguyễn", "Trần", "Phạm", "Huỳnh", "Đặng", "Bùi"})
"""Behind a place they begin a person's name: «Chủ tịch UBND huyện Trảng Bom Nguyễn Văn A»."""
_WRITTEN_OUT = {
    "tp": "thành phố", "tx": "thị xã", "t": "tỉnh", "h": "huyện", "q": "quận", "x": "xã",
    "p": "phường", "tt": "thị trấn",
}  # fmt: skip
_LONGEST_PLACE = 4
_LONGEST_TAIL = 12
_DISTRICT_BY_NAME = frozenset({key("Huyện ủy"), key("Quận ủy"), key("Thị ủy")})
_CITY_OF_PARTY = key("Thành ủy")
_BELONGS = frozenset({"của", "thuộc", "trực"})


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that a text names."""

    start: int
    end: int
    tier: Tier
    name: str
    """Of a province as in the tables; of another unit its word written out and its name."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that a text names, with the units that it belongs to, the smallest first."""

    start: int
    end: int
    """The end of the last unit that belongs to it."""
    name_end: int
    name: str
    """As in the tables, with what follows for a name that goes on («Thanh tra Sở Xây dựng»)."""
    listed: str
    """As in the tables."""
    places: tuple[Place, ...] = ()

    @property
    def tier(self) -> Tier:
        if key(self.listed) in _DISTRICT_BY_NAME:
            return "district"
        return self.places[0].tier if self.places else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text names. ``text`` is in NFC, and all offsets are its own."""

    text: str
    bodies: tuple[Body, ...]
    places: tuple[Place, ...]
    """Those that belong to no body."""


def read(text: str) -> Reading:
    """Return the bodies and places that the text names, in their order."""
    text = nfc(text)
    words = words_of(text)
    lenient = is_unmarked(text)
    heads = list(_heads(words, lenient))
    limits = [*(first for first, _, _ in heads[1:]), len(words)][: len(heads)]
    taken = {index for first, last, _ in heads for index in range(first, last)}
    places = list(_cities(text, list(_places(text, words, taken, lenient))))
    found = [
        _body(text, words, (first, last, limit), listed, places)
        for (first, last, listed), limit in zip(heads, limits, strict=True)
    ]
    owned = {place.start for body in found for place in body.places}
    free = tuple(place for place in places if place.start not in owned)
    return Reading(text, tuple(found), free)


def chains(reading: Reading) -> Iterator[tuple[Place, ...]]:
    """Yield the places that belong to no body, those together that name one spot."""
    chain: list[Place] = []
    for place in reading.places:
        if chain:
            gap = reading.text[chain[-1].end : place.start].strip(" ,-–(")
            if gap not in ("", "thuộc") or _order(place.tier) <= _order(chain[-1].tier):
                yield tuple(chain)
                chain = []
        chain.append(place)
    if chain:
        yield tuple(chain)


@cache
def _body_names() -> dict[tuple[str, ...], str]:
    """Return every spelling of every body of the tables: its key, and its name there."""
    table = bodies()
    names = [n for change in table.changes for n in (*change.old, *change.new)]
    names += [n for group in table.standing for n in group.names]
    found = {key(name): name for name in names}
    for name, others in table.spelled.items():
        found.update({key(other): name for other in others})
    return found


@cache
def _longest_body() -> int:
    return max(map(len, _body_names()))


def _heads(words: tuple[Word, ...], lenient: bool) -> Iterator[tuple[int, int, str]]:
    """Yield first word, word behind the last, and name of each body, the longest that fits."""
    index = 0
    while index < len(words):
        found = _head_at(words, index, lenient)
        if found is None:
            index += 1
        else:
            yield index, *found
            index = found[0]


def _head_at(words: tuple[Word, ...], first: int, lenient: bool) -> tuple[int, str] | None:
    best: tuple[int, str] | None = None
    parts: list[str] = []
    for index in range(first, len(words)):
        if is_joiner(words[index]) and parts:
            continue
        parts.append(words[index].plain)
        if len(parts) > _longest_body():
            break
        listed = _body_names().get(tuple(parts))
        if listed and (len(parts) > 1 or _is_head(words, first, listed, lenient)):
            best = index + 1, listed
    return best


def _is_head(words: tuple[Word, ...], first: int, listed: str, lenient: bool) -> bool:
    """A name of one word is told by its marks or its capitals: «Sở», not «số»; «UBND».

    The «Phòng» of «Hải Phòng» is none.
    """
    if first and _province_at(words, first - 1, set()) is not None and not words[first].parted:
        return False
    said = words[first].text
    own = spelled(said) == spelled(listed.removesuffix(TAIL).strip())
    return own or lenient or said.isupper()


def _body(
    text: str,
    words: tuple[Word, ...],
    span: tuple[int, int, int],
    listed: str,
    places: list[Place],
) -> Body:
    """Return the body with its own units. ``span``: its words, and where the next body begins."""
    first, last, limit = span
    name_end = words[last - 1].end
    name = listed
    if listed.endswith(TAIL):
        name_end = _tail_end(words, (last, limit), places)
        said = " ".join(text[words[last - 1].end : name_end].split())
        name = f"{listed.removesuffix(TAIL).strip()} {said}".strip()
    own = _own_places(text, name_end, places)
    if not own:
        own = _party_place(text, words, last, limit, listed)
    return Body(words[first].start, own[-1].end if own else name_end, name_end, name, listed, own)


def _party_place(
    text: str, words: tuple[Word, ...], last: int, limit: int, listed: str
) -> tuple[Place, ...]:
    """«Huyện ủy Trảng Bom», «Thành ủy Biên Hòa»: the unit's word is inside the body's name."""
    if key(listed) not in (*_DISTRICT_BY_NAME, _CITY_OF_PARTY):
        return ()
    end = min(limit, _name_end(words, last, set(), lenient=False))
    if end <= last:
        return ()
    place = " ".join(text[words[last].start : words[end - 1].end].split())
    return (Place(words[last].start, words[end - 1].end, "district", place),)


def _tail_end(words: tuple[Word, ...], span: tuple[int, int], places: list[Place]) -> int:
    """Return where the name of a body goes on to: a unit, a stop, or words enough."""
    last, limit = span
    end = words[last - 1].end
    following = _next(places, end)
    stop = places[following].start if following < len(places) else None
    for index in range(last, min(limit, last + _LONGEST_TAIL)):
        word = words[index]
        if word.start == stop or any(c in word.gap for c in ".;:()\n"):
            break
        if word.parted and not word.names:
            break
        end = word.end
    return end


def _next(places: list[Place], offset: int) -> int:
    """Return the index of the first place from the offset on."""
    return bisect_left(places, offset, key=lambda place: place.start)


def _own_places(text: str, end: int, places: list[Place]) -> tuple[Place, ...]:
    """Return the units that follow each other from the offset on."""
    own: list[Place] = []
    for index in range(_next(places, end), len(places)):
        place = places[index]
        gap = text[end : place.start].strip(" ,-–(").lower()
        if gap and gap not in _BELONGS:
            break
        if own and _order(place.tier) <= _order(own[-1].tier):
            break
        own.append(place)
        end = place.end
    return tuple(own)


def _cities(text: str, places: list[Place]) -> Iterator[Place]:
    """A city before its province is a district's: «thành phố Huế, tỉnh Thừa Thiên Huế»."""
    for place, following in zip_longest(places, places[1:]):
        inside = (
            following is not None
            and place.tier == following.tier == "province"
            and place.name.startswith("thành phố")
            and text[place.end : following.start].strip(" ,-–(") in ("", "thuộc")
        )
        yield replace(place, tier="district") if inside else place


def _order(tier: Tier) -> int:
    return ("commune", "district", "province").index(tier) if tier else -1


def _places(text: str, words: tuple[Word, ...], taken: set[int], lenient: bool) -> Iterator[Place]:
    index = 0
    while index < len(words):
        found = None if index in taken else _place_at(text, words, index, taken, lenient)
        if found is None:
            index += 1
            continue
        place, index = found
        yield place


def _place_at(
    text: str, words: tuple[Word, ...], first: int, taken: set[int], lenient: bool
) -> tuple[Place, int] | None:
    level = _level_at(words, first, lenient)
    if level is None:
        return _bare_province(text, words, first, taken, lenient)
    behind, tier, said = level
    status = "thành phố" if said in ("tp", "thành phố", "tphcm") else "tỉnh"
    if tier == "province":
        at = first if said == "tphcm" else behind
        known = _province_at(words, at, taken)
        if known is not None and (status == "tỉnh" or status in known[1]):
            last, name = known
            return Place(words[first].start, words[last - 1].end, "province", name), last
        tier = "district" if status == "thành phố" else tier
    last = _name_end(words, behind, taken, lenient)
    if last == behind:
        return None
    name = f"{said} {' '.join(text[words[behind].start : words[last - 1].end].split())}"
    return Place(words[first].start, words[last - 1].end, tier, name), last


def _level_at(words: tuple[Word, ...], first: int, lenient: bool) -> tuple[int, Tier, str] | None:
    """Return the word behind the unit's words, the tier, and the unit's words written out."""
    for length in (2, 1):
        said = tuple(word.text.lower() for word in words[first : first + length])
        for level, tier in _LEVELS.items():
            plain = lenient and key(" ".join(said)) == key(" ".join(level))
            if said == level or plain:
                name = " ".join(level)
                return first + len(level), tier, _WRITTEN_OUT.get(name, name)
    word = words[first]
    following = words[first + 1] if first + 1 < len(words) else None
    if word.plain in _DOTTED and following and following.gap.startswith("."):
        return first + 1, _DOTTED[word.plain], _WRITTEN_OUT[word.plain]
    return None


@cache
def _province_spellings() -> dict[tuple[str, ...], str]:
    found = {key(_without_status(name)): name for name in province_names()}
    for name, others in provinces().spelled.items():
        full = found[key(name)]
        found.update({key(other): full for other in others})
    return {**found, ("tphcm",): found[key("Hồ Chí Minh")]}


def _without_status(name: str) -> str:
    return name.removeprefix("tỉnh ").removeprefix("thành phố ")


def _province_at(words: tuple[Word, ...], first: int, taken: set[int]) -> tuple[int, str] | None:
    """Return the word behind the longest province name that begins here, and the name."""
    for length in (4, 3, 2, 1):
        last = first + length
        if last > len(words) or any(index in taken for index in range(first, last)):
            continue
        name = _province_spellings().get(tuple(w.plain for w in words[first:last]))
        if name and not any(set(w.gap) & set(".,;:()\n") for w in words[first + 1 : last]):
            return last, name
    return None


def _bare_province(
    text: str, words: tuple[Word, ...], first: int, taken: set[int], lenient: bool
) -> tuple[Place, int] | None:
    """Read «, Đồng Nai» and «Sở Xây dựng Đồng Nai»: a name that stands for itself."""
    word = words[first]
    if first and not word.parted and first - 1 not in taken:
        return None
    known = _province_at(words, first, taken)
    if known is None:
        return None
    last, name = known
    goes_on = last < len(words) and not words[last].parted and words[last].names
    if goes_on and not text.isupper():
        return None
    said = text[word.start : words[last - 1].end]
    if not lenient and not _same_marks(said, name):
        return None
    return Place(word.start, words[last - 1].end, "province", name), last


def _same_marks(said: str, name: str) -> bool:
    others = provinces().spelled.get(_without_status(name), ())
    return any(
        spelled(" ".join(w.text for w in words_of(said)))
        == spelled(" ".join(w.text for w in words_of(one)))
        for one in (_without_status(name), *others)
    )


def _name_end(words: tuple[Word, ...], first: int, taken: set[int], lenient: bool) -> int:
    """Return the word behind the name of a unit that begins at the word."""
    index = first
    while index < min(len(words), first + _LONGEST_PLACE) and index not in taken:
        word = words[index]
        parted = word.parted and (index > first or word.gap.strip() not in (".", "'"))
        if parted and word.gap not in ("'", "’", "-"):
            break
        if not (word.names or lenient) or (index > first and _level_at(words, index, lenient)):
            break
        if index > first and (word.text[0].isdigit() or word.text in _SURNAMES):
            break
        index += 1
    return index
