"""The drafts as Word sees them, against Phụ lục I, Nghị định 30/2020/NĐ-CP."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.document import Document as Page
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.text.paragraph import Paragraph

from pipeline.drafting.case import DraftCase
from pipeline.drafting.draft import draft
from pipeline.drafting.measures import LEFT_COLUMN_MM, TEXT_WIDTH_MM, bold_width_mm
from pipeline.law.forms import all_forms
from pipeline.settings import Settings

FORMS = tuple(all_forms())
UNNUMBERED = ("giay-bien-nhan", "phieu-de-xuat-thu-ly")
MM = 36000


def drafted(form: str, case: DraftCase, settings: Settings) -> Page:
    return docx.Document(BytesIO(draft(form, case, settings, date(2026, 11, 22))))


def every_paragraph(page: Page) -> list[Paragraph]:
    cells = (cell for table in page.tables for row in table.rows for cell in row.cells)
    return [*page.paragraphs, *(p for cell in cells for p in cell.paragraphs)]


def text_of(page: Page) -> str:
    return "\n".join(p.text for p in every_paragraph(page))


def the(page: Page, style: str) -> Paragraph:
    return next(p for p in every_paragraph(page) if p.style and p.style.name == style)


@pytest.mark.parametrize("form", FORMS)
def test_page(form: str, case: DraftCase, settings: Settings) -> None:
    section = drafted(form, case, settings).sections[0]
    assert (round(section.page_width / MM), round(section.page_height / MM)) == (210, 297)
    assert 20 * MM <= section.top_margin <= 25 * MM
    assert 20 * MM <= section.bottom_margin <= 25 * MM
    assert 30 * MM <= section.left_margin <= 35 * MM
    assert 15 * MM <= section.right_margin <= 20 * MM


@pytest.mark.parametrize("form", FORMS)
def test_page_number_stands_in_the_top_margin_from_page_2(
    form: str, case: DraftCase, settings: Settings
) -> None:
    section = drafted(form, case, settings).sections[0]
    number = section.header.paragraphs[0]
    assert "PAGE" in number._p.xml
    assert number.style and number.style.paragraph_format.alignment == ALIGN.CENTER
    assert number.style.font.size and number.style.font.size.pt == 14
    assert section.header_distance < section.top_margin
    assert section.different_first_page_header_footer
    assert "PAGE" not in section.first_page_header.paragraphs[0]._p.xml


# Phụ lục I, mục V: style, size in points, bold, italic, alignment.
LOOKS = [
    ("Quốc hiệu", (12, 13), True, False, ALIGN.CENTER),
    ("Tiêu ngữ", (13, 14), True, False, ALIGN.CENTER),
    ("Cơ quan ban hành", (12, 13), True, False, ALIGN.CENTER),
    ("Số, ký hiệu", (13, 13), False, False, ALIGN.CENTER),
    ("Địa danh, ngày tháng", (13, 14), False, True, ALIGN.CENTER),
    ("Tên loại văn bản", (13, 14), True, False, ALIGN.CENTER),
    ("Trích yếu", (13, 14), True, False, ALIGN.CENTER),
    ("Nội dung văn bản", (13, 14), False, False, ALIGN.JUSTIFY),
    ("Quyền hạn, chức vụ", (13, 14), True, False, ALIGN.CENTER),
    ("Họ tên người ký", (13, 14), True, False, ALIGN.CENTER),
    ("Nơi nhận", (12, 12), True, True, ALIGN.LEFT),
    ("Nơi nhận, từng dòng", (11, 11), False, False, ALIGN.LEFT),
]


@pytest.mark.parametrize(("name", "sizes", "bold", "italic", "align"), LOOKS)
def test_type(
    case: DraftCase,
    settings: Settings,
    name: str,
    sizes: tuple[int, int],
    bold: bool,
    italic: bool,
    align: ALIGN,
) -> None:
    style = the(drafted("thong-bao-tiep-nhan", case, settings), name).style
    assert style is not None
    assert style.font.name == "Times New Roman"
    assert style.font.size and sizes[0] <= style.font.size.pt <= sizes[1]
    assert (style.font.bold, style.font.italic) == (bold, italic)
    assert style.paragraph_format.alignment == align


def test_parent_is_not_bold_and_a_letter_has_its_subject_under_the_number(
    case: DraftCase, department: Settings
) -> None:
    page = drafted("tra-lai-don", case, department)
    parent, subject = the(page, "Cơ quan chủ quản"), the(page, "Trích yếu công văn")
    assert parent.style and parent.style.font.bold is False
    assert subject.text == "V/v trả lại đơn khiếu nại"
    assert the(page, "Số, ký hiệu").text == "Số:          /SNNMT-TCTCD"


def test_body_indent_and_spacing(case: DraftCase, settings: Settings) -> None:
    style = the(drafted("phieu-huong-dan", case, settings), "Nội dung văn bản").style
    assert style is not None
    layout = style.paragraph_format
    assert layout.first_line_indent and round(layout.first_line_indent / MM, 1) == 12.7
    assert layout.space_before and layout.space_before.pt >= 6
    assert isinstance(layout.line_spacing, float) and 1 <= layout.line_spacing <= 1.5


@pytest.mark.parametrize("form", FORMS)
def test_number_and_day_stay_blank(form: str, case: DraftCase, settings: Settings) -> None:
    page = drafted(form, case, settings)
    text = text_of(page)
    assert the(page, "Địa danh, ngày tháng").text == "Bình Minh, ngày     tháng     năm 2026"
    assert ("Số:          /" in text) == (form not in UNNUMBERED)


@pytest.mark.parametrize("form", FORMS)
def test_header_end_and_recipients(form: str, case: DraftCase, settings: Settings) -> None:
    page = drafted(form, case, settings)
    text = text_of(page)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in text
    assert "ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH" in text
    assert text.count("./.") == 1
    if form not in UNNUMBERED:
        assert "- Như trên;" in text and "- Lưu: VT, VP." in text
        assert "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Tám" in text


@pytest.mark.parametrize("form", FORMS)
def test_the_signature_keeps_the_last_paragraphs_with_it(
    form: str, case: DraftCase, settings: Settings
) -> None:
    page = drafted(form, case, settings)
    at = next(i for i, p in enumerate(page.paragraphs) if p.text.endswith("./."))
    assert page.paragraphs[at].paragraph_format.keep_with_next
    assert page.paragraphs[at].paragraph_format.keep_together
    assert all("w:cantSplit" in row._tr.xml for table in page.tables for row in table.rows)


@pytest.mark.parametrize("form", FORMS)
def test_the_last_table_is_followed_by_a_paragraph(
    form: str, case: DraftCase, settings: Settings
) -> None:
    """Else Word adds an empty line of full height, at worst on a page of its own."""
    page = drafted(form, case, settings)
    assert page.paragraphs[-1]._p.getnext().tag.endswith("sectPr")
    assert page.paragraphs[-1].text == ""


@pytest.mark.parametrize("office", ["settings", "department"])
def test_rules_are_a_third_to_a_half_of_the_text(
    office: str, case: DraftCase, request: pytest.FixtureRequest
) -> None:
    page = drafted("yeu-cau-bo-sung", case, request.getfixturevalue(office))
    cell = page.tables[0].rows[0].cells[0]
    for room, paragraphs, size in (
        (LEFT_COLUMN_MM, cell.paragraphs, 12),
        (TEXT_WIDTH_MM, page.paragraphs, 14),
    ):
        at = next(i for i, p in enumerate(paragraphs) if p.style and p.style.name == "Kẻ ngang")
        layout = paragraphs[at].paragraph_format
        assert layout.left_indent is not None and layout.right_indent is not None
        rule = room - (layout.left_indent + layout.right_indent) / MM
        width = bold_width_mm(paragraphs[at - 1].text, size)
        assert width / 3 - 0.1 <= rule <= width / 2 + 0.1


def test_form_numbers_are_printed_only_when_read_in_the_act(
    case: DraftCase, settings: Settings
) -> None:
    for form in all_forms().values():
        text = text_of(drafted(form.id, case, settings))
        assert ("Mẫu số" in text) == bool(form.printed_number)
        if form.number_certainty == "S":
            assert f"{form.number} ({form.act})" in text


def test_several_addressees_stand_in_a_list() -> None:
    """The component serves more than one addressee, though today's forms have one."""
    from pipeline.drafting.components import add_addressees
    from pipeline.drafting.styles import new_page

    page = new_page()
    add_addressees(page)
    assert "{%p for line in addressees %}" in text_of(page)


