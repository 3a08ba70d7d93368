"""Words with boxes become lines and blocks in reading order.

The same rules serve a PDF's own words and the words of OCR. Lines are read from top to bottom.
Where text stands side by side (issuer and national title, recipients and signer) the left block
comes before the right one; a table is read row by row.

Not guarded against: newspaper columns whose lines are neither centred nor named in ``_HEADS``
are read straight across, like a table; text at an angle to the page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.reading.document import Box
from pipeline.text.unicode import fold

_SPLIT_EM = 0.8
"""A gap this wide (in line heights) parts a line into fragments; fragments of justified text
are joined again unless a column stands there."""
_LONE_GUTTER_EM = 2.0
_HEADS = ("cong hoa xa hoi", "dang cong san", "doc lap - tu do")
_RECIPIENTS = ("noi nhan", "i nhan:")


@dataclass(frozen=True, slots=True)
class Token:
    """A word before it has its place in the text. All lengths are points from the top left."""

    text: str
    box: Box
    """Where it stands on the page as the file has it."""
    x0: float
    x1: float
    top: float
    bottom: float
    """Where it stands on the upright page: left, right, and the band of its line, which does not
    depend on accents and descenders."""
    confidence: float = 1.0
    group: int | None = None
    """Line that the recogniser saw it on; None when unknown."""
    raw: str | None = None
    """What was recognised, where ``text`` was mended."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A vertical line drawn on the page: the border of a table's column."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line, left to right."""

    tokens: tuple[Token, ...]

    @property
    def x0(self) -> float:
        return self.tokens[0].x0

    @property
    def x1(self) -> float:
        return max(token.x1 for token in self.tokens)

    @property
    def top(self) -> float:
        return median(token.top for token in self.tokens)

    @property
    def bottom(self) -> float:
        return median(token.bottom for token in self.tokens)

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)


Block = tuple[Line, ...]
Row = tuple[Line, ...]
"""Fragments that share a line of the page, left to right."""


def arrange(tokens: Sequence[Token], rules: Sequence[Rule] = ()) -> list[Block]:
    """Return the blocks of a page in reading order; ``rules`` are the page's vertical lines."""
    if not tokens:
        return []
    em = median(token.bottom - token.top for token in tokens)
    rows = _rows(_fragments(tokens))
    blocks: list[Block] = []
    plain: list[Row] = []
    i = done = 0
    while i < len(rows):
        band = _band_at(rows, i, em, rules, done)
        if band is None:
            plain.append(rows[i])
            i += 1
            continue
        # The band may begin above: one side can start higher than the other.
        kept = len(plain) - (i - band.first)
        blocks += _paragraphs([_joined(row) for row in plain[:kept]])
        plain = []
        for side in (band.left, band.right):
            blocks += _stanzas([_joined(row) for row in _rows(side)])
        i = done = band.last + 1
    return blocks + _paragraphs([_joined(row) for row in plain])


# --- lines -----------------------------------------------------------------------------------


def _fragments(tokens: Sequence[Token]) -> list[Line]:
    """Return runs of words on one line, parted at wide gaps."""
    lines: list[list[Token]] = []
    grouped: dict[int, list[Token]] = {}
    for token in sorted(tokens, key=lambda t: t.top + t.bottom):
        if token.group is not None:
            grouped.setdefault(token.group, []).append(token)
            continue
        for line in reversed(lines[-4:]):
            if _same_line(line[-1], token) or _same_line(line[0], token):
                line.append(token)
                break
        else:
            lines.append([token])
    return [part for line in (*lines, *grouped.values()) for part in _parted(line)]


def _same_line(one: Token, other: Token) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _parted(line: list[Token]) -> Iterable[Line]:
    line = sorted(line, key=lambda token: token.x0)
    start = 0
    for i in range(1, len(line)):
        height = min(line[i].bottom - line[i].top, line[i - 1].bottom - line[i - 1].top)
        if line[i].x0 - line[i - 1].x1 >= _SPLIT_EM * height:
            yield Line(tuple(line[start:i]))
            start = i
    yield Line(tuple(line[start:]))


def _rows(fragments: Iterable[Line]) -> list[Row]:
    rows: list[list[Line]] = []
    for fragment in sorted(fragments, key=lambda f: f.top + f.bottom):
        for row in reversed(rows[-3:]):
            if any(_beside(other, fragment) for other in row) and not any(
                _over(other, fragment) for other in row
            ):
                row.append(fragment)
                break
        else:
            rows.append([fragment])
    return [tuple(sorted(row, key=lambda f: f.x0)) for row in rows]


def _beside(one: Line, other: Line) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.height, other.height)


def _over(one: Line, other: Line) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.5 * min(one.x1 - one.x0, other.x1 - other.x0)


def _joined(row: Row) -> Line:
    return Line(tuple(token for fragment in row for token in fragment.tokens))


# --- blocks side by side ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Band:
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
        return _Gutter(x0, x1, self.em) if x1 - x0 >= _SPLIT_EM * self.em else None


def _band_at(rows: list[Row], i: int, em: float, rules: Sequence[Rule], done: int) -> _Band | None:
    """Return the longest pair of columns whose first two-sided row is row ``i``.

    Rows before ``done`` have their place already.
    """
    best: _Band | None = None
    for one, other in zip(rows[i], rows[i][1:], strict=False):
        band = _followed(rows, i, _Gutter(one.x1, other.x0, em), rules, done)
        if band and (best is None or band.last - band.first > best.last - best.first):
            best = band
    return best


def _followed(
    rows: list[Row], i: int, gutter: _Gutter, rules: Sequence[Rule], done: int
) -> _Band | None:
    last, two_sided = i, 1
    columns = _Columns(gutter)
    if columns.ruled(rows[i], rules):
        return None
    columns.take(rows[i])
    for j in range(i + 1, len(rows)):
        narrowed = gutter.narrowed(rows[j])
        if narrowed is None or columns.ruled(rows[j], rules) or _says(rows[j][:1], _RECIPIENTS):
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
    return _Band(first, last, tuple(columns.left), tuple(columns.right))


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
        part = _joined(row)
        inside = x0 - 0.7 * em <= part.x0 and part.x1 <= x1 + 0.7 * em
        far = part.top - column[-1].bottom > (4 if side < 0 else 9) * em
        if side < 0:
            return not far and (inside or abs(part.x0 - x0) < em)
        on_axis = abs(part.centre - median(f.centre for f in column)) < 1.5 * em
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
        if _is_grid(rows, em):
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
    rows = [_joined(row) for row in _rows(column)]
    widths = [row.x1 - row.x0 for row in rows]
    if len(rows) < 2 or max(widths) - min(widths) < 1.5 * em:
        return False
    axis = median(row.centre for row in rows)
    edge = median(row.x0 for row in rows)
    on_axis = sum(abs(row.centre - axis) < 0.8 * em for row in rows)
    on_edge = sum(abs(row.x0 - edge) < 0.4 * em for row in rows)
    return on_axis > len(rows) / 2 and on_axis > on_edge


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
    return had_room or indented


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
