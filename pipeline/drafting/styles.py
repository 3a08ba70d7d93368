# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false
"""The empty official page and its named styles.

The looks of Phụ lục I, mục V, Nghị định 30/2020/NĐ-CP live in styles, so that an administrator
changes a template in Word by changing a style, not forty paragraphs.
"""

from dataclasses import dataclass
from math import ceil

from docx import Document
from docx.document import Document as Page
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, Twips
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from pipeline.drafting import measures as m

LEFT, CENTRE, RIGHT, JUSTIFY = ALIGN.LEFT, ALIGN.CENTER, ALIGN.RIGHT, ALIGN.JUSTIFY


@dataclass(frozen=True, slots=True)
class Look:
    """One named style: sizes and gaps in points, indents in millimetres."""

    id: str
    name: str
    size: float
    align: ALIGN
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    first_line: float = 0
    left: float = 0
    line: float = 1.0
    keep_with_next: bool = False


# The size is the one that the decree itself uses in the column "Ví dụ minh họa" of mục V.
NATIONAL_TITLE = Look("QuocHieu", "Quốc hiệu", 12, CENTRE, bold=True)
MOTTO = Look("TieuNgu", "Tiêu ngữ", m.MOTTO_PT, CENTRE, bold=True)
PARENT = Look("CoQuanChuQuan", "Cơ quan chủ quản", m.ISSUER_PT, CENTRE)
ISSUER = Look("CoQuanBanHanh", "Cơ quan ban hành", m.ISSUER_PT, CENTRE, bold=True)
NUMBER = Look("SoKyHieu", "Số, ký hiệu", 13, CENTRE, before=6)
PLACE_AND_DATE = Look("DiaDanhNgay", "Địa danh, ngày tháng", 13, CENTRE, italic=True, before=6)
LETTER_SUBJECT = Look("TrichYeuCongVan", "Trích yếu công văn", 12, CENTRE, before=6)
TYPE_NAME = Look(
    "TenLoai", "Tên loại văn bản", 14, CENTRE, bold=True, before=18, keep_with_next=True
)
SUBJECT = Look("TrichYeu", "Trích yếu", 14, CENTRE, bold=True, keep_with_next=True)
RULE = Look("KeNgang", "Kẻ ngang", 2, CENTRE, before=3, keep_with_next=True)
ADDRESSEE = Look("KinhGui", "Kính gửi", 14, CENTRE, before=14, after=10)
ADDRESSEE_LINE = Look("KinhGuiDong", "Kính gửi, từng dòng", 14, LEFT, left=m.ADDRESSEE_INDENT_MM)
BODY = Look(
    "NoiDung",
    "Nội dung văn bản",
    14,
    JUSTIFY,
    before=6,
    first_line=m.FIRST_LINE_INDENT_MM,
    line=1.1,
)
CELL = Look("NoiDungO", "Nội dung ô bảng", 13, LEFT, before=3, after=3)
CELL_CENTRED = Look("NoiDungOGiua", "Nội dung ô bảng, giữa", 13, CENTRE, before=3, after=3)
CELL_HEAD = Look(
    "TieuDeCot", "Tiêu đề cột", 13, CENTRE, bold=True, before=3, after=3, keep_with_next=True
)
POWER = Look("QuyenHanChucVu", "Quyền hạn, chức vụ", 14, CENTRE, bold=True, keep_with_next=True)
HINT = Look("ChiDanKy", "Chỉ dẫn ký tên", 13, CENTRE, italic=True, keep_with_next=True)
# Room for a signature and the seal between the position and the name.
SIGNER = Look("HoTenNguoiKy", "Họ tên người ký", 14, CENTRE, bold=True, before=64)
RECIPIENTS = Look("NoiNhan", "Nơi nhận", 12, LEFT, bold=True, italic=True)
RECIPIENT = Look("NoiNhanDong", "Nơi nhận, từng dòng", 11, LEFT)
PAGE_NUMBER = Look("SoTrang", "Số trang", 14, CENTRE)
FORM_NUMBER = Look("KyHieuMau", "Ký hiệu mẫu", 11, RIGHT, italic=True, after=6)
# Word wants a paragraph after the last table and adds one of full height where there is none.
END = Look("KetThuc", "Kết thúc", 1, LEFT)
_COMMENT = Look("CommentText", "annotation text", 11, LEFT)

LOOKS = (
    *(NATIONAL_TITLE, MOTTO, PARENT, ISSUER, NUMBER, PLACE_AND_DATE, LETTER_SUBJECT),
    *(TYPE_NAME, SUBJECT, RULE, ADDRESSEE, ADDRESSEE_LINE, BODY, CELL, CELL_CENTRED, CELL_HEAD),
    *(POWER, HINT, SIGNER, RECIPIENTS, RECIPIENT, PAGE_NUMBER, FORM_NUMBER, END, _COMMENT),
)

