"""Numbers and days in the blanks of a printed page: typed there, or put in by hand.

``Số: 22 /TTr-UBND``, ``ngày 05 tháng 02``: print stands on the line of its neighbours, as high and
as heavy as they are; what a pen or a stamp puts into the blank does not.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from pipeline.reading.ocr.engine import SeenWord
from pipeline.reading.ocr.ink_fit import Numbers, capitals_of
from pipeline.reading.ocr.page import Grey

Box = tuple[int, int, int, int]

_DARK = 150
_BEFORE = re.compile(r"(?:số|ngày|tháng|năm)[:.…]*", re.IGNORECASE)
_AFTER = re.compile(r"(?:tháng|năm)[,.…]*|[/|lIi1]?[A-ZĐ]{1,4}r?[-/].*|/.*", re.IGNORECASE)
_HANGING = frozenset("gjpqyQạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ")
_JOINED = re.compile(r"số[:.].*\d.*", re.IGNORECASE)
_OVER_PRINT = 1.5
_MISREAD, _MISREAD_JOINED = 0.4, 0.5
_MOST_WIDE = 9
"""Heights of a capital: a wider gap is no blank for a number."""


@dataclass(frozen=True, slots=True)
class Blank:
    """The ink between the printed words around a blank, measured by them."""

    box: Box
    height: float
    """By how much its tallest piece differs from a printed figure's height; 0 is as printed."""
    foot: float
    """By how much its pieces stand off the printed line, in heights of a capital."""
    weight: float
    """Width of its strokes by that of the neighbours' strokes, as a logarithm."""
    unrest: float
    """By how much print itself dances on this page, in heights of a capital."""


def blanks_of(words: Sequence[SeenWord], image: Grey) -> Iterator[Blank]:
    """Yield the blanks for numbers and days that hold ink; ``image`` is the upright page."""
    capitals = _capitals(words)
    unrest = _unrest(words, capitals)
    for line in _lines(words, capitals):
        for i, (word, capital) in enumerate(line):
            after = [w for w, _ in line[i + 1 : i + 4] if _AFTER.fullmatch(w.text)]
            if after and _BEFORE.fullmatch(word.text):
                found = _measured(word, after[0], capital, unrest, image)
                if found is not None:
                    yield found


def misread_blanks(words: Sequence[SeenWord]) -> Iterator[Box]:
    """Yield what stands in a blank and was misread together with the print around it.

    A pen reaches higher than print and into the next word; what is read there is no word.
    """
    for line in _lines(words, _capitals(words)):
        for (word, capital), (after, _) in pairwise([*line, line[-1]]):
            high = after.box[3] - after.box[1] > _OVER_PRINT * capital
            if after is not word and _BEFORE.fullmatch(word.text) and high:
                if after.confidence < _MISREAD:
                    yield after.box
            elif _JOINED.fullmatch(word.text) and word.confidence < _MISREAD_JOINED:
                yield word.box


def _capitals(words: Sequence[SeenWord]) -> Numbers:
    boxes = np.array([word.box for word in words], dtype=np.float64).reshape(-1, 4)
    return capitals_of(words, boxes)


def _lines(words: Sequence[SeenWord], capitals: Numbers) -> Iterator[list[tuple[SeenWord, float]]]:
    """Yield the words of each line from left to right, with the height of its capitals."""
    lines: dict[int, list[tuple[SeenWord, float]]] = {}
    for word, capital in zip(words, capitals, strict=True):
        lines.setdefault(word.line, []).append((word, float(capital)))
    for line in lines.values():
        yield sorted(line, key=lambda pair: pair[0].box[0])


def _unrest(words: Sequence[SeenWord], capitals: Numbers) -> float:
    """Return how far words without descenders usually end from their baseline."""
    level = [
        i for i, word in enumerate(words) if word.text.isalpha() and not _HANGING & set(word.text)
    ]
    off = [abs(words[i].box[3] - words[i].baseline) / capitals[i] for i in level]
    return float(np.mean(np.minimum(off, 0.3))) if off else 0.0


def _measured(
    before: SeenWord, after: SeenWord, capital: float, unrest: float, image: Grey
) -> Blank | None:
    x0, x1 = before.box[2] + 1, after.box[0] - 1
    base = (before.baseline + after.baseline) / 2
    if not 0.4 * capital < x1 - x0 < _MOST_WIDE * capital:
        return None
    y0 = max(0, round(base - 1.7 * capital))
    dark = (image[y0 : round(base + 0.7 * capital), x0:x1] < _DARK).astype(np.uint8)
    figures = np.array(
        [
            (x0 + left, y0 + top, x0 + right, y0 + bottom)
            for left, top, right, bottom in _figures(dark)
        ]
    )
    figures = figures[figures[:, 3] - figures[:, 1] > 0.55 * capital] if len(figures) else figures
    if not len(figures):
        return None
    _, tops, _, feet = figures.T
    box = (*figures[:, :2].min(axis=0).tolist(), *figures[:, 2:].max(axis=0).tolist())
    return Blank(
        box,
        float(np.median(np.abs(np.log((feet - tops) / capital)))),
        float(np.median(np.abs(feet - base))) / capital,
        float(np.log(weight_in(image, box) / weight_in(image, before.box))),
        unrest,
    )


def _figures(dark: Grey) -> Iterator[Box]:
    """Yield the boxes of what stands side by side; the pieces of a broken figure are one."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    specks = stats[:, cv2.CC_STAT_AREA] < (0.06 * len(dark)) ** 2
    dark = dark * ~specks[labels]
    inked = np.flatnonzero(np.diff(np.concatenate([[0], dark.any(axis=0), [0]]).astype(int)))
    for left, right in zip(inked[::2].tolist(), inked[1::2].tolist(), strict=True):
        rows = np.flatnonzero(dark[:, left:right].any(axis=1))
        yield left, int(rows[0]), right, int(rows[-1]) + 1


def weight_in(image: Grey, box: Box) -> float:
    """Return the usual width of the strokes in a box, in pixels."""
    x0, y0, x1, y1 = box
    dark = (image[max(0, y0) : y1, max(0, x0) : x1] < _DARK).astype(np.uint8)
    edge = cv2.subtract(dark, cv2.erode(dark, np.ones((3, 3), np.uint8)))
    return max(1.0, 2 * float(dark.sum()) / max(1.0, float(edge.sum())))
