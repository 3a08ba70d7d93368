"""What can be recorded of a case: fields and values, and how a person's word lands in the paper."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.law.decision_table import all_conditions, all_signs
from pipeline.triage import propose, recorded
from pipeline.triage.corrections import corrected
from pipeline.triage.proposal import Condition, Proposal
from tests.triage.made import FACTS, SETTINGS, made, reference, value


@pytest.mark.parametrize(
    ("field", "given_value", "kept"),
    [
        ("serious_damage", "yes", "yes"),
        ("serious_damage", "Có", "yes"),
        ("serious_damage", "unknown", ""),
        ("kind", "denunciation", "denunciation"),
        ("other_law", "tax", "tax"),
        ("criteria", "c, a", "a,c"),
        ("criteria", "Đ d", "d,đ"),
        ("competent_body", "  Sở  Xây dựng ", "Sở Xây dựng"),
        ("condition.in_time", "failed", "failed"),
        ("condition.in_time", "unknown", ""),
        ("petitioner.address", "ấp 4", "ấp 4"),
        ("petitioner.2.name", "Lò Văn Bảy", "Lò Văn Bảy"),
        ("petitioner.birth", "2/3/1962", "1962-03-02"),
        ("petitioner.birth", "1962", "1962"),
        ("written_on", "2026-09", "2026-09"),
        ("signatures", "07", "7"),
        ("source", "direct", "direct"),
    ],
)
def test_a_value_is_kept(field: str, given_value: str, kept: str) -> None:
    assert recorded.read(field, given_value) == kept


@pytest.mark.parametrize(
    ("field", "given_value", "says"),
    [
        ("nonsense", "x", "serious_damage"),
        ("fit", "whole", "serious_damage"),  # a sign that only the machine sets
        ("petitioner.shoe", "42", "petitioner"),
        ("petitioner.0.name", "A", "petitioner"),
        ("kind", "petition", "denunciation"),
        ("serious_damage", "maybe", "yes"),
        ("criteria", "a,z", "đ"),
        ("condition.in_time", "perhaps", "met"),
        ("condition.nothing", "met", "in_time"),
        ("petitioner.birth", "31/2/1990", "2014"),
        ("written_on", "2026-13", "2014"),
        ("signatures", "-1", "0"),
        ("petitioner.name", " ", "2000"),
        ("source", "unknown", "post"),
    ],
)
def test_what_cannot_be_recorded_is_answered_with_what_can(
    field: str, given_value: str, says: str
) -> None:
    with pytest.raises(recorded.NotAFact, match=says):
        recorded.read(field, given_value)


@given(st.sampled_from(recorded.fields()), st.text(max_size=30))
def test_any_text_is_kept_or_refused(field: str, text: str) -> None:
    try:
        kept = recorded.read(field, text)
    except recorded.NotAFact as refusal:
        assert refusal.known
    else:
        assert kept == "" or recorded.read(field, kept) == kept


def test_every_question_names_a_field_that_can_be_answered() -> None:
    for sign in all_signs().values():
        if sign.type in ("yes_no", "choice"):
            known = next(value for value in sign.values if value != "seen")
            assert recorded.read(sign.id, known)
    for condition in all_conditions():
        assert recorded.read(f"condition.{condition}", "met") == "met"


def test_corrections_take_the_place_of_what_was_read() -> None:
    paper = made("complaint", "missing.address")
    person = {
        "kind": "recommendation",
        "petitioner.name": "Lò Thị Sương",
        "petitioner.2.name": "Lò Văn Bảy",
        "petitioner.4.name": "nobody before him",
        "respondent.name": "Trần Giả",
        "written_on": "2026-08",
        "signatures": "3",
    }
    mended = corrected(paper, person)
    assert (mended.kind.value, mended.kind.confidence) == ("recommendation", 1.0)
    names = [party.name.value for party in mended.fields.petitioners if party.name]
    assert names == ["Lò Thị Sương", "Lò Văn Bảy"]
    assert mended.fields.petitioners[0].address == paper.fields.petitioners[0].address
    assert [p.role for p in mended.fields.respondents] == ["respondent"]
    assert mended.fields.signatures and mended.fields.signatures.value == 3
    assert mended.fields.written_on and mended.fields.written_on.value == "2026-08"
    assert corrected(paper, {}) is paper


def in_time(proposal: Proposal) -> Condition:
    return next(c for c in proposal.conditions if c.id == "in_time")


@pytest.mark.parametrize(
    ("signed", "kind", "instance", "state"),
    [
        ("2026-08-01", "complaint", None, "met"),
        ("2026-06-09", "complaint", None, "met"),  # the 90th day
        ("2026-06-08", "complaint", None, "unknown"),  # handed over later, perhaps
        ("2026-08-08", "complaint", "second", "met"),  # the 30th
        ("2026-08-07", "complaint", "second", "unknown"),
        ("2026-08-23", "discipline", None, "met"),  # the 15th
        ("2026-08-22", "discipline", None, "unknown"),
        ("2026-10-01", "complaint", None, "unknown"),  # signed after the paper came
        ("2026-08", "complaint", None, "unknown"),
        (None, "complaint", None, "unknown"),
    ],
)
def test_in_time_is_met_only_where_no_day_of_receipt_could_change_it(
    signed: str | None, kind: str, instance: str | None, state: str
) -> None:
    paper = made(
        "complaint",
        contested=(value("Quyết định số 12/QĐ-UBND", 3),),
        instance=value(instance) if instance else None,
    )
    named = replace(reference("Ủy ban nhân dân xã Bình Minh", 3), date=signed)
    facts = replace(FACTS, discipline=kind == "discipline")
    proposal = propose(replace(paper, references=(named,)), facts, SETTINGS)
    assert in_time(proposal).state == state
    late = [f.count for f in proposal.flags if f.code == "filing_limit"]
    over = state == "unknown" and signed is not None and "2026-06" <= signed < "2026-09"
    assert bool(late) == (over and len(signed or "") == len("2026-08-01"))
    assert FACTS.arrived_on == date(2026, 9, 7)


def test_a_persons_tick_wins_and_says_so() -> None:
    facts = replace(FACTS, person={"condition.signature": "failed", "condition.in_time": "met"})
    proposal = propose(made("complaint"), facts, SETTINGS)
    ticked = {c.id: (c.state, c.by) for c in proposal.conditions if c.by == "person"}
    assert ticked == {"signature": ("failed", "person"), "in_time": ("met", "person")}
    assert proposal.route == "supplement"


def test_a_discipline_complaint_has_conditions_of_its_own() -> None:
    facts = replace(FACTS, discipline=True)
    proposal = propose(made("complaint", contested=(), respondents=()), facts, SETTINGS)
    asked = [c.id for c in proposal.conditions]
    assert "respondent" not in asked and "direct_interest" not in asked
    assert proposal.conditions[0].article == "Điều 49 Luật Khiếu nại"


def test_a_sealed_case_stays_secret_whatever_it_is_called() -> None:
    facts = replace(FACTS, sealed=True, person={"kind": "complaint"})
    proposal = propose(made("complaint", confidence=0.7), facts, SETTINGS)
    assert proposal.secret and proposal.route == "accept"
    assert "12/QĐ-UBND" not in str(proposal)
    assert all(c.evidence == () for c in proposal.conditions)
