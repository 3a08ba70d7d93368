"""Where a page is written by hand: said, never guessed at.

Tesseract reads print. What it gives for handwriting is noise in which some words are right by
chance, so every word in a place written by hand is marked as doubtful, and the place is told. Two
things show it: strokes that no sure word explains and that do not look like print (see
``strokes.py``; the weights of a small logistic model lie in ``handwriting.toml``, made by ``make
calibrate``), and numbers in the blanks of printed lines that do not stand as print does (see
``blanks.py``). Signatures are such places too; whether one is worth a warning is not decided here.

Not guarded against: a hand as regular as print; a stamped number like a written one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.blanks import Blank, blanks_of, misread_blanks
from pipeline.reading.ocr.confidence import Model, loaded
from pipeline.reading.ocr.engine import SeenWord
from pipeline.reading.ocr.page import Grey, Prepared
from pipeline.reading.ocr.strokes import TRAITS, Region, regions_of

Box = tuple[int, int, int, int]

READ_AT_MOST = 0.3
"""Confidence of a word in a place written by hand."""
BY_HAND = 0.6
"""From this probability on a region of strokes is told as handwriting."""
_BLANK_BY_HAND = 3.1
_MOST_ODD = 2.5
_PAGE_BY_HAND = 0.6
_LIKELY = 0.35
_FEW_REGIONS = 4
_MUCH = 0.1


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a page, those by hand with a low confidence, and the places by hand."""

    words: list[SeenWord]
    boxes: tuple[Box, ...]
    """In pixels of the upright page."""


def written(words: Sequence[SeenWord], page: Prepared, blue: Grey | None) -> Written:
    """Return the words and the places written by hand.

    ``words`` bear probabilities; ``page`` shows the ink of pens too, ``blue`` how blue it is.
    """
    boxes = [*hand_regions(words, page, blue), *hand_blanks(words, page)]
    boxes = _merged(boxes)
    if not boxes:
        return Written(list(words), ())
    doubted = [
        replace(word, confidence=min(word.confidence, READ_AT_MOST))
        if _inside(word, boxes)
        else word
        for word in words
    ]
    return Written(doubted, tuple(boxes))


def hand_regions(words: Sequence[SeenWord], page: Prepared, blue: Grey | None) -> list[Box]:
    """Return the regions of strokes that were drawn by hand.

    Where most of what is unexplained on a page is, the rest that may be is taken along: one hand
    wrote it all.
    """
    regions = regions_of(words, page, blue)
    if not regions:
        return []
    likely = model().probabilities(np.stack([region.traits for region in regions]))
    least = _LIKELY if _mostly(regions, likely) else BY_HAND
    return [r.box for r, p in zip(regions, likely, strict=True) if p >= least]


def _mostly(regions: Sequence[Region], likely: NDArray[np.float64]) -> bool:
    ink = np.array([region.ink for region in regions], dtype=np.float64)
    return len(regions) >= _FEW_REGIONS and float((ink * likely).sum() / ink.sum()) > _PAGE_BY_HAND


def hand_blanks(words: Sequence[SeenWord], page: Prepared) -> list[Box]:
    """Return the numbers and days that were put into printed blanks by pen or stamp."""
    odd = [blank.box for blank in blanks_of(words, page.image) if oddness(blank) > _BLANK_BY_HAND]
    return [*odd, *misread_blanks(words)] if _misread_share(words) < _MUCH else odd


def _misread_share(words: Sequence[SeenWord]) -> float:
    """Return the share of letters in doubtful words: where it is large, print is misread too."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) for word in words if word.confidence < 0.5) / max(1, letters)


def oddness(blank: Blank) -> float:
    """Return how unlike print a number stands; print mostly has less than 2."""
    height = min(_MOST_ODD, blank.height / (0.11 + 3 * blank.unrest))
    foot = min(_MOST_ODD, blank.foot / (0.045 + 2.5 * blank.unrest))
    return height + foot + min(_MOST_ODD, max(0.0, blank.weight) / 0.25)


@cache
def model() -> Model:
    """Return the model of strokes that was last fitted."""
    return loaded("handwriting.toml", TRAITS)


# --- boxes -----------------------------------------------------------------------------------


def _inside(word: SeenWord, boxes: Sequence[Box]) -> bool:
    """Tell whether most of the word lies in one of the boxes.

    Print under a note that crosses it is read all the same: sure words keep their confidence.
    """
    x0, y0, x1, y1 = word.box
    area = max(1, (x1 - x0) * (y1 - y0))
    return any(
        max(0, min(x1, c) - max(x0, a)) * max(0, min(y1, d) - max(y0, b)) > 0.5 * area
        for a, b, c, d in boxes
    )


def _merged(boxes: Sequence[Box]) -> list[Box]:
    """Join boxes that overlap; the order is from top to bottom."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        joined = box
        while True:
            touching = [other for other in kept if _touch(joined, other)]
            if not touching:
                break
            kept = [other for other in kept if other not in touching]
            x0, y0, x1, y1 = zip(joined, *touching, strict=True)
            joined = (min(x0), min(y0), max(x1), max(y1))
        kept.append(joined)
    return sorted(kept, key=lambda b: (b[1], b[0]))


def _touch(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0 and down > 0
