"""The bodies that a paper names: state, party, court, police, army; each once, at its fullest.

An office counts for its body (``Chủ tịch UBND xã Ea Yông`` names ``UBND xã Ea Yông``). A unit
behind a comma (``UBND xã X, huyện Y``) tells where the body is, it is no part of its name.
"""

import itertools
import re
from collections.abc import Iterator
from functools import cache

from pipeline.extraction.confidence import sure
from pipeline.extraction.findings import Value
from pipeline.extraction.folding import UPPER, fold_aligned
from pipeline.extraction.forms.agencies import AGENCY, is_organisation
from pipeline.extraction.paper import Mark, Paper
from pipeline.extraction.people.mentions import in_small_letters, untitled
from pipeline.extraction.people.names import in_capitals, is_everyday
from pipeline.extraction.wordlists import any_of, phrases, rule

Span = tuple[int, int]


def bodies_of(paper: Paper) -> tuple[Value, ...]:
    """Return the bodies in the order of their first mention."""
    full: dict[str, Span] = {}
    for span in _spans(paper):
        key = _key(paper.text[span[0] : span[1]])
        if len(key) < 3 or any(_short_of(key, other) for other in full):
            continue
        full = {other: at for other, at in full.items() if not _short_of(other, key)}
        full[key] = span
    ordered = sorted(full.values())
    return tuple(paper.value(*span, confidence=sure("body")) for span in ordered)


def _short_of(short: str, full: str) -> bool:
    """``UBND xã`` is a short form of ``UBND xã Ea Yông``."""
    return full == short or full.startswith(short + " ")


_SAME = (
    (re.compile(r"\buy ban nhan dan\b"), "ubnd"),
    (re.compile(r"\bhoi dong nhan dan\b"), "hdnd"),
    (re.compile(r"\btoa an nhan dan\b"), "tand"),
    (re.compile(r"\bvien kiem sat nhan dan\b"), "vksnd"),
    (re.compile(r"\bthi hanh an dan su\b"), "thads"),
    (re.compile(r"\bcanh sat\b"), "cs"),
    (re.compile(r"\bcsqlhc\b"), "cs qlhc"),
    (re.compile(r"\bquan ly hanh chinh\b"), "qlhc"),
    (re.compile(r"\btrat tu xa hoi\b"), "ttxh"),
    (re.compile(r"\bca\b"), "cong an"),
    (re.compile(r"\btp\.?(?=\s)"), "thanh pho"),
)


def _key(text: str) -> str:
    key = " ".join(re.sub(r"[-–,.]", " ", fold_aligned(text)).split())
    for pattern, full in _SAME:
        key = pattern.sub(full, key)
    return " ".join(key.split())


def _spans(paper: Paper) -> list[Span]:
    """Marks as bodies, and the bodies that the marks leave out; the longer of two that overlap."""
    found = [*_special(paper), *_marked(paper)]
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
        elif span[1] > kept[-1][1] and span[0] == kept[-1][0]:
            kept[-1] = span
    return kept


# --- from the marks ------------------------------------------------------------------------------

_PRIVATE = rule(
    r"(?:cong ty|tong cong ty|tap doan|doanh nghiep|dntn|hop tac xa|htx|xi nghiep|nha may"
    r"|ho kinh doanh|ban quan tri|hiep hoi|ngan hang|truong|thcs|thpt|benh vien|nha hang"
    r"|van phong luat su|vpls|van phong cong chung|doan luat su|ban nhan dan|chi doan)\b"
)
_NONE = rule(
    r"(?:(?:doi|to|doan|phong|khu) \d+|vu viec|so do|so hong|bo phan|bo luat|phong trao|phong chay"
    r"|(?:doan|to) (?:kiem tra|xac minh|cong tac)|ban quan ly(?: du an)?|phong hop|cuc (?:dat|da)"
    r"|tram)$"
)


def _marked(paper: Paper) -> Iterator[Span]:
    for mark in paper.marks.get(AGENCY, ()):
        span = _bare(paper, mark.start, _before_holder(paper, mark))
        if span and _is_body(paper, span, mark):
            yield span


def _before_holder(paper: Paper, mark: Mark) -> int:
    """``Chủ tịch UBND xã Võ Đại Thành``: the body ends before the name of its head."""
    names = untitled(paper, mark.start + 1, mark.end)
    return next((name.start for name in names if name.end == mark.end), mark.end)


