"""The text of a document as the rules read it: cleaned, folded, cut into lines and paragraphs.

Offsets inside extraction are those of the cleaned text; ``Paper.value`` and ``Paper.evidence``
turn them back into offsets of the document.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.extraction.evidence import evidence_for, reading_confidence
from pipeline.extraction.findings import Evidence, Value
from pipeline.extraction.folding import UPPER, fold_aligned
from pipeline.extraction.spacing import PARAGRAPH
from pipeline.reading.document import Document
from pipeline.text.unicode import Cleaned


@dataclass(frozen=True, slots=True)
class Mark:
    """A closed form found by the pipeline: what it is, where, and its normal form."""

    label: str
    start: int
    end: int
    value: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space and mark-up around it."""

    start: int
    end: int
    text: str
    block: int
    """Number of its block; blocks are parted by empty lines and pages."""
    runs_on: bool = False
    """True when the next line goes on with the same paragraph."""


_LINE = re.compile(r"[^\n\f]+|\n|\f")
# Mark-up of plain-text exports (#, *, >) around a line is no part of it.
_EDGES = " \t\r\v*#_>`|\u3000"
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_ITEM = re.compile(
    r"(?:[-_+*•–—●▪▸►➢→✓✔✅☑➡\U0001f300-\U0001faff]\s*|\(?\d{1,3}(?:[.)](?!\d)|/(?=\s))\s*"
    r"|\(?[a-zđ](?:[.)]|/(?=\s))\s*|\(?[ivx]{1,4}\)\s*|[IVX]{1,5}[.)]\s*"
    r"|(?i:một|hai|ba|bốn|năm|mot|bon|nam)(?:\slà\b|\sla\b|\s?[,:])\s)(?=\S)"
)
_BULLETS = ("*", "_", ">")
"""Signs of mark-up that are no part of a line, and begin an item."""
_LABEL = re.compile(rf"[{UPPER}][^:.;\n]{{1,48}}:")
_ENDS = ".;:!?…"
# "… thành phố⏎Uông Bí:" is no label: the unit goes on.
_UNIT_WORD = re.compile(r"(?:xã|phường|huyện|quận|tỉnh|thành phố|thị xã|thị trấn)$")


