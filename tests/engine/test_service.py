"""The real service on a busy inbox: every drop ends as a case or aside with its sentence."""

import sqlite3
from io import BytesIO

import docx
import pytest

from pipeline.engine.desk import open_desk, today
from pipeline.register.views import case_view, failures, rows
from pipeline.settings import Settings
from tests.faults.running import dropped, running, said, start, wait_for
from tests.papers import COMPLAINT, DENUNCIATION

STATE_SECRET = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG NAI

TỐI MẬT

Số: 01/BC-UBND

BÁO CÁO
Về một việc bí mật
"""
COVERING_LETTER = """ỦY BAN NHÂN DÂN
XÃ LONG HÀ

Số: 15/UBND-VP
V/v chuyển đơn của công dân

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Long Hà, ngày 12 tháng 11 năm 2026

Kính gửi: Ủy ban nhân dân xã Bình Minh

Ủy ban nhân dân xã Long Hà chuyển đơn của công dân đến Ủy ban nhân dân xã Bình Minh để xem xét.

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Hồ Văn Mẫu
"""


def word_file(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def listed(settings: Settings) -> list[str]:
    with open_desk(settings) as desk, desk.transaction() as session:
        return [row.number for row in rows(session)]


def notes(settings: Settings, aside: str) -> dict[str, str]:
    folder = settings.inbox / aside
    return {
        path.name.removesuffix(".GHI-CHU.txt"): path.read_text("utf-8-sig").strip()
        for path in folder.glob("*.GHI-CHU.txt")
    }


def test_a_busy_inbox(office: Settings) -> None:
    (office.inbox / "đơn.docx").write_bytes(word_file(COMPLAINT))
    folder = office.inbox / "hồ sơ"
    folder.mkdir()
    (folder / "1 công văn.txt").write_text(COVERING_LETTER, "utf-8")
    (folder / "2 đơn.txt").write_text(COMPLAINT.replace("215/QĐ", "216/QĐ"), "utf-8")
    (folder / ".DS_Store").write_text("x")
    (office.inbox / "rỗng.pdf").write_bytes(b"")
    (office.inbox / "hỏng.pdf").write_bytes(b"%PDF-1.7 cut short")
    (office.inbox / "bảng.xlsx").write_bytes(b"PK\x03\x04 no word file")
    (office.inbox / "Thumbs.db").write_bytes(b"x")
    (office.inbox / "link.pdf").symlink_to("/etc/hostname")
    with running(office):
        wait_for(lambda: [p.name for p in dropped(office)] == ["Thumbs.db"])
        wait_for(lambda: said(office).count("case.done") == 2)
        (office.inbox / "hồ sơ lần nữa").mkdir()
        for name, text in (("a.txt", COVERING_LETTER), ("b.txt", COMPLAINT.replace("215", "216"))):
            (office.inbox / "hồ sơ lần nữa" / name).write_text(text, "utf-8")
        wait_for(lambda: (office.inbox / "_trung" / "hồ sơ lần nữa").exists())

    assert listed(office) == [f"{today().year}-{n:06d}" for n in (1, 2)]
    failed = notes(office, "_loi")
    assert set(failed) == {"rỗng.pdf", "hỏng.pdf", "bảng.xlsx", "link.pdf"}
    assert "không có nội dung" in failed["rỗng.pdf"]
    assert "bị hỏng" in failed["hỏng.pdf"]
    assert "Không nhận loại tệp này" in failed["bảng.xlsx"]
    assert "vụ việc" in notes(office, "_trung")["hồ sơ lần nữa"]


def test_a_covering_letter_says_who_forwarded(office: Settings) -> None:
    folder = office.inbox / "hồ sơ"
    folder.mkdir()
    (folder / "1.txt").write_text(COVERING_LETTER, "utf-8")
    (folder / "2.txt").write_text(COMPLAINT, "utf-8")
    with running(office):
        wait_for(lambda: "case.done" in said(office))
    [number] = listed(office)
    with open_desk(office) as desk, desk.transaction() as session:
        view = case_view(session, number, desk.gate, None)
    assert view["kind"] == "complaint"
    assert view["source"] == {"value": "forwarded", "assumed": True}
    assert [f["role"] for f in view["petitions"][0]["files"]] == ["attachment", "main"]


def test_a_state_secret_leaves_nothing_but_that_it_happened(office: Settings) -> None:
    (office.inbox / "báo cáo.txt").write_text(STATE_SECRET, "utf-8")
    with running(office):
        wait_for(lambda: (office.inbox / "_mat" / "báo cáo.txt").exists())
        engine = office.data / "engine.sqlite"
        wait_for(
            lambda: (
                sqlite3.connect(engine).execute("SELECT count(*) FROM workflow_status").fetchone()
                == (0,)
            ),
            15,
        )
    assert "phải đưa tệp ra khỏi máy này" in notes(office, "_mat")["báo cáo.txt"]
    assert list(office.data.rglob("originals/*")) == list(office.data.rglob("derived/*")) == []
    with open_desk(office) as desk, desk.transaction() as session:
        [failure] = failures(session)
    assert failure["error"] == "state_secret"
    assert failure["submission"] is None


def test_a_paper_mended_after_a_failure_is_taken(office: Settings) -> None:
    """The same bytes too: a limit was raised, a disk was freed."""
    paper = office.inbox / "đơn.txt"
    paper.write_text(COMPLAINT, "utf-8")
    settings_file = office.home / "donthu.toml"
    settings = settings_file.read_text("utf-8")
    settings_file.write_text(settings.replace("[intake]", "[intake]\nmax_bytes = 100"), "utf-8")
    with running(office):
        wait_for(lambda: (office.inbox / "_loi" / "đơn.txt").exists())
    settings_file.write_text(settings, "utf-8")
    (office.inbox / "_loi" / "đơn.txt").rename(paper)
    with running(office):
        wait_for(lambda: "case.done" in said(office))
    assert len(listed(office)) == 1


def test_only_one_service_serves_a_folder(office: Settings) -> None:
    with running(office):
        second = start(office)
        assert second.wait(30) == 1
    assert "đang chạy ở thư mục này rồi" in said(office)


def test_a_file_added_to_a_folder_late_is_not_lost(
    office: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what was taken leaves the inbox."""
    from pipeline.engine.foreground import process
    from pipeline.engine.scanner import Scanner
    from pipeline.intake import gather

    folder = office.inbox / "hồ sơ"
    folder.mkdir()
    (folder / "1.txt").write_text(DENUNCIATION, "utf-8")
    with open_desk(office) as desk:
        digest = gather(folder, office.intake.max_bytes).digest
        scanner = Scanner(desk)
        original = scanner.locate(digest)
        assert process(desk, folder).status == "registered"
        (folder / "2.txt").write_text("thêm sau", "utf-8")
        monkeypatch.setattr(scanner, "locate", lambda _: original)
        scanner.release(digest)
    assert [path.name for path in folder.iterdir()] == ["2.txt"]
