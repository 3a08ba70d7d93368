"""Real pages, typed by hand: a folder of NAME.png (.jpg, .pdf) with NAME.txt beside it.

The folder is named by the environment variable ``DONTHU_REAL_PAGES``; real paper is not part of
the project. NAME.txt is UTF-8, lines as printed, blocks in reading order. A line ``=====`` parts
the header from the rest: the headline figure counts what comes after it. ``⟦…⟧`` holds what does
not count: handwriting, stamps, text that a seal covers. Of a PDF, the truth is that of all pages.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading import readers
from benchmarks.reading.accuracy import CORES, interval, judged_words, rate
from benchmarks.reading.pages import MadePage
from benchmarks.reading.papers import Token
from benchmarks.reading.score import Letters, letters, letters_anywhere
from pipeline.errors import DonthuError
from pipeline.reading import Document, ReaderPool
from pipeline.reading.ocr.confidence import SURE

VARIABLE = "DONTHU_REAL_PAGES"
_SUFFIXES = (".png", ".jpg", ".jpeg", ".pdf")
_HEADER_END = re.compile(r"^=====$", re.MULTILINE)
_MORE_BEFORE = 120
"""Letters that a reader may find in the header beyond twice those of its truth (stamps)."""


@dataclass(frozen=True)
class RealPage:
    """A file, and the truth of its header and of what follows."""

    name: str
    data: bytes
    suffix: str
    header: str
    body: str

    @property
    def text(self) -> str:
        return f"{self.header}\n{self.body}"

    def score(self, reading: str) -> tuple[Letters, Letters, Letters]:
        """Return the wrong letters after the header, on the whole page, and order aside."""
        before = 2 * len(self.header) + _MORE_BEFORE if self.header else 0
        after = letters(self.body, reading, free_before=before)
        return after, letters(self.text, reading), letters_anywhere(self.text, reading)


def folder() -> Path | None:
    """Return the folder of real pages; None where the variable is not set."""
    name = os.environ.get(VARIABLE)
    return Path(name) if name else None


def real_pages(place: Path) -> Iterator[RealPage]:
    """Yield the pages that have both file and truth, by name."""
    for told in sorted(place.glob("*.txt")):
        file = next((p for s in _SUFFIXES if (p := told.with_suffix(s)).exists()), None)
        if file is not None:
            parts = _HEADER_END.split(told.read_text("utf-8"), maxsplit=1)
            header, body = parts if len(parts) == 2 else ("", parts[0])
            yield RealPage(told.stem, file.read_bytes(), file.suffix, header.strip(), body.strip())


def report(place: Path, pool: ReaderPool, peers: bool) -> Iterator[str]:
    """Yield the table of real pages, then the mean of the pages and what it is worth."""
    yield (
        f"{'page':16} {'letters':>7} | {'tesseract':>9} {'whole':>6} {'aside':>6} |"
        f" {'ocrmypdf':>8} | {'ours':>6} {'whole':>6} {'aside':>6} | {'sure words wrong':>16}"
    )
    scores: dict[str, list[Letters]] = {"tesseract": [], "ocrmypdf": [], "ours": []}
    for page in real_pages(place):
        yield _row(page, pool, peers, scores)
    for reader, every in scores.items():
        found = [one for one in every if one.of]  # not the pages without a letter that counts
        if found:
            low, high = interval(found)
            mean = sum(100 * one.rate for one in found) / len(found)
            yield (
                f"after the header, {reader}: mean of {len(found)} pages {mean:.2f} %, "
                f"all letters {rate(found):.2f} % (95 % {low:.2f}-{high:.2f})"
            )


def _row(page: RealPage, pool: ReaderPool, peers: bool, scores: dict[str, list[Letters]]) -> str:
    document = _read(page, pool)
    own = page.score(readers.text_of(document))
    scores["ours"].append(own[0])
    words = [right for sure, right in judged_words(page.text, document) if sure >= SURE]
    plain, peer = "-", "-"
    if peers:
        image = MadePage(page.name, page.data, page.suffix, page.text, _NO_TOKENS, 300)
        if page.suffix != ".pdf":
            theirs = page.score(readers.tesseract(image))
            scores["tesseract"].append(theirs[0])
            plain = " ".join(
                f"{100 * s.rate:{w}.2f}" for s, w in zip(theirs, (9, 6, 6), strict=True)
            )
        text = readers.ocrmypdf(
            page.data, page.suffix, "--force-ocr", *readers.PREPARED, jobs=CORES, dpi=300
        )
        scores["ocrmypdf"].append(page.score(text)[0])
        peer = f"{100 * scores['ocrmypdf'][-1].rate:.2f}"
    mine = " ".join(f"{100 * s.rate:6.2f}" for s in own)
    wrong = f"{words.count(False)}/{len(words)}"
    return f"{page.name:16} {own[0].of:7} | {plain:>23} | {peer:>8} | {mine} | {wrong:>16}"


_NO_TOKENS: tuple[Token, ...] = ()


def _read(page: RealPage, pool: ReaderPool) -> Document | None:
    try:
        return pool.read(page.data, page.suffix)
    except DonthuError:
        return None
