"""Reading the register: lists, one case whole, and the secrets behind the gate."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from pipeline.errors import UnknownCase
from pipeline.law.rules import all_events
from pipeline.register.clock import first_open, in_order, state_on
from pipeline.register.history import today
from pipeline.register.models import Case, Deadline, Event, Failure, History, Person, Petition
from pipeline.register.plain import plain
from pipeline.secrecy.gate import Gate, Reader

PERSON_COLUMNS = (
    "name",
    "birth",
    "id_number",
    "id_issued_on",
    "id_issued_by",
    "address",
    "phone",
    "position",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the register's list; it never shows more than everybody may see."""

    number: str
    arrived_on: date
    arrival_assumed: bool
    kind: str
    secret: bool
    petitioners: str
    subject: str
    route: str
    competence: str
    due: date | None
    provisional: bool
    drafts: int


def find_case(session: Session, number: str) -> Case:
    """Return the case. Raises ``UnknownCase``."""
    case = session.get(Case, number)
    if case is None:
        raise UnknownCase(case=number)
    return case


def rows(
    session: Session,
    *,
    numbers: Iterable[str] | None = None,
    kind: str | None = None,
    route: str | None = None,
    year: int | None = None,
    due_by: date | None = None,
    page: int = 500,
) -> Iterator[Row]:
    """Yield the register's lines by number, a page of the table at a time."""
    after = ""
    while True:
        query = select(Case).where(Case.number > after).order_by(Case.number).limit(page)
        if numbers is not None:
            query = query.where(Case.number.in_(list(numbers)))
        if kind:
            query = query.where(Case.kind == kind)
        if route:
            query = query.where(Case.route == route)
        if year:
            query = query.where(Case.number.startswith(f"{year}-"))
        related = (Case.people, Case.petitions, Case.deadlines, Case.drafts)
        cases = session.scalars(query.options(*(selectinload(name) for name in related))).all()
        if not cases:
            return
        after = cases[-1].number
        for row in map(_row, cases):
            if due_by is None or (row.due is not None and row.due <= due_by):
                yield row


def _row(case: Case) -> Row:
    petitioners = [p for p in case.people if p.role == "petitioner"]
    first = first_open(case.deadlines, today())
    return Row(
        number=case.number,
        arrived_on=case.arrived_on,
        arrival_assumed=case.arrival_assumed,
        kind=case.kind,
        secret=case.secret,
        petitioners=_shown(petitioners),
        subject="" if case.secret else _subject(case.petitions),
        route=case.route,
        competence=case.competence,
        due=first.warn_on if first else None,
        provisional=first.provisional if first else False,
        drafts=len(case.drafts),
    )


def _shown(people: list[Person]) -> str:
    if not people:
        return ""
    shown = people[0].name or people[0].pseudonym
    return shown if len(people) == 1 else f"{shown} và {len(people) - 1} người khác"


def _subject(petitions: list[Petition]) -> str:
    return next((p.summary or p.title for p in petitions if p.summary or p.title), "")


def case_view(session: Session, number: str, gate: Gate, reader: Reader | None) -> dict[str, Any]:
    """Return the case as ``register show --json`` prints it.

    Sealed values appear only for a named reader (each is written to the access log); otherwise
    the pseudonyms stand in their place. Raises ``UnknownCase``.
    """
    case = find_case(session, number)
    history = session.scalars(
        select(History).where(History.case_number == number).order_by(History.id)
    )
    proposal = dict(case.proposal)
    return {
        "case": case.number,
        "registered_at": case.registered_at.isoformat() + "Z",
        "kind": case.kind,
        "secret": case.secret,
        "arrived_on": {"value": case.arrived_on.isoformat(), "assumed": case.arrival_assumed},
        "source": {"value": case.source, "assumed": case.source_assumed},
        "forwarded_by": case.forwarded_by or None,
        "petitions": [_petition_view(session, p, gate, reader) for p in case.petitions],
        "people": [_person_view(session, p, gate, reader) for p in case.people],
        "references": [
            {c: getattr(r, c) or None for c in ("kind", "symbol", "date", "agency", "relation")}
            for r in case.references
        ],
        "competence": {"value": case.competence, "reason": proposal["competence_reason"]},
        "route": {"value": case.route, "reasons": proposal["reasons"]},
        "decided": case.decided or None,
        "competent_body": proposal["competent_body"],
        "conditions": proposal["conditions"],
        "events": [_event_view(event) for event in case.events],
        "deadlines": [_deadline_view(d) for d in in_order(case.deadlines)],
        "flags": proposal["flags"],
        "documents": [{"form": d.form, "path": d.path} for d in case.drafts],
        "history": [
            {
                "at": h.at.isoformat() + "Z",
                "who": h.who,
                "what": h.what,
                "before": h.before or None,
                "after": h.after or None,
            }
            for h in history
        ],
    }


def _event_view(event: Event) -> dict[str, Any]:
    return {
        "event": event.code,
        "name": all_events()[event.code].name,
        "on": event.happened_on.isoformat(),
        "days": event.days,
        "document": event.document or None,
        "recorded_at": event.recorded_at.isoformat() + "Z",
        "who": event.who,
    }


def _deadline_view(deadline: Deadline) -> dict[str, Any]:
    return {**deadline.working, "state": state_on(deadline, today())}


def _petition_view(
    session: Session, petition: Petition, gate: Gate, reader: Reader | None
) -> dict[str, Any]:
    texts: dict[str, Any] = {"title": petition.title, "summary": petition.summary, **petition.texts}
    names = [f.name for f in petition.files]
    if petition.sealed_id and reader:
        texts = gate.open(session, petition.sealed_id, reader)
        names = texts.pop("names")
    elif petition.sealed_id:
        texts, names = {}, [""] * len(petition.files)
    return {
        "submission": petition.submission,
        "sealed": petition.sealed_id is not None,
        "written_on": petition.written_on or None,
        "signatures": petition.signatures,
        "files": [
            {
                "sha256": f.sha256,
                "name": name or None,
                "role": f.role,
                "size": f.size,
                "pages": f.pages,
                "error": f.error or None,
            }
            for f, name in zip(petition.files, names, strict=True)
        ],
        **texts,
    }


def open_person(
    session: Session, person: Person, gate: Gate, reader: Reader | None
) -> dict[str, str]:
    """Return a person's identifying values: from the seal for a named reader, else in clear."""
    if person.sealed_id and reader:
        return gate.open(session, person.sealed_id, reader)
    return {column: getattr(person, column) for column in PERSON_COLUMNS}


def open_petition(
    session: Session, petition: Petition, gate: Gate, reader: Reader | None
) -> dict[str, Any]:
    """Return a petition's texts (title, summary, requests …), from the seal for a reader."""
    if petition.sealed_id:
        return gate.open(session, petition.sealed_id, reader) if reader else {}
    return {"title": petition.title, "summary": petition.summary, **petition.texts}


def _person_view(
    session: Session, person: Person, gate: Gate, reader: Reader | None
) -> dict[str, Any]:
    values = open_person(session, person, gate, reader)
    return {
        "role": person.role,
        "pseudonym": person.pseudonym,
        "sealed": person.sealed_id is not None,
        "is_organisation": person.is_organisation,
        **{column: values.get(column) or None for column in PERSON_COLUMNS},
    }


def failures(session: Session) -> list[dict[str, Any]]:
    """Return the submissions that did not become cases, newest first."""
    found = session.scalars(select(Failure).order_by(Failure.id.desc()))
    return [
        plain({"at": f.at.isoformat() + "Z", "error": f.code, "submission": f.submission or None})
        for f in found
    ]
