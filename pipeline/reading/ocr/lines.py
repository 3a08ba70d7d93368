"""Lines of text on an upright page image: where each runs, how large its letters are, and its ink.

The recogniser is shown one line at a time at the size it reads best, with room for stacked tone
marks above and without the ink of its neighbours.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false
# pyright: reportReturnType=false

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.page import Grey
from pipeline.reading.ocr.rules import drawn

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_CAP = 1.45
"""Height of a capital or a digit over the x-height, in the faces of office paper."""
_STRIP = 36
"""Height in pixels of the line images that Tesseract's network takes."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A run of letters on one line; pixels of the page image."""

    x0: int
    x1: int
    baseline: float
    """At the middle of the run."""
    slope: float
    """Pixels down for each pixel to the right."""
    x_height: float
    ink: int
    """Its number among the page's lines, see :class:`Lines`."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a page and whose each patch of ink is."""

    found: tuple[TextLine, ...]
    labels: NDArray[np.int32]
    owner: NDArray[np.int32]
    """Line of each patch; -1 for large ink that is no line's, -2 for specks to leave out."""
    boxes: Ints
    """Left, top, right and bottom of each patch."""

    def fitted(
        self, line: TextLine, words: Sequence[tuple[int, int, int, int]]
    ) -> list[tuple[int, int, int, int]]:
        """Return the boxes around the ink of words, which were given about, left to right."""
        mine = self.boxes[self.owner == line.ink]
        letters = mine[:, 3] - mine[:, 1] > 0.4 * line.x_height
        close = (mine[:, 3] > line.baseline - 1.9 * line.x_height) & (
            mine[:, 1] < line.baseline + 0.35 * line.x_height
        )
        mine = mine[letters | close]
        if not len(mine) or not words:
            return list(words)
        mine = mine[np.argsort(mine[:, 0], kind="stable")]
        ends = np.maximum.accumulate(mine[:-1, 2])
        gaps = np.stack([ends, mine[1:, 0]], axis=1)
        gaps = gaps[gaps[:, 1] > gaps[:, 0]].astype(np.float64)
        parts = [_parting(gaps, one, other) for one, other in pairwise(words)]
        reach = 1.2 * line.x_height
        edges = np.array([words[0][0] - reach, *parts, words[-1][2] + reach])
        place = np.searchsorted(edges, (mine[:, 0] + mine[:, 2]) / 2) - 1
        return [_around(mine[place == i], box) for i, box in enumerate(words)]


def _parting(
    gaps: Floats, one: tuple[int, int, int, int], other: tuple[int, int, int, int]
) -> float:
    """Return where two neighbouring words part: at the widest white between them."""
    middle = (one[2] + other[0]) / 2
    low, high = (one[0] + one[2]) / 2, (other[0] + other[2]) / 2
    centres = gaps.mean(axis=1)
    near = (centres > low) & (centres < high)
    if not near.any():
        return middle
    worth = np.ptp(gaps[near], axis=1) - 1.0 * np.abs(centres[near] - middle)
    return float(centres[near][int(worth.argmax())])


