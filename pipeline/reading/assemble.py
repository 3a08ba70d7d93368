"""Pages of blocks become one text with the offsets of its words."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Literal

from pipeline.reading.document import PAGE_BREAK, Page, Word
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
        words = tuple(self._write(arrange(_mended(page.tokens), page.rules)))
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
                words=words,
            )
        )

    def result(self) -> tuple[str, tuple[Page, ...]]:
        """Return the text and its pages."""
        return "".join(self._parts), tuple(self._pages)

    def _write(self, blocks: Sequence[Block]) -> list[Word]:
        words: list[Word] = []
        lines = 0
        for i, block in enumerate(blocks):
            self._append("\n\n" if i else "")
            for j, line in enumerate(block):
                self._append("\n" if j else "")
                for k, token in enumerate(line.tokens):
                    self._append(" " if k else "")
                    words.append(self._word(token, lines))
                lines += 1
        return words

    def _word(self, token: Token, line: int) -> Word:
        start = self._length
        self._append(token.text)
        x0, y0, x1, y1 = (round(value, 2) for value in token.box)
        return Word(start, self._length, (x0, y0, x1, y1), round(token.confidence, 4), line)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _mended(tokens: Sequence[Token]) -> list[Token]:
    """Return the words in NFC, without the white space and control characters in them."""
    mended: list[Token] = []
    for token in tokens:
        text = "".join(c for c in nfc(token.text) if unicodedata.category(c) not in _UNWRITTEN)
        if text:
            mended.append(replace(token, text=text))
    return mended


_UNWRITTEN = frozenset({"Cc", "Cs", "Zs", "Zl", "Zp"})
