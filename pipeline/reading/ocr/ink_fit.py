"""How well the letters that were read fit the ink that stands there.

A recogniser may be sure of ``tô`` where the paper says ``tổ``: but the ink is too tall for it, or a
stroke above the word belongs to nothing that was read. Words of the same page are the measure: how
tall the words with the same marks stand, how wide the letters run.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.engine import SeenWord
from pipeline.reading.ocr.page import Grey

Numbers = NDArray[np.float64]

_DARK = 140
_TONES = frozenset("\u0300\u0301\u0303\u0309")
_HATS = frozenset("\u0302\u0306")
_DOT_BELOW = "\u0323"
_TOPS = {
    "-": 0.42, "x": 0.7, "t": 0.84, "l": 1.0, "xt": 1.0, "x^": 1.0, "lt": 1.0,
    "l^": 1.0, "x^t": 1.15, "l^t": 1.15, "At": 1.23, "A^": 1.23, "A^t": 1.4,
}  # fmt: skip
"""How high above the baseline a word reaches, by its tallest letter; capitals reach 1."""
_FEET = {"x": 0.02, ",": 0.2, ".": 0.24, "g": 0.3}
"""How far below the baseline."""
_CAPITAL_OF_ROW = 0.725
"""Height of a capital by that of a row of text, about."""
_SPECK = 0.08
"""Side of the least speck that is a mark, in heights of a capital."""
_RANK = {kind: rank for rank, kind in enumerate(_TOPS)}
_MEASURES = frozenset({"l", "xt", "x^", "lt"})
_WIDTHS = (
    (0.31, ".,:;'!|’‘`•·"),
    (0.4, 'iljt/()[]{}-"“”I'),
    (0.5, "rsf–"),
    (0.62, "cea"),
    (0.8, "SELPFZJ—"),
    (1.0, "TBYCRQKVADĐNX"),
    (1.15, "UGmHW"),
    (1.25, "MO"),
)
_WIDTH = {c: width for width, letters in _WIDTHS for c in letters}
_USUAL_WIDTH = 0.71
_FEW = 5
_HAIR = 0.025
"""Least scatter of heights, in heights of a capital: a pixel."""
_MOST = 10.0


@dataclass(frozen=True, slots=True)
class Fit:
    """By word: how far it is off the page's measure, and the ink around it that nothing explains.

    ``top``, ``bottom`` and ``width`` are multiples of the usual scatter on the page, positive where
    there is more ink than letters. Ink is in squares of a capital's height.
    """

    top: Numbers
    bottom: Numbers
    width: Numbers
    other_top: Numbers
    other_bottom: Numbers
    """By how much better the word's height, its depth, is that of words with other marks."""
    above: Numbers
    below: Numbers
    beside: Numbers
    capital: Numbers
    """Height of a capital on the word's line, in pixels."""


def fit_of(words: Sequence[SeenWord], ink: "WordInk") -> Fit:
    """Return how the words fit their ink."""
    capital = capitals_of(words, ink.boxes)
    base = np.array([word.baseline for word in words], dtype=np.float64)
    x0, y0, x1, y1 = ink.boxes.T
    kinds = [_top_kind(word.text) for word in words]
    feet = [_foot_kind(word.text) for word in words]
    heights, depths = (base - y0) / capital, (y1 - base) / capital
    tall = _usual(heights, kinds, np.array([_TOPS[kind] for kind in kinds]))
    deep = _usual(depths, feet, np.array([_FEET[kind] for kind in feet]))
    long = np.array([_width(word.text) for word in words])
    widths = np.log(np.maximum(x1 - x0, 1) / (long * capital))
    stem, reach = base - capital, 0.4 * capital
    sides = ink.loose(x0 - reach, stem, x0, base) + ink.loose(x1, stem, x1 + reach, base)
    return Fit(
        top=_off(heights - tall),
        bottom=_off(depths - deep),
        other_top=_nearer_to_others(heights, kinds, heights - tall),
        other_bottom=_nearer_to_others(depths, feet, depths - deep),
        width=_off(widths - _usual(widths, [min(len(w.text), 3) for w in words], 0 * widths), 0.05),
        above=ink.loose(x0, y0 - reach, x1, y0) / capital**2,
        below=ink.loose(x0, y1, x1, y1 + reach) / capital**2,
        beside=sides / capital**2,
        capital=capital,
    )


