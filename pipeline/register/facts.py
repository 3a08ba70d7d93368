"""What persons found and corrected in a case: recorded, and handed to triage as ``Facts``.

Codes stand in clear. Words (a corrected name, a body) of a secret case go into a seal of their own
and come out through the gate only.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy.orm import Session

from pipeline.register import history
from pipeline.register.clock import events_of
from pipeline.register.models import Case, Fact, History
from pipeline.secrecy.gate import Gate, Reader
from pipeline.triage.corrections import is_correction
from pipeline.triage.proposal import Facts, Source

OF_THE_CASE = ("arrived_on", "source", "forwarded_by")
"""Facts that stand on the case itself, where the assumed ones stand too."""
SEALED = "(giữ bí mật)"
"""Stands in the history for words that are sealed."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a person recorded last of a field. ``value`` is None while it is sealed."""

    field: str
    value: str | None
    who: str
    at: datetime


def holds_words(field: str) -> bool:
    """Return whether the field's value are words of the paper, which a secret case keeps sealed.

    A body that a person names on purpose (who forwarded, who is competent) is printed on forms.
    """
    return is_correction(field)


def record(session: Session, case: Case, field: str, value: str, gate: Gate, who: str) -> None:
    """Write down what a person found; an empty value takes back what was said before."""
    before = _last(case, field)
    sealed = case.secret and holds_words(field) and bool(value)
    fact = Fact(
        case_number=case.number,
        field=field,
        value="" if sealed else value,
        who=who,
        at=history.now(),
    )
    if sealed:
        name = f"{field} của vụ việc {case.number}"
        fact.sealed_id = gate.seal(session, case.number, {"value": value}, name).id
    case.facts.append(fact)
    session.add(
        History(
            at=fact.at,
            who=who,
            case_number=case.number,
            what=f"fact.{field}",
            before=_shown(before),
            after=_shown(fact),
        )
    )


def _shown(fact: Fact | None) -> str:
    if fact is None:
        return ""
    return SEALED if fact.sealed_id else fact.value


def _last(case: Case, field: str) -> Fact | None:
    return next((fact for fact in reversed(case.facts) if fact.field == field), None)


def standing(
    session: Session, case: Case, gate: Gate | None = None, reader: Reader | None = None
) -> tuple[Recorded, ...]:
    """Return what persons have recorded and not taken back, by the order of its last change.

    Sealed words come out only through a gate with a reader.
    """
    last = {fact.field: fact for fact in case.facts}
    kept = sorted((f for f in last.values() if f.value or f.sealed_id), key=lambda f: f.id or 0)
    return tuple(
        Recorded(fact.field, _value(session, fact, gate, reader), fact.who, fact.at)
        for fact in kept
    )


def _value(session: Session, fact: Fact, gate: Gate | None, reader: Reader | None) -> str | None:
    if fact.sealed_id is None:
        return fact.value
    if gate is None or reader is None:
        return None
    return cast("str", gate.open(session, fact.sealed_id, reader)["value"])


def facts_of(
    session: Session, case: Case, gate: Gate | None = None, reader: Reader | None = None
) -> Facts:
    """Return what is known of a case beside its paper: how it came, what persons found, events.

    Without a gate sealed corrections are left out; codes, days and letters never are. What came
    before the case (``earlier``) is the caller's to add.
    """
    found = {
        one.field: one.value
        for one in standing(session, case, gate, reader)
        if one.value is not None
    }
    person = {field: value for field, value in found.items() if field not in OF_THE_CASE}
    return Facts(
        arrived_on=case.arrived_on,
        arrival_assumed=case.arrival_assumed,
        source=cast("Source", case.source),
        source_assumed=case.source_assumed,
        forwarded_by=case.forwarded_by or None,
        events=events_of(case),
        remote=found.get("remote") == "yes",
        criteria=tuple(letter for letter in found.get("criteria", "").split(",") if letter),
        several_places=found.get("several_places") == "yes",
        instance=cast("Literal['first', 'second', 'renewed'] | None", found.get("instance")),
        discipline=found.get("discipline") == "yes",
        person=person,
        sealed=case.secret,
    )


def view(recorded: Recorded) -> dict[str, Any]:
    """Return the fact as ``explain --json`` and ``register show --json`` print it."""
    return {
        "field": recorded.field,
        "value": recorded.value,
        "who": recorded.who,
        "at": recorded.at.isoformat() + "Z",
    }
