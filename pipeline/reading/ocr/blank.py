"""Blank pages and the backs of pages: nothing stands there, or what shines through from the front.

What shines through is faint, mirrored, and reads as noise. A page on which anything reads as words,
or on which dark strokes stand, is not blank: better a blank page taken for a written one than a
faint line lost.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false

from collections.abc import Sequence

import cv2
import numpy as np

from pipeline.reading.ocr.engine import SeenWord
from pipeline.reading.ocr.page import Grey, Prepared

_READS = 0.5
"""Mean probability of its letters from which on a word or two are believed."""
_DARK = 140
_LETTER_IN = (0.03, 0.6)
"""Least and most size of a letter or a stroke; less is dust, more the edge of the glass."""
_THICKEST_IN = 0.06
_EDGE_IN = 0.35
"""Staples, punch holes and the shadow of the spine lie this near to the edge."""
_FEW_LETTERS = 5
_PICTURE = 0.005
"""From this share of solid black on a page shows something: a picture, a part made black."""


def is_blank(words: Sequence[SeenWord], page: Prepared) -> bool:
    """Tell whether nothing is written on a page; ``words`` bear probabilities."""
    if _reads(words):
        return False
    inner = _inner_ink(page)
    return not _solid(inner, page.dpi) and _letters(inner, page.dpi) < _FEW_LETTERS


def _reads(words: Sequence[SeenWord]) -> bool:
    letters = sum(len(word.text) for word in words)
    sure = sum(len(word.text) * word.confidence for word in words)
    return letters >= 2 and sure / letters >= _READS


def _inner_ink(page: Prepared) -> Grey:
    """Return the dark ink away from the edges, as 0 and 1."""
    dark = (page.image < _DARK).astype(np.uint8)
    edge = round(_EDGE_IN * page.dpi)
    return dark[edge:-edge, edge:-edge]


def _solid(inner: Grey, dpi: int) -> bool:
    side = max(3, round(2 * _THICKEST_IN * dpi))
    core = cv2.erode(inner, np.ones((side, side), np.uint8)) if inner.size else inner
    return core.size > 0 and float(core.mean()) > _PICTURE


def _letters(inner: Grey, dpi: int) -> int:
    """Return how many pieces of ink may be letters."""
    if not inner.any():
        return 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inner, connectivity=8)
    outline = cv2.subtract(inner, cv2.erode(inner, np.ones((3, 3), np.uint8)))
    edges = np.bincount(labels[outline > 0], minlength=count)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) / dpi
    least, most = _LETTER_IN
    thick = 2 * stats[:, cv2.CC_STAT_AREA] / np.maximum(1, edges) / dpi
    straight = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) < 3
    kept = (size > least) & (size < most) & (thick < _THICKEST_IN) & ~straight
    return int(kept[1:].sum())
