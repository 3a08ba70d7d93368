"""How the lines of a page run: level, aslant, converging or bent; and how to level them.

A line of text is where the paper says "level", so the lines themselves tell how the sheet stood
to the camera and how it was bent. Every line is taken as ``y = t + f(x, t)``: ``t`` is its height
at the middle of the picture, ``f`` bends smoothly with ``x`` and changes slowly with ``t``. The
method is least squares over all lines; lines that do not agree with the others are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.textlines import Track

Floats = NDArray[np.float64]

_NODES = 9
_POWERS = 3
_STIFF = (0.0003, 0.001, 0.003)
"""What a kink across the page costs, for each power of ``t``."""
_SLOPED = (0.0, 0.00003, 0.003)
"""What it costs that lines converge, for each power of ``t``."""
_LEAST_LINES = 4
_ROUNDS = 4
_MOST_SLOPE = 0.07
"""Pages that are aslant by more than 4° are levelled here."""
_MOST_LEAN = 0.25
_AGREES = 0.2
_LEAST_BEND = 0.1
"""Heights of a letter: less does no harm to a reader."""
_BETTER = 0.85
_MOST_GROWTH = 1.6
"""A flat page that is so much larger than the picture of it was not understood."""


@dataclass(frozen=True, slots=True)
class Bow:
    """``f(x, t)`` of the lines of a picture of ``size`` (width, height) pixels."""

    weights: Floats
    """``(powers, nodes)``."""
    size: tuple[int, int]
    span: tuple[float, float]
    """The lowest and highest ``t`` where there is text; beyond, lines go on as they came."""

    def rise(self, x: Floats, t: Floats) -> Floats:
        """Return ``f``: how many pixels lower than at the middle the line ``t`` is at ``x``."""
        low, high = self.span
        near = np.clip(t, low, high)
        beyond = np.clip(t - near, (low - high) / 2, (high - low) / 2)
        rise = self._inside(x, near)
        out = beyond != 0
        if out.any():
            before = self._inside(x[out], near[out] - np.sign(beyond[out]) * (high - low) / 2)
            rise[out] += (rise[out] - before) * np.abs(beyond[out]) * 2 / max(1.0, high - low)
        return rise

    def _inside(self, x: Floats, t: Floats) -> Floats:
        return _features(x, t, self.size) @ self.weights.ravel()


@dataclass(frozen=True, slots=True)
class Lines:
    """The points of all lines, one after another, and where each line begins."""

    x: Floats
    y: Floats
    starts: NDArray[np.intp]
    line: NDArray[np.intp]

    @classmethod
    def of(cls, tracks: Sequence[Track]) -> "Lines":
        counts = np.array([len(track.x) for track in tracks])
        return cls(
            np.concatenate([track.x for track in tracks]),
            np.concatenate([track.y for track in tracks]),
            np.cumsum(counts) - counts,
            np.repeat(np.arange(len(tracks)), counts),
        )

    def means(self, values: Floats) -> Floats:
        """Return the mean of each line's values."""
        counts = np.bincount(self.line).reshape(-1, *[1] * (values.ndim - 1))
        return np.add.reduceat(values, self.starts) / counts


def bow_of(tracks: Sequence[Track], size: tuple[int, int], height: float) -> Bow | None:
    """Return how the lines run; None where too few agree. ``height`` is that of a letter."""
    if len(tracks) < _LEAST_LINES:
        return None
    lines = Lines.of(tracks)
    kept = np.ones(len(tracks), bool)
    t = lines.means(lines.y)
    bow = None
    for _ in range(_ROUNDS):
        bow = _fitted(lines, t, kept, size)
        t = _levels(lines, bow, t)
        errors = errors_of(lines, bow, t)
        kept = errors <= max(0.15 * height, 2.5 * float(np.median(errors)))
        if kept.sum() < _LEAST_LINES:
            return None
    return bow


def errors_of(lines: Lines, bow: Bow, t: Floats) -> Floats:
    """Return how far each line lies from where the bow has it: mean distance in pixels."""
    return lines.means(np.abs(lines.y - t[lines.line] - bow.rise(lines.x, t[lines.line])))


