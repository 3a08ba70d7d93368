# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false
"""The components of an official document, as Phụ lục I of Nghị định 30/2020/NĐ-CP places them.

Each function adds one component to a page from :func:`pipeline.drafting.styles.new_page`.
Texts may hold docxtpl tags: ``{{ … }}`` becomes a value, and a paragraph that holds only
``{%p … %}`` vanishes when the template is filled in.
"""

from collections.abc import Sequence

from docx.document import Document as Page
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from pipeline.drafting import measures as m
from pipeline.drafting import styles as s
from pipeline.drafting.styles import Look, add_paragraph

BLANK = " " * 5
"""Room for a number, a day or a month that is written in after the signature."""


def add_header(
    page: Page, *, parent: str, issuer: str, number: str = "", letter_subject: str = ""
) -> None:
    """Issuer and number on the left, national title and date on the right (mục II.1 to II.4).

    ``parent`` and ``issuer`` name the variables that hold the lines of the two names. ``number``
    is what follows "Số:" after the blank. ``letter_subject`` is the subject of a công văn, which
    stands under its number. The number and the date share a row, so that they stay level
    whatever the length of the issuer's name.
    """
    table = add_bare_table(page, (m.LEFT_COLUMN_MM, m.RIGHT_COLUMN_MM), rows=2)
    (issuer_cell, title_cell), (number_cell, date_cell) = (row.cells for row in table.rows)
    add_lines(issuer_cell, s.PARENT, parent)
    add_lines(issuer_cell, s.ISSUER, issuer)
    add_rule(issuer_cell)
    add_paragraph(title_cell, s.NATIONAL_TITLE, m.NATIONAL_TITLE)
    _underscore(add_paragraph(title_cell, s.MOTTO, m.MOTTO))
    if number:
        add_paragraph(number_cell, s.NUMBER, f"Số:{BLANK}{BLANK}{number}")
    if letter_subject:
        add_paragraph(number_cell, s.LETTER_SUBJECT, f"V/v {letter_subject}")
    date_line = f"{{{{ place }}}}, ngày{BLANK}tháng{BLANK}năm {{{{ year }}}}"
    add_paragraph(date_cell, s.PLACE_AND_DATE, date_line)
    for cell in (issuer_cell, title_cell, number_cell, date_cell):
        drop_first_paragraph(cell)


def add_form_number(page: Page) -> None:
    """The number of a form whose number was read in the act itself, at the top right."""
    add_paragraph(page, s.FORM_NUMBER, "{%p if form_number %}")
    add_paragraph(page, s.FORM_NUMBER, "{{ form_number }} ({{ form_act }})")
    add_paragraph(page, s.FORM_NUMBER, "{%p endif %}")


def add_title(page: Page, type_name: str, subject: str = "") -> Paragraph:
    """Type name, subject and the rule below (mục II.5.a); returns the type name's paragraph."""
    title = add_paragraph(page, s.TYPE_NAME, type_name)
    if subject:
        add_paragraph(page, s.SUBJECT, subject)
    add_rule(page)
    return title


def add_addressees(page: Page) -> None:
    """ "Kính gửi:" from the variable ``addressees`` (mục II.9.b).

    One addressee stands on the same line; several stand below each other, dashes under the colon.
    """
    add_paragraph(page, s.ADDRESSEE, "{%p if addressees|length == 1 %}")
    add_paragraph(page, s.ADDRESSEE, "Kính gửi: {{ addressees[0] }}")
    add_paragraph(page, s.ADDRESSEE, "{%p else %}")
    head = add_paragraph(page, s.ADDRESSEE_LINE, "Kính gửi:")
    head.paragraph_format.left_indent = Mm(m.ADDRESSEE_INDENT_MM - m.ADDRESSEE_WIDTH_MM)
    head.paragraph_format.space_before = Pt(s.ADDRESSEE.before)
    add_list(page, "addressees", look=s.ADDRESSEE_LINE)
    add_paragraph(page, s.ADDRESSEE, "{%p endif %}")


def add_body(page: Page, *paragraphs: str) -> list[Paragraph]:
    """Add paragraphs of the body (mục II.6.e)."""
    return [add_paragraph(page, s.BODY, text) for text in paragraphs]


def add_label(page: Page, text: str, *, after_pt: float = 0) -> Paragraph:
    """Add a line that announces a list or a table and never stands at the foot of a page."""
    label = add_paragraph(page, s.BODY, text)
    label.paragraph_format.keep_with_next = True
    label.paragraph_format.space_after = Pt(after_pt)
    return label