# Contents


def test_missing_values_are_dotted_never_none(empty_case: DraftCase, settings: Settings) -> None:
    for form in FORMS:
        text = text_of(drafted(form, empty_case, settings))
        assert "None" not in text and "{" not in text
        for clumsy in (", ,", ",.", ", .", ";.", "..", " ,", " ;", "; ;", ",;"):
            assert clumsy not in text.replace("./.", ""), (form, clumsy)


def test_punctuation_is_never_doubled(case: DraftCase, department: Settings) -> None:
    untidy = replace(
        case,
        forwarded_by="Ban Tiếp công dân tỉnh.",
        summary="Không đồng ý thu hồi đất..;",
        requests=("Hủy;", "; Bồi thường.;"),
        competent_body="Chủ tịch Ủy ban nhân dân tỉnh;",
        accept_article="Điều 27 Luật Khiếu nại.",
        reasons=("Đủ điều kiện.", "Thuộc thẩm quyền;"),
    )
    for form in FORMS:
        text = text_of(drafted(form, untidy, department))
        for clumsy in ("..", ";;", ";.", ".;", ",.", ".)", "; ."):
            assert clumsy not in text.replace("./.", ""), (form, clumsy)


def test_notice_names_the_petitioner_and_the_deadline(case: DraftCase, settings: Settings) -> None:
    text = text_of(drafted("thong-bao-tiep-nhan", case, settings))
    assert "Kính gửi: Ông (Bà) Nguyễn Văn An" in text
    assert (
        "Vào ngày 05 tháng 11 năm 2026, Ủy ban nhân dân xã Bình Minh nhận được đơn khiếu nại đề "
        "ngày 02 tháng 11 năm 2026 của ông (bà) Nguyễn Văn An, địa chỉ: Tổ 3, thôn Trung, xã Bình "
        "Minh, tỉnh Đồng Nai." in text
    )
    assert "chậm nhất ngày 16 tháng 11 năm 2026 (Điều 16 Nghị định số 124/2020/NĐ-CP)." in text


