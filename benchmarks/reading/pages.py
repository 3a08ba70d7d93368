"""Made pages: pictures of papers as offices get them, with the truth of what stands on them.

``pages(cls, seed, count)`` gives the same pages for the same arguments. The classes are in
``CLASSES``; ``NAME+90``, ``NAME+180`` and ``NAME+270`` are the same pages turned clockwise.

Whoever tunes the reader looks at pages of ``TUNING_SEEDS`` only, and never makes a list of words
from ``tests/corpus``: the figures of ``REPORT_SEEDS`` are worth nothing once a page of theirs, or
the invented vocabulary, has shaped the reader.
"""

import functools
import hashlib
import io
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from benchmarks.reading.damage import FINE, MACHINES, Page, Picture, typescript
from benchmarks.reading.papers import FACES, RARE_FACES, Paper, Token, cache, papers, wholes
from benchmarks.reading.typewriter import DPI as TYPED_DPI
from benchmarks.reading.typewriter import Typed, typed

TUNING_SEEDS = (11, 12, 13, 14, 15, 16)
"""For whoever works on the reader."""
REPORT_SEEDS = (71, 72, 73, 74, 75, 76)
"""For the figures that are told. Look at neither their pages nor their misreadings."""

CLEAN = ("clean-150", "clean-200", "clean-300")
RARE = "clean-rare"
"""Clean pages at 200 dpi in faces that few offices use; not part of the targets."""
CLASSES = (*CLEAN, *MACHINES, "typewriter", RARE)
"""Images of one page each."""
DIGITAL = ("digital-pdf", "digital-docx")
"""Whole documents with a text layer; they cannot be turned."""
TURNS = (90, 180, 270)


@dataclass(frozen=True)
class MadePage:
    """A file as it arrives, and what it says."""

    name: str
    data: bytes
    suffix: str
    text: str
    """The truth in reading order, the left of two blocks first; NFC, single blanks."""
    tokens: tuple[Token, ...]
    dpi: int
    """Dots an inch; of a photo about, and not written in the file."""


def pages(cls: str, seed: int, count: int) -> Iterator[MadePage]:
    """Yield ``count`` pages of a class. Raises ``ValueError`` for an unknown class.

    Classes of one seed show the same papers, except that typed pages break elsewhere. Making a
    page takes some seconds; files are kept for the next run, until the code that made them
    changes.
    """
    name, _, turn = cls.partition("+")
    if name in DIGITAL:
        yield from _digital(name, seed, count)
    elif name in CLASSES and int(turn or 0) in (0, *TURNS):
        yield from _images(name, seed, count, int(turn or 0))
    else:
        raise ValueError(cls)


def _images(name: str, seed: int, count: int, turn: int) -> Iterator[MadePage]:
    cls = f"{name}+{turn}" if turn else name
    for number, sheet in enumerate(islice(_sheets(name, seed), count)):
        rng = np.random.default_rng((zlib.crc32(name.encode()), seed, number))
        suffix = ".png" if name.startswith("clean") else ".jpg"
        mark = _maker(name == "typewriter")
        kept = cache() / f"{cls}-{seed}-{number}-{mark}{suffix}"
        dpi = int(rng.choice((200, 250, 300))) if name == "typewriter" else _dpi(name)
        if not kept.exists():
            picture = np.rot90(_picture(sheet, name, dpi, rng), -turn // 90)
            half = kept.with_suffix(f".{os.getpid()}")
            half.write_bytes(_filed(np.ascontiguousarray(picture), name, dpi, rng))
            half.rename(kept)
        place = f"{cls}/{seed}/{number}"
        yield MadePage(place, kept.read_bytes(), suffix, sheet.text, sheet.tokens, dpi)


@functools.cache
def _maker(typed: bool) -> str:
    """Return a mark of the code that makes the pictures."""
    names = ("pages", "damage", "typewriter") if typed else ("pages", "damage")
    files = [Path(__file__).parent / f"{name}.py" for name in names]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def _sheets(name: str, seed: int) -> Iterator[Paper | Typed]:
    if name == "typewriter":
        return typed(seed)
    return papers(seed, RARE_FACES if name == RARE else FACES)


def _picture(sheet: Paper | Typed, name: str, dpi: int, rng: np.random.Generator) -> Picture:
    if isinstance(sheet, Typed):
        fine = cv2.resize(sheet.image(), None, fx=FINE / TYPED_DPI, fy=FINE / TYPED_DPI)
        return typescript(np.asarray(fine, dtype=np.uint8), rng, dpi)
    if name.startswith("clean"):
        return _rendered(sheet, dpi)
    return MACHINES[name](_rendered(sheet, FINE), rng)


def _dpi(name: str) -> int:
    number = name.partition("-")[2]
    if number.isdigit():
        return int(number)
    return {"photocopy": 150, RARE: 200}.get(name, 220)


def _rendered(paper: Paper, dpi: int) -> Page:
    with pypdfium2.PdfDocument(paper.pdf) as document:
        page = document[paper.index].render(scale=dpi / 72, grayscale=True)
        return np.array(page.to_pil().convert("L"))


def _filed(picture: Picture, name: str, dpi: int, rng: np.random.Generator) -> bytes:
    """Return the file that the machine writes; a phone does not know the resolution."""
    image, file = Image.fromarray(picture), io.BytesIO()
    if name.startswith("clean"):
        image.save(file, "PNG", dpi=(dpi, dpi))
    elif name.partition("-")[0] == "photo":
        image.save(file, "JPEG", quality=int(rng.integers(75, 92)))
    else:
        image.save(file, "JPEG", quality=int(rng.integers(45, 80)), dpi=(dpi, dpi))
    return file.getvalue()


def _digital(name: str, seed: int, count: int) -> Iterator[MadePage]:
    for number, whole in enumerate(islice(wholes(seed), count)):
        file = whole.pdf if name == "digital-pdf" else whole.docx
        place = f"{name}/{seed}/{number}"
        yield MadePage(place, file.read_bytes(), file.suffix, whole.text, whole.tokens, 0)
