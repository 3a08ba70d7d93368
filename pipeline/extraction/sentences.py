"""Sentences of the paper: paragraphs cut at full stops that end something."""

import re
from collections.abc import Iterator

from pipeline.extraction.paper import Paper

# No sentence ends after an abbreviation ("TP. Hà Nội", "ông T. Văn") or a number of a list. The
# mark stands first, so that a search goes from mark to mark.
_STOP = re.compile(
    r"[.!?](?<!\b[A-ZĐ].)(?<!\bTP.)(?<!\bTp.)(?<!\b[Tt]r.)[.!?]*"
    r"(?=(?:\s+[-–“\"(]?(?P<next>\S))|\s*$)"
)


def sentences(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences that begin inside ``[start, end)``."""
    number = paper.line_number(start)
    first: int | None = None
    for line in paper.lines[number:]:
        if line.start >= end:
            return
        if line.end <= start:
            continue
        first = max(start, line.start) if first is None else first
        if not line.runs_on:
            yield from _cut(paper, first, min(end, line.end))
            first = None


_MARKER = re.compile(r"(?:\(?\d{1,2}[.)]|[-+*•–—●])\s*(?=\S)")


def _cut(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    marker = _MARKER.match(paper.text, start, end)
    begin = start = marker.end() if marker else start
    # Who begins a paragraph with a small letter begins his sentences so.
    small = paper.text[start : start + 1].islower() and paper.text[start + 1 : start + 2].isalpha()
    for match in _STOP.finditer(paper.text, start, end):
        following = match["next"]
        if following and not (small or following.isupper() or following in '-–“"('):
            continue
        if paper.text[begin : match.start()].strip().isdigit():
            continue
        span = paper.trim(begin, match.end())
        if span[1] > span[0]:
            yield span
        begin = match.end()
    span = paper.trim(begin, end)
    if span[1] > span[0]:
        yield span
