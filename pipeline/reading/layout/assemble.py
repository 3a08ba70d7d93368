"""Words become a page in reading order, pages become one document.

A page is arranged where it is read; the document is put together in the pool's parent.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Literal

from pipeline.errors import Empty, Unreadable
from pipeline.reading.document import PAGE_BREAK, Box, Document, Line, Page, Word
from pipeline.reading.layout.order import Rule, Token, arrange
from pipeline.text.unicode import nfc


@dataclass(frozen=True, slots=True)
class PageWords:
    """What one page gave: its words, not yet in order, and where they come from."""

    width_pt: float
    height_pt: float
    source: Literal["text", "ocr", "mixed"]
    tokens: tuple[Token, ...]
    rules: tuple[Rule, ...] = ()
    rotation: int = 0
    dpi: int | None = None
    inked: bool = True
    """False for a blank page."""
    handwriting: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class ArrangedPage:
    """A page in reading order: its text, and the page with offsets counted from its own start."""

    text: str
    page: Page


def arranged(page: PageWords) -> ArrangedPage:
    """Put the words of one page into reading order."""
    words: list[Word] = []
    lines: list[Line] = []
    text = _Text()
    for i, block in enumerate(arrange(_mended(page.tokens), page.rules)):
        text.append("\n\n" if i else "")
        for j, line in enumerate(block):
            text.append("\n" if j and not line.tokens[0].joined else "")
            start = text.length
            for k, token in enumerate(line.tokens):
                text.append(token.gap if k else "")
                words.append(_word(token, text, len(lines)))
            box = _around([token.box for token in line.tokens])
            lines.append(Line(start, text.length, box, i))
    confidences = [word.confidence for word in words]
    return ArrangedPage(
        text.whole(),
        Page(
            number=1,
            width_pt=round(page.width_pt, 2),
            height_pt=round(page.height_pt, 2),
            source=page.source,
            rotation=page.rotation,
            dpi=page.dpi,
            confidence=round(fmean(confidences), 4) if confidences else float(not page.inked),
            start=0,
            end=text.length,
            words=tuple(words),
            lines=tuple(lines),
            blank=not page.inked,
            handwriting=page.handwriting,
        ),
    )


class DocumentBuilder:
    """Collects the pages of a file one at a time, so that only their words stay in memory."""

    def __init__(self, sha256: str, media_type: str) -> None:
        self._sha256 = sha256
        self._media_type = media_type
        self._texts: list[str] = []
        self._length = 0
        self._pages: list[Page] = []
        self._numbers: dict[float, float] = {}

    def add(self, arranged: ArrangedPage) -> None:
        """Append the next page."""
        start = self._length + len(PAGE_BREAK) if self._pages else 0
        page = arranged.page
        self._texts.append(arranged.text)
        self._length = start + len(arranged.text)
        self._pages.append(
            replace(
                page,
                number=len(self._pages) + 1,
                start=start,
                end=self._length,
                words=tuple([self._moved_word(word, start) for word in page.words]),
                lines=tuple([self._moved_line(line, start) for line in page.lines]),
            )
        )

    def result(self) -> Document:
        """Return the document.

        Raises ``Unreadable`` where there is ink and not a word was read, ``Empty`` where there is
        none.
        """
        text = PAGE_BREAK.join(self._texts)
        if not text.strip():
            raise Empty if all(page.blank for page in self._pages) else Unreadable
        return Document(self._sha256, self._media_type, text, tuple(self._pages))

    def _moved_word(self, word: Word, by: int) -> Word:
        box, sure = self._shared_box(word.box), self._shared(word.confidence)
        return Word(word.start + by, word.end + by, box, sure, word.line, word.raw)

    def _moved_line(self, line: Line, by: int) -> Line:
        return Line(line.start + by, line.end + by, self._shared_box(line.box), line.block)

    def _shared_box(self, box: Box) -> Box:
        return (
            self._shared(box[0]),
            self._shared(box[1]),
            self._shared(box[2]),
            self._shared(box[3]),
        )

    def _shared(self, number: float) -> float:
        """Return the number as it is already in memory: most stand in many boxes of a file."""
        return self._numbers.setdefault(number, number)


class _Text:
    """A text that grows, and how long it is."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0

    def append(self, part: str) -> None:
        self._parts.append(part)
        self.length += len(part)

    def whole(self) -> str:
        return "".join(self._parts)


def _word(token: Token, text: _Text, line: int) -> Word:
    start = text.length
    text.append(token.text)
    box = _around([token.box])
    return Word(start, text.length, box, round(token.confidence, 4), line, token.raw)


def _around(boxes: Sequence[Box]) -> Box:
    """Return the box that holds all of them, to the hundredth of a point."""
    return (
        round(min(box[0] for box in boxes), 2),
        round(min(box[1] for box in boxes), 2),
        round(max(box[2] for box in boxes), 2),
        round(max(box[3] for box in boxes), 2),
    )


def _mended(tokens: Sequence[Token]) -> list[Token]:
    """Return the words in NFC, without the white space and control characters in them."""
    mended: list[Token] = []
    for token in tokens:
        text = "".join(c for c in nfc(token.text) if unicodedata.category(c) not in _UNWRITTEN)
        if text:
            mended.append(replace(token, text=text))
    return mended


_UNWRITTEN = frozenset({"Cc", "Cs", "Zs", "Zl", "Zp"})
