"""Blocks of text side by side: issuer and national title, recipients and signer.

Not guarded against: newspaper columns whose lines are neither centred nor named in ``_HEADS``
are read straight across, like a table; text at an angle to the page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.reading.layout.lines import SPLIT_EM, Line, Row, Rule, joined, rows_of
from pipeline.text.unicode import fold

_LONE_GUTTER_EM = 2.0
_INDENT_EM = 1.5
"""How far a line may begin right of its column: an item whose dash was too faint to be read."""
_HEADS = ("cong hoa xa hoi", "dang cong san", "doc lap - tu do")
_RECIPIENTS = ("noi nhan", "i nhan:")
_SIGNATURES = ("(ky", "ky ten", "ghi ro ho ten", "ky, dong dau")
_NEWSPAPER_ROWS, _NEWSPAPER_EM = 5, 1.3


@dataclass(frozen=True, slots=True)
class Band:
    first: int
    last: int
    left: tuple[Line, ...]
    right: tuple[Line, ...]


@dataclass(slots=True)
class _Gutter:
    """The white strip between two columns while it is followed down the rows."""

    x0: float
    x1: float
    em: float

    def side(self, fragment: Line) -> int:
        """Return -1 for left, 1 for right, 0 for text that stands across the strip."""
        if fragment.x0 < self.x0 < self.x1 < fragment.x1:
            return 0
        return -1 if fragment.centre < (self.x0 + self.x1) / 2 else 1

    def narrowed(self, row: Row) -> "_Gutter | None":
        """Return the strip that the row leaves free; None when it closes it."""
        x0, x1 = self.x0, self.x1
        for fragment in row:
            side = self.side(fragment)
            if side == 0:
                return None
            if side < 0:
                x0 = max(x0, fragment.x1)
            else:
                x1 = min(x1, fragment.x0)
        return _Gutter(x0, x1, self.em) if x1 - x0 >= SPLIT_EM * self.em else None


def band_at(rows: list[Row], i: int, em: float, rules: Sequence[Rule], done: int) -> Band | None:
    """Return the longest pair of columns whose first two-sided row is row ``i``.

    Rows before ``done`` have their place already.
    """
    best: Band | None = None
    for one, other in zip(rows[i], rows[i][1:], strict=False):
        band = _followed(rows, i, _Gutter(one.x1, other.x0, em), rules, done)
        if band and (best is None or band.last - band.first > best.last - best.first):
            best = band
    return best


def _followed(
    rows: list[Row], i: int, gutter: _Gutter, rules: Sequence[Rule], done: int
) -> Band | None:
    last, two_sided = i, 1
    columns = _Columns(gutter)
    if columns.ruled(rows[i], rules):
        return None
    columns.take(rows[i])
    for j in range(i + 1, len(rows)):
        narrowed = gutter.narrowed(rows[j])
        if (
            narrowed is None
            or columns.ruled(rows[j], rules)
            or _says([joined(rows[j][:2])], _RECIPIENTS)
        ):
            break
        sides = {gutter.side(fragment) for fragment in rows[j]}
        if len(sides) == 2:
            two_sided += 1
        elif not columns.belongs(rows[j], sides.pop()):
            break
        gutter = columns.gutter = narrowed
        columns.take(rows[j])
        last = j
    first = _raised(rows, i, columns, done)
    if not columns.stand(two_sided, rows[i : last + 1]):
        return None
    return Band(first, last, tuple(columns.left), tuple(columns.right))


def _raised(rows: list[Row], i: int, columns: "_Columns", done: int) -> int:
    """Take in the rows above that belong to one column only; return the first of them.

    The right column may start higher; the left one only with a list or the head of the
    recipients, or else the last lines of the body would join it.
    """
    first = i
    while first > done and columns.continues(rows[first - 1], columns.right[0], 1):
        first -= 1
        columns.right[:0] = rows[first]
    above, below = first, columns.left[0]
    found = first
    while above > done and columns.continues(rows[above - 1], below, -1):
        above -= 1
        below = rows[above][0]
        if _is_item(below) and found == above + 1:
            found = above
        if _says(rows[above], _RECIPIENTS):
            found = above
            break
    columns.left[:0] = [fragment for row in rows[found:first] for fragment in row]
    return found


class _Columns:
    """The fragments left and right of a gutter, and the tests that they are blocks."""

    def __init__(self, gutter: _Gutter) -> None:
        self.gutter = gutter
        self.left: list[Line] = []
        self.right: list[Line] = []

    def take(self, row: Row) -> None:
        for fragment in row:
            (self.left if self.gutter.side(fragment) < 0 else self.right).append(fragment)

    def belongs(self, row: Row, side: int) -> bool:
        """Tell whether a row with text on one side only continues the column of that side.

        A title centred on the page under a header must not: it stands right of the gutter, but
        neither within the right column nor on its axis.
        """
        column = self.left if side < 0 else self.right
        em = self.gutter.em
        x0, x1 = min(f.x0 for f in column), max(f.x1 for f in column)
        part = joined(row)
        inside = x0 - 0.7 * em <= part.x0 and part.x1 <= x1 + 0.7 * em
        far = part.top - column[-1].bottom > (4 if side < 0 else 9) * em
        on_axis = abs(part.centre - median(f.centre for f in column)) < 1.5 * em
        if side < 0:
            hangs = -em < part.x0 - x0 < _INDENT_EM * em
            return not far and (inside or on_axis or hangs)
        return not far and (on_axis or (inside and not _says(column[:3], _HEADS)))

    def continues(self, row: Row, below: Line, side: int) -> bool:
        """Tell whether a row above the columns, next to ``below``, belongs to one of them."""
        near = below.top - row[0].bottom < 1.5 * self.gutter.em
        free = all(self.gutter.side(f) == side for f in row) and self.gutter.narrowed(row)
        return near and bool(free) and self.belongs(row, side)

    def stand(self, two_sided: int, rows: list[Row]) -> bool:
        """Tell whether these are blocks side by side and not the columns of a table."""
        em = self.gutter.em
        if two_sided == 1 and self.gutter.x1 - self.gutter.x0 < _LONE_GUTTER_EM * em:
            return False
        if _says((*self.left, *self.right), _SIGNATURES) and _centred(self.left, em):
            return True
        if self._is_newspaper(rows):
            return True
        if _is_grid(rows, em) or self._are_labels():
            return False
        if len(self.left) > 1 and _says(self.left[:1], _RECIPIENTS):
            return True
        if len(self.left) > 3 and sum(map(_is_item, self.left)) > len(self.left) / 2:
            return True
        if _says((*self.left[:2], *self.right[:3]), _HEADS):
            return True
        if len(self.left) < 2 or len(self.right) < 2:
            return False
        return _centred(self.right, em) or _centred(self.left, em)

    def _is_newspaper(self, rows: list[Row]) -> bool:
        """Tell whether both columns are running text: their lines fill about the same width."""
        gutter = self.gutter.x1 - self.gutter.x0
        two_sided = sum(len(row) == 2 for row in rows)
        if two_sided < _NEWSPAPER_ROWS or gutter < _NEWSPAPER_EM * self.gutter.em:
            return False
        widths = [max(f.x1 for f in s) - min(f.x0 for f in s) for s in (self.left, self.right)]
        if max(widths) > 1.6 * min(widths):
            return False
        sides = zip((self.left, self.right), widths, strict=True)
        return all(sum(f.x1 - f.x0 > 0.85 * w for f in s) > 0.6 * len(s) for s, w in sides)

    def _are_labels(self) -> bool:
        """Tell whether the left column holds labels, each beside its value: ``Họ và tên:``."""
        ends = sum(line.text.rstrip().endswith(":") for line in self.left)
        return len(self.left) > 1 and ends > len(self.left) / 2

    def ruled(self, row: Row, rules: Sequence[Rule]) -> bool:
        """Tell whether a drawn line parts the columns at this row: a table's."""
        middle = (row[0].top + row[0].bottom) / 2
        return any(
            self.gutter.x0 - 2 <= rule.x <= self.gutter.x1 + 2 and rule.top < middle < rule.bottom
            for rule in rules
        )


