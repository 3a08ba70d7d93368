"""Words of a page image by Tesseract. One open engine a process; import it late: it is heavy.

We find the lines ourselves and show Tesseract's network one at a time: its own search for lines
cuts off stacked tone marks (``đổi`` became ``đôi``), takes two columns for one and stumbles over
seals. A doubtful line is looked at again, cut otherwise and by the larger network for Vietnamese
script where that is installed.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

# One thread a process: the pool has a process for each core, and Tesseract's own threads only
# make each other wait. OpenMP reads it when the library is loaded.
os.environ["OMP_THREAD_LIMIT"] = "1"

import tesserocr

from pipeline.reading.ocr.lines import Cut, Lines, TextLine, lines_of, strip_of, without_rules
from pipeline.reading.ocr.second_look import Reading, merged, needs_second_look
from pipeline.reading.ocr.tessdata import LANGUAGE, has_language

Grey = NDArray[np.uint8]

_SURE_MARKS = frozenset("-–—+*:;,.…/()[]\"“”'%&=•")
_DASHES, _STOPS = frozenset("-–—"), frozenset(".,:;'\"“”")
_ALONE = 0.8
"""A stop this far from any word, in x-heights, is none."""
_LEAST_CONFIDENCE = 0.05
_DOUBTFUL_ALONE = 0.8
_SCRIPT = "Vietnamese"
_FAR = 1_000_000
_FIRST = Cut(above=2.0, below=0.55, side=0.2)
_SECOND = Cut(above=2.2, below=0.55, side=0.2)


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
    raw: str | None = None
    """What was read, where a look at the ink gave the word another tone mark."""


def words_of(image: Grey, dpi: int, tessdata: Path) -> list[SeenWord]:
    """Return the words of an upright page image (dark on light grey)."""
    plain = without_rules(image, dpi)
    lines = lines_of(plain, dpi)
    words = [
        _placed(word, line, number)
        for number, line in enumerate(lines.found)
        for word in _fitted(_line_read(plain, lines, line, tessdata), lines, line)
    ]
    return _without_residue(without_specks([word for word in words if _is_word(word)]))


def _line_read(image: Grey, lines: Lines, line: TextLine, tessdata: Path) -> list[Reading]:
    first = _looked_at(_engine(tessdata, LANGUAGE), image, lines, line, _FIRST)
    if not needs_second_look(first):
        return first
    other = _SCRIPT if has_language(tessdata, _SCRIPT) else LANGUAGE
    return merged(first, _looked_at(_engine(tessdata, other), image, lines, line, _SECOND))


def _looked_at(engine: Any, image: Grey, lines: Lines, line: TextLine, cut: Cut) -> list[Reading]:
    """Return what the network sees on one line."""
    strip = strip_of(image, lines, line, cut)
    if strip is None:
        return []
    height, width = strip.image.shape
    engine.SetImageBytes(np.ascontiguousarray(strip.image).tobytes(), width, height, 1, width)
    try:
        if not engine.Recognize(0):
            return []
        seen = _parted(sorted(_seen(engine.GetIterator()), key=lambda word: word[1][0]))
        return [Reading(text, strip.on_page(box), sure) for text, box, sure in seen]
    finally:
        engine.Clear()


def _fitted(words: list[Reading], lines: Lines, line: TextLine) -> list[Reading]:
    """Return the words with boxes around their ink: the network only knows about where they are."""
    words = sorted(words, key=lambda word: word.box[0])
    boxes = lines.fitted(line, [word.box for word in words])
    return [replace(word, box=box) for word, box in zip(words, boxes, strict=True)]


def _placed(word: Reading, line: TextLine, number: int) -> SeenWord:
    x0, _, x1, _ = word.box
    baseline = line.baseline + line.slope * ((x0 + x1) / 2 - (line.x0 + line.x1) / 2)
    return SeenWord(word.text, word.box, baseline, 2 * line.x_height, number, word.confidence)


@cache
def _engine(tessdata: Path, language: str) -> Any:
    engine = tesserocr.PyTessBaseAPI(path=str(tessdata), lang=language, psm=tesserocr.PSM.RAW_LINE)
    engine.SetVariable("debug_file", os.devnull)  # else it talks on the terminal
    return engine


_Word = tuple[str, tuple[int, int, int, int], float]
"""A word of a line, its box in the strip, and Tesseract's confidence (0 to 1)."""


def _seen(found: Any) -> Iterator[_Word]:
    if found is None:
        return
    level = tesserocr.RIL.WORD
    for item in tesserocr.iterate_level(found, level):
        if item.Empty(level):
            continue
        box = item.BoundingBox(level)
        text = (item.GetUTF8Text(level) or "").strip()
        if box is not None and text:
            yield text, box, item.Confidence(level) / 100


def _parted(words: list[_Word]) -> list[_Word]:
    """End each word before the next one: now and then Tesseract gives one the whole line."""
    if not words:
        return []
    ends = [box[0] for _, box, _ in words[1:]]
    return [
        (text, (box[0], box[1], max(box[0] + 1, min(box[2], end)), box[3]), sure)
        for (text, box, sure), end in zip(words, [*ends, _FAR], strict=True)
    ]


def _is_word(word: SeenWord) -> bool:
    """Tell words from what seals, signatures and rules leave behind."""
    if not word.text or word.confidence < _LEAST_CONFIDENCE:
        return False
    if _has_letter(word.text):
        return True
    return word.confidence > 0.5 and all(c in _SURE_MARKS for c in word.text)


def _has_letter(text: str) -> bool:
    """Tell whether there is a letter or a figure; Unicode counts ``ˆ`` among the letters too."""
    return any(c.isalnum() and category(c) != "Lm" for c in text)


def without_specks(words: list[SeenWord]) -> list[SeenWord]:
    """Drop specks of dirt that were read as marks: where they stand they are no dash, no stop."""
    lines: dict[int, list[SeenWord]] = {}
    for word in sorted(words, key=lambda word: word.box[0]):
        lines.setdefault(word.line, []).append(word)
    specks = {
        id(word)
        for line in lines.values()
        for before, word, after in zip([None, *line], line, [*line[1:], None], strict=False)
        if not _has_letter(word.text) and _is_speck(before, word, after)
    }
    return [word for word in words if id(word) not in specks]


def _is_speck(before: SeenWord | None, word: SeenWord, after: SeenWord | None) -> bool:
    x0, y0, x1, y1 = word.box
    unit = word.row_height / 2
    if word.text in _DASHES:
        height = (word.baseline - (y0 + y1) / 2) / unit
        return x1 - x0 < max(0.2 * unit, 0.8 * (y1 - y0)) or not 0.1 < height < 0.9
    if word.text not in _STOPS:
        return False
    left = before is None or x0 - before.box[2] > _ALONE * unit
    right = after is None or after.box[0] - x1 > _ALONE * unit
    return before is None or (left and right)


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
