"""From findings to a case with its drafts: triage, registration, drafting into the outbox."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from sqlalchemy.orm import Session

from pipeline.drafting.draft import draft
from pipeline.engine.desk import Desk, today
from pipeline.engine.draft_case import build_draft_case
from pipeline.engine.papers import Papers, papers_of
from pipeline.law.forms import form
from pipeline.register import history
from pipeline.register.entry import (
    EnteredFile,
    Entry,
    case_of_submission,
    earlier_cases,
    enter,
    enter_again,
    next_number,
)
from pipeline.register.models import Draft
from pipeline.register.views import find_case
from pipeline.triage import propose
from pipeline.triage.proposal import Facts, Flag, Proposal, Source


class AlreadyRegistered(Exception):
    """The submission became a case before; nothing was written."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


def register_submission(
    desk: Desk, session: Session, digest: str, *, given: Facts | None = None
) -> str:
    """Enter the submission as a case and return its number, in the caller's transaction.

    ``given`` are the facts that a person states; without them they are assumed and marked.
    Raises ``AlreadyRegistered``: the caller's transaction is then rolled back, number and all.
    """
    number = next_number(session, today().year)
    known = case_of_submission(session, digest)
    if known is not None:
        raise AlreadyRegistered(known)
    papers = papers_of(desk, digest)
    facts = given or _assumed_facts(desk, papers)
    facts = replace(facts, earlier=earlier_cases(session, desk.keys, papers.main_findings))
    proposal = _with_attachment_flags(propose(papers.main_findings, facts, desk.settings), papers)
    entry = Entry(
        submission=digest,
        files=_entered_files(papers),
        findings=papers.main_findings,
        facts=facts,
        proposal=proposal,
    )
    enter(session, entry, number, desk.keys)
    return number


def _assumed_facts(desk: Desk, papers: Papers) -> Facts:
    """The day of the drop is not the day of arrival: without better knowledge it stands in for
    it, marked. A body's covering letter in the same folder says who forwarded the paper."""
    forwarder = _forwarder(papers)
    source: Source = "forwarded" if forwarder else desk.settings.intake.assumed_source
    return Facts(
        arrived_on=today(),
        arrival_assumed=True,
        source=source,
        source_assumed=True,
        forwarded_by=forwarder,
    )


def _forwarder(papers: Papers) -> str | None:
    if papers.main_findings.kind.value == "official":
        return None
    for found in papers.findings:
        if found is not None and found.official is not None and found.kind.value == "official":
            issuer = found.official.issuer
            return str(issuer.value) if issuer else None
    return None


def _with_attachment_flags(proposal: Proposal, papers: Papers) -> Proposal:
    """An attachment that could not be read is said."""
    unread = sum(1 for file in papers.files if file.error)
    if not unread:
        return proposal
    sentence = f"Có {unread:02d} tệp đính kèm không đọc được; bản gốc đã lưu, cần xem bằng mắt."
    return replace(proposal, flags=(*proposal.flags, Flag("attachment_unread", sentence)))


def _entered_files(papers: Papers) -> tuple[EnteredFile, ...]:
    return tuple(
        EnteredFile(
            sha256=file.sha256,
            name=file.name,
            role="main" if index == papers.main else "attachment",
            size=file.size,
            pages=file.pages,
            error=file.error,
        )
        for index, file in enumerate(papers.files)
    )


def confirm_facts(desk: Desk, number: str, who: str, **confirmed: Any) -> list[Path]:
    """Record what a person confirms of how and when the paper came, propose again, and draft
    what the new proposal adds. Drafts that exist are kept. Returns the case's drafts.

    ``confirmed`` holds ``arrived_on`` (a date), ``source`` or ``forwarded_by``. Raises
    ``UnknownCase``.
    """
    with desk.transaction(who) as session:
        case = find_case(session, number)
        papers = papers_of(desk, case.petitions[0].submission)
        earlier = earlier_cases(session, desk.keys, papers.main_findings, but=number)
        facts = Facts(
            arrived_on=case.arrived_on,
            arrival_assumed=case.arrival_assumed and "arrived_on" not in confirmed,
            source=cast("Source", case.source),
            source_assumed=case.source_assumed
            and not confirmed.keys() & {"source", "forwarded_by"},
            forwarded_by=case.forwarded_by or None,
            earlier=earlier,
        )
        facts = replace(facts, **confirmed)
        proposal = propose(papers.main_findings, facts, desk.settings)
        enter_again(session, case, facts, _with_attachment_flags(proposal, papers))
    return draft_proposed(desk, number)


def draft_proposed(desk: Desk, number: str) -> list[Path]:
    """Draft the forms that the case's proposal names and that do not stand in the outbox yet.

    Safe to repeat: a finished draft is kept (an officer may have edited it), a half one never
    appears. Returns the paths of all of the case's drafts.
    """
    with desk.transaction() as session:
        case = find_case(session, number)
        forms: list[str] = case.proposal["forms"]
    return [draft_form(desk, number, form_id) for form_id in forms]


def draft_form(desk: Desk, number: str, form_id: str, *, again: bool = False) -> Path:
    """Draft one form into ``outbox/<year>/<case>/<form>.docx`` and return its path.

    An existing file is never overwritten: it is kept as it is, or with ``again`` the new draft
    stands beside it as ``<form>-2.docx``. Raises ``UnknownCase``, ``UnknownForm``.
    """
    form(form_id)
    folder = desk.settings.outbox / number.split("-")[0] / number
    target = folder / f"{form_id}.docx"
    count = 1
    while again and target.exists():
        count += 1
        target = folder / f"{form_id}-{count}.docx"
    with desk.transaction() as session:
        case = find_case(session, number)
        if not target.exists():
            content = draft(
                form_id,
                build_draft_case(session, case, form(form_id), desk.gate),
                desk.settings,
                today(),
            )
            folder.mkdir(parents=True, exist_ok=True)
            _write_whole(target, content)
        path = target.relative_to(desk.settings.home).as_posix()
        if path not in {d.path for d in case.drafts}:
            case.drafts.append(
                Draft(case_number=number, form=form_id, path=path, drafted_at=history.now())
            )
    return target


def _write_whole(target: Path, content: bytes) -> None:
    """A reader of the outbox sees the whole file or none."""
    temporary = target.with_name(f".{target.name}.part")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)


def given_facts(
    desk: Desk,
    arrived_on: date | None,
    source: Source | None,
    forwarded_by: str | None,
) -> Facts | None:
    """Return the facts that a clerk states on the command line; None when none is stated."""
    if arrived_on is None and source is None and forwarded_by is None:
        return None
    return Facts(
        arrived_on=arrived_on or today(),
        arrival_assumed=arrived_on is None,
        source=source or ("forwarded" if forwarded_by else desk.settings.intake.assumed_source),
        source_assumed=source is None and forwarded_by is None,
        forwarded_by=forwarded_by,
    )
