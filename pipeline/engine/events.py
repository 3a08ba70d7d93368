"""Events of a case as a person records them, and what they do to its deadlines."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from pipeline.engine.cases import propose_again
from pipeline.engine.desk import Desk, today
from pipeline.errors import StateSecret, UnfitEvent, UnknownEvent
from pipeline.extraction import secrecy_mark
from pipeline.law.rules import Event, all_events, all_stands
from pipeline.messages import say
from pipeline.register import history
from pipeline.register.clock import find_event, state_on
from pipeline.register.models import Case
from pipeline.register.models import Event as EventRow
from pipeline.register.views import find_case
from pipeline.triage.clock import State

_NOT_BY_HAND = ("received", "figures_closed", "reported")
"""The day of arrival is a fact of the case; reports are nobody's case."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What an event did to one deadline; None where it didn't stand before, or no longer does."""

    rule: str
    name: str
    due_before: date | None
    due: date | None
    state_before: State | None
    state: State | None
    notes: tuple[str, ...] = ()


def events_for(kind: str) -> dict[str, Event]:
    """Return the events that may be recorded in a case of this kind."""
    return {
        code: event
        for code, event in all_events().items()
        if code not in _NOT_BY_HAND and (not event.kinds or kind in event.kinds)
    }


def record_event(
    desk: Desk,
    number: str,
    code: str,
    on: date,
    who: str,
    *,
    days: int | None = None,
    document: Path | None = None,
) -> tuple[Effect, ...]:
    """Record that something happened in a case, count its deadlines anew, and return what moved.

    ``document`` is read, searched for a state-secrecy mark and kept with the originals. Raises
    ``UnknownCase``, ``UnknownEvent``, ``UnfitEvent``, and what reading the document raises.
    """
    with desk.transaction() as session:
        _check(find_case(session, number), code, on, days)
    digest = _keep(desk, document) if document else ""
    with desk.transaction(who) as session:
        case = find_case(session, number)
        if find_event(session, number, code, on) is not None:
            raise UnfitEvent(event=code, why=say("đã ghi rồi.", "it is recorded already."))
        row = EventRow(
            case_number=number,
            code=code,
            happened_on=on,
            days=days,
            document=digest,
            recorded_at=history.now(),
            who=who,
        )
        case.events.append(row)
        return _count_again(desk, session, case)


def undo_event(desk: Desk, number: str, code: str, on: date, who: str) -> tuple[Effect, ...]:
    """Take back an event recorded by mistake; the history keeps both.

    Raises ``UnknownCase``, ``UnfitEvent`` for one that isn't recorded.
    """
    with desk.transaction(who) as session:
        case = find_case(session, number)
        row = find_event(session, number, code, on)
        if row is None:
            raise UnfitEvent(event=code, why=say("chưa được ghi.", "it is not recorded."))
        case.events.remove(row)
        session.delete(row)
        return _count_again(desk, session, case)


def _count_again(desk: Desk, session: Session, case: Case) -> tuple[Effect, ...]:
    before = _standing(case)
    session.flush()
    session.refresh(case, ["events"])
    propose_again(desk, session, case)
    session.flush()
    return _effects(before, _standing(case))


@dataclass(frozen=True, slots=True)
class _Stood:
    rule: str
    name: str
    due: date
    state: State
    notes: tuple[str, ...]


def _standing(case: Case) -> dict[int, _Stood]:
    return {
        row.id: _Stood(
            row.rule,
            row.working.get("name", row.rule),
            row.due,
            state_on(row, today()),
            tuple(row.working.get("notes", ())),
        )
        for row in case.deadlines
    }


def _effects(before: dict[int, _Stood], after: dict[int, _Stood]) -> tuple[Effect, ...]:
    """Compare a case's deadlines with what they were."""
    pairs = [(before.get(key), now) for key, now in after.items()]
    pairs += [(was, None) for key, was in before.items() if key not in after]
    return tuple(_effect(was, now) for was, now in pairs if was != now)


def _effect(was: _Stood | None, now: _Stood | None) -> Effect:
    known = now or was
    assert known is not None
    return Effect(
        rule=known.rule,
        name=known.name,
        due_before=was.due if was else None,
        due=now.due if now else None,
        state_before=was.state if was else None,
        state=now.state if now else None,
        notes=now.notes if now else (),
    )


def _check(case: Case, code: str, on: date, days: int | None) -> None:
    """Refuse what can't be: an unknown event, a day ahead or before the paper came."""
    known = events_for(case.kind)
    if code not in known:
        raise UnknownEvent(event=code, case=case.number)
    event = known[code]
    if on > today() and not event.ahead:
        why = say("ngày ở tương lai.", "the day lies ahead.")
        raise UnfitEvent(event=code, why=why)
    if on < case.arrived_on and not event.earlier:
        arrived = f"{case.arrived_on:%d/%m/%Y}"
        why = say(
            f"ngày trước ngày đến ({arrived}). Nếu ngày đến chưa đúng, hãy sửa bằng "
            f"`donthu case set {case.number} arrived_on NGÀY`.",
            f"the day is before the paper arrived ({arrived}).",
        )
        raise UnfitEvent(event=code, why=why)
    if days is not None and not event.lasts:
        why = say("sự kiện này không có số ngày.", "this event has no number of days.")
        raise UnfitEvent(event=code, why=why)
    _check_pause(case, code, on)


def _check_pause(case: Case, code: str, on: date) -> None:
    """Time can go on only after it was stopped."""
    stand = next((one for one in all_stands().values() if one.ends == code), None)
    if stand is None:
        return
    order = [e.code for e in case.events if e.happened_on <= on and e.code in (code, stand.begins)]
    if not order or order[-1] != stand.begins:
        name = all_events()[stand.begins].name
        why = say(f"trước đó chưa ghi «{name}».", f"«{stand.begins}» is not recorded before it.")
        raise UnfitEvent(event=code, why=why)


def _keep(desk: Desk, document: Path) -> str:
    """Store an event's document and return its digest; a state secret is not stored."""
    data = document.read_bytes()
    mark = secrecy_mark(desk.pool.read(data, document.suffix))
    if mark is not None:
        raise StateSecret(mark=mark, keeper=desk.settings.office.secrecy_keeper)
    return desk.store.put_original(data)
