"""Fits the confidence of words and the sense for handwriting (``make calibrate``).

``python -m benchmarks.reading.calibration [--pages N]``: made pages of the tuning seeds are read.
Of each word it is known whether it is right, of each stroke whether a hand drew it; a logistic
model is fitted to both, and the weights are written beside the code that uses them. What is
printed is cross-validated: the pages of a seed are judged by a model that has not seen that seed.
"""

import argparse
import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.reading.fitting import Numbers, Verdicts, fitted, reliability
from benchmarks.reading.hand import DPI, KINDS, written_pages
from benchmarks.reading.misreading import misread_some
from benchmarks.reading.pages import CLASSES, TUNING_SEEDS, pages
from benchmarks.reading.score import words_right
from pipeline.reading.formats.images import PageImage, pages_of
from pipeline.reading.layout.lines import Rule, Token
from pipeline.reading.layout.order import arrange
from pipeline.reading.ocr.confidence import FEATURES, SURE, Model, features_of, judged
from pipeline.reading.ocr.engine import SeenWord
from pipeline.reading.ocr.handwriting import BY_HAND
from pipeline.reading.ocr.ink_fit import WordInk
from pipeline.reading.ocr.page import Prepared
from pipeline.reading.ocr.pen_ink import blueness_of, with_pen_ink
from pipeline.reading.ocr.scan import recognised, rules_of, tokens_of
from pipeline.reading.ocr.strokes import TRAITS, regions_of
from pipeline.reading.ocr.tessdata import tessdata_folder
from pipeline.settings import Settings

OCR = Path(__file__).parents[2] / "pipeline/reading/ocr"
RISING = ("stated", "stated_high", "before", "after", "line", "page")
"""Features of which more must never make a word less likely to be right."""
_MOST_OF_A_PAGE = 8
"""So many strokes of one page count as many as all of them: no page decides alone."""


@dataclass(frozen=True)
class Seen:
    """A page that was read."""

    cls: str
    seed: int
    name: str
    text: str
    boxes: tuple[tuple[int, int, int, int], ...]
    """What is written by hand, in pixels of the page as it was given."""
    image: PageImage
    ready: Prepared
    words: list[SeenWord]
    tokens: list[Token]
    rules: list[Rule]


@dataclass(frozen=True)
class Rows:
    """What is known of words or strokes, and what is true of them."""

    cls: NDArray[np.str_]
    seed: NDArray[np.int64]
    page: NDArray[np.str_]
    features: Numbers
    true: Verdicts


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--pages", type=int, default=3, help="pages of each class and seed")
    count = options.parse_args().pages
    seen = list(seen_pages((*CLASSES, *KINDS), TUNING_SEEDS, count))
    words = joined([words_of_page(page) for page in seen if page.cls in CLASSES])
    misread = joined([misread_words(page) for page in seen if page.cls in CLASSES])
    word_model = fit_words(words, misread)
    strokes = joined([strokes_of_page(page, word_model) for page in seen])
    fit_strokes(strokes)


def seen_pages(classes: Sequence[str], seeds: Sequence[int], count: int) -> Iterator[Seen]:
    """Read ``count`` pages of each class and seed."""
    settings = Settings(home=Path.cwd())
    for cls in classes:
        for seed in seeds:
            for name, text, boxes, image in _made(cls, seed, count, settings):
                ready, words = recognised(image, tessdata_folder(settings))
                tokens = tokens_of(words, ready, 72 / image.dpi)
                rules = list(rules_of(ready))
                yield Seen(cls, seed, name, text, boxes, image, ready, words, tokens, rules)


def _made(
    cls: str, seed: int, count: int, settings: Settings
) -> Iterator[tuple[str, str, tuple[tuple[int, int, int, int], ...], PageImage]]:
    if cls in KINDS:
        for written in written_pages(cls, seed, count):
            yield written.name, "", written.boxes, PageImage(written.pixels, DPI)
        return
    for page in islice(pages(cls, seed, count), count):
        (image,) = pages_of(page.data, settings.intake)
        yield page.name, page.text, (), image


