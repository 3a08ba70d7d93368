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
from collections.abc import Iterator
from pathlib import Path

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
    mark = hashlib.sha256(f"{_FACE} 2 {paper.text}".encode()).hexdigest()[:24]
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
    for line in _unwrapped(text):
        paragraph = document.add_paragraph(re.sub(r" {4,}", "\t", line.strip()))
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = 1.1
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(80))
        if line.startswith(" " * 8) and "\t" not in paragraph.text:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.save(str(path))


_FULL = 60
"""Letters of a line that was wrapped, at least."""


def _unwrapped(text: str) -> list[str]:
    """The text's paragraphs: lines that were wrapped as on a page are joined again."""
    lines = text.replace("\f", "\n").split("\n")
    if any(len(line) > 130 for line in lines):
        return lines
    joined: list[str] = []
    before = 0
    for line in lines:
        goes_on = before >= _FULL and line.strip() and not re.match(r"\s*[-+•\d]", line)
        if goes_on and "    " not in joined[-1].strip():
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
        before = len(line)
    return joined
