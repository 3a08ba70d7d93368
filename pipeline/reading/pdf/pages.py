"""Pages of a PDF: the words of its text layer, and of OCR where the layer leaves ink unexplained.

pypdfium2 opens the file, counts and draws pages; pdfplumber, which is forty times slower, is
only asked for pages that have text.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.errors import Corrupt, Encrypted
from pipeline.reading.document import Box
from pipeline.reading.formats.limits import check_pages
from pipeline.reading.layout.assemble import PageWords
from pipeline.reading.pdf.drawing import Sheet
from pipeline.reading.pdf.layer import TextLayers
from pipeline.reading.pdf.mixed import read_sheet
from pipeline.settings import Settings

_QUIET_NOTES = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
_MOST_NOTES = 1000
_KEPT_PAGES = 50
"""pdfium keeps the fonts of every page that it has drawn; the file is opened anew after so many."""
_END_BYTES = 8192


def count_pages(source: bytes | Path) -> int:
    """Return the number of pages of a file: its bytes, or where it lies.

    Raises ``Encrypted`` for a file that needs a password, ``Corrupt`` for a damaged one.
    """
    _check_whole(source)
    with _opened(source) as file:
        return len(file)


def pages_of(
    source: bytes | Path, settings: Settings, indices: Iterable[int] | None = None
) -> Iterator[PageWords]:
    """Yield the words of each page, or of the pages with these indices (from 0).

    ``source``: the file's bytes, or where it lies. An index is taken when its turn comes.

    Raises ``Encrypted`` for a file that needs a password, ``Corrupt`` for a damaged one,
    ``TooLarge`` for too many pages or pixels.
    """
    check_pages(count := count_pages(source), settings.intake)
    order = iter(range(count) if indices is None else indices)
    with TextLayers(source) as layers:
        while (first := next(order, None)) is not None:
            with _opened(source) as file:
                for i in chain([first], islice(order, _KEPT_PAGES - 1)):
                    yield _read_page(file, i, layers, settings)


def _check_whole(source: bytes | Path) -> None:
    """Raise ``Corrupt`` for a file without its end.

    pdfium would rebuild a half-copied file and show only some of its pages, without a word.
    """
    end = (source if isinstance(source, bytes) else _end_of(source)).rstrip(b"\0\r\n\t ")
    end = end[-_END_BYTES:]
    if b"startxref" not in end and b"%%EOF" not in end:
        raise Corrupt


def _end_of(path: Path) -> bytes:
    """Return the last bytes of a file, with room for a long padding behind its end."""
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - 16 * _END_BYTES))
        return file.read()


def _opened(source: bytes | Path) -> pypdfium2.PdfDocument:
    # not by its path: a file in memory has none that pypdfium2 could resolve
    held = source if isinstance(source, bytes) else source.open("rb")
    try:
        file = pypdfium2.PdfDocument(held, autoclose=True)
    except pypdfium2.PdfiumError as error:
        if not isinstance(held, bytes):
            held.close()
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise (Encrypted() if locked else Corrupt()) from None
    if len(file) == 0:
        file.close()
        raise Corrupt
    return file


def _read_page(
    file: pypdfium2.PdfDocument, index: int, layers: TextLayers, settings: Settings
) -> PageWords:
    page = _page(file, index)
    try:
        notes = _notes(page)
        if notes and pdfium.FPDFPage_Flatten(page, 0) == pdfium.FLATTEN_SUCCESS:
            page.close()
            page = _page(file, index)
            layers, index = TextLayers(_alone(file, index)), 0  # of bytes: nothing to close
        sheet = Sheet(page, settings.intake, notes)
        return read_sheet(sheet, lambda: layers.layer(index, sheet.shown, sheet.rotation), settings)
    finally:
        page.close()


def _page(file: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    try:
        return file[index]
    except (pypdfium2.PdfiumError, IndexError):
        raise Corrupt from None


def _notes(page: pypdfium2.PdfPage) -> list[Box]:
    """Return the places of stamps, signatures and fields that lie over the page, in PDF space.

    They are put into the page before it is read: numbers and days are stamped that way.
    """
    count = min(_MOST_NOTES, pdfium.FPDFPage_GetAnnotCount(page))
    return [box for i in range(count) if (box := _note(page, i))]


def _note(page: pypdfium2.PdfPage, index: int) -> Box | None:
    note = pdfium.FPDFPage_GetAnnot(page, index)
    if not note:
        return None
    try:
        box = pdfium.FS_RECTF()
        quiet = pdfium.FPDFAnnot_GetSubtype(note) in _QUIET_NOTES
        if quiet or not pdfium.FPDFAnnot_GetRect(note, box):
            return None
        return box.left, box.bottom, box.right, box.top
    finally:
        pdfium.FPDFPage_CloseAnnot(note)


def _alone(file: pypdfium2.PdfDocument, index: int) -> bytes:
    """Return a PDF of one page of the file, as pdfium holds it now."""
    out = io.BytesIO()
    try:
        with pypdfium2.PdfDocument.new() as copy:
            copy.import_pages(file, [index])
            copy.save(out)
    except pypdfium2.PdfiumError:
        raise Corrupt from None
    return out.getvalue()
