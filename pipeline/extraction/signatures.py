"""Who signs: the names in the signature block at the end of a petition."""

import re
from collections.abc import Iterator

from pipeline.extraction.findings import Value
from pipeline.extraction.names import Name, has_family_name, name_at
from pipeline.extraction.paper import Line, Paper
from pipeline.extraction.wordlists import rule

BLOCK_LINES = 120
"""Lines after the signing words that may hold names (a list of signers)."""

_SIGNING = rule(r"[\W\d]{0,4}@signing@\b[^\n]{0,60}$")
_INSTRUCTION = rule(r"\(?\s*(?:da\s)?(?:ky|ki)\b|\(?\s*(?:diem chi|ghi ro)")
_SIGNED = rule(
    r"\(?\s*(?:da (?:ky|diem chi)|diem chi|dau van tay|lan tay|ky ten va dong dau)\s*\)?$"
)
_OTHER = rule(
    r"\b(?:noi nhan|tai lieu|ho so|kem theo|xac nhan cua|ubnd|thon truong|kinh gui|luu|chu tich)\b"
)
_NUMBER = rule(r"(?:\(?\d{1,3}[.)]?|[-+•])\s*")


def signature_block(paper: Paper) -> tuple[int, tuple[Name, ...]] | None:
    """Return the start of the signature block and the names in it; None without a block."""
    number = _block_line(paper)
    if number is None:
        return _name_at_the_end(paper)
    return paper.lines[number].start, tuple(_names(paper, number))


def _name_at_the_end(paper: Paper) -> tuple[int, tuple[Name, ...]] | None:
    """Without signing words: a last line that is a name and nothing else."""
    for line in paper.lines[-1:]:
        name = name_at(paper, line.start, line.end)
        whole = name is not None and name.end >= line.end - 1 and not name.titled
        if name and whole and has_family_name(paper, name) and 2 <= len(line.text.split()) <= 5:
            return line.start, (name,)
    return None


def _block_line(paper: Paper) -> int | None:
    """The last line that says who signs, in the second half of the paper."""
    half = len(paper.lines) // 3
    for number in range(len(paper.lines) - 1, max(half, 1) - 1, -1):
        line = paper.lines[number]
        if (
            len(line.text) <= 90
            and _SIGNING.match(paper.folded, line.start, line.end)
            and not _labelled(line)
        ):
            return _first_of_block(paper, number)
    return None


def _labelled(line: Line) -> bool:
    """``Người khiếu nại: Nguyễn Văn A, sinh năm …`` is an identity line."""
    after = line.text.partition(":")[2].strip()
    return len(after) > 40


def _first_of_block(paper: Paper, number: int) -> int:
    while (
        number > 0
        and _SIGNING.match(paper.folded, paper.lines[number - 1].start, paper.lines[number - 1].end)
        and len(paper.lines[number - 1].text) < 60
    ):
        number -= 1
    return number


def _names(paper: Paper, number: int) -> Iterator[Name]:
    seen: set[str] = set()
    first = paper.lines[number]
    colon = first.text.find(":")
    after_colon = name_at(paper, first.start + colon + 1, first.end) if colon >= 0 else None
    if after_colon:
        seen.add(paper.folded[after_colon.start : after_colon.end])
        yield after_colon
    for line in paper.lines[number + 1 : number + 1 + BLOCK_LINES]:
        if _OTHER.search(paper.folded, line.start, line.end):
            return
        for name in _names_of_line(paper, line):
            key = paper.folded[name.start : name.end]
            if key not in seen:
                seen.add(key)
                yield name


def _names_of_line(paper: Paper, line: Line) -> Iterator[Name]:
    """Names that fill the line, side by side or with a signing mark after them."""
    position = line.start
    lead = _NUMBER.match(paper.text, position, line.end)
    position = lead.end() if lead else position
    while position < line.end:
        if _INSTRUCTION.match(paper.folded, position, line.end):
            return
        name = _line_name(paper, position, line)
        if name is None:
            return
        yield name
        gap = rule(r"(?:\s{3,}|\s*[-–|;,\t]\s*)(?=\S)").match(paper.text, name.end, line.end)
        if gap is None:
            return
        position = gap.end()


def _line_name(paper: Paper, position: int, line: Line) -> Name | None:
    name = name_at(paper, position, line.end)
    if name is None:
        return None
    rest = paper.folded[name.end : line.end].strip(" .,-–|")
    listed = re.match(r"(?:\(|da ky|ky|sinh|,|thon|ap|cccd|cmnd|\d|to |xom)", rest) is not None
    many = (
        rest == ""
        or listed
        or bool(re.match(r"\s{3,}|\s*[-–|;,\t]", paper.text[name.end : line.end]))
    )
    return (
        name
        if many and not (rest and _SIGNED.match(rest) is None and not listed and len(rest) > 60)
        else None
    )


def signatures_of(paper: Paper, block: tuple[int, tuple[Name, ...]] | None) -> Value | None:
    """Return how many sign, with the names as evidence; None where the block holds none."""
    if block is None:
        return None
    start, names = block
    if names:
        value = paper.value(names[0].start, names[-1].end, len(names), 0.85)
        return value
    signed = _signed_mark(paper, start)
    return paper.value(*signed, value=1, confidence=0.7) if signed else None


def _signed_mark(paper: Paper, start: int) -> tuple[int, int] | None:
    for line in paper.lines[paper.line_number(start) :]:
        if _SIGNED.fullmatch(paper.folded, line.start, line.end):
            return line.start, line.end
    return None
