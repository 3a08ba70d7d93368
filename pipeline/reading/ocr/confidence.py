"""The probability that a word was read right, from what the recogniser says and what it cannot see.

Tesseract's own confidence is no probability: it gives 0.97 to words with a wrong tone mark, and
less to numbers that are right. A small logistic model weighs it with the shape of the word (could
it be a Vietnamese syllable, a number, a symbol), with how well its letters fit the ink, and with
its neighbours. Its weights lie in ``confidence.toml``, made by ``make calibrate`` from pages whose
text is known.

Not guarded against: a word that is possible, fits the ink and is wrong all the same.
"""

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.engine import SeenWord
from pipeline.reading.ocr.ink_fit import Fit, WordInk, fit_of
from pipeline.reading.ocr.page import Grey
from pipeline.reading.ocr.repair import is_known_symbol
from pipeline.reading.pdf.vietnamese import is_syllable, letters_of

Numbers = NDArray[np.float64]

SURE = 0.98
"""From this confidence on a word of OCR is relied on: of such words 99.5 % are right."""
_MOST = 0.999
"""No word read from an image is certain."""
_USUAL_MARKS = frozenset(".,;:!?()[]\"'“”‘’-–/%&+*…")
_NUMBER = re.compile(r"\d{1,4}|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?%?")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|\d{1,2}/\d{4}")
_ITEM = re.compile(r"(?:\d{1,2}|[a-zđ]|[IVX]{1,5})[.)]|[-–+*•]")


# --- what is known of a word -----------------------------------------------------------------


def features_of(words: Sequence[SeenWord], ink: WordInk, dpi: int) -> Numbers:
    """Return a row of ``FEATURES`` for each word; ``ink`` is that of its upright page."""
    if not words:
        return np.zeros((0, len(FEATURES)))
    fit = fit_of(words, ink)
    stated = np.array([_stated(word.confidence) for word in words])
    shapes = np.array([_shape(word.text) for word in words], dtype=np.float64)
    columns = [*_of_engine(words, stated), *shapes.T, *_of_ink(fit, dpi)]
    return np.stack(columns, axis=1)


def _stated(confidence: float) -> float:
    """Return the recogniser's confidence on a scale without ends, 0 for 0.5; it ends at 0.97."""
    sure = min(max(confidence, 0.02), 0.98)
    return math.log(sure / (1 - sure))


_OF_ENGINE = ("stated", "stated_high", "before", "after", "line", "page")


def _of_engine(words: Sequence[SeenWord], stated: Numbers) -> list[Numbers]:
    """Return what the recogniser says of the word, its neighbours, its line and its page."""
    lines = np.array([word.line for word in words])
    of_line = np.empty_like(stated)
    for line in np.unique(lines):
        of_line[lines == line] = stated[lines == line].mean()
    same = lines[1:] == lines[:-1]
    before = np.concatenate([[of_line[0]], np.where(same, stated[:-1], of_line[1:])])
    after = np.concatenate([np.where(same, stated[1:], of_line[:-1]), [of_line[-1]]])
    page = np.full_like(stated, stated.mean())
    return [stated, np.maximum(stated - 2.2, 0), before, after, of_line, page]


_SHAPES = (
    "syllable", "title", "capitals", "capitals_strange", "no_syllable", "number", "date", "symbol",
    "figures_and_letters", "marks", "item", "mixed_case", "strange", "one_letter", "long",
)  # fmt: skip


@lru_cache(maxsize=8192)
def _shape(text: str) -> tuple[float, ...]:
    """Return what a word looks like, by ``_SHAPES``: nearly all are 0 or 1."""
    core = letters_of(text)
    letters = core.isalpha()
    upper = letters and core.isupper()
    possible = letters and is_syllable(core)
    figures = any(c.isdecimal() for c in core)
    symbol = is_known_symbol(core)
    plain = figures and (_NUMBER.fullmatch(core) or _DATE.fullmatch(core))
    found = {
        "syllable": possible and core.islower(),
        "title": possible and core.istitle(),
        "capitals": possible and upper,
        "capitals_strange": upper and not possible,
        "no_syllable": letters and not upper and not possible,
        "number": plain and bool(_NUMBER.fullmatch(core)),
        "date": plain and not _NUMBER.fullmatch(core),
        "symbol": symbol,
        "figures_and_letters": figures and not plain and not symbol,
        "marks": not any(c.isalnum() for c in text),
        "item": bool(_ITEM.fullmatch(text)),
        "mixed_case": letters and not (upper or core[1:].islower() or len(core) == 1),
        "strange": any(not c.isalnum() and c not in _USUAL_MARKS for c in text),
        "one_letter": len(core) == 1,
        "long": min(len(text), 20) / 10,
    }
    return tuple(float(found[name] or 0) for name in _SHAPES)


_OF_INK = (
    "tall", "short", "deep", "shallow", "wide", "narrow", "other_marks", "other_foot", "above",
    "below", "beside", "small", "coarse",
)  # fmt: skip


def _of_ink(fit: Fit, dpi: int) -> list[Numbers]:
    """Return how badly the letters fit the ink, each from 0 to about 1."""
    columns: list[Numbers] = []
    for off in (fit.top, fit.bottom, fit.width):
        columns += [np.clip((off - 2) / 6, 0, 1), np.clip((-off - 2) / 6, 0, 1)]
    columns += [np.clip(fit.other_top / 4, 0, 1), np.clip(fit.other_bottom / 4, 0, 1)]
    for ink in (fit.above, fit.below, fit.beside):
        columns.append(np.clip((ink - 0.003) / 0.02, 0, 1))
    inch = fit.capital / dpi
    columns.append(np.clip((0.085 - inch) / 0.03, 0, 1))
    columns.append(np.clip((24 - fit.capital) / 10, 0, 1))
    return columns


FEATURES = (*_OF_ENGINE, *_SHAPES, *_OF_INK)


# --- the model -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, and the constant."""

    constant: float
    weights: Numbers
    """In the order of ``FEATURES``."""

    def probabilities(self, features: Numbers) -> Numbers:
        """Return for each row the probability (0 to below 1) that the word is right."""
        score = self.constant + features @ self.weights
        return np.minimum(1 / (1 + np.exp(-np.clip(score, -30, 30))), _MOST)


def loaded(name: str, features: Sequence[str]) -> Model:
    """Return the model in a data file beside this module."""
    source = files("pipeline.reading.ocr").joinpath(name).read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(source)["model"]
    weights = [float(data["weights"][feature]) for feature in features]
    return Model(float(data["constant"]), np.array(weights))


@cache
def model() -> Model:
    """Return the model that was last fitted."""
    return loaded("confidence.toml", FEATURES)


def judged(
    words: Sequence[SeenWord], image: Grey, dpi: int, by: Model | None = None
) -> list[SeenWord]:
    """Return the words of a page with the probability that each is right as its confidence.

    Their boxes are drawn close around their ink.
    """
    ink = WordInk(words, image)
    sure = (by or model()).probabilities(features_of(words, ink, dpi))
    found = zip(words, ink.boxes.astype(int).tolist(), sure.tolist(), strict=True)
    return [replace(word, box=tuple(box), confidence=round(p, 4)) for word, box, p in found]
