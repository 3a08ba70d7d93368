"""An office and a case to draft from; the people are invented."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.drafting.case import DraftCase, Person
from pipeline.settings import Office, Settings

TODAY = date(2026, 11, 22)


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    office = Office(
        name="Ủy ban nhân dân xã Bình Minh",
        province="Đồng Nai",
        place="Bình Minh",
        signature=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        signer="Lê Văn Tám",
    )
    return Settings(home=tmp_path, office=office)


@pytest.fixture
def department(tmp_path: Path) -> Settings:
    """Long names everywhere."""
    office = Office(
        name="Sở Nông nghiệp và Môi trường",
        parent="Ủy ban nhân dân Thành phố Hồ Chí Minh",
        level="department",
        place="Thành phố Hồ Chí Minh",
        symbol="SNNMT",
        unit="Phòng Tổ chức cán bộ và Tiếp công dân",
        unit_symbol="TCTCD",
        head_title="Giám đốc",
        signature=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        signer="Nguyễn Hoàng Khánh Linh",
    )
    return Settings(home=tmp_path, office=office)


@pytest.fixture
def case() -> DraftCase:
    return DraftCase(
        number="2026-000123",
        kind="complaint",
        withheld=False,
        arrived_on=date(2026, 11, 5),
        arrival_assumed=False,
        source="post",
        forwarded_by="",
        petitioners=(
            Person(
                name="Nguyễn Văn An",
                address="Tổ 3, thôn Trung, xã Bình Minh, tỉnh Đồng Nai",
                id_number="075080001234",
                id_issued_on="2022-01-05",
                id_issued_by="Bộ Công an",
                phone="0905123456",
            ),
        ),
        petitioner_count=1,
        respondents=(
            Person(name="Trần Văn Bình", position="Chủ tịch Ủy ban nhân dân xã Bình Minh"),
        ),
        title="Đơn khiếu nại",
        written_on="2026-11-02",
        summary="Không đồng ý việc thu hồi 120 m² đất",
        contested=("Quyết định số 145/QĐ-UBND ngày 12/10/2026",),
        requests=("Hủy Quyết định số 145/QĐ-UBND;", "Bồi thường thiệt hại."),
        attachments=("Bản sao Quyết định số 145/QĐ-UBND", "Sơ đồ thửa đất;"),
        pages=3,
        missing=("chữ ký hoặc điểm chỉ của người khiếu nại (khoản 2 Điều 8 Luật Khiếu nại)",),
        competent_body="Chủ tịch Ủy ban nhân dân tỉnh Đồng Nai",
        reasons=("Đơn đủ điều kiện xử lý",),
        accept_by=date(2026, 11, 16),
        accept_article="Điều 16 Nghị định số 124/2020/NĐ-CP",
        provisional=(),
        competence="competent",
    )


@pytest.fixture
def empty_case() -> DraftCase:
    """A paper of which nothing could be read."""
    return DraftCase(
        number="2026-000001",
        kind="other",
        withheld=False,
        arrived_on=date(2026, 1, 5),
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
