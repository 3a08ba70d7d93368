"""Everybody whom the paper names, wherever and in whatever role.

A person is known by a title before the name, or by a family name that begins two syllables or
more. Names of streets, places and bodies begin alike: what stands before them tells. Mentions of
one person are joined: ``ông Bình`` is the ``Trần Quốc Bình`` named before, ``tức Năm Lửa`` another
name of who stands before it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.agencies import AGENCY
from pipeline.extraction.folding import UPPER, fold_aligned
from pipeline.extraction.names import Name, has_family_name, is_place_name, name_at, titles
from pipeline.extraction.paper import Mark, Paper
from pipeline.extraction.wordlists import any_of, phrases, rule


@dataclass(frozen=True, slots=True)
class Person:
    """One person: the fullest mention, and every mention in order."""

    best: Name
    mentions: tuple[Name, ...]


def persons_of(paper: Paper) -> tuple[Person, ...]:
    """Return the persons named in the paper, in the order of their first mention."""
    known: list[list[Name]] = []
    for mention in mentions_of(paper):
        mine = next((p for p in reversed(known) if _same(paper, p, mention)), None)
        if mine is None and _another_name(paper, mention) and known:
            mine = known[-1]
        if mine is None:
            known.append([mention])
        else:
            mine.append(mention)
    return tuple(Person(_fullest(paper, mentions), tuple(mentions)) for mentions in known)


def words_of(paper: Paper, name: Name) -> list[str]:
    """Return the folded syllables of the name."""
    return paper.folded[name.start : name.end].split()


def _fullest(paper: Paper, mentions: list[Name]) -> Name:
    named = [m for m in mentions if not _another_name(paper, m)] or mentions
    longest = max(len(words_of(paper, m)) for m in named)
    return next(m for m in named if len(words_of(paper, m)) == longest)


def _same(paper: Paper, person: list[Name], mention: Name) -> bool:
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
    r"|ten goi khac(?: la)?|hay goi(?: la)?|ten that(?: la)?|ten khai sinh(?: la)?"
    r"|ten tren giay to(?: la)?|ten trong cccd(?: la)?)[\s:\"“(]{0,4}$"
)


def _another_name(paper: Paper, mention: Name) -> bool:
    begin = mention.title[0] if mention.titled else mention.start
    return _ANOTHER.search(paper.folded, max(0, begin - 32), begin) is not None


def mentions_of(paper: Paper) -> Iterator[Name]:
    """Yield the names of persons in order, none overlapping."""
    found = sorted(
        (*_titled(paper), *_untitled(paper)), key=lambda n: (n.start, -n.end, not n.titled)
    )
    end = 0
    for name in found:
        if name.start >= end:
            end = name.end
            yield name


@cache
def _title_before_capital() -> re.Pattern[str]:
    return rule(rf"(?<![^\W\d_]){titles().pattern}")


def _titled(paper: Paper) -> Iterator[Name]:
    end = 0
    for match in _title_before_capital().finditer(paper.folded):
        if match.start() < end or not paper.text[match.end() : match.end() + 1].isupper():
            continue
        limit = min(len(paper.text), match.end() + 90)
        name = name_at(paper, match.start(), limit)
        if name and name.titled and not is_place_name(paper, name) and _in_no_body(paper, name):
            end = name.end
            yield name


_CAPITAL = re.compile(rf"(?<![\w'’/.&-])[{UPPER}][^\W\d_]*(?=['’`]|\s[{UPPER}])")


def _untitled(paper: Paper) -> Iterator[Name]:
    end = 0
    for match in _CAPITAL.finditer(paper.text):
        if match.start() < end or not _begins(paper, match):
            continue
        name = name_at(paper, match.start(), min(len(paper.text), match.start() + 60))
        if name is None or name.titled or not _like_a_person(paper, name):
            continue
        end = name.end
        yield name


def _begins(paper: Paper, match: re.Match[str]) -> bool:
    word = match.group()
    if word in "HYKA":
        return True
    if paper.toneless:
        return fold_aligned(word) in _sure_folded()
    return word.casefold() in _families()


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


def _like_a_person(paper: Paper, name: Name) -> bool:
    """Whether an untitled name is surely one, by its syllables and by what stands before it."""
    text = paper.text[name.start : name.end]
    syllables = [s.casefold() for s in text.split()]
    if is_place_name(paper, name) or not _free_before(paper, name):
        return False
    if not _in_no_body(paper, name):
        return False
    if _HIGHLAND.match(text):
        return "'" in text or "’" in text or (len(syllables) > 1 and text[0] in "YA" and not text.isupper())
    if len(syllables) < 2 or not has_family_name(paper, name):
        return False
    if text.isupper() and not _caps_end(paper, name):
        return syllables[1] in _middle() and len(syllables) > 2
    sure = syllables[0] in _sure() or (paper.toneless and syllables[0] in _sure_folded())
    return sure or (len(syllables) > 2 and syllables[1] in _middle()) or len(syllables) == 4


def _caps_end(paper: Paper, name: Name) -> bool:
    """A name in capitals stands alone when small letters or marks are around it."""
    after = paper.text[name.end : name.end + 2].strip(" ,.;:()\n")
    return not after[:1].isupper()


_BEFORE = re.compile(r"(?P<far>[\w'’]+)?[ \t]*(?P<near>[\w'’.]+)?(?P<gap>[^\w]*)$")
_OFFICE_ENDS = frozenset("trưởng an thư tịch bộ toán chính đội viên sự lý chức phó".split())


@cache
def _places() -> frozenset[str]:
    return frozenset(phrases("persons", "places"))


def _free_before(paper: Paper, name: Name) -> bool:
    """No street, place or number stands right before the name, and no other capital word."""
    match = _BEFORE.search(paper.text, max(0, name.start - 40), name.start)
    if match is None or match["near"] is None or match["gap"].strip(" \t\"“(") or "\n" in match["gap"]:
        return True
    near, far = match["near"], match["far"] or ""
    if near[0].isdigit():
        line = paper.line_at(name.start)
        return not paper.text[line.start : match.start("near")].strip(" |-")
    word = near.casefold().rstrip(".")
    if word in _places() or f"{far.casefold()} {word}" in _places():
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
    return (
        name.end == mark.end
        and len(before) > 1
        and before[-1][0].isupper()
        and len(syllables) >= 3
        and syllables[0].casefold() in _sure()
        and syllables[1].casefold() in _middle()
    )


def _mark_over(paper: Paper, name: Name) -> Mark | None:
    marks = paper.marks.get(AGENCY, ())
    index = bisect_right(marks, name.start, key=lambda m: m.start) - 1
    if index >= 0 and marks[index].end > name.start and marks[index].start <= name.start:
        return marks[index]
    return None


_OFFICE_WORDS = any_of(phrases("persons", "offices"))
