"""Pages read as somebody would type them: an empty line only where the page shows one.

A reader of pages parts all paragraphs by an empty line; who types does so between parts of the
paper only, and rules tell the lines of a list or of a signature by it. Here the first of two line
ends becomes a vertical tab where two paragraphs follow each other without a gap: the text keeps
its length, and the paragraph its end.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.reading.document import Document, Line, Page, turned_box
from pipeline.text.unicode import Cleaned

PARAGRAPH = "\v"
"""Stands before the line end of a paragraph that the next one follows without a gap."""
_WIDER = 0.5
"""How much wider than usual, in line heights, the white before a part of the paper is."""


def as_typed(document: Document, cleaned: Cleaned) -> Cleaned:
    """Return the text with ``PARAGRAPH`` in place of empty lines that the page does not show."""
    places = {place for page in document.pages for place in _without_gap(document, page)}
    if not places:
        return cleaned
    letters = list(cleaned.text)
    for place in places:
        at = cleaned.clean_offset(place)
        if letters[at : at + 2] == ["\n", "\n"]:
            letters[at] = PARAGRAPH
    return replace(cleaned, text="".join(letters))


def _without_gap(document: Document, page: Page) -> Iterator[int]:
    """Yield where a paragraph ends that the next one follows as close as line follows line."""
    bands = [_band(page, line) for line in page.lines]
    height = median(bottom - top for top, bottom in bands) if bands else 0.0
    pairs = [
        (one, below[0] - above[1])
        for (one, _), (above, below) in zip(pairwise(page.lines), pairwise(bands), strict=True)
        if below[0] > above[0]
    ]
    blocks = {line.start: line.block for line in page.lines}
    following = dict(pairwise(line.start for line in page.lines))
    inside = [gap for one, gap in pairs if blocks[one.start] == blocks[following[one.start]]]
    usual = median(inside) if len(inside) > 2 else height * 0.25
    for one, gap in pairs:
        apart = blocks[one.start] != blocks[following[one.start]]
        if apart and gap < usual + _WIDER * height and document.text.startswith("\n\n", one.end):
            yield one.end


def _band(page: Page, line: Line) -> tuple[float, float]:
    """Top and bottom of the line on the upright page."""
    (_, top, _, bottom), _, _ = turned_box(line.box, page.width_pt, page.height_pt, page.rotation)
    return top, bottom
