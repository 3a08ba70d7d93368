"""Words of a page and the lines that they stand on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

from pipeline.reading.document import Box

SPLIT_EM = 0.8
"""A gap this wide (in line heights) parts a line into fragments; fragments of justified text
are joined again unless a column stands there."""
_LONG, _ENOUGH, _ALIKE = 4, 15, 0.125
"""Words of so many letters tell the width of one; by how much six in ten words differ in it: by
5 to 9 % on typed pages, by 17 to 27 % on others."""
_WHITE = 0.35
"""How much of a letter's width is white left and right of a word."""
_TYPED_GAP = 2.1


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
    """Line that the recogniser saw it on; None when unknown. Words that lie at another angle than
    the page's have a group below 0 for each angle: they are read after it."""
    raw: str | None = None
    """What was recognised, where ``text`` was mended."""
    joined: bool = False
    """No space parts it from the word before: a symbol broken over two lines."""
    cell: bool = False
    """It begins a cell of a table's row: a tab parts it from the cell before."""

    @property
    def gap(self) -> str:
        """What stands between the word and the one before it on its line."""
        return "" if self.joined else "\t" if self.cell else " "


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn on the page, the border of a table's cells: down it, or across it."""

    x: float
    """Its left end."""
    top: float
    bottom: float
    width: float = 0.0
    """0 for a line down the page."""


@dataclass(frozen=True)
class Line:
    """Words on one line, in reading order: left to right, in the row of a table cell by cell."""

    tokens: tuple[Token, ...]

    @property
    def x0(self) -> float:
        return self.tokens[0].x0

    @cached_property
    def x1(self) -> float:
        return max(token.x1 for token in self.tokens)

    @cached_property
    def top(self) -> float:
        return median(token.top for token in self.tokens)

    @cached_property
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
        return "".join(token.gap + token.text for token in self.tokens).lstrip()


Block = tuple[Line, ...]
Row = tuple[Line, ...]
"""Fragments that share a line of the page, left to right."""


def typed_gap(tokens: Sequence[Token]) -> float:
    """Return the width of the gaps that part words of a typewriter's page; 0 for other pages.

    All letters are as wide as one another there, stops and spaces too, so that the white between
    two words of a line is as wide as the one between columns of a set page.
    """
    words = [token for token in tokens if len(token.text) >= _LONG]
    if len(words) < _ENOUGH:
        return 0.0
    pitches = sorted((t.x1 - t.x0) / (len(t.text) - _WHITE) for t in words)
    low, usual, high = (pitches[len(pitches) * share // 10] for share in (2, 5, 8))
    return _TYPED_GAP * usual if high - low < _ALIKE * usual else 0.0


def fragments_of(tokens: Sequence[Token], gap: float = 0.0) -> list[Line]:
    """Return runs of words on one line, parted at wide gaps, of at least ``gap`` points."""
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
    return [part for line in (*lines, *grouped.values()) for part in _parted(line, gap)]


def _same_line(one: Token, other: Token) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _parted(line: list[Token], gap: float) -> Iterable[Line]:
    line = sorted(line, key=lambda token: token.x0)
    start = 0
    for i in range(1, len(line)):
        height = min(line[i].bottom - line[i].top, line[i - 1].bottom - line[i - 1].top)
        if line[i].x0 - line[i - 1].x1 >= max(gap, SPLIT_EM * height):
            yield Line(tuple(line[start:i]))
            start = i
    yield Line(tuple(line[start:]))


def rows_of(fragments: Iterable[Line]) -> list[Row]:
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


def joined(row: Row) -> Line:
    return Line(tuple(token for fragment in row for token in fragment.tokens))


def celled(cells: Iterable[Iterable[Line]]) -> Line:
    """Return the row of a table as one line, its cells parted by tabs."""
    tokens: list[Token] = []
    for cell in cells:
        words = [token for line in cell for token in line.tokens]
        tokens += [replace(word, cell=True) if not i else word for i, word in enumerate(words)]
    return Line(tuple(tokens))
