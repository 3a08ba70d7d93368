"""Papers typed on a machine: every letter as wide as the next, struck unevenly."""

import functools
import random
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from benchmarks.reading.papers import Token, documents, folded, key_tokens
from tests.corpus.document import Block, Columns, Grid, Line

DPI = 300
_PITCH = DPI // 10
"""Pixels from letter to letter: ten an inch, as on an office machine."""
_LEADING = DPI // 4
"""Pixels from line to line: a line and a half, so that accents do not meet."""
_WIDE, _LONG = 65, 39
"""Letters on a line, lines on a page."""
_LEFT, _RIGHT = 27, 37
"""Letters in the columns side by side."""
_MARGIN = (round(1.2 * DPI), round(0.9 * DPI))
_SHEET = (round(8.27 * DPI), round(11.69 * DPI))
_FACES = ("FreeMono.ttf", "FreeMonoBold.ttf")
_GRID = (4, 25, 10, 14, 10)

Sheet = NDArray[np.uint8]


@dataclass(frozen=True)
class Typed:
    """A typed page: its rows of letters, and what it says in reading order."""

    name: str
    rows: tuple[str, ...]
    text: str
    tokens: tuple[Token, ...]

    def image(self) -> Sheet:
        """Return the page at 300 dpi, dark on white; the same at each call."""
        return Machine(self.name).page(self.rows)


@dataclass(frozen=True)
class Row:
    """A line of the page: the letters at their columns, and the words for the truth.

    Of columns side by side the truth stands at the row where the columns begin.
    """

    letters: str
    said: str


def typed(seed: int) -> Iterator[Typed]:
    """Yield typed pages without end."""
    for document in documents(seed):
        rows = [row for block in document.blocks for row in _rows(block)]
        for start in range(0, len(rows), _LONG):
            part = rows[start : start + _LONG]
            text = folded(" ".join(row.said for row in part))
            if len(text.split()) >= 60 and not _cut(rows, start) and not _cut(rows, start + _LONG):
                letters = tuple(row.letters for row in part)
                yield Typed(f"{document.id}/{start}", letters, text, key_tokens(document, text))


def _cut(rows: list[Row], start: int) -> bool:
    """Tell whether the page begins within columns side by side: its truth would be elsewhere."""
    return 0 < start < len(rows) and rows[start].said == "" != rows[start].letters.strip()


# --- lines -----------------------------------------------------------------------------------


def _rows(block: Block) -> Iterator[Row]:
    if isinstance(block, Line):
        yield from _paragraph(block)
    elif isinstance(block, Columns):
        yield from _beside(block)
    else:
        yield from _table(block)


def _paragraph(line: Line) -> Iterator[Row]:
    first = "     " if line.indent else ""
    for text in textwrap.wrap(line.text, _WIDE, initial_indent=first, break_on_hyphens=False):
        place = {"center": text.center, "right": text.rjust}.get(line.align)
        yield Row(place(_WIDE) if place else text, text)
    if line.align == "center":
        yield Row("", "")


def _beside(block: Columns) -> Iterator[Row]:
    left, right = _column(block.left, _LEFT), _column(block.right, _RIGHT)
    told = " ".join((*left, *right))
    for i in range(max(len(left), len(right))):
        one = left[i] if i < len(left) else ""
        other = right[i] if i < len(right) else ""
        gap = _WIDE - _LEFT - _RIGHT
        yield Row(one.ljust(_LEFT + gap) + other, told if i == 0 else "")
    yield Row("", "")


def _column(lines: tuple[Line, ...], wide: int) -> list[str]:
    texts: list[str] = []
    for line in lines:
        for text in textwrap.wrap(line.text, wide, break_on_hyphens=False) or [""]:
            texts.append(text.center(wide) if line.align == "center" else text.ljust(wide))
    return texts


def _table(block: Grid) -> Iterator[Row]:
    for cells in block.rows:
        padded = "".join(cell.ljust(wide) for cell, wide in zip(cells, _GRID, strict=True))
        yield Row(padded, " ".join(cells))


# --- type ------------------------------------------------------------------------------------


