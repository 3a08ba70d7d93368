"""Lists of people as a table: rows under a line that names the columns.

``STT | Họ và tên | Năm sinh | CCCD | Địa chỉ | Ký tên``; columns are parted by bars, tabs or wide
gaps. In a table by gaps a cell belongs to the column under whose heading it begins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.paper import Line, Paper
from pipeline.extraction.people.names import Name, name_at
from pipeline.extraction.wordlists import rule

Span = tuple[int, int]
MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a list; ``cells`` by column: name, birth, id_number, address, phone."""

    name: Name
    cells: dict[str, Span]
    start: int
    end: int


_COLUMNS = (
    ("name", rule(r"(?:ho va ten|ho,? ten|ten chu ho|chu ho|ho ten chu ho|ten)\b")),
    ("birth", rule(r"(?:nam sinh|ngay sinh|ngay,? thang,? nam sinh|sinh nam|ns)\b")),
    ("id_number", rule(r"(?:so )?(?:cccd|cmnd|cmt|can cuoc|giay to|so dinh danh|chung minh)")),
    (
        "address",
        rule(r"(?:dia chi|cho o|noi o|thuong tru|noi cu tru|so nha|ho khau|ap|thon|to|xom)\b"),
    ),
    ("phone", rule(r"(?:so )?(?:dien thoai|dt\b|sdt|so may)")),
    ("sign", rule(r"(?:chu ky|ky ten|ky|ky nhan|diem chi|ghi chu)\b")),
    ("number", rule(r"(?:stt|tt|so tt|so)\b")),
)
_GAP = re.compile(r"[ ]{2,}|\t+[ ]*")
_RULE = re.compile(r"[\s|:+=_.–—-]*")


def rolls_of(paper: Paper) -> Iterator[tuple[Row, ...]]:
    """Yield each list of the paper that has a row at least."""
    number = 0
    while number < len(paper.lines):
        columns = _columns(paper, paper.lines[number])
        if columns is None:
            number += 1
            continue
        rows = tuple(_rows(paper, number, columns))
        number += 1 + len(rows)
        if rows:
            yield rows


def _columns(paper: Paper, line: Line) -> list[tuple[str, Span]] | None:
    """The columns that a line of headings names; None for any other line."""
    if len(line.text) > 200 or not _HEAD.search(paper.folded, line.start, line.end):
        return None
    cells = list(_cells(paper, line))
    named = [(_column(paper, cell), cell) for cell in cells]
    known = {name for name, _ in named if name}
    return named if "name" in known and len(known) > 1 and len(cells) > 1 else None


_HEAD = rule(r"(?<![^\W\d_])(?:ho va ten|ho,? ten|chu ho)\b")


def _column(paper: Paper, cell: Span) -> str:
    return next((n for n, words in _COLUMNS if words.match(paper.folded, *cell)), "")


def _cells(paper: Paper, line: Line) -> Iterator[Span]:
    """The cells of a line; empty ones too where bars part them."""
    bars = "|" in line.text
    position = line.start
    gaps = re.compile(r"\|").finditer if bars else _GAP.finditer
    for gap in gaps(paper.text, line.start, line.end):
        yield paper.trim(position, gap.start())
        position = gap.end()
    yield paper.trim(position, line.end)


def _rows(paper: Paper, head: int, columns: list[tuple[str, Span]]) -> Iterator[Row]:
    for line in paper.lines[head + 1 : head + 1 + MOST_ROWS]:
        if _RULE.fullmatch(line.text):
            continue
        cells = dict(_placed(paper, line, paper.lines[head], columns))
        name = name_at(paper, *cells["name"], strict=False) if "name" in cells else None
        if name is None:
            return
        yield Row(name, cells, line.start, line.end)


def _placed(
    paper: Paper, line: Line, head: Line, columns: list[tuple[str, Span]]
) -> Iterator[tuple[str, Span]]:
    cells = list(_cells(paper, line))
    in_order = "\t" in line.text and len(cells) == len(columns)
    if "|" in line.text or in_order:
        for (name, _), cell in zip(columns, cells, strict=False):
            if name and cell[1] > cell[0]:
                yield name, cell
        return
    starts = [(_indent(paper, span[0]), name) for name, span in columns]
    for cell in cells:
        place = _indent(paper, cell[0])
        name = min(starts, key=lambda s: abs(s[0] - place))[1]
        if name:
            yield name, cell


def _indent(paper: Paper, offset: int) -> int:
    """The column of characters in which the offset stands."""
    return offset - 1 - paper.text.rfind("\n", 0, offset)


@cache
def same_as_above() -> re.Pattern[str]:
    """``nt``, ``như trên``, ``-"-``: the cell says what the one above says."""
    return rule(r"\W*(?:nt|nhu tren|cung dia chi|cung thon|cung nha)?\W*$")
