"""``donthu deadline``, ``calendar`` and ``case event`` as a clerk and a script meet them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.cli import main
from pipeline.cli.clock_words import left_words, working
from pipeline.law.calendar import OFFICE_FILE, national
from pipeline.settings import Settings
from tests.law.test_deadlines import FIXED, day_of
from tests.papers import COMPLAINT

BY = ("--as", "Trần Thị Soát")


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def donthu(
    office: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run a command in this process, in the office's folder."""
    monkeypatch.setenv("DONTHU_HOME", str(office.home))

    def run(*arguments: str) -> Done:
        status = main._run(list(arguments))
        return Done(status, *capsys.readouterr())

    return run


@pytest.fixture
def said(donthu: Run) -> Callable[..., Any]:
    def run(*arguments: str) -> Any:
        done = donthu(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture
def case(donthu: Run, tmp_path: Path) -> str:
    """The number of a complaint that arrived on 04/9/2026."""
    paper = tmp_path / "đơn.txt"
    paper.write_text(COMPLAINT, "utf-8")
    done = donthu("process", str(paper), "--arrived", "2026-09-04", "--source", "post")
    assert done.returncode == 0, done.stderr
    return "2026-000001"


def test_rules_have_what_the_contract_names(donthu: Run, said: Callable[..., Any]) -> None:
    rules = said("deadline", "rules")
    assert set(FIXED) <= {rule["id"] for rule in rules}
    for rule in rules:
        assert {"id", "article", "unit", "length", "valid_from", "valid_to", "certainty"} <= set(
            rule
        )
    words = donthu("deadline", "rules").stdout
    assert "07 ngày làm việc, tính từ ngày nhận được đơn" in words
    assert "trước ít nhất 05 ngày" in words


def test_compute_prints_what_the_contract_names(said: Callable[..., Any]) -> None:
    found = said("deadline", "compute", "complaint.accept", "--from", "2026-08-27")
    assert found["rule"] == "complaint.accept" and found["version"] == "2026-07-01"
    assert (found["from"], found["unit"], found["length"]) == ("2026-08-27", "working_day", 7)
    assert (found["due"], found["provisional"]) == ("2026-09-10", True)
    assert found["also"] == [{"due": "2026-09-07", "article": "Điều 27 Luật Khiếu nại"}]
    assert found["off_days"][0] == {"date": "2026-08-29", "reason": "thứ Bảy"}


@pytest.mark.parametrize(
    ("arguments", "due", "status"),
    [
        ("complaint.settle.first --from 2026-09-14 --remote --complex", "2026-11-13", 0),
        ("complaint.settle.first --from 14/09/2026 --very-complex", "2026-10-29", 0),
        ("denunciation.register --from 2026-09-07 --several-places", "2026-09-21", 0),
        ("denunciation.settle --from 2026-09-07 --complex --extend 1", "2026-11-06", 0),
        ("denunciation.settle --from 2026-09-07 --extend 2", "2026-12-07", 0),
        ("report.due --from 2026-12-14", "2026-12-17", 0),
        ("denunciation.settle --from 2026-09-07 --extend 3", None, 2),
        ("complaint.never --from 2026-09-07", None, 1),
        ("complaint.accept --from 2011-09-07", None, 1),
        ("complaint.accept --from hôm-qua", None, 2),
        ("complaint.accept", None, 2),
    ],
)
def test_compute(donthu: Run, arguments: str, due: str | None, status: int) -> None:
    done = donthu("deadline", "compute", *arguments.split(), "--json")
    assert done.returncode == status, done.stderr
    assert (json.loads(done.stdout)["due"] if due else None) == due


def test_the_working_day_by_day(donthu: Run) -> None:
    told = donthu("deadline", "compute", "complaint.accept", "--from", "2026-08-29")
    lines = [line.strip() for line in told.stdout.splitlines()]
    assert "Hạn: thứ Sáu 11/09/2026" in lines
    assert "Ngày thứ nhất: thứ Năm 03/09/2026." in lines, "the first day that is counted"
    assert "thứ Tư 02/09/2026: Quốc khánh" in lines
    assert "Chủ nhật 06/09/2026" in lines
    assert "Theo Điều 27 Luật Khiếu nại: thứ Ba 08/09/2026." in lines
    assert any("Luật số 136/2025/QH15" in line for line in lines), "what nobody compared"


def test_an_event_moves_the_deadlines_and_explain_tells_it(
    donthu: Run, said: Callable[..., Any], case: str
) -> None:
    words = donthu("case", "event", case, "accepted", "--on", "2026-09-14", *BY).stdout
    assert "thụ lý, thứ Hai 14/09/2026" in words
    assert "QUÁ HẠN → thứ Ba 15/09/2026, đã làm, đúng hạn" in words
    effect = said("case", "event", case, "suspended", "--on", "2026-09-24", *BY)
    assert [d["rule"] for d in effect["deadlines"]] == [
        "complaint.settle.first",
        "complaint.stop.send",
    ]
    told = donthu("deadline", "explain", case).stdout
    assert "còn 20 ngày kể từ ngày tiếp tục" in told
    found = said("deadline", "explain", case)
    states = {d["rule"]: d["state"] for d in found["deadlines"]}
    assert states["complaint.accept"] == "met"
    assert states["complaint.settle.first"] == "suspended"
    listed = said("deadline", "list", "--state", "suspended")
    assert [(one["case"], one["rule"]) for one in listed] == [(case, "complaint.settle.first")]
    late = donthu("deadline", "list", "--state", "late").stdout
    assert "Gửi quyết định tạm đình chỉ" in late and "quá " in late


def test_an_event_needs_a_day_a_name_and_a_known_word(donthu: Run, case: str) -> None:
    assert donthu("case", "event", case, "accepted", *BY).returncode == 2
    refused = donthu("case", "event", case, "foo", "--on", "2026-09-14", *BY)
    assert refused.returncode == 1 and "donthu case event" in refused.stderr
    known = donthu("case", "event", case).stdout
    assert "accepted" in known and "concluded" not in known
    bad = donthu("deadline", "list", "--state", "soonish")
    assert bad.returncode == 2 and "suspended" in bad.stderr


def test_a_year_is_confirmed_and_a_swapped_day_is_shown_before_it_is_applied(
    donthu: Run, said: Callable[..., Any], case: str, office: Settings
) -> None:
    year = said("calendar", "show", "2026")
    assert (year["confirmed"], year["working_days"]) == (False, 249)
    assert {"date": "2026-09-02", "reason": "Quốc khánh", "source": None} in year["off_days"]
    assert [day["date"] for day in year["worked"]] == ["2026-01-10", "2026-08-22"]
    confirmed = said("calendar", "confirm", "2026", *BY)
    assert confirmed == {"year": 2026, "confirmed_by": BY[1], "new": True, "restated": 1}
    assert BY[1] in donthu("calendar", "show", "2026").stdout
    (office.home / OFFICE_FILE).write_text(
        '[[off]]\ndate = 2026-09-09\nreason = "Bão số 5"\n', "utf-8"
    )
    shown = donthu("deadline", "recompute").stdout
    assert "15/09/2026 → 16/09/2026" in shown and "Chưa ghi gì" in shown
    assert said("deadline", "explain", case)["deadlines"][0]["due"] == "2026-09-15"
    assert donthu("deadline", "recompute", "--apply").returncode == 2
    applied = said("deadline", "recompute", "--apply", *BY)
    assert (len(applied["moved"]), applied["applied"]) == (1, True)
    (accept,) = said("deadline", "explain", case)["deadlines"]
    assert accept["due"] == "2026-09-16"
    assert {"date": "2026-09-09", "reason": "Bão số 5"} in accept["off_days"]
    (office.home / OFFICE_FILE).write_text("[[off]]\n", "utf-8")
    broken = donthu("deadline", "recompute")
    assert broken.returncode == 2 and OFFICE_FILE in broken.stderr


def test_how_far_a_deadline_is() -> None:
    calendar = national()
    assert left_words(day_of("2026-09-16"), day_of("2026-09-11"), calendar) == "còn 3 ngày làm việc"
    assert left_words(day_of("2026-09-16"), day_of("2026-09-16"), calendar) == "hôm nay"
    assert left_words(day_of("2026-09-16"), day_of("2026-09-18"), calendar) == "quá 2 ngày"


def test_a_working_of_an_older_register_is_told_too() -> None:
    """Rows of the first version lack the newer fields until they are counted again."""
    old = {
        "article": "Điều 27 Luật Khiếu nại",
        "certainty": "S",
        "unit": "day",
        "length": 10,
        "start": "2026-06-01",
        "start_event": "ngày nhận được đơn khiếu nại",
        "due": "2026-06-11",
        "off_days": [],
        "also": [],
        "provisional_reasons": [],
    }
    assert next(iter(working(old))) == "10 ngày, Điều 27 Luật Khiếu nại [S]"
