"""Who signs, wherever it stands: lines and rows of a table that hold names and little else.

The words over a signature are as many as writers, so they are not asked for. A line counts when
all that it holds beside names are marks of signing, numbers and what identifies a person; a row
of a table when a number or a code begins it and a name follows. Rows under the words for
witnesses, respondents or recipients are theirs.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.extraction.paper import Line, Paper
from pipeline.extraction.people.mentions import Person
from pipeline.extraction.people.names import Name, name_at
from pipeline.extraction.wordlists import rule

TAIL = 60
"""Lines at the end among which lone names are looked for."""
MAX_ROWS = 300

_CODE = r"(?:[\[(]\s?[\w.-]{1,10}\s?[\])]|\d{1,3}\s?[.)/|]?|[-+•*])"
_ROW = rule(rf"\|?\s*{_CODE}\s*\|?\s*(?=[^\W\d_])")
_MARKS = rule(
    r"\b(?:da ky(?: ten)?|da diem chi|ky(?: ten)?|diem chi|lan tay|dau van tay|van tay|chu ky"
    r"|dong dau"
    r"|nguoi (?:lam|viet) don|vo|chong|con|va|ong|ba|anh|chi|zalo|dt|sdt|tel|email|sinh|nam|sn|cccd"
    r"|cmnd|thay mat|ca hai|ca ba|deu|nhu tren|nt|ho|chu ho)\b"
)
_NOISE = re.compile(r"[\d\W_]+")
_LEFT = 3
"""Letters that may be left on a line of names."""
_NOT_WRITERS = rule(
    r"\b(?:lam chung|nhan chung|chung kien|viet ho|viet giup|bi (?:to cao|khieu nai|phan anh)"
    r"|noi nhan|kinh gui"
    r"|xac nhan|phien dich|nguoi nhan|kem theo|tai lieu|gui kem|dinh kem|noi dung)\b"
)
_PLAIN = 2


def signers_of(paper: Paper, persons: Sequence[Person]) -> tuple[Name, ...]:
    """Return the names that sign, in order, each once."""
    names = sorted((n for p in persons for n in p.mentions), key=lambda n: n.start)
    starts = [n.start for n in names]
    found: dict[str, Name] = {}
    for line in _candidates(paper):
        inside = names[bisect_left(starts, line.start) : bisect_left(starts, line.end)]
        for name in _signing(paper, line, inside):
            key = " ".join(paper.folded[name.start : name.end].split())
            found.setdefault(key, name)
    return tuple(found.values())


def signs(paper: Paper, name: Name) -> bool:
    """Whether a name of the signature block is no place before a day and nobody's helper."""
    line = paper.line_at(name.start)
    folded = paper.folded[line.start : line.end]
    return not _NOT_WRITERS.search(folded) and not _is_place(paper, name, line)


def _is_place(paper: Paper, name: Name, line: Line) -> bool:
    """``Cà Ná, 15 tháng 2``: two syllables before a day are where the paper was written."""
    short = len(paper.text[name.start : name.end].split()) < 3
    return short and _DATED.match(paper.folded, name.end, line.end) is not None


def _candidates(paper: Paper) -> Iterator[Line]:
    """Lines of the last part, but for those under a heading of somebody else's."""
    first = max(len(paper.lines) // 2, len(paper.lines) - TAIL)
    others = False
    for number, line in enumerate(paper.lines):
        if number < first:
            continue
        folded = paper.folded[line.start : line.end]
        if _NOT_WRITERS.search(folded):
            others = True
        elif line.block != paper.lines[number - 1].block:
            others = False
        if not others and not _goes_on(paper.lines[number - 1], line):
            yield line


def _goes_on(above: Line, line: Line) -> bool:
    """Whether the line only ends a sentence of the lines above."""
    open_end = above.block == line.block and above.text[-1] not in ".:;!?)" and len(above.text) > 50
    return above.runs_on or (open_end and line.text.endswith("."))


def _signing(paper: Paper, line: Line, names: Sequence[Name]) -> Iterator[Name]:
    row = _ROW.match(paper.folded, line.start, line.end)
    if row:
        told = next((n for n in names if n.start - row.end() < 8 and n.start >= row.end()), None)
        name = name_at(paper, row.end(), line.end) or told
        if name and _is_row(paper, line, name):
            yield name
            return
    if names and _only_names(paper, line, names):
        yield from names
    elif names and _tells_who(paper, line, names[0]):
        yield names[0]


_DETAIL = rule(
    r"\s?[,(–|-][^\n]{0,60}?(?:\b(?:sinh|sn|cmnd|cccd|can cuoc|o|ngu|tru|nha so|so nha|dien thoai"
    r"|dt|sdt"
    r"|cuu chien binh)\b|\d{4})"
)
LAST_LINES = 14


def _tells_who(paper: Paper, line: Line, name: Name) -> bool:
    """``Trần Văn B, cựu chiến binh, ở cùng ấp`` among the last lines, outside any sentence."""
    if name.titled or name.start > line.start + 2 or len(line.text) > 220:
        return False
    if paper.line_number(line.start) < len(paper.lines) - LAST_LINES:
        return False
    whole = len(paper.text[name.start : name.end].split()) > 1
    return whole and _DETAIL.match(paper.folded, name.end, line.end) is not None


def _is_row(paper: Paper, line: Line, name: Name) -> bool:
    """Columns stand behind the name of a row, or nothing at all."""
    rest = paper.text[name.end : line.end]
    words = paper.text[name.start : name.end].split()
    if len(words) < 2 and not name.titled:
        return False
    return not rest.strip() or re.match(r"\s*[|(]|\s{2,}|\s?\t|\s[-–—]\s", rest) is not None


def _only_names(paper: Paper, line: Line, names: Sequence[Name]) -> bool:
    words = [paper.text[n.start : n.end].split() for n in names]
    if all(len(w) < _PLAIN for w in words):
        return False
    pieces: list[str] = []
    position = line.start
    for name in names:
        begin = name.title[0] if name.titled else name.start
        pieces.append(paper.folded[position:begin])
        position = name.end
    pieces.append(paper.folded[position : line.end])
    rest = _BRACKETS.sub(" ", " ".join(pieces))
    left = _NOISE.sub("", _MARKS.sub(" ", rest))
    if _is_place(paper, names[0], line):
        return False
    return len(left) <= _LEFT and not _SENTENCE.match(paper.text, names[0].end, line.end)


_BRACKETS = re.compile(r"\([^()\n]*\)")
_DATED = rule(r"\s?,\s{0,3}(?:ngay|\d{1,2}(?:[/.-]\d| thang))")
_SENTENCE = re.compile(r"\s*[:.]\s*\w")
