"""Pages of blocks become one text with the offsets of its words."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Literal

from pipeline.reading.document import PAGE_BREAK, Box, Line, Page, Word
from pipeline.reading.layout import Block, Rule, Token, arrange
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


class TextBuilder:
    """Collects pages one at a time, so that only their words stay in memory."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[Page] = []

    def add(self, page: PageWords) -> None:
        """Put the page's words into reading order and append them to the text."""
        if self._pages:
            self._append(PAGE_BREAK)
        start = self._length
        words, lines = self._write(arrange(_mended(page.tokens), page.rules))
        confidences = [word.confidence for word in words]
        self._pages.append(
            Page(
                number=len(self._pages) + 1,
                width_pt=round(page.width_pt, 2),
                height_pt=round(page.height_pt, 2),
                source=page.source,
                rotation=page.rotation,
                dpi=page.dpi,
                confidence=round(fmean(confidences), 4) if confidences else float(not page.inked),
                start=start,
                end=self._length,
                words=tuple(words),
                lines=tuple(lines),
                blank=not page.inked,
                handwriting=page.handwriting,
            )
        )

    def result(self) -> tuple[str, tuple[Page, ...]]:
        """Return the text and its pages."""
        return "".join(self._parts), tuple(self._pages)

    def _write(self, blocks: Sequence[Block]) -> tuple[list[Word], list[Line]]:
        words: list[Word] = []
        lines: list[Line] = []
        for i, block in enumerate(blocks):
            self._append("\n\n" if i else "")
            for j, line in enumerate(block):
                self._append("\n" if j else "")
                start = self._length
                for k, token in enumerate(line.tokens):
                    self._append(" " if k else "")
                    words.append(self._word(token, len(lines)))
                box = _around([token.box for token in line.tokens])
                lines.append(Line(start, self._length, box, i))
        return words, lines

    def _word(self, token: Token, line: int) -> Word:
        start = self._length
        self._append(token.text)
        box = _around([token.box])
        return Word(start, self._length, box, round(token.confidence, 4), line, token.raw)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


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
