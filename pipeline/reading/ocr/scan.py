"""A page image becomes the words of a page: prepared, turned upright, recognised, mapped back."""

from pathlib import Path

import cv2
import numpy as np

from pipeline.reading.assemble import PageWords
from pipeline.reading.document import Box
from pipeline.reading.formats.images import PageImage
from pipeline.reading.layout import Rule, Token
from pipeline.reading.ocr.engine import SeenWord, orientation_of, words_of
from pipeline.reading.ocr.page import Matrix, Prepared, turned
from pipeline.reading.ocr.prepare import looks_sideways, prepare, vertical_lines

_DOUBTFUL = 0.6
"""Mean confidence below which the page may stand on its head."""


def read_image(page: PageImage, tessdata: Path) -> PageWords:
    """Return the words of a page image, boxes in points of the page as it was given."""
    ready = prepare(page.pixels, page.dpi)
    ready, turn, words = _upright(ready, tessdata)
    scale = 72 / page.dpi
    height, width = page.pixels.shape[:2]
    return PageWords(
        width_pt=width * scale,
        height_pt=height * scale,
        source="ocr",
        tokens=tuple(_tokens(words, ready, scale)),
        rules=tuple(_rules(ready)),
        rotation=turn,
        dpi=page.dpi,
        inked=bool(words) or _has_ink(ready),
    )


def _upright(ready: Prepared, tessdata: Path) -> tuple[Prepared, int, list[SeenWord]]:
    """Recognise the page; where that goes badly, turn it and keep the better reading."""
    words: list[SeenWord] = []
    if not looks_sideways(ready.image):
        words = words_of(ready.image, ready.dpi, tessdata)
        if _score(words) >= _DOUBTFUL or not _has_ink(ready):
            return ready, 0, words
    best = (ready, 0, words)
    for turn in _turns(ready, tessdata):
        other = turned(ready, turn)
        found = words_of(other.image, other.dpi, tessdata)
        if _weight(found) > _weight(best[2]):
            best = (other, turn, found)
        if _score(found) >= _DOUBTFUL:
            break
    return best


def _turns(ready: Prepared, tessdata: Path) -> list[int]:
    """Return the turns worth trying, the likeliest first."""
    sure = orientation_of(ready.image, ready.dpi, tessdata)
    if looks_sideways(ready.image):
        return [270, 90] if sure == 270 else [90, 270]
    if sure is None:
        return [180]
    return [sure] if sure else []


def _score(words: list[SeenWord]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / letters if letters else 0.0


def _weight(words: list[SeenWord]) -> float:
    """How much was read, and how surely: a few sure words must not beat a page of fair ones."""
    return sum(len(word.text) * word.confidence**2 for word in words)


def _has_ink(ready: Prepared) -> bool:
    return float(np.mean(ready.image < 128)) > 0.0005


def _tokens(words: list[SeenWord], ready: Prepared, scale: float) -> list[Token]:
    unit = 72 / ready.dpi
    return [
        Token(
            text=word.text,
            box=_box_on_page(word.box, ready.to_original, scale),
            x0=word.box[0] * unit,
            x1=word.box[2] * unit,
            top=(word.baseline - 0.75 * word.row_height) * unit,
            bottom=(word.baseline + 0.1 * word.row_height) * unit,
            confidence=word.confidence,
            group=word.line,
        )
        for word in words
    ]


def _rules(ready: Prepared) -> list[Rule]:
    """Return the vertical lines of the upright page: the borders of tables."""
    unit = 72 / ready.dpi
    return [Rule(x * unit, top * unit, bottom * unit) for x, top, bottom in vertical_lines(ready)]


def _box_on_page(box: tuple[int, int, int, int], to_original: Matrix, scale: float) -> Box:
    x0, y0, x1, y1 = box
    corners = np.array([[[x0, y0], [x1, y0], [x1, y1], [x0, y1]]], dtype=np.float64)
    points = cv2.perspectiveTransform(corners, to_original)[0] * scale
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return float(left), float(top), float(right), float(bottom)
