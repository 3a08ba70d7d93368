"""Papers of text as files that the reader reads: PDF with a text layer, or made scans.

LibreOffice sets the text, the damage is that of the class ``scan-200`` of benchmarks/reading; a
paper gives the same pages each time. Files are kept for the next run.
"""

import hashlib
import io
import os
import re
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
import img2pdf
import numpy as np
import pypdfium2
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from PIL import Image

from benchmarks.extraction import Sample
from benchmarks.reading.damage import FINE, scanned
from benchmarks.reading.papers import cache, convert
from benchmarks.reading.readers import office
from pipeline.reading import read
from pipeline.reading.document import Document

DPI = 200
_FACE = "Tinos"


def as_pdf(paper: Sample) -> Document:
    """Return the paper as read from a PDF with its text."""
    with office() as settings:
        return read(_pdf(paper).read_bytes(), ".pdf", settings)


def as_scan(paper: Sample) -> Document:
    """Return the paper as read from a scan of all its pages."""
    pdf = _pdf(paper)
    kept = pdf.with_suffix(".scan.pdf")
    if not kept.exists():
        half = kept.with_suffix(f".{os.getpid()}")
        half.write_bytes(img2pdf.convert(list(_pictures(pdf, paper.name))))
        half.rename(kept)
    with office() as settings:
        return read(kept.read_bytes(), ".pdf", settings)


def _pictures(pdf: Path, name: str) -> Iterator[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            rng = np.random.default_rng((zlib.crc32(name.encode()), number))
            page = document[number].render(scale=FINE / 72, grayscale=True)
            picture = scanned(np.array(page.to_pil().convert("L")), rng, DPI)
            file = io.BytesIO()
            quality = int(rng.integers(45, 80))
            Image.fromarray(picture).save(file, "JPEG", quality=quality, dpi=(DPI, DPI))
            yield file.getvalue()


def _pdf(paper: Sample) -> Path:
    """Return the PDF of the text, each line of the text a paragraph."""
    mark = hashlib.sha256(f"{_FACE} 6 {paper.text}".encode()).hexdigest()[:24]
    kept = cache() / f"text-{mark}.pdf"
    if not kept.exists():
        with tempfile.TemporaryDirectory() as scratch:
            source = Path(scratch) / f"{kept.stem}.docx"
            _write(paper.text, source)
            convert([source], Path(scratch))
            half = kept.with_suffix(f".{os.getpid()}")
            half.write_bytes(source.with_suffix(".pdf").read_bytes())
            half.rename(kept)
    return kept


def _write(text: str, path: Path) -> None:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FACE, Pt(13)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    for kind, lines in groupby(_unwrapped(text), _kind):
        kind(document, list(lines))
    document.save(str(path))


def _kind(line: str) -> Callable[[Any, Sequence[str]], None]:
    if len(_cells(line)) > 2:
        return _table
    return _columns if _is_beside(line) else _paragraphs


_BESIDE = re.compile(r"\S {4,}\S")
# Labels are no columns: "Họ và tên: …    Sinh năm: …", "Họ và tên:    …".
_LABELS = re.compile(r"[^:]+:(?:.*\S {4,}[^:]+:| {4,}\S)")
_INDENTED, _TO_THE_RIGHT = 8, 30
"""Spaces before a line in the middle of the page, or of its right half, at least."""


def _cells(line: str) -> list[str]:
    """The cells of a table's row, as typed with strokes or wide gaps."""
    parted = r"\|" if line.count("|") > 1 else r" {3,}"
    return [cell.strip() for cell in re.split(parted, line.strip().strip("|"))]


def _table(document: Any, lines: Sequence[str]) -> None:
    """Rows of three cells and more stand in a ruled table."""
    rows = [cells for cells in map(_cells, lines) if not all(set(c) <= set("-+:= ") for c in cells)]
    table = document.add_table(rows=0, cols=max(map(len, rows), default=1), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.paragraphs[0].add_run(text)
            _set(cell.paragraphs[0])


def _is_beside(line: str) -> bool:
    label = _LABELS.match(line) and not line.startswith("Nơi nhận")
    return bool(_BESIDE.search(line)) and not label


def _columns(document: Any, lines: Sequence[str]) -> None:
    """Lines of two columns stand in a table without rules, as offices set them."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for cell, width in zip(table.rows[0].cells, (Mm(62), Mm(98)), strict=True):
        cell.width = width
    for number, line in enumerate(lines):
        pieces = re.split(r" {4,}", line.strip(), maxsplit=1)
        for cell, piece in zip(table.rows[0].cells, pieces, strict=True):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.add_run(piece)
            _set(paragraph)
            if not piece.startswith(("-", "Nơi nhận")):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _paragraphs(document: Any, lines: Sequence[str]) -> None:
    for line in lines:
        _paragraph(document.add_paragraph(), line)


def _paragraph(paragraph: Any, line: str) -> None:
    paragraph.add_run(re.sub(r" {4,}", "\t", line.strip()))
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(80))
    _set(paragraph)
    before = len(line) - len(line.lstrip(" "))
    if before >= _TO_THE_RIGHT:
        paragraph.paragraph_format.left_indent = Mm(80)
    if before >= _INDENTED and len(line.strip()) <= _FULL:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set(paragraph: Any) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.1


_FULL = 60
"""Letters of a line that was wrapped, at least."""
_BEGINS = re.compile(r"\s*(?:[-+•*–\d]|\(?[a-zđ][.)]|[IVX]{1,4}[.)]|\s{8})")
"""An item or a line set in from the margin goes on with nothing."""


def _unwrapped(text: str) -> list[str]:
    """The text's paragraphs: lines that were wrapped as on a page are joined again."""
    lines = text.replace("\f", "\n").split("\n")
    if any(len(line) > 130 for line in lines):
        return lines
    joined: list[str] = []
    before = 0
    for line in lines:
        goes_on = before >= _FULL and line.strip() and not _BEGINS.match(line)
        if goes_on and all(_kind(part) is _paragraphs for part in (joined[-1], line)):
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
        before = len(line.strip())
    return joined
