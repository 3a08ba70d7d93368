"""Rewriting a case's rows after a person has corrected the paper, or found it to be secret.

The rows always say what the corrected findings say, so that taking a correction back restores what
the machine read. A case only ever becomes more secret: what was sealed stays sealed.
"""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pipeline.register.entry import (
    Entry,
    contested_key,
    paper_texts,
    party_details,
    person_key,
    person_row,
    pseudonym,
    search_texts,
)
from pipeline.register.facts import SEALED, holds_words
from pipeline.register.models import Case, History, Person, Petition
from pipeline.register.search import index_case
from pipeline.secrecy.cipher import Keys
from pipeline.secrecy.gate import Gate


def amend(session: Session, case: Case, entry: Entry, keys: Keys) -> None:
    """Bring the rows of a case to what the entry's corrected findings say.

    ``entry.proposal.secret`` seals a case that stood open; nothing unseals one.
    """
    gate = Gate(keys.values)
    newly = entry.proposal.secret and not case.secret
    case.kind, case.secret = entry.proposal.kind, entry.proposal.secret
    case.contested_key = contested_key(keys, entry.findings.fields, secret=case.secret)
    _amend_petition(session, case.petitions[0], entry, gate, secret=case.secret)
    for role in ("petitioner", "respondent"):
        _amend_people(session, case, role, entry, keys, gate)
    if newly:
        _seal_the_rest(session, case, gate)
    index_case(session, case.number, search_texts(entry, case.number))
    if newly:
        # the words must not stay behind in the index's deleted entries
        session.execute(text("INSERT INTO case_search (case_search) VALUES ('optimize')"))


def _amend_petition(
    session: Session, petition: Petition, entry: Entry, gate: Gate, *, secret: bool
) -> None:
    fields = entry.findings.fields
    petition.written_on = str(fields.written_on.value) if fields.written_on else ""
    counted = fields.signatures.value if fields.signatures else None
    petition.signatures = counted if isinstance(counted, int) else None
    texts = paper_texts(entry.findings)
    if not secret:
        petition.title, petition.summary = texts.pop("title"), texts.pop("summary")
        petition.texts = texts
        return
    sealed = {
        "names": [file.name for file in entry.files],
        "forwarded_by": entry.facts.forwarded_by or "",
        **texts,
    }
    name = f"Đơn của vụ việc {petition.case_number}"
    petition.sealed_id = gate.seal(session, petition.case_number, sealed, name).id
    petition.title, petition.summary, petition.texts = "", "", {}
    for file in petition.files:
        file.name = ""


def _amend_people(
    session: Session, case: Case, role: str, entry: Entry, keys: Keys, gate: Gate
) -> None:
    rows = [row for row in case.people if row.role == role]
    fields = entry.findings.fields
    parties = fields.petitioners if role == "petitioner" else fields.respondents
    for index, party in enumerate(parties, start=1):
        if index > len(rows):
            made = person_row(session, entry, case.number, role, index, party, keys, gate)
            case.people.append(made)
            continue
        row = rows[index - 1]
        row.pseudonym = pseudonym(role, case.kind, index, case.number)
        if role == "petitioner":
            row.match_key = person_key(keys, party, secret=case.secret)
        _write_details(session, row, party_details(party), gate, secret=case.secret)
    for gone in rows[len(parties) :]:
        case.people.remove(gone)
        session.delete(gone)


def _write_details(
    session: Session, row: Person, details: dict[str, str], gate: Gate, *, secret: bool
) -> None:
    if secret:
        row.sealed_id = gate.seal(session, row.case_number, details, row.pseudonym).id
    for column, value in details.items():
        setattr(row, column, "" if secret else value)


def _seal_the_rest(session: Session, case: Case, gate: Gate) -> None:
    """Seal what stood beside the paper: references, corrections, reasons, and the history's words.

    The flush writes the history of the sealing itself, whose old values are then wiped too.
    """
    for reference in list(case.references):
        case.references.remove(reference)
        session.delete(reference)
    for fact in case.facts:
        if fact.value and holds_words(fact.field):
            name = f"{fact.field} của vụ việc {case.number}"
            fact.sealed_id = gate.seal(session, case.number, {"value": fact.value}, name).id
            fact.value = ""
    for decision in case.decisions:
        if decision.reason:
            name = f"Lý do quyết định của vụ việc {case.number}"
            sealed = {"reason": decision.reason}
            decision.sealed_id = gate.seal(session, case.number, sealed, name).id
            decision.reason = ""
    session.flush()
    for line in session.scalars(select(History).where(History.case_number == case.number)):
        if _may_hold_words(line.what):
            line.before = SEALED if line.before else ""
            line.after = SEALED if line.after else ""


def _may_hold_words(what: str) -> bool:
    table, _, rest = what.partition(".")
    if table == "fact":
        return holds_words(rest)
    return table in ("person", "petition", "reference", "paper_file") or what == "case.forwarded_by"
