"""Lists inside a petition: bullets, numbers, «Một là», «Thứ nhất», lines with semicolons."""

from collections.abc import Iterator

from pipeline.extraction.paper import Paper
from pipeline.extraction.wordlists import rule

Span = tuple[int, int]

_ORDER = r"(?:nhat|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi|\d{1,2})"
BULLETS = "-_+*•–—●▪⁃·◦‣▸►▶➢➤→⇒✓✔✗★☆◆■□❖\u2705\u2611\u27a1\ufe0f\U0001f300-\U0001faff"
"""Signs that begin an item of a list, for a character class; those of telephones among them."""
ITEM = rule(
    rf"(?:[{BULLETS}]{{1,2}}"
    r"|(?:\d{1,2}|[ivx]{1,4}|[a-e])\.\d{1,2}[.)]?(?=\s)|\(?\d{1,2}\s?(?:[.)/](?!\d)"
    r"|\s{0,2}[-–](?=\s))|\(?[a-ik]\s?[.)/](?=\s)|\(?(?:i{1,3}|iv|v)\)(?=\s)"
    rf"|(?:(?:viec|dieu|noi dung|hanh vi|chuyen|yeu cau|y) )?thu {_ORDER}(?: la)?\s?[,.:]?(?=\s)"
    r"|(?:yeu cau|dieu|viec|noi dung|hanh vi|diem) \d{1,2}\s?[:.]|lan (?:thu )?(?:\d{1,2}|nhat"
    r"|hai|ba)\s?[,:.](?=\s)"
    rf"|(?:mot|{_ORDER})(?: la\s?[,:]?|[,:])(?=\s))\s*(?=\S)"
)
"""The mark that begins an item, in folded text."""
_INLINE = rule(
    r"(?:(?<=[\s:;,.])|^)(?:\(\d{1,2}\)|\d{1,2}[.)](?!\d)|\(?[a-e]\)|\((?:i{1,3}|iv|v)\)"
    rf"|(?:mot|hai|ba|bon|nam) la\b[,:]?|thu {_ORDER}(?: la)?\s?[,:]|thu {_ORDER} la\b"
    rf"|(?:yeu cau|dieu|viec|de nghi) (?:thu )?{_ORDER}(?: la)?\s?[,:])\s*"
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
        begin = item_start(paper, first, last)
        if begin is None:
            if number == 0:
                break
            return
        yield begin, trimmed(paper, begin, last)
    if number == 0:
        yield from _closed_by_semicolons(paper, start, end)


def item_start(paper: Paper, first: int, last: int) -> int | None:
    """Return where the text of the item that begins at ``first`` begins; None where none does.

    A star or dash of plain-text mark-up stands before the line, which is without it.
    """
    match = ITEM.match(paper.folded, first, last)
    if match is not None:
        return match.end()
    before = paper.text[paper.text.rfind("\n", 0, first) + 1 : first].strip()
    return first if before in _MARKUP else None


_MARKUP = frozenset({"*", "_", ">", ">>", "**", "#"})


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