def _is_body(paper: Paper, span: Span, mark: Mark) -> bool:
    folded = paper.folded[slice(*span)]
    if _PRIVATE.match(folded) or _NONE.match(folded):
        return False
    if re.match(rf"[-–/][{UPPER}]", paper.text[span[1] : span[1] + 2]) or _SYMBOL.fullmatch(
        paper.text[slice(*span)]
    ):
        return False
    if paper.folded.startswith(" vien", span[1]) or paper.text[span[0] - 1 : span[0]] in ("-", "/"):
        return False
    return len(folded.split()) > 1 or paper.text[span[0]].isupper()


_SYMBOL = re.compile(rf"[{UPPER}&]+[-–/][{UPPER}&]+")


def _bare(paper: Paper, start: int, end: int) -> Span | None:
    """Without the office before it and the units that tell where it is, at its full length."""
    standing = _STANDING.match(paper.folded, start, end)
    if standing:
        start = standing.end()
    start = _past_office(paper, start, end)
    comma = _WHERE.search(paper.folded, start, end)
    end = comma.start() if comma else end
    end = _grown(paper, start, end)
    end = _first_unit(paper, start, end)
    if in_capitals(paper, start) and not _units(paper, start, end):
        known = _known().match(paper.folded, start, end)
        end = known.end() if known else start
    start, end = paper.trim(start, min(end, paper.paragraph_end(start)))
    while end > start and paper.text[end - 1] in ",;.-–":
        end -= 1
    return (start, end) if end - start > 1 else None


# The "Thường trực" of a party committee stands for it; that of a council is a body of its own.
_STANDING = rule(
    r"thuong truc (?!hoi dong|hdnd|thanh uy|tinh uy)|thuong truc (?=\w+ uy .*thuong truc)"
)


@cache
def _known() -> re.Pattern[str]:
    """A head and its fields: all that shows a body's name in running capitals without a unit."""
    heads = any_of(phrases("agencies", "heads"))
    fields = any_of((*phrases("agencies", "fields"), *phrases("agencies", "inside")))
    whole = any_of(phrases("agencies", "whole"))
    return rule(rf"{heads}(?:(?: - | (?:va )?)(?:{fields}|{heads})\b)+|{whole}\b")


_WHERE = rule(r",\s{0,3}(?:huyen|quan|thi xa|thanh pho|tinh|tp|xa|phuong)\b")


@cache
def _office(toneless: bool) -> re.Pattern[str]:
    words = {w.lower() for w in (*phrases("agencies", "positions"), *phrases("persons", "offices"))}
    words -= {"công an", "quản lý", "phụ trách", "thường trực", "bảo vệ"}
    written = [fold_aligned(w) if toneless else w for w in sorted(words, key=len, reverse=True)]
    either = "|".join(w.replace(" ", r"\s{1,3}") for w in written)
    lead = "lanh dao|ong|ba|quyen|nguyen" if toneless else "lãnh đạo|ông|bà|quyền|nguyên"
    return re.compile(
        rf"(?:(?:{lead})\s{{1,3}})*(?P<o>{either})(?!\w)"
        r"(?:\s[tT]hường trực(?=\s))?[\s,]*(?:của\s|cua\s)?"
    )


_HEAD_IN_OFFICE = re.compile(r"(?:thanh tra|văn phòng|công an|phòng|ban|thanh tra sở)\s*$")


def _past_office(paper: Paper, start: int, end: int) -> int:
    """``Chánh Thanh tra huyện`` is of the ``Thanh tra huyện``."""
    read = paper.folded if paper.toneless else _lowered(paper.text, start, end)
    base = 0 if paper.toneless else start
    while match := _office(paper.toneless).match(read, start - base, end - base):
        following = base + match.end()
        head = _HEAD_IN_OFFICE.search(match["o"])
        if (
            head
            and following < end
            and not (
                is_organisation(paper.text[following:end])
                and head.group().strip() in ("phòng", "ban")
            )
        ):
            return base + match.start("o") + head.start()
        start = following
    return start


def _lowered(text: str, start: int, end: int) -> str:
    lowered = text[start:end].lower()
    return lowered if len(lowered) == end - start else text[start:end]


