# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false
"""Build the eight templates from code: ``python -m pipeline.drafting.build``.

The wording is donthu's own, written after the lists of contents that are known of each form.
Where the text of the form was not read in its act (``Form.wording`` is not "S"), a Word comment
on the title says so; the body never does.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from docx.document import Document as Page
from docx.text.paragraph import Paragraph

from pipeline.drafting import components as c
from pipeline.drafting import styles as s
from pipeline.drafting.notes import add_comment
from pipeline.drafting.package import to_bytes
from pipeline.drafting.styles import new_page
from pipeline.law.forms import Form, all_forms, form

TEMPLATES = Path(__file__).parents[2] / "templates"

# A fixed day: building twice must give the same files.
_BUILT_ON = date(2026, 11, 22)

_UNVERIFIED = (
    "Lời văn của văn bản này do phần mềm soạn, chưa được đối chiếu với {source}. "
    "Đề nghị cán bộ đối chiếu với mẫu đang có hiệu lực và sửa cho đúng trước khi trình ký. "
    "Xóa ghi chú này sau khi kiểm tra."
)
_TIME_TO_SUPPLEMENT = (
    "Chưa tìm thấy quy định về thời hạn bổ sung trong các văn bản đã đọc. "
    "Đề nghị người có trách nhiệm quyết định và ghi số ngày vào chỗ trống."
)

_RECEIVED = (
    "Vào {{ arrived_on }}, {{ office_name }} nhận được {{ petition }}"
    "{% if written_on %} đề {{ written_on }}{% endif %} của {{ petitioner }}"
    "{% if petitioner_address %}, địa chỉ: {{ petitioner_address }}{% endif %}"
    "{% if forwarded_by %}, do {{ forwarded_by }} chuyển đến{% endif %}."
)
_ARTICLE = "{% if accept_article %} ({{ accept_article }}){% endif %}"


def build(form_id: str) -> bytes:
    """Return the template of a form as a .docx. Raises ``UnknownForm``."""
    described = form(form_id)
    page = new_page()
    title = _BUILDERS[form_id](page)
    if described.wording != "S":
        note = _UNVERIFIED.format(source=_source(described))
        add_comment(page, title.runs[0], note, _BUILT_ON)
    return to_bytes(page, title=described.title, day=_BUILT_ON)


def build_all(folder: Path = TEMPLATES) -> list[Path]:
    """Write every template into the folder; return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{form_id}.docx" for form_id in all_forms()]
    for path in paths:
        path.write_bytes(build(path.stem))
    return paths


def _source(described: Form) -> str:
    if described.act:
        return f"nguyên văn mẫu kèm theo {described.act}"
    return "nguyên văn mẫu (nếu có) do pháp luật quy định"


def _header(page: Page, type_symbol: str) -> None:
    c.add_header(
        page,
        parent="parent_lines",
        issuer="issuer_lines",
        number=f"/{type_symbol}-{{{{ office_symbol }}}}",
    )


def _list_if_any(page: Page, variable: str, label: str) -> None:
    """A label with its list, a single value on the label's line; nothing for an empty list."""
    c.add_body(page, f"{{%p if {variable}|length == 1 %}}", f"{label} {{{{ {variable}[0] }}}}.")
    c.add_body(page, f"{{%p elif {variable} %}}")
    c.add_label(page, label)
    c.add_list(page, variable)
    c.add_body(page, "{%p endif %}")


