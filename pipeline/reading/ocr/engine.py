"""Words of a page image by Tesseract. One open engine a process; import it late: it is heavy."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# One thread a process: the pool has a process for each core, and Tesseract's own threads only
# make each other wait. OpenMP reads it when the library is loaded.
os.environ["OMP_THREAD_LIMIT"] = "1"

import tesserocr

from pipeline.reading.ocr.tessdata import LANGUAGE, ORIENTATION, has_language

Grey = NDArray[np.uint8]

_SURE_MARKS = frozenset("-–—+*:;,.…/()[]\"“”'%&=•")
_LEAST_CONFIDENCE = 0.05
_DOUBTFUL_ALONE = 0.8


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word that Tesseract saw; all lengths are pixels of the image it was given."""

    text: str
    box: tuple[int, int, int, int]
    baseline: float
    """Height of the baseline at the middle of the word."""
    row_height: float
    line: int
    confidence: float


def words_of(image: Grey, dpi: int, tessdata: Path) -> list[SeenWord]:
    """Return the words of an upright page image (dark on light grey)."""
    engine = _engine(tessdata)
    _show(engine, image, dpi)
    try:
        if not engine.Recognize(0):
            return []
        words = [word for word in _seen(engine.GetIterator()) if _is_word(word)]
        return _without_residue(words)
    finally:
        engine.Clear()


def orientation_of(image: Grey, dpi: int, tessdata: Path) -> int | None:
    """Return by how many degrees clockwise the image must be turned to stand upright.

    None when Tesseract is not sure or its orientation data are not installed.
    """
    if not has_language(tessdata, ORIENTATION):
        return None
    engine = _orientation_engine(tessdata)
    _show(engine, image, dpi)
    try:
        found = engine.DetectOrientationScript()
    finally:
        engine.Clear()
    if not found or found["orient_conf"] < 1.0:
        return None
    return -int(found["orient_deg"]) % 360


@cache
def _engine(tessdata: Path) -> Any:
    return _opened(tessdata, LANGUAGE, tesserocr.PSM.AUTO)


@cache
def _orientation_engine(tessdata: Path) -> Any:
    return _opened(tessdata, ORIENTATION, tesserocr.PSM.OSD_ONLY)


def _opened(tessdata: Path, language: str, mode: Any) -> Any:
    engine = tesserocr.PyTessBaseAPI(path=str(tessdata), lang=language, psm=mode)
    engine.SetVariable("debug_file", os.devnull)  # else it talks on the terminal
    return engine


def _show(engine: Any, image: Grey, dpi: int) -> None:
    height, width = image.shape
    engine.SetImageBytes(np.ascontiguousarray(image).tobytes(), width, height, 1, width)
    engine.SetSourceResolution(dpi)


def _seen(found: Any) -> Iterator[SeenWord]:
    if found is None:
        return
    line = -1
    level = tesserocr.RIL.WORD
    for item in tesserocr.iterate_level(found, level):
        if item.IsAtBeginningOf(tesserocr.RIL.TEXTLINE):
            line += 1
        box = item.BoundingBox(level)
        if box is None or item.Empty(level):
            continue
        (_, y0), (_, y1) = item.Baseline(level)
        rows = item.RowAttributes()
        yield SeenWord(
            text=(item.GetUTF8Text(level) or "").strip(),
            box=box,
            baseline=(y0 + y1) / 2,
            row_height=rows["row_height"],
            line=line,
            confidence=item.Confidence(level) / 100,
        )


def _is_word(word: SeenWord) -> bool:
    """Tell words from what seals, signatures and rules leave behind."""
    if not word.text or word.confidence < _LEAST_CONFIDENCE:
        return False
    if any(c.isalnum() for c in word.text):
        return True
    return word.confidence > 0.5 and all(c in _SURE_MARKS for c in word.text)


def _without_residue(words: list[SeenWord]) -> list[SeenWord]:
    """Drop lines of one or two doubtful letters: strokes of a signature, the rim of a seal."""
    lines: dict[int, list[SeenWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return [word for line in lines.values() if not _is_residue(line) for word in line]


def _is_residue(line: list[SeenWord]) -> bool:
    text = "".join(word.text for word in line)
    sure = max(word.confidence for word in line)
    return len(text) <= 2 and not text.isdigit() and sure < _DOUBTFUL_ALONE
