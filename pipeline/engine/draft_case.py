"""What a draft may carry: the one place that asks the gate on behalf of a form."""

from datetime import date
from typing import Any, cast

from sqlalchemy.orm import Session

from pipeline.drafting.case import DraftCase, KeptBack, Person
from pipeline.engine.withheld import kept_back, withheld_body, withheld_respondent
from pipeline.engine.withheld_signs import identifying
from pipeline.law.forms import Form
from pipeline.register.clock import in_order
from pipeline.register.entry import MACHINE
from pipeline.register.models import Case
from pipeline.register.models import Person as PersonRow
from pipeline.register.views import open_person, open_petition
from pipeline.secrecy.gate import Gate, Reader
from pipeline.settings import Office


def build_draft_case(
    session: Session,
    case: Case,
    form: Form,
    gate: Gate,
    who: str = MACHINE,
    *,
    office: Office | None = None,
    text: str = "",
) -> DraftCase:
    """Return the case as the form may show it.

    For a secret case a form whose ``identity`` is ``open`` (it goes to the denouncer) gets the
    values through the gate, in the name of ``who`` asked for the form. Any other gets no free
    text, pseudonyms for the writers, and of the denounced only what can't lead to a writer; the
    names of the ``office`` are known to be harmless. The paper's ``text`` is searched for what
    would identify a writer without a name; of that only a count goes along.
    """
    office = office or Office()
    withheld = case.secret and form.identity == "withheld"
    reader = Reader(who, f"draft {form.id}", "draft_named") if case.secret else None
    petition = case.petitions[0]
    opened = open_petition(session, petition, gate, reader)
    texts = {} if withheld else opened
    petitioners = writers = _people(session, case, "petitioner", gate, reader)
    respondents = _people(session, case, "respondent", gate, reader)
    forwarded_by = case.forwarded_by or withheld_body(
        opened.get("forwarded_by", ""), petitioners, office
    )
    if withheld:
        respondents = tuple(withheld_respondent(r, petitioners, office) for r in respondents)
        petitioners = tuple(
            Person(name=row.pseudonym) for row in case.people if row.role == "petitioner"
        )
    proposal = case.proposal
    received = (d for d in in_order(case.deadlines) if d.start_code == "received")
    deadline = next(received, None)
    working: dict[str, Any] = deadline.working if deadline else {}
    return DraftCase(
        number=case.number,
        kind=case.kind,  # pyright: ignore[reportArgumentType]
        withheld=withheld,
        arrived_on=case.arrived_on,
        arrival_assumed=case.arrival_assumed,
        source=case.source,  # pyright: ignore[reportArgumentType]
        forwarded_by=forwarded_by,
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
        secret=case.secret,
        kept_back=kept_back(writers) if case.secret else KeptBack(),
        clues=len(identifying(text, writers)) if withheld else 0,
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


def _texts(texts: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", texts.get(name, [])))
