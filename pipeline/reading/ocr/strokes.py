"""The ink of a page that no sure word explains, gathered into regions, and what each looks like.

Print stands on lines, in letters of one height and one weight, parted from each other; a pen joins
letters, dances on its line and draws strokes of its own weight.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false
# pyright: reportReturnType=false

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.blanks import weight_in
from pipeline.reading.ocr.engine import SeenWord
from pipeline.reading.ocr.page import Grey, Prepared
from pipeline.reading.ocr.pen_ink import BLUE, halved

Numbers = NDArray[np.float64]
Box = tuple[int, int, int, int]

_DARK = 165
_EXPLAINED = 0.85
"""Words at least so sure explain their ink."""
_SPECK_IN = 0.012
_JOINED_IN = (0.1, 0.05)
"""Ink this near, across and down, is of one region."""
_LEAST_STROKE_IN = 0.45
_EDGE_IN = 0.12
_USUAL_CAPITAL_IN = 0.12


@dataclass(frozen=True, slots=True)
class Region:
    """Ink that belongs together: its box in pixels of the upright page, and ``TRAITS`` of it."""

    box: Box
    traits: Numbers
    ink: int
    """Dark pixels."""


TRAITS = (
    "wide", "open", "thick", "fine", "uneven_heights", "uneven_feet", "uneven_tops", "blue",
    "read", "in_line", "one_piece", "stroke", "lined_up", "round", "crowded", "page", "edge",
)  # fmt: skip


def regions_of(words: Sequence[SeenWord], page: Prepared, blue: Grey | None) -> list[Region]:
    """Return the regions of unexplained ink.

    ``words`` bear probabilities, ``page`` shows the ink of pens too, ``blue`` how blue it is.
    """
    page, words = _halved(page, words)
    blue = None if blue is None else np.ascontiguousarray(blue[::2, ::2])
    capital, weight = _print_of(words, page)
    dark = _unexplained(words, page, capital)
    pieces = _Pieces(dark)
    keep = pieces.like_strokes(page.dpi, capital)
    if not keep.any():
        return []
    mask = keep[pieces.labels].astype(np.uint8)
    across, down = (2 * round(page.dpi * reach / 2) + 1 for reach in _JOINED_IN)
    joined = cv2.dilate(mask, np.ones((down, across), np.uint8))
    _, group = cv2.connectedComponents(joined, connectivity=8)
    at = group[pieces.anchor_y, pieces.anchor_x]
    found: list[Region] = []
    doubt = _doubt(words)
    for number in np.unique(at[keep]):
        chosen = np.flatnonzero(keep & (at == number))
        stroke = float((pieces.area[chosen] / pieces.thick[chosen]).sum()) / page.dpi
        if stroke < _LEAST_STROKE_IN:
            continue
        found.append(_region(pieces, chosen, words, page, capital, weight, blue, stroke, doubt))
    return found


# --- ink -------------------------------------------------------------------------------------


def _halved(page: Prepared, words: Sequence[SeenWord]) -> tuple[Prepared, list[SeenWord]]:
    """Return page and words at half the resolution, which shows strokes well and is quick."""
    image = halved(page.image)
    smaller = [
        replace(word, box=tuple(v // 2 for v in word.box), baseline=word.baseline / 2)
        for word in words
    ]
    return page.become(image, np.diag([2.0, 2.0, 1.0]), max(1, page.dpi // 2)), smaller


def _print_of(words: Sequence[SeenWord], page: Prepared) -> tuple[float, float]:
    """Return the height of the page's capitals and the width of its print's strokes, in pixels."""
    sure = [word for word in words if word.confidence >= _EXPLAINED and len(word.text) > 1]
    if len(sure) < 12:
        return _USUAL_CAPITAL_IN * page.dpi, 0.017 * page.dpi
    heights = [word.baseline - word.box[1] for word in sure]
    weights = [weight_in(page.image, word.box) for word in sure[:: max(1, len(sure) // 40)]]
    return float(np.median(heights)), float(np.median(weights))


def _unexplained(words: Sequence[SeenWord], page: Prepared, capital: float) -> Grey:
    """Return the ink that no sure word and no ruled line explains, as 0 and 1."""
    dark = (page.image < _DARK).astype(np.uint8)
    reach = max(9, round(3 * capital))
    for kernel in (np.ones((1, reach), np.uint8), np.ones((reach, 1), np.uint8)):
        ruled = cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel)
        dark = cv2.subtract(dark, cv2.dilate(ruled, np.ones((3, 3), np.uint8)))
    slack = max(1, round(0.12 * capital))
    for word in words:
        if word.confidence >= _EXPLAINED:
            x0, y0, x1, y1 = word.box
            dark[max(0, y0 - slack) : y1 + slack, max(0, x0 - slack) : x1 + slack] = 0
    return dark


class _Pieces:
    """The connected pieces of a mask: boxes, ink, width of stroke."""

    def __init__(self, dark: Grey) -> None:
        count, self.labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
        edge = cv2.subtract(dark, cv2.erode(dark, np.ones((3, 3), np.uint8)))
        edges = np.bincount(self.labels[edge > 0], minlength=count).astype(np.float64)
        self.x0, self.y0 = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_TOP]
        self.width, self.height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
        self.area = stats[:, cv2.CC_STAT_AREA].astype(np.float64)
        self.thick = np.maximum(1.0, 2 * self.area / np.maximum(1.0, edges))
        self.anchor_y, self.anchor_x = self._anchors(count)

    def _anchors(self, count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return one pixel of each piece."""
        flat = self.labels.ravel()
        first = np.zeros(count, dtype=np.intp)
        inked = np.flatnonzero(flat)
        first[flat[inked[::-1]]] = inked[::-1]
        return first // self.labels.shape[1], first % self.labels.shape[1]

    def like_strokes(self, dpi: int, capital: float) -> NDArray[np.bool_]:
        """Tell which pieces may be letters or strokes: no specks, blots, frames."""
        long = np.maximum(self.width, self.height)
        kept = (long > 0.35 * capital) & (self.area > (_SPECK_IN * dpi) ** 2 * 2)
        kept &= self.thick < 0.07 * dpi
        kept &= long < 5 * dpi
        kept &= self.area < 0.75 * self.width * self.height + 0.3 * capital**2
        height, width = self.labels.shape
        kept &= (self.x0 > 1) & (self.x0 + self.width < width - 1)
        kept &= (self.y0 > 1) & (self.y0 + self.height < height - 1)
        kept[0] = False
        return kept