def capitals_of(words: Sequence[SeenWord], boxes: Numbers) -> Numbers:
    """Return the height of a capital on each word's line: the middle of what its words tell."""
    told: dict[int, list[float]] = {}
    rough: dict[int, list[float]] = {}
    for word, top in zip(words, boxes[:, 1], strict=True):
        kind = _top_kind(word.text)
        height = (word.baseline - top) / _TOPS[kind]
        rough.setdefault(word.line, []).append(height)
        if kind in _MEASURES and len(word.text) > 1:
            told.setdefault(word.line, []).append(height)
    lines = {line: float(np.median(told.get(line, rough[line]))) for line in rough}
    return np.array([max(5.0, lines[word.line]) for word in words], dtype=np.float64)


def _usual(found: Numbers, kinds: Sequence[object], otherwise: Numbers) -> Numbers:
    """Return the page's middle for words of each kind, or ``otherwise`` where there are few."""
    usual = otherwise.copy()
    labels = np.array([str(kind) for kind in kinds])
    for kind in np.unique(labels):
        same = labels == kind
        if same.sum() >= _FEW:
            usual[same] = np.median(found[same])
    return usual


def _off(apart: Numbers, least: float = _HAIR) -> Numbers:
    """Return differences in multiples of the page's scatter."""
    scatter = least + 1.48 * float(np.median(np.abs(apart))) if len(apart) else 1.0
    return np.clip(apart / scatter, -_MOST, _MOST)


def _nearer_to_others(found: Numbers, kinds: Sequence[str], apart: Numbers) -> Numbers:
    """Return by how much each is nearer to the middle of another kind than to that of its own.

    In multiples of the page's scatter. Where the page's face makes no difference between two
    kinds (marks set beside each other and not stacked) this stays near 0.
    """
    nearest = np.full(len(found), np.inf)
    labels = np.array(kinds)
    for kind in np.unique(labels):
        same = labels == kind
        if same.sum() >= _FEW:
            away = np.abs(found - np.median(found[same]))
            nearest[~same] = np.minimum(nearest, away)[~same]
    return np.maximum(0.0, _off(np.where(np.isinf(nearest), 0, np.abs(apart) - nearest)))


class WordInk:
    """Which patches of ink are whose: the boxes of the words by their ink, and what is left.

    A recogniser tells about where a word lies along its line, and often no more than the band of
    the line for its height.
    """

    def __init__(self, words: Sequence[SeenWord], image: Grey) -> None:
        dark = (image < _DARK).astype(np.uint8)
        rough = [_CAPITAL_OF_ROW * word.row_height for word in words]
        ruled = np.ones((1, max(9, round(2 * float(np.median(rough or [9]))))), np.uint8)
        dark = cv2.subtract(dark, cv2.dilate(cv2.morphologyEx(dark, cv2.MORPH_OPEN, ruled), None))
        _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
        left, top, wide, high, area = stats.T.astype(np.float64)
        patches = np.stack([left, top, left + wide, top + high], axis=1)
        owner = _owners(words, rough, patches)
        owner[0] = -1
        self.boxes = _boxes(words, rough, patches, owner, area)
        self._height, self._width = image.shape
        self._sums = cv2.integral((owner < 0).astype(np.uint8)[labels] * dark)

    def loose(self, x0: Numbers, y0: Numbers, x1: Numbers, y1: Numbers) -> Numbers:
        """Return the dark pixels in each box that are no word's and no ruled line's."""
        left, right = (np.clip(x, 0, self._width).astype(np.intp) for x in (x0, x1))
        top, bottom = (np.clip(y, 0, self._height).astype(np.intp) for y in (y0, y1))
        s = self._sums
        found = s[bottom, right] - s[top, right] - s[bottom, left] + s[top, left]
        return found.astype(np.float64)


