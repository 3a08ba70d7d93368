"""The values that a template may print: one flat, documented list of variables.

The names and meanings are in ``FIELDS``; administrators write their own templates from it.
Every value is a ``str``, ``bool``, ``int``, list of ``str``, or list of plain dicts: a template
can reach nothing else.
"""

from datetime import date
from typing import Any

from pipeline.drafting.case import DraftCase, Person
from pipeline.drafting.measures import ISSUER_PT, LEFT_COLUMN_MM, balanced_lines
from pipeline.drafting.notes import Notes
from pipeline.drafting.words import (
    DOTS,
    day_in_words,
    kind_words,
    or_dots,
    partial_in_figures,
    partial_in_words,
    petitioner_words,
    phrase,
    phrases,
    respondent_words,
    sentence,
    tidy,
    upper_first,
    withheld_words,
)
from pipeline.extraction.findings import Kind
from pipeline.law.forms import Form
from pipeline.settings import Office, Settings

# «Any» is what docxtpl takes; the values are those named in the module's docstring.
Context = dict[str, Any]

FIELDS: dict[str, str] = {
    # The office, from donthu.toml
    "office_name": "Tên cơ quan, ví dụ «Ủy ban nhân dân xã Bình Minh»",
    "parent_lines": "Danh sách dòng tên cơ quan chủ quản (chữ in hoa); rỗng nếu không có",
    "issuer_lines": "Danh sách dòng tên cơ quan ban hành (chữ in hoa), đã ngắt dòng cân đối",
    "unit_lines": "Danh sách dòng tên đơn vị soạn thảo (chữ in hoa)",
    "office_symbol": "Chữ viết tắt tên cơ quan trong ký hiệu văn bản, ví dụ «UBND»",
    "unit": "Tên đơn vị soạn thảo, ví dụ «Văn phòng»",
    "letter_symbol": "Ký hiệu công văn sau số, ví dụ «UBND-VP»",
    "kept_by": "Nơi lưu, ví dụ «VT, VP»",
    "head": "Người đứng đầu, ví dụ «Chủ tịch Ủy ban nhân dân xã Bình Minh»",
    "head_title": "Chức vụ người đứng đầu, ví dụ «Chủ tịch»",
    "place": "Địa danh ghi cạnh ngày, tháng, năm",
    "year": "Năm soạn thảo (ngày và tháng để trống)",
    "signature_lines": "Danh sách dòng quyền hạn, chức vụ của người ký",
    "signer": "Họ và tên người ký; rỗng nếu chưa đặt",
    # The form
    "form_title": "Tên mẫu văn bản",
    "form_number": "Số hiệu mẫu; rỗng khi chưa đối chiếu được với văn bản quy định",
    "form_act": "Văn bản quy định mẫu, ví dụ «Nghị định số 154/2026/NĐ-CP»",
    # The petition
    "case_number": "Số đơn trong sổ theo dõi, ví dụ «2026-000123»",
    "matter": "Loại việc: «khiếu nại», «tố cáo», «kiến nghị, phản ánh»",
    "petition": "Loại đơn: «đơn khiếu nại», «đơn tố cáo»…",
    "writer": "Vai của người gửi: «người khiếu nại», «người tố cáo»…",
    "respondent_role": "Vai của người bị nêu: «người bị khiếu nại», «người bị tố cáo»…",
    "law": "Luật áp dụng: «Luật Khiếu nại», «Luật Tố cáo», «Luật Tiếp công dân»",
    "arrived_on": "Ngày nhận đơn, ví dụ «ngày 05 tháng 01 năm 2026»",
    "written_on": "Ngày ghi trên đơn (có thể chỉ có tháng, năm); rỗng nếu đơn không ghi",
    "forwarded_by": "Cơ quan chuyển đơn đến; rỗng nếu người dân tự gửi",
    "addressees": "Danh sách nơi nhận ở dòng «Kính gửi»",
    "you": "Cách gọi người nhận văn bản: «ông (bà)», «các ông (bà)», «quý cơ quan, tổ chức»",
    "petitioner": "Người gửi đơn, ví dụ «ông (bà) Nguyễn Văn A và 06 người khác»",
    "petitioner_name": "Họ và tên người gửi đơn (người đầu tiên)",
    "petitioner_address": "Địa chỉ người gửi đơn; rỗng nếu đơn không ghi hoặc được giữ bí mật",
    "petitioner_phone": "Số điện thoại người gửi đơn; rỗng nếu không có hoặc được giữ bí mật",
    "petitioner_id_number": "Số căn cước, định danh cá nhân, hộ chiếu của người gửi đơn",
    "petitioner_id_issued_on": "Ngày cấp giấy tờ của người gửi đơn, ví dụ «05/01/2022»",
    "petitioner_id_issued_by": "Nơi cấp giấy tờ của người gửi đơn",
    "respondents": "Người bị khiếu nại, bị tố cáo và chức vụ",
    "contested": "Danh sách quyết định, hành vi bị khiếu nại, tố cáo; có thể rỗng",
    "requests": "Danh sách yêu cầu của người gửi đơn; có thể rỗng",
    "summary": "Tóm tắt nội dung đơn, đã có dấu chấm cuối câu",
    "attachments": "Danh sách tài liệu kèm theo đơn; có thể rỗng",
    "papers": "Bảng tài liệu đã nhận; mỗi dòng có paper.name, paper.pages, paper.state",
    "paper.name": "Tên tài liệu trong bảng «papers»",
    "paper.pages": "Số trang của tài liệu; rỗng nếu chưa đếm",
    "paper.state": "Tình trạng: bản chính, bản sao chứng thực, bản phô tô; để trống cho cán bộ ghi",
    "withheld": "Đúng khi danh tính và nội dung được giữ bí mật trong văn bản này",
    # What is proposed
    "competent": "Đúng khi vụ việc không bị xác định là ngoài thẩm quyền của cơ quan",
    "competent_body": "Cơ quan có thẩm quyền giải quyết",
    "competence_reason": "Lý do thuộc hoặc không thuộc thẩm quyền, đã có dấu chấm cuối câu",
    "missing": "Danh sách thông tin, tài liệu còn thiếu",
    "reasons": "Danh sách lý do đề xuất; có thể rỗng",
    "accept_by": "Ngày cuối cùng để thụ lý hoặc không thụ lý; rỗng nếu không có",
    "accept_article": "Điều, khoản quy định thời hạn đó; rỗng nếu không có",
}
"""Every variable of the templates with its meaning, for the administrator."""

