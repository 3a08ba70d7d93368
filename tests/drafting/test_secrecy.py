"""Drafts of denunciations, and values that mean harm."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from pipeline.drafting.case import DraftCase, Person
from pipeline.drafting.draft import draft
from pipeline.law.forms import all_forms
from pipeline.settings import Settings

TODAY = date(2026, 11, 22)
DENOUNCER = Person(
    name="Phan Kín Đáo",
    address="hẻm 99 đường Bí Mật",
    id_number="079088123456",
    id_issued_on="2021-07-08",
    id_issued_by="Công an Nơi Cấp",
    phone="0909777333",
)
PLANTED = (
    *("Phan Kín Đáo", "Bí Mật", "079088123456", "08/7/2021", "Nơi Cấp", "0909777333"),
    *("tôi là kế toán", "Giấy tay của tôi", "Trả lương cho tôi", "Hành vi kể", "Đơn của Đáo"),
)
WITHHOLDING = tuple(form.id for form in all_forms().values() if form.identity == "withheld")


def denunciation(case: DraftCase, *, withheld: bool) -> DraftCase:
    """A careless caller's case: marked as withheld or not, the secrets are still inside."""
    return replace(
        case,
        kind="denunciation",
        withheld=withheld,
        petitioners=(DENOUNCER,),
        summary="tôi là kế toán của cơ quan này",
        attachments=("Giấy tay của tôi",),
        requests=("Trả lương cho tôi",),
        contested=("Hành vi kể trong đơn",),
        title="Đơn của Đáo",
    )


def everything_in(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as parts:
        texts = [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    raw = "\n".join((*texts, *ZipFile(BytesIO(data)).namelist()))
    return raw + re.sub(r"<[^>]*>", "", raw)


@pytest.mark.parametrize("withheld", [True, False])
@pytest.mark.parametrize("form", WITHHOLDING)
def test_a_withheld_draft_carries_nothing_of_the_denouncer(
    form: str, withheld: bool, case: DraftCase, settings: Settings
) -> None:
    data = draft(form, denunciation(case, withheld=withheld), settings, TODAY)
    found = [secret for secret in PLANTED if secret in everything_in(data)]
    assert found == []
    assert "danh tính được giữ bí mật theo quy định của Luật Tố cáo" in everything_in(data)
    assert "không nêu tên, địa chỉ" in everything_in(data)


@pytest.mark.parametrize("form", tuple(all_forms()))
def test_a_withheld_case_is_withheld_on_every_form(
    form: str, case: DraftCase, settings: Settings
) -> None:
    data = draft(form, denunciation(case, withheld=True), settings, TODAY)
    assert [secret for secret in PLANTED if secret in everything_in(data)] == []


def test_a_paper_of_unknown_kind_is_treated_as_a_denunciation(
    case: DraftCase, settings: Settings
) -> None:
    unknown = replace(denunciation(case, withheld=False), kind="other")
    data = draft("tra-lai-don", unknown, settings, TODAY)
    assert [secret for secret in PLANTED if secret in everything_in(data)] == []


def test_the_denounced_is_named_only_when_the_gate_left_him_in(
    case: DraftCase, settings: Settings
) -> None:
    for withheld in (True, False):
        data = draft(
            "phieu-chuyen-don-to-cao", denunciation(case, withheld=withheld), settings, TODAY
        )
        assert ("Trần Văn Bình" in everything_in(data)) == withheld


def test_the_denouncer_is_told_by_name(case: DraftCase, settings: Settings) -> None:
    data = draft("thong-bao-tiep-nhan", denunciation(case, withheld=False), settings, TODAY)
    assert "Phan Kín Đáo" in everything_in(data)


def test_the_transfer_slip_sends_the_paper_along(case: DraftCase, settings: Settings) -> None:
    data = draft("phieu-chuyen-don-to-cao", denunciation(case, withheld=True), settings, TODAY)
    assert "chuyển đơn cùng các thông tin, tài liệu kèm theo đến" in everything_in(data)


HARMFUL = [
    "{{ config }}",
    "{% for x in y %}",
    "{%p if x %}",
    "{#",
    "<script>alert(1)</script>",
    "</w:t></w:r></w:p>",
    "Anh & Em <Co>",
    "&lt;b&gt; x",
    "=HYPERLINK(1)",
    "../../etc/passwd",
    "a" * 10_000,
]


@pytest.mark.parametrize("value", HARMFUL)
def test_values_are_printed_and_never_obeyed(
    value: str, case: DraftCase, settings: Settings
) -> None:
    planted = replace(
        case,
        petitioners=(replace(case.petitioners[0], name=value, address=value),),
        summary=value,
        attachments=(value,),
        missing=(value,),
    )
    for form in ("thong-bao-tiep-nhan", "yeu-cau-bo-sung", "giay-bien-nhan"):
        data = draft(form, planted, settings, TODAY)
        page = docx.Document(BytesIO(data))
        text = "".join(t.text or "" for t in page.element.body.iter("{*}t"))
        assert value.lstrip("./") in text


@pytest.mark.parametrize(
    "value",
    ["An\x00\x07\x1f Bình", "An\ud83d Bình", "An\u202e Bình\u200f", "An\n\n\tBình", "An\x85Bình"],
)
def test_characters_that_a_document_can_not_hold_are_dropped(
    value: str, case: DraftCase, settings: Settings
) -> None:
    planted = replace(case, petitioners=(Person(name=value),), summary=value)
    page = docx.Document(BytesIO(draft("thong-bao-tiep-nhan", planted, settings, TODAY)))
    assert "Kính gửi: Ông (Bà) An Bình" in [p.text for p in page.paragraphs]
    assert "Nội dung đơn: An Bình." in [p.text for p in page.paragraphs]
