"""The one value that reading delivers: a file as pages, words with boxes, and text.

Offsets count Unicode code points of ``Document.text``. The text is NFC; words are parted by a
space, lines by ``\\n``, blocks by an empty line, pages by a form feed. Nothing parts two words
where the end of a line broke a symbol (``13/BB-`` and ``UBND``). Blocks that stand side by side on
the page (issuer and national title, recipients and signer) follow one another, left before right.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
"""``(x0, y0, x1, y1)`` in PDF points from the page's top left."""

PAGE_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page: ``text[start:end]`` of the document, its box, how sure the reader is."""

    start: int
    end: int
    box: Box
    confidence: float
    """From 0 to 1; 1 for words of a PDF's own text."""
    line: int
    """Number of the line on its page, from 0; words of one line share it."""
    raw: str | None = None
    """What the reader saw, where ``text`` was mended; None where nothing was."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its span ``[start, end)``, its box, and the block that it stands in."""

    start: int
    end: int
    box: Box
    block: int
    """Number of the block on its page, from 0: a paragraph, or one side of a header."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: size in points, where its words come from, and its span ``[start, end)``."""

    number: int
    width_pt: float
    height_pt: float
    source: Literal["text", "ocr", "mixed"]
    rotation: int
    """Degrees that the page was turned clockwise to stand upright: 0, 90, 180, 270."""
    dpi: int | None
    """Resolution of the scanned image; None for a page that is text only."""
    confidence: float
    start: int
    end: int
    words: tuple[Word, ...]
    lines: tuple[Line, ...] = ()
    blank: bool = False
    """Nothing stands on it, or only what shines through from the other side."""
    handwriting: tuple[Box, ...] = ()
    """Places written by hand: their words are doubtful or not read at all."""


def turned_box(box: Box, width: float, height: float, degrees: int) -> tuple[Box, float, float]:
    """Return the box, and the width and height of its page, after the page is turned clockwise.

    ``degrees`` is 0, 90, 180 or 270; with a page's own ``rotation`` the page stands upright.
    """
    x0, y0, x1, y1 = box
    match degrees:
        case 90:
            return (height - y1, x0, height - y0, x1), height, width
        case 180:
            return (width - x1, height - y1, width - x0, height - y0), width, height
        case 270:
            return (y0, width - x1, y1, width - x0), height, width
        case _:
            return box, width, height


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. ``pages`` is empty for formats without pages (.docx, .txt)."""

    sha256: str
    media_type: str
    text: str
    pages: tuple[Page, ...]
    margin_text: str = ""
    """Text of page headers, footers, comments, text boxes of a Word file that is not part of
    ``text``; only for looking for a secrecy mark."""

    def page_at(self, offset: int) -> int:
        """Return the number of the page that holds the offset; 1 where a file has no pages."""
        if not self.pages:
            return 1
        return self.pages[max(0, bisect_right([p.start for p in self.pages], offset) - 1)].number

    def words_between(self, start: int, end: int) -> Iterator[tuple[Page, Word]]:
        """Yield the words that touch ``[start, end)``, each with its page."""
        for page in self.pages:
            if page.start < end and start < page.end:
                for word in page.words:
                    if word.start < end and start < word.end:
                        yield page, word
