"""How long reading takes beside its peers, where the time goes, and how much memory it holds.

Peers read the same pages in the same run, by turns, so that a busy machine slows all alike; what
is told is the ratio. Processor time stands beside the clock, since the clock of a machine with
other work to do says little.
"""

import functools
import io
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np
import pdfplumber
import pikepdf
from PIL import Image

from benchmarks.reading import readers
from benchmarks.reading.pages import MadePage, pages
from benchmarks.reading.readers import Spent, timed
from pipeline.reading import ReaderPool
from pipeline.settings import Settings

CLASSES = ("scan-200", "scan-300", "photo", "photocopy")
_ROUNDS = 3
_A3 = (4961, 3508)
"""Pixels at 300 dpi."""


# --- pages a minute --------------------------------------------------------------------------


def against_tesseract(seeds: Sequence[int], count: int) -> Iterator[str]:
    """Yield a line a class: our pages a minute on one core, and the ratio to ``tesseract``."""
    yield (
        f"{'class':12} {'pages':>5} {'rounds':>6} | {'tesseract p/min':>15} {'ours p/min':>10} |"
        f" {'ratio, clock':>12} {'ratio, processor':>16}   (medians of pages)"
    )
    every: list[tuple[Spent, Spent]] = []
    with readers.office() as settings:
        readers.ours(next(pages("scan-200", seeds[0], 1)), settings)  # warm: models are loaded
        for name in CLASSES:
            made = list(pages(name, seeds[0], count))
            pairs = [_median_pair(page, settings) for page in made]
            every += pairs
            yield f"{name:12} {len(made):5} {_ROUNDS:6} | {_paces(pairs)}"
    yield f"{'all':12} {len(every):5} {_ROUNDS:6} | {_paces(every)}"


def _median_pair(page: MadePage, settings: Settings) -> tuple[Spent, Spent]:
    rounds = [
        (
            timed(lambda: readers.tesseract(page))[1],
            timed(lambda: readers.ours(page, settings))[1],
        )
        for _ in range(_ROUNDS)
    ]
    return _median([theirs for theirs, _ in rounds]), _median([own for _, own in rounds])


def _median(spent: Sequence[Spent]) -> Spent:
    clock = statistics.median(one.clock for one in spent)
    return Spent(clock, statistics.median(one.processor for one in spent))


def _paces(pairs: Sequence[tuple[Spent, Spent]]) -> str:
    theirs = statistics.median(one.clock for one, _ in pairs)
    own = statistics.median(one.clock for _, one in pairs)
    clock = statistics.median(one.clock / other.clock for one, other in pairs)
    processor = statistics.median(one.processor / other.processor for one, other in pairs)
    return f"{60 / theirs:15.1f} {60 / own:10.1f} | {clock:12.2f} {processor:16.2f}"


def against_ocrmypdf(seeds: Sequence[int], count: int) -> Iterator[str]:
    """Yield the ratio of our pool with two children to ``ocrmypdf -j2`` on one file of scans."""
    data = scans_as_pdf(seeds, count)
    with readers.office(workers=2) as settings, ReaderPool(settings) as pool:
        pool.read(data, ".pdf")  # warm: both children have their models
        for options in ((), readers.PREPARED):
            rounds = [
                (
                    timed(lambda o=options: readers.ocrmypdf(data, ".pdf", *o, jobs=2))[1].clock,
                    timed(lambda: pool.read(data, ".pdf"))[1].clock,
                )
                for _ in range(_ROUNDS)
            ]
            theirs, own = (statistics.median(times) for times in zip(*rounds, strict=True))
            ratio = statistics.median(one / other for one, other in rounds)
            named = " ".join(("ocrmypdf -j2", *options))
            yield (
                f"{named:44} {count} pages: {60 * count / theirs:6.1f} p/min; two children of ours:"
                f" {60 * count / own:6.1f} p/min; ratio {ratio:.2f}"
            )


def scans_as_pdf(seeds: Sequence[int], count: int) -> bytes:
    """Return one PDF of made scans, half of them at 200 and half at 300 dpi."""
    half = (count + 1) // 2
    made = [page for name in CLASSES[:2] for page in pages(name, seeds[0], half)][:count]
    with pikepdf.new() as joined:
        for page in made:
            joined.pages.extend(pikepdf.open(io.BytesIO(_as_pdf(page))).pages)
        return _saved(joined)