def _levels(lines: Lines, bow: Bow, t: Floats) -> Floats:
    for _ in range(2):
        t = lines.means(lines.y - bow.rise(lines.x, t[lines.line]))
    return t


def _fitted(lines: Lines, t: Floats, kept: NDArray[np.bool_], size: tuple[int, int]) -> Bow:
    features = _features(lines.x, t[lines.line], size)
    features = features - lines.means(features)[lines.line]
    height = lines.y - lines.means(lines.y)[lines.line]
    used = kept[lines.line]
    features, height = features[used], height[used]
    square = features.T @ features + len(height) * _stiffness()
    weights = np.linalg.solve(square, features.T @ height).reshape(_POWERS, _NODES)
    middle = weights[:, _NODES // 2 : _NODES // 2 + 1]
    return Bow(weights - middle, size, (float(t[kept].min()), float(t[kept].max())))


def _features(x: Floats, t: Floats, size: tuple[int, int]) -> Floats:
    """Return the products of hat functions of x and powers of t, ``(count, powers * nodes)``."""
    place = np.clip(x / size[0], 0, 1) * (_NODES - 1)
    hats = np.maximum(0.0, 1 - np.abs(place[:, None] - np.arange(_NODES)))
    level = (2 * t / size[1] - 1)[:, None]
    return np.concatenate([hats, hats * level, hats * level * level], axis=1)


def _stiffness() -> Floats:
    whole = 1e-6 * np.eye(_POWERS * _NODES)
    kink = np.diff(np.eye(_NODES), n=2, axis=0)
    slope = np.diff(np.eye(_NODES), n=1, axis=0)
    for power in range(_POWERS):
        at = slice(power * _NODES, (power + 1) * _NODES)
        whole[at, at] += _STIFF[power] * kink.T @ kink + _SLOPED[power] * slope.T @ slope
    return whole


# --- the frame of the page -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Frame:
    """A flat page and its way back: ``(x, t)`` of the flat page to the picture that was seen."""

    bow: Bow | None
    lean: tuple[float, float]
    """How the columns lean: ``lean[0] + lean[1] * x`` pixels to the right a pixel downwards."""
    middle: float
    edges: tuple[float, float, float, float]
    """Left, top, right, bottom in flat coordinates."""

    @classmethod
    def flat(cls, size: tuple[int, int]) -> "Frame":
        return cls(None, (0.0, 0.0), 0.0, (0.0, 0.0, float(size[0]), float(size[1])))

    def back(self, points: Floats) -> Floats:
        """Return where points of the flat page, ``(count, 2)``, were in the picture."""
        x, t = points.T
        x = x + (t - self.middle) * (self.lean[0] + self.lean[1] * x)
        y = t if self.bow is None else t + self.bow.rise(x, t)
        return np.stack([x, y], axis=1)

    def forth(self, points: Floats) -> Floats:
        """Return where points of the picture come to be on the flat page."""
        x, y = points.T
        t = y
        for _ in range(5):
            t = y if self.bow is None else y - self.bow.rise(x, t)
        down = t - self.middle
        return np.stack([(x - down * self.lean[0]) / (1 + down * self.lean[1]), t], axis=1)


def frame_of(tracks: Sequence[Track], size: tuple[int, int], height: float) -> Frame | None:
    """Return the flat page that the lines tell of; None where they are as good as straight."""
    bow = bow_of(tracks, size, height)
    if bow is None or not _helps(tracks, bow, size, height):
        return None
    width, tall = size
    lines = Lines.of(tracks)
    t = _levels(lines, bow, lines.means(lines.y))
    agree = errors_of(lines, bow, t) <= _AGREES * height
    slope = _slope(lines)
    lean = _lean(tracks, t, agree, -slope, tall / 2, height)
    frame = Frame(bow, lean, tall / 2, (0.0, 0.0, 0.0, 0.0))
    share = np.linspace(0, 1, 21)
    rim = [(x * width, y * tall) for x in share for y in share if x in (0, 1) or y in (0, 1)]
    at = frame.forth(np.array(rim, dtype=np.float64))
    (left, top), (right, bottom) = at.min(axis=0), at.max(axis=0)
    if right - left > _MOST_GROWTH * width or bottom - top > _MOST_GROWTH * tall:
        return None
    return Frame(bow, lean, tall / 2, (float(left), float(top), float(right), float(bottom)))


def _helps(tracks: Sequence[Track], bow: Bow, size: tuple[int, int], height: float) -> bool:
    """Tell whether the lines are clearly not straight, and lie better on the bow.

    They must also when half of the lines tell the bow and the other half is asked.
    """
    lines = Lines.of(tracks)
    slope = _slope(lines)
    t = _levels(lines, bow, lines.means(lines.y))
    bent = bow.rise(lines.x, t[lines.line]) - slope * (lines.x - size[0] / 2)
    agree = (errors_of(lines, bow, t) <= _AGREES * height)[lines.line]
    if not agree.any():
        return False
    steep = abs(slope) > _MOST_SLOPE
    if not steep and np.sqrt(np.square(bent[agree]).mean()) < _LEAST_BEND * height:
        return False
    order: list[int] = np.argsort(t).tolist()
    tests: list[Floats] = []
    for part in (0, 1):
        half = bow_of([tracks[i] for i in order[part::2]], size, height)
        if half is None:
            return False
        others = Lines.of([tracks[i] for i in order[1 - part :: 2]])
        tests.append(errors_of(others, half, _levels(others, half, others.means(others.y))))
    straight = np.percentile([_bent(track, slope) for track in tracks], 75)
    told = np.percentile(np.concatenate(tests), 75)
    return bool(told < _BETTER * straight or (steep and told < _AGREES * height))


def _bent(track: Track, slope: float) -> float:
    rest = track.y - slope * track.x
    return float(np.abs(rest - rest.mean()).mean())


def _slope(lines: Lines) -> float:
    """Return the usual slope of the lines, long ones counting for more."""
    x = lines.x - lines.means(lines.x)[lines.line]
    y = lines.y - lines.means(lines.y)[lines.line]
    slopes = lines.means(x * y) / lines.means(x * x)
    order = np.argsort(slopes)
    weights = np.bincount(lines.line)[order].cumsum()
    return float(slopes[order][np.searchsorted(weights, weights[-1] / 2)])


def _lean(
    tracks: Sequence[Track],
    t: Floats,
    agree: NDArray[np.bool_],
    usual: float,
    middle: float,
    height: float,
) -> tuple[float, float]:
    """Return how the columns lean, as the left and right margins of the text show it."""
    starts = np.array([float(track.x[0]) for track in tracks])[agree]
    ends = np.array([float(track.x[-1]) for track in tracks])[agree]
    found = [_margin(edge, t[agree] - middle, usual, height) for edge in (starts, ends)]
    known = [margin for margin in found if margin is not None]
    if not known:
        return usual, 0.0
    if len(known) == 1:
        return known[0][1], 0.0
    (left, one), (right, other) = known
    grow = (other - one) / max(1.0, right - left)
    if right - left < 10 * height or abs(grow) * middle > _MOST_LEAN:
        return (one + other) / 2, 0.0
    return one - grow * left, grow


def _margin(x: Floats, t: Floats, usual: float, height: float) -> tuple[float, float] | None:
    """Return place and lean of the edge at which most lines start or end, None without one."""
    i, j = np.triu_indices(len(x), 1)
    far = np.abs(t[i] - t[j]) > 8 * height
    i, j = i[far], j[far]
    if not len(i):
        return None
    leans = (x[i] - x[j]) / (t[i] - t[j])
    near = np.abs(leans - usual) < _MOST_LEAN
    i, leans = i[near], leans[near]
    if not len(i):
        return None
    off = np.abs(x - (x[i] - leans * t[i])[:, None] - leans[:, None] * t)
    best = int((off < 0.9 * height).sum(axis=1).argmax())
    chosen = off[best] < 0.9 * height
    if chosen.sum() < max(4, 0.25 * len(x)) or np.ptp(t[chosen]) < 12 * height:
        return None
    lean, place = np.polyfit(t[chosen], x[chosen], 1)
    return float(place), float(lean)
