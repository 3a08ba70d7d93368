"""Entering a case: number, rows, secrets and search, all in the caller's one transaction."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pipeline.extraction.findings import Fields, Findings, Party, Value
from pipeline.register import history, matching
from pipeline.register.clock import clock_facts, deadline_rows, set_deadlines
from pipeline.register.models import (
    Case,
    PaperFile,
    Person,
    Petition,
    Reference,
)
from pipeline.register.plain import plain
from pipeline.register.search import index_case
from pipeline.secrecy.cipher import Keys
from pipeline.secrecy.gate import Gate
from pipeline.triage.proposal import EarlierCase, Facts, Proposal

MACHINE = "donthu"
"""Who acts in the history when no person does."""

_ROLE_WORDS = {
    "petitioner": {
        "complaint": "Người khiếu nại",
        "denunciation": "Người tố cáo",
        "recommendation": "Người kiến nghị",
        "other": "Người gửi đơn",
    },
    "respondent": {
        "complaint": "Người bị khiếu nại",
        "denunciation": "Người bị tố cáo",
        "other": "Người bị phản ánh",
    },
}


@dataclass(frozen=True, slots=True)
class EnteredFile:
    """A file of the paper as it enters the register."""

    sha256: str
    name: str
    role: str
    """``main`` or ``attachment``."""
    size: int
    pages: int
    error: str = ""
    may_show: bool = True
    """False for the name of a file that may itself be a denunciation."""

    def __repr__(self) -> str:
        return f"EnteredFile({self.sha256[:12]}, {self.role})"


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that the register needs to enter one submission as a case."""

    submission: str
    files: tuple[EnteredFile, ...]
    findings: Findings
    facts: Facts
    proposal: Proposal

    def __repr__(self) -> str:
        return f"Entry({self.submission[:12]})"


def next_number(session: Session, year: int) -> str:
    """Return the year's next case number, such as ``2026-000123``.

    It must be the first statement of its transaction: it takes the write lock, so numbers neither
    repeat nor leave gaps when several writers come at once.
    """
    last = session.execute(
        text(
            "INSERT INTO counter (year, last) VALUES (:year, 1)"
            " ON CONFLICT (year) DO UPDATE SET last = counter.last + 1 RETURNING last"
        ),
        {"year": year},
    ).scalar_one()
    return f"{year}-{last:06d}"


def case_of_submission(session: Session, submission: str) -> str | None:
    """Return the case that a submission has become, if it has been seen before."""
    return session.scalar(select(Petition.case_number).where(Petition.submission == submission))


def earlier_cases(
    session: Session, keys: Keys, findings: Findings, *, but: str = ""
) -> tuple[EarlierCase, ...]:
    """Return the cases of the same petitioner or about the same contested decision, other than
    the case ``but`` and those after it."""
    people = [
        key
        for party in findings.fields.petitioners
        for secret in (False, True)
        if (key := person_key(keys, party, secret=secret))
    ]
    contested = [
        key
        for secret in (False, True)
        if (key := contested_key(keys, findings.fields, secret=secret))
    ]
    by_person = set(
        session.scalars(
            select(Person.case_number).where(
                Person.role == "petitioner", Person.match_key.in_(people)
            )
        )
    )
    by_contested = set(
        session.scalars(select(Case.number).where(Case.contested_key.in_(contested)))
    )
    cases = session.scalars(
        select(Case).where(Case.number.in_(by_person | by_contested)).order_by(Case.number)
    )
    if but:
        cases = (case for case in cases if case.number < but)
    return tuple(
        EarlierCase(
            number=case.number,
            kind=case.kind,  # pyright: ignore[reportArgumentType]
            route=case.decided or case.route,  # pyright: ignore[reportArgumentType]
            registered_on=case.registered_at.date(),
            same_petitioner=case.number in by_person,
            same_contested=case.number in by_contested,
        )
        for case in cases
    )


def enter(session: Session, entry: Entry, number: str, keys: Keys) -> None:
    """Write the case with everything that belongs to it under the given number.

    Of a secret case (``entry.proposal.secret``) every word of the paper goes into the seal.
    """
    gate = Gate(keys.values)
    session.add(_case(entry, number, keys))
    session.flush()
    session.add(_petition(session, entry, number, gate))
    fields = entry.findings.fields
    for role, parties in (("petitioner", fields.petitioners), ("respondent", fields.respondents)):
        for index, party in enumerate(parties, start=1):
            session.add(person_row(session, entry, number, role, index, party, keys, gate))
    if not entry.proposal.secret:
        session.add_all(reference_rows(entry.findings, number))
    session.add_all(deadline_rows(entry.proposal.deadlines, number))
    index_case(session, number, search_texts(entry, number))
    session.flush()


def enter_again(session: Session, case: Case, facts: Facts, proposal: Proposal) -> None:
    """Write what a person's confirmation of the facts has changed; the paper stays as it is."""
    case.arrived_on, case.arrival_assumed = facts.arrived_on, facts.arrival_assumed
    case.source, case.source_assumed = facts.source, facts.source_assumed
    case.forwarded_by = facts.forwarded_by or ""
    case.competence, case.route = proposal.competence, proposal.route
    case.instance, case.clock = proposal.instance, clock_facts(facts)
    case.proposal = plain(asdict(proposal))
    set_deadlines(session, case, proposal.deadlines)


