"""A planted denouncer is found nowhere but in the one draft that goes to her.

The walk looks at every byte below the office's folder, every part of every .docx and .xlsx, every
table of both databases, and everything that the commands print.
"""

import sqlite3
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.engine.desk import open_desk
from pipeline.engine.foreground import process
from pipeline.engine.papers import papers_of
from pipeline.register.entry import case_of_submission, earlier_cases
from pipeline.settings import Settings
from pipeline.text.unicode import fold
from tests.faults.running import ROOT, dropped, running, said, start, wait_for
from tests.papers import (
    COMPLAINT,
    DENOUNCER,
    DENOUNCER_ADDRESS,
    DENOUNCER_FILE,
    DENOUNCER_ID,
    DENOUNCER_PHONE,
    DENUNCIATION,
)

MAY_CARRY = "thong-bao-tiep-nhan.docx"
_CLEAR = [
    DENOUNCER,
    DENOUNCER.upper(),
    fold(DENOUNCER),
    DENOUNCER_ID,
    DENOUNCER_PHONE,
    DENOUNCER_PHONE.replace(".", ""),
    DENOUNCER_ADDRESS,
    fold(DENOUNCER_ADDRESS),
    DENOUNCER_FILE.removesuffix(".txt"),
    "Lo Thi May",
]
PLANTED = sorted({form for text in _CLEAR for form in (text, unicodedata.normalize("NFD", text))})


def found_in(data: bytes) -> list[str]:
    """The planted values in some bytes, as UTF-8, UTF-16 or escaped JSON."""
    return [
        value
        for value in PLANTED
        if value.encode() in data
        or value.encode("utf-16-le") in data
        or value.encode("unicode_escape") in data
    ]


def places(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below the folder, its name, and every part of what is a package."""
    for path in sorted(folder.rglob("*")):
        yield f"name of {path}", str(path.relative_to(folder)).encode("utf-8", "replace")
        if path.is_file():
            yield str(path), path.read_bytes()
            if path.suffix in (".docx", ".xlsx"):
                with zipfile.ZipFile(path) as package:
                    yield from (
                        (f"{path}!{part}", package.read(part)) for part in package.namelist()
                    )
            if path.suffix == ".sqlite":
                yield str(path), "\n".join(sqlite3.connect(path).iterdump()).encode()


def donthu(settings: Settings, *arguments: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli.main import main; main()", *arguments],
        env={"DONTHU_HOME": str(settings.home), "PATH": "/usr/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done.stdout + done.stderr


def leaks(settings: Settings, *, but: str = "") -> list[str]:
    return [
        f"{place}: {found}"
        for place, data in places(settings.home)
        if (found := found_in(data)) and not (but and but in place)
    ]


@pytest.fixture
def denounced(office: Settings) -> Settings:
    """The office after the real service took the planted denunciation."""
    with running(office):
        (office.inbox / DENOUNCER_FILE).write_text(DENUNCIATION, "utf-8")
        wait_for(lambda: "case.done" in said(office))
    assert not dropped(office)
    return office


def test_the_denouncer_is_in_no_place_but_her_receipt(denounced: Settings) -> None:
    assert leaks(denounced, but=MAY_CARRY) == []
    [receipt] = denounced.outbox.rglob(MAY_CARRY)
    with zipfile.ZipFile(receipt) as package:
        carrying = [part for part in package.namelist() if found_in(package.read(part))]
    assert carrying == ["word/document.xml"], "in its text, not in its properties or comments"


def test_the_denouncer_is_in_nothing_that_commands_print(denounced: Settings) -> None:
    for suffix in ("xlsx", "csv", "json"):
        donthu(denounced, "register", "export", str(denounced.home / f"out.{suffix}"))
        assert (denounced.home / f"out.{suffix}").exists()
    printed = [
        donthu(denounced, *arguments)
        for arguments in (
            ("register", "list"),
            ("register", "list", "--json"),
            ("register", "list", "--failed"),
            ("register", "search", "Lò", "Thị", "Mẩy", "--json"),
            ("register", "search", DENOUNCER_ID),
            ("register", "show", "2026-000001"),
            ("register", "show", "2026-000001", "--json"),
            ("draft", "2026-000001", "phieu-de-xuat-thu-ly"),
            ("process", str(denounced.home / "donthu.toml")),
            ("doctor",),
        )
    ]
    assert [found_in(text) for text in printed] == [[] for _ in printed]
    assert b"2026-000001" in printed[0], "the case itself is listed"
    assert b"2026-000001" not in printed[3], "her name finds nothing"
    assert leaks(denounced, but=MAY_CARRY) == []


def test_the_gate_opens_for_a_named_reader_and_writes_it_down(denounced: Settings) -> None:
    shown = donthu(denounced, "register", "show", "2026-000001", "--json", "--as", "Trần Thị Soát")
    assert DENOUNCER.encode() in shown
    assert DENOUNCER_FILE.encode() in shown
    log = sqlite3.connect(denounced.data / "register.sqlite").execute(
        "SELECT DISTINCT reader, owner FROM access_log ORDER BY reader"
    )
    assert ("Trần Thị Soát", "2026-000001") in log.fetchall()
    assert leaks(denounced, but=MAY_CARRY) == []


def test_no_join_leads_from_an_open_case_to_the_denouncer(office: Settings) -> None:
    """She complains in the open first; her name stands there, and must not lead to her secret."""
    open_paper, secret_paper = office.home / "mot.txt", office.home / "hai.txt"
    open_paper.write_text(COMPLAINT.replace("Nguyễn Văn Thử", DENOUNCER), "utf-8")
    secret_paper.write_text(DENUNCIATION, "utf-8")
    with open_desk(office) as desk:
        digests = [process(desk, paper).digest for paper in (open_paper, secret_paper)]
        with desk.transaction() as session:
            numbers = [case_of_submission(session, digest) for digest in digests]
            found = earlier_cases(session, desk.keys, papers_of(desk, digests[1]).main_findings)
    assert [case.number for case in found if case.same_petitioner] == numbers
    with sqlite3.connect(office.data / "register.sqlite") as register:
        for join in (
            "SELECT 1 FROM person a JOIN person b ON a.match_key = b.match_key"
            " AND a.case_number != b.case_number AND a.match_key != ''",
            'SELECT 1 FROM "case" a JOIN "case" b ON a.contested_key = b.contested_key'
            " AND a.number != b.number AND a.contested_key != ''",
        ):
            assert register.execute(join).fetchall() == []


@pytest.mark.parametrize("point", ["error_in_read", "error_in_extract", "error_in_register"])
def test_an_error_that_quotes_the_paper_is_not_passed_on(office: Settings, point: str) -> None:
    (office.inbox / DENOUNCER_FILE).write_text(DENUNCIATION, "utf-8")
    service = start(office, point)
    try:
        wait_for(lambda: (office.inbox / "_loi").exists() and not dropped(office))
    finally:
        service.terminate()
        service.wait(30)
    assert "ValueError" in said(office), "the error is told by its class"
    assert leaks(office, but="_loi") == [], "the clerk's own file aside"
