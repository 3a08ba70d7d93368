"""The text of a table of a Word file or a web page, in reading order.

A table without borders that holds a header or footer block gives its left column before its right
one; any other is read row by row, cells joined by `` | ``.
"""

from pipeline.text.unicode import fold

_HEADS = ("cong hoa xa hoi", "dang cong san", "noi nhan")


def blocks_of(rows: list[list[str]], *, bordered: bool) -> list[str]:
    """Return the blocks of a table whose cells are given with their lines."""
    rows = [row for row in rows if any(row)]
    if not bordered and _stands_side_by_side(rows):
        columns = ("\n\n".join(row[i] for row in rows if i < len(row) and row[i]) for i in (0, 1))
        return [column for column in columns if column]
    lines = (" | ".join(cell.replace("\n", " ") for cell in row if cell) for row in rows)
    return ["\n".join(lines)] if rows else []


def _stands_side_by_side(rows: list[list[str]]) -> bool:
    if not rows or max(len(row) for row in rows) != 2:
        return False
    told = fold(" ".join(cell for row in rows for cell in row))
    if any(head in told for head in _HEADS):
        return True
    return len(rows) <= 3 and all("\n" in cell for cell in rows[0])