_KEPT_STYLES = frozenset({"Normal", "DefaultParagraphFont", "TableNormal", "NoList"})
# What python-docx's own empty document brings along and an official document has no use for.
_USELESS_PARTS = ("customXml", "stylesWithEffects", "webSettings", "numbering", "fontTable")


def new_page() -> Page:
    """Return an empty official page: A4, margins, font, styles, page number in the top margin."""
    page = Document()
    _drop_useless_parts(page)
    _set_defaults(page)
    for look in LOOKS:
        _add_style(page, look)
    _add_comment_mark_style(page)
    _set_section(page)
    return page


def add_paragraph(where: Page | _Cell, look: Look, text: str = "") -> Paragraph:
    """Add a paragraph in one of the named styles, its text in one run."""
    paragraph = where.add_paragraph(text)
    paragraph._p.style = look.id  # by id: python-docx looks names up anew for every paragraph
    return paragraph


def _drop_useless_parts(page: Page) -> None:
    for rels in (page.part.rels, page.part.package.rels):  # pyright: ignore[reportOptionalMemberAccess]
        for key in [k for k, rel in rels.items() if _is_useless(rel.reltype)]:
            del rels[key]
    for part in page.part.package.iter_parts():  # pyright: ignore[reportOptionalMemberAccess]
        if part.partname == "/docProps/app.xml":
            _write_application(part)


def _is_useless(relation: str) -> bool:
    return relation.endswith((*_USELESS_PARTS, "thumbnail"))


def _write_application(part: Part) -> None:
    part._blob = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'extended-properties"><Application>donthu</Application></Properties>'
    )


def _set_defaults(page: Page) -> None:
    styles = page.styles.element
    for style in list(styles.style_lst):
        if style.styleId not in _KEPT_STYLES:
            styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    assert defaults is not None
    styles.replace(defaults, parse_xml(_DEFAULTS))
    normal = page.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.paragraph_format.widow_control = True
    mode = page.settings.element.find(f".//{qn('w:compatSetting')}")
    assert mode is not None
    mode.set(qn("w:val"), "15")  # 14 makes Word say "Compatibility Mode"


_DEFAULTS = (
    f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{m.FONT}" w:hAnsi="{m.FONT}" w:eastAsia="{m.FONT}" w:cs="{m.FONT}"/>'
    '<w:sz w:val="28"/><w:szCs w:val="28"/>'
    '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)


def _add_style(page: Page, look: Look) -> None:
    own = look is not _COMMENT
    style = page.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=not own)
    assert isinstance(style, ParagraphStyle)
    style.element.set(qn("w:styleId"), look.id)
    style.quick_style = own
    style.font.name = m.FONT
    style.font.size = Pt(look.size)
    style.font.bold = look.bold
    style.font.italic = look.italic
    layout = style.paragraph_format
    layout.alignment = look.align
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.first_line_indent = Mm(look.first_line)
    layout.left_indent = Mm(look.left)
    layout.line_spacing = look.line
    layout.keep_with_next = look.keep_with_next


def _add_comment_mark_style(page: Page) -> None:
    style = page.styles.add_style("annotation reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    assert isinstance(style, CharacterStyle)
    style.element.set(qn("w:styleId"), "CommentReference")
    style.font.size = Pt(8)


def _set_section(page: Page) -> None:
    """Phụ lục I, phần I, mục I.1, I.3 (paper, margins) and I.7 (page number)."""
    section = page.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(m.PAGE_WIDTH_MM), Mm(m.PAGE_HEIGHT_MM)
    section.top_margin = _at_least(m.MARGIN_TOP_MM)
    section.bottom_margin = _at_least(m.MARGIN_BOTTOM_MM)
    section.left_margin = _at_least(m.MARGIN_LEFT_MM)
    section.right_margin = _at_least(m.MARGIN_RIGHT_MM)
    section.header_distance = Mm(m.HEADER_DISTANCE_MM)
    section.footer_distance = Mm(m.HEADER_DISTANCE_MM)
    section.different_first_page_header_footer = True  # page 1 shows no number
    number = section.header.paragraphs[0]
    number._p.style = PAGE_NUMBER.id
    _add_page_field(number)
    section.first_page_header.is_linked_to_previous = False
    section.first_page_header.paragraphs[0]._p.style = PAGE_NUMBER.id


def _at_least(millimetres: float) -> Twips:
    """A margin in Word's unit, rounded up: 14.99 mm is less than the decree's 15."""
    return Twips(ceil(millimetres * 1440 / 25.4))


def _add_page_field(paragraph: Paragraph) -> None:
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = paragraph.add_run()
        if kind == "instruction":
            instruction = OxmlElement("w:instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)
        elif kind == "shown":
            run.text = "2"
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
