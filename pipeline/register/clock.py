"""The clock in the register: events as people record them, deadlines as rows, confirmed years."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, not_, or_, select, update
from sqlalchemy.orm import Session

from pipeline.law.deadlines import Deadline as Counted
from pipeline.law.rules import all_rules
from pipeline.register import history
from pipeline.register.models import Case, ConfirmedYear, Deadline, Event, History
from pipeline.register.plain import plain
from pipeline.triage.clock import OPEN, State, state_of
from pipeline.triage.proposal import CaseEvent, Facts

_COLUMNS = ("nature", "due", "warn_on", "soon_on", "met_on", "state", "provisional", "working")
"""Of a deadline, what may change while its rule and its event stay."""


_FOUND = ("remote", "criteria", "several_places", "discipline")


def clock_facts(facts: Facts) -> dict[str, Any]:
    """Return what people found that moves the clock, as the case keeps it."""
    return {name: plain(getattr(facts, name)) for name in _FOUND if getattr(facts, name)}


def deadline_rows(deadlines: Iterable[Counted], number: str) -> list[Deadline]:
    """Return the deadlines of a case as rows, with their state of today."""
    return [
        Deadline(
            case_number=number,
            rule=counted.rule,
            nature=counted.nature,
            start_code=counted.start_code,
            start_on=counted.start,
            due=counted.due,
            warn_on=counted.warn_on,
            soon_on=counted.soon_on,
            met_on=counted.met_on,
            state=standing(counted, history.today()),
            provisional=counted.provisional,
            working=plain(counted),
        )
        for counted in deadlines
    ]


def standing(counted: Counted, today: date) -> State:
    """Return how a deadline that was just counted stands on the day."""
    return state_of(
        counted.nature,
        counted.due,
        counted.soon_on,
        counted.met_on,
        counted.suspended_on is not None,
        today,
    )


def state_on(row: Deadline, today: date) -> State:
    """Return how a deadline of the register stands on the day, whatever was last marked."""
    return state_of(
        row.nature,  # pyright: ignore[reportArgumentType]
        row.due,
        row.soon_on,
        row.met_on,
        row.state == "suspended",
        today,
    )


def set_deadlines(session: Session, case: Case, deadlines: Iterable[Counted]) -> None:
    """Write the case's deadlines as counted anew; a row keeps its place while its rule and its
    event stay, also when a person corrects the event's day."""
    made = deadline_rows(deadlines, case.number)
    left = list(case.deadlines)
    for new, old in _pairs(made, left):
        if old is None:
            case.deadlines.append(new)
            continue
        left.remove(old)
        for column in ("start_on", *_COLUMNS):
            setattr(old, column, getattr(new, column))
    for gone in left:
        case.deadlines.remove(gone)
        session.delete(gone)


def _pairs(made: list[Deadline], old: list[Deadline]) -> list[tuple[Deadline, Deadline | None]]:
    """Each new deadline with the old one that it replaces: of the same event and day, else of the
    same event."""
    same = {(d.rule, d.start_code, d.start_on): d for d in old}
    found = {id(n): same.pop((n.rule, n.start_code, n.start_on), None) for n in made}
    moved = {(d.rule, d.start_code): d for d in same.values()}
    for new in made:
        if found[id(new)] is None:
            found[id(new)] = moved.pop((new.rule, new.start_code), None)
    return [(new, found[id(new)]) for new in made]


@cache
def _places() -> dict[str, int]:
    return {rule: place for place, rule in enumerate(all_rules())}


