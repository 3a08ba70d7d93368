"""A file that holds several PDFs one behind the other, as ``copy /b`` and some scanners leave it.

A viewer shows the last of them only. Here all are read, in their order.
"""

import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import BinaryIO

from pipeline.reading.formats.limits import check_pages
from pipeline.reading.layout.assemble import PageWords
from pipeline.reading.pdf import pages
from pipeline.reading.workers.wire import Part
from pipeline.settings import Settings

_SEAM = re.compile(rb"%%EOF\s{0,64}(?=%PDF-\d)")
"""A PDF that was changed later goes on behind its first end too, but does not begin again."""
_TABLE = re.compile(rb"\s{0,8}(?:xref\b|\d+ \d+ obj\b.{0,1000}?/XRef\b)", re.DOTALL)
_PLACE = re.compile(rb"startxref\s{1,8}(\d{1,12})")
_ENDING = 2000
_BLOCK, _OVERLAP = 1_000_000, 200


def parts_of(source: bytes | Path, settings: Settings) -> tuple[Part, ...]:
    """Return the PDFs of a file, nearly always one.

    Raises as :func:`~pipeline.reading.pdf.pages.count_pages`, and ``TooLarge`` for too many pages.
    """
    spans = list(pairwise(_seams(source, settings)))
    if len(spans) == 1:
        parts = (Part(*spans[0], pages.count_pages(source)),)
    else:
        parts = tuple(Part(*span, pages.count_pages(_cut(source, *span))) for span in spans)
    check_pages(sum(part.count for part in parts), settings.intake)
    return parts


def pages_of(
    source: bytes | Path, parts: tuple[Part, ...], settings: Settings, indices: Iterable[int]
) -> Iterator[PageWords]:
    """Yield the pages with the indices, counted through all parts.

    The next index is taken only after the page before has been yielded.
    """
    if len(parts) == 1:
        yield from pages.pages_of(source, settings, indices)
        return
    for index in indices:
        part, within = _place(parts, index)
        yield from pages.pages_of(_cut(source, part.start, part.end), settings, (within,))


def _seams(source: bytes | Path, settings: Settings) -> list[int]:
    """Return where the PDFs begin, and the end of the last."""
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        seams = [0]
        for seam in islice(_headers_behind_ends(file), settings.intake.max_pages):
            if _is_whole(file, seams[-1], seam):
                seams.append(seam)
        check_pages(len(seams), settings.intake)
        return [*seams, file.seek(0, io.SEEK_END)]


def _headers_behind_ends(file: BinaryIO) -> Iterator[int]:
    at = 0
    while block := _read(file, at, _BLOCK + _OVERLAP):
        yield from (at + seam.end() for seam in _SEAM.finditer(block) if seam.start() < _BLOCK)
        at += _BLOCK


def _is_whole(file: BinaryIO, start: int, end: int) -> bool:
    """Tell whether these bytes are a PDF: the place of its table counts from its start.

    They are not where a PDF lies within a stream of another.
    """
    ending = _read(file, max(start, end - _ENDING), min(_ENDING, end - start))
    place = _PLACE.match(ending, ending.rfind(b"startxref"))
    return place is not None and bool(_TABLE.match(_read(file, start + int(place[1]), _ENDING)))


def _read(file: BinaryIO, start: int, size: int) -> bytes:
    file.seek(start)
    return file.read(size)


def _cut(source: bytes | Path, start: int, end: int) -> bytes:
    if isinstance(source, bytes):
        return source[start:end]
    with source.open("rb") as file:
        return _read(file, start, end - start)


def _place(parts: tuple[Part, ...], index: int) -> tuple[Part, int]:
    for part in parts:
        if index < part.count:
            return part, index
        index -= part.count
    raise IndexError(index)
