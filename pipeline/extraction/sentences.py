"""Sentences of the paper: paragraphs cut at full stops that end something."""

import re
from collections.abc import Iterator

from pipeline.extraction.paper import Paper

# No sentence ends after an abbreviation ("TP. Hà Nội", "ông T. Văn"), a list number, a day.
_STOP = re.compile(r"(?<![A-ZĐ])(?<!\bTp)(?<!\b[Tt]r)(?<!\bsố)(?<!\d)[.!?](?=\s+[^\W\d_a-zà-ỹđ]|\s+[-–“\"]|\s*$)|(?<=\d)\.(?=\s+[A-ZĐÀ-Ỹ])|[!?](?=\s)")


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


def _cut(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _STOP.finditer(paper.text, start, end):
        if match.start() - begin < 4 and paper.text[begin : match.start()].strip().isdigit():
            continue
        span = paper.trim(begin, match.end())
        if span[1] > span[0]:
            yield span
        begin = match.end()
    span = paper.trim(begin, end)
    if span[1] > span[0]:
        yield span
