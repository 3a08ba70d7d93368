"""From findings to a case with its drafts: triage, registration, drafting into the outbox."""

import itertools
import os
import uuid
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pipeline.drafting.draft import draft
from pipeline.engine.clock import office_settings
from pipeline.engine.desk import Desk, today
from pipeline.engine.draft_case import build_draft_case
from pipeline.engine.papers import Papers, papers_of
from pipeline.engine.withheld_notes import note_caution, note_refusal, paper_text
from pipeline.errors import LeakingDraft, UnfitForm
from pipeline.extraction.findings import Findings, Kind
from pipeline.law.forms import form
from pipeline.register import history
from pipeline.register.amend import amend
from pipeline.register.entry import (
    MACHINE,
    EnteredFile,
    Entry,
    case_of_submission,
    earlier_cases,
    enter,
    enter_again,
    next_number,
)
from pipeline.register.export import WORDS
from pipeline.register.facts import facts_of
from pipeline.register.models import Case, Draft, Failure
from pipeline.register.views import find_case
from pipeline.secrecy.gate import Reader
from pipeline.triage import propose
from pipeline.triage.corrections import corrected
from pipeline.triage.paper import is_secret
from pipeline.triage.proposal import Facts, Flag, Proposal, Source
from pipeline.triage.route import forms_of


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
    proposal = propose(papers.main_findings, facts, office_settings(desk, session))
    proposal = _with_attachment_flags(proposal, papers)
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
            may_show=_is_known(papers.findings[index]),
            role="main" if index == papers.main else "attachment",
            size=file.size,
            pages=file.pages,
            error=file.error,
        )
        for index, file in enumerate(papers.files)
    )


def propose_again(desk: Desk, session: Session, case: Case) -> Proposal:
    """Make the case's proposal and deadlines anew from the stored paper and what is known now.

    Sealed corrections are opened for the rules alone, in the program's name. Returns the proposal
    that was written.
    """
    papers = papers_of(desk, case.petitions[0].submission)
    known = facts_of(session, case, desk.gate, Reader(MACHINE, "propose again"))
    findings = corrected(papers.main_findings, known.person)
    facts = replace(
        known,
        forwarded_by=known.forwarded_by or _forwarder(papers),
        earlier=earlier_cases(session, desk.keys, findings, but=case.number),
    )
    proposal = propose(papers.main_findings, facts, office_settings(desk, session))
    proposal = _with_attachment_flags(proposal, papers)
    if proposal.secret:
        # a forwarder read from a covering letter is a word of the paper: it stays in the seal
        facts = replace(facts, forwarded_by=_named_forwarder(case))
    enter_again(session, case, facts, proposal)
    return proposal


def _named_forwarder(case: Case) -> str | None:
    """Return the forwarding body that a person named."""
    named = [fact.value for fact in case.facts if fact.field == "forwarded_by"]
    return (named[-1] if named else case.forwarded_by if case.secret else "") or None


def amend_case(desk: Desk, session: Session, case: Case, proposal: Proposal) -> None:
    """Bring the register's rows to what a person corrected of the paper."""
    papers = papers_of(desk, case.petitions[0].submission)
    facts = facts_of(session, case, desk.gate, Reader(MACHINE, "amend"))
    entry = Entry(
        submission=case.petitions[0].submission,
        files=_entered_files(papers),
        findings=corrected(papers.main_findings, facts.person),
        facts=replace(facts, forwarded_by=facts.forwarded_by or _forwarder(papers)),
        proposal=proposal,
    )
    amend(session, case, entry, desk.keys)


def _is_known(found: Findings | None) -> bool:
    return found is not None and not is_secret(found)


def draft_proposed(desk: Desk, number: str) -> list[Path]:
    """Draft the forms that the case's proposal names and that do not stand in the outbox yet.

    Safe to repeat: a finished draft is kept (an officer may have edited it), a half one never
    appears. Of a form whose draft would leak what must not be printed, the reason stands in the
    draft's place, and the others are drafted. Returns the paths of all of the case's drafts.
    """
    with desk.transaction() as session:
        forms = wanted_forms(find_case(session, number))
    drafts = (_draft_or_note(desk, number, form_id) for form_id in forms)
    return [path for path in drafts if path is not None]