def joined(parts: Sequence[Rows]) -> Rows:
    """Return all rows together."""
    return Rows(
        np.concatenate([part.cls for part in parts]),
        np.concatenate([part.seed for part in parts]),
        np.concatenate([part.page for part in parts]),
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.true for part in parts]),
    )


def _rows(page: Seen, features: Numbers, true: Sequence[bool]) -> Rows:
    many = len(features)
    return Rows(
        np.full(many, page.cls),
        np.full(many, page.seed),
        np.full(many, page.name),
        features,
        np.array(true, dtype=bool),
    )


def _each_seed_unseen(rows: Rows, fit_to: Callable[[Rows, Verdicts], Model]) -> Numbers:
    likely = np.zeros(len(rows.true))
    for seed in np.unique(rows.seed):
        own = rows.seed == seed
        model = fit_to(rows, ~own)
        likely[own] = model.probabilities(rows.features[own])
    return likely


# --- words -----------------------------------------------------------------------------------


def words_of_page(page: Seen) -> Rows:
    """Return the words whose truth is known."""
    ink = WordInk(page.words, page.ready.image)
    features = features_of(page.words, ink, page.ready.dpi)
    verdicts = right_words(page.text, page.tokens, page.rules)
    counted = [i for i, verdict in enumerate(verdicts) if verdict is not None]
    return _rows(page, features[counted], [bool(verdicts[i]) for i in counted])


def misread_words(page: Seen) -> Rows:
    """Return words of the page as if they had been misread: their ink says otherwise."""
    words, changed = misread_some(page.words, page.name)
    features = features_of(words, WordInk(words, page.ready.image), page.ready.dpi)
    return _rows(page, features[changed], [False] * len(changed))


def right_words(truth: str, tokens: Sequence[Token], rules: Sequence[Rule]) -> list[bool | None]:
    """Tell of each word whether it is right; None where it does not count.

    A word that is left over here and missing elsewhere was read right and put in the wrong place.
    """
    order = [token for block in arrange(tokens, rules) for line in block for token in line.tokens]
    verdicts = words_right(truth, [token.text for token in order])
    missing = Counter(truth.split())
    missing.subtract(t.text for t, verdict in zip(order, verdicts, strict=True) if verdict)
    found: dict[object, bool | None] = {}
    for token, verdict in zip(order, verdicts, strict=True):
        if verdict is False and missing[token.text] > 0:
            missing[token.text] -= 1
            verdict = True
        found[token.box] = verdict
    return [found.get(token.box) for token in tokens]


def fit_words(rows: Rows, misread: Rows) -> Model:
    """Fit the confidence of words, print how far it holds, write it.

    ``misread`` are words to learn from; the scores are those of the words as they were read, and
    beside them the share of the misread that is marked.
    """

    def fit_to(rows: Rows, chosen: Verdicts) -> Model:
        return fitted(rows.features[chosen], rows.true[chosen], FEATURES, RISING)

    every = joined([rows, misread])
    all_likely = _each_seed_unseen(every, fit_to)
    likely, tricked = all_likely[: len(rows.true)], all_likely[len(rows.true) :]
    print("\n".join(reliability(likely, rows.true)))
    print("class            words   wrong  sure   right of sure  wrong marked")
    for cls in np.unique(rows.cls):
        own = rows.cls == cls
        right, sure = rows.true[own], likely[own] >= SURE
        marked = (~sure[~right]).mean() if (~right).any() else 1.0
        print(
            f"{cls:14s} {own.sum():7d}  {(~right).mean():.4f}  {sure.mean():.3f}"
            f"  {right[sure].mean():.4f}         {marked:.3f}"
        )
    print(f"of {len(tricked)} words misread on purpose {(tricked < SURE).mean():.3f} are marked")
    model = fit_to(every, np.ones(len(every.true), dtype=bool))
    sure = likely >= SURE
    scores = {
        "words": len(rows.true),
        "wrong": int((~rows.true).sum()),
        "brier": round(float(np.square(likely - rows.true).mean()), 5),
        "sure": round(float(sure.mean()), 4),
        "right_of_sure": round(float(rows.true[sure].mean()), 5),
        "wrong_marked": round(float((~sure[~rows.true]).mean()), 4),
        "misread_marked": round(float((tricked < SURE).mean()), 4),
    }
    _write(OCR / "confidence.toml", "words", model, FEATURES, scores)
    return model


