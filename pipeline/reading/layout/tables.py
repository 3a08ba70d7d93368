"""Tables with drawn borders: their words belong to cells, their cells to rows.

A cell whose text wraps is read to its end before the next one. Of tables without lines, or with
lines down the page only, the rows are told by words that begin under one another; they are read
straight across.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.reading.layout.lines import Line, Row, Rule, Token

_TOUCH_PT = 2.5
_MOST_RULES = 1500
_LEAST_CELLS, _LEAST_ROWS = 3, 3
_CELL_GAP_EM, _UNDER_EM = 1.2, 0.6


@dataclass(slots=True)
class Cell:
    """A cell with words: its edges in points, and its words in no order."""

    x0: float
    top: float
    x1: float
    bottom: float
    tokens: list[Token] = field(default_factory=list[Token])


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, from the top; cells without words are left out."""

    top: float
    bottom: float
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(tokens: Sequence[Token], rules: Sequence[Rule]) -> tuple[list[Table], list[Token]]:
    """Return the tables of a page, from the top, and the words that stand in none."""
    if not any(rule.width for rule in rules) or len(rules) > _MOST_RULES:
        return [], list(tokens)
    tables: list[Table] = []
    left = list(tokens)
    for grid in sorted(_grids(rules), key=lambda grid: -grid.area):
        table = grid.filled(left)
        if table is not None:
            tables.append(table)
            taken = {id(token) for row in table.rows for cell in row for token in cell.tokens}
            left = [token for token in left if id(token) not in taken]
    return sorted(tables, key=lambda table: table.top), left


@dataclass(frozen=True, slots=True)
class _Grid:
    """Lines down and across the page that touch one another."""

    down: tuple[Rule, ...]
    across: tuple[Rule, ...]

    @property
    def area(self) -> float:
        x0, top, x1, bottom = self.edges
        return (x1 - x0) * (bottom - top)

    @property
    def edges(self) -> tuple[float, float, float, float]:
        return (
            min(rule.x for rule in (*self.down, *self.across)),
            min(rule.top for rule in (*self.down, *self.across)),
            max(rule.x + rule.width for rule in (*self.down, *self.across)),
            max(rule.bottom for rule in (*self.down, *self.across)),
        )

    def filled(self, tokens: Iterable[Token]) -> Table | None:
        """Return the table with its words; None where no row has two cells with words."""
        cells: dict[tuple[float, float], Cell] = {}
        x0, top, x1, bottom = self.edges
        for token in tokens:
            x, y = (token.x0 + token.x1) / 2, (token.top + token.bottom) / 2
            if x0 < x < x1 and top < y < bottom:
                cell = self._cell_at(x, y)
                cells.setdefault((cell.top, cell.x0), cell).tokens.append(token)
        rows: dict[float, list[Cell]] = {}
        for key in sorted(cells):
            near = next((at for at in rows if abs(at - key[0]) < _TOUCH_PT), key[0])
            rows.setdefault(near, []).append(cells[key])
        if all(len(row) < 2 for row in rows.values()):
            return None
        ordered = (tuple(sorted(row, key=lambda cell: cell.x0)) for row in rows.values())
        return Table(top, bottom, tuple(ordered))

    def _cell_at(self, x: float, y: float) -> Cell:
        x0, top, x1, bottom = self.edges
        for rule in self.down:
            if rule.top <= y <= rule.bottom:
                if x0 < rule.x <= x:
                    x0 = rule.x
                elif x < rule.x < x1:
                    x1 = rule.x
        for rule in self.across:
            if rule.x <= x <= rule.x + rule.width:
                if top < rule.top <= y:
                    top = rule.top
                elif y < rule.top < bottom:
                    bottom = rule.top
        return Cell(x0, top, x1, bottom)


def _grids(rules: Sequence[Rule]) -> list[_Grid]:
    """Return the sets of lines that touch, with at least one line down and two across."""
    down = _merged_down([rule for rule in rules if not rule.width])
    across = _merged_across([rule for rule in rules if rule.width])
    grids: list[tuple[list[Rule], list[Rule]]] = []
    for rule in down:
        touched = [line for line in across if _cross(rule, line)]
        joined = ([rule], touched)
        for grid in [g for g in grids if any(line in g[1] for line in touched)]:
            grids.remove(grid)
            joined = (joined[0] + grid[0], joined[1] + [x for x in grid[1] if x not in joined[1]])
        grids.append(joined)
    return [_Grid(tuple(d), tuple(a)) for d, a in grids if len(d) >= 1 and len(a) >= 2]


def _cross(down: Rule, across: Rule) -> bool:
    return (
        across.x - _TOUCH_PT <= down.x <= across.x + across.width + _TOUCH_PT
        and down.top - _TOUCH_PT <= across.top <= down.bottom + _TOUCH_PT
    )


def _merged_down(rules: Iterable[Rule]) -> list[Rule]:
    """Put together the pieces of lines: each cell's border may be drawn by itself."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.x / _TOUCH_PT), rule.top)):
        last = merged[-1] if merged else None
        if last and abs(rule.x - last.x) < _TOUCH_PT and rule.top <= last.bottom + _TOUCH_PT:
            merged[-1] = Rule(last.x, last.top, max(last.bottom, rule.bottom))
        else:
            merged.append(rule)
    return merged


def _merged_across(rules: Iterable[Rule]) -> list[Rule]:
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.top / _TOUCH_PT), rule.x)):
        last = merged[-1] if merged else None
        end = last.x + last.width if last else 0.0
        if last and abs(rule.top - last.top) < _TOUCH_PT and rule.x <= end + _TOUCH_PT:
            width = max(end, rule.x + rule.width) - last.x
            merged[-1] = Rule(last.x, last.top, last.bottom, width)
        else:
            merged.append(rule)
    return merged


# --- tables without lines --------------------------------------------------------------------


def table_rows(rows: Sequence[Row], em: float) -> list[int]:
    """Return the indices of rows whose cells begin under those of their neighbours.

    Three cells in three rows make a table; blocks side by side are fewer, or centred. A row next
    to it that shares two edges belongs to it: a word may have been lost, or two cells run together.
    """
    starts = [_cell_starts(row, em) for row in rows]
    shared = [_shared(one, other, _UNDER_EM * em) for one, other in pairwise(starts)]
    found: set[int] = set()
    for i in range(len(shared) - _LEAST_ROWS + 2):
        if all(count >= _LEAST_CELLS for count in shared[i : i + _LEAST_ROWS - 1]):
            found.update(range(i, i + _LEAST_ROWS))
    for i, count in enumerate(shared):
        if count >= _LEAST_CELLS - 1 and len(starts[i + 1]) >= _LEAST_CELLS and i in found:
            found.add(i + 1)
    for i in range(len(shared) - 1, -1, -1):
        if shared[i] >= _LEAST_CELLS - 1 and len(starts[i]) >= _LEAST_CELLS and i + 1 in found:
            found.add(i)
    return sorted(found)


def cells_of(row: Row, em: float) -> list[list[Line]]:
    """Return the fragments of a row as cells, parted at wide gaps."""
    cells = [[row[0]]]
    for before, fragment in pairwise(row):
        if fragment.x0 - before.x1 > _CELL_GAP_EM * em:
            cells.append([])
        cells[-1].append(fragment)
    return cells


def _cell_starts(row: Row, em: float) -> list[float]:
    return [cell[0].x0 for cell in cells_of(row, em)]


def _shared(one: Sequence[float], other: Sequence[float], within: float) -> int:
    return sum(any(abs(x - y) < within for y in other) for x in one)
