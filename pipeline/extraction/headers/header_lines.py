"""The lines of an official document's header: what tells them apart, and their two columns."""

import re
from dataclasses import dataclass

from pipeline.extraction.paper import Line, Paper

NATION = re.compile(r"c[o0]ng h[o0]a xa h[o0]i|viet nam$|dang c[o0]ng san")
MOTTO = re.compile(r"d[o0]c lap\s?[-–.]|tu do\s?[-–.]|hanh phuc")
GAP = re.compile(r"[ \t]{4,}")
"""What parts two columns of a text file."""
SEPARATOR = re.compile(r"[\s_\-–—*=.~]+")
STAMP = re.compile(r"cong van den|\bden\b|van ban den|\bden so\b")
PARTIAL_DATE = re.compile(
    r"ng[aàảáạ]y(?P<d>[^\n]{0,14}?)(?:th[aáàảâ]ng(?P<m>[^\n]{0,10}?))?n[aăâä]m\s{0,3}(?P<y>(?:19"
    r"|20)\d{2})(?!\d)",
    re.IGNORECASE,
)

_LABEL = r"(?P<so>S[ốôóòỐÔÓ]\w?[ ]?[:.;,]?[ ]?)"
# The number is stamped or written by hand: what stands before the slash may be anything.
_NUMBER = re.compile(
    rf"(?:^\W{{0,3}}|(?<=\s)(?=S)){_LABEL}?(?P<n>[^/\n]{{0,16}}?)[ .…_]{{0,12}}/[ ]?(?P<s>[A-ZĐ]["
    rf"\w&.]{{1,16}}(?:[ ]?[-–/][ ]?[A-ZĐ][\w&.]{{0,16}}){{0,4}})(?=\s|$)"
)
_PARTY_NUMBER = re.compile(
    rf"(?:^\W{{0,3}}|(?<=\s)){_LABEL}(?P<n>[^/\n]{{0,16}}?)[ .…_]{{0,12}}[-–](?P<s>[A-ZĐ][\wĐ]"
    rf"{{1,5}}/[^\W\d_][\w&.-]*)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """Line numbers: of the number line, of the type line; the end of the header."""

    number: int | None
    type: int | None
    kind: str | None
    end: int


def number_match(line: Line) -> re.Match[str] | None:
    """The line of number and symbol; without ``Số`` it must be nearly all the line holds."""
    if "/" not in line.text:
        return None
    match = _PARTY_NUMBER.search(line.text) or _NUMBER.search(line.text)
    if match is None or (not match["so"] and match.start() == 0 and len(match["n"]) > 8):
        return None
    return match if match["so"] or match.end() == len(line.text) else None


def left_of(paper: Paper, line: Line) -> Line:
    gap = GAP.search(paper.text, line.start, line.end)
    return _cut(paper, line, line.start, gap.start()) if gap else line


def right_of(paper: Paper, line: Line) -> Line:
    gap = GAP.search(paper.text, line.start, line.end)
    return _cut(paper, line, gap.end(), line.end) if gap else line


def _cut(paper: Paper, line: Line, start: int, end: int) -> Line:
    return Line(start, end, paper.text[start:end], line.block, line.runs_on)


def office_line(line: Line) -> bool:
    letters = [c for c in line.text if c.isalpha()]
    upper = bool(letters) and sum(c.isupper() for c in letters) >= 0.85 * len(letters)
    return upper and len(line.text) > 3
