"""Papers made by hand for the tests of triage: plain values, no text behind them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.extraction.findings import (
    Fields,
    Findings,
    Kind,
    KindFinding,
    Notice,
    Party,
    Reference,
    Value,
)
from pipeline.settings import Law, Office, Settings, Superior
from pipeline.triage.proposal import EarlierCase, Facts

OFFICE = Office(
    name="Ủy ban nhân dân xã Bình Minh",
    aliases=("UBND xã Bình Minh",),
    province="Đồng Nai",
    units=("Văn phòng", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội"),
    superior=Superior(name="Ủy ban nhân dân tỉnh Đồng Nai"),
)
SETTINGS = Settings(
    home=Path("/nowhere"), office=OFFICE, law=Law(confirmed_calendars=(2024, 2025, 2026, 2027))
)
SUPERIOR = "Chủ tịch Ủy ban nhân dân tỉnh Đồng Nai"
FACTS = Facts(
    arrived_on=date(2026, 9, 7), arrival_assumed=False, source="post", source_assumed=False
)
DIRECT = replace(FACTS, source="direct")
FORWARDED = replace(FACTS, source="forwarded", forwarded_by="Báo Đồng Nai")


def value(text: str | int, document_id: int | None = None) -> Value:
    return Value(text, str(text), 0.95, (), document_id)


WRITER = Party(
    name=value("Lò Thị Sáng"), address=value("ấp 4, xã Tân An"), phone=value("0905123456")
)


def respondent(text: str, **more: str) -> Party:
    return Party(position=value(text), role="respondent", **{k: value(v) for k, v in more.items()})


def made(kind: Kind, *warnings: str, confidence: float = 0.97, **fields: Any) -> Findings:
    """A paper with everything that its kind needs; ``fields`` change or take away."""
    whole: dict[str, Any] = {
        "written_on": value("2026-09-01"),
        "addressees": (value("Chủ tịch UBND xã Bình Minh"),),
        "petitioners": (WRITER,),
        "summary": value("tóm tắt"),
        "signatures": value(1),
    }
    if kind == "complaint":
        whole["contested"] = (value("Quyết định số 12/QĐ-UBND của Chủ tịch UBND xã Bình Minh"),)
        whole["requests"] = (value("hủy quyết định"),)
    if kind == "denunciation":
        whole["respondents"] = (respondent("công chức địa chính xã Bình Minh"),)
    return Findings(
        kind=KindFinding(kind, confidence),
        fields=Fields(**(whole | fields)),
        official=None,
        references=(),
        warnings=tuple(Notice(code, "câu của bước đọc") for code in warnings),
    )


def reference(agency: str, document_id: int) -> Reference:
    return Reference(
        0, 1, "", "Quyết định", None, None, agency, None, "contested", document_id, 0.9, ()
    )


def earlier(
    route: Any, kind: Kind, *, petitioner: bool = True, contested: bool = True
) -> EarlierCase:
    return EarlierCase("2026-000007", kind, route, date(2026, 3, 5), petitioner, contested)
