"""Which tone mark stands above a letter, told by the shape of its ink.

The recogniser squeezes a line to 36 pixels; there the hook of ``ổ`` and the stroke of ``ố`` beside
a hat are two or three, and it takes one for the other in full confidence. The page has more: the
ink above the letter is cut out at its own size, the directions of its edges are counted cell by
cell, and a small network (``marks.toml``, fitted by ``benchmarks/reading/marks.py`` to made pages
of several faces and machines) says how likely each mark is.

Not guarded against: a mark under a seal or a signature, faces with marks of another shape, and
words that the recogniser cut in the wrong places.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false

import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.page import Grey

Numbers = NDArray[np.float32]

MARKS = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0306")
"""What may stand above a letter and its hat: nothing, acute, grave, hook, tilde, breve."""
BASES = "aăâeêioôơuưy"
_HATS = frozenset("\u0302\u031b")
_BREVE, _HEAVY = "\u0306", "\u0323"
AROUND = ".,;:!?()[]\"“”‘’'…"
"""Marks around a word that leave its letters where they are."""

_ROWS, _COLUMNS = 16, 24
_STEP = 0.075
"""A pixel of the cut by the x-height."""
_TOP_SMALL, _TOP_CAPITAL = 1.95, 2.3
"""Upper edge of the cut above the baseline, in x-heights."""
_DIRECTIONS = 6
_LEAST_CONTRAST = 25
FEATURES = 4 * 8 * 6 + 8 * 12 + len(BASES) + 1
_FACTOR = {"a": 0.44, "c": 0.44, "e": 0.44, "z": 0.44, "f": 0.33, "r": 0.33, "s": 0.39}
_ADVANCE = {
    **_FACTOR,
    **dict.fromkeys("ijlt", 0.28), "m": 0.78, "w": 0.72,
    **dict.fromkeys("ADGHKNOQUVXYĐ", 0.72), **dict.fromkeys("BCRE", 0.65), "M": 0.89, "W": 0.94,
    "I": 0.33, "J": 0.39, **dict.fromkeys("FPS", 0.556), **dict.fromkeys("LTZ", 0.61),
    **dict.fromkeys(".,;:!‘’'", 0.26), **dict.fromkeys("()[]", 0.33), **dict.fromkeys("\"“”", 0.43),
}  # fmt: skip
"""How far a letter of a book face moves on, in ems: what matters is one beside the other."""
_USUAL_ADVANCE = 0.5
_HORN = 0.06


# --- letters ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """The letter of a word that bears its tone, or would."""

    at: int
    base: int
    """Its letter with its hat, in ``BASES``."""
    mark: int
    """What was read above it, in ``MARKS``."""
    capital: bool
    centre: float
    """Middle of the letter, as a share of the word's width."""


@lru_cache(maxsize=8192)
def place_of(text: str) -> Place | None:
    """Return where a word's tone stands; None where that is not one letter, or a dot below it."""
    text = unicodedata.normalize("NFC", text)
    core = text.strip(AROUND)
    if len(core) < 2 or not core.isalpha() or _HEAVY in unicodedata.normalize("NFD", core):
        return None
    start = text.index(core)
    vowels = {start + i: parts for i, c in enumerate(core) if (parts := _parts(c))}
    at = _bearer(text, start, vowels)
    if at is None:
        return None
    base, mark = vowels[at]
    widths = [_advance(c) for c in text]
    centre = (sum(widths[:at]) + widths[at] / 2) / sum(widths)
    return Place(at, base, mark, text[at].isupper(), centre)


def with_mark(text: str, place: Place, mark: int) -> str:
    """Return the word with another mark at the place."""
    base = BASES[place.base].upper() if place.capital else BASES[place.base]
    text = unicodedata.normalize("NFC", text)
    letter = unicodedata.normalize("NFC", base + MARKS[mark])
    return text[: place.at] + letter + text[place.at + 1 :]


def _parts(letter: str) -> tuple[int, int] | None:
    """Return a vowel with its hat and the mark above, by their numbers; None for other letters."""
    bare, *marks = unicodedata.normalize("NFD", letter.lower())
    hats = [c for c in marks if c in _HATS or (c == _BREVE and bare == "a")]
    base = unicodedata.normalize("NFC", bare + "".join(hats))
    rest = [c for c in marks if c not in hats]
    if base not in BASES or len(rest) > 1 or (rest and rest[0] not in MARKS):
        return None
    return BASES.index(base), MARKS.index(rest[0]) if rest else 0


def _bearer(text: str, start: int, vowels: dict[int, tuple[int, int]]) -> int | None:
    """Return the letter that bears the tone, or would by the usual rule."""
    toned = [at for at, (_, mark) in vowels.items() if mark]
    if toned or not vowels:
        return toned[0] if len(toned) == 1 else None
    hatted = [at for at, (base, _) in vowels.items() if BASES[base] in "ăâêôơư"]
    if hatted:
        return hatted[-1]
    places = list(vowels)
    if len(places) > 1 and text[start : start + 2].lower() in ("gi", "qu"):
        places = places[1:]
    closed = places[-1] + 1 < len(text) and text[places[-1] + 1].isalpha()
    if len(places) == 1 or closed:
        return places[-1]
    if text[places[-2] : places[-2] + 2].lower() in ("oa", "oe", "uy"):
        return None  # hoà or hòa: both are written
    return places[-2]


