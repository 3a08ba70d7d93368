"""An address as a chain of units, from its first unit word to its end.

Pieces follow each other from small to large, parted by commas, dashes, ``thuộc`` or nothing;
``nay là`` and a bracket may begin the units anew.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.folding import UPPER, fold_aligned
from pipeline.extraction.forms.units import LEVELS, level_of, unit_word
from pipeline.extraction.paper import Paper
from pipeline.extraction.wordlists import any_of, phrases, rule

_RANK = {level: rank for rank, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A unit word, or the bare name of a province (then ``name`` is its end)."""

    start: int
    end: int
    level: str
    name: int | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """The paper with its unit words by their place."""

    paper: Paper
    anchors: dict[int, Anchor]


# --- where one may begin -------------------------------------------------------------------------


@cache
def _bare_province() -> re.Pattern[str]:
    return rule(rf"(?<![^\W_]){any_of(phrases('places', 'provinces'))}(?![^\W_])")


def anchors_of(paper: Paper) -> Iterator[Anchor]:
    found = [*_unit_anchors(paper), *_province_anchors(paper)]
    end = 0
    for anchor in sorted(found, key=lambda a: (a.start, a.name is None)):
        if anchor.start >= end:
            yield anchor
            end = anchor.end


def _unit_anchors(paper: Paper) -> Iterator[Anchor]:
    for match in unit_word().finditer(paper.folded):
        word = " ".join(paper.text[match.start() : match.end("w")].lower().split())
        level = level_of(word, paper.toneless)
        if level:
            yield Anchor(match.start(), match.end("w"), level)


def _province_anchors(paper: Paper) -> Iterator[Anchor]:
    for match in _bare_province().finditer(paper.folded):
        if paper.text[match.start()].isupper():
            yield Anchor(match.start(), match.end(), "province", match.end())