_KINDS_NOT_SECRET = ("complaint", "recommendation")

_ARRIVAL_NOTE = (
    "Ngày nhận đơn này là giả định (ngày tệp được đưa vào máy), vì chưa đọc được dấu ĐẾN hoặc văn "
    "bản chuyển đơn. Đề nghị kiểm tra và sửa theo ngày đến thực tế trước khi trình ký."
)
_DEADLINE_NOTE = (
    "Thời hạn này là tạm tính: {reasons}. Đề nghị tính lại theo ngày nhận đơn và lịch nghỉ chính "
    "thức trước khi trình ký."
)
_BODY_NOTE = (
    "Chưa xác định được cơ quan có thẩm quyền. Đề nghị người có trách nhiệm chọn và ghi tên cơ "
    "quan vào chỗ trống."
)
_FORWARDER_NOTE = "Chưa rõ cơ quan đã chuyển đơn đến. Đề nghị ghi tên cơ quan vào chỗ trống."
_WITHHELD_NOTE = (
    "Chỗ này được để trống để giữ bí mật người tố cáo. Đề nghị cán bộ tự tóm tắt nội dung tố cáo, "
    "không nêu tên, địa chỉ và không mô tả điều có thể làm lộ người tố cáo."
)
_WITHHELD_RESPONDENT_NOTE = (
    "Đề nghị cán bộ kiểm tra, ghi đúng người bị tố cáo và bảo đảm không làm lộ người tố cáo."
)
_REASON_NOTE = "Chưa có lý do. Đề nghị ghi lý do vụ việc không thuộc thẩm quyền vào chỗ trống."
_SUMMARY_NOTE = "Chưa tóm tắt được nội dung đơn. Đề nghị cán bộ ghi tóm tắt vào chỗ trống."


