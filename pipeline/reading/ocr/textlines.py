"""Lines of text in a small picture of a page, found without reading them; they may be curved."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false
# pyright: reportReturnType=false

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.page import Grey

LOOK_DPI = 110
"""Letters of office paper are 7 to 9 pixels high here: enough to see lines, and quick."""
_GROUND = 25
_LEAST_LETTERS = 8
_LEAST_RUNS = 7


@dataclass(frozen=True, slots=True)
class Ink:
    """The letters of a picture, 255 on 0, without rules and large dark areas."""

    letters: Grey
    """Without what is as small as a speck."""
    marks: Grey
    """The letters and what is small: dots, accents, specks."""
    height: float
    """Usual height of a letter in pixels; 0 where there are too few letters to say."""


@dataclass(frozen=True, slots=True)
class Track:
    """The middle of a line of text, sampled from left to right; pixels."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]

    @property
    def length(self) -> float:
        return float(self.x[-1] - self.x[0])


def small(image: Grey, dpi: int) -> tuple[Grey, float]:
    """Return the picture at ``LOOK_DPI``, and by how much it was reduced (at most 1)."""
    factor = min(1.0, LOOK_DPI / dpi)
    return cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), factor


def ink_of(picture: Grey) -> Ink:
    """Return the letters: what is darker than the paper around it and of a letter's size."""
    half = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    ground = cv2.morphologyEx(
        half, cv2.MORPH_CLOSE, np.ones((_GROUND // 2, _GROUND // 2), np.uint8)
    )
    ground = cv2.resize(cv2.blur(ground, (9, 9)), picture.shape[::-1])
    even = cv2.divide(picture, ground, scale=255)
    level, _ = cv2.threshold(even, 0, 255, cv2.THRESH_OTSU)
    dark = (even < min(215.0, max(130.0, level))).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    widths, heights = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    marks = (heights < 0.4 * LOOK_DPI) & (widths < 1.2 * LOOK_DPI)
    marks &= (widths < 12 * heights) & (heights < 12 * widths)
    marks[0] = False
    letters = marks & (np.maximum(widths, heights) >= 4) & (stats[:, cv2.CC_STAT_AREA] >= 6)
    shown = np.where(np.stack([letters, marks]), np.uint8(255), np.uint8(0))
    if letters.sum() < _LEAST_LETTERS:
        return Ink(shown[0][labels], shown[1][labels], 0.0)
    sides = np.minimum(heights[letters], 1.5 * widths[letters])
    return Ink(shown[0][labels], shown[1][labels], max(4.0, float(np.median(sides))))


def runs_down(ink: Ink) -> float:
    """Return how much more the letters join downwards than across: above 1 lines run down."""
    if not ink.height:
        return 0.0
    across = _joined(ink.letters, ink.height)
    down = _joined(np.ascontiguousarray(ink.letters.T), ink.height)
    return down / max(1e-9, across)


def _joined(letters: Grey, height: float) -> float:
    """Contrast of the rows when letters are smeared along them."""
    return float(np.square(np.diff(_smeared(letters, height), axis=0)).mean())


def stride_of(height: float) -> int:
    """Return how many pixels of a row are taken together."""
    return max(3, round(0.8 * height))


def columns_of(mask: Grey, height: float) -> NDArray[np.float32]:
    """Return the share of ink, 0 to 255, in runs of ``stride_of(height)`` pixels of each row."""
    stride = stride_of(height)
    count = mask.shape[1] // stride
    whole = np.ascontiguousarray(mask[:, : count * stride])
    runs = cv2.resize(whole, (count, mask.shape[0]), interpolation=cv2.INTER_AREA)
    return runs.astype(np.float32)


def _smeared(letters: Grey, height: float) -> NDArray[np.float32]:
    return cv2.GaussianBlur(columns_of(letters, height), (0, 0), 1.6, sigmaY=0.45 * height)


def tracks_of(ink: Ink) -> list[Track]:
    """Return the lines of text; they may rise or fall by up to about 15°."""
    if not ink.height:
        return []
    stride = stride_of(ink.height)
    peaks = _ridges(_smeared(ink.letters, ink.height), ink.height)
    return [
        Track(stride * (np.array([c for c, _ in line]) + 0.5), np.array([y for _, y in line]))
        for line in _linked(peaks, 0.5 * ink.height)
        if len(line) >= _LEAST_RUNS
    ]


def _ridges(columns: NDArray[np.float32], height: float) -> list[NDArray[np.float64]]:
    """Return for each column the heights at which it is darkest, to a part of a pixel."""
    reach = 2 * round(0.8 * height) + 1
    highest = cv2.dilate(columns, np.ones((reach, 1), np.uint8))
    inked = columns[columns > 2.5]
    strong = columns > 0.3 * float(np.percentile(inked, 90)) if inked.size else columns > 255
    peak = (columns >= highest) & strong
    peak[0] = peak[-1] = False
    found: list[NDArray[np.float64]] = []
    for c in range(columns.shape[1]):
        rows = np.flatnonzero(peak[:, c])
        before, at, after = columns[rows - 1, c], columns[rows, c], columns[rows + 1, c]
        bow = np.minimum(before - 2 * at + after, -1e-6)
        found.append(rows + np.clip(0.5 * (before - after) / bow, -0.5, 0.5))
    return found


def _linked(columns: list[NDArray[np.float64]], reach: float) -> list[list[tuple[int, float]]]:
    """Join peaks of neighbouring columns into lines, each continued the way it was going."""
    done: list[list[tuple[int, float]]] = []
    live: list[list[tuple[int, float]]] = []
    slopes: list[float] = []
    for c, peaks in enumerate(columns):
        taken = np.zeros(len(peaks), bool)
        kept: list[list[tuple[int, float]]] = []
        kept_slopes: list[float] = []
        for line, slope in zip(live, slopes, strict=True):
            last_c, last_y = line[-1]
            hoped = last_y + slope * (c - last_c)
            i = int(np.abs(peaks - hoped).argmin()) if len(peaks) else -1
            if i >= 0 and not taken[i] and abs(peaks[i] - hoped) <= reach:
                taken[i] = True
                step = (peaks[i] - last_y) / (c - last_c)
                line.append((c, float(peaks[i])))
                slope = 0.75 * slope + 0.25 * step
            elif c - last_c >= 3:
                done.append(line)
                continue
            kept.append(line)
            kept_slopes.append(slope)
        for y in peaks[~taken]:
            kept.append([(c, float(y))])
            kept_slopes.append(0.0)
        live, slopes = kept, kept_slopes
    return done + live
