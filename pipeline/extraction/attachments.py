"""The papers that the writer says are enclosed."""

import re
from collections.abc import Iterator

from pipeline.extraction.findings import Value
from pipeline.extraction.paper import Paper
from pipeline.extraction.requests import paragraphs_between
from pipeline.extraction.wordlists import rule

MAX_ATTACHMENTS = 40

_HEADING = rule(
    r"[\W\d]{0,6}(?:(?:toi|chung toi) (?:xin )?)?(?:nop |cac )?@attachments@(?:[^\n:.;]{0,60}:"
    r"|\s{1,3}(?:gom(?: co)?|la)\b:?|\s*$)\s*"
)
_ITEM = rule(r"(?:[-+*•–—●]|\(?\d{1,2}[.)/]|\(?[a-hđ][.)])\s*(?=\S)")
_NOTHING = rule(r"[\s.…_]*|(?:neu co|khong(?: co)?)[\s.)]*")
_SIGNING = rule(r"[\W\d]{0,4}(?:@signing@)\b")


def section(paper: Paper, floor: int = 0) -> tuple[int, int] | None:
    """Return the span from the attachments' heading to its last item; None without one."""
    found = _heading(paper, floor)
    if found is None:
        return None
    spans = list(_items(paper, *found))
    return (found[0], spans[-1][1] if spans else found[1])


def attachments_of(paper: Paper, floor: int = 0) -> tuple[Value, ...]:
    """Return the enclosed papers, one a list item, or parted by semicolons in one line."""
    found = _heading(paper, floor)
    if found is None:
        return ()
    return tuple(
        paper.value(*span, confidence=0.85)
        for span in list(_items(paper, *found))[:MAX_ATTACHMENTS]
    )


def _heading(paper: Paper, floor: int) -> tuple[int, int] | None:
    """Return the heading's start and end, the last one that begins a line."""
    found: tuple[int, int] | None = None
    for line in paper.lines:
        if line.start < floor:
            continue
        match = _HEADING.match(paper.folded, line.start, line.end)
        if match and _plausible(paper, match, line.end):
            found = found or (line.start, match.end())
    return found


def _plausible(paper: Paper, match: re.Match[str], line_end: int) -> bool:
    """A heading ends with a colon or its line, or says what it encloses (``gồm …``)."""
    text = match.group().rstrip()
    return text.endswith((":", "gom", "co", "la")) or match.end() >= line_end


def _items(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    line_end = paper.paragraph_end(start)
    if end < line_end:
        yield from _inline(paper, end, line_end)
        if not _ITEM.match(paper.text, end, line_end) and paper.text[line_end - 1] not in ";":
            return
    first_block = paper.line_at(start).block
    for number, (first, last) in enumerate(paragraphs_between(paper, line_end, len(paper.text))):
        item = _ITEM.match(paper.text, first, last)
        near = paper.line_at(first).block <= first_block + (1 if number == 0 else 0)
        if _SIGNING.match(paper.folded, first, last) or (
            item is None and (number == 0 or not near)
        ):
            if item is None and number == 0 and near and _titled(paper, first, last):
                yield from _filled(paper, first, last)
                continue
            return
        if item is None and not _titled(paper, first, last):
            return
        first_block = paper.line_at(first).block
        yield from _filled(paper, item.end() if item else first, last)


_PAPER_WORD = rule(r"(?:\d{1,3}\s{1,3}(?:to|bo)?\s{0,3})?@paper_begins@\b")


def _titled(paper: Paper, start: int, end: int) -> bool:
    return bool(_PAPER_WORD.match(paper.folded, start, end))


def _filled(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end > start and paper.text[end - 1] in " \n;.,":
        end -= 1
    text = paper.text[start:end]
    if (
        end - start > 2
        and not _NOTHING.fullmatch(paper.folded, start, end)
        and not re.search(r"…|\.{4,}|_{4,}|\{\{|\(Blank", text)
    ):
        yield start, end


_PART = re.compile(
    r";\s*|(?<!\S)\(?\d{1,2}[.)]\s+|,\s+(?=(?:\d{1,2} )?(?:bản|giấy|quyết định|biên bản"
    r"|hợp đồng|đơn|căn cước|cccd|hình|ảnh|video)\b)",
    re.IGNORECASE,
)


def _inline(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _PART.finditer(paper.text, start, end):
        if match.start() > begin:
            yield from _filled(paper, begin, match.start())
        begin = match.end()
    item = _ITEM.match(paper.text, begin, end)
    yield from _filled(paper, item.end() if item else begin, end)
