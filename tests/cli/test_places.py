"""The office's own table of communes, and its own name, as the doctor sees them."""

import json

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli.main import app
from pipeline.errors import BadPlaces
from pipeline.settings import Settings

ENTRY = """
[[commune]]
old = "xã Đông Hòa"
district = "huyện Trảng Bom"
province = "tỉnh Đồng Nai"
new = "xã Bình Minh"
from = 2025-07-01
source = "Nghị quyết số 1/NQ-UBTVQH15"
"""
TABLE = "Bảng xã, phường cũ và mới"


@pytest.fixture(autouse=True)
def at_home(office: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONTHU_HOME", str(office.home))


def donthu(*arguments: str) -> Result:
    """In this process: other tests start the program itself."""
    return CliRunner().invoke(app, arguments)


def checks() -> dict[str, dict[str, str]]:
    return {check["name"]: check for check in json.loads(donthu("doctor", "--json").stdout)}


def test_the_table_is_counted_and_a_wrong_one_told(office: Settings) -> None:
    table = office.home / "places.toml"
    table.write_text(ENTRY, "utf-8")
    found = checks()[TABLE]
    assert found["state"] == "ok" and found["sentence"].startswith("1 ")
    table.write_text(ENTRY.replace("source", "nguon"), "utf-8")
    found = checks()[TABLE]
    assert found["state"] == "broken" and "thứ 1: thiếu «source»" in found["sentence"]
    started = donthu("run")
    assert isinstance(started.exception, BadPlaces), "the service does not start on a wrong table"


def test_an_office_named_by_a_name_of_before_is_told(office: Settings) -> None:
    file = office.home / "donthu.toml"
    text = file.read_text("utf-8") if file.exists() else ""
    text = text.replace(office.office.name, "Ủy ban nhân dân huyện Trảng Bom")
    assert "huyện Trảng Bom" in text
    file.write_text(text, "utf-8")
    found = checks()
    assert found["Tên cơ quan"]["state"] == "warning"
    assert "không còn từ ngày 01/7/2025" in found["Tên cơ quan"]["sentence"]


PAPER = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

ngày 02 tháng 11 năm 2026

ĐƠN TỐ CÁO

Kính gửi: Thanh tra huyện Đồng Phú, tỉnh Bình Phước

Tôi tên là: Trần Văn Mão, sinh năm 1959
Địa chỉ: tổ 2, xã Thuận Phú, huyện Đồng Phú, tỉnh Bình Phước

Tôi tố cáo ông Lê Văn Tịnh, Trưởng phòng Tài nguyên và Môi trường huyện Đồng Phú, đã nhận tiền
của các hộ dân để làm hồ sơ đất. Tôi yêu cầu giữ bí mật.

Người tố cáo
Trần Văn Mão
"""


def test_names_of_a_secret_paper_are_read_by_whoever_opens_it(office: Settings) -> None:
    paper = office.home / "don.txt"
    paper.write_text(PAPER, "utf-8")
    case = json.loads(donthu("process", str(paper), "--json").stdout)["case"]
    closed = donthu("case", "explain", case).stdout
    assert "đã đổi tên hoặc không còn" in closed
    assert "Đồng Phú" not in closed and "TÊN CŨ" not in closed
    assert json.loads(donthu("case", "explain", case, "--json").stdout)["names"] == []
    opened = donthu("case", "explain", case, "--as", "Trần Thử").stdout
    assert "Thanh tra huyện Đồng Phú, tỉnh Bình Phước (không còn từ ngày 01/7/2025" in opened
