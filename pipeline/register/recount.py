"""Every open case's deadlines counted anew from what the register keeps of it.

For a change of a holiday, a rule or the office's settings: nothing of the papers is needed, so a
hundred thousand cases take seconds. Rows are read and compared as plain values; only those that
differ are written.
"""

import gc
import json
from collections import defaultdict
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    Boolean,
    Date,
    String,
    Table,
    Text,
    bindparam,
    column,
    insert,
    select,
    table,
    type_coerce,
)
from sqlalchemy.orm import Session

from pipeline.law.deadlines import Deadline as Counted
from pipeline.law.rules import all_events, all_rules
from pipeline.register.clock import said, standing
from pipeline.register.models import Case, Deadline, Event, History
from pipeline.register.plain import plain
from pipeline.triage.clock import OPEN, Hand, deadlines
from pipeline.triage.proposal import CaseEvent, Facts

_CHUNK = 2000
_TEXTS = ("case_number", "rule", "nature", "start_code", "state")
_DAYS = ("start_on", "due", "warn_on", "soon_on", "met_on")
_RAW = table(
    "deadline",
    column("id"),
    *(column(name, String) for name in _TEXTS),
    *(column(name, Date) for name in _DAYS),
    column("provisional", Boolean),
    column("working", Text),
)
"""The deadlines with their working as the text that it is stored as."""
# plain columns: entities would cost most of the time
_CASE, _EVENT, _DEADLINE = (cast("Table", m.__table__).c for m in (Case, Event, Deadline))


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline whose last day is no longer what the register says; None: it didn't stand there,
    or stands no longer."""

    case: str
    rule: str
    name: str
    start: date
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Recount:
    """What a new count of the open cases gives."""

    cases: int
    deadlines: int
    moved: tuple[Moved, ...]
    restated: int
    """Deadlines whose last day stays and whose working or certainty changes."""


_Row = Any
"""A row of plain values: SQLAlchemy types each by its columns."""


_Key = tuple[str, str, date]
"""Of a deadline in its case: the rule, and the code and the day of the event."""


def recount(session: Session, hand: Hand, today: date, *, who: str, apply: bool) -> Recount:
    """Count the deadlines of every open case anew; with ``apply`` write what changed, with its
    history on behalf of ``who``."""
    cases = total = restated = 0
    moved: list[Moved] = []
    with _no_collection():
        for chunk in _chunks(session):
            cases += len(chunk)
            changes = _Changes(who, today)
            for case, events, rows in chunk:
                counted = _count(case, events, hand)
                total += len(counted)
                moved += changes.compare(case.number, counted, rows)
            restated += changes.restated
            if apply:
                changes.write(session)
    return Recount(cases, total, tuple(moved), restated)


@contextmanager
def _no_collection() -> Generator[None]:
    """Keep Python from looking for rings among a million values that hold none: it takes a
    quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _count(case: _Row, events: tuple[CaseEvent, ...], hand: Hand) -> dict[_Key, Counted]:
    found = _found(case.clock)
    facts = Facts(
        arrived_on=case.arrived_on,
        arrival_assumed=case.arrival_assumed,
        source=case.source,
        source_assumed=False,
        events=events,
        **found,
    )
    counted = deadlines(case.kind, case.competence, facts, hand, instance=case.instance)
    return {(d.rule, d.start_code, d.start): d for d, _ in counted}


@lru_cache(maxsize=1000)
def _found(clock: str) -> dict[str, Any]:
    """What people found of a case; see ``clock_facts``."""
    found: dict[str, Any] = json.loads(clock)
    return {**found, "criteria": tuple(found.get("criteria", ()))}


_Chunk = list[tuple[_Row, tuple[CaseEvent, ...], dict[_Key, _Row]]]


def _chunks(session: Session) -> Iterator[_Chunk]:
    """Yield the open cases with their events and their deadlines, many at a time."""
    closing = {code for code, event in all_events().items() if event.closes}
    after = ""
    while cases := session.execute(
        select(
            _CASE.number,
            _CASE.kind,
            _CASE.competence,
            _CASE.source,
            _CASE.arrived_on,
            _CASE.arrival_assumed,
            _CASE.instance,
            type_coerce(_CASE.clock, Text).label("clock"),
        )
        .where(_CASE.number > after)
        .order_by(_CASE.number)
        .limit(_CHUNK)
    ).all():
        first, after = cases[0].number, cases[-1].number
        events, rows = _events(session, first, after), _rows(session, first, after)
        yield [
            (case, events[case.number], rows[case.number])
            for case in cases
            if not any(e.code in closing for e in events[case.number])
            or any(row.state in OPEN for row in rows[case.number].values())
        ]


