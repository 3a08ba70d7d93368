"""The inbox: rest, growth, junk, and paths put aside with their sentence."""

import threading
from pathlib import Path

import pytest

from pipeline.intake import Aside, Inbox, put_aside
from pipeline.settings import Settings, load


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = load(tmp_path, must_exist=False)
    settings.inbox.mkdir()
    return settings


def names(inbox: Inbox) -> list[str]:
    return [path.name for path in inbox.at_rest()]


def test_a_file_is_taken_after_it_has_rested(settings: Settings) -> None:
    clock = Clock()
    inbox = Inbox(settings, clock)
    (settings.inbox / "don.txt").write_text("x")
    assert names(inbox) == []
    clock.now = settings.intake.quiet_seconds
    assert names(inbox) == ["don.txt"]


def test_a_file_that_still_grows_is_not_taken(settings: Settings) -> None:
    clock = Clock()
    inbox = Inbox(settings, clock)
    for size in range(1, 5):
        (settings.inbox / "don.txt").write_text("x" * size)
        assert names(inbox) == []
        assert inbox.restless()
        clock.now += settings.intake.quiet_seconds


def test_a_folder_rests_when_all_its_files_rest(settings: Settings) -> None:
    clock = Clock()
    inbox = Inbox(settings, clock)
    (settings.inbox / "hồ sơ").mkdir()
    (settings.inbox / "hồ sơ" / "1.txt").write_text("x")
    names(inbox)
    clock.now += settings.intake.quiet_seconds
    (settings.inbox / "hồ sơ" / "2.txt").write_text("x")
    assert names(inbox) == []
    clock.now += settings.intake.quiet_seconds
    assert names(inbox) == ["hồ sơ"]


def test_a_folder_still_empty_gets_more_patience(settings: Settings) -> None:
    clock = Clock()
    inbox = Inbox(settings, clock)
    (settings.inbox / "hồ sơ").mkdir()
    names(inbox)
    clock.now += settings.intake.quiet_seconds
    assert names(inbox) == []
    clock.now += settings.intake.rescan_seconds
    assert names(inbox) == ["hồ sơ"]


def test_our_own_folders_and_junk_are_left_alone(settings: Settings) -> None:
    clock = Clock()
    inbox = Inbox(settings, clock)
    for name in ("_loi", "_mat", "_trung"):
        (settings.inbox / name).mkdir()
    (settings.inbox / "Thumbs.db").write_text("x")
    names(inbox)
    clock.now += 1000
    assert names(inbox) == []


def test_an_inbox_that_was_deleted_is_made_again(settings: Settings) -> None:
    settings.inbox.rmdir()
    assert Inbox(settings).dropped() == []
    assert settings.inbox.is_dir()


@pytest.mark.parametrize("polling", [False, True])
def test_a_drop_raises_a_hint(
    tmp_path: Path, polling: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DONTHU_INTAKE__POLLING", str(polling))
    monkeypatch.setenv("DONTHU_INTAKE__QUIET_SECONDS", "0.2")
    settings = load(tmp_path, must_exist=False)
    hinted = threading.Event()
    with Inbox(settings).watched(hinted.set):
        (settings.inbox / "don.txt").write_text("x")
        assert hinted.wait(10)


def test_what_is_put_aside_has_its_sentence_beside_it(settings: Settings) -> None:
    (settings.inbox / "đơn.pdf").write_text("x")
    moved = put_aside(settings.inbox, settings.inbox / "đơn.pdf", Aside.FAILED, "Tệp bị hỏng.")
    assert moved == settings.inbox / "_loi" / "đơn.pdf"
    note = settings.inbox / "_loi" / "đơn.pdf.GHI-CHU.txt"
    assert note.read_text("utf-8-sig") == "Tệp bị hỏng.\n"


def test_nothing_put_aside_is_overwritten(settings: Settings) -> None:
    for content in ("một", "hai", "ba"):
        (settings.inbox / "đơn.pdf").write_text(content, "utf-8")
        put_aside(settings.inbox, settings.inbox / "đơn.pdf", Aside.DUPLICATE, content)
    kept = [p.read_text("utf-8") for p in sorted((settings.inbox / "_trung").glob("*.pdf"))]
    assert sorted(kept) == ["ba", "hai", "một"]


def test_a_name_of_255_bytes_is_put_aside_too(settings: Settings) -> None:
    for _ in range(2):
        path = settings.inbox / ("ơ" * 125 + "x.pdf")
        path.write_text("x")
        put_aside(settings.inbox, path, Aside.FAILED, "Lỗi.")
    assert len(list((settings.inbox / "_loi").iterdir())) == 4