def _receipt_slip(page: Page) -> Paragraph:
    """Giấy biên nhận: Mẫu số 02/TCD, Phụ lục Nghị định số 154/2026/NĐ-CP."""
    c.add_form_number(page)
    c.add_header(page, parent="parent_lines", issuer="issuer_lines")
    title = c.add_title(page, "GIẤY BIÊN NHẬN", "Thông tin, tài liệu")
    c.add_body(
        page,
        "Hôm nay, vào hồi …… giờ …… phút, {{ arrived_on }}, tại trụ sở {{ office_name }}.",
    )
    c.add_fill_in(page, "Tôi là: \t; chức vụ: \t", half_at_mm=95)
    c.add_body(
        page,
        "Đã nhận của {{ petitioner }}; số căn cước (giấy chứng nhận căn cước, số định danh cá "
        "nhân, hộ chiếu): {{ petitioner_id_number }}; ngày cấp: {{ petitioner_id_issued_on }}; "
        "nơi cấp: {{ petitioner_id_issued_by }}.",
    )
    c.add_label(page, "Các thông tin, tài liệu đã nhận:", after_pt=6)
    c.add_papers_table(page)
    c.add_closing(
        page,
        "Giấy biên nhận này được lập thành 02 bản có giá trị như nhau, giao cho người cung cấp "
        "thông tin, tài liệu 01 bản, lưu hồ sơ 01 bản",
    )
    c.add_signatures(
        page,
        ("NGƯỜI GIAO", "(Ký, ghi rõ họ và tên)"),
        ("NGƯỜI NHẬN", "(Ký, ghi rõ họ và tên; đóng dấu, nếu có)"),
    )
    return title


def _notice_of_receipt(page: Page) -> Paragraph:
    """Thông báo tiếp nhận: no form of the law was found, the type is Mẫu 1.4, Phụ lục III."""
    _header(page, "TB")
    title = c.add_title(page, "THÔNG BÁO", "Về việc tiếp nhận {{ petition }}")
    c.add_addressees(page)
    c.add_body(
        page,
        _RECEIVED,
        "Nội dung đơn: {{ summary }}",
        "Đơn đã được ghi vào sổ theo dõi với số {{ case_number }}.",
    )
    _list_if_any(page, "attachments", "Tài liệu gửi kèm theo đơn gồm:")
    c.add_body(
        page,
        "{%p if competent and accept_by %}",
        "{{ office_name }} xem xét đơn theo quy định của {{ law }} và thông báo việc thụ lý hoặc "
        "không thụ lý giải quyết chậm nhất {{ accept_by }}" + f"{_ARTICLE}.",
        "{%p else %}",
        "{{ office_name }} xem xét, xử lý đơn theo quy định của {{ law }} và thông báo kết quả "
        "xử lý đến {{ you }}.",
        "{%p endif %}",
    )
    c.add_closing(page, "{{ office_name }} thông báo để {{ you }} biết")
    c.add_footer(page, ("Như trên",))
    return title


def _proposal_to_accept(page: Page) -> Paragraph:
    """Phiếu đề xuất: Mẫu số 01, Điều 13 Thông tư số 05/2021/TT-TTCP.

    It stays inside the office, so it has no number; the unit proposes, the head decides.
    """
    c.add_form_number(page)
    c.add_header(page, parent="issuer_lines", issuer="unit_lines")
    title = c.add_title(page, "PHIẾU ĐỀ XUẤT THỤ LÝ ĐƠN")
    c.add_addressees(page)
    c.add_body(
        page,
        f"{_RECEIVED} Số đơn: {{{{ case_number }}}}.",
        "{%p if respondents %}",
        "Đơn nêu {{ respondent_role }} là {{ respondents }}.",
        "{%p endif %}",
    )
    _list_if_any(page, "contested", "Quyết định, hành vi được nêu trong đơn:")
    c.add_body(page, "Tóm tắt nội dung đơn: {{ summary }}")
    _list_if_any(page, "requests", "Yêu cầu của {{ writer }}:")
    _list_if_any(page, "attachments", "Tài liệu kèm theo đơn:")
    c.add_fill_in(page, "Cơ quan đã giải quyết; số, ngày của văn bản giải quyết (nếu có): \t")
    c.add_body(page, "{%p if reasons %}")
    c.add_label(page, "Căn cứ nội dung đơn và quy định của {{ law }}, {{ unit }} nhận thấy:")
    c.add_list(page, "reasons")
    c.add_body(page, "{%p endif %}")
    c.add_body(
        page,
        "{{ unit }} đề xuất {{ head }} thụ lý giải quyết {{ petition }} nêu trên"
        "{% if accept_by %}; thời hạn quyết định việc thụ lý hoặc không thụ lý: chậm nhất "
        "{{ accept_by }}" + f"{_ARTICLE}{{% endif %}}.",
    )
    c.add_fill_in(page, "Đơn vị, người được đề xuất tham mưu giải quyết: \t")
    c.add_closing(page, "Kính trình {{ head }} xem xét, quyết định")
    c.add_signatures(
        page,
        ("{{ head_title|upper }}", "(Ghi ý kiến; ký, ghi rõ họ tên)"),
        ("LÃNH ĐẠO ĐƠN VỊ", "(Ký, ghi rõ họ tên)"),
        ("NGƯỜI ĐỀ XUẤT", "(Ký, ghi rõ họ tên)"),
    )
    return title


