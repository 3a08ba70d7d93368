"""Which periods run in a case, from which event, and how they stand on a day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.law.calendar import national
from pipeline.law.deadlines import Deadline
from pipeline.triage.clock import Hand, State, complexity, deadlines, hand_of, state_of
from pipeline.triage.proposal import CaseEvent, Facts
from tests.triage.made import FACTS, SETTINGS

HAND = hand_of(SETTINGS)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def facts(*events: str, arrived: str = "09-07", **more: Any) -> Facts:
    """Events as «accepted 09-10» or «extended 10-01 20»."""
    found: list[CaseEvent] = []
    for event in events:
        code, on, *days = event.split()
        found.append(CaseEvent(code, day(on), int(days[0]) if days else None))
    return replace(FACTS, arrived_on=day(arrived), events=tuple(found), **more)


def running(
    kind: Any, known: Facts, *, competence: Any = "competent", instance: str = "", hand: Hand = HAND
) -> dict[str, Deadline]:
    found = deadlines(kind, competence, known, hand, instance=instance)
    return {
        deadline.rule
        if deadline.start_code in ("received", "accepted")
        else f"{deadline.rule} {deadline.start_code}": deadline
        for deadline, _ in found
    }


def due(found: dict[str, Deadline]) -> dict[str, str]:
    return {rule: deadline.due.isoformat()[5:] for rule, deadline in found.items()}


def test_a_complaint_from_its_arrival_to_its_effect() -> None:
    known = facts(
        "accepted 09-14", "decided 10-12", "decision_sent 10-14", "decision_received 10-16"
    )
    found = running("complaint", known)
    assert due(found) == {
        "complaint.accept": "09-16",
        "complaint.settle.first": "10-14",
        "complaint.decision.send.first decided": "10-15",
        "complaint.effect decided": "11-11",
        "complaint.next decision_received": "11-16",
    }
    assert [found[r].met_on for r in list(found)[:3]] == [day("09-14"), day("10-12"), day("10-14")]
    assert found["complaint.effect decided"].nature == "term"


@pytest.mark.parametrize(
    ("instance", "known", "rule", "last"),
    [
        ("", {}, "complaint.settle.first", "10-14"),
        ("first", {"remote": True}, "complaint.settle.first", "10-29"),
        ("first", {"criteria": ("a",)}, "complaint.settle.first", "10-29"),
        ("first", {"criteria": ("a", "c"), "remote": True}, "complaint.settle.first", "11-13"),
        ("second", {}, "complaint.settle.second", "10-29"),
        ("second", {"criteria": ("đ",)}, "complaint.settle.second", "11-13"),
        ("second", {"remote": True}, "complaint.settle.second", "11-13"),
        ("second", {"remote": True, "criteria": ("g",)}, "complaint.settle.second", "11-23"),
        ("second", {"instance": "first"}, "complaint.settle.first", "10-14"),
        ("", {"discipline": True, "criteria": ("a",)}, "discipline.settle", "10-29"),
    ],
)
def test_what_people_find_decides_the_length(
    instance: str, known: dict[str, Any], rule: str, last: str
) -> None:
    found = running("complaint", facts("accepted 09-14", **known), instance=instance)
    assert due(found)[rule] == last
    settling = {name for name in found if ".settle" in name}
    assert settling == {rule}


def test_a_denunciation_and_its_extensions() -> None:
    plain = running("denunciation", facts("accepted 09-14"))
    assert due(plain) == {
        "denunciation.register": "09-16",
        "denunciation.notify": "09-21",
        "denunciation.settle": "10-14",
    }
    extended = facts("accepted 09-14", "extended 10-10", "extended 11-10 10")
    lawful = running("denunciation", replace(extended, criteria=("a", "b")))
    assert due(lawful)["denunciation.settle"] == "11-23"
    once = running("denunciation", replace(extended, criteria=("a",)))
    assert due(once)["denunciation.settle"] == "11-13"
    assert "Chưa tính 01 lần gia hạn" in once["denunciation.settle"].notes[-1]
    assert due(running("denunciation", extended))["denunciation.settle"] == "10-14"


def test_the_second_grade_of_complexity_is_for_denunciations() -> None:
    assert complexity("denunciation", 2) == complexity("mixed", 2) == "very_complex"
    assert complexity("complaint", 2) == "complex"
    assert complexity("recommendation", 2) == complexity("denunciation", 0) == ""


def test_who_sent_it_and_where_it_belongs() -> None:
    def rules(kind: Any, competence: Any, source: Any) -> list[str]:
        return list(running(kind, facts(source=source), competence=competence))

    assert rules("denunciation", "unknown", "post") == [
        "denunciation.register",
        "denunciation.transfer",
    ]
    assert rules("denunciation", "not_competent", "forwarded") == [
        "denunciation.transfer",
        "denunciation.forwarder",
    ]
    assert rules("recommendation", "competent", "direct") == [
        "recommendation.reply",
        "reception.reply",
        "reception.outer",
    ]
    assert rules("mixed", "competent", "post") == ["complaint.accept", "denunciation.register"]
    assert rules("official", "unknown", "direct") == rules("other", "unknown", "post") == []
    told = facts("replied 09-10", source="forwarded")
    assert "reception.forwarder replied" in running("recommendation", told)
    several = running("denunciation", facts(several_places=True))
    assert due(several)["denunciation.register"] == "09-21"


def test_time_stands_still_while_the_settlement_is_suspended() -> None:
    stopped = running("complaint", facts("accepted 09-14", "suspended 09-24"))
    settle = stopped["complaint.settle.first"]
    assert (settle.suspended_on, settle.left) == (day("09-24"), 20)
    resumed = running("complaint", facts("accepted 09-14", "suspended 09-24", "resumed 10-12"))
    settle = resumed["complaint.settle.first"]
    assert settle.suspended_on is None
    assert settle.due == day("11-02"), "20 days after 12/10 is Sunday 01/11"
    assert due(resumed)["complaint.stop.send resumed"] == "10-15"
    assert due(resumed)["complaint.accept"] == due(stopped)["complaint.accept"], "it ran before"


def test_obstacles_lengthen_the_time_limit() -> None:
    known = facts("decision_known 05-04", "obstacle_began 06-01", "obstacle_ended 06-11")
    limit = running("complaint", known)["complaint.time_limit decision_known"]
    assert (limit.due, limit.met_on) == (day("08-12"), day("09-07")), "90 days and 10, but later"


def test_what_is_counted_backwards_is_met_by_what_came_before() -> None:
    early = running("complaint", facts("dialogue_announced 09-08", "dialogue_planned 09-21"))
    notice = early["complaint.dialogue.notice dialogue_planned"]
    assert (notice.due, notice.met_on) == (day("09-16"), day("09-08"))
    late = running("complaint", facts("dialogue_planned 09-21", "dialogue_announced 09-22"))
    assert late["complaint.dialogue.notice dialogue_planned"].met_on is None


def test_the_end_of_the_case_ends_every_duty_but_its_own() -> None:
    found = running("denunciation", facts("accepted 09-14", "closed 09-30"))
    assert found["denunciation.settle"].met_on == day("09-30")
    assert found["archive.hand_over closed"].met_on is None
    assert found["archive.hand_over closed"].due == date(2027, 9, 30)


def test_unfinished_denunciations_follow_the_law_of_july() -> None:
    open_ = running("denunciation", facts("accepted 06-20", arrived="06-10"))
    ended = running("denunciation", facts("accepted 06-20", "concluded 06-29", arrived="06-10"))
    assert open_["denunciation.settle"].version == "2026-07-01"
    assert ended["denunciation.settle"].version == "2019-01-01"
    complaint = running("complaint", facts("accepted 06-20", arrived="06-10"))
    assert complaint["complaint.accept"].version == "2012-07-01"
    assert complaint["complaint.settle.first"].version == "2012-07-01"


def test_an_assumed_arrival_makes_only_its_own_periods_provisional() -> None:
    found = running("complaint", facts("accepted 09-14", arrival_assumed=True))
    assert found["complaint.accept"].provisional
    assert "giả định" in found["complaint.accept"].provisional_reasons[0]
    assert not found["complaint.settle.first"].provisional


def test_the_office_s_own_numbers_and_level() -> None:
    own = replace(HAND, lengths=(("recommendation_working_days", 5),))
    reply = running("recommendation", facts(), hand=own)["recommendation.reply"]
    assert reply.due == day("09-14")
    province = replace(HAND, level="province")
    submitted = facts("submitted 09-07")
    assert due(running("complaint", submitted, hand=province)) == {
        "complaint.accept": "09-16",
        "file.return.province submitted": "09-10",
    }
    assert "file.opinion submitted" in running("complaint", submitted)


def test_an_event_recorded_twice_starts_one_period() -> None:
    found = deadlines("complaint", "competent", facts("accepted 09-14", "accepted 09-14"), HAND)
    assert [d.rule for d, _ in found] == ["complaint.accept", "complaint.settle.first"]


@pytest.mark.parametrize(
    ("nature", "met_on", "suspended", "today", "state"),
    [
        ("duty", None, False, "09-10", "due"),
        ("duty", None, False, "09-11", "soon"),
        ("duty", None, False, "09-16", "soon"),
        ("duty", None, False, "09-17", "late"),
        ("duty", "09-16", False, "12-01", "met"),
        ("duty", "09-17", False, "12-01", "met_late"),
        ("duty", None, True, "12-01", "suspended"),
        ("duty", "09-10", True, "12-01", "met"),
        ("term", None, False, "09-16", "due"),
        ("term", None, False, "09-17", "over"),
        ("minimum", None, False, "09-17", "over"),
        ("minimum", "09-16", False, "12-01", "met_late"),
        ("minimum", "09-17", False, "12-01", "met"),
    ],
)
def test_states(nature: Any, met_on: str | None, suspended: bool, today: str, state: State) -> None:
    met = day(met_on) if met_on else None
    assert state_of(nature, day("09-16"), day("09-11"), met, suspended, day(today)) == state


def test_near_is_told_in_working_days() -> None:
    accept = running("complaint", facts())["complaint.accept"]
    assert (accept.due, accept.soon_on) == (day("09-16"), day("09-11")), "over a weekend"
    assert national().is_working_day(accept.soon_on)
