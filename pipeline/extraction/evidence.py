"""From a span of the document's text to its place on the page."""

from collections.abc import Iterable

from pipeline.extraction.findings import Evidence
from pipeline.reading.document import Box, Document, Page, Word


def evidence_for(document: Document, start: int, end: int) -> tuple[Evidence, ...]:
    """Return where ``[start, end)`` stands: one Evidence a page, one box a line in PDF points.

    A file without pages gives one Evidence on page 1 without boxes.
    """
    pieces = [
        (page, max(start, page.start), min(end, page.end))
        for page in document.pages
        if page.start < end and start < page.end
    ]
    if not pieces:
        return (Evidence(start, end, document.page_at(start), ()),)
    return tuple(
        Evidence(first, last, page.number, _boxes(document, page, first, last))
        for page, first, last in pieces
        if document.text[first:last].strip()
    ) or (Evidence(start, end, document.page_at(start), ()),)


def _boxes(document: Document, page: Page, start: int, end: int) -> tuple[Box, ...]:
    lines: dict[int, list[Word]] = {}
    for owner, word in document.words_between(start, end):
        if owner.number == page.number:
            lines.setdefault(word.line, []).append(word)
    return tuple(_around(word.box for word in words) for words in lines.values())


def _around(boxes: Iterable[Box]) -> Box:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def reading_confidence(document: Document, start: int, end: int) -> float:
    """Return how sure the reader was of the words in the span, 0 to 1; 1 without pages."""
    if not document.pages:
        return 1.0
    words = [word.confidence for _, word in document.words_between(start, end)]
    return sum(words) / len(words) if words else 1.0