def in_order(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """Return the deadlines in the order of the law's file, those of one rule by their event."""
    return sorted(deadlines, key=lambda d: (_places().get(d.rule, 999), d.start_on))


def first_open(deadlines: Iterable[Deadline], today: date) -> Deadline | None:
    """Return the office's duty that must be done first; None when nothing is left to do."""
    duties = [
        d
        for d in deadlines
        if d.nature == "duty" and state_on(d, today) in OPEN and d.state != "suspended"
    ]
    return min(duties, key=lambda d: d.warn_on, default=None)


def events_of(case: Case) -> tuple[CaseEvent, ...]:
    """Return the case's recorded events, oldest first."""
    return tuple(CaseEvent(e.code, e.happened_on, e.days) for e in case.events)


def confirmed_years(session: Session) -> dict[int, ConfirmedYear]:
    """Return the years whose calendar a person has confirmed."""
    return {row.year: row for row in session.scalars(select(ConfirmedYear))}


def confirm_year(session: Session, year: int, who: str) -> bool:
    """Record that a person has compared the year's days off; False when it was known before."""
    if session.get(ConfirmedYear, year) is not None:
        return False
    session.add(ConfirmedYear(year=year, who=who, at=history.now()))
    return True


def find_event(session: Session, number: str, code: str, on: date) -> Event | None:
    """Return the recorded event of that code and day."""
    return session.scalar(
        select(Event).where(
            Event.case_number == number, Event.code == code, Event.happened_on == on
        )
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """One deadline of a case as the lists show it; it names nobody."""

    case: str
    kind: str
    rule: str
    name: str
    nature: str
    start: date
    due: date
    warn_on: date
    met_on: date | None
    state: State
    provisional: bool


def standing_deadlines(
    session: Session, today: date, states: Iterable[State], *, until: date | None = None
) -> list[Standing]:
    """Return the deadlines that stand so on the day, the most urgent first.

    ``until`` leaves out those that need nothing before that day.
    """
    wanted = frozenset(states)
    query = (
        select(Deadline, Case.kind)
        .join(Case, Case.number == Deadline.case_number)
        .where(or_(*(_is(state, today) for state in wanted)))
        .order_by(Deadline.warn_on, Deadline.case_number, Deadline.id)
    )
    if until is not None:
        query = query.where(Deadline.warn_on <= until)
    return [_standing(row, kind, today) for row, kind in session.execute(query)]


def _standing(row: Deadline, kind: str, today: date) -> Standing:
    rule = all_rules().get(row.rule)
    return Standing(
        case=row.case_number,
        kind=kind,
        rule=row.rule,
        name=rule.name if rule else row.rule,
        nature=row.nature,
        start=row.start_on,
        due=row.due,
        warn_on=row.warn_on,
        met_on=row.met_on,
        state=state_on(row, today),
        provisional=row.provisional,
    )


def _is(state: State, today: date) -> ColumnElement[bool]:
    """The condition that :func:`state_on` gives this state."""
    running = and_(Deadline.met_on.is_(None), Deadline.state != "suspended")
    duty = Deadline.nature == "duty"
    met = or_(
        and_(Deadline.nature == "minimum", Deadline.met_on > Deadline.due),
        and_(Deadline.nature != "minimum", Deadline.met_on <= Deadline.due),
    )
    match state:
        case "met":
            return and_(Deadline.met_on.is_not(None), met)
        case "met_late":
            return and_(Deadline.met_on.is_not(None), not_(met))
        case "suspended":
            return and_(Deadline.met_on.is_(None), Deadline.state == "suspended")
        case "over":
            return and_(running, not_(duty), Deadline.due < today)
        case "late":
            return and_(running, duty, Deadline.due < today)
        case "soon":
            return and_(running, duty, Deadline.due >= today, Deadline.soon_on <= today)
        case "due":
            return and_(running, Deadline.due >= today, or_(not_(duty), Deadline.soon_on > today))


def mark_states(session: Session, today: date, who: str) -> dict[State, list[Standing]]:
    """Bring the marked states up to the day, with history; return what changed, by new state.

    Only running deadlines change with the day; what was done or stopped stays as it is.
    """
    query = (
        select(Deadline, Case.kind)
        .join(Case, Case.number == Deadline.case_number)
        .where(Deadline.state.in_(("due", "soon")))
        .where(or_(Deadline.due < today, and_(Deadline.state == "due", Deadline.soon_on <= today)))
        .order_by(Deadline.warn_on, Deadline.id)
    )
    changed: dict[State, list[Standing]] = {}
    updates: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    for row, kind in session.execute(query):
        state = state_on(row, today)
        if state != row.state:
            changed.setdefault(state, []).append(_standing(row, kind, today))
            updates.append({"id": row.id, "state": state})
            entries.append(said(who, row.case_number, row.rule, "state", row.state, state))
    write(session, updates, entries)
    return changed


def count_states(session: Session, states: Iterable[State]) -> dict[str, int]:
    """Return how many deadlines are marked with each of these states."""
    query = select(Deadline.state, func.count()).group_by(Deadline.state)
    found: dict[str, int] = {}
    for state, number in session.execute(query):
        found[state] = number
    return {state: found.get(state, 0) for state in states}


def said(who: str, number: str, rule: str, what: str, before: str, after: str) -> dict[str, Any]:
    """Return a line of history on a case's deadline."""
    return {
        "at": history.now(),
        "who": who,
        "case_number": number,
        "what": f"deadline.{rule}.{what}",
        "before": before,
        "after": after,
    }


def write(session: Session, updates: list[dict[str, Any]], entries: list[dict[str, Any]]) -> None:
    """Change rows without loading them, and write the history that the session would."""
    if updates:
        session.execute(update(Deadline), updates)
    if entries:
        session.execute(insert(History), entries)