def _around(ink: Ints, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    if not len(ink):
        return box
    x0, y0 = ink[:, :2].min(axis=0).tolist()
    x1, y1 = ink[:, 2:].max(axis=0).tolist()
    return x0, y0, x1, y1


# --- patches of ink --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Patches:
    """Boxes of the connected patches of ink; index 0 is the paper."""

    labels: NDArray[np.int32]
    x0: Ints
    y0: Ints
    x1: Ints
    y1: Ints
    area: Ints

    @property
    def boxes(self) -> Ints:
        return np.stack([self.x0, self.y0, self.x1, self.y1], axis=1)

    @property
    def height(self) -> Ints:
        return self.y1 - self.y0

    @property
    def width(self) -> Ints:
        return self.x1 - self.x0


def _patches(dark: Grey) -> _Patches:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    x, y, w, h, area = stats.astype(np.int64).T
    return _Patches(labels, x, y, x + w, y + h, area)


def _usual_height(patches: _Patches, dpi: int) -> float:
    """Return the commonest height of letters, weighed by their width; 0 without letters."""
    fits = (patches.height > 0.03 * dpi) & (patches.height < 0.35 * dpi)
    fits &= (patches.width < 1.0 * dpi) & (patches.width > 0.012 * dpi)
    fits[0] = False
    if not fits.any():
        return 0.0
    counts = np.bincount(patches.height[fits], minlength=8).astype(np.float64)
    smooth = np.convolve(counts, (0.5, 1, 1, 1, 0.5), "same")
    return float(smooth.argmax())


# --- rules -----------------------------------------------------------------------------------


def without_rules(image: Grey, dpi: int) -> Grey:
    """Whiten the lines drawn across and down the page: underlines, borders of tables."""
    across, down = drawn(image, dpi)
    rules = cv2.bitwise_or(across, down)
    if not rules.any():
        return image
    image = image.copy()
    image[cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0] = 255
    return image


# --- lines -----------------------------------------------------------------------------------


def ink_level(image: Grey) -> float:
    """Return the grey below which a pixel of a smoothed page is ink."""
    sample = image[::3, ::3]
    paper = float(np.median(sample))
    light = sample[sample >= paper - 60]
    grain = 1.4826 * float(np.median(np.abs(light.astype(np.float32) - paper)))
    least = max(5 * grain, 25.0)
    dark = sample[sample < paper - least]
    if not len(dark):
        return paper - least
    return paper - max(least, 0.45 * (paper - float(np.percentile(dark, 25))))


def lines_of(image: Grey, dpi: int) -> Lines:
    """Return the lines of a page; ``image`` is dark on light grey, ruled lines taken out."""
    smooth = cv2.GaussianBlur(image, (0, 0), dpi / 260)
    dark = (smooth < ink_level(smooth)).astype(np.uint8)
    patches = _patches(dark)
    usual = _usual_height(patches, dpi)
    nothing = np.full(len(patches.area), -1, dtype=np.int32)
    if usual == 0:
        return Lines((), patches.labels, nothing, patches.boxes)
    core = (patches.height >= 0.45 * usual) & (patches.height <= 3.2 * usual)
    core &= (patches.width <= 14 * usual) & (patches.area >= 0.12 * usual * usual)
    core &= patches.width >= 0.12 * usual
    core[0] = False
    tracks = _tracks(core.astype(np.uint8)[patches.labels], usual)
    owner = _owned(patches, core, tracks, usual)
    return _measured(patches, owner, core, tracks, usual)


@dataclass(frozen=True, slots=True)
class _Track:
    """The middle of a line of letters, column by column."""

    x0: int
    y: Floats
    step: float

    def at(self, x: Floats) -> Floats:
        spot = np.clip((x / self.step - self.x0).astype(np.int64), 0, len(self.y) - 1)
        return self.y[spot]

    @property
    def left(self) -> float:
        return self.x0 * self.step

    @property
    def right(self) -> float:
        return (self.x0 + len(self.y)) * self.step


def _tracks(letters: Grey, usual: float) -> list[_Track]:
    """Follow the ridges of the blurred letters: each is the middle of a line."""
    factor = min(1.0, 6.0 / usual)
    small = cv2.resize(letters * 255, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    unit = usual * factor
    smeared = cv2.GaussianBlur(small, (0, 0), 1.5 * unit, sigmaY=0.4 * unit)
    reach = 2 * round(0.6 * unit) + 1
    highest = cv2.dilate(smeared, np.ones((reach, 1), np.uint8))
    least = max(6.0, 0.22 * float(np.percentile(smeared[smeared > 3], 90))) if smeared.any() else 6
    ridge = ((smeared >= highest) & (smeared > least)).astype(np.uint8)
    joined = cv2.dilate(ridge, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    labels *= ridge
    tracks: list[_Track] = []
    for i in range(1, count):
        x, y, w, h, _ = stats[i]
        if w < 0.8 * unit:
            continue
        rows, columns = np.nonzero(labels[y : y + h, x : x + w] == i)
        hits = np.bincount(columns, minlength=w)
        sums = np.bincount(columns, weights=rows, minlength=w)
        has = np.flatnonzero(hits)
        middle = np.interp(np.arange(w), has, sums[has] / hits[has]) + y + 0.5
        tracks.append(_Track(int(x), middle / factor, 1 / factor))
    return tracks


def _owned(
    patches: _Patches, core: NDArray[np.bool_], tracks: list[_Track], usual: float
) -> NDArray[np.int32]:
    """Give each patch to the line that it stands on."""
    owner = np.full(len(core), -1, dtype=np.int32)
    if not tracks:
        return owner
    middle_x = (patches.x0 + patches.x1) / 2
    best = np.full(len(core), np.inf)
    small = patches.height < 0.45 * usual
    for i, track in enumerate(tracks):
        near = (patches.x1 > track.left - usual) & (patches.x0 < track.right + usual)
        at = track.at(middle_x)
        # how far the line's middle is from the patch: 0 where it crosses it
        away = np.maximum(0, np.maximum(patches.y0 - at, at - patches.y1))
        # marks above belong to the letters below them more often than to those above
        away = np.where(patches.y0 > at, away * 1.5, away)
        away += 0.01 * np.abs((patches.y0 + patches.y1) / 2 - at)
        limit = np.where(core, 0.9 * usual, 2.0 * usual)
        wins = near & (away < np.minimum(best, limit))
        owner[wins] = i
        best[wins] = away[wins]
    owner[~core & ~small] = -1
    owner[0] = -1
    return owner


def _measured(
    patches: _Patches,
    owner: NDArray[np.int32],
    core: NDArray[np.bool_],
    tracks: list[_Track],
    usual: float,
) -> Lines:
    found: list[TextLine] = []
    order = np.argsort(owner, kind="stable")
    starts = np.searchsorted(owner[order], np.arange(len(tracks) + 1))
    renamed = owner.copy()
    for i in range(len(tracks)):
        mine = order[starts[i] : starts[i + 1]]
        letters = mine[core[mine]]
        if not len(letters):
            renamed[mine] = -1
            continue
        middle = (patches.x0[letters] + patches.x1[letters]) / 2
        bottoms = patches.y1[letters].astype(np.float64)
        baseline, slope, centre = _baseline(middle, bottoms, usual)
        tall = baseline + slope * (middle - centre) - patches.y0[letters]
        x_height = _x_height(tall, usual)
        marks = mine[~core[mine]]
        _drop_far_marks(patches, marks, letters, baseline, x_height, renamed)
        kept = mine[renamed[mine] == i]
        x0, x1 = int(patches.x0[kept].min()), int(patches.x1[kept].max())
        at = baseline + slope * ((x0 + x1) / 2 - centre)
        found.append(TextLine(x0, x1, at, slope, x_height, i))
    return Lines(tuple(found), patches.labels, renamed, patches.boxes)


def _baseline(x: Floats, bottoms: Floats, usual: float) -> tuple[float, float, float]:
    """Return the height at the centre, the slope and the centre of the line under the letters."""
    centre = float(x.mean())
    level = float(np.median(bottoms))
    close = np.abs(bottoms - level) < 0.3 * usual
    if close.sum() < 8 or np.ptp(x[close]) < 15 * usual:
        return level, 0.0, centre
    slope, height = np.polyfit(x[close] - centre, bottoms[close], 1)
    close = np.abs(bottoms - (height + slope * (x - centre))) < 0.15 * usual
    if close.sum() >= 8:
        slope, height = np.polyfit(x[close] - centre, bottoms[close], 1)
    return float(height), float(slope), centre


def _x_height(tall: Floats, usual: float) -> float:
    """Return the x-height of a line from how high its letters reach above the baseline."""
    low = tall[(tall > 0.7 * usual) & (tall < 1.2 * usual)]
    if len(low) >= max(2, 0.25 * len(tall)):
        return float(np.median(low))
    level = float(np.median(tall))
    if level > 1.2 * usual:
        return level / _CAP
    return max(level, 0.6 * usual)


def _drop_far_marks(
    patches: _Patches,
    marks: Ints,
    letters: Ints,
    baseline: float,
    x_height: float,
    owner: NDArray[np.int32],
) -> None:
    """Leave out specks that no letter is near to."""
    if not len(marks):
        return
    edges = np.sort(np.concatenate([patches.x0[letters], patches.x1[letters]]))
    middle = (patches.x0[marks] + patches.x1[marks]) / 2
    spot = np.clip(np.searchsorted(edges, middle), 1, len(edges) - 1)
    away = np.minimum(np.abs(edges[spot] - middle), np.abs(edges[spot - 1] - middle))
    feet = np.abs(patches.y1[marks] - baseline)  # dot leaders stand on the line, far from letters
    owner[marks[(away > 2.5 * x_height) & (feet > 0.3 * x_height)]] = -2


# --- strips ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Strip:
    """The picture of one line, and how its pixels lie on the page."""

    image: Grey
    left: float
    top: float
    scale: float
    """Pixels of the strip for a pixel of the page."""

    def on_page(self, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        """Turn a box of the strip into one of the page."""
        x0, y0, x1, y1 = box
        return (
            round(self.left + x0 / self.scale),
            round(self.top + y0 / self.scale),
            round(self.left + x1 / self.scale),
            round(self.top + y1 / self.scale),
        )


@dataclass(frozen=True, slots=True)
class Cut:
    """How much a strip shows around the letters, in x-heights."""

    above: float
    """Above the baseline: room for a letter, its hat and its tone."""
    below: float
    side: float


def strip_of(image: Grey, lines: Lines, line: TextLine, cut: Cut) -> Strip | None:
    """Return the line cut out at the network's height, its neighbours' ink whitened.

    None where nothing is left to read.
    """
    height, width = image.shape
    pad = round(cut.side * line.x_height)
    left, right = max(0, line.x0 - pad), min(width, line.x1 + pad)
    top = round(line.baseline - cut.above * line.x_height)
    bottom = round(line.baseline + cut.below * line.x_height)
    y0, y1 = max(0, top), min(height, bottom)
    if y1 - y0 < 6 or right - left < 3:
        return None
    part = image[y0:y1, left:right].copy()
    owner = lines.owner[lines.labels[y0:y1, left:right]]
    foreign = ((owner != line.ink) & (owner != -1)).astype(np.uint8)
    if foreign.any():
        mine = owner == line.ink
        wide = cv2.dilate(foreign, np.ones((3, 3), np.uint8)).astype(bool)
        part[wide & ~mine] = 255
    if y1 - y0 < bottom - top:
        part = cv2.copyMakeBorder(part, y0 - top, bottom - y1, 0, 0, cv2.BORDER_CONSTANT, value=255)
    scale = _STRIP / part.shape[0]
    size = max(8, round(part.shape[1] * scale)), _STRIP
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return Strip(cv2.resize(part, size, interpolation=way), left, top, scale)
