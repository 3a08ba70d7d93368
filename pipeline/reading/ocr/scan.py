"""A page image becomes the words of a page: prepared, turned upright, recognised, mapped back."""

from pathlib import Path

from pipeline.reading.assemble import PageWords
from pipeline.reading.document import Box
from pipeline.reading.formats.images import PageImage
from pipeline.reading.layout import Rule, Token
from pipeline.reading.ocr.engine import SeenWord, words_of
from pipeline.reading.ocr.page import Prepared, Way
from pipeline.reading.ocr.prepare import prepare, vertical_lines
from pipeline.reading.ocr.repair import repaired
from pipeline.reading.ocr.trust import judgement_of
from pipeline.reading.ocr.turn import stood_up


def read_image(page: PageImage, tessdata: Path) -> PageWords:
    """Return the words of a page image, boxes in points of the page as it was given."""
    ready, seen = recognised(page, tessdata)
    judged = judgement_of(seen, ready, page.pixels)
    scale = 72 / page.dpi
    height, width = page.pixels.shape[:2]
    return PageWords(
        width_pt=width * scale,
        height_pt=height * scale,
        source="ocr",
        tokens=tuple(repaired(tokens_of(judged.words, ready, scale))),
        rules=tuple(rules_of(ready)),
        rotation=ready.turn,
        dpi=page.dpi,
        inked=not judged.blank,
        handwriting=tuple(
            _box_on_page(box, ready.to_original, scale) for box in judged.handwriting
        ),
    )


def recognised(page: PageImage, tessdata: Path) -> tuple[Prepared, list[SeenWord]]:
    """Return the upright page and its words as the recogniser saw them."""
    ready = prepare(page.pixels, page.dpi)
    return stood_up(ready, lambda turned: words_of(turned.image, turned.dpi, tessdata))


def tokens_of(words: list[SeenWord], ready: Prepared, scale: float) -> list[Token]:
    """Return the words with their boxes in points; ``scale`` is points to a pixel given."""
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


def rules_of(ready: Prepared) -> list[Rule]:
    """Return the vertical lines of the upright page: the borders of tables."""
    unit = 72 / ready.dpi
    return [Rule(x * unit, top * unit, bottom * unit) for x, top, bottom in vertical_lines(ready)]


def _box_on_page(box: tuple[int, int, int, int], to_original: Way, scale: float) -> Box:
    left, top, right, bottom = to_original.box(box)
    return left * scale, top * scale, right * scale, bottom * scale
