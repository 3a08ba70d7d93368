"""Phrases of ``words/*.toml`` found in one pass over a paper, whatever their number.

A phrase is compared without case and tone marks. In it ``a|b_c`` stands for the word ``a`` or the
words ``b c``; ``*`` for up to four words of the same clause; ``=word`` for a word that must stand
with its tone marks, since without them it is another one (``=ngay`` at once, ``ngày`` day), and
``!`` before a phrase asks that of all its words. A paper without tone marks has no such phrase.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.paper import Paper

MOST = 200
"""Places of one list that are kept of a paper."""

_WORD = re.compile(r"[^\W_]+")
_GAP = r"(?:[ \t\u00a0,]{1,3}|[ \t,]{0,2}\n[ \t]{0,40})"
"""A space, a few of them, or a broken line; no empty line."""
_SOME_WORDS = rf"(?:[^\s.;:!?…]{{1,24}}{_GAP}){{0,4}}?"


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a phrase of a list stands; offsets of the cleaned text."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    code: str
    pattern: re.Pattern[str]
    exact: tuple[tuple[str, str], ...]
    """Name of a group and the word that must stand in it with its tone marks."""
    marked: re.Pattern[str] | None
    """The phrase with its tone marks, where all of them must stand."""


class Hits:
    """The hits of a paper by list, each in order."""

    def __init__(self, found: Iterable[Hit]) -> None:
        self._by_code: dict[str, list[Hit]] = {}
        for hit in found:
            self._by_code.setdefault(hit.code, []).append(hit)

    def of(self, *codes: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Return the hits of the lists that begin inside ``[start, end)``, in order."""
        found: list[Hit] = []
        for code in codes:
            hits = self._by_code.get(code, [])
            first = bisect_left(hits, start, key=lambda h: h.start)
            last = len(hits) if end is None else bisect_left(hits, end, key=lambda h: h.start)
            found += hits[first:last]
        return sorted(found, key=lambda h: h.start) if len(codes) > 1 else found

    def any(self, *codes: str, start: int = 0, end: int | None = None) -> bool:
        return bool(self.of(*codes, start=start, end=end))


class Lexicon:
    """Lists of phrases by code, indexed by their first two words."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        # By first word, then by second; under "" those whose second word may be any.
        self._index: dict[str, dict[str, list[_Phrase]]] = {}
        for code, phrases in lists.items():
            for phrase in phrases:
                self._add(code, phrase)

    def _add(self, code: str, phrase: str) -> None:
        parts = phrase.removeprefix("!").split()
        exact: list[tuple[str, str]] = []
        source = _source(parts, exact)
        marked = re.compile(_source(parts, [], fold=False)) if phrase[0] == "!" else None
        pattern = re.compile(source + r"(?![^\W_])")
        compiled = _Phrase(code, pattern, tuple(exact), marked)
        for first, second in set(_beginnings(parts)):
            self._index.setdefault(first, {}).setdefault(second, []).append(compiled)

    def find(self, paper: Paper) -> Hits:
        """Return every place of every list, at each place the longest phrase of a list."""
        found: list[Hit] = []
        counts: dict[str, int] = {}
        for start, phrases in self._candidates(paper.folded):
            best: dict[str, int] = {}
            for phrase in phrases:
                end = _match(paper, phrase, start)
                if end > best.get(phrase.code, 0):
                    best[phrase.code] = end
            for code, end in best.items():
                counts[code] = counts.get(code, 0) + 1
                if counts[code] <= MOST:
                    found.append(Hit(code, start, end))
        return Hits(found)

    def _candidates(self, folded: str) -> Iterator[tuple[int, list[_Phrase]]]:
        """Yield the places where a phrase may begin, with those phrases."""
        before: tuple[int, dict[str, list[_Phrase]]] | None = None
        for match in _WORD.finditer(folded):
            word = match.group()
            if before is not None:
                start, seconds = before
                if "" in seconds or word in seconds:
                    yield start, [*seconds.get("", ()), *seconds.get(word, ())]
            seconds = self._index.get(word)
            before = None if seconds is None else (match.start(), seconds)
        if before is not None and "" in before[1]:
            yield before[0], before[1][""]


def _source(parts: Sequence[str], exact: list[tuple[str, str]], *, fold: bool = True) -> str:
    source = ""
    for number, part in enumerate(parts):
        if part == "*":
            source += _SOME_WORDS
        else:
            words = _choice(part, f"g{number}", exact, fold=fold)
            source += words + (_GAP if number + 1 < len(parts) else "")
    return source


def _choice(part: str, group: str, exact: list[tuple[str, str]], *, fold: bool) -> str:
    written = fold_aligned if fold else str.casefold
    if part.startswith("="):
        exact.append((group, part[1:].casefold()))
        return f"(?P<{group}>{re.escape(written(part[1:]))})"
    choices = (
        _GAP.join(re.escape(written(word)) for word in choice.split("_"))
        for choice in sorted(part.split("|"), key=len, reverse=True)
    )
    return "(?:" + "|".join(choices) + ")" if "|" in part else next(choices)


def _beginnings(parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of words that the phrase may begin with; "" for any second word."""
    following = parts[1] if len(parts) > 1 else "*"
    for choice in parts[0].removeprefix("=").split("|"):
        words = _WORD.findall(fold_aligned(choice))
        if len(words) > 1 or following == "*":
            yield words[0], words[1] if len(words) > 1 else ""
            continue
        for second in following.removeprefix("=").split("|"):
            yield words[0], _WORD.findall(fold_aligned(second))[0]


def _match(paper: Paper, phrase: _Phrase, start: int) -> int:
    match = phrase.pattern.match(paper.folded, start)
    if match is None:
        return 0
    for group, word in phrase.exact:
        if paper.text[match.start(group) : match.end(group)].casefold() != word:
            return 0
    if phrase.marked and not phrase.marked.fullmatch(paper.text[start : match.end()].casefold()):
        return 0
    return match.end()
