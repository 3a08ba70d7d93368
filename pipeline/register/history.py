"""History: every change of a tracked table is written down in the transaction that makes it.

The session carries who acts (:func:`acting`); a change without a name is refused.
"""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from pipeline.register.models import (
    Case,
    Deadline,
    Draft,
    Event,
    History,
    Person,
    Petition,
    Reference,
)

_TRACKED = (Case, Petition, Person, Reference, Deadline, Draft, Event)
_WHO = "who"
_DERIVED = frozenset(
    {"proposal", "clock", "working", "warn_on", "soon_on", "met_on"}
    | {"sealed_id", "match_key", "contested_key", "decided"}
)
"""Columns made again from others whose change is written down."""


_VIETNAM = timezone(timedelta(hours=7))  # no daylight saving since 1975; needs no zone database


def today() -> date:
    """Return the day in Vietnam."""
    return datetime.now(_VIETNAM).date()


def now() -> datetime:
    """The present moment in UTC, without a zone, as the register stores it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def acting(session: Session, who: str) -> Session:
    """Name the person or the program on whose behalf the session changes the register."""
    session.info[_WHO] = who
    return session


def _write_history(session: Session, _context: UOWTransaction, _instances: object) -> None:
    entries: list[History] = []
    for changed in session.dirty:
        if isinstance(changed, _TRACKED) and session.is_modified(changed):
            entries.extend(_changes(session, changed))
    entries += [_entry(session, new, "", "registered", "") for new in session.new if _is_case(new)]
    entries += [
        _entry(session, new, "draft", "drafted", new.form)
        for new in session.new
        if isinstance(new, Draft)
    ]
    entries += [
        _entry(session, new, _table(new), "happened_on", new.happened_on.isoformat())
        for new in session.new
        if isinstance(new, Event)
    ]
    entries += [
        _entry(session, gone, _table(gone), "removed", "")
        for gone in session.deleted
        if isinstance(gone, _TRACKED)
    ]
    session.add_all(entries)


def _table(row: Any) -> str:
    """The table of a row; of a deadline or an event, of which a case has many, also which one."""
    if isinstance(row, Deadline | Event):
        which = row.rule if isinstance(row, Deadline) else row.code
        return f"{row.__tablename__}.{which}"
    return str(row.__tablename__)


def _is_case(value: object) -> bool:
    return isinstance(value, Case)


def _changes(session: Session, changed: Any) -> list[History]:
    entries: list[History] = []
    table = _table(changed)
    for column in inspect(changed).mapper.column_attrs:
        past = inspect(changed).attrs[column.key].history
        if past.has_changes() and column.key not in _DERIVED:
            before = _text(past.deleted[0]) if past.deleted else ""
            entry = _entry(session, changed, table, column.key, "")
            entry.before, entry.after = before, _text(getattr(changed, column.key))
            entries.append(entry)
    return entries


def _entry(session: Session, row: Any, table: str, what: str, after: str) -> History:
    number = row.number if isinstance(row, Case) else row.case_number
    return History(
        at=now(),
        who=session.info[_WHO],
        case_number=number,
        what=f"{table}.{what}" if table else what,
        after=after,
    )


def _text(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


event.listen(Session, "before_flush", _write_history)