def _is_item(line: Line) -> bool:
    return line.tokens[0].text[0] in "-–+*•"


def _says(lines: Iterable[Line], heads: Sequence[str]) -> bool:
    told = fold("\n".join(line.text for line in lines))
    return any(head in told for head in heads)


def _is_grid(rows: list[Row], em: float) -> bool:
    """Tell whether most of three or more rows hold three or more cells: a table."""
    if len(rows) < 3:
        return False
    cells = [sum(b.x0 - a.x1 > 1.5 * em for a, b in pairwise(r)) + 1 for r in rows]
    return sum(count >= 3 for count in cells) > len(rows) / 2


def _centred(column: list[Line], em: float) -> bool:
    """Tell whether lines of different width share their axis but not their left edge."""
    rows = [joined(row) for row in rows_of(column)]
    widths = [row.x1 - row.x0 for row in rows]
    if len(rows) < 2 or max(widths) - min(widths) < 1.5 * em:
        return False
    axis = median(row.centre for row in rows)
    edge = median(row.x0 for row in rows)
    on_axis = sum(abs(row.centre - axis) < 0.8 * em for row in rows)
    on_edge = sum(abs(row.x0 - edge) < 0.4 * em for row in rows)
    return on_axis > len(rows) / 2 and on_axis > on_edge