_UNIT = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|TP\.?)"
_NAME = rf"[{UPPER}][\w'’]*(?:[ ]?[-–][ ]?[{UPPER}][\w'’]*)?|\d{{1,2}}"
# What a board may be of, with a name of its own: "Ban Quản lý chợ Rạch Bần".
_SITE = r"(?:chợ|rừng|cảng|bến xe|bến tàu|khu|vườn quốc gia|chung cư|vịnh|di tích|tiểu khu|đê)"
_MORE = re.compile(
    rf"(?:\s{_UNIT})?(?:\s(?:{_NAME})){{1,3}}(?:\svà\scác\s(?:khu"
    rf"|Khu)\s[a-zà-ỹ ]+(?:\s(?:{_NAME})){{1,3}})?"
    rf"|\svà\scác\s(?:khu|Khu)\s[a-zà-ỹ]+\s[a-zà-ỹ]+(?:\s(?:{_NAME})){{1,3}}"
)
# "Trung tâm Kiểm⎵soát bệnh tật tỉnh Nghệ An": small words between a name and its unit.
_SMALL_WORDS = re.compile(
    rf"(?P<w>(?:[ ][a-zà-ỹ]+){{0,8}}?)[ \n](?:(?:{_UNIT}|{_SITE})(?:\s(?:{_NAME})){{1,3}}"
    rf"|[IVX]{{1,4}}(?!\w))"
)
_STOPS = frozenset(
    (
        *("của", "là", "đã", "có", "và", "cho", "tại", "ở", "về", "theo", "ra", "để", "với"),
        *("không", "sẽ", "đang", "phải", "nói", "bảo", "trả", "lời", "yêu", "cầu", "họp", "lập"),
        *(
            "thông",
            "báo",
            "mời",
            "làm",
            "chuyển",
            "xem",
            "xét",
            "giải",
            "quyết",
            "đề",
            "nghị",
            "khi",
        ),
        *("thì", "mà", "nên", "vì", "này", "đó", "cũng", "lại", "còn", "chỉ", "xử", "phạt", "đưa"),
        *("tôi", "người", "ngày", "nơi", "đi", "lên", "xuống", "hứa", "hẹn", "kiểm", "xuất"),
        *("do", "bị", "được", "ký", "gửi", "nhận", "thuộc", "trên", "đến", "từ", "cùng", "giao"),
    )
)


@cache
def _complete() -> re.Pattern[str]:
    """A name that ends with a field is complete as it stands."""
    fields = any_of((*phrases("agencies", "fields"), *phrases("agencies", "whole")))
    return rule(rf"(?:^|.*\s){fields}$")


def _open(paper: Paper, start: int, end: int) -> bool:
    """Whether the name breaks off behind half a word: ``Trung tâm Ngoại`` (``ngữ``)."""
    words = paper.text[start:end].split()
    if len(words) < 2 or not (words[-1].isalpha() and words[-1].istitle()):
        return False
    # Two capital syllables are a place: "Công an Gia Lai".
    if _OF_PLACES.match(paper.folded, start) or (len(words) > 2 and words[-2].istitle()):
        return False
    return _complete().match(paper.folded[start:end]) is None


_OF_PLACES = rule(r"(?:cong an|ca|ubnd|uy ban|hdnd|hoi dong|thanh tra|dang uy|toa an|thue)\b")


_REGION = re.compile(
    rf"\s(?:{_NAME}|[IVX]{{1,4}})(?:\s(?:{_NAME})){{0,2}}(?:\s[-–]\s(?:{_NAME}){{1,3}})?"
)
# "Trạm Kiểm" goes on: "… soát Biên phòng Rạch Gốc".
_COMPOUND = re.compile(
    rf"\s[a-zà-ỹ]+(?:(?:\s[-–])?\s[{UPPER}][a-zà-ỹ]+\s(?!{_UNIT}\s)[a-zà-ỹ]+){{0,3}}"
    rf"(?:\s[{UPPER}][\w'’]*){{0,3}}(?:\s{_UNIT}(?:\s(?:{_NAME})){{1,4}})?"
)
_SEAT = re.compile(rf"\stại(?:\s(?:{_NAME})){{1,3}}")
_CAPITALS = re.compile(rf"(?:\s[{UPPER}]+){{1,2}}")
_BRANCH = rule(r"(?:chi nhanh|tong lanh su quan|lanh su quan|dai su quan|co quan thuong truc)\b")
_NO_NAME = frozenset(("ong", "ba", "ngay", "so", "dieu", "tai", "ve", "can", "theo"))


