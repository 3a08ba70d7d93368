"""Everybody whom the paper names, wherever and in whatever role.

A person is known by a title before the name, or by a family name that begins two syllables or
more. Names of streets, places and bodies begin alike: what stands before them tells. Mentions of
one person are joined: ``ông Bình`` is the ``Trần Quốc Bình`` named before, ``tức Năm Lửa`` another
name of who stands before it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.folding import UPPER, fold_aligned
from pipeline.extraction.forms.agencies import AGENCY, is_organisation
from pipeline.extraction.paper import Mark, Paper
from pipeline.extraction.people.names import (
    Name,
    has_family_name,
    in_capitals,
    is_place_name,
    is_small_word,
    name_at,
    titles,
)
from pipeline.extraction.wordlists import any_of, phrases, rule


@dataclass(frozen=True, slots=True)
class Person:
    """One person: the fullest mention, and every mention in order."""

    best: Name
    mentions: tuple[Name, ...]


def persons_of(paper: Paper) -> tuple[Person, ...]:
    """Return the persons named in the paper, in the order of their first mention."""
    known: list[list[Name]] = []
    spelt: list[dict[str, Name]] = []
    by_given: dict[str, list[int]] = {}
    for mention in mentions_of(paper):
        words = words_of(paper, mention)
        same = by_given.setdefault(words[-1], [])
        mine = next((n for n in same[:-9:-1] if _same(paper, spelt[n].values(), mention)), None)
        if mine is None and known and _another_name(paper, mention):
            mine = len(known) - 1
        if mine is None:
            mine = len(known)
            known.append([])
            spelt.append({})
        if mine not in same:
            same.append(mine)
        known[mine].append(mention)
        if len(spelt[mine]) < MAX_SPELLINGS:
            spelt[mine].setdefault(" ".join(words), mention)
    return tuple(Person(_fullest(paper, mentions), tuple(mentions)) for mentions in known)


MAX_SPELLINGS = 8
"""Ways in which one person's name is written, at most."""


def words_of(paper: Paper, name: Name) -> list[str]:
    """Return the folded syllables of the name."""
    return paper.folded[name.start : name.end].split()


def _fullest(paper: Paper, mentions: list[Name]) -> Name:
    real = next((m for m in mentions if _real_name(paper, m)), None)
    if real:
        return real
    named = [m for m in mentions if not _another_name(paper, m)] or mentions
    longest = max(len(words_of(paper, m)) for m in named)
    return next(m for m in named if len(words_of(paper, m)) == longest)


def _same(paper: Paper, person: Iterable[Name], mention: Name) -> bool:
    """The same syllables, or, behind a title, the last ones of a fuller name."""
    new = words_of(paper, mention)
    for other in person:
        old = words_of(paper, other)
        if old == new:
            return True
        short, full = sorted((old, new), key=len)
        title = mention.titled if new is short else other.titled
        if title and len(short) < len(full) and len(short) <= 2 and full[-len(short) :] == short:
            return _tones_agree(paper, mention, other)
    return False


def _tones_agree(paper: Paper, one: Name, other: Name) -> bool:
    """``bà Tư`` is no ``Trần Văn Tú``, unless the paper has no tone marks."""
    last, before = (paper.text[n.start : n.end].split()[-1].casefold() for n in (one, other))
    return paper.toneless or last == before


_ANOTHER = rule(
    r"(?:\btuc|thuong goi(?: la)?|con goi(?: la)?|goi la|bi danh|biet danh|ten khac(?: la)?"
    r"|ten thiet(?: la)?"
    r"|ten goi khac(?: la)?|hay goi(?: la)?|ten that(?: la)?|ten khai sinh(?: la)?"
    r"|ten tren giay to(?: la)?|ten trong cccd(?: la)?)[\s:\"“(]{0,4}$"
)


_REAL = rule(r"(?:ten (?:that|thiet|khai sinh|tren giay to|trong cccd)(?: la)?)[\s:\"“(]{0,4}$")


def _real_name(paper: Paper, mention: Name) -> bool:
    """``Bảy Lượm, tên thật là Huỳnh Văn Lượm``."""
    return is_real_name(paper, mention.title[0] if mention.titled else mention.start)