def add_fill_in(page: Page, text: str, *, half_at_mm: float = 0) -> Paragraph:
    """Add a line to be filled in by hand: each tab becomes dots.

    The last tab runs to the right edge, one before it to ``half_at_mm`` from the left edge.
    """
    line = add_paragraph(page, s.BODY, text)
    line.paragraph_format.alignment = s.LEFT
    for stop in filter(None, (half_at_mm, m.TEXT_WIDTH_MM)):
        line.paragraph_format.tab_stops.add_tab_stop(
            Mm(stop), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
    return line


def add_closing(page: Page, text: str) -> Paragraph:
    """Add the last paragraph of the body, ended by "./.".

    It stays whole and goes with the signature, which must not stand alone on a page.
    """
    closing = add_paragraph(page, s.BODY, f"{text}./.")
    closing.paragraph_format.keep_with_next = True
    closing.paragraph_format.keep_together = True
    closing.paragraph_format.space_after = Pt(12)
    return closing


def add_list(page: Page | _Cell, variable: str, *, look: Look = s.BODY) -> None:
    """Add one line a value: "- " before, ";" after, "." after the last."""
    add_paragraph(page, look, f"{{%p for line in {variable} %}}")
    add_paragraph(page, look, "- {{ line }}{% if loop.last %}.{% else %};{% endif %}")
    add_paragraph(page, look, "{%p endfor %}")


def add_lines(where: Page | _Cell, look: Look, variable: str) -> None:
    """Add one paragraph a value, nothing before or after it."""
    add_paragraph(where, look, f"{{%p for line in {variable} %}}")
    add_paragraph(where, look, "{{ line }}")
    add_paragraph(where, look, "{%p endfor %}")


def add_footer(page: Page, recipients: Sequence[str]) -> None:
    """Recipients on the left, signature on the right (mục II.7 and II.9)."""
    table = add_bare_table(page, (m.TEXT_WIDTH_MM / 2, m.TEXT_WIDTH_MM / 2))
    left, right = table.rows[0].cells
    add_paragraph(left, s.RECIPIENTS, "Nơi nhận:")
    for line in recipients:
        add_paragraph(left, s.RECIPIENT, f"- {line};")
    add_paragraph(left, s.RECIPIENT, "- Lưu: {{ kept_by }}.")
    add_lines(right, s.POWER, "signature_lines")
    add_paragraph(right, s.SIGNER, "{{ signer }}")
    for cell in (left, right):
        drop_first_paragraph(cell)
    add_paragraph(page, s.END)


def add_signatures(page: Page, *columns: tuple[str, str]) -> None:
    """Several signatures side by side, each a position and a hint, with room for the rest."""
    table = add_bare_table(page, [m.TEXT_WIDTH_MM / len(columns)] * len(columns))
    for cell, (position, hint) in zip(table.rows[0].cells, columns, strict=True):
        add_paragraph(cell, s.POWER, position)
        add_paragraph(cell, s.HINT, hint)
        add_paragraph(cell, s.SIGNER)
        drop_first_paragraph(cell)
    add_paragraph(page, s.END)


def add_papers_table(page: Page) -> None:
    """The list of received papers, from the variable ``papers``; its head repeats on each page."""
    columns = (
        ("STT", 13.0, "{{ loop.index }}", s.CELL_CENTRED),
        ("Tên thông tin, tài liệu", 87.0, "{{ paper.name }}", s.CELL),
        ("Số trang", 19.0, "{{ paper.pages }}", s.CELL_CENTRED),
        (
            "Tình trạng (bản chính, bản sao chứng thực, bản phô tô)",
            46.0,
            "{{ paper.state }}",
            s.CELL,
        ),
    )
    table = page.add_table(4, len(columns))
    fix_table(table, [column[1] for column in columns], margin_twips=85)
    table._tblPr.insert_element_before(parse_xml(_GRID), "w:shd", "w:tblLayout", "w:tblCellMar")
    head, start, row, end = table.rows
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    add_paragraph(start.cells[0], s.CELL, "{%tr for paper in papers %}")
    add_paragraph(end.cells[0], s.CELL, "{%tr endfor %}")
    for cell, (title, *_) in zip(head.cells, columns, strict=True):
        add_paragraph(cell, s.CELL_HEAD, title)
    for cell, (_, _, tag, look) in zip(row.cells, columns, strict=True):
        add_paragraph(cell, look, tag)
    for cell in (*start.cells, *row.cells, *end.cells, *head.cells):
        drop_first_paragraph(cell)


def add_rule(where: Page | _Cell) -> None:
    """A solid rule below a centred line; its length is fitted to the text when filled in."""
    rule = add_paragraph(where, s.RULE)
    _draw_line(rule, "top")


def add_bare_table(page: Page, widths_mm: Sequence[float], rows: int = 1) -> Table:
    """Add a table without borders or cell margins, of fixed widths, whose rows never split."""
    table = page.add_table(rows, len(widths_mm))
    fix_table(table, widths_mm)
    return table


def fix_table(table: Table, widths_mm: Sequence[float], *, margin_twips: int = 0) -> None:
    """Fix the widths: Word and LibreOffice stretch columns differently when left to choose."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = parse_xml(_CELL_MARGINS.format(margin_twips))
    table._tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


_CELL_MARGINS = (
    f'<w:tblCellMar {nsdecls("w")}><w:left w:w="{{0}}" w:type="dxa"/>'
    '<w:right w:w="{0}" w:type="dxa"/></w:tblCellMar>'
)
_GRID = (
    f"<w:tblBorders {nsdecls('w')}>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)


def drop_first_paragraph(cell: _Cell) -> None:
    """Remove the empty paragraph that a new cell has, unless it is the only one."""
    if len(cell.paragraphs) > 1:
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)


def _underscore(motto: Paragraph) -> None:
    """Draw the rule of the motto, exactly as long as its text (mục II.1.b)."""
    spare = m.RIGHT_COLUMN_MM - m.bold_width_mm(m.MOTTO, m.MOTTO_PT)
    motto.paragraph_format.left_indent = Mm(spare / 2)
    motto.paragraph_format.right_indent = Mm(spare / 2)
    _draw_line(motto, "bottom")


def _draw_line(paragraph: Paragraph, side: str) -> None:
    borders = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="6" w:space="1" w:color="000000"/>'
        "</w:pBdr>"
    )
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
    )