def _grown(paper: Paper, start: int, end: int) -> int:
    """A mark may stop before a name's last words: ``UBND xã Chế`` of ``Chế Là``."""
    units = _units(paper, start, end)
    seat = _SEAT.match(paper.text, end) if _BRANCH.match(paper.folded, start) else None
    if seat:
        return seat.end()
    if in_capitals(paper, start):
        bare = units and not paper.text[units[-1][1] : end].strip()
        more = _CAPITALS.match(paper.text, end) if bare else None
        return more.end() if more else end
    if not units:
        small = _SMALL_WORDS.match(paper.text, end)
        if small and not _STOPS & set(small["w"].split()):
            end = small.end()
            return min(end, paper.paragraph_end(max(start, end - 1)))
    compound = _COMPOUND.match(paper.text, end) if not units else None
    if compound and not _STOPS & set(compound.group().split()) and _open(paper, start, end):
        longer = compound.end()
        return longer if longer <= paper.paragraph_end(max(start, end - 1)) else end
    region = (
        _REGION.match(paper.text, end) if paper.folded.endswith("khu vuc", start, end) else None
    )
    if region:
        return region.end()
    more = _MORE.match(paper.text, end)
    if more is None or more.end() > paper.paragraph_end(max(start, end - 1)):
        return end
    told = more.group().strip()
    if _units(paper, more.start(), more.end()):
        return end if units else more.end()
    if told.startswith("và"):
        return more.end()
    words = fold_aligned(told).split()
    last = paper.folded[start:end].split()[-1]
    province = f"{last} {words[0]}" in _provinces()
    in_unit = units and len(paper.text[units[-1][1] : end].split()) < 2 and len(words) <= 2
    return more.end() if province or (in_unit and words[0] not in _NO_NAME) else end


@cache
def _provinces() -> frozenset[str]:
    return frozenset(fold_aligned(name) for name in phrases("places", "provinces"))


_UNIT_WORD = rule(r"\b(?P<u>xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tinh)(?=\s|$)")
_WRITTEN = frozenset(["xã", "phường", "huyện", "quận", "tỉnh", "thị trấn", "thị xã", "thành phố"])
_RANK = {"xa": 1, "phuong": 1, "thi tran": 1, "huyen": 2, "quan": 2, "thi xa": 2, "thanh pho": 2}


def _units(paper: Paper, start: int, end: int) -> list[tuple[int, int, int]]:
    """Return start, end and rank of each unit word; ``Xã hội`` is none."""
    found: list[tuple[int, int, int]] = []
    for match in _UNIT_WORD.finditer(paper.folded, start, end):
        written = " ".join(paper.text[slice(*match.span())].lower().split())
        after = paper.text[match.end() : match.end() + 2].strip()
        if (paper.toneless or written in _WRITTEN) and not after[:1].islower():
            found.append((match.start(), match.end(), _RANK.get(fold_aligned(written), 3)))
    return found


def _first_unit(paper: Paper, start: int, end: int) -> int:
    """``UBND XÃ A HUYỆN B TỈNH C``: the first unit is the body's, higher ones tell where."""
    found = _units(paper, start, end)
    for one, other in itertools.pairwise(found):
        if other[2] > one[2] and other[0] > one[1] + 1:
            return other[0]
    if found and in_capitals(paper, start):
        words = list(re.finditer(r"\S+", paper.text[found[0][1] : end]))
        kept = 3 if len(words) > 2 and _closes(paper, found[0][1] + words[2].end(), words[2]) else 2
        return found[0][1] + words[kept - 1].end() if len(words) > kept else end
    return end


_SIDES = frozenset(("bắc", "nam", "đông", "tây", "trung", "thượng", "hạ", "thắng"))


def _closes(paper: Paper, end: int, word: re.Match[str]) -> bool:
    """Whether a third syllable in capitals belongs to the unit's name: ``HOÀI NHƠN BẮC``."""
    marked = re.match(r"\s*(?:[,.;:)\n]|$)", paper.text[end : end + 4]) is not None
    bare = word.group().strip(",.;:").lower()
    return bare in _SIDES or (marked and not is_everyday(paper, bare))


# --- bodies that the marks leave out -------------------------------------------------------------