def is_real_name(paper: Paper, begin: int) -> bool:
    """Whether ``tên thật là`` or the like stands before the place."""
    return _REAL.search(paper.folded, max(0, begin - 32), begin) is not None


def _another_name(paper: Paper, mention: Name) -> bool:
    return is_another_name(paper, mention.title[0] if mention.titled else mention.start)


def is_another_name(paper: Paper, begin: int) -> bool:
    """Whether ``tức``, ``thường gọi là`` or the like stands before the place."""
    return _ANOTHER.search(paper.folded, max(0, begin - 32), begin) is not None


def mentions_of(paper: Paper) -> Iterator[Name]:
    """Yield the names of persons in order, none overlapping."""
    places = _places_told(paper)
    found = sorted(
        (
            *_titled(paper),
            *_called(paper),
            *(n for n in untitled(paper, 0, len(paper.text)) if _spelt(paper, n) not in places),
        ),
        key=lambda n: (n.start, -n.end, not n.titled),
    )
    end = 0
    for name in found:
        if name.start < end:
            continue
        yield name
        end = name.end
        while following := _beside(paper, end, places):
            yield following
            end = following.end


_ROW_GAP = rule(r"\s{0,2}(?:[,;&/]|\bva\b)\s{1,2}(?=[^\W\d_])")


def _beside(paper: Paper, end: int, places: frozenset[str]) -> Name | None:
    """In a row of names a family name that places bear too begins one: ``Châu Thị Sa, Danh Út``."""
    gap = _ROW_GAP.match(paper.folded, end)
    if gap is None or not paper.text[gap.end()].isupper():
        return None
    if is_small_word(paper.text[gap.end() : gap.end() + 12].split()[0]):
        return None
    name = name_at(paper, gap.end(), min(len(paper.text), gap.end() + 60))
    if name is None or name.titled or not has_family_name(paper, name):
        return None
    count = len(words_of(paper, name))
    if not 1 < count < 5 or is_place_name(paper, name) or _spelt(paper, name) in places:
        return None
    return None if _DATE_LINE.match(paper.folded, name.end) else name


def _spelt(paper: Paper, name: Name) -> str:
    return " ".join(words_of(paper, name))


_UNIT_BEFORE = rule(
    r"(?<!truong\s)(?<!pho\s)(?<!tich\s)(?<!thu\s)(?<!an\s)(?<!doi\s)(?<!bo\s)\b(?P<u>thon|ap|xa"
    r"|phuong|huyen|quan|tinh|thi tran|thi xa"
    r"|thanh pho|tp\.?|lang|ban|buon|khom|khu pho|xom|plei|phum|soc|dac khu)\s{1,3}(?=[^\W\d_])"
)


def _places_told(paper: Paper) -> frozenset[str]:
    """What a unit's word stands before, folded: ``thôn Lương Cả`` makes ``Lương Cả`` a place."""
    found: set[str] = set()
    for match in _UNIT_BEFORE.finditer(paper.folded):
        written = " ".join(paper.text[slice(*match.span("u"))].lower().split())
        if not paper.toneless and written not in _UNITS:
            continue
        words = _CAPITALISED.match(paper.text, match.end())
        # "Phó Chủ tịch xã Trịnh Văn Lâu" is no place.
        if words and not _full_name(words.group().casefold().split()):
            found.add(fold_aligned(" ".join(words.group().split())))
    return frozenset(found)


_UNITS = frozenset(
    (
        *("thôn", "ấp", "xã", "phường", "huyện", "quận", "tỉnh", "thị trấn", "thị xã", "thành phố"),
        *("tp", "tp.", "làng", "bản", "buôn", "khóm", "khu phố", "xóm", "plei", "phum", "sóc"),
        "đặc khu",
    )
)


def _full_name(syllables: list[str]) -> bool:
    return len(syllables) > 2 and syllables[0] in _sure() and syllables[1] in _middle()


_CAPITALISED = re.compile(rf"[{UPPER}][\w'’]*(?:[ ][{UPPER}][\w'’]*){{0,3}}")


