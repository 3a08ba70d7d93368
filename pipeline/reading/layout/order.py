"""Words with boxes become lines and blocks in reading order.

The same rules serve a PDF's own words and the words of OCR. Lines are read from top to bottom.
Where text stands side by side (issuer and national title, recipients and signer) the left block
comes before the right one; a table is read row by row, a cell that wraps to its end.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.reading.layout.columns import band_at
from pipeline.reading.layout.lines import (
    Block,
    Line,
    Row,
    Rule,
    Token,
    celled,
    fragments_of,
    joined,
    rows_of,
    typed_gap,
)
from pipeline.reading.layout.tables import Cell, Table, cells_of, table_rows, tables_of

__all__ = ["Block", "Line", "Rule", "Token", "arrange"]

_CELL_LINES = 6
"""A cell with more lines is a text of its own; the row of smaller ones is a line."""
_LONG_NUMBER = 8
_FAR_EM = 3.0
"""White between two parts of a line, in line heights, that no justified text has."""
_SOFT_HYPHEN = "\u00ad"
_MARK = re.compile(r"[-–+*•▪➢]|\(?\w{1,3}[.)]")
_BROKEN = re.compile(r"\S*\d\S*[-/]")


def arrange(tokens: Sequence[Token], rules: Sequence[Rule] = ()) -> list[Block]:
    """Return the blocks of a page in reading order; ``rules`` are the lines drawn on it."""
    if not tokens:
        return []
    aside: dict[int, list[Token]] = {}
    for token in tokens:
        if token.group is not None and token.group < 0:
            aside.setdefault(token.group, []).append(replace(token, group=None))
    if aside:
        straight = [token for token in tokens if token.group is None or token.group >= 0]
        parts = [arrange(straight, rules), *(arrange(part) for part in aside.values())]
        return [block for part in parts for block in part]
    em = median(token.bottom - token.top for token in tokens)
    gap = typed_gap(tokens)
    tables, rest = tables_of(tokens, rules)
    down = [rule for rule in rules if not rule.width]
    blocks: list[Block] = []
    for table in tables:
        above = [token for token in rest if (token.top + token.bottom) / 2 < table.bottom]
        rest = [token for token in rest if (token.top + token.bottom) / 2 >= table.bottom]
        blocks += _flow(above, em, gap, down)
        blocks += _table_blocks(table)
    return blocks + _flow(rest, em, gap, down)


def _flow(tokens: Sequence[Token], em: float, gap: float, rules: Sequence[Rule]) -> list[Block]:
    """Return the blocks of text outside tables; columns stand at least ``gap`` points apart."""
    rows = rows_of(fragments_of(tokens, gap))
    tabular = table_rows(rows, em)
    for row in tabular:
        rows[row] = (celled(cells_of(rows[row], em)),)
    blocks: list[Block] = []
    plain: list[Row] = []
    i = done = 0
    while i < len(rows):
        end = next((row for row in tabular if row >= i), len(rows))
        band = band_at(rows[:end], i, em, rules, done) if i < end else None
        if band is None:
            plain.append(rows[i])
            i += 1
            continue
        # The band may begin above: one side can start higher than the other.
        kept = len(plain) - (i - band.first)
        blocks += _paragraphs([_spaced(row, em) for row in plain[:kept]])
        plain = []
        for side in (band.left, band.right):
            blocks += _side(rows_of(side), em, gap, rules)
        i = done = band.last + 1
    blocks += _paragraphs([_spaced(row, em) for row in plain])
    return [_unbroken(block) for block in blocks]


def _spaced(row: Row, em: float) -> Line:
    """Return the row as a line; a tab stands where two parts of it stand far apart.

    Names side by side under their signatures, say; a label and its value belong together.
    """
    parts: list[list[Line]] = [[row[0]]]
    for before, fragment in pairwise(row):
        far = fragment.x0 - before.x1 > _FAR_EM * em
        if far and not before.tokens[-1].text.endswith((":", ".")):
            parts.append([])
        parts[-1].append(fragment)
    return celled(parts)


def _side(rows: list[Row], em: float, gap: float, rules: Sequence[Rule]) -> list[Block]:
    """Return the blocks of one of two columns; it may hold two columns itself (three signers)."""
    if any(band_at(rows, i, em, rules, i) for i in range(len(rows)) if len(rows[i]) > 1):
        tokens = [token for row in rows for line in row for token in line.tokens]
        return _flow(tokens, em, gap, rules)
    return _stanzas([joined(row) for row in rows])


# --- tables ----------------------------------------------------------------------------------


def _table_blocks(table: Table) -> list[Block]:
    """Return small rows as lines of one block, large cells as blocks of their own."""
    blocks: list[Block] = []
    small: list[Line] = []
    for row in table.rows:
        cells = [_cell_lines(cell) for cell in row]
        if len(row) > 1 and all(len(lines) <= _CELL_LINES for lines in cells):
            small.append(celled(cells))
            continue
        blocks += [tuple(small)] if small else []
        small = []
        for cell in row:
            blocks += arrange(cell.tokens)
    return blocks + ([tuple(small)] if small else [])


def _cell_lines(cell: Cell) -> Block:
    lines = [joined(row) for row in rows_of(fragments_of(cell.tokens))]
    for i, (before, line) in enumerate(pairwise(lines), start=1):
        if _is_cut(before, line, cell.x1 - cell.x0):
            lines[i] = _joined_on(line)
    return _unbroken(lines)


def _is_cut(before: Line, line: Line, width: float) -> bool:
    """Tell whether a long number, too wide for its cell, was cut in two."""
    first, second = before.tokens[0].text, line.tokens[0].text
    return (
        len(before.tokens) == len(line.tokens) == 1
        and first.isdecimal()
        and second.isdecimal()
        and len(first) >= _LONG_NUMBER
        and len(second) < 0.7 * len(first)
        and before.x1 - before.x0 > width - 2 * line.height
    )


def _joined_on(line: Line) -> Line:
    """Return a line whose first word no space parts from the line before."""
    return Line((replace(line.tokens[0], joined=True), *line.tokens[1:]))


# --- words broken over two lines -------------------------------------------------------------


def _unbroken(lines: Sequence[Line]) -> Block:
    """Join a symbol that the end of a line broke: ``13/BB-`` and ``UBND``, without a space."""
    edge = max(line.x1 for line in lines)
    whole = [lines[0]]
    for line in lines[1:]:
        last, first = whole[-1].tokens[-1], line.tokens[0]
        text = last.text.rstrip(_SOFT_HYPHEN)
        if text and text != last.text:
            last = replace(last, text=text)
            whole[-1] = Line((*whole[-1].tokens[:-1], last))
        elif not _is_broken(last, first, edge - whole[-1].x1):
            whole.append(line)
            continue
        whole.append(_joined_on(line))
    return tuple(whole)


def _is_broken(last: Token, first: Token, room: float) -> bool:
    start = first.text[0]
    return (
        _BROKEN.fullmatch(last.text) is not None
        and (start.isupper() or start.isdigit())
        and room < first.x1 - first.x0
    )


# --- paragraphs ------------------------------------------------------------------------------


def _stanzas(lines: list[Line]) -> list[Block]:
    """Part the lines of a narrow column where the vertical gap is larger."""
    return _parted_where(lines, _larger_gaps(lines))


def _paragraphs(lines: list[Line]) -> list[Block]:
    """Part full-width lines at larger gaps, first-line indents and short last lines."""
    if not lines:
        return []
    x0, x1 = _margins(lines)
    breaks = _larger_gaps(lines)
    for i in range(1, len(lines)):
        if _starts_paragraph(lines[i - 1], lines[i], x0, x1):
            breaks.add(i)
    return _parted_where(lines, breaks)


def _starts_paragraph(before: Line, line: Line, x0: float, x1: float) -> bool:
    em = line.height
    if _on_axis(line, x0, x1, em):  # a centred title goes on, or begins after other text
        return not _on_axis(before, x0, x1, em)
    first_word = line.tokens[0].x1 - line.tokens[0].x0
    had_room = x1 - before.x1 > first_word + 1.5 * em
    indented = line.x0 - x0 > 1.2 * em and line.x0 - before.x0 > 0.8 * em
    return had_room or (indented and not _hangs(line, before))


def _hangs(line: Line, before: Line) -> bool:
    """Tell whether a line goes on under the text of an item, beside its mark or number."""
    return (
        len(before.tokens) > 1
        and _MARK.fullmatch(before.tokens[0].text) is not None
        and abs(line.x0 - before.tokens[1].x0) < 0.5 * line.height
    )


def _on_axis(line: Line, x0: float, x1: float, em: float) -> bool:
    left, right = line.x0 - x0, x1 - line.x1
    return left > 1.2 * em and right > 1.2 * em and abs(left - right) < 3 * em


def _margins(lines: list[Line]) -> tuple[float, float]:
    """Return the left and right edge of the text, without the odd line that sticks out."""
    lefts = sorted(line.x0 for line in lines)
    rights = sorted(line.x1 for line in lines)
    if len(lines) < 5:
        return lefts[0], rights[-1]
    skipped = len(lines) // 10
    return lefts[skipped], rights[-1 - skipped]


def _larger_gaps(lines: list[Line]) -> set[int]:
    """Return the indices of lines that stand further from the line before than lines do."""
    steps = [
        (after.bottom - before.bottom) / max(1.0, min(after.height, before.height))
        for before, after in pairwise(lines)
    ]
    if not steps:
        return set()
    usual = sorted(steps)[len(steps) // 3]
    limit = max(1.2, min(usual, 1.9)) * 1.3
    return {i + 1 for i, step in enumerate(steps) if step > limit}


def _parted_where(lines: list[Line], breaks: set[int]) -> list[Block]:
    edges = [0, *sorted(breaks), len(lines)]
    return [tuple(lines[a:b]) for a, b in pairwise(edges) if a < b]