class Machine:
    """One typewriter: its face, its bent type bars, its worn ribbon."""

    def __init__(self, seed: str) -> None:
        self._rng = random.Random(f"machine/{seed}")
        self._noise = np.random.default_rng(self._rng.randrange(2**32))
        self._face = self._rng.choices(_FACES, (3, 1))[0]
        self._weight = self._rng.uniform(0.3, 1.1)
        self._bent: dict[str, tuple[float, float, float]] = {}

    def page(self, rows: Sequence[str]) -> Sheet:
        """Return the page: white paper, and ink as dark as the ribbon gave."""
        ink = np.zeros((_SHEET[1], _SHEET[0]), dtype=np.float32)
        for i, row in enumerate(rows):
            drift = self._rng.gauss(0, 0.8)
            for j, letter in enumerate(row):
                if letter != " ":
                    self._strike(ink, letter, j, _MARGIN[1] + i * _LEADING + drift)
        ink *= self._ribbon(ink.shape)
        return (255 - 225 * np.clip(ink, 0, 1)).astype(np.uint8)

    def _strike(self, ink: NDArray[np.float32], letter: str, column: int, y: float) -> None:
        """Press one letter: a type bar is always off by the same, each stroke a little more."""
        if letter not in self._bent:
            gauss = self._rng.gauss
            self._bent[letter] = (gauss(0, 1.2), gauss(0, 1.5), self._rng.uniform(0.75, 1))
        dx, dy, worn = self._bent[letter]
        x = _MARGIN[0] + column * _PITCH + dx + self._rng.gauss(0, 0.8)
        y += dy + self._rng.gauss(0, 0.8)
        glyph = _glyph(self._face, letter, round(self._weight * 2))
        force = worn * min(1.0, max(0.35, self._rng.gauss(0.85, 0.15)))
        # the type does not meet the paper flat: one side comes out paler
        tilt = self._rng.uniform(-0.25, 0.25)
        slope = np.linspace(1 - tilt, 1 + tilt, glyph.shape[1], dtype=np.float32)
        struck = _shifted(glyph, x % 1, y % 1) * slope * force
        top, left = int(y), int(x)
        place = ink[top : top + struck.shape[0], left : left + struck.shape[1]]
        np.maximum(place, struck[: place.shape[0], : place.shape[1]], out=place)

    def _ribbon(self, shape: tuple[int, int]) -> NDArray[np.float32]:
        """Return the ribbon's weave and its tired places."""
        fine = self._noise.normal(1, 0.35, (shape[0] // 2 + 1, shape[1] // 2 + 1))
        weave = cv2.resize(fine.astype(np.float32), shape[::-1], interpolation=cv2.INTER_LINEAR)
        broad = self._noise.normal(0.95, 0.12, (shape[0] // 60 + 2, shape[1] // 60 + 2))
        tired = cv2.resize(broad.astype(np.float32), shape[::-1], interpolation=cv2.INTER_CUBIC)
        return np.asarray(weave * tired, dtype=np.float32)


@functools.lru_cache(maxsize=2000)
def _glyph(face: str, letter: str, weight: int) -> NDArray[np.float32]:
    """Return the letter's ink from 0 to 1, in a box with room for accents and jitter."""
    font = ImageFont.truetype(face, 50)  # 12 points at 300 dpi
    box = Image.new("L", (_PITCH * 8, _LEADING * 4), 0)
    ImageDraw.Draw(box).text((20, 36), letter, fill=255, font=font)
    ink = np.asarray(box, dtype=np.uint8)[: _LEADING + 30, : _PITCH + 30]
    spread = cv2.GaussianBlur(ink, (0, 0), 0.7 + 0.35 * weight).astype(np.float32) / 255
    return np.clip(spread * (1.25 + 0.35 * weight), 0, 1)


def _shifted(glyph: NDArray[np.float32], dx: float, dy: float) -> NDArray[np.float32]:
    move = np.array([[1, 0, dx], [0, 1, dy]], dtype=np.float32)
    return np.asarray(cv2.warpAffine(glyph, move, glyph.shape[::-1]), dtype=np.float32)
