"""The head of a petition: title and addressees."""

import re
from dataclasses import dataclass

from pipeline.extraction.paper import Line, Paper
from pipeline.extraction.wordlists import rule

TITLE_LINES = 30
"""Lines from the top in which the title must stand."""

_ASKS = (
    r"(?:khieu nai|khieu lai|to cao|kien nghi|phan anh|trinh bay|tuong trinh|keu cuu|keu oan"
    r"|de nghi|yeu cau|to giac|xin|gop y|cau cuu|tu van|ngo|trinh)"
)
_TITLE = rule(
    rf"(?:don\b|(?:giay|thu|ban|phieu|bao cao|y kien|van ban)(?: \w+)? {_ASKS}\b|{_ASKS}$|don thu$)"
)
_SMALL_TITLE = rule(rf"(?:don|thu|giay) (?:\w+ )?{_ASKS}(?: \w+){{0,4}}$")
_NOT_TITLE = rule(r"don (?:vi|gia|duong|phuong)\b")
_ABOUT = rule(r"\(?\s{0,2}(?:v/v|ve viec|vv)\b")


@dataclass(frozen=True, slots=True)
class Heading:
    title: tuple[int, int] | None
    about: tuple[int, int] | None
    """The ``(V/v …)`` under the title, without brackets and V/v."""


def heading(paper: Paper) -> Heading:
    for number, line in enumerate(paper.lines[:TITLE_LINES]):
        if _is_title(paper, line):
            last = _title_end(paper, number)
            return Heading(
                (line.start, _cut_about(paper, line.start, last.end)), _about(paper, number)
            )
    return Heading(None, None)


def _folded(paper: Paper, line: Line) -> str:
    return paper.folded[line.start : line.end]


def _is_title(paper: Paper, line: Line) -> bool:
    folded = _folded(paper, line)
    if not _TITLE.match(folded) or _NOT_TITLE.match(folded) or len(line.text) > 160:
        return False
    if _SMALL_TITLE.fullmatch(folded) and len(folded.split()) <= 6:
        return True
    capitals = _in_capitals(line.text[:14])
    short = len(folded.split()) <= 10 and line.text[0].isupper() and line.text[-1] not in ".,;"
    return capitals or (short and not re.search(r"\b(?:toi|ngay)\b", folded))


def _in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(c.isupper() for c in letters)


def _title_end(paper: Paper, number: int) -> Line:
    """The title goes on over following lines in capitals of the same block."""
    line = paper.lines[number]
    for following in paper.lines[number + 1 : number + 4]:
        folded = _folded(paper, following)
        if (
            following.block != line.block
            or not _in_capitals(following.text)
            or _ABOUT.match(folded)
            or folded.startswith("kinh g")
        ):
            break
        line = following
    return line


_CUT = rule(r"\s*\((?!lan |tiep|bo sung|tap the|khan)|\s+v/v\b|\s+ve viec\b")


def _cut_about(paper: Paper, start: int, end: int) -> int:
    """``ĐƠN KHIẾU NẠI (V/v …)`` on one line: the title ends before the bracket."""
    match = _CUT.search(paper.folded, start, end)
    return match.start() if match and match.start() > start else end


def _about(paper: Paper, number: int) -> tuple[int, int] | None:
    for index in range(number, min(number + 5, len(paper.lines))):
        line = paper.lines[index]
        match = _ABOUT.search(paper.folded, line.start, line.end)
        if match is None or (index > number and match.start() > line.start + 2):
            continue
        start = match.end()
        end = _about_end(paper, index)
        while start < end and paper.text[start] in " :.-":
            start += 1
        while end > start and paper.text[end - 1] in " ).,\n":
            end -= 1
        filled = end - start > 3 and not re.fullmatch(r"[\s.…_]*", paper.text[start:end])
        return (start, end) if filled and "…" not in paper.text[start:end] else None
    return None


def _about_end(paper: Paper, index: int) -> int:
    """The V/v goes on to its closing bracket, or over lines of its block up to Kính gửi."""
    first = paper.lines[index]
    opened = "(" in first.text
    end = first.end
    for line in paper.lines[index : index + 6]:
        if line.block != first.block or _folded(paper, line).startswith("kinh g"):
            break
        end = line.end
        if opened and ")" in line.text:
            break
        if not opened and not line.runs_on:
            break
    return end
