"""The clock in the register: upgrades, rows that keep their place, states, the new count."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from pipeline.law.calendar import OFFICE_FILE
from pipeline.register import database
from pipeline.register.clock import (
    clock_facts,
    confirm_year,
    confirmed_years,
    deadline_rows,
    first_open,
    mark_states,
    set_deadlines,
    standing_deadlines,
    state_on,
)
from pipeline.register.history import acting, now
from pipeline.register.models import Case, Deadline, Event, History
from pipeline.register.recount import recount
from pipeline.settings import Settings
from pipeline.triage.clock import STATES, Hand, deadlines, hand_of
from pipeline.triage.proposal import CaseEvent, Facts

TODAY = date(2026, 11, 23)
WHO = "Trần Thị Soát"
KNOWN = Facts(date(2026, 11, 10), False, "post", False)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with database.sessions(engine)() as session:
        yield acting(session, WHO)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)


def case(number: str = "2026-000001", known: Facts = KNOWN, **more: Any) -> Case:
    values: dict[str, Any] = {
        "number": number,
        "registered_at": now(),
        "kind": "complaint",
        "secret": False,
        "arrived_on": known.arrived_on,
        "arrival_assumed": known.arrival_assumed,
        "source": known.source,
        "source_assumed": False,
        "competence": "competent",
        "route": "accept",
        "proposal": {},
        "clock": clock_facts(known),
        "events": [
            Event(
                case_number=number,
                code=e.code,
                happened_on=e.on,
                days=e.days,
                recorded_at=now(),
                who=WHO,
            )
            for e in known.events
        ],
    }
    return Case(**{**values, **more})


def counted(known: Facts, hand: Hand, kind: Any = "complaint") -> list[Any]:
    return [deadline for deadline, _ in deadlines(kind, "competent", known, hand)]


def told(session: Session) -> list[tuple[str, str, str, str]]:
    lines = session.scalars(select(History).order_by(History.id))
    return [(h.who, h.what, h.before, h.after) for h in lines if h.what.startswith("deadline")]


# Upgrading ------------------------------------------------------------------------------------


def test_a_register_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    engine = database.open_engine(f"sqlite:///{tmp_path / 'old.sqlite'}")
    config = Config()
    config.set_main_option(
        "script_location", (Path(database.__file__).parent / "migrations").as_posix()
    )
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO \"case\" VALUES ('2026-000001', '2026-11-10 01:00:00', 'complaint',"
                " 0, '2026-11-10', 0, 'post', 0, '', 'competent', 'accept', '', '{}')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO deadline VALUES (1, '2026-000001', 'complaint.accept', '2026-11-19',"
                " 0,"
                ' \'{"start": "2026-11-10", "also": [{"due": "2026-11-18", "article": "x"}]}\')'
            )
        )
    database.migrate(engine)
    with database.sessions(engine).begin() as session:
        row = session.scalars(select(Deadline)).one()
        assert (row.nature, row.start_code, row.state) == ("duty", "received", "due")
        assert (row.start_on, row.warn_on) == (date(2026, 11, 10), date(2026, 11, 18))
        assert state_on(row, date(2026, 11, 20)) == "late"
        old = session.scalars(select(Case)).one()
        assert (old.instance, old.clock, old.events) == ("", {}, [])
    with database.sessions(engine).begin() as session:
        hand = hand_of(Settings(home=tmp_path))
        again = recount(session, hand, TODAY, who=WHO, apply=True)
        assert (again.restated, again.moved) == (1, ()), "its working gets the newer fields"
    with database.sessions(engine).begin() as session:
        row = session.scalars(select(Deadline)).one()
        assert row.working["name"] and row.soon_on == date(2026, 11, 16)
    engine.dispose()


# Rows -----------------------------------------------------------------------------------------


def test_a_row_keeps_its_place_when_its_day_is_corrected(
    session: Session, settings: Settings
) -> None:
    hand = hand_of(settings)
    one = case()
    session.add(one)
    session.flush()
    set_deadlines(session, one, counted(KNOWN, hand))
    session.flush()
    first = one.deadlines[0].id
    later = replace(
        KNOWN, arrived_on=date(2026, 11, 12), events=(CaseEvent("accepted", date(2026, 11, 16)),)
    )
    set_deadlines(session, one, counted(later, hand))
    session.flush()
    assert [d.rule for d in one.deadlines] == ["complaint.accept", "complaint.settle.first"]
    assert one.deadlines[0].id == first
    assert (WHO, "deadline.complaint.accept.due", "2026-11-19", "2026-11-23") in told(session)
    set_deadlines(session, one, counted(KNOWN, hand))
    session.flush()
    assert [d.rule for d in one.deadlines] == ["complaint.accept"]
    assert told(session)[-1][1] == "deadline.complaint.settle.first.removed"


def test_the_first_duty_left(session: Session, settings: Settings) -> None:
    done = replace(KNOWN, events=(CaseEvent("accepted", date(2026, 11, 16)),))
    rows = deadline_rows(counted(done, hand_of(settings)), "2026-000001")
    first = first_open(rows, TODAY)
    assert first is not None and first.rule == "complaint.settle.first"
    stopped = replace(done, events=(*done.events, CaseEvent("suspended", date(2026, 11, 20))))
    rows = deadline_rows(counted(stopped, hand_of(settings)), "2026-000001")
    first = first_open(rows, TODAY)
    assert first is not None and first.rule == "complaint.stop.send"


def row(number: int, nature: str, met: date | None, state: str, due: date, soon: date) -> Deadline:
    return Deadline(
        id=number,
        case_number="2026-000001",
        rule=f"rule.{number}",
        nature=nature,
        start_code="received",
        start_on=date(2026, 11, 1),
        due=due,
        warn_on=due,
        soon_on=soon,
        met_on=met,
        state=state,
        provisional=False,
        working={},
    )


def test_the_lists_agree_with_the_states_of_every_row(session: Session) -> None:
    """Each condition of the query gives exactly the rows of which the state is told."""
    session.add(case())
    days = [TODAY + timedelta(n) for n in (-2, -1, 0, 1, 2)]
    rows = [
        row(n, nature, met, state, due, soon)
        for n, (nature, met, state, due, soon) in enumerate(
            product(("duty", "term", "minimum"), (None, *days), ("due", "suspended"), days, days),
            start=1,
        )
        if soon <= due
    ]
    session.add_all(rows)
    session.flush()
    listed: list[str] = []
    for state in STATES:
        found = {one.rule for one in standing_deadlines(session, TODAY, [state])}
        assert found == {r.rule for r in rows if state_on(r, TODAY) == state}, state
        listed += found
    assert len(listed) == len(rows) == len(set(listed))
    urgent = standing_deadlines(session, TODAY, ["late", "soon"], until=TODAY)
    assert [one.warn_on for one in urgent] == sorted(one.warn_on for one in urgent)
    assert max(one.warn_on for one in urgent) == TODAY


def test_each_night_the_states_are_brought_up_to_the_day(session: Session) -> None:
    session.add(case())
    due = date(2026, 11, 19)
    session.add_all(
        [
            row(1, "duty", None, "due", due, due - timedelta(3)),
            row(2, "duty", None, "suspended", due, due),
            row(3, "duty", date(2026, 11, 18), "met", due, due),
            row(4, "term", None, "due", due, due),
        ]
    )
    session.flush()
    assert mark_states(session, date(2026, 11, 15), "donthu") == {}
    changed = mark_states(session, date(2026, 11, 16), "donthu")
    assert {state: [s.rule for s in found] for state, found in changed.items()} == {
        "soon": ["rule.1"]
    }
    changed = mark_states(session, date(2026, 11, 20), "donthu")
    assert {state: [s.rule for s in found] for state, found in changed.items()} == {
        "late": ["rule.1"],
        "over": ["rule.4"],
    }
    assert mark_states(session, date(2026, 11, 21), "donthu") == {}, "each change is told once"
    assert told(session) == [
        ("donthu", "deadline.rule.1.state", "due", "soon"),
        ("donthu", "deadline.rule.1.state", "soon", "late"),
        ("donthu", "deadline.rule.4.state", "due", "over"),
    ]
    session.expire_all()
    assert [d.state for d in session.scalars(select(Deadline).order_by(Deadline.id))] == [
        "late",
        "suspended",
        "met",
        "over",
    ]


# Counting anew --------------------------------------------------------------------------------

SWAP = '[[off]]\ndate = 2026-11-18\nreason = "Nghỉ hoán đổi"\n'


def stored(session: Session, settings: Settings) -> None:
    """A complaint that was accepted, a denunciation with extensions, and one that is closed."""
    hand = hand_of(settings)
    accepted = replace(KNOWN, events=(CaseEvent("accepted", date(2026, 11, 16)),))
    hard = replace(
        KNOWN,
        criteria=("a", "đ"),
        events=(
            CaseEvent("accepted", date(2026, 11, 12)),
            CaseEvent("extended", date(2026, 11, 20), 20),
        ),
    )
    closed = replace(
        KNOWN,
        events=(CaseEvent("refused", date(2026, 11, 12)), CaseEvent("closed", date(2026, 11, 13))),
    )
    archived = replace(closed, events=(*closed.events, CaseEvent("archived", date(2026, 11, 20))))
    for number, known, kind in (
        ("2026-000001", accepted, "complaint"),
        ("2026-000002", hard, "denunciation"),
        ("2026-000003", archived, "complaint"),
    ):
        session.add(case(number, known, kind=kind))
        session.flush()
        session.add_all(deadline_rows(counted(known, hand, kind), number))
    session.flush()


def test_nothing_changes_when_nothing_changed(session: Session, settings: Settings) -> None:
    stored(session, settings)
    again = recount(session, hand_of(settings), TODAY, who=WHO, apply=True)
    assert (again.cases, again.moved, again.restated) == (2, (), 0), "the closed case is left"
    assert told(session) == []


def test_a_swapped_day_moves_deadlines_only_when_it_is_applied(
    session: Session, settings: Settings
) -> None:
    stored(session, settings)
    (settings.home / OFFICE_FILE).write_text(SWAP, "utf-8")
    hand = hand_of(settings)
    shown = recount(session, hand, TODAY, who=WHO, apply=False)
    assert [(m.case, m.rule, m.before, m.after) for m in shown.moved] == [
        ("2026-000001", "complaint.accept", date(2026, 11, 19), date(2026, 11, 20)),
        ("2026-000002", "denunciation.register", date(2026, 11, 19), date(2026, 11, 20)),
        ("2026-000002", "denunciation.notify", date(2026, 11, 19), date(2026, 11, 20)),
    ]
    assert told(session) == []
    before = session.scalars(select(Deadline.due).where(Deadline.rule == "complaint.accept"))
    assert set(before) == {date(2026, 11, 19)}
    applied = recount(session, hand, TODAY, who=WHO, apply=True)
    assert applied == shown
    assert (WHO, "deadline.complaint.accept.due", "2026-11-19", "2026-11-20") in told(session)
    session.expire_all()
    moved = session.scalars(
        select(Deadline).where(
            Deadline.rule == "complaint.accept", Deadline.case_number == "2026-000001"
        )
    ).one()
    assert moved.due == moved.warn_on == date(2026, 11, 20)
    assert {"date": "2026-11-18", "reason": "Nghỉ hoán đổi"} in moved.working["off_days"]
    assert recount(session, hand, TODAY, who=WHO, apply=True).moved == ()


def test_rows_that_no_rule_gives_go_and_missing_ones_come(
    session: Session, settings: Settings
) -> None:
    session.add(case())
    session.add(row(1, "duty", None, "due", date(2026, 11, 19), date(2026, 11, 16)))
    session.flush()
    again = recount(session, hand_of(settings), TODAY, who=WHO, apply=True)
    assert [(m.rule, m.before, m.after) for m in again.moved] == [
        ("complaint.accept", None, date(2026, 11, 19)),
        ("rule.1", date(2026, 11, 19), None),
    ]
    session.expire_all()
    assert [d.rule for d in session.scalars(select(Deadline))] == ["complaint.accept"]


def test_a_confirmed_year_is_no_longer_provisional(session: Session, settings: Settings) -> None:
    stored(session, settings)
    assert confirm_year(session, 2026, WHO)
    assert not confirm_year(session, 2026, "Người Khác")
    assert {year: row.who for year, row in confirmed_years(session).items()} == {2026: WHO}
    hand = hand_of(settings, confirmed_years(session))
    again = recount(session, hand, TODAY, who=WHO, apply=True)
    assert again.moved == () and again.restated > 0
    assert (WHO, "deadline.complaint.accept.provisional", "True", "False") in told(session)