def _case(entry: Entry, number: str, keys: Keys) -> Case:
    facts, proposal = entry.facts, entry.proposal
    return Case(
        number=number,
        registered_at=history.now(),
        kind=proposal.kind,
        secret=proposal.secret,
        arrived_on=facts.arrived_on,
        arrival_assumed=facts.arrival_assumed,
        source=facts.source,
        source_assumed=facts.source_assumed,
        # read from a secret paper's covering letter it is a word of the paper: it is sealed
        forwarded_by="" if proposal.secret and facts.source_assumed else facts.forwarded_by or "",
        competence=proposal.competence,
        route=proposal.route,
        instance=proposal.instance,
        clock=clock_facts(facts),
        contested_key=contested_key(keys, entry.findings.fields, secret=proposal.secret),
        proposal=plain(asdict(proposal)),
    )


def _petition(session: Session, entry: Entry, number: str, gate: Gate) -> Petition:
    fields, secret = entry.findings.fields, entry.proposal.secret
    petition = Petition(
        case_number=number,
        submission=entry.submission,
        written_on=_text(fields.written_on),
        signatures=fields.signatures.value if fields.signatures else None,
        title="",
        summary="",
        texts={},
        files=[_file(file, secret) for file in entry.files],
    )
    if secret:
        sealed = {
            "names": [f.name for f in entry.files],
            "forwarded_by": entry.facts.forwarded_by or "",
            **paper_texts(entry.findings),
        }
        petition.sealed_id = gate.seal(session, number, sealed, f"Đơn của vụ việc {number}").id
        return petition
    texts = paper_texts(entry.findings)
    petition.title, petition.summary = texts.pop("title"), texts.pop("summary")
    petition.texts = texts
    return petition


def _file(file: EnteredFile, secret: bool) -> PaperFile:
    return PaperFile(
        sha256=file.sha256,
        role=file.role,
        # a name with odd bytes can't be a database text; the sealed copy keeps it whole
        name="" if secret or not file.may_show else file.name.encode("utf-8", "replace").decode(),
        size=file.size,
        pages=file.pages,
        error=file.error,
    )


def paper_texts(findings: Findings) -> dict[str, Any]:
    """Return the texts of a paper, under the names that ``register show`` prints."""
    fields = findings.fields
    official = findings.official
    return {
        "title": _text(fields.title)
        or (_text(official.subject or official.doc_type) if official else ""),
        "summary": _text(fields.summary),
        "written_at": _text(fields.written_at),
        "addressees": [_text(v) for v in fields.addressees],
        "contested": [_text(v) for v in fields.contested],
        "requests": [_text(v) for v in fields.requests],
        "attachments": [_text(v) for v in fields.attachments],
        "issuer": _text(official.issuer) if official else "",
        "symbol": _official_symbol(findings),
        "issued_on": _text(official.issued_on) if official else "",
    }


def _official_symbol(findings: Findings) -> str:
    official = findings.official
    if official is None or official.symbol is None:
        return ""
    return f"{_text(official.number)}/{_text(official.symbol)}".lstrip("/")


def person_row(
    session: Session,
    entry: Entry,
    number: str,
    role: str,
    index: int,
    party: Party,
    keys: Keys,
    gate: Gate,
) -> Person:
    person = Person(
        case_number=number,
        role=role,
        pseudonym=pseudonym(role, entry.proposal.kind, index, number),
        is_organisation=party.is_organisation,
        match_key=person_key(keys, party, secret=entry.proposal.secret)
        if role == "petitioner"
        else "",
    )
    details = party_details(party)
    if entry.proposal.secret:
        person.sealed_id = gate.seal(session, number, details, person.pseudonym).id
    else:
        for name, value in details.items():
            setattr(person, name, value)
    return person


def pseudonym(role: str, kind: str, index: int, number: str) -> str:
    """Return what everybody may call a person of a case: «Người tố cáo 1 (2026-000001)»."""
    word = _ROLE_WORDS[role].get(kind, _ROLE_WORDS[role]["other"])
    return f"{word} {index} ({number})"


def party_details(party: Party) -> dict[str, str]:
    """The identifying columns of a person, empty where the paper is silent."""
    return {
        "name": _text(party.name),
        "birth": _text(party.birth),
        "id_number": _text(party.id_number),
        "id_issued_on": _text(party.id_issued_on),
        "id_issued_by": _text(party.id_issued_by),
        "address": _text(party.address),
        "phone": _text(party.phone),
        "position": _text(party.position),
    }


def reference_rows(findings: Findings, number: str) -> list[Reference]:
    """Return the documents that the paper refers to, each once."""
    seen: dict[int, Reference] = {}
    for mention in findings.references:
        seen.setdefault(
            mention.document_id,
            Reference(
                case_number=number,
                kind=mention.kind,
                symbol=mention.resolved or mention.symbol or "",
                date=mention.date or "",
                agency=mention.agency or "",
                relation=mention.relation,
            ),
        )
    return list(seen.values())


def search_texts(entry: Entry, number: str) -> list[str]:
    """Return what the search may know of a case: of a secret one its number."""
    if entry.proposal.secret:
        return [number]
    texts = paper_texts(entry.findings)
    people = (*entry.findings.fields.petitioners, *entry.findings.fields.respondents)
    return [
        number,
        *_flat(texts),
        *(value for party in people for value in party_details(party).values()),
        *(mention.text for mention in entry.findings.references),
    ]


def _flat(texts: Mapping[str, Any]) -> list[str]:
    flat: list[str] = []
    for value in texts.values():
        flat.extend(cast("list[str]", value) if isinstance(value, list) else [str(value)])
    return flat


def person_key(keys: Keys, party: Party, *, secret: bool) -> str:
    """Return the keyed digest by which the same writer is found again; empty without a name."""
    return matching.person_key(keys, _text(party.name), secret=secret)


def contested_key(keys: Keys, fields: Fields, *, secret: bool) -> str:
    """Return the keyed digest by which the same contested decision is found again."""
    return matching.contested_key(keys, map(_text, fields.contested), secret=secret)


def _text(value: Value | None) -> str:
    return "" if value is None else str(value.value)
