"""Events as people record them: deadlines move, history is written, what can't be is refused."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from pipeline.engine.clock import mark, office_settings, recompute
from pipeline.engine.desk import Desk, open_desk
from pipeline.engine.events import events_for, record_event, undo_event
from pipeline.engine.foreground import process
from pipeline.errors import StateSecret, UnfitEvent, UnknownCase, UnknownEvent
from pipeline.register.clock import confirm_year
from pipeline.register.models import Deadline
from pipeline.register.views import case_view
from pipeline.settings import Settings
from pipeline.triage.proposal import Facts
from tests.papers import COMPLAINT, DENOUNCER, DENUNCIATION

WHO = "Trần Thị Soát"
NUMBER = "2026-000001"
ARRIVED = date(2026, 9, 4)


@pytest.fixture
def desk(office: Settings, tmp_path: Path) -> Iterator[Desk]:
    paper = tmp_path / "khiếu nại.txt"
    paper.write_text(COMPLAINT, "utf-8")
    with open_desk(office) as desk:
        process(desk, paper, given=Facts(ARRIVED, False, "post", False))
        yield desk


def view(desk: Desk, number: str = NUMBER) -> dict[str, Any]:
    with desk.transaction() as session:
        return case_view(session, number, desk.gate, None)


def standing(desk: Desk) -> dict[str, tuple[str, str]]:
    return {d["rule"]: (d["due"], d["state"]) for d in view(desk)["deadlines"]}


def test_from_acceptance_to_decision(desk: Desk) -> None:
    (accept, settle) = record_event(desk, NUMBER, "accepted", date(2026, 9, 14), WHO)
    assert (accept.rule, accept.state_before, accept.state) == ("complaint.accept", "late", "met")
    assert (settle.rule, settle.due_before, settle.due) == (
        "complaint.settle.first",
        None,
        date(2026, 10, 14),
    )
    record_event(desk, NUMBER, "suspended", date(2026, 9, 24), WHO)
    assert standing(desk)["complaint.settle.first"] == ("2026-10-14", "suspended")
    record_event(desk, NUMBER, "resumed", date(2026, 10, 12), WHO)
    assert standing(desk)["complaint.settle.first"] == ("2026-11-02", "late")
    record_event(desk, NUMBER, "decided", date(2026, 11, 3), WHO)
    assert standing(desk)["complaint.settle.first"] == ("2026-11-02", "met_late")
    shown = view(desk)
    first = shown["events"][0]
    assert (first["event"], first["on"], first["who"]) == ("accepted", "2026-09-14", WHO)
    said = {(h["who"], h["what"]) for h in shown["history"]}
    assert (WHO, "event.accepted.happened_on") in said
    assert (WHO, "deadline.complaint.settle.first.due") in said
    settle_view = next(d for d in shown["deadlines"] if d["rule"] == "complaint.settle.first")
    assert settle_view["pauses"] == [
        {"begin": "2026-09-24", "end": "2026-10-12", "reason": "tạm đình chỉ"}
    ]
    assert {"start_event", "rule", "article", "off_days", "due", "state", "start"} <= set(
        settle_view
    )


def test_an_event_taken_back_leaves_the_history(desk: Desk) -> None:
    before = standing(desk)
    record_event(desk, NUMBER, "accepted", date(2026, 9, 14), WHO)
    undo_event(desk, NUMBER, "accepted", date(2026, 9, 14), WHO)
    assert standing(desk) == before
    assert view(desk)["events"] == []
    assert "event.accepted.removed" in {h["what"] for h in view(desk)["history"]}
    with pytest.raises(UnfitEvent):
        undo_event(desk, NUMBER, "accepted", date(2026, 9, 14), WHO)


REFUSED = [
    ("never", date(2026, 9, 14), None, UnknownEvent, "donthu case event 2026-000001"),
    ("received", date(2026, 9, 14), None, UnknownEvent, "2026-000001"),
    ("concluded", date(2026, 9, 14), None, UnknownEvent, "2026-000001"),
    ("accepted", date(2099, 9, 14), None, UnfitEvent, "tương lai"),
    ("accepted", date(2026, 9, 3), None, UnfitEvent, "arrived_on"),
    ("accepted", date(2026, 9, 14), 10, UnfitEvent, "không có số ngày"),
    ("resumed", date(2026, 9, 14), None, UnfitEvent, "tạm đình chỉ"),
]


def test_what_can_t_be_is_refused(desk: Desk) -> None:
    for code, on, days, error, said in REFUSED:
        with pytest.raises(error) as caught:
            record_event(desk, NUMBER, code, on, WHO, days=days)
        assert said in str(caught.value), code
    assert view(desk)["events"] == []


def test_an_event_is_recorded_once(desk: Desk) -> None:
    record_event(desk, NUMBER, "accepted", date(2026, 9, 14), WHO)
    with pytest.raises(UnfitEvent):
        record_event(desk, NUMBER, "accepted", date(2026, 9, 14), WHO)
    with pytest.raises(UnknownCase):
        record_event(desk, "2026-000009", "accepted", date(2026, 9, 14), WHO)


def test_an_event_before_the_paper_or_ahead_of_today(desk: Desk) -> None:
    record_event(desk, NUMBER, "decision_known", date(2026, 8, 5), WHO)
    record_event(desk, NUMBER, "dialogue_planned", date(2099, 9, 14), WHO)
    assert standing(desk)["complaint.dialogue.notice"] == ("2099-09-09", "due")


def test_the_document_is_kept_and_a_state_secret_is_not(desk: Desk, tmp_path: Path) -> None:
    paper = tmp_path / "quyết định của bà Mẩy.txt"
    paper.write_text("QUYẾT ĐỊNH\nVề việc thụ lý\n", "utf-8")
    record_event(desk, NUMBER, "accepted", date(2026, 9, 14), WHO, document=paper)
    (event,) = view(desk)["events"]
    assert desk.store.original(event["document"]) == paper.read_bytes()
    assert "Mẩy" not in str(view(desk)["events"]), "the file's name is not kept"
    secret = tmp_path / "mật.txt"
    secret.write_text(
        "ỦY BAN NHÂN DÂN\nTỈNH ĐỒNG NAI\n\nTỐI MẬT\n\nSố: 01/BC-UBND\n\nBÁO CÁO\n", "utf-8"
    )
    with pytest.raises(StateSecret):
        record_event(desk, NUMBER, "notified", date(2026, 9, 15), WHO, document=secret)
    assert [e["event"] for e in view(desk)["events"]] == ["accepted"]


def test_of_a_denunciation_the_clock_names_nobody(desk: Desk, tmp_path: Path) -> None:
    paper = tmp_path / "tố cáo.txt"
    paper.write_text(DENUNCIATION, "utf-8")
    process(desk, paper, given=Facts(ARRIVED, False, "post", False))
    number = "2026-000002"
    effects = record_event(desk, number, "accepted", date(2026, 9, 10), WHO)
    assert {effect.rule for effect in effects} >= {"denunciation.settle", "denunciation.notify"}
    assert DENOUNCER not in str(effects) + str(view(desk, number)["deadlines"])
    assert "decided" not in events_for("denunciation") and "extended" in events_for("denunciation")


def test_a_year_confirmed_in_the_register_counts(desk: Desk) -> None:
    assert view(desk)["deadlines"][0]["provisional"]
    with desk.transaction(WHO) as session:
        confirm_year(session, 2026, WHO)
        assert office_settings(desk, session).law.confirmed_calendars == (2026,)
    recompute(desk, who=WHO, apply=True)
    assert not view(desk)["deadlines"][0]["provisional"]
    record_event(desk, NUMBER, "accepted", date(2026, 9, 14), WHO)
    assert not any(d["provisional"] for d in view(desk)["deadlines"])


def test_the_nightly_mark_is_told_once(desk: Desk) -> None:
    first, standing_now = mark(desk)
    assert (first, standing_now) == ({}, {"soon": 0, "late": 1}), "late on entering, marked so"
    with desk.transaction() as session:
        session.execute(update(Deadline).values(state="due"))
    changed, standing_now = mark(desk)
    assert [one.rule for one in changed["late"]] == ["complaint.accept"]
    assert standing_now == {"soon": 0, "late": 1}
    assert mark(desk)[0] == {}