def _events(session: Session, first: str, last: str) -> dict[str, tuple[CaseEvent, ...]]:
    found = defaultdict[str, tuple[CaseEvent, ...]](tuple)
    query = (
        select(_EVENT.case_number, _EVENT.code, _EVENT.happened_on, _EVENT.days)
        .where(_EVENT.case_number.between(first, last))
        .order_by(_EVENT.happened_on, _EVENT.id)
    )
    for number, code, on, days in session.connection().execute(query).all():
        found[number] += (CaseEvent(code, on, days),)
    return found


def _rows(session: Session, first: str, last: str) -> dict[str, dict[_Key, _Row]]:
    found = defaultdict[str, dict[_Key, _Row]](dict)
    query = select(
        _DEADLINE.case_number,
        _DEADLINE.rule,
        _DEADLINE.start_code,
        _DEADLINE.start_on,
        type_coerce(_DEADLINE.working, Text).label("working"),
        _DEADLINE.id,
        _DEADLINE.due,
        _DEADLINE.state,
        _DEADLINE.provisional,
    ).where(_DEADLINE.case_number.between(first, last))
    for row in session.connection().execute(query).all():
        found[row[0]][row[1:4]] = row
    return found


@lru_cache(maxsize=50_000)
def _working(counted: Counted) -> str:
    """A deadline's working as the register writes it."""
    return json.dumps(plain(counted))


class _Changes:
    """What a chunk of cases needs to be as counted."""

    def __init__(self, who: str, today: date) -> None:
        self._who, self._today = who, today
        self._updates: list[dict[str, Any]] = []
        self._new: list[dict[str, Any]] = []
        self._gone: list[dict[str, Any]] = []
        self._said: list[dict[str, Any]] = []
        self.restated = 0

    def compare(
        self, number: str, counted: dict[_Key, Counted], rows: dict[_Key, _Row]
    ) -> Iterator[Moved]:
        """Note what differs in one case; yield the deadlines whose last day does."""
        for key, new in counted.items():
            row = rows.get(key)
            if row is None:
                self._new.append({"case_number": number, **self._values(new)})
                self._say(number, new.rule, "due", "", new.due.isoformat())
                yield Moved(number, new.rule, new.name, new.start, None, new.due)
            elif row.working != _working(new):
                yield from self._compare_row(number, new, row)
        for key in rows.keys() - counted.keys():
            row, (rule, _, start) = rows[key], key
            self._gone.append({"row_id": row.id})
            self._say(number, rule, "removed", row.due.isoformat(), "")
            yield Moved(number, rule, _name(rule), start, row.due, None)

    def _compare_row(self, number: str, new: Counted, row: _Row) -> Iterator[Moved]:
        values = self._values(new)
        self._updates.append({"row_id": row.id, **values})
        for name in ("due", "provisional", "state"):
            before, after = getattr(row, name), values[name]
            if before != after:
                self._say(number, new.rule, name, _text(before), _text(after))
        if row.due != new.due:
            yield Moved(number, new.rule, new.name, new.start, row.due, new.due)
        else:
            self.restated += 1

    def _values(self, new: Counted) -> dict[str, Any]:
        return {
            "rule": new.rule,
            "start_code": new.start_code,
            "start_on": new.start,
            "nature": new.nature,
            "due": new.due,
            "warn_on": new.warn_on,
            "soon_on": new.soon_on,
            "met_on": new.met_on,
            "state": standing(new, self._today),
            "provisional": new.provisional,
            "working": _working(new),
        }

    def _say(self, number: str, rule: str, what: str, before: str, after: str) -> None:
        self._said.append(said(self._who, number, rule, what, before, after))

    def write(self, session: Session) -> None:
        """Write the changes, with their history."""
        connection = session.connection()
        if self._new:
            connection.execute(_RAW.insert(), self._new)
        if self._updates:
            changed = _RAW.update().where(_RAW.c.id == bindparam("row_id"))
            connection.execute(changed, self._updates)
        if self._gone:
            connection.execute(_RAW.delete().where(_RAW.c.id == bindparam("row_id")), self._gone)
        if self._said:
            connection.execute(insert(History), self._said)


def _name(rule: str) -> str:
    known = all_rules().get(rule)
    return known.name if known else rule


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