def _owners(
    words: Sequence[SeenWord], rough: Sequence[float], patches: Numbers
) -> NDArray[np.intp]:
    """Return the number of the word that each patch belongs to, -1 for none.

    Between two lines a patch is a tone mark of the lower one rather than of the upper: dots below
    lie nearer to their letters.
    """
    owner = np.full(len(patches), -1, dtype=np.intp)
    best = np.full(len(patches), np.inf)
    x = (patches[:, 0] + patches[:, 2]) / 2
    lines: dict[int, list[int]] = {}
    for i, word in enumerate(words):
        lines.setdefault(word.line, []).append(i)
    for members in lines.values():
        members.sort(key=lambda i: words[i].box[0])
        starts = np.array([words[i].box[0] for i in members], dtype=np.float64)
        ends = np.array([words[i].box[2] for i in members], dtype=np.float64)
        capital = float(np.median([rough[i] for i in members]))
        base = np.interp(x, (starts + ends) / 2, [words[i].baseline for i in members])
        over, under = base - capital - patches[:, 3], patches[:, 1] - base
        away = np.maximum(0, np.maximum(over, 2 * under))
        away += 0.05 * np.abs((patches[:, 1] + patches[:, 3]) / 2 - base + capital / 2)
        near = (over < 0.8 * capital) & (under < 0.4 * capital) & (away < best)
        near &= patches[:, 3] - patches[:, 1] < 2.4 * capital
        which = np.clip(np.searchsorted(starts, x + 0.1 * capital) - 1, 0, len(members) - 1)
        near &= (x > starts[which] - 0.15 * capital) & (x < ends[which] + 0.15 * capital)
        owner[near] = np.array(members)[which[near]]
        best[near] = away[near]
    return owner


def _boxes(
    words: Sequence[SeenWord],
    rough: Sequence[float],
    patches: Numbers,
    owner: NDArray[np.intp],
    area: Numbers,
) -> Numbers:
    """Return the box around each word's ink; its own box where it has none."""
    boxes = np.array([word.box for word in words], dtype=np.float64).reshape(-1, 4)
    least = (_SPECK * np.array(rough)) ** 2
    owned = np.flatnonzero(owner >= 0)
    owned = owned[area[owned] >= least[owner[owned]]]
    inked = np.unique(owner[owned])
    low, high = np.full((len(words), 2), np.inf), np.full((len(words), 2), -np.inf)
    np.minimum.at(low, owner[owned], patches[owned, :2])
    np.maximum.at(high, owner[owned], patches[owned, 2:])
    boxes[inked] = np.concatenate([low[inked], high[inked]], axis=1)
    return boxes


# --- letters ---------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _top_kind(text: str) -> str:
    return max(map(_letter_kind, text), key=_RANK.__getitem__)


@lru_cache(maxsize=1024)
def _letter_kind(letter: str) -> str:
    """Return how tall a letter is: small ``x``, tall ``l``, capital ``A``, with hat, with tone."""
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = "t" if _TONES.intersection(marks) else ""
    hat = "^" if _HATS.intersection(marks) else ""
    if base.isupper():
        return f"A{hat}{tone}" if hat or tone else "l"
    if base in "bdfhklđij" or base.isdecimal() or base in "()[]{}/|\\%&!?":
        return f"l{hat}{tone}"
    if base == "t":
        return "t"
    return f"x{hat}{tone}" if base.isalpha() else "-"


@lru_cache(maxsize=8192)
def _foot_kind(text: str) -> str:
    """Return how low a word reaches: to the baseline, to a dot below, to a descender."""
    parts = unicodedata.normalize("NFD", text)
    if any(c in "gpqyjQ()[]{}/|" for c in parts):
        return "g"
    if any(c in ",;" for c in parts):
        return ","
    return "." if _DOT_BELOW in parts else "x"


@lru_cache(maxsize=8192)
def _width(text: str) -> float:
    """Return about how wide a word runs, in heights of a capital."""
    bare = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return sum(_WIDTH.get(c, _USUAL_WIDTH) for c in bare) or _USUAL_WIDTH
