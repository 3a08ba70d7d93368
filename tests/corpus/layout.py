"""Writes made documents as .docx, and as PDF through LibreOffice."""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tests.corpus.document import Block, Columns, Grid, Line, MadeDocument

FONT = "Times New Roman"
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_COLUMNS = (Mm(68), Mm(97))
_CONVERT_SECONDS = 300


def write_docx(document: MadeDocument, path: Path) -> None:
    """Write the document as .docx, A4 with the margins of Nghị định 30/2020/NĐ-CP."""
    page = docx.Document()
    _set_up(page, document.font_size)
    for block in document.blocks:
        _add(page, block)
    page.save(str(path))


def write_pdfs(documents: Sequence[MadeDocument], folder: Path) -> list[Path]:
    """Write the documents as ``<id>.pdf`` into the folder, in one run of LibreOffice.

    Raises ``subprocess.CalledProcessError`` or ``TimeoutExpired`` when LibreOffice fails.
    """
    with tempfile.TemporaryDirectory() as scratch:
        sources = [Path(scratch) / f"{document.id}.docx" for document in documents]
        for document, source in zip(documents, sources, strict=True):
            write_docx(document, source)
        profile = f"-env:UserInstallation={(Path(scratch) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run(
            [*command, *map(str, sources)],
            check=True,
            capture_output=True,
            timeout=_CONVERT_SECONDS,
        )
    return [folder / f"{document.id}.pdf" for document in documents]


def _set_up(page: Document, font_size: int) -> None:
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style = page.styles["Normal"]
    style.font.name = FONT
    style.font.size = Pt(font_size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(4)


def _add(page: Document, block: Block) -> None:
    if isinstance(block, Line):
        _style(page.add_paragraph(), block)
    elif isinstance(block, Columns):
        _columns(page, block)
    else:
        _grid(page, block)


def _columns(page: Document, block: Columns) -> None:
    """Two cells without borders, the right one wide enough for the national title."""
    table = page.add_table(rows=1, cols=2)
    table.autofit = False
    for column, lines, width in zip(
        table.columns, (block.left, block.right), _COLUMNS, strict=True
    ):
        column.width = column.cells[0].width = width
        _fill(column.cells[0], lines)


def _fill(cell: _Cell, lines: Sequence[Line]) -> None:
    for number, line in enumerate(lines):
        _style(cell.paragraphs[0] if number == 0 else cell.add_paragraph(), line)


def _grid(page: Document, grid: Grid) -> None:
    table = page.add_table(rows=0, cols=len(grid.rows[0]))
    table.style = "Table Grid"
    for row in grid.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _style(paragraph: Paragraph, line: Line) -> None:
    run = paragraph.add_run(line.text)
    run.bold, run.italic = line.bold, line.italic
    if line.size:
        run.font.size = Pt(line.size)
    paragraph.alignment = _ALIGN[line.align]
    if line.indent:
        paragraph.paragraph_format.first_line_indent = Mm(10)