@cache
def _title_before_capital() -> re.Pattern[str]:
    return rule(rf"(?<![^\W\d_]){titles().pattern}")


_UNIT_LAST = rule(
    r"\b(?:cau|cho|ap|ben|rach|kenh|deo|nui|chua|den|duong|hem|khu|cong|lang|go|hon)\s$"
    r"|\b(?:kinh doanh|co so|cua hang|quan|tiem|nha hang|cong ty|thuong hieu)"
    r"(?:\s[^\W\d_]+){1,4}\s$"
)
_FIRM = rule(r"\b(?:van phong|cong ty|doan|hang)\s$")


def _titled(paper: Paper) -> Iterator[Name]:
    end = 0
    small = in_small_letters(paper)
    for match in _title_before_capital().finditer(paper.folded):
        following = paper.text[match.end() : match.end() + 1]
        if match.start() < end or not (small or following.isupper()):
            continue
        limit = min(len(paper.text), match.end() + 90)
        name = name_at(paper, match.start(), limit)
        if name is None or not name.titled or is_place_name(paper, name):
            continue
        if _in_no_body(paper, name) and not _in_a_trade_name(paper, name.title[0]):
            end = name.end
            yield name


def _in_a_trade_name(paper: Paper, begin: int) -> bool:
    """``cầu Ông Lãnh``, ``Hộ kinh doanh Mè xửng Bà Sáu``, ``Văn phòng Luật sư Ngự Bình``."""
    before = paper.folded[max(0, begin - 40) : begin]
    if _FIRM.search(before):
        return True
    capital = paper.text[begin].isupper() and not in_capitals(paper, begin)
    return capital and _UNIT_LAST.search(before) is not None


_NAMED = rule(r"\b(?:ten(?: la| goi| goi la)?|goi la)\s{1,3}(?=[^\W\d_])")
_NO_PERSON = rule(
    r"\b(?:cong ty|du an|quan|cua hang|duong|truong|thua|xa|thon|ap|bai|trang|nhom|tau|phim"
    r"|thuoc|hang|ho so|phan mem|dung|loai|chung cu|lay|mang|doi|dat)\s(?:\w+\s){0,2}$"
)


def _called(paper: Paper) -> Iterator[Name]:
    """``anh thợ điện tên Hưng``: a name that looks like none, behind the word for it."""
    for match in _NAMED.finditer(paper.folded):
        first = paper.text[match.end() : match.end() + 2]
        if not first[0].isupper() or first.isupper():
            continue
        if _NO_PERSON.search(paper.folded, max(0, match.start() - 24), match.start()):
            continue
        words = _CAPITALISED.match(paper.text, match.end())
        name = Name(match.end(), words.end(), (match.end(), match.end())) if words else None
        if name and not is_organisation(paper.text[name.start : name.start + 40]):
            yield name


def in_small_letters(paper: Paper) -> bool:
    """Whether the paper has hardly any capital: typed as a text message is."""
    capitals = sum(map(str.isupper, paper.text[:4000]))
    return capitals < 0.01 * min(len(paper.text), 4000)


@cache
def _small_full() -> re.Pattern[str]:
    family = any_of(phrases("persons", "sure_family"))
    return rule(rf"(?<![^\W\d_]){family} (?:van|thi) (?=[^\W\d_])")


_CAPITAL = re.compile(rf"(?<![\w'’/.&-])[{UPPER}][^\W\d_]*(?=['’`]|\s[{UPPER}])")


def untitled(paper: Paper, start: int, limit: int) -> Iterator[Name]:
    """Yield the names in the span that stand without a title."""
    if in_small_letters(paper):
        yield from _small_names(paper, start, limit)
        return
    end = 0
    for match in _CAPITAL.finditer(paper.text, start, limit):
        if match.start() < end or not _begins(paper, match):
            continue
        name = name_at(paper, match.start(), min(len(paper.text), match.start() + 60))
        if name is None or name.titled or not _like_a_person(paper, name):
            continue
        end = name.end
        yield name


