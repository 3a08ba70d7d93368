"""The words that open a mention: names of types and their short forms."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.forms.symbols import parts
from pipeline.extraction.paper import Paper, squeeze
from pipeline.extraction.wordlists import rule
from pipeline.law.documents import DocumentType, kind_of_code, types

LETTER = "Công văn"
ANY_PAPER = "Văn bản"
CERTIFICATE = "Giấy chứng nhận quyền sử dụng đất"
LAWS = ("Luật", "Bộ luật")


@dataclass(frozen=True, slots=True)
class Head:
    """A type word at its place."""

    start: int
    end: int
    type: DocumentType

    @property
    def kind(self) -> str:
        return self.type.kind


def trie(words: Iterable[str]) -> str:
    """Return the source of a pattern for the words that looks at each character once.

    A space stands for up to eight, or a broken line.
    """
    branches: dict[str, list[str]] = {}
    ends = False
    for word in words:
        if word:
            branches.setdefault(word[0], []).append(word[1:])
        else:
            ends = True
    inner = "|".join(_step(first) + trie(rest) for first, rest in sorted(branches.items()))
    if not inner:
        return ""
    return f"(?:{inner})?" if ends else f"(?:{inner})" if len(branches) > 1 else inner


def _step(character: str) -> str:
    return r"\s{1,8}" if character == " " else re.escape(character)


@cache
def _by_name() -> dict[str, DocumentType]:
    return {fold_aligned(name): entry for entry in types() for name in entry.names}


@cache
def _by_short() -> dict[str, DocumentType]:
    return {short: entry for entry in types() for short in entry.short}


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"\b{trie(sorted(_by_name()))}\b")


@cache
def _shorts() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w/-]){trie(sorted(_by_short()))}(?=[ ]{{1,2}}(?:[sS]ố[ :]{{0,3}})?\d)"
    )


_NO_LAW = rule(r"\b(?:phap|ky|quy|he)\s{1,3}$")


def find_heads(paper: Paper) -> list[Head]:
    """Return the type words in order."""
    found = [
        Head(m.start(), m.end(), _by_name()[squeeze(m.group())])
        for m in _names().finditer(paper.folded)
    ]
    found = [h for h in found if h.kind not in LAWS or not _no_law(paper, h.start)]
    shorts = [
        Head(m.start(), m.end(), _by_short()[m.group()]) for m in _shorts().finditer(paper.text)
    ]
    return sorted([*found, *shorts], key=lambda head: (head.start, -head.end))


def type_word_ends(folded: str, start: int, end: int) -> int:
    """Return where the type word begins that ends the span; -1 where none does."""
    for match in _names().finditer(folded, max(start, end - 48), end):
        if match.end() == end:
            return match.start()
    return -1


def _no_law(paper: Paper, start: int) -> bool:
    """``pháp luật``, ``kỷ luật`` are no laws."""
    return bool(_NO_LAW.search(paper.folded, max(0, start - 9), start))


_COURT = frozenset(("HC", "DS", "HS", "HNGĐ", "KDTM", "LĐ"))
_TERM = re.compile(r"QH\d+")


def kind_of_symbol(symbol: str) -> str | None:
    """Return the document type that a symbol shows, None for a công văn or an unknown one."""
    pieces = [part for part in parts(symbol) if not part.isdecimal()]
    if not pieces:
        return None
    part = pieces[0]
    if part == "TTr" and "/" in symbol and _department(pieces[1:]):
        return None
    if _TERM.fullmatch(part):
        return "Luật"
    return "Bản án" if part in _COURT else kind_of_code(part)


def _department(after: list[str]) -> bool:
    """``410/TTr-NV1``: the inspectorate's letter; ``96/TTr-SXD`` is a proposal."""
    return bool(after) and bool(re.fullmatch(r"[A-ZĐ]{1,3}\d{1,2}", after[0]))
