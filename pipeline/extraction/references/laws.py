"""Laws, codes and ordinances cited by name, and laws that amend others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.forms.dates import DATE
from pipeline.extraction.paper import Mark, Paper, squeeze
from pipeline.extraction.references.heads import trie
from pipeline.extraction.references.mention import Marks, Mention
from pipeline.extraction.references.tail import with_tail
from pipeline.extraction.wordlists import rule
from pipeline.law.documents import law_names, short_names


@dataclass(frozen=True, slots=True)
class LawName:
    """A law's name at its place; of an amending law with the names of the laws it amends."""

    start: int
    end: int
    kind: str
    name: str
    amending: bool = False


@cache
def _named() -> dict[str, dict[str, str]]:
    """By folded kind and folded name the name as the table writes it."""
    return {
        fold_aligned(kind): {fold_aligned(name): name for name in names}
        for kind, names in law_names().items()
    }


@cache
def _pattern() -> re.Pattern[str]:
    kinds = "|".join(
        rf"{trie([kind])}\s{{1,8}}{trie(sorted(names))}" for kind, names in _named().items()
    )
    return re.compile(rf"\b(?:{kinds})\b")


@cache
def _shortened() -> re.Pattern[str]:
    return re.compile(rf"\b{trie(sorted(short_names()))}\b")


_KINDS = ("Bộ luật", "Luật", "Pháp lệnh")
_BEFORE = rule(r"\b(?:phap|ky|quy|he|hoi)\s{1,3}$")
_AMENDING = rule(
    r"\bluat\s{1,8}sua\s{1,8}doi,?\s{1,8}bo\s{1,8}sung\s{1,8}(?:mot so dieu\s{1,8}cua\s{1,8})?"
    r"(?:cac\s{1,8}|\d{1,2}\s{1,8})?"
)
_AND_LAW = rule(r",?\s{0,8}(?:va|,)\s{1,8}(?=(?:bo )?luat\b)")
_YEAR_AFTER = rule(
    r"(?:\s{0,2}\(sua doi[^)\n]{0,24}\)|\s{1,3}sua doi(?=[ ,]))?"
    r"(?:\s{0,2},?\s{1,8}nam)?\s{1,8}\(?(?P<y>(?:19|20)\d{2})(?P<close>\))?(?![\d/])"
)
_REVISED = rule(r"\s{0,2}\(sua doi[^)\n]{0,24}\)")
_CONSTITUTION = rule(r"\bhien phap(?: nuoc[^.;,\n]{0,60}?)? nam (?P<y>(?:19|20)\d{2})\b")


def find_law_names(paper: Paper) -> list[LawName]:
    """Return the names of laws in order; an amending law is one with those that it amends."""
    plain = list(_plain(paper))
    starts = {name.start: name for name in plain}
    amending: list[LawName] = []
    for match in _AMENDING.finditer(paper.folded):
        end = _amended_end(paper, starts, match.end())
        if end is not None:
            words = squeeze(paper.text[match.start() : end])
            name = words.split(" ", 1)[1]
            amending.append(LawName(match.start(), end, "Luật", name, amending=True))
    return sorted([*amending, *plain], key=lambda n: (n.start, -n.end))


def _amended_end(paper: Paper, starts: dict[int, LawName], position: int) -> int | None:
    end: int | None = None
    for _ in range(8):
        name = starts.get(position)
        if name is None:
            return end
        end = name.end
        joined = _AND_LAW.match(paper.folded, end)
        if joined is None:
            return end
        position = joined.end()
    return end


def _plain(paper: Paper) -> Iterator[LawName]:
    for match in _pattern().finditer(paper.folded):
        if _BEFORE.search(paper.folded, max(0, match.start() - 9), match.start()):
            continue
        folded = squeeze(match.group())
        kind = next(k for k in _KINDS if folded.startswith(fold_aligned(k) + " "))
        key = folded[len(kind) + 1 :]
        name = _named()[fold_aligned(kind)][key]
        if " " not in name and not _written(paper, match.end() - len(name), name):
            continue
        yield LawName(match.start(), match.end(), kind, name)
    for match in _shortened().finditer(paper.text):
        kind, name = short_names()[match.group()]
        yield LawName(match.start(), match.end(), kind, name)


def _written(paper: Paper, start: int, name: str) -> bool:
    """A name of one syllable needs its tone mark and capital: a ``luật gia`` is no ``Luật Giá``."""
    return paper.text[start : start + len(name)] in (name, name.upper())


def law_mentions(paper: Paper, marks: Marks, names: list[LawName]) -> Iterator[Mention]:
    """Yield a mention for each name; what carries a number is found by its number."""
    for name in names:
        mention = Mention(name.start, name.end, name.kind, name=name.name, confidence=0.9)
        yield _dated(paper, marks, mention)
    for match in _CONSTITUTION.finditer(paper.folded):
        year = Mark(DATE, match.start("y"), match.end("y"), match["y"])
        yield Mention(match.start(), match.end(), "Hiến pháp", date=year, name="Hiến pháp")


def _dated(paper: Paper, marks: Marks, mention: Mention) -> Mention:
    year = _YEAR_AFTER.match(paper.folded, mention.end)
    if year:
        mark = Mark(DATE, year.start("y"), year.end("y"), year["y"])
        return _replaced(mention, mark, year.end())
    revised = _REVISED.match(paper.folded, mention.end)
    if revised:
        mention = _replaced(mention, None, revised.end())
    return with_tail(paper, marks, mention)


def _replaced(mention: Mention, date: Mark | None, end: int) -> Mention:
    return Mention(
        mention.start,
        end,
        mention.kind,
        date=date,
        name=mention.name,
        confidence=mention.confidence,
    )