def _small_names(paper: Paper, start: int, limit: int) -> Iterator[Name]:
    found = [*_small_full().finditer(paper.folded, start, limit)]
    found += _SMALL_SELF.finditer(paper.folded, start, limit)
    for match in sorted(found, key=lambda m: m.end()):
        first = match.end() if match.re is _SMALL_SELF else match.start()
        name = name_at(paper, first, min(limit, first + 60), strict=False)
        if name and not name.titled:
            yield name


_SMALL_SELF = rule(r"(?<![^\W\d_])(?:toi|tui|em|e|chau|minh)(?: ten)?(?: la)\s(?=[^\W\d_])")
_SECOND = re.compile(r"\S+\s(?P<w>[^\W\d_]+)")


def _begins(paper: Paper, match: re.Match[str]) -> bool:
    word = match.group()
    if word in "HYKA":
        following = paper.text[match.end() : match.end() + 3]
        return following[:1] in "'’`" or following[2:3].isalpha()
    if paper.toneless:
        return fold_aligned(word) in _sure_folded()
    if word.casefold() in _families():
        return True
    second = _SECOND.match(paper.text, match.start())
    strong = second is not None and _strong_middle(second["w"].casefold())
    return strong and len(word) > 1 and (not is_small_word(word) or _in_a_list(paper, match))


_ROW = re.compile(r"[\W\d]*")


def _in_a_list(paper: Paper, match: re.Match[str]) -> bool:
    """Whether only a number stands before it on its line."""
    start = paper.line_at(match.start()).start
    return start < match.start() and _ROW.fullmatch(paper.text, start, match.start()) is not None


@cache
def _families() -> frozenset[str]:
    return frozenset(word.casefold() for word in phrases("persons", "family"))


@cache
def _sure() -> frozenset[str]:
    return frozenset(word.casefold() for word in phrases("persons", "sure_family"))


@cache
def _sure_folded() -> frozenset[str]:
    return frozenset(fold_aligned(word) for word in phrases("persons", "sure_family"))


@cache
def _middle() -> frozenset[str]:
    return frozenset(word.casefold() for word in phrases("persons", "middle"))


_HIGHLAND = re.compile(r"(?:[HKY]['’`]\s?[^\W\d_]|[YAHK]\s[^\W\d_]{2,})")
_DATE_LINE = rule(r",\s{0,3}(?:ngay|\d{1,2}[/.-]\d)")


def _like_a_person(paper: Paper, name: Name) -> bool:
    """Whether an untitled name is surely one, by its syllables and by what stands before it."""
    text = paper.text[name.start : name.end]
    if is_place_name(paper, name) or _DATE_LINE.match(paper.folded, name.end):
        return False
    if not _in_no_body(paper, name):
        return False
    if _mark_over(paper, name) is None and not _free_before(paper, name):
        return False
    syllables = [s.casefold() for s in text.split()]
    if _HIGHLAND.match(text):
        apart = len(syllables) > 1 and text[0] in "YA" and not text.isupper()
        return "'" in text or "’" in text or apart
    if len(syllables) < 2 or (len(syllables) == 2 and _capital_before(paper, name)):
        return False
    if text.isupper() and in_capitals(paper, name.start):
        return _full_name(syllables)
    return _known_family(paper, name, syllables)


def _capital_before(paper: Paper, name: Name) -> bool:
    """``Thái Doãn Kính``: two syllables behind another capital one are the end of a longer name."""
    before = paper.text[max(0, name.start - 14) : name.start]
    word = before.split()[-1:] if before.endswith(" ") else []
    return bool(word) and word[0].isalpha() and word[0].istitle() and len(before.split()) > 1


def _known_family(paper: Paper, name: Name, syllables: list[str]) -> bool:
    first, count = syllables[0], len(syllables)
    if first in _sure() or (paper.toneless and first in _sure_folded()):
        return True
    if count > 2 and syllables[1] in _sure() and has_family_name(paper, name):
        return True  # two family names: "Thái Doãn Kính"
    if count > 2 and syllables[1] in _middle() and _strong_middle(syllables[1]):
        return True
    if not has_family_name(paper, name):
        return False
    if _kin_before(paper, name):
        return True
    if first in _doubtful():
        return count > 2 and syllables[1] in _middle()
    return count > 2