def _guidance(page: Page) -> Paragraph:
    """Phiếu hướng dẫn: a complaint outside the office's competence, guided once."""
    c.add_form_number(page)
    _header(page, "HD")
    title = c.add_title(page, "PHIẾU HƯỚNG DẪN", "Về việc gửi {{ petition }}")
    c.add_addressees(page)
    c.add_body(
        page,
        _RECEIVED,
        "Nội dung đơn: {{ summary }}",
        "Căn cứ quy định của {{ law }}, sau khi xem xét nội dung đơn, {{ office_name }} nhận thấy "
        "vụ việc không thuộc thẩm quyền giải quyết của {{ head }}.",
        "{{ office_name }} hướng dẫn {{ you }} gửi đơn đến {{ competent_body }} để được xem xét, "
        "giải quyết theo quy định của pháp luật.",
        "Giấy tờ, tài liệu là bản gốc gửi kèm theo đơn (nếu có) được gửi trả lại {{ you }} cùng "
        "Phiếu hướng dẫn này. Việc hướng dẫn được thực hiện một lần đối với cùng một nội dung.",
    )
    c.add_closing(page, "{{ office_name }} hướng dẫn để {{ you }} biết, thực hiện")
    c.add_footer(page, ("Như trên",))
    return title


def _return_letter(page: Page) -> Paragraph:
    """Công văn trả lại đơn: to the body that forwarded a complaint to the wrong office."""
    c.add_header(
        page,
        parent="parent_lines",
        issuer="issuer_lines",
        number="/{{ letter_symbol }}",
        letter_subject="trả lại {{ petition }}",
    )
    c.add_addressees(page)
    c.add_body(
        page,
        _RECEIVED,
        "Nội dung đơn: {{ summary }}",
        "Căn cứ quy định của {{ law }}, sau khi xem xét nội dung đơn, {{ office_name }} nhận thấy "
        "vụ việc không thuộc thẩm quyền giải quyết của {{ head }}.",
    )
    c.add_body(
        page,
        "Lý do: {{ competence_reason }}",
        "{{ office_name }} gửi trả lại đơn và toàn bộ tài liệu kèm theo; đề nghị quý cơ quan "
        "thông báo cho {{ writer }} biết để gửi đơn đến {{ competent_body }} xem xét, giải quyết "
        "theo quy định của pháp luật.",
    )
    c.add_closing(page, "{{ office_name }} thông báo để quý cơ quan biết, phối hợp thực hiện")
    c.add_footer(page, ("Như trên",))
    return _letter_subject(page)


def _letter_subject(page: Page) -> Paragraph:
    cell = page.tables[0].rows[1].cells[0]
    return next(p for p in cell.paragraphs if p._p.style == s.LETTER_SUBJECT.id)


def _transfer_of_denunciation(page: Page) -> Paragraph:
    """Phiếu chuyển đơn tố cáo: Mẫu số 03, Điều 14 Thông tư số 05/2021/TT-TTCP.

    The slip names nobody: it also goes to others than the competent body, and the paper that
    travels with it says the rest (Điều 24, Điều 56 Luật Tố cáo).
    """
    c.add_form_number(page)
    _header(page, "PC")
    title = c.add_title(page, "PHIẾU CHUYỂN ĐƠN TỐ CÁO")
    c.add_addressees(page)
    c.add_body(
        page,
        _RECEIVED,
        "{%p if respondents %}",
        "Đơn nêu {{ respondent_role }} là {{ respondents }}.",
        "{%p endif %}",
        "Tóm tắt nội dung đơn: {{ summary }}",
        "Căn cứ quy định của Luật Tố cáo, sau khi xem xét nội dung đơn, {{ office_name }} nhận "
        "thấy vụ việc không thuộc thẩm quyền giải quyết của {{ head }}.",
        "{{ office_name }} chuyển đơn cùng các thông tin, tài liệu kèm theo đến "
        "{{ competent_body }} để xem xét, giải quyết theo thẩm quyền và thông báo kết quả cho "
        "{{ office_name }} biết.",
    )
    c.add_closing(
        page,
        "Đề nghị {{ competent_body }} giữ bí mật họ tên, địa chỉ, bút tích và các thông tin khác "
        "làm lộ danh tính của người tố cáo theo quy định của Luật Tố cáo",
    )
    c.add_footer(page, ("Như trên", "Người tố cáo (để biết)"))
    return title


