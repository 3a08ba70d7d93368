"""How many letters, key tokens and words are right: each class, each reader, the same pages."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from benchmarks.reading import readers
from benchmarks.reading.pages import DIGITAL, MadePage, pages
from benchmarks.reading.score import Letters, letters, letters_anywhere, tokens_found, words_right
from pipeline.errors import DonthuError
from pipeline.reading import Document, ReaderPool
from pipeline.reading.ocr.confidence import SURE

GOALS = {"clean": 0.10, "scan": 0.15, "photo": 0.3, "photocopy": 2.0, "typewriter": 0.4}
"""Highest share of wrong letters, in percent, by the first word of a class's name."""
_HARD = ("photo-light", "photo-corner", "photo-curl")
_HARD_GOAL = 2.0
KINDS = ("symbol", "date", "id", "money", "name")
LEVELS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995)
_OF_A_SEED = 5
CORES = os.cpu_count() or 1

Interval = tuple[float, float]
S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True)
class Result:
    """What one reader made of one page."""

    page: str
    ordered: Letters
    anywhere: Letters
    right: Counter[str]
    wanted: Counter[str]


@dataclass
class Measured:
    """One class: the results of each reader, and our words with their confidence."""

    name: str
    plain: list[Result] = field(default_factory=list)
    peer: list[Result] = field(default_factory=list)
    ours: list[Result] = field(default_factory=list)
    words: list[tuple[float, bool]] = field(default_factory=list)
    refused: int = 0
    """Pages that our reader gave up on; all their letters count as wrong."""


def draw(name: str, seeds: Sequence[int], count: int) -> Iterator[MadePage]:
    """Yield so many pages of a class, a few of each seed: its first show every kind of paper."""
    for number, seed in enumerate(seeds):
        left = max(0, count - number * _OF_A_SEED)
        last = number == len(seeds) - 1
        yield from pages(name, seed, left if last else min(_OF_A_SEED, left))


def measure(
    name: str, seeds: Sequence[int], count: int, peer_count: int | None, pool: ReaderPool
) -> Measured:
    """Read pages of a class with each reader; ocrmypdf reads the first few only.

    ``None`` of its pages is for ours alone.
    """
    made = list(draw(name, seeds, count))
    measured = Measured(name)
    documents = _side_by_side(lambda page: _read(page, pool), made)
    measured.refused = documents.count(None)
    for page, document in zip(made, documents, strict=True):
        measured.ours.append(result(page, readers.text_of(document)))
        measured.words += judged_words(page.text, document)
    if name not in DIGITAL and peer_count is not None:
        texts = _side_by_side(readers.tesseract, made)
        measured.plain = [result(page, text) for page, text in zip(made, texts, strict=True)]
        measured.peer = [result(page, _by_ocrmypdf(page)) for page in made[:peer_count]]
    return measured


def _read(page: MadePage, pool: ReaderPool) -> Document | None:
    try:
        return pool.read(page.data, page.suffix)
    except DonthuError:
        return None


def _by_ocrmypdf(page: MadePage) -> str:
    return readers.ocrmypdf(page.data, page.suffix, *readers.PREPARED, jobs=CORES, dpi=page.dpi)


def _side_by_side(work: Callable[[S], T], items: Sequence[S]) -> list[T]:
    with ThreadPoolExecutor(CORES) as threads:
        return list(threads.map(work, items))


def result(page: MadePage, text: str) -> Result:
    return Result(
        page.name,
        letters(page.text, text),
        letters_anywhere(page.text, text),
        tokens_found(page.tokens, text),
        Counter(token.kind for token in page.tokens),
    )


def judged_words(truth: str, document: Document | None) -> list[tuple[float, bool]]:
    """Return the confidence of each word that counts, and whether it is right."""
    if document is None:
        return []
    words = [word for page in document.pages if page.source != "text" for word in page.words]
    verdicts = words_right(truth, [document.text[word.start : word.end] for word in words])
    return [
        (word.confidence, right)
        for word, right in zip(words, verdicts, strict=True)
        if right is not None
    ]


# --- figures ---------------------------------------------------------------------------------


def rate(results: Sequence[Letters]) -> float:
    """Return wrong letters in percent of all letters of the truths."""
    return 100 * sum(r.wrong for r in results) / max(1, sum(r.of for r in results))


def interval(results: Sequence[Letters]) -> Interval:
    """Return the 95 % interval of ``rate``: pages drawn again with replacement, 2000 times."""
    table = np.array([(r.wrong, r.of) for r in results], dtype=np.float64)
    rng = np.random.default_rng(0)
    drawn = table[rng.integers(len(table), size=(2000, len(table)))].sum(axis=1)
    low, high = np.percentile(100 * drawn[:, 0] / drawn[:, 1], (2.5, 97.5))
    return float(low), float(high)