def _draft_or_note(desk: Desk, number: str, form_id: str) -> Path | None:
    try:
        return draft_form(desk, number, form_id)
    except LeakingDraft as leak:
        note_refusal(_target(desk, number, form_id), form(form_id), number, leak)
        return None


def _target(desk: Desk, number: str, form_id: str) -> Path:
    return desk.settings.outbox / number.split("-")[0] / number / f"{form_id}.docx"


def wanted_forms(case: Case) -> list[str]:
    """Return the forms of the decided route; without a decision those that the proposal names."""
    if case.decided and case.decided != case.route:
        kind, source = cast("Kind", case.kind), cast("Source", case.source)
        return list(forms_of(case.decided, kind, source))
    return case.proposal["forms"]


def draft_form(
    desk: Desk, number: str, form_id: str, *, again: bool = False, who: str = MACHINE
) -> Path:
    """Draft one form into ``outbox/<year>/<case>/<form>.docx`` and return its path.

    An existing file is never overwritten: it is kept as it is, or with ``again`` the new draft
    stands beside it as ``<form>-2.docx``. Raises ``UnknownCase``, ``UnknownForm``, ``UnfitForm``,
    ``LeakingDraft``.
    """
    chosen = form(form_id)
    target = _target(desk, number, form_id)
    # The gate's log is committed before what it let out stands in the outbox.
    with desk.transaction(who) as session:
        case = find_case(session, number)
        if not chosen.fits(case.kind):
            raise UnfitForm(form=form_id, kind=WORDS[case.kind])
        wanted = again or not target.exists()
        office, text = desk.settings.office, paper_text(desk, case) if wanted else ""
        opened = (
            build_draft_case(session, case, chosen, desk.gate, who, office=office, text=text)
            if wanted
            else None
        )
    if opened is not None:
        content = draft(form_id, opened, desk.settings, today())
        target.parent.mkdir(parents=True, exist_ok=True)
        target = _write_whole(target, content, again=again)
        note_caution(target, chosen, opened)
    with desk.transaction(who) as session:
        _record_draft(desk, session, number, form_id, target)
    return target


def _record_draft(desk: Desk, session: Session, number: str, form_id: str, target: Path) -> None:
    path = target.relative_to(desk.settings.home).as_posix()
    # takes the write lock before looking, so that of two drafters only one records the path
    session.execute(update(Case).where(Case.number == number).values(number=number))
    if session.scalar(select(Draft.id).where(Draft.path == path)) is None:
        session.add(Draft(case_number=number, form=form_id, path=path, drafted_at=history.now()))


def _write_whole(target: Path, content: bytes, *, again: bool) -> Path:
    """Write the draft under the first free name; a reader of the outbox sees all of it or none."""
    temporary = target.with_name(f".{target.stem}.{uuid.uuid4().hex}.part")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return _publish(temporary, target, again=again)
    finally:
        temporary.unlink(missing_ok=True)


def _publish(temporary: Path, target: Path, *, again: bool) -> Path:
    """Give the finished file its name. Another drafter's file of that name stays: it is the same
    draft, or with ``again`` ours gets the next number."""
    stem = target.stem
    for count in itertools.count(2):
        try:
            _link(temporary, target)
        except FileExistsError:
            if not again:
                break
            target = target.with_name(f"{stem}-{count}.docx")
        else:
            break
    return target


def _link(temporary: Path, target: Path) -> None:
    try:
        target.hardlink_to(temporary)  # unlike a rename it never replaces
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError from None
        temporary.rename(target)


def record_failure(desk: Desk, code: str, digest: str) -> None:
    """Put a submission on the failed list, once; of a state secret only that it happened."""
    kept = "" if code == "state_secret" else digest
    with desk.transaction() as session:
        last = session.scalar(select(Failure).order_by(Failure.id.desc()).limit(1))
        if last is None or not kept or (last.code, last.submission) != (code, kept):
            session.add(Failure(at=history.now(), code=code, submission=kept))


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
