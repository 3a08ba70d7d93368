"""Bars on a terminal: of the files, and of the pages of a long one."""

import io
import sys

import pytest
from rich.console import Console

from pipeline.cli import screen


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    shown = io.StringIO()
    monkeypatch.setattr(screen, "err", Console(file=shown, force_terminal=True, width=100))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    return shown


def test_pages_of_a_long_file_are_shown(terminal: io.StringIO) -> None:
    for _ in screen.followed(["one"], 1, "Đang đọc"):
        for done in range(13):
            screen.show_pages(done, 12)
    assert "trang" in terminal.getvalue()
    assert "12/12" in terminal.getvalue()
    assert "Đang đọc" not in terminal.getvalue()


def test_files_are_shown_and_short_ones_have_no_pages(terminal: io.StringIO) -> None:
    for _ in screen.followed(["one", "two"], 2, "Đang đọc"):
        screen.show_pages(0, 2)
        screen.show_pages(2, 2)
    assert "Đang đọc" in terminal.getvalue()
    assert "2/2" in terminal.getvalue()
    assert "trang" not in terminal.getvalue()


def test_one_short_file_shows_nothing(terminal: io.StringIO) -> None:
    for _ in screen.followed(["one"], 1, "Đang đọc"):
        screen.show_pages(1, 1)
    assert terminal.getvalue() == ""


def test_nothing_is_shown_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in screen.followed(["one", "two"], 2, "Đang đọc"):
        screen.show_pages(100, 500)
    screen.show_pages(1, 500)
    assert capsys.readouterr() == ("", "")