def build_context(
    form: Form, case: DraftCase, settings: Settings, today: date, notes: Notes
) -> Context:
    """Return every variable of ``FIELDS`` for one draft; what needs a comment is marked."""
    withheld = is_withheld(form, case)
    return {
        **_office(settings.office),
        **_form(form),
        **(_withheld_person(case.kind) if withheld else _open_person(case)),
        **(_withheld_matter(case, notes) if withheld else _open_matter(case, notes)),
        **_proposal(case, notes),
        "addressees": [_addressee(form, case, settings.office, withheld, notes)],
        "withheld": withheld,
        "year": today.year,
    }


def is_withheld(form: Form, case: DraftCase) -> bool:
    """Say whether the draft must not carry the writer.

    The gate has decided already (``case.withheld``). This is the second lock: a paper that is not
    known to be harmless stays nameless on a form that must not name a denouncer (Điều 8, Điều 56
    Luật Tố cáo).
    """
    return case.withheld or (form.identity == "withheld" and case.kind not in _KINDS_NOT_SECRET)


def _office(office: Office) -> Context:
    unit_symbol = tidy(office.unit_symbol)
    symbol = tidy(office.symbol)
    return {
        "office_name": tidy(office.name),
        "parent_lines": _name_lines(office.parent),
        "issuer_lines": _name_lines(office.name),
        "unit_lines": _name_lines(office.unit),
        "office_symbol": symbol,
        "unit": tidy(office.unit),
        "letter_symbol": "-".join(filter(None, (symbol, unit_symbol))),
        "kept_by": ", ".join(filter(None, ("VT", unit_symbol))),
        "head": f"{tidy(office.head_title)} {tidy(office.name)}",
        "head_title": tidy(office.head_title),
        "place": tidy(office.place),
        "signature_lines": [tidy(line).upper() for line in office.signature],
        "signer": tidy(office.signer),
    }


def _name_lines(name: str) -> list[str]:
    return balanced_lines(tidy(name).upper(), LEFT_COLUMN_MM, ISSUER_PT)


def _form(form: Form) -> Context:
    number = form.printed_number
    return {
        "form_title": form.title,
        "form_number": number,
        "form_act": form.act if number else "",
    }


def _open_person(case: DraftCase) -> Context:
    first = case.petitioners[0] if case.petitioners else Person(name="")
    return {
        "you": _you(first, max(case.petitioner_count, len(case.petitioners))),
        "petitioner": petitioner_words(case.petitioners, case.petitioner_count),
        "petitioner_name": or_dots(first.name),
        "petitioner_address": phrase(first.address),
        "petitioner_phone": phrase(first.phone),
        "petitioner_id_number": or_dots(first.id_number),
        "petitioner_id_issued_on": partial_in_figures(first.id_issued_on) or DOTS,
        "petitioner_id_issued_by": or_dots(first.id_issued_by),
    }


def _you(first: Person, count: int) -> str:
    if first.is_organisation:
        return "quý cơ quan, tổ chức"
    return "các ông (bà)" if count > 1 else "ông (bà)"


def _withheld_person(kind: Kind) -> Context:
    return {
        "you": "ông (bà)",
        "petitioner": withheld_words(kind),
        "petitioner_name": DOTS,
        "petitioner_address": "",
        "petitioner_phone": "",
        "petitioner_id_number": DOTS,
        "petitioner_id_issued_on": DOTS,
        "petitioner_id_issued_by": DOTS,
    }


