"""A page image becomes the words of a page: prepared, turned upright, recognised, mapped back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.reading.document import Box
from pipeline.reading.formats.images import PageImage
from pipeline.reading.layout.assemble import PageWords
from pipeline.reading.layout.order import Rule, Token
from pipeline.reading.ocr.engine import SeenWord, words_of
from pipeline.reading.ocr.mark_look import with_likelier_marks
from pipeline.reading.ocr.page import Prepared, Way
from pipeline.reading.ocr.prepare import prepare
from pipeline.reading.ocr.repair import MENDED_AT_MOST, repaired
from pipeline.reading.ocr.rules import drawn, spans
from pipeline.reading.ocr.trust import judgement_of
from pipeline.reading.ocr.turn import stood_up

Place = tuple[int, int, int, int]
"""A box in pixels of the upright page."""


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
        tokens=tuple(repaired(tokens_of(_whole(judged.words, seen), ready, scale))),
        rules=tuple(rules_of(ready)),
        rotation=ready.turn,
        dpi=page.dpi,
        inked=not judged.blank,
        handwriting=tuple(
            _box_on_page(box, ready.to_original, scale) for box in judged.handwriting
        ),
    )


def recognised(page: PageImage, tessdata: Path) -> tuple[Prepared, list[SeenWord]]:
    """Return the upright page and its words, tone marks looked at once more."""
    ready = prepare(page.pixels, page.dpi)
    ready, words = stood_up(ready, lambda turned: words_of(turned.image, turned.dpi, tessdata))
    return ready, with_likelier_marks(words, ready.image)


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
            confidence=word.confidence
            if word.raw is None
            else min(word.confidence, MENDED_AT_MOST),
            group=word.line,
            raw=word.raw,
        )
        for word in words
    ]


def rules_of(ready: Prepared) -> list[Rule]:
    """Return the lines drawn on the upright page: the borders of tables."""
    unit = 72 / ready.dpi
    across, down = (spans(lines, ready.dpi) for lines in drawn(ready.image, ready.dpi))
    return [
        *(Rule((x0 + x1) / 2 * unit, top * unit, end * unit) for x0, top, x1, end in down),
        *(
            Rule(x0 * unit, (top + end) / 2 * unit, (top + end) / 2 * unit, (x1 - x0) * unit)
            for x0, top, x1, end in across
        ),
    ]


def _whole(words: Sequence[SeenWord], seen: Sequence[SeenWord]) -> list[SeenWord]:
    """Return the judged words, in the order in which they were recognised, with all their ink.

    Judgement draws their boxes around dark ink only; a typewriter's faint letters stand outside.
    """
    pairs = zip(words, seen if words else (), strict=True)  # a blank page has none left
    return [replace(word, box=_around(word.box, first.box)) for word, first in pairs]


def _around(one: Place, other: Place) -> Place:
    """Return the box that holds both."""
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _box_on_page(box: Place, to_original: Way, scale: float) -> Box:
    left, top, right, bottom = to_original.box(box)
    return left * scale, top * scale, right * scale, bottom * scale
