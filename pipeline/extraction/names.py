"""Persons' names: one to six syllables, capitalised or all capitals, with titles before them.

A name after a weak cue ("tôi là …") must look like one: a family name, or a title before it, or
at least two capitalised syllables that begin no body, office or label.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.agencies import is_organisation
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.paper import Paper
from pipeline.extraction.wordlists import any_of, phrases, rule

MAX_SYLLABLES = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the cleaned text, with the span of the title before it (empty when none)."""

    start: int
    end: int
    title: tuple[int, int]

    @property
    def titled(self) -> bool:
        return self.title[1] > self.title[0]


_LETTER = r"[^\W\d_]"
_SYLLABLE = rule(rf"{_LETTER}{{1,12}}(?:['’`]{_LETTER}{{1,10}}|-(?={_LETTER}){_LETTER}{{1,10}})?")
_LEAD = rule(r"[\s:\-–—\"“'*_+•]{0,6}")
_INNER_GAP = rule(r"[ \t]{1,3}|[ \t]{0,2}\n[ \t]{0,2}")
_AND = rule(
    r"\s{0,2}(?:,\s{1,2})?(?:(?:va|cung voi|cung|voi|&)\s{1,3}(?:(?:vo|chong|con|me|cha"
    r"|bo)\s{1,3})?"
    r"(?:toi\s{1,3})?(?:la\s{1,3})?|,\s{1,2}(?=(?:ong|ba|anh|chi|co)\s))"
)


@cache
def titles() -> re.Pattern[str]:
    """A title word or two of folded text, up to the name behind it."""
    one = any_of(phrases("persons", "titles"))
    return rule(
        rf"(?P<t>(?:hai\s)?vo chong(?:\s(?:ong|toi la))?"
        rf"|(?:cac\s)?{one}(?:\s?[/(,]\s?{one}\s?\)?)?)"
        r"(?![^\W\d_])[\s:.]{0,3}"
    )


_TITLE_WORDS = frozenset(word for title in phrases("persons", "titles") for word in title.split())


@cache
def _ends() -> re.Pattern[str]:
    return rule(rf"{any_of(phrases('persons', 'ends'))}\b")


@cache
def _family() -> frozenset[str]:
    return frozenset(fold_aligned(word) for word in phrases("persons", "family"))


def name_at(paper: Paper, start: int, limit: int, *, strict: bool = True) -> Name | None:
    """Return the name that stands at ``start`` (after colons, dashes, titles), or None.

    With ``strict`` it must look like a person's name; without, after a label that can only be
    followed by a name, small letters and unknown family names are taken too.
    """
    lead = _LEAD.match(paper.text, start, limit)
    position = lead.end() if lead else start
    title = _title_at(paper, position, limit)
    first = title[1] if title else position
    while (again := _title_at(paper, first, limit)) and title:
        title, first = (title[0], again[1]), again[1]
    end, count = _syllables(paper, first, limit)
    if count == 0 and not strict:
        end, count = _small_letters(paper, first, limit)
    if count == 0:
        return None
    found = _Found(first, end, count, title)
    return _accepted(paper, found, strict)


def has_family_name(paper: Paper, name: Name) -> bool:
    first = re.split(r"[\s'’`]", paper.text[name.start : name.end], maxsplit=1)[0]
    return fold_aligned(first) in _family()


def is_place_name(paper: Paper, name: Name) -> bool:
    """``Hà Nội``, ``Bà Rịa``: known places that look like persons."""
    begin = name.title[0] if name.titled else name.start
    return fold_aligned(" ".join(paper.text[begin : name.end].split())) in _no_names()


@cache
def _no_names() -> frozenset[str]:
    return frozenset(fold_aligned(word) for word in phrases("persons", "no_names"))


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    count: int
    title: tuple[int, int] | None


def _accepted(paper: Paper, found: _Found, strict: bool) -> Name | None:
    text = paper.text[found.start : found.end]
    if is_organisation(paper.text[found.start : found.end + 40]):
        return None
    family = fold_aligned(re.split(r"[\s'’`]", text, maxsplit=1)[0]) in _family()
    sure = (family and found.count > 1) or found.title is not None
    if strict and not sure and (found.count < 2 or found.count > 5):
        return None
    end = found.title[1] if found.title else found.start
    title = paper.trim(found.title[0], end) if found.title else (found.start, found.start)
    return Name(found.start, found.end, title)