def _transfer_of_recommendation(page: Page) -> Paragraph:
    """Phiếu chuyển đơn kiến nghị, phản ánh: to the competent body, the writer being told."""
    c.add_form_number(page)
    _header(page, "PC")
    title = c.add_title(page, "PHIẾU CHUYỂN ĐƠN KIẾN NGHỊ, PHẢN ÁNH")
    c.add_addressees(page)
    c.add_body(
        page,
        _RECEIVED,
        "Tóm tắt nội dung đơn: {{ summary }}",
    )
    _list_if_any(page, "attachments", "Tài liệu kèm theo đơn gồm:")
    c.add_body(
        page,
        "Căn cứ quy định của {{ law }}, sau khi xem xét nội dung đơn, {{ office_name }} nhận thấy "
        "vụ việc không thuộc thẩm quyền giải quyết của {{ head }}.",
    )
    c.add_closing(
        page,
        "{{ office_name }} chuyển đơn và các tài liệu kèm theo đến {{ competent_body }} để xem "
        "xét, giải quyết theo thẩm quyền, trả lời {{ writer }} và thông báo kết quả cho "
        "{{ office_name }} biết",
    )
    c.add_footer(page, ("Như trên", "Người gửi đơn (để biết)"))
    return title


def _request_to_supplement(page: Page) -> Paragraph:
    """Thông báo yêu cầu bổ sung: no form of the law was found, the type is Mẫu 1.4, Phụ lục III."""
    _header(page, "TB")
    title = c.add_title(page, "THÔNG BÁO", "Về việc yêu cầu bổ sung thông tin, tài liệu")
    c.add_addressees(page)
    c.add_body(
        page,
        _RECEIVED,
        "{%p if missing %}",
    )
    c.add_label(page, "Qua kiểm tra, đơn còn thiếu các thông tin, tài liệu sau đây:")
    c.add_list(page, "missing")
    c.add_body(page, "{%p else %}")
    c.add_fill_in(page, "Qua kiểm tra, đơn còn thiếu các thông tin, tài liệu sau đây: \t")
    time_limit = c.add_body(
        page,
        "{%p endif %}",
        "Đề nghị {{ you }} bổ sung các thông tin, tài liệu nêu trên và gửi về {{ office_name }} "
        "trong thời hạn …… ngày, kể từ ngày nhận được Thông báo này.",
    )[-1]
    add_comment(page, time_limit.runs[0], _TIME_TO_SUPPLEMENT, _BUILT_ON)
    c.add_body(
        page,
        "Sau khi nhận được thông tin, tài liệu bổ sung, {{ office_name }} tiếp tục xem xét, xử lý "
        "đơn theo quy định của {{ law }}.",
    )
    c.add_closing(page, "{{ office_name }} thông báo để {{ you }} biết, thực hiện")
    c.add_footer(page, ("Như trên",))
    return title


_BUILDERS: dict[str, Callable[[Page], Paragraph]] = {
    "giay-bien-nhan": _receipt_slip,
    "thong-bao-tiep-nhan": _notice_of_receipt,
    "phieu-de-xuat-thu-ly": _proposal_to_accept,
    "phieu-huong-dan": _guidance,
    "tra-lai-don": _return_letter,
    "phieu-chuyen-don-to-cao": _transfer_of_denunciation,
    "phieu-chuyen-don-kien-nghi": _transfer_of_recommendation,
    "yeu-cau-bo-sung": _request_to_supplement,
}
"""One function a form: it writes the page and returns the paragraph that the note is put on."""

if __name__ == "__main__":
    for path in build_all():
        print(path)