def _doubt(words: Sequence[SeenWord]) -> float:
    """Return the share of letters (0 to 1) on the page that were not read surely."""
    letters = sum(len(word.text) for word in words)
    sure = sum(len(word.text) for word in words if word.confidence >= _EXPLAINED)
    return 1 - sure / letters if letters else 1.0


# --- what a region looks like ----------------------------------------------------------------


def _region(
    pieces: _Pieces,
    chosen: NDArray[np.intp],
    words: Sequence[SeenWord],
    page: Prepared,
    capital: float,
    weight: float,
    blue: Grey | None,
    stroke: float,
    doubt: float,
) -> Region:
    x0, y0 = pieces.x0[chosen], pieces.y0[chosen]
    width, height = pieces.width[chosen], pieces.height[chosen]
    area, thick = pieces.area[chosen], pieces.thick[chosen]
    box = (int(x0.min()), int(y0.min()), int((x0 + width).max()), int((y0 + height).max()))
    usual = float(np.average(thick, weights=area))
    large = height > 0.6 * capital
    share = area / area.sum()
    read, near = _read_in(words, box)
    blueness = _blue_share(pieces, chosen, blue)
    traits = (
        min(3.0, float((share * width).sum()) / capital / 3),
        float((share * (1 - area / (width * height))).sum()),
        float(np.clip(np.log(usual / weight) * 2, 0, 2)),
        float(np.clip(-np.log(usual / weight) * 2, 0, 2)),
        _scatter(height[large] / capital),
        _steps(x0[large], (y0 + height)[large], capital),
        _steps(x0[large], y0[large], capital),
        blueness,
        read,
        float(near),
        float(share.max()),
        min(2.0, stroke / 5),
        _lined_up((y0 + height)[large], capital),
        _roundness(box, width, height, page.dpi),
        min(1.0, float(area.sum()) / ((box[2] - box[0]) * (box[3] - box[1])) * 2),
        doubt,
        float(_at_edge(box, page)),
    )
    return Region(tuple(2 * v for v in box), np.array(traits), int(area.sum()))


def _at_edge(box: Box, page: Prepared) -> bool:
    """Tell whether a region lies along the edge of the picture: shadows, desks, the next sheet."""
    height, width = page.image.shape
    margin = _EDGE_IN * page.dpi
    x0, y0, x1, y1 = box
    return x0 < margin or y0 < margin or x1 > width - margin or y1 > height - margin


def _scatter(values: Numbers) -> float:
    if len(values) < 2:
        return 0.25
    return float(np.clip(values.std() / max(0.1, values.mean()), 0, 1))


def _steps(x: Numbers, y: Numbers, capital: float) -> float:
    """Return by how much neighbours differ in height, of the nearer half of the pairs."""
    if len(x) < 3:
        return 0.15
    steps = np.abs(np.diff(y[np.argsort(x)])) / capital
    steps = steps[steps < 1.0]
    return float(np.percentile(steps, 50)) if len(steps) else 0.15


def _lined_up(feet: Numbers, capital: float) -> float:
    """Return the share of pieces that share their foot with at least two others."""
    if len(feet) < 3:
        return 0.5
    near = np.abs(feet[:, None] - feet[None, :]) < 0.06 * capital
    return float((near.sum(axis=1) >= 3).mean())


def _read_in(words: Sequence[SeenWord], box: Box) -> tuple[float, bool]:
    """Return how sure the words in the box are, and whether sure words go on beside it."""
    x0, y0, x1, y1 = box
    inside: list[float] = []
    left = right = False
    for word in words:
        a, b, c, d = word.box
        if x0 <= (a + c) / 2 <= x1 and y0 <= (b + d) / 2 <= y1:
            inside.append(word.confidence)
        if word.confidence >= _EXPLAINED and y0 < word.baseline - 2 < y1 + 0.3 * (d - b):
            gap = 2.5 * (d - b)
            left |= 0 <= x0 - c < gap
            right |= 0 <= a - x1 < gap
    mean = float(np.mean(inside)) if inside else 0.0
    return mean, left and right


def _blue_share(pieces: _Pieces, chosen: NDArray[np.intp], blue: Grey | None) -> float:
    if blue is None:
        return 0.0
    hit = total = 0
    for i in chosen[np.argsort(-pieces.area[chosen])][:40]:
        x, y, w, h = pieces.x0[i], pieces.y0[i], pieces.width[i], pieces.height[i]
        own = pieces.labels[y : y + h, x : x + w] == i
        hit += int((blue[y : y + h, x : x + w][own] > BLUE).sum())
        total += int(own.sum())
    return hit / total if total else 0.0


def _roundness(box: Box, width: Numbers, height: Numbers, dpi: int) -> float:
    """Return 1 for a round piece of a seal's size, 0 for none."""
    large = (np.minimum(width, height) > 0.6 * dpi) & (np.maximum(width, height) < 1.8 * dpi)
    shape = np.minimum(width, height) / np.maximum(width, height)
    return float((large & (shape > 0.85)).any())
