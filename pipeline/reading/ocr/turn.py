"""Which way is up: told by the marks of Vietnamese letters, without reading them.

Accents, hooks and hats stand above the letters, with the tall letters and the capitals; below them
are only the dots of the low tone and a few tails. A line that stands on its head has it the other
way round. Where that says too little (a few lines, a table of numbers), the page is read.
"""
# pyright: reportUnknownMemberType=false

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.page import Prepared, turned
from pipeline.reading.ocr.textlines import Ink, Track, columns_of, stride_of

if TYPE_CHECKING:  # the recogniser is heavy
    from pipeline.reading.ocr.engine import SeenWord

_REACH = 2.0
"""How far from the middle of a line its marks reach, in heights of a letter."""
_STEPS = 12
"""Samples to the height of a letter."""
_SURE, _CLEAR = 3.0, 0.07
_LEAST_INK = 0.0005
_CERTAIN = 0.8
"""Mean confidence in words of letters that no page reaches on its head."""
_LEAST_LETTERS = 12
_NUMBERS = 0.25
"""What figures count beside letters: many read as well from either side."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What the lines say: above 0 they stand upright, below 0 on their heads."""

    mean: float
    """The mean vote, from -1 to 1; figures and frames come to a little, one way or the other."""
    score: float
    """The sum of the votes, as a multiple of what votes by chance come to."""

    @property
    def sure(self) -> bool:
        return abs(self.score) >= _SURE and abs(self.mean) >= _CLEAR

    @property
    def on_head(self) -> bool:
        return self.sure and self.score < 0


def stand_of(ink: Ink, tracks: Sequence[Track]) -> Stand:
    """Return whether lines, that run across the picture, stand upright or on their heads."""
    if not tracks:
        return Stand(0.0, 0.0)
    columns = columns_of(ink.marks, ink.height) / 255
    stride = stride_of(ink.height)
    offsets = np.arange(-_REACH, _REACH + 1e-9, 1 / _STEPS) * ink.height
    votes = np.array(
        [_vote(_profile(columns, track, stride, offsets)) * len(track.x) for track in tracks]
    )
    length = sum(len(track.x) for track in tracks)
    chance = max(1e-9, float(np.sqrt(np.square(votes).sum())))
    return Stand(float(votes.sum()) / length, float(votes.sum()) / chance)


def _profile(
    columns: NDArray[np.floating], track: Track, stride: int, offsets: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the share of ink at each offset from the middle of the line, downwards."""
    rows = np.clip(track.y[:, None] + offsets, 0, len(columns) - 1.001)
    whole = rows.astype(np.intp)
    part = rows - whole
    at = np.minimum((track.x / stride).astype(np.intp), columns.shape[1] - 1)[:, None]
    return (columns[whole, at] * (1 - part) + columns[whole + 1, at] * part).mean(axis=0)


def _vote(profile: NDArray[np.float64]) -> float:
    """Return by how much more ink stands above the body of the line than below, -1 to 1."""
    middle = len(profile) // 2
    rise = np.diff(profile)
    top = int(rise[:middle].argmax())
    bottom = middle + int(rise[middle:].argmin()) + 1
    gap, reach = _STEPS // 8, max(_STEPS // 2, round(0.8 * (bottom - top)))
    above = float(profile[max(0, top - reach) : max(0, top - gap)].sum())
    below = float(profile[bottom + gap + 1 : bottom + reach + 1].sum())
    return (above - below) / (above + below + 0.15 * float(profile[top : bottom + 1].sum()) + 1e-9)


# --- by reading ------------------------------------------------------------------------------


def stood_up(
    page: Prepared, read: Callable[[Prepared], "list[SeenWord]"]
) -> "tuple[Prepared, list[SeenWord]]":
    """Return the page and its words, turned where it reads clearly better so.

    A page whose marks say which way is up is read once; so is one that reads well.
    """
    best = (page, read(page))
    if not page.doubts or _reads_well(best[1]) or np.mean(page.image < 128) <= _LEAST_INK:
        return best
    for turn in page.doubts:
        other = turned(page, turn)
        words = read(other)
        if _weight(words) > _weight(best[1]):
            best = (other, words)
        if _reads_well(words):
            break
    return best


def _reads_well(words: "Sequence[SeenWord]") -> bool:
    found = [(_letters(word.text), word.confidence) for word in words if _letters(word.text) > 1]
    letters = sum(count for count, _ in found)
    sure = sum(count * confidence for count, confidence in found)
    return letters >= _LEAST_LETTERS and sure >= _CERTAIN * letters


def _weight(words: "Sequence[SeenWord]") -> float:
    """How much was read, and how surely: a few sure words must not beat a page of fair ones."""
    return sum(
        (_NUMBERS * len(word.text) + (1 - _NUMBERS) * _letters(word.text)) * word.confidence**2
        for word in words
    )


def _letters(text: str) -> int:
    return sum(c.isalpha() for c in text)