# --- a piece -------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\s,;:()|\"“”.–—…]+")
_NUMBER = re.compile(
    r"[A-ZĐ]{0,2}\d{1,4}[A-Za-zđĐ]{0,2}(?:[/.+-]\d{1,4}[A-Za-z]?){0,4}(?![\w/.-]\w)"
)
_LEAD = re.compile(
    r"[ \t]{0,3}:?(?:[ \t]*[\n\f]\s*|[ \t]{0,3})(?:(?:số|thứ|Số|SỐ|so)\s{1,2}(?=\S))?"
)
_GENERIC = re.compile(
    rf"(?:suối|sông|núi|chợ|cầu|đồi|hồ|kênh|rạch|bến|cồn|đèo|ngã \w{{2,3}}|bãi|đầm)\s[{UPPER}]\w*"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_SHORT_LEAD = re.compile(r"\.?(?:[ \t]{0,2}|[ \t]*[\n\f]\s*)(?=\S)")
_GAP = re.compile(r"[ \t]{1,3}(?=\S)|[ \t]*[\n\f]\s*(?=\S)")
MOST_WORDS = 5
"""Words of one name at most."""


@cache
def _numbered() -> frozenset[str]:
    return frozenset(fold_aligned(word) for word in phrases("places", "numbered"))


@cache
def _stops(toneless: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words that begin something else: in small letters, and in any.

    With their tone marks (``Xín Mần`` is no ``xin``), and a capital makes a name (``Chế Là``).
    """
    always = phrases("places", "never_in_names")
    small = phrases("places", "stops")
    if toneless:  # "Da Nang" is no "đã": only words that nothing else folds to
        always = tuple(
            fold_aligned(w) for w in always if " " in w or w in ("tôi", "tui", "sđt", "cccd")
        )
        small = tuple(fold_aligned(w) for w in small if " " in w or w == "ở")
    return _any_word(small), _any_word(always)


def _any_word(words: Iterable[str]) -> re.Pattern[str]:
    ordered = "|".join(w.replace(" ", r"\s{1,3}") for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:{ordered})(?![^\W\d_])")


def _piece_end(ground: Ground, anchor: Anchor) -> int | None:
    """Return where the name or number of a unit ends; None where none follows."""
    if anchor.name is not None:
        return anchor.name
    short = anchor.level == "house" or anchor.end - anchor.start < 3
    lead = (_SHORT_LEAD if short else _LEAD).match(ground.paper.text, anchor.end)
    start = lead.end() if lead else anchor.end
    if ground.paper.text.count("\n", anchor.end, start) > 1:
        return None
    number = _NUMBER.match(ground.paper.text, start)
    if number and anchor.level == "house" and _YEAR.match(number.group()):
        return None  # "sn 1980": born that year
    if number:
        return _more_words(ground, number.end(), 1)
    unit = ground.paper.folded[anchor.start : anchor.end]
    first = _WORD.match(ground.paper.text, start)
    if first is None or (unit in _numbered() and not _like_a_number(first.group())):
        return None
    generic = _GENERIC.match(ground.paper.text, start)
    if generic:  # "cụm dân cư suối Phèn"
        return _more_words(ground, generic.end(), 1)
    if not _name_word(ground, first):
        return None
    return _more_words(ground, first.end(), 1)


def _like_a_number(word: str) -> bool:
    return any(c.isdigit() for c in word) or (len(word) == 1 and "A" <= word <= "Z")


def _name_word(ground: Ground, word: re.Match[str]) -> bool:
    """A capital begins it; in lines without capitals any word that begins nothing else."""
    if word.group()[0].isupper():
        return True
    return (
        word.group().isalpha()
        and _no_capitals(ground.paper, word.start())
        and not _stop_at(ground.paper, word.start())
    )


_CAPITAL = re.compile(rf"(?<!\w)[{UPPER}]")


def _no_capitals(paper: Paper, offset: int) -> bool:
    """Whether the words around are written without capitals."""
    line = paper.line_at(offset)
    start, end = max(line.start, offset - 50), min(line.end, offset + 50)
    return _CAPITAL.search(paper.text, start, end) is None


def _more_words(ground: Ground, end: int, count: int) -> int:
    """Go on over the words of a name; in running capitals no further than two without a sign."""
    first = end
    loud = ground.paper.text[max(0, end - 12) : end + 12].isupper()
    second = end
    while count < MOST_WORDS:
        gap = _GAP.match(ground.paper.text, end)
        if gap is None or (_breaks(gap.group()) and not _soft(ground.paper, end)):
            return end
        word = _WORD.match(ground.paper.text, gap.end())
        if word is None or gap.end() in ground.anchors:
            return end
        if not _goes_on(ground, word) and not ("\f" in gap.group() and word.group().isalpha()):
            return end
        end, count = word.end(), count + 1
        second = end if count == 2 else second
    undelimited = _GAP.match(ground.paper.text, end) is not None
    return max(first, second) if loud and undelimited else end


def _goes_on(ground: Ground, word: re.Match[str]) -> bool:
    if not _name_word(ground, word) and not _NUMBER.fullmatch(word.group()):
        return False
    # "xóm Lăng Ông thôn Triều Nam": a title with a unit behind it is none.
    return not _stop_at(ground.paper, word.start()) or word.end() + 1 in ground.anchors


def _stop_at(paper: Paper, offset: int) -> bool:
    small, always = _stops(paper.toneless)
    text = paper.text[offset : offset + 24]
    low = fold_aligned(text) if paper.toneless else text.lower()
    loud = text[:2].isupper()
    return bool(always.match(low) or small.match(low if loud else text))


def _breaks(text: str) -> bool:
    return "\n" in text or "\f" in text


def _soft(paper: Paper, offset: int) -> bool:
    """Whether the line of the offset goes on in the next one."""
    line = paper.line_at(max(0, offset - 1))
    return line.runs_on or line.text.count("(") > line.text.count(")")


# --- a chain -------------------------------------------------------------------------------------

_JOIN = re.compile(
    r"[ \t]{0,3}[,.]?(?:[ \t]*[\n\f][ \t]*|[ \t]{0,3})(?:[-–]\s{0,3})?"
    r"(?:(?:thuộc|của|thuoc)\s(?:địa bàn\s)?)?"
)
_OLD = re.compile(r"\s{1,2}\(?(?:cũ|mới)\)?(?![^\W\d_])")
_AGAIN = re.compile(
    r"\s{0,3}(?:[,;–-]\s{0,3})?(?P<open>\()?\s?"
    r"(?:(?:nay|hiện nay|bây giờ|giờ)(?:\s(?:là|thuộc|đổi là))?"
    r"|(?:trước|trước đây|trước kia|nguyên|cũ)(?:\s(?:là|thuộc))?\s?:?|thuộc|tức|(?<=\())\s?",
    re.IGNORECASE,
)
_HOUSE_HERE = re.compile(
    rf"(?!(?:19|20)\d\d(?!\d)|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d\d)[A-ZĐ]{{0,2}}\d{{1,4}}[A-Za-z]?(?:/\d{{1,4}}[A-Za-z]?){{0,5}}"
    rf"(?:\s{{1,2}}[{UPPER}][\w'’]*){{0,5}}(?=[\s,])(?!\s(?:tuổi|năm|khẩu|người|hộ|m2))"
)
_BARE_NAME = re.compile(
    rf"(?P<n>[{UPPER}][\w'’]*(?:\s[{UPPER}][\w'’]*){{1,2}})(?=\s?[,.;()\n]|\s[-–]|\s*$)"
)


def chain_from(ground: Ground, first: Anchor) -> tuple[int, list[str]] | None:
    """Return where the chain that begins with the anchor ends, and its levels."""
    end = _piece_end(ground, first)
    if end is None:
        return None
    levels, last = [first.level], first
    while True:
        old = _OLD.match(ground.paper.text, end)
        end = old.end() if old else end
        following = _next(ground, last, end)
        if following is None:
            again = _again(ground, last, end)
            if again is None:
                return end, levels
            end, last = again
        else:
            end, last = following
        levels.append(last.level)


def _next(ground: Ground, last: Anchor, end: int) -> tuple[int, Anchor] | None:
    """Return the end and anchor of the piece that follows a piece."""
    join = _JOIN.match(ground.paper.text, end)
    start = join.end() if join else end
    between = ground.paper.text[end:start]
    anchor = ground.anchors.get(start)
    if _breaks(between) and not (
        _soft(ground.paper, end) or (anchor and _higher(ground.paper, last, anchor))
    ):
        return None
    if anchor is None:
        parted = "," in between or "-" in between
        return _bare_piece(ground, last, start) if parted else None
    if not _may_follow(ground.paper, last, anchor) or ("." in between and last.level != "house"):
        return None
    stop = _piece_end(ground, anchor)
    return (stop, anchor) if stop is not None else None


def _higher(paper: Paper, last: Anchor, anchor: Anchor) -> bool:
    return _RANK[anchor.level] > _RANK[last.level]


def _may_follow(paper: Paper, last: Anchor, anchor: Anchor) -> bool:
    """From small to large; houses and hamlets in any order; a city may stand in a province."""
    before, after = _RANK[last.level], _RANK[anchor.level]
    if before <= 1:
        return True
    if last.level == anchor.level == "province":
        city = paper.folded[last.start : last.end].startswith(("thanh", "tp"))
        return city and last.name is None and anchor.start != last.start
    return after > before or (before == 2 and after <= 1)


def _bare_piece(ground: Ground, last: Anchor, start: int) -> tuple[int, Anchor] | None:
    """``xã Mồ Dề, Mù Cang Chải``: behind a commune the name of a district; ``tổ 3, 12 Hàng Bồ``."""
    paper = ground.paper
    if last.level in ("house", "hamlet") and (house := _HOUSE_HERE.match(paper.text, start)):
        return house.end(), Anchor(start, house.end(), "house", house.end())
    if last.level not in ("commune", "hamlet"):
        return None
    name = _BARE_NAME.match(paper.text, start)
    if name is None or _like_a_person(name["n"]) or _stop_at(paper, start):
        return None
    return name.end(), Anchor(start, name.end(), "district", name.end())


def _like_a_person(text: str) -> bool:
    words = text.casefold().split()
    families = {w.casefold() for w in phrases("persons", "sure_family")}
    return words[0] in families and (len(words) > 2 or words[1] in ("văn", "thị"))


def _again(ground: Ground, last: Anchor, end: int) -> tuple[int, Anchor] | None:
    """``…, huyện B (nay là xã C), tỉnh D``: present or former units, and what follows them.

    A bracket that ends the address is left to ``with_bracket``: the address reads without it.
    """
    match = _AGAIN.match(ground.paper.text, end)
    if match is None or match.end() == end:
        return None
    chained = _inner(ground, match.end())
    if chained is None:
        return None
    stop, inner = chained
    if not match["open"]:
        return stop, inner
    close = re.compile(r"\s?(?:cũ|mới)?\s?\)").match(ground.paper.text, stop)
    if close is None:
        return None
    following = _next(ground, last, close.end())
    return following


def _inner(ground: Ground, start: int) -> tuple[int, Anchor] | None:
    """The end and last anchor of the chain that begins at the place."""
    anchor = ground.anchors.get(start)
    stop = _piece_end(ground, anchor) if anchor else None
    if anchor is None or stop is None:
        return None
    while following := _next(ground, anchor, stop):
        stop, anchor = following
    return stop, anchor