@lru_cache(maxsize=1024)
def _advance(letter: str) -> float:
    bare, *marks = unicodedata.normalize("NFD", letter)
    return _ADVANCE.get(bare, _USUAL_ADVANCE) + _HORN * ("\u031b" in marks)


# --- ink -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spot:
    """A word on its line, by which its letters are found; pixels of the page."""

    box: tuple[int, int, int, int]
    baseline: float
    """At the middle of the word."""
    x_height: float


def features_of(image: Grey, spots: Sequence[Spot], places: Sequence[Place]) -> Numbers:
    """Return a row for each word: the edges and the ink above the letter, and which it is."""
    if not spots:
        return np.zeros((0, FEATURES), dtype=np.float32)
    ink = np.stack([_cut(image, *pair) for pair in zip(spots, places, strict=True)])
    letters = np.zeros((len(places), len(BASES) + 1), dtype=np.float32)
    letters[np.arange(len(places)), [place.base for place in places]] = 1
    letters[:, -1] = [place.capital for place in places]
    return np.concatenate([_edges(ink), _pooled(ink, 2), letters], axis=1)


def _cut(image: Grey, spot: Spot, place: Place) -> Numbers:
    """Return the ink above a letter, 0 for paper and about 1 for the word's own ink."""
    x0, _, x1, _ = spot.box
    step = _STEP * spot.x_height
    left = x0 + (x1 - x0) * place.centre - _COLUMNS / 2 * step
    top = spot.baseline - (_TOP_CAPITAL if place.capital else _TOP_SMALL) * spot.x_height
    way = np.array([[step, 0, left + step / 2], [0, step, top + step / 2]], dtype=np.float32)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size, beyond = (_COLUMNS, _ROWS), cv2.BORDER_REPLICATE
    part = cv2.warpAffine(image, way, size, flags=flags, borderMode=beyond)
    foot, head = max(1, int(spot.baseline)), max(0, int(spot.baseline - spot.x_height))
    word = image[head:foot, max(0, x0) : max(1, x1)]
    dark, paper = np.percentile(word, (8, 95)) if word.size else (0.0, 255.0)
    share = (paper - part.astype(np.float32)) / max(_LEAST_CONTRAST, paper - dark)
    return np.clip(share, -0.2, 1.3).astype(np.float32)


def _edges(ink: Numbers) -> Numbers:
    """Return how much of the edges in each cell runs in each direction."""
    wide = np.pad(ink, ((0, 0), (1, 1), (1, 1)), mode="edge")
    across = wide[:, 1:-1, 2:] - wide[:, 1:-1, :-2]
    down = wide[:, 2:, 1:-1] - wide[:, :-2, 1:-1]
    strength = np.hypot(across, down)
    turn = np.arctan2(down, across) * (_DIRECTIONS / (2 * np.pi))
    found: list[Numbers] = []
    for direction in range(_DIRECTIONS):
        away = np.abs((turn - direction + _DIRECTIONS / 2) % _DIRECTIONS - _DIRECTIONS / 2)
        found.append(_pooled(strength * np.maximum(0, 1 - away), 4, 3))
    return np.concatenate(found, axis=1)


def _pooled(maps: Numbers, rows: int, columns: int = 0) -> Numbers:
    """Return the means of cells of so many rows and columns, a row for each map."""
    columns = columns or rows
    cells = maps.reshape(len(maps), _ROWS // rows, rows, _COLUMNS // columns, columns)
    return cells.mean(axis=(2, 4)).reshape(len(maps), -1)


# --- the network -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer; ``first`` holds the scaling of the features."""

    first: Numbers
    first_bias: Numbers
    second: Numbers
    second_bias: Numbers

    def probabilities(self, features: Numbers) -> Numbers:
        """Return for each row how likely each of ``MARKS`` is."""
        hidden = np.maximum(features @ self.first + self.first_bias, 0)
        score = hidden @ self.second + self.second_bias
        score = np.exp(score - score.max(axis=1, keepdims=True))
        return score / score.sum(axis=1, keepdims=True)


@cache
def network() -> Network:
    """Return the network that was last fitted."""
    source = files("pipeline.reading.ocr").joinpath("marks.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(source)["network"]
    return Network(*(_weights(data[name]) for name in Network.__slots__))


def _weights(layer: dict[str, Any]) -> Numbers:
    """Return whole numbers by their scale."""
    return np.array(layer["numbers"], dtype=np.float32) * np.float32(layer["scale"])


def likely_marks(image: Grey, spots: Sequence[Spot], places: Sequence[Place]) -> Numbers:
    """Return for each word how likely each of ``MARKS`` is above its letter."""
    if not spots:
        return np.zeros((0, len(MARKS)), dtype=np.float32)
    return network().probabilities(features_of(image, spots, places))