def _open_matter(case: DraftCase, notes: Notes) -> Context:
    attachments = phrases(case.attachments)
    return {
        "respondents": respondent_words(case.respondents),
        "contested": phrases(case.contested),
        "requests": phrases(case.requests),
        "summary": sentence(case.summary) or notes.blank_lines(_SUMMARY_NOTE),
        "attachments": attachments,
        "papers": _papers(case, attachments),
        "written_on": partial_in_words(case.written_on),
    }


def _withheld_matter(case: DraftCase, notes: Notes) -> Context:
    # The gate leaves the denounced in only when that can't show the writer; without its word
    # nobody is named.
    respondents = respondent_words(case.respondents) if case.withheld else ""
    return {
        "respondents": notes.mark(respondents or DOTS, _WITHHELD_RESPONDENT_NOTE),
        "contested": [],
        "requests": [],
        "summary": notes.blank_lines(_WITHHELD_NOTE),
        "attachments": [],
        "papers": _papers(case, []),
        "written_on": partial_in_words(case.written_on),
    }


def _papers(case: DraftCase, attachments: list[str]) -> list[dict[str, str]]:
    """The petition and what came with it.

    The pages were counted for the whole paper as received: with attachments they can't be told
    apart, so a person counts them.
    """
    written = partial_in_words(case.written_on)
    petition = kind_words(case.kind).petition
    name = upper_first(petition) + (f" đề {written}" if written else "")
    pages = str(case.pages) if case.pages and not attachments else ""
    petition_row = {"name": name, "pages": pages, "state": ""}
    return [petition_row, *({"name": a, "pages": "", "state": ""} for a in attachments)]


def _proposal(case: DraftCase, notes: Notes) -> Context:
    words = kind_words(case.kind)
    arrived = day_in_words(case.arrived_on)
    return {
        "case_number": tidy(case.number),
        "matter": words.matter,
        "petition": words.petition,
        "writer": words.writer,
        "respondent_role": words.respondent,
        "law": words.law,
        "arrived_on": notes.mark(arrived, _ARRIVAL_NOTE) if case.arrival_assumed else arrived,
        "forwarded_by": phrase(case.forwarded_by),
        "competent": case.competence != "not_competent",
        "competent_body": _competent_body(case, notes),
        "competence_reason": sentence(case.competence_reason) or notes.blank_lines(_REASON_NOTE),
        "missing": [upper_first(text) for text in map(_lack, case.missing) if text],
        "reasons": phrases(case.reasons),
        "accept_by": _accept_by(case, notes),
        "accept_article": phrase(case.accept_article),
    }


def _lack(said: str) -> str:
    """What is lacking, as a phrase: triage may say it as a sentence with its article behind."""
    return phrase(said).replace(". (", " (").removeprefix("Đơn thiếu ")


def _competent_body(case: DraftCase, notes: Notes) -> str:
    return phrase(case.competent_body) or notes.mark(DOTS, _BODY_NOTE)


def _accept_by(case: DraftCase, notes: Notes) -> str:
    if case.accept_by is None:
        return ""
    day = day_in_words(case.accept_by)
    reasons = "; ".join(map(phrase, case.provisional))
    return notes.mark(day, _DEADLINE_NOTE.format(reasons=reasons)) if reasons else day


_TO_COMPETENT_BODY = ("phieu-chuyen-don-to-cao", "phieu-chuyen-don-kien-nghi")


def _addressee(form: Form, case: DraftCase, office: Office, withheld: bool, notes: Notes) -> str:
    if form.id in _TO_COMPETENT_BODY:
        return _competent_body(case, notes)
    if form.id == "phieu-de-xuat-thu-ly":
        return f"{tidy(office.head_title)} {tidy(office.name)}"
    if form.id == "tra-lai-don":
        return phrase(case.forwarded_by) or notes.mark(DOTS, _FORWARDER_NOTE)
    if withheld:
        return upper_first(withheld_words(case.kind))
    named = petitioner_words(case.petitioners, case.petitioner_count)
    return named.replace("ông (bà)", "Ông (Bà)", 1)
