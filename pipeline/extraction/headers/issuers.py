"""The bodies that issue an official document: the capital lines above its number."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.extraction.findings import Value
from pipeline.extraction.headers.header_lines import (
    MOTTO,
    NATION,
    SEPARATOR,
    STAMP,
    Head,
    left_of,
    number_match,
)
from pipeline.extraction.paper import Line, Paper
from pipeline.extraction.wordlists import rule

_HEADWORDS = rule(r"@issuer_begins@\b")


def issuers_of(paper: Paper, head: Head) -> Iterator[Value]:
    """Yield the parent bodies and the issuer: the capital lines above the number line."""
    group: list[tuple[int, int]] = []
    for line in _issuer_lines(paper, head):
        starts = _HEADWORDS.match(paper.folded, *line) is not None
        if group and not starts:
            group.append(line)
            continue
        if group:
            yield _over_lines(paper, group)
        group = [line] if starts else []
    if group:
        yield _over_lines(paper, group)


def _over_lines(paper: Paper, spans: list[tuple[int, int]]) -> Value:
    """One value of several lines, the other column's words between them left out."""
    first, last = spans[0][0], spans[-1][1]
    whole = paper.value(first, last, confidence=0.9)
    pieces = [paper.value(*span, confidence=0.9) for span in spans]
    words = " ".join(str(piece.value) for piece in pieces)
    if words == whole.value:
        return whole
    evidence = tuple(e for piece in pieces for e in piece.evidence)
    text = "\n".join(piece.text for piece in pieces)
    return replace(whole, value=words, text=text, evidence=evidence)


def _issuer_lines(paper: Paper, head: Head) -> Iterator[tuple[int, int]]:
    end = head.number if head.number is not None else head.end
    for line in paper.lines[: min(end, 14)]:
        span = _left_part(paper, line)
        if span is None:
            continue
        text = paper.text[span[0] : span[1]]
        letters = [c for c in text if c.isalpha()]
        if (
            number_match(line)
            or len(letters) < 2
            or sum(c.isupper() for c in letters) < 0.85 * len(letters)
        ):
            continue
        yield span


def _left_part(paper: Paper, line: Line) -> tuple[int, int] | None:
    """The part of a line before the national title, when both were read as one line."""
    folded = paper.folded[line.start : line.end]
    if SEPARATOR.fullmatch(line.text) or STAMP.search(folded):
        return None
    title = NATION.search(folded) or MOTTO.search(folded)
    end = line.start + title.start() if title else left_of(paper, line).end
    start, end = paper.trim(line.start, end)
    return (start, end) if end - start > 1 else None
