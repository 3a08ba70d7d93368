"""Lists inside a petition: bullets, numbers, «Một là», «Thứ nhất», lines with semicolons."""

from collections.abc import Iterator

from pipeline.extraction.paper import Paper
from pipeline.extraction.wordlists import rule

Span = tuple[int, int]

_ORDER = r"(?:nhat|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi|\d{1,2})"
ITEM = rule(
    r"(?:[-+*•–—●▪⁃]|\(?\d{1,2}(?:[.)/](?!\d)|\s{0,2}[-–](?=\s))|\(?[a-ik][.)](?=\s)"
    rf"|(?:(?:viec|dieu|noi dung|hanh vi|chuyen|yeu cau|y) )?thu {_ORDER}(?: la)?\s?[,.:]?(?=\s)"
    r"|(?:yeu cau|dieu|viec|noi dung|hanh vi|diem) \d{1,2}\s?[:.]"
    rf"|(?:mot|{_ORDER})(?: la\s?[,:]?|[,:])(?=\s))\s*(?=\S)"
)
"""The mark that begins an item, in folded text."""
_INLINE = rule(
    r"(?:(?<=[\s:;,.])|^)(?:\(\d{1,2}\)|\d{1,2}[.)](?!\d)|\(?[a-e]\)|(?:mot|hai|ba|bon) la\b,?)\s*"
)


def paragraphs_between(paper: Paper, start: int, end: int) -> Iterator[Span]:
    """Yield the paragraphs that begin inside ``[start, end)``."""
    number = paper.line_number(start)
    first: int | None = None
    for line in paper.lines[number:]:
        if line.start < start:
            continue
        if line.start >= end:
            return
        first = line.start if first is None else first
        if not line.runs_on:
            yield first, min(line.end, end)
            first = None


def items_after(paper: Paper, start: int, end: int) -> Iterator[Span]:
    """Yield the list items that follow ``start`` directly, without their marks and end marks."""
    number = 0
    for number, (first, last) in enumerate(paragraphs_between(paper, start, end)):
        match = ITEM.match(paper.folded, first, last)
        if match is None:
            if number == 0:
                break
            return
        yield match.end(), trimmed(paper, match.end(), last)
    if number == 0:
        yield from _closed_by_semicolons(paper, start, end)


def _closed_by_semicolons(paper: Paper, start: int, end: int) -> Iterator[Span]:
    """Lines without a mark, each closed by a semicolon, the last by a full stop."""
    found: list[Span] = []
    for first, last in paragraphs_between(paper, start, end):
        if ITEM.match(paper.folded, first, last):
            return
        closed = paper.text[last - 1]
        found.append((first, trimmed(paper, first, last)))
        if closed != ";":
            break
    if len(found) > 1:
        yield from found


def inline_items(paper: Paper, start: int, end: int) -> list[Span]:
    """Return the items of ``… đề nghị: (1) hủy …; (2) trả lại …`` inside one sentence."""
    marks = list(_INLINE.finditer(paper.folded, start, end))
    if len(marks) < 2:
        return []
    stops = [m.start() for m in marks[1:]] + [end]
    return [(m.end(), trimmed(paper, m.end(), stop)) for m, stop in zip(marks, stops, strict=True)]


def trimmed(paper: Paper, start: int, end: int) -> int:
    """Return the end without white space and end marks."""
    while end > start and paper.text[end - 1] in " \t\n;,.:-–":
        end -= 1
    return end
