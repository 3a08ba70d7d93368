"""Measures reading beside its peers, on the same pages, in the same run; prints tables.

Run ``python -m benchmarks.reading``. Parts: accuracy, real, confidence (with accuracy), speed,
steps, memory. README.md beside this package says how the pages are made and what the figures do
not show.
"""

import argparse
import time
from collections.abc import Iterable, Sequence

from benchmarks.reading import accuracy, readers, real, speed
from benchmarks.reading.pages import CLASSES, DIGITAL, REPORT_SEEDS, TUNING_SEEDS, TURNS
from pipeline.reading import ReaderPool

PARTS = ("real", "accuracy", "speed", "digital", "steps", "memory")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures that are asked for."""
    asked = _asked(arguments)
    seeds = {"report": REPORT_SEEDS, "tuning": TUNING_SEEDS}[asked.seeds]
    print(f"pages of the {asked.seeds} seeds {', '.join(map(str, seeds))}", flush=True)
    start = time.perf_counter()
    if "real" in asked.only:
        _real(asked)
    if "accuracy" in asked.only:
        _accuracy(asked, seeds)
    if "speed" in asked.only:
        _print("Pages a minute", speed.against_tesseract(seeds, asked.timed))
        _print("A file of scans", speed.against_ocrmypdf(seeds, 2 * asked.timed))
    if "digital" in asked.only:
        _print("A born-digital page", speed.against_pdfplumber(seeds, asked.timed))
    if "steps" in asked.only:
        _print("Where the time goes", speed.steps(seeds, asked.timed))
    if "memory" in asked.only:
        _print("Memory, a large page", speed.memory_of_a3(seeds))
        _print("Memory, many pages", speed.memory_of_many(seeds, many=asked.many))
    print(f"\n{time.perf_counter() - start:.0f} s")


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reading", description=(__doc__ or "").splitlines()[0]
    )
    add = parser.add_argument
    add("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to run")
    add("--seeds", choices=("report", "tuning"), default="report")
    add("--classes", nargs="+", default=None, help="classes of pages, such as photo or scan-200+90")
    add("--pages", type=int, default=12, help="pages of each upright class")
    add("--turned", type=int, default=3, help="pages of each class and turn; 0 for none")
    add("--peer", type=int, default=3, help="pages of each upright class for ocrmypdf")
    add("--ours-only", action="store_true", help="no peers, for whoever tunes")
    add("--timed", type=int, default=4, help="pages of each class in the measures of speed")
    add("--many", type=int, default=500, help="pages of the long file in the measure of memory")
    add("--pages-listed", action="store_true", help="list the figures of each page")
    return parser.parse_args(arguments)


def _print(title: str, lines: Iterable[str]) -> None:
    print(f"\n{title}\n", flush=True)
    for line in lines:
        print(line, flush=True)


def _real(asked: argparse.Namespace) -> None:
    place = real.folder()
    if place is None:
        print(f"\nReal pages: none, for {real.VARIABLE} names no folder of them.")
        return
    with readers.office(accuracy.CORES) as settings, ReaderPool(settings) as pool:
        title = (
            "Real pages: wrong letters in percent after the header, on the whole page, order aside"
        )
        _print(title, real.report(place, pool, peers=not asked.ours_only))


def _accuracy(asked: argparse.Namespace, seeds: Sequence[int]) -> None:
    print("\nWrong letters in percent; key tokens that are exact in percent\n")
    print(accuracy.LETTERS_HEAD, flush=True)
    found: list[accuracy.Measured] = []
    with readers.office(accuracy.CORES) as settings, ReaderPool(settings) as pool:
        for name, count, peer in _wanted(asked):
            found.append(accuracy.measure(name, seeds, count, peer, pool))
            print(accuracy.letters_row(found[-1]), flush=True)
            if asked.pages_listed:
                for one in found[-1].ours:
                    print(f"    {one.page}: {one.ordered.wrong} of {one.ordered.of}")
    print(f"\n{accuracy.TOKENS_HEAD}")
    for measured in found:
        print(accuracy.tokens_row(measured))
    words = [word for measured in found for word in measured.words]
    if words:
        _print("Confidence of our words", accuracy.confidence_table(words))


def _wanted(asked: argparse.Namespace) -> list[tuple[str, int, int | None]]:
    """Return the classes with how many pages of each are read, and how many by ocrmypdf."""
    few = None if asked.ours_only else asked.peer
    if asked.classes:
        return [(name, asked.pages, few) for name in asked.classes]
    upright = [(name, asked.pages, few) for name in (*DIGITAL, *CLASSES)]
    if not asked.turned:
        return upright
    fewer = None if few is None else min(1, few)
    turned = [f"{name}+{turn}" for name in CLASSES for turn in TURNS]
    return upright + [(name, asked.turned, fewer) for name in turned]


if __name__ == "__main__":
    main()