def wilson(right: int, of: int) -> Interval:
    """Return the 95 % interval of a share in percent, after Wilson (1927)."""
    if not of:
        return 0.0, 100.0
    z, share = 1.96, right / of
    middle = share + z * z / (2 * of)
    spread = z * np.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    low, high = middle - spread, middle + spread
    return 100 * low / (1 + z * z / of), 100 * high / (1 + z * z / of)


def goal(name: str) -> float | None:
    base = name.partition("+")[0]
    if base == "clean-rare":
        return None
    if base in DIGITAL:
        return 0.0
    return _HARD_GOAL if base in _HARD else GOALS[base.partition("-")[0]]


# --- tables ----------------------------------------------------------------------------------

LETTERS_HEAD = (
    f"{'class':18} {'pages':>5} {'letters':>7} |"
    f" {'tesseract':>9} {'95 %':>13} {'order aside':>11} |"
    f" {'ocrmypdf':>8} {'(n)':>4} | {'ours':>6} {'95 %':>13} {'order aside':>11} | {'goal':>5}"
)


def letters_row(m: Measured) -> str:
    """Return a class's line: wrong letters in percent."""
    of = sum(r.ordered.of for r in m.ours)
    peer = f"{rate([r.ordered for r in m.peer]):8.2f}" if m.peer else f"{'-':>8}"
    wanted = goal(m.name)
    aim = "-" if wanted is None else f"{wanted:.2f}"
    refused = f"  {m.refused} not read" if m.refused else ""
    return (
        f"{m.name:18} {len(m.ours):5} {of:7} | {_figures(m.plain, 9)} |"
        f" {peer} {len(m.peer):4} | {_figures(m.ours, 6)} | {aim:>5}{refused}"
    )


def _figures(results: Sequence[Result], width: int) -> str:
    if not results:
        return f"{'-':>{width}} {'-':>13} {'-':>11}"
    low, high = interval([r.ordered for r in results])
    anywhere = rate([r.anywhere for r in results])
    span = f"{low:.2f}-{high:.2f}"
    return f"{rate([r.ordered for r in results]):{width}.2f} {span:>13} {anywhere:11.2f}"


TOKENS_HEAD = (
    f"{'class':18} {'tokens':>6} | {'tesseract':>9} {'ocrmypdf':>8} | {'ours':>6} {'95 %':>13} |"
    + "".join(f" {kind:>12}" for kind in KINDS)
)


def tokens_row(m: Measured) -> str:
    """Return a class's line: key tokens that are exact, in percent; ours by kind with counts."""
    right, of = _tokens(m.ours)
    low, high = wilson(right, of)
    kinds = "".join(f" {_by_kind(m.ours, kind):>12}" for kind in KINDS)
    peers = " ".join(
        f"{_share(*_tokens(results)):>{width}}" for results, width in ((m.plain, 9), (m.peer, 8))
    )
    span = f"{low:.1f}-{high:.1f}"
    return f"{m.name:18} {of:6} | {peers} | {_share(right, of):>6} {span:>13} |{kinds}"


def _tokens(results: Sequence[Result]) -> tuple[int, int]:
    return sum(r.right.total() for r in results), sum(r.wanted.total() for r in results)


def _by_kind(results: Sequence[Result], kind: str) -> str:
    right, of = sum(r.right[kind] for r in results), sum(r.wanted[kind] for r in results)
    return f"{right}/{of}"


def _share(right: int, of: int) -> str:
    return f"{100 * right / of:.1f}" if of else "-"


def confidence_table(words: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """Yield lines: of the words at or above a confidence, how many are right."""
    table = np.array(words, dtype=np.float64).reshape(-1, 2)
    wrong = table[:, 1] == 0
    yield f"{len(table)} words, {int(wrong.sum())} wrong"
    yield (
        f"{'confidence':>10} | {'words at or above':>17} {'%':>6} | {'right %':>8} {'95 %':>14} |"
        f" {'wrong words below %':>19}"
    )
    for level in sorted({0.0, SURE, *LEVELS}):
        above = table[:, 0] >= level
        right = int((above & ~wrong).sum())
        low, high = wilson(right, int(above.sum()))
        below = 100 * float((wrong & ~above).sum()) / max(1, int(wrong.sum()))
        share = 100 * right / max(1, int(above.sum()))
        span = f"{low:.2f}-{high:.2f}"
        yield (
            f"{level:10.3f} | {int(above.sum()):17} {100 * above.mean():6.1f} | {share:8.3f}"
            f" {span:>14} | {below:19.1f}{'  (sure)' if level == SURE else ''}"
        )