def _as_pdf(page: MadePage) -> bytes:
    file = io.BytesIO()
    Image.open(io.BytesIO(page.data)).save(file, "PDF", resolution=page.dpi, quality=80)
    return file.getvalue()


def _saved(joined: pikepdf.Pdf) -> bytes:
    file = io.BytesIO()
    joined.save(file)
    return file.getvalue()


# --- born-digital pages ----------------------------------------------------------------------


def against_pdfplumber(seeds: Sequence[int], files: int) -> Iterator[str]:
    """Yield the time of a born-digital page, ours by pdfplumber's ``extract_words``."""
    pdfs = list(digital_files(seeds, files))
    total = sum(count for _, count in pdfs)
    ratios: list[tuple[float, float]] = []
    own_seconds, their_seconds = 0.0, 0.0
    with readers.office() as settings:
        for number, (data, _) in enumerate([pdfs[0], *pdfs]):
            rounds = [_digital_round(data, settings) for _ in range(_ROUNDS)]
            if number:  # the first is for warmth
                theirs = _median([one for one, _ in rounds])
                own = _median([other for _, other in rounds])
                ratios.append((own.clock / theirs.clock, own.processor / theirs.processor))
                own_seconds, their_seconds = own_seconds + own.clock, their_seconds + theirs.clock
    clock, processor = (statistics.median(one) for one in zip(*ratios, strict=True))
    yield (
        f"{files} files, {total} pages: pdfplumber {1000 * their_seconds / total:.1f} ms a page,"
        f" ours {1000 * own_seconds / total:.1f} ms; ours by theirs, median of files: clock"
        f" {clock:.2f}, processor {processor:.2f}"
    )


def _digital_round(data: bytes, settings: Settings) -> tuple[Spent, Spent]:
    page = MadePage("", data, ".pdf", "", (), 0)
    theirs = timed(lambda: _plumbed(data))[1]
    return theirs, timed(lambda: readers.ours(page, settings))[1]


def _plumbed(data: bytes) -> int:
    words = 0
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            words += len(page.extract_words())
            page.close()
    return words


def digital_files(
    seeds: Sequence[int], files: int, documents: int = 6
) -> Iterator[tuple[bytes, int]]:
    """Yield PDFs of several documents each, with the number of their pages."""
    made = pages("digital-pdf", seeds[0], files * documents)
    for _ in range(files):
        with pikepdf.new() as joined:
            for _ in range(documents):
                joined.pages.extend(pikepdf.open(io.BytesIO(next(made).data)).pages)
            yield _saved(joined), len(joined.pages)


# --- where the time goes ---------------------------------------------------------------------


class Profile:
    """Times the functions of a package by wrapping them where modules hold them.

    A function's time holds that of those it calls; the tree shows who called whom.
    """

    def __init__(self, package: str) -> None:
        self._package = package
        self._stack: list[tuple[str, ...]] = [()]
        self._kept: list[tuple[Any, str, FunctionType]] = []
        self.seconds: dict[tuple[str, ...], float] = defaultdict(float)
        self.calls: dict[tuple[str, ...], int] = defaultdict(int)

    def __enter__(self) -> "Profile":
        wrapped: dict[FunctionType, Callable[..., Any]] = {}
        for module in [m for n, m in sys.modules.items() if n.startswith(self._package)]:
            for name, held in list(vars(module).items()):
                if isinstance(held, FunctionType) and held.__module__.startswith(self._package):
                    self._kept.append((module, name, held))
                    wrapped.setdefault(held, self._wrapped(held))
                    setattr(module, name, wrapped[held])
        return self

    def __exit__(self, *_: object) -> None:
        for module, name, held in self._kept:
            setattr(module, name, held)

    def _wrapped(self, function: FunctionType) -> Callable[..., Any]:
        @functools.wraps(function)
        def run(*given: Any, **named: Any) -> Any:
            path = (*self._stack[-1], function.__name__)
            self._stack.append(path)
            start = time.perf_counter()
            try:
                return function(*given, **named)
            finally:
                self.seconds[path] += time.perf_counter() - start
                self.calls[path] += 1
                self._stack.pop()

        return run

    def tree(self, pages: int, depth: int, least: float) -> Iterator[str]:
        """Yield lines of milliseconds a page, down to a depth and a share of the whole."""
        whole = sum(seconds for path, seconds in self.seconds.items() if len(path) == 1)
        yield from self._branch((), pages, depth, least * whole, whole)

    def _branch(
        self, root: tuple[str, ...], pages: int, depth: int, least: float, whole: float
    ) -> Iterator[str]:
        below = [path for path in self.seconds if path[:-1] == root and len(path) <= depth]
        for path in sorted(below, key=lambda path: -self.seconds[path]):
            seconds = self.seconds[path]
            if seconds >= least:
                label, share = "  " * len(root) + path[-1], 100 * seconds / whole
                yield (
                    f"{label:44} {1000 * seconds / pages:9.1f} ms a page {share:6.1f} %"
                    f" {self.calls[path] / pages:7.1f} calls"
                )
                yield from self._branch(path, pages, depth, least, whole)


