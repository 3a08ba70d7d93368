"""The outermost folder of an OLE compound file, in which Word, Excel and Outlook keep theirs.

[MS-CFB] 2.2 (header), 2.3 (FAT), 2.6 (directory). No more is read than tells the kinds apart.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NONE = 0xFFFFFFFA
"""Sector numbers from here on are marks: end of chain, free, used by the table itself."""
_ENTRY = 128
_MAX_ENTRIES = 100_000
_SMALL = 4096
"""Streams below this size stand elsewhere, in the stream of the root."""


class BrokenOle(Exception):
    """The bytes begin like a compound file and are none, or not all of one."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream of the outermost folder: its size and its first bytes (at most a sector's)."""

    size: int
    head: bytes


def streams(data: bytes) -> dict[str, Stream]:
    """Return what lies in the outermost folder, by name; folders in it have an empty head.

    Raises ``BrokenOle``.
    """
    try:
        return dict(_streams(data))
    except struct.error:
        raise BrokenOle from None


def _streams(data: bytes) -> Iterator[tuple[str, Stream]]:
    (shift,) = struct.unpack_from("<H", data, 30)
    if not data.startswith(SIGNATURE) or shift not in (9, 12):
        raise BrokenOle
    size = 1 << shift
    (first,) = struct.unpack_from("<I", data, 48)
    directory = b"".join(_chain(data, first, size))
    for entry in _siblings(directory):
        length, start, total = (
            *struct.unpack_from("<H", entry, 64),
            *struct.unpack_from("<II", entry, 116),
        )
        name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        at = (start + 1) * size
        yield name, Stream(total, data[at : at + size] if total >= _SMALL else b"")


def _siblings(directory: bytes) -> Iterator[bytes]:
    """Yield the entries right below the root: a tree, which in a broken file may be a circle."""
    waiting, seen = [*struct.unpack_from("<I", directory, 76)], set[int]()
    while waiting:
        number = waiting.pop()
        if number >= _NONE or number in seen:
            continue
        seen.add(number)
        entry = directory[number * _ENTRY : (number + 1) * _ENTRY]
        waiting += struct.unpack_from("<II", entry, 68)
        yield entry


def _chain(data: bytes, sector: int, size: int) -> Iterator[bytes]:
    """Yield the sectors of a chain. Raises ``BrokenOle`` where it leaves the file or turns back."""
    for _ in range(_MAX_ENTRIES * _ENTRY // size):
        if sector >= _NONE:
            return
        content = data[(sector + 1) * size : (sector + 2) * size]
        if len(content) < size:
            raise BrokenOle
        yield content
        sector = _next(data, sector, size)
    raise BrokenOle


def _next(data: bytes, sector: int, size: int) -> int:
    """Look a sector up in the file allocation table, whose own sectors the header lists.

    Of a file over 7 MB the rest of that list stands elsewhere; the directory of such a file is
    followed through it sector by sector.
    """
    row, column = divmod(sector, size // 4)
    (table,) = (
        struct.unpack_from("<I", data, 76 + 4 * row) if row < 109 else (_far(data, row, size),)
    )
    (following,) = struct.unpack_from("<I", data, (table + 1) * size + 4 * column)
    return following


def _far(data: bytes, row: int, size: int) -> int:
    (at,) = struct.unpack_from("<I", data, 68)
    hops, place = divmod(row - 109, size // 4 - 1)
    for _ in range(hops):
        (at,) = struct.unpack_from("<I", data, (at + 2) * size - 4)
    (table,) = struct.unpack_from("<I", data, (at + 1) * size + 4 * place)
    return table
