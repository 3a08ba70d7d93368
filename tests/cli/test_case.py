"""``donthu case set|decide|explain`` as a person or a script meets them."""

import json
import sqlite3
from pathlib import Path

import pytest

from pipeline.settings import Settings
from tests.cli.test_commands import donthu
from tests.papers import COMPLAINT, DENOUNCER, DENUNCIATION

NUMBER, BY = "2026-000001", ("--as", "Trần Thị Soát")


@pytest.fixture
def home(office: Settings) -> Path:
    """An office with a complaint in its register."""
    return _with(office, COMPLAINT)


@pytest.fixture
def sealed_home(office: Settings) -> Path:
    """An office with a denunciation in its register."""
    return _with(office, DENUNCIATION)


def _with(office: Settings, text: str) -> Path:
    paper = office.home.parent / "đơn.txt"
    paper.write_text(text, "utf-8")
    assert donthu(office.home, "process", str(paper)).returncode == 0
    return office.home


def test_a_fact_shows_what_it_changed(home: Path) -> None:
    done = donthu(home, "case", "set", NUMBER, "competence", "not_competent", *BY)
    assert done.returncode == 0, done.stderr
    assert "Thẩm quyền: Thuộc thẩm quyền → Không thuộc thẩm quyền" in done.stdout
    assert "Đề xuất: Đề xuất thụ lý → Hướng dẫn" in done.stdout
    assert "+ Mẫu phieu-huong-dan" in done.stdout and "− Mẫu phieu-de-xuat-thu-ly" in done.stdout
    assert "phieu-huong-dan.docx" in done.stdout
    nothing = donthu(home, "case", "set", NUMBER, "hot", "no", *BY).stdout
    assert "Đề xuất và hạn giữ nguyên." in nothing
    back = donthu(home, "case", "set", NUMBER, "competence", "unknown", *BY, "--json")
    told = json.loads(back.stdout)
    assert told["changed"]["route"] == {"before": "guide", "after": "accept"}
    assert told["changed"]["forms"]["gone"] == ["phieu-huong-dan"]


def test_a_moved_day_shows_the_moved_deadline(home: Path) -> None:
    done = donthu(home, "case", "set", NUMBER, "arrived_on", "02/11/2026", *BY)
    assert "→ 11/11/2026" in done.stdout


def test_a_decision_is_kept_beside_the_proposal(home: Path) -> None:
    done = donthu(home, "case", "decide", NUMBER, "guide", "--reason", "việc của xã khác", *BY)
    assert "Hướng dẫn (máy đề xuất: Đề xuất thụ lý)" in done.stdout
    assert "phieu-huong-dan.docx" in done.stdout
    assert "case set" in done.stderr, "the drafts still say that it is ours"
    told = json.loads(donthu(home, "case", "explain", NUMBER, "--json").stdout)
    assert told["proposal"]["route"] == "accept"
    assert [d["route"] for d in told["decisions"]] == ["guide"]


def test_explain_reads_like_a_file_note(home: Path) -> None:
    donthu(home, "case", "set", NUMBER, "prolonged", "yes", *BY)
    said = donthu(home, "case", "explain", NUMBER).stdout
    for part in (
        "ĐIỀU KIỆN",
        "✓ Đơn có ghi họ tên người khiếu nại.",
        "«Nguyễn Văn Thử»",
        "? Xem tòa án đã thụ lý hoặc giải quyết chưa.",
        "Điều 11 Luật Khiếu nại",
        "→ Vì đơn có đủ nội dung",
        "Người viết, ký: 01",
        "Từ do người chọn: «kéo dài» (Trần Thị Soát)",
        "CHƯA KIỂM CHỨNG",
        "donthu deadline explain",
    ):
        assert part in said, part


def test_explain_opens_a_secret_case_only_for_a_name(sealed_home: Path) -> None:
    closed = donthu(sealed_home, "case", "explain", NUMBER).stdout
    assert DENOUNCER not in closed and "(giữ bí mật)" in closed and "✓" in closed
    assert DENOUNCER not in donthu(sealed_home, "case", "explain", NUMBER, "--json").stdout
    opened = donthu(sealed_home, "case", "explain", NUMBER, "--as", "Lê Soát", "--reason", "xem")
    assert f"«{DENOUNCER}»" in opened.stdout
    with sqlite3.connect(sealed_home / "data" / "register.sqlite") as register:
        rows = register.execute("SELECT purpose FROM access_log WHERE reader = 'Lê Soát'")
        assert {purpose for (purpose,) in rows} == {"xem"}


def test_a_paper_called_a_denunciation_names_the_drafts_to_look_at(home: Path) -> None:
    done = donthu(home, "case", "set", NUMBER, "kind", "denunciation", *BY)
    assert done.returncode == 0
    assert "phieu-de-xuat-thu-ly.docx" in done.stderr and "giữ bí mật" in done.stderr
    assert "Nguyễn Văn Thử" not in donthu(home, "register", "show", NUMBER).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("set", NUMBER, "nonsense", "x", *BY),
        ("set", NUMBER, "kind", "letter", *BY),
        ("set", NUMBER, "criteria", "a,z", *BY),
        ("set", NUMBER, "condition.in_time", "maybe", *BY),
        ("set", NUMBER, "petitioner.birth", "31/2/1990", *BY),
        ("set", NUMBER, "serious_damage", "yes"),
        ("decide", NUMBER, "nonsense", "--reason", "x", *BY),
        ("decide", NUMBER, "person", "--reason", "x", *BY),
        ("decide", NUMBER, "accept", *BY),
        ("decide", NUMBER, "accept", "--reason", " ", *BY),
        ("decide", NUMBER, "accept", "--reason", "x"),
        ("explain", NUMBER, "--reason", "x"),
    ],
)
def test_a_wrong_call_is_two_and_one_sentence(office: Settings, arguments: tuple[str, ...]) -> None:
    done = donthu(office.home, "case", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("set", "2026-000009", "remote", "yes", *BY),
        ("decide", "2026-000009", "accept", "--reason", "x", *BY),
        ("explain", "2026-000009"),
    ],
)
def test_an_unknown_case_is_told(office: Settings, arguments: tuple[str, ...]) -> None:
    done = donthu(office.home, "case", *arguments)
    assert (done.returncode, "2026-000009" in done.stderr) == (1, True)