_STRONG = frozenset(("văn", "thị", "đình", "hữu", "quốc", "bá", "duy", "viết", "sỹ", "trọng"))


def _strong_middle(word: str) -> bool:
    return word in _STRONG


_KIN = rule(
    r"(?:\b(?:vo|chong|con|trai|gai|re|dau|ruot|me|cha|bo|chau|em|anh|chi|ban|noi|ngoai|nuoi|ong"
    r"|ba)"
    r"(?: cua)?(?: toi| em| con| tui| chau| ong| ba| minh)?(?: [^\W\d_]{1,8})?|toi|tui)"
    r"(?: ten)?(?: la)?[\s:]{1,3}$"
)


def _kin_before(paper: Paper, name: Name) -> bool:
    """``cha vợ tôi là Ma Nghiêm``: after a word of kinship a doubtful name is one."""
    before = paper.folded[max(0, name.start - 40) : name.start]
    return _KIN.search(before) is not None and re.search(r"\b(?:la|ten)[\s:]+$", before) is not None


@cache
def _doubtful() -> frozenset[str]:
    return frozenset(word.casefold() for word in phrases("persons", "doubtful_family"))


_BEFORE = re.compile(r"(?:(?P<far>[\w'’]+)[ \t]+)?(?P<near>[\w'’.]+)(?P<gap>[^\w]*)$")
_OFFICE_ENDS = frozenset(
    ["trưởng", "an", "thư", "tịch", "bộ", "toán", "chính", "đội", "viên", "sự", "lý", "chức", "phó"]
)


@cache
def _places(toneless: bool) -> frozenset[str]:
    words = phrases("persons", "places")
    return frozenset(map(fold_aligned, words) if toneless else words)


def _free_before(paper: Paper, name: Name) -> bool:
    """No street, place or number stands right before the name, and no other capital word."""
    match = _BEFORE.search(paper.text, max(0, name.start - 40), name.start)
    if match is None or match["gap"].strip(' \t"“(') or "\n" in match["gap"]:
        return True
    near, far = match["near"], match["far"] or ""
    if near[0].isdigit():
        line = paper.line_at(name.start)
        return not paper.text[line.start : match.start("near")].strip(" |-")
    word = near.casefold().rstrip(".")
    if word in _places(paper.toneless) or f"{far.casefold()} {word}" in _places(paper.toneless):
        return far.casefold() in _OFFICE_ENDS
    return True


def _in_no_body(paper: Paper, name: Name) -> bool:
    """No body's name holds it; a full name right at the end of one may be its head's."""
    mark = _mark_over(paper, name)
    if mark is None:
        return True
    if name.titled:
        return True
    before = paper.text[mark.start : name.start].split()
    syllables = paper.text[name.start : name.end].split()
    sure = syllables[0].casefold() in _sure() or _strong_middle(syllables[1].casefold())
    whole = len(syllables) >= 3 and sure
    if name.end != mark.end or len(before) < 2 or not whole:
        return False
    if before[-1][0].isupper():
        return syllables[1].casefold() in _middle()
    if before[-1] == "tỉnh" and not is_place_name(paper, name):
        return True  # no province has a person's name
    return is_called(paper, syllables[-1])


def is_called(paper: Paper, given: str) -> bool:
    """``Phó Chủ tịch UBND xã Võ Đại Thành``: elsewhere he is ``ông Thành``."""
    return (
        re.search(
            rf"(?<!\w)(?:[ôÔ]ng|[bB]à|[aA]nh|[cC]hị|ÔNG|BÀ) {re.escape(given)}(?!\w)", paper.text
        )
        is not None
    )


def _mark_over(paper: Paper, name: Name) -> Mark | None:
    marks = paper.marks.get(AGENCY, ())
    index = bisect_right(marks, name.start, key=lambda m: m.start) - 1
    if index >= 0 and marks[index].end > name.start and marks[index].start <= name.start:
        return marks[index]
    return None