@dataclass(frozen=True, slots=True)
class Paper:
    document: Document
    cleaned: Cleaned
    text: str
    folded: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    """For each line, where its paragraph ends."""
    toneless: bool
    """True when the paper is written without tone and vowel marks."""
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict[str, tuple[Mark, ...]])

    def value(
        self,
        start: int,
        end: int,
        value: str | int | None = None,
        confidence: float = 0.9,
        document_id: int | None = None,
    ) -> Value:
        """Return a Value at the span, white space trimmed; by default its own words."""
        start, end = self.trim(start, end)
        first, last = self.cleaned.source_span(start, end)
        sure = confidence * reading_confidence(self.document, first, last)
        return Value(
            value=self._words(start, end) if value is None else value,
            text=self.document.text[first:last],
            confidence=round(sure, 3),
            evidence=evidence_for(self.document, first, last),
            document_id=document_id,
        )

    def _words(self, start: int, end: int) -> str:
        """The span on one line; over a page break without the page's number."""
        if "\f" not in self.text[start:end]:
            return squeeze(self.text[start:end])
        first, last = self.line_number(start), self.line_number(end - 1)
        pieces = (
            self.text[max(start, line.start) : min(end, line.end)]
            for line in self.lines[first : last + 1]
        )
        return squeeze(" ".join(pieces))

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        return evidence_for(self.document, *self.cleaned.source_span(start, end))

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Take white space off both ends of the span."""
        while end > start and self.text[end - 1].isspace():
            end -= 1
        while start < end and self.text[start].isspace():
            start += 1
        return start, end

    def line_number(self, offset: int) -> int:
        """Return the index of the line that holds the offset, or of the one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def line_at(self, offset: int) -> Line:
        return self.lines[self.line_number(offset)]

    def paragraph_end(self, offset: int) -> int:
        """Return where the paragraph that holds the offset ends."""
        return self.ends[self.line_number(offset)] if self.lines else offset

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Yield the span of each paragraph, in order."""
        start: int | None = None
        for line in self.lines:
            start = line.start if start is None else start
            if not line.runs_on:
                yield start, line.end
                start = None

    def marks_in(self, label: str, start: int, end: int) -> Iterator[Mark]:
        """Yield the marks of a kind that lie inside the span."""
        marks = self.marks.get(label, ())
        for mark in marks[bisect_right(marks, start - 1, key=lambda m: m.start) :]:
            if mark.start >= end:
                return
            if mark.end <= end:
                yield mark

    def marks_from(self, label: str, start: int, end: int) -> Iterator[Mark]:
        """Yield the marks of a kind that begin inside the span."""
        marks = self.marks.get(label, ())
        for mark in marks[bisect_right(marks, start - 1, key=lambda m: m.start) :]:
            if mark.start >= end:
                return
            yield mark


def squeeze(text: str) -> str:
    """Return the text on one line with single spaces."""
    return " ".join(text.split())


def paper_of(document: Document, cleaned: Cleaned, marks: Mapping[str, tuple[Mark, ...]]) -> Paper:
    lines = tuple(_lines(cleaned.text))
    return Paper(
        document=document,
        cleaned=cleaned,
        text=cleaned.text,
        folded=fold_aligned(cleaned.text),
        lines=lines,
        starts=tuple(line.start for line in lines),
        ends=tuple(_paragraph_ends(lines)),
        toneless=_toneless(cleaned.text),
        marks=marks,
    )


_ASCII_LETTER = re.compile(r"[A-Za-z]")


def _toneless(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    plain = len(_ASCII_LETTER.findall(text))
    return letters - plain < 0.03 * letters


def _paragraph_ends(lines: tuple[Line, ...]) -> list[int]:
    found: list[int] = []
    for line in reversed(lines):
        found.append(found[-1] if line.runs_on and found else line.end)
    return found[::-1]


def _lines(text: str) -> Iterator[Line]:
    raw = list(_raw_lines(text))
    width = _width(raw)
    for line, following in pairwise(raw):
        yield _joined(line, following, width, text)
    yield from raw[-1:]


def _raw_lines(text: str) -> Iterator[Line]:
    block = 0
    breaks = 0
    before = ""
    for match in _LINE.finditer(text):
        piece = match.group()
        if piece in "\n\f":
            breaks += 2 if piece == "\f" else 1
            continue
        stripped = piece.strip(_EDGES)
        if not stripped:
            continue
        start = match.start() + piece.index(stripped)
        if _PAGE_NUMBER.fullmatch(stripped) and _beside_page_break(text, start, stripped):
            continue
        block += breaks > 1 and not _list_goes_on(before, stripped)
        breaks, before = 0, stripped
        yield Line(start, start + len(stripped), stripped, block)


def _list_goes_on(before: str, line: str) -> bool:
    """Some papers, and our reader, set an empty line between all items of a list."""
    return bool(_ITEM.match(line)) and (before.endswith(":") or bool(_ITEM.match(before)))


def _beside_page_break(text: str, start: int, stripped: str) -> bool:
    end = start + len(stripped)
    around = text[max(0, start - 3) : start] + text[end : end + 3]
    return "\f" in around


WIDEST = 130
"""Characters of a wrapped line at most; longer lines are whole paragraphs."""


def _width(lines: list[Line]) -> int:
    """Return the usual full width of a line in characters; 0 for text that is not wrapped."""
    long = sorted(len(line.text) for line in lines if len(line.text) > 45)
    if len(long) < 3 or sum(length > WIDEST for length in long) > 0.1 * len(long):
        return 0
    return long[int(0.9 * (len(long) - 1))]


def _joined(line: Line, following: Line, width: int, text: str) -> Line:
    runs_on = _runs_on(line, following, width, text)
    return Line(line.start, line.end, line.text, line.block, runs_on)


def _runs_on(line: Line, following: Line, width: int, text: str) -> bool:
    gap = text[line.end : following.start]
    if PARAGRAPH in gap:
        return False
    if line.block != following.block and "\f" not in gap:
        return False
    if following.text.count("|") > 1 or line.text.count("|") > 1:
        return False  # rows of a table
    if _ITEM.match(following.text) or gap[-2:-1] in _BULLETS or line.text[-1] in ";:":
        return False
    first = following.text[0]
    full = bool(width) and 0.75 * width <= len(line.text) <= 1.5 * width
    if first.islower():
        return line.text[-1] not in ".!?" or full
    if first.isdigit() and bool(width) and len(line.text) >= 0.6 * width:
        return line.text[-1] not in ".!?"
    if line.text[-1] in _ENDS or "\f" in gap:
        return False
    if _LABEL.match(following.text) and not (full and _UNIT_WORD.search(line.text)):
        return False
    return full or line.text[-1] == ","