def test_notice_promises_no_acceptance_where_the_office_is_not_competent(
    case: DraftCase, settings: Settings
) -> None:
    elsewhere = replace(case, competence="not_competent")
    assert "thụ lý" not in text_of(drafted("thong-bao-tiep-nhan", elsewhere, settings))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("complaint", ("đơn khiếu nại", "Luật Khiếu nại", "người bị khiếu nại")),
        ("denunciation", ("đơn tố cáo", "Luật Tố cáo", "người bị tố cáo")),
        ("recommendation", ("đơn kiến nghị, phản ánh", "Luật Tiếp công dân", "liên quan")),
        ("mixed", ("nhận được đơn", "pháp luật về tiếp công dân", "người bị nêu")),
    ],
)
def test_the_kind_decides_the_words(
    case: DraftCase, settings: Settings, kind: str, words: tuple[str, ...]
) -> None:
    page = drafted("phieu-de-xuat-thu-ly", replace(case, kind=kind), settings)
    assert all(word in text_of(page) for word in words)


def test_what_is_missing_is_listed_as_phrases(case: DraftCase, settings: Settings) -> None:
    said = replace(case, missing=("Đơn thiếu chữ ký. (khoản 2 Điều 8 Luật Khiếu nại)", "địa chỉ"))
    text = text_of(drafted("yeu-cau-bo-sung", said, settings))
    assert "- Chữ ký (khoản 2 Điều 8 Luật Khiếu nại);\n- Địa chỉ.\n" in text


def test_a_returned_paper_says_why(case: DraftCase, settings: Settings) -> None:
    said = replace(case, competence_reason="Quyết định do cơ quan khác ban hành")
    assert "Lý do: Quyết định do cơ quan khác ban hành." in text_of(
        drafted("tra-lai-don", said, settings)
    )
    assert "Đề nghị ghi lý do" in comments(drafted("tra-lai-don", case, settings))