_UNIT_NAME = rf"{_UNIT}(?:\s(?:{_NAME})){{1,4}}"
_SPECIAL = (
    rf"(?:(?i:công an|thanh tra|ủy ban|uỷ ban)|CA|ca|ubnd|ủy ban nhân dân|uỷ ban nhân dân|đảng ủy"
    rf"|huyện ủy"
    rf"|bchqs)\s{_UNIT_NAME}",
    r"(?:Thanh tra|Công an|Huyện ủy|Đảng ủy)\s(?:tỉnh|huyện|thành phố|quận|sở|bộ|xã|phường)(?!\w)"
    rf"(?:\s(?:{_NAME})){{0,4}}",
    rf"Công an\s(?:{_NAME})(?:\s(?:{_NAME})){{1,3}}",
    r"Cục\s(?:CS|C/s|Cảnh sát)\s?(?:QLHC|quản lý hành chính)(?:\s(?:về|VỀ)\s(?:TTXH"
    r"|trật tự xã hội))?",
    rf"Thuế\s(?:cơ sở\s\d{{1,2}}|khu vực\s[\w ]{{1,12}}?)(?:\s{_UNIT_NAME})?|Thuế\s{_UNIT_NAME}",
    r"Kho bạc(?:\s[Nn]hà nước)?" + rf"(?:\s{_UNIT_NAME})?",
    rf"Phòng\sKinh tế,\sHạ tầng và Đô thị(?:\s{_UNIT_NAME})?",
    rf"Phòng\sVăn hóa\s?[-–]\s?Xã hội(?:\s{_UNIT_NAME})?",
    r"Thành ủy|Tỉnh ủy|Chính phủ|Quốc hội|Ban Tiếp công dân Trung ương",
)
_SPECIAL_BODY = re.compile(r"(?<![\w])(?:" + "|".join(_SPECIAL) + ")")
_ANY_UNIT = r"(?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tp\.?|tinh|dac khu)"
_IN_UNIT = (
    r"(?:uy ban(?: nhan dan| mttq| mat tran to quoc)?|ubnd|hdnd|hoi dong nhan dan|cong an|ca"
    r"|thanh tra"
    r"|toa an(?: nhan dan)?|tand|vien kiem sat(?: nhan dan)?|vksnd|dang uy|mat tran(?: to quoc)?"
    r"|ban tiep cong dan|doan dai bieu quoc hoi|ban chi huy quan su)"
)
_TONELESS_BODY = re.compile(
    rf"(?<!\w){_IN_UNIT}\s{_ANY_UNIT}\s[A-Z][\w']*(?:\s[A-Z][\w']*){{0,3}}"
    r"|(?<!\w)(?:huyen|quan|tinh|thanh) uy(?:\s[A-Z]\w*){1,3}",
    re.IGNORECASE,
)
_SMALL_BODY = rule(
    rf"(?<!\w)(?:{_IN_UNIT}\s{_ANY_UNIT}|(?:huyen|quan|thi|tinh) uy)(?P<p>(?:\s[^\W\d_]+){{0,2}})"
)
_PROVINCE_POLICE = rule(r"(?<!\w)(?:cong an|ca)\s(?=[^\W\d_])")


def _special(paper: Paper) -> Iterator[Span]:
    yield from _police(paper)
    if in_small_letters(paper):
        yield from _in_small(paper)
        return
    pattern = _TONELESS_BODY if paper.toneless else _SPECIAL_BODY
    for match in pattern.finditer(paper.text):
        start, end = match.span()
        _, end = paper.trim(start, min(end, paper.paragraph_end(start)))
        yield start, _first_unit(paper, start, end)


_WORD = re.compile(r"\S+")
# Everyday words, without their marks, that end names of places: "sơn la", "chiềng hội".
_IN_PLACES = frozenset(("la", "hoi", "an", "bao", "ba", "thu", "nam", "dinh", "ban", "chu", "dat"))


def _in_small(paper: Paper) -> Iterator[Span]:
    """``cong an tinh son la``: nothing shows where the name ends; most have two syllables."""
    for match in _SMALL_BODY.finditer(paper.folded):
        end = match.start("p")
        for word in _WORD.finditer(paper.text, *match.span("p")):
            folded = paper.folded[slice(*word.span())]
            if is_everyday(paper, word.group()) and folded not in _IN_PLACES:
                break
            end = word.end()
        yield match.start(), end


def _police(paper: Paper) -> Iterator[Span]:
    """``công an Hà Giang``: the police of a province, without the word for it."""
    for match in _PROVINCE_POLICE.finditer(paper.folded):
        place = _province().match(paper.folded, match.end())
        if place and paper.text[match.end()].isupper():
            yield match.start(), place.end()


@cache
def _province() -> re.Pattern[str]:
    return rule(rf"{any_of(phrases('places', 'provinces'))}\b")
