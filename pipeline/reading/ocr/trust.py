"""What the reader says of its own words: how sure it is, what is by hand, whether all is blank."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.formats.images import Pixels
from pipeline.reading.ocr.blank import is_blank
from pipeline.reading.ocr.confidence import judged
from pipeline.reading.ocr.engine import SeenWord
from pipeline.reading.ocr.handwriting import written
from pipeline.reading.ocr.page import Prepared
from pipeline.reading.ocr.pen_ink import blueness_of, with_pen_ink


@dataclass(frozen=True, slots=True)
class Judgement:
    """The words of a page, each with the probability that it is right."""

    words: list[SeenWord]
    handwriting: tuple[tuple[int, int, int, int], ...] = ()
    """Places written by hand, in pixels of the upright page."""
    blank: bool = False


def judgement_of(words: Sequence[SeenWord], page: Prepared, pixels: Pixels) -> Judgement:
    """Judge what was recognised on a page; ``pixels`` are the page as it was given.

    A blank page has no words: what was read there shines through or is dust.
    """
    likely = judged(words, page.image, page.dpi)
    blue = blueness_of(page, pixels)
    inked = with_pen_ink(page, blue)
    if is_blank(likely, inked):
        return Judgement([], blank=True)
    found = written(likely, inked, blue)
    return Judgement(found.words, found.boxes)
