"""A small logistic model fitted by Newton's method, and how far its probabilities hold."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import cast

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.confidence import SURE, Model

Numbers = NDArray[np.float64]
Verdicts = NDArray[np.bool_]

_RIDGE = 3.0
_BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.0)
_THRESHOLDS = (0.9, 0.95, 0.97, 0.98, 0.99, 0.995)


def fitted(
    features: Numbers,
    right: Verdicts,
    names: Sequence[str],
    rising: Sequence[str] = (),
    share: Numbers | None = None,
) -> Model:
    """Return the model with the least loss and small weights.

    Features named in ``rising`` get no weight below 0; ``share`` tells how much each row counts.
    """
    used = np.ones(len(names), dtype=bool)
    may_not_fall = np.array([name in rising for name in names])
    counts = np.ones(len(right)) if share is None else share
    while True:
        weights = _newton(features[:, used], right.astype(np.float64), counts)
        full = np.zeros(len(names))
        full[used] = weights[1:]
        falling = may_not_fall & (full < 0)
        if not falling.any():
            return Model(float(weights[0]), full)
        used &= ~falling


def _newton(features: Numbers, right: Numbers, counts: Numbers) -> Numbers:
    x = np.hstack([np.ones((len(features), 1)), features])
    ridge = np.full(x.shape[1], _RIDGE)
    ridge[0] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (counts * (right - p)) - ridge * weights
        curve = (x * (counts * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights += step
        if float(np.abs(step).max()) < 1e-6:
            break
    return cast(Numbers, weights)


def reliability(likely: Numbers, right: Verdicts) -> Iterator[str]:
    """Yield the lines of a table: of words with such a confidence, how many are right."""
    yield "confidence      words   mean   right"
    for low, high in pairwise(_BINS):
        within = (likely >= low) & (likely < high)
        if within.any():
            told, true = likely[within].mean(), right[within].mean()
            yield f"{low:.3f}–{high:.3f} {within.sum():8d}  {told:.3f}  {true:.4f}"
    yield "sure from   share of words   right   wrong words marked"
    for threshold in _THRESHOLDS:
        sure = likely >= threshold
        if sure.any():
            marked = (~sure[~right]).mean() if (~right).any() else 1.0
            sign = "  ← SURE" if threshold == SURE else ""
            yield (
                f"{threshold:.3f}       {sure.mean():.3f}            {right[sure].mean():.4f}"
                f"  {marked:.3f}{sign}"
            )
