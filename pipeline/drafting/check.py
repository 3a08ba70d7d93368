"""Checking the templates before a paper arrives: a broken one is found at start, with its place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipeline.drafting.case import DraftCase, Person
from pipeline.drafting.draft import draft
from pipeline.drafting.template import check_variables, find_template
from pipeline.law.forms import Form, all_forms
from pipeline.settings import Settings

_DAY = date(2026, 1, 5)

_FULL = DraftCase(
    number="2026-000001",
    kind="complaint",
    withheld=False,
    arrived_on=_DAY,
    arrival_assumed=True,
    source="forwarded",
    forwarded_by="Ban Tiếp công dân tỉnh",
    petitioners=(
        Person(
            name="Nguyễn Văn Mẫu",
            address="thôn Một, xã Mẫu",
            id_number="001099000001",
            id_issued_on="2022-01-05",
            id_issued_by="Bộ Công an",
            phone="0900000000",
        ),
    ),
    petitioner_count=7,
    respondents=(Person(name="Trần Thị Mẫu", position="công chức"),),
    title="Đơn khiếu nại",
    written_on="2025-12-20",
    summary="Nội dung thử mẫu",
    contested=("Quyết định số 01/QĐ-UBND",),
    requests=("Xem xét lại Quyết định", "Trả lời bằng văn bản"),
    attachments=("Bản sao Quyết định số 01/QĐ-UBND", "Bản đồ"),
    pages=2,
    missing=("chữ ký", "địa chỉ"),
    competent_body="Chủ tịch Ủy ban nhân dân tỉnh",
    reasons=("Lý do thứ nhất", "Lý do thứ hai"),
    accept_by=date(2026, 1, 14),
    accept_article="Điều 27 Luật Khiếu nại",
    provisional=("ngày nhận đơn là giả định",),
    competence="competent",
)
_EMPTY = DraftCase(
    number="2026-000002",
    kind="other",
    withheld=False,
    arrived_on=_DAY,
    arrival_assumed=False,
    source="post",
    forwarded_by="",
    petitioners=(),
    petitioner_count=0,
    respondents=(),
    title="",
    written_on="",
    summary="",
    contested=(),
    requests=(),
    attachments=(),
    pages=0,
    missing=(),
    competent_body="",
    reasons=(),
    accept_by=None,
    accept_article="",
    provisional=(),
    competence="unknown",
)


def example_cases(form: Form) -> Iterator[DraftCase]:
    """Yield cases that make a template show its branches: everything, nothing, withheld."""
    yield _FULL
    yield replace(_FULL, petitioner_count=1, competence="not_competent", forwarded_by="")
    yield _EMPTY
    if form.identity == "withheld":
        yield replace(_FULL, kind="denunciation", withheld=True, secret=True)
    elif form.fits("denunciation"):
        yield replace(_FULL, kind="denunciation", secret=True)


def check_templates(settings: Settings) -> None:
    """Open, parse and fill in the template of every form, the office's own where it has one.

    Raises ``BrokenTemplate`` with the template's name, the place and the fault, ``LeakingDraft``
    for one that no draft of a denunciation could be made with.
    """
    for form in all_forms().values():
        check_variables(find_template(form.id, settings))
        for case in example_cases(form):
            draft(form.id, case, settings, _DAY)
