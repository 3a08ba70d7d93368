"""What offices do to an inbox: no right to move, half copies, spoilt disks, stops, upgrades."""

import sqlite3
from pathlib import Path

import pytest

from pipeline.engine.desk import Desk, open_desk
from pipeline.engine.foreground import process
from pipeline.engine.scanner import Scanner
from pipeline.intake import Inbox, divert, gather
from pipeline.settings import Settings
from tests.faults.running import dropped, running, said, start, wait_for
from tests.papers import COMPLAINT
from tests.scanned import scanned_page


class Carrier:
    """A carrier that is told nothing of the past and remembers what it was asked."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def under_way(self) -> set[str]:
        return set()

    def gave_up(self, digest: str) -> bool:
        return False

    left_off = gave_up

    def take(self, digest: str) -> None:
        self.taken.append(digest)

    def finish(self, digest: str, number: str) -> None:
        raise AssertionError

    def forget(self, digest: str) -> None:
        raise AssertionError


def at_once(desk: Desk) -> Scanner:
    """A scanner for which everything rests at once."""
    scanner = Scanner(desk)
    ticks = iter(range(0, 10**9, 1000))
    scanner.inbox = Inbox(desk.settings, lambda: float(next(ticks)))
    scanner.inbox.at_rest()
    return scanner


def test_a_path_that_can_not_be_moved_keeps_nobody_waiting(
    office: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left until it changes: no pile of notes, no spinning, the next paper is taken."""
    (office.inbox / "a trùng.txt").write_text(COMPLAINT, "utf-8")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "a trùng.txt":
            raise PermissionError
        return rename(self, target)

    with open_desk(office) as desk:
        process(desk, office.inbox / "a trùng.txt")
        (office.inbox / "b mới.txt").write_text(COMPLAINT + "thêm", "utf-8")
        monkeypatch.setattr(divert.Path, "rename", refuse)
        scanner, carrier = at_once(desk), Carrier()
        for _ in range(5):
            scanner.scan(carrier)
    assert len(set(carrier.taken)) == 1, "the next paper was taken"
    assert list(office.inbox.glob("_trung/*")) == []
    assert (office.inbox / "a trùng.txt").exists()
    [note] = (office.inbox / "_loi").iterdir()
    assert "Tệp còn nguyên" in note.read_text("utf-8-sig")


def test_a_half_copied_file_in_a_folder_is_never_deleted(office: Settings) -> None:
    folder = office.inbox / "hồ sơ"
    folder.mkdir()
    (folder / "đơn.txt").write_text(COMPLAINT, "utf-8")
    (folder / "bằng chứng.pdf.part").write_bytes(b"half")
    with open_desk(office) as desk:
        assert process(desk, folder).status == "registered"
        Scanner(desk).release(gather(folder, office.intake.max_bytes).digest)
    assert [path.name for path in folder.iterdir()] == ["bằng chứng.pdf.part"]


def test_a_removal_that_a_crash_interrupted_makes_no_second_case(office: Settings) -> None:
    """The whole folder has left the inbox in one step; the rest is finished at the next start."""
    folder = office.inbox / "hồ sơ"
    folder.mkdir()
    for name, more in (("1.txt", ""), ("2.txt", "phụ lục")):
        (folder / name).write_text(COMPLAINT + more, "utf-8")
    with open_desk(office) as desk:
        done = process(desk, folder)
        leaving = office.inbox / ".dang-go-khoi-inbox" / done.digest
        leaving.mkdir(parents=True)
        folder.rename(leaving / "hồ sơ")
        (leaving / "hồ sơ" / "1.txt").unlink()
        (leaving / "hồ sơ" / "3.txt").write_text("thêm sau", "utf-8")
        Scanner(desk).finish_leaving()
    assert [path.name for path in folder.iterdir()] == ["3.txt"], "what nobody stored comes back"
    assert not leaving.parent.exists()


def test_a_spoilt_original_is_stored_again_from_the_repeat(office: Settings) -> None:
    """Telling the clerk to delete the copy would delete the last one."""
    paper = office.inbox / "đơn.txt"
    paper.write_text(COMPLAINT, "utf-8")
    with open_desk(office) as desk:
        done = process(desk, paper)
        submission = gather(paper, office.intake.max_bytes)
        [blob] = [p for p in (office.data / "store" / "originals").rglob("*") if p.is_file()]
        blob.write_bytes(b"spoilt")
        assert done.case is not None
        Scanner(desk).put_duplicate_aside(submission, done.case)
        assert desk.store.original(submission.files[0].sha256) == COMPLAINT.encode()


def test_stopping_in_the_middle_of_a_page_condemns_no_paper(office: Settings) -> None:
    (office.inbox / "đơn.png").write_bytes(scanned_page())
    service = start(office)
    wait_for(lambda: "submission.taken" in said(office))
    service.terminate()
    assert service.wait(20) == 0
    assert not (office.inbox / "_loi").exists()
    assert "Traceback" not in said(office)
    with running(office):
        wait_for(lambda: "case.done" in said(office))


def test_an_upgrade_takes_up_what_was_left(office: Settings) -> None:
    paper = office.inbox / "đơn.txt"
    paper.write_text(COMPLAINT, "utf-8")
    assert start(office, "after_reading").wait(90) == -9
    with sqlite3.connect(office.data / "engine.sqlite") as engine:
        engine.execute("UPDATE workflow_status SET application_version = '0'")
    engine.close()
    with running(office):
        wait_for(lambda: "case.done" in said(office))
    assert not dropped(office)


def test_drafts_that_could_not_be_written_are_written_later(office: Settings) -> None:
    """The case is not called a repeat of itself."""
    office.outbox.rmdir()
    office.outbox.write_text("in the way")
    (office.inbox / "đơn.txt").write_text(COMPLAINT, "utf-8")
    with running(office):
        wait_for(lambda: said(office).count("draft.failed") >= 4)
        office.outbox.unlink()
        wait_for(lambda: "case.done" in said(office))
    assert len(list(office.outbox.rglob("*.docx"))) == 2
    assert not (office.inbox / "_trung").exists()
    assert not dropped(office)


def test_a_name_with_an_underscore_is_a_paper_too(office: Settings) -> None:
    (office.inbox / "_đơn.txt").write_text(COMPLAINT, "utf-8")
    assert [path.name for path in Inbox(office).dropped()] == ["_đơn.txt"]


def test_a_long_name_whose_last_dot_stands_early_is_put_aside(office: Settings) -> None:
    for _ in range(2):
        path = office.inbox / ("12. " + "x" * 240)
        path.write_text("x")
        divert.put_aside(office.inbox, path, divert.Aside.FAILED, "Lỗi.")
    assert len(list((office.inbox / "_loi").iterdir())) == 4