def steps(seeds: Sequence[int], count: int, names: Sequence[str] = CLASSES) -> Iterator[str]:
    """Yield where the time of a page goes, a class at a time."""
    with readers.office() as settings:
        for name in names:
            made = list(pages(name, seeds[0], count))
            readers.ours(made[0], settings)
            with Profile("pipeline.reading.ocr") as profile:
                for page in made:
                    readers.ours(page, settings)
            yield f"{name}, {count} pages:"
            yield from (f"  {line}" for line in profile.tree(count, depth=4, least=0.004))


# --- memory ----------------------------------------------------------------------------------


def memory_of_a3(seeds: Sequence[int]) -> Iterator[str]:
    """Yield the peak memory of a fresh reader child on a 300-dpi A3 page in colour."""
    one, other = (_grown(page, _A3[0] // 2) for page in pages("scan-300", seeds[0], 2))
    sheet = Image.new("RGB", _A3, "white")
    sheet.paste(one, (0, 0))
    sheet.paste(other, (_A3[0] // 2, 0))
    file = io.BytesIO()
    sheet.save(file, "JPEG", quality=80, dpi=(300, 300))
    peak, grew = _peaks(file.getvalue(), ".jpg", 1)
    yield f"A3, 300 dpi, colour: peak of a fresh child {peak:.0f} MB, parent grew by {grew:.0f} MB"


def _grown(page: MadePage, width: int) -> Image.Image:
    image = Image.open(io.BytesIO(page.data)).convert("RGB")
    return image.resize((width, _A3[1]))


def memory_of_many(seeds: Sequence[int], few: int = 50, many: int = 500) -> Iterator[str]:
    """Yield the peak memory for files of few and of many pages, digital and scanned."""
    scan = np.asarray(Image.open(io.BytesIO(next(pages("clean-150", seeds[0], 1)).data)))
    strip = Image.fromarray(scan[: scan.shape[0] // 5])  # some lines: quick to read
    file = io.BytesIO()
    strip.save(file, "PDF", resolution=150)
    digital = next(pages("digital-pdf", seeds[0], 1)).data
    for kind, one in (("digital", digital), ("scanned strip", file.getvalue())):
        for count in (few, many):
            start = time.perf_counter()
            peak, grew = _peaks(_repeated(one, count), ".pdf", 2)
            yield (
                f"{kind:14} {count:4} pages: peak of a child {peak:.0f} MB, the parent grew"
                f" by {grew:.0f} MB, {time.perf_counter() - start:.0f} s"
            )


def _repeated(one: bytes, count: int) -> bytes:
    with pikepdf.new() as joined, pikepdf.open(io.BytesIO(one)) as source:
        for _ in range(count):
            joined.pages.append(source.pages[0])
        return _saved(joined)


def _peaks(data: bytes, suffix: str, workers: int) -> tuple[float, float]:
    """Read by fresh children; return the peak of the largest, and by how much this process grew.

    Both in megabytes.
    """
    with readers.office(workers) as settings, ReaderPool(settings) as pool:
        Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
        before = _memory("self", "VmRSS")
        pool.read(data, suffix)
        children = [_memory(f"{pid}", "VmHWM") for pid in pool.children]
        return max(children), _memory("self", "VmHWM") - before


def _memory(process: str, what: str) -> float:
    """Return what Linux tells of a process's memory, in megabytes."""
    told = Path(f"/proc/{process}/status").read_text()
    return int(told.partition(f"{what}:")[2].split()[0]) / 1024
