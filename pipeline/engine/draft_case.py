"""What a draft may carry: the one place that asks the gate on behalf of a form."""

from datetime import date
from typing import Any, cast

from sqlalchemy.orm import Session

from pipeline.drafting.case import DraftCase, Person
from pipeline.law.forms import Form
from pipeline.register.entry import MACHINE
from pipeline.register.models import Case
from pipeline.register.models import Person as PersonRow
from pipeline.register.views import open_person, open_petition
from pipeline.secrecy.gate import Gate, Reader
from pipeline.text.unicode import fold


def build_draft_case(session: Session, case: Case, form: Form, gate: Gate) -> DraftCase:
    """Return the case as the form may show it.

    For a secret case a form whose ``identity`` is ``open`` (it goes to the denouncer) gets the
    values through the gate, in the name of the form. Any other gets no free text, pseudonyms for
    the writers, and of the denounced only name and post, when these share nothing with a writer.
    """
    withheld = case.secret and form.identity == "withheld"
    reader = Reader(MACHINE, f"draft {form.id}") if case.secret else None
    petition = case.petitions[0]
    texts = {} if withheld else open_petition(session, petition, gate, reader)
    petitioners = _people(session, case, "petitioner", gate, reader)
    respondents = _people(session, case, "respondent", gate, reader)
    if withheld:
        respondents = tuple(_withheld_respondent(r, petitioners) for r in respondents)
        petitioners = tuple(
            Person(name=row.pseudonym) for row in case.people if row.role == "petitioner"
        )
    proposal = case.proposal
    deadline = case.deadlines[0] if case.deadlines else None
    working: dict[str, Any] = deadline.working if deadline else {}
    return DraftCase(
        number=case.number,
        kind=case.kind,  # pyright: ignore[reportArgumentType]
        withheld=withheld,
        arrived_on=case.arrived_on,
        arrival_assumed=case.arrival_assumed,
        source=case.source,  # pyright: ignore[reportArgumentType]
        forwarded_by=case.forwarded_by,
        petitioners=petitioners,
        petitioner_count=max(petition.signatures or 0, len(petitioners)),
        respondents=respondents,
        title=texts.get("title", ""),
        written_on=petition.written_on,
        summary=texts.get("summary", ""),
        contested=_texts(texts, "contested"),
        requests=_texts(texts, "requests"),
        attachments=_texts(texts, "attachments"),
        pages=sum(f.pages for f in petition.files if f.role == "main"),
        missing=tuple(
            f"{c['sentence']} ({c['article']})"
            for c in proposal["conditions"]
            if c["state"] == "failed"
        ),
        competence_reason=proposal["competence_reason"],
        competent_body=proposal["competent_body"] or "",
        # the first names the paper, the last is the proposal: the forms say both themselves
        reasons=tuple(proposal["reasons"][1:-1]),
        accept_by=date.fromisoformat(working["due"]) if working else None,
        accept_article=working.get("article", ""),
        provisional=tuple(working.get("provisional_reasons", ())),
        competence=case.competence,  # pyright: ignore[reportArgumentType]
    )


def _people(
    session: Session, case: Case, role: str, gate: Gate, reader: Reader | None
) -> tuple[Person, ...]:
    rows = [row for row in case.people if row.role == role]
    return tuple(_person(row, open_person(session, row, gate, reader)) for row in rows)


def _person(row: PersonRow, values: dict[str, str]) -> Person:
    return Person(
        name=values["name"],
        address=values["address"],
        id_number=values["id_number"],
        id_issued_on=values["id_issued_on"],
        id_issued_by=values["id_issued_by"],
        phone=values["phone"],
        position=values["position"],
        is_organisation=row.is_organisation,
    )


def _withheld_respondent(respondent: Person, petitioners: tuple[Person, ...]) -> Person:
    """The denounced by name and post. Nothing when no writer was found to compare with, or when
    the two share a name, number or address: then a misreading might show the writer."""
    shown = fold(f"{respondent.name} {respondent.position}")
    known = [
        fold(value)
        for writer in petitioners
        for value in (writer.name, writer.address, writer.id_number, writer.phone)
        if value
    ]
    if not known or any(value in shown or shown in value for value in known):
        return Person(name="")
    return Person(
        name=respondent.name,
        position=respondent.position,
        is_organisation=respondent.is_organisation,
    )


def _texts(texts: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", texts.get(name, [])))
