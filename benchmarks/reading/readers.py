"""The readers side by side: donthu's own, the ``tesseract`` command, ocrmypdf."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.reading.pages import MadePage
from pipeline.errors import DonthuError
from pipeline.reading import Document
from pipeline.settings import Settings

_ONE_THREAD = {**os.environ, "OMP_THREAD_LIMIT": "1"}
_LONGEST = 900
PREPARED = ("--deskew", "--rotate-pages")
"""What ocrmypdf can prepare without further programs."""

T = TypeVar("T")


@dataclass(frozen=True)
class Spent:
    """Seconds on the clock, and seconds of processor time, children's included."""

    clock: float
    processor: float


def timed(work: Callable[[], T]) -> tuple[T, Spent]:
    """Run the work alone and return its result and what it took."""
    before, start = _processor(), time.perf_counter()
    result = work()
    return result, Spent(time.perf_counter() - start, _processor() - before)


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in used)


@contextmanager
def office(workers: int = 1) -> Iterator[Settings]:
    """Give the settings of an office of its own, with so many reader processes."""
    with tempfile.TemporaryDirectory() as home:
        yield Settings.model_validate({"home": home, "reading": {"workers": workers}})


def ours(page: MadePage, settings: Settings) -> Document | None:
    """Read in this process; None where the reader gives up on the file."""
    from pipeline.reading import read

    try:
        return read(page.data, page.suffix, settings)
    except DonthuError:
        return None


def text_of(document: Document | None) -> str:
    return document.text if document else ""


def tesseract(page: MadePage) -> str:
    """Read the raw image by the ``tesseract`` command, one thread."""
    with _as_file(page.data, page.suffix) as path:
        command = ["tesseract", str(path), "-", "-l", "vie", "--psm", "3"]
        return _run(command)


def ocrmypdf(data: bytes, suffix: str, *options: str, jobs: int = 1, dpi: int = 0) -> str:
    """Read by ocrmypdf, and return the text that it writes beside the PDF."""
    with _as_file(data, suffix) as path:
        told = path.with_suffix(".sidecar.txt")
        resolution = ["--image-dpi", str(dpi)] if suffix != ".pdf" else []
        command = [sys.executable, "-m", "ocrmypdf", "-l", "vie", "-j", str(jobs), "--quiet"]
        command += ["--output-type", "pdf", "--sidecar", str(told), *resolution, *options]
        _run([*command, str(path), str(path.with_suffix(".out.pdf"))])
        return told.read_text("utf-8")


@contextmanager
def _as_file(data: bytes, suffix: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"page{suffix}"
        path.write_bytes(data)
        yield path


def _run(command: list[str]) -> str:
    """Run a peer and return what it prints; a peer that fails ends the benchmark with its words."""
    done = subprocess.run(
        command, capture_output=True, text=True, env=_ONE_THREAD, timeout=_LONGEST, check=False
    )
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr[-800:]}")
    return done.stdout