def test_receipt_lists_the_papers(case: DraftCase, settings: Settings) -> None:
    table = drafted("giay-bien-nhan", case, settings).tables[1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][:3] == ["STT", "Tên thông tin, tài liệu", "Số trang"]
    assert rows[1:] == [
        ["1", "Đơn khiếu nại đề ngày 02 tháng 11 năm 2026", "", ""],
        ["2", "Bản sao Quyết định số 145/QĐ-UBND", "", ""],
        ["3", "Sơ đồ thửa đất", "", ""],
    ]


def test_receipt_counts_pages_only_when_they_can_only_be_the_petition(
    case: DraftCase, settings: Settings
) -> None:
    table = drafted("giay-bien-nhan", replace(case, attachments=()), settings).tables[1]
    assert table.rows[1].cells[2].text == "3"


def test_receipt_names_the_giver(case: DraftCase, settings: Settings) -> None:
    text = text_of(drafted("giay-bien-nhan", case, settings))
    assert "075080001234; ngày cấp: 05/01/2022; nơi cấp: Bộ Công an." in text


# Properties and comments


@pytest.mark.parametrize("form", FORMS)
def test_properties_hold_the_title_alone(form: str, case: DraftCase, settings: Settings) -> None:
    properties = drafted(form, case, settings).core_properties
    assert properties.title == all_forms()[form].title
    for name in ("author", "last_modified_by", "comments", "subject", "keywords", "category"):
        assert getattr(properties, name) == ""


def test_unverified_wording_is_said_in_a_comment_never_in_the_body(
    case: DraftCase, settings: Settings
) -> None:
    for form in all_forms().values():
        page = drafted(form.id, case, settings)
        notes = [c.text for c in page.comments if "chưa được đối chiếu" in c.text]
        assert len(notes) == (form.wording != "S")
        assert "đối chiếu" not in text_of(page)
        assert {c.author for c in page.comments} <= {"donthu"}


def comments(page: Page) -> str:
    return "\n".join(c.text for c in page.comments)


def test_assumed_arrival_and_provisional_deadline_are_commented(
    case: DraftCase, settings: Settings
) -> None:
    doubtful = replace(case, arrival_assumed=True, provisional=("lịch nghỉ chưa xác nhận",))
    page = drafted("thong-bao-tiep-nhan", doubtful, settings)
    assert "Ngày nhận đơn này là giả định" in comments(page)
    assert "tạm tính: lịch nghỉ chưa xác nhận." in comments(page)
    assert "giả định" not in text_of(page) and "tạm tính" not in text_of(page)
    sure = drafted("thong-bao-tiep-nhan", case, settings)
    assert "giả định" not in comments(sure) and "tạm tính" not in comments(sure)


def test_a_comment_is_anchored_to_its_value_once(case: DraftCase, settings: Settings) -> None:
    page = drafted("phieu-chuyen-don-kien-nghi", replace(case, competent_body=""), settings)
    note = next(c for c in page.comments if "Chưa xác định được cơ quan" in c.text)
    anchored = page.element.body.xpath(
        f"//w:r[preceding-sibling::w:commentRangeStart[@w:id='{note.comment_id}'] and "
        f"following-sibling::w:commentRangeEnd[@w:id='{note.comment_id}']]"
    )
    assert "".join(t.text or "" for r in anchored for t in r.iter("{*}t")) == "……………"
    assert sum("Chưa xác định được cơ quan" in c.text for c in page.comments) == 1
    assert text_of(page).count("……………") == 2


def test_no_mark_of_a_note_is_left(case: DraftCase, settings: Settings) -> None:
    doubtful = replace(case, arrival_assumed=True, competent_body="", summary="")
    for form in FORMS:
        text = text_of(drafted(form, doubtful, settings))
        assert not any("\ue000" <= c <= "\uf8ff" for c in text)


def test_the_same_draft_is_the_same_file(case: DraftCase, settings: Settings) -> None:
    doubtful = replace(case, arrival_assumed=True)
    once, twice = (draft("phieu-huong-dan", doubtful, settings, date(2026, 1, 2)) for _ in "ab")
    assert once == twice