# --- strokes ---------------------------------------------------------------------------------


def strokes_of_page(page: Seen, words: Model) -> Rows:
    """Return the regions of strokes, and whether a hand drew them."""
    likely = judged(page.words, page.ready.image, page.ready.dpi, words)
    blue = blueness_of(page.ready, page.image.pixels)
    regions = regions_of(likely, with_pen_ink(page.ready, blue), blue)
    features = np.array([region.traits for region in regions]).reshape(-1, len(TRAITS))
    boxes = [page.ready.to_original.box(region.box) for region in regions]
    return _rows(page, features, [_by_hand(box, page.boxes) for box in boxes])


def _by_hand(
    box: tuple[float, float, float, float], written: Sequence[tuple[int, int, int, int]]
) -> bool:
    area = max(1.0, (box[2] - box[0]) * (box[3] - box[1]))
    shared = sum(
        max(0.0, min(box[2], x1) - max(box[0], x0)) * max(0.0, min(box[3], y1) - max(box[1], y0))
        for x0, y0, x1, y1 in written
    )
    return shared > 0.4 * area


def fit_strokes(rows: Rows) -> Model:
    """Fit the sense for handwriting, print hits and false alarms by class, write it."""
    share = np.zeros(len(rows.true))
    for name in np.unique(rows.page):
        for truth in (True, False):
            own = (rows.page == name) & (rows.true == truth)
            if own.any():
                share[own] = min(1.0, _MOST_OF_A_PAGE / own.sum())

    def fit_to(rows: Rows, chosen: Verdicts) -> Model:
        return fitted(rows.features[chosen], rows.true[chosen], TRAITS, (), share[chosen])

    likely = _each_seed_unseen(rows, fit_to)
    told = likely >= BY_HAND
    print("class            by hand   found   other   false alarms   on pages")
    for cls in np.unique(rows.cls):
        own = rows.cls == cls
        hand, other = own & rows.true, own & ~rows.true
        false = other & told
        print(
            f"{cls:14s} {hand.sum():9d} {(hand & told).sum():7d} {other.sum():7d}"
            f" {false.sum():9d}   {len(np.unique(rows.page[false])):9d}"
        )
    model = fit_to(rows, np.ones(len(rows.true), dtype=bool))
    scores = {
        "regions": len(rows.true),
        "by_hand": int(rows.true.sum()),
        "found": round(float(told[rows.true].mean()), 4),
        "false_alarms": round(float(told[~rows.true].mean()), 4),
    }
    _write(OCR / "handwriting.toml", "regions", model, TRAITS, scores)
    return model


def _write(
    path: Path, of: str, model: Model, names: Sequence[str], scores: dict[str, float]
) -> None:
    """Write weights, and where they come from."""
    lines = [
        f"# Weights of a logistic model; fitted by `make calibrate` to {of} of made pages.",
        "# The scores are cross-validated over the seeds.",
        "",
        "[fitted]",
        f"on = {datetime.datetime.now(datetime.UTC).date().isoformat()}",
        f"seeds = {list(TUNING_SEEDS)}",
        *(f"{name} = {value}" for name, value in scores.items()),
        "",
        "[model]",
        f"constant = {model.constant:.4f}",
        "",
        "[model.weights]",
        *(f"{name} = {weight:.4f}" for name, weight in zip(names, model.weights, strict=True)),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