def _title_at(paper: Paper, start: int, limit: int) -> tuple[int, int] | None:
    """Return the span of a title word with its colon; with its tones, if the paper has tones."""
    match = titles().match(paper.folded, start, limit)
    if match is None:
        return None
    words = re.findall(
        r"[^\W\d_]+(?:/[^\W\d_]+)?", paper.text[match.start() : match.end("t")].lower()
    )
    known = all(w in _TITLE_WORDS or w in ("các", "vợ", "chồng", "hai", "tôi", "là") for w in words)
    tones = known or paper.toneless or any("/" in w for w in words)
    # "Anh", "Chi", "Ba" may be given names: a title in small letters, or followed by a capital.
    if not tones:
        return None
    if not paper.text[match.end() : match.end() + 1].isalpha() and match.end() < limit:
        return None
    return match.start(), match.end()


def _syllables(paper: Paper, start: int, limit: int) -> tuple[int, int]:
    """Go over capitalised syllables; return where they end and how many there are."""
    position, end, count = start, start, 0
    while count < MAX_SYLLABLES:
        match = _SYLLABLE.match(paper.text, position, limit)
        if match is None or not match.group()[0].isupper() or _ends_name(paper, match, count):
            break
        count, end = count + 1, match.end()
        gap = _INNER_GAP.match(paper.text, end, limit)
        if gap is None or ("\n" in gap.group() and not paper.line_at(end - 1).runs_on):
            break
        position = gap.end()
    return end, count


_ALWAYS_END = rule(
    r"(?:sinh (?:nam|ngay)|so (?:cccd|cmnd|dien|dinh|can|nha)|cccd|cmnd|can cuoc|dia chi|thuong tru"
    r"|ho khau|dien thoai|chuc vu|chu tich|pho chu|giam doc|truong (?:phong|ban|thon|ap|cong an)"
    r"|hien (?:ngu|o|cu|dang|tru)|cu (?:tru|ngu)|ngay sinh|nam sinh)\b"
)


def _ends_name(paper: Paper, match: re.Match[str], count: int) -> bool:
    """A capitalised syllable that begins a label or an office ends the name.

    Many of these words are also given names (Sinh, Năm, Hiện): in a paper with tone marks the
    word must be written exactly so, and a first syllable is never refused for it alone.
    """
    if _ALWAYS_END.match(paper.folded, match.start()):
        return True
    if count >= 2 and not paper.toneless:
        following = paper.folded[match.end() : match.end() + 1]
        last_before_comma = following in ",;:.)\n" or not following
        ends = (
            _end_words().match(paper.text[match.start() : match.start() + 24].lower())
            if not last_before_comma
            else None
        )
        return ends is not None
    if paper.toneless or count == 0:
        return count > 0 and _ends().match(paper.folded, match.start()) is not None
    return False


@cache
def _end_words() -> re.Pattern[str]:
    words = sorted(phrases("persons", "ends"), key=len, reverse=True)
    return rule("(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words) + r")\b")


def _small_letters(paper: Paper, start: int, limit: int) -> tuple[int, int]:
    """A name in small letters after its label: known family name, up to punctuation."""
    end = min(limit, paper.line_at(start).end)
    stop = rule(r"[,;.:()\d\n]").search(paper.text, start, end)
    finish = stop.start() if stop else end
    ends = _ends() if paper.toneless else _end_words()
    read = paper.folded if paper.toneless else paper.text
    cut = rule(rf"\s{ends.pattern}").search(read, start, finish)
    finish = cut.start() if cut else finish
    words = paper.folded[start:finish].split()
    if not 2 <= len(words) <= MAX_SYLLABLES or words[0] not in _family():
        return start, 0
    return paper.trim(start, finish)[1], len(words)


def names_joined(paper: Paper, first: Name, limit: int) -> Iterator[Name]:
    """Yield the names that follow the first by ``và`` or a comma and a title."""
    position = first.end
    for _ in range(32):
        match = _AND.match(paper.folded, position, limit)
        if match is None:
            return
        following = name_at(paper, match.end(), limit)
        if following is None:
            return
        yield following
        position = following.end
