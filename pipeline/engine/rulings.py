"""What a person says of a case: facts, corrections, decisions, and what follows from them.

Each is written down with who said it; then the rules run again over the same paper, and what that
changed is told, before beside after.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from pipeline.engine.cases import amend_case, draft_proposed, propose_again, wanted_forms
from pipeline.engine.desk import Desk
from pipeline.register import decisions
from pipeline.register.facts import record
from pipeline.register.models import Case
from pipeline.register.views import find_case
from pipeline.triage.corrections import is_correction


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules said of a case at one moment."""

    kind: str
    secret: bool
    competence: str
    route: str
    sentence: str
    deadlines: dict[str, str]
    """Rule and start to last day, ISO."""
    deadline_names: dict[str, str]
    forms: tuple[str, ...]
    flags: tuple[str, ...]
    """The sentences of the flags."""
    measures: tuple[str, ...]
    """The sentences of what is to be done beside the route."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a person's word changed, and the drafts that the case has now."""

    before: Standing
    after: Standing
    drafts: tuple[Path, ...]
    open_drafts: tuple[str, ...]
    """Drafts made while the case was not yet known to be secret: they may carry the writer."""


def set_fact(desk: Desk, number: str, field: str, value: str, who: str) -> Change:
    """Record what a person found or corrected, run the rules again, and draft what that adds.

    ``value`` is as ``triage.recorded.read`` returns it; empty takes back. Drafts that exist are
    kept. Raises ``UnknownCase``.
    """
    with desk.transaction(who) as session:
        case = _locked(session, number)
        before, drafts = _standing(case), [draft.path for draft in case.drafts]
        _put_on_the_case(case, field, value)
        record(session, case, field, value, desk.gate, who)
        session.flush()
        proposal = propose_again(desk, session, case)
        if is_correction(field) or proposal.kind != case.kind or proposal.secret != case.secret:
            amend_case(desk, session, case, proposal)
        after = _standing(case)
    sealed = after.secret and not before.secret
    if sealed:
        _wipe_log(desk)
    return Change(
        before=before,
        after=after,
        drafts=tuple(draft_proposed(desk, number)),
        open_drafts=tuple(drafts) if sealed else (),
    )


def decide_route(
    desk: Desk, number: str, route: str, reason: str, who: str
) -> tuple[Standing, tuple[Path, ...]]:
    """Record what a person decided beside what was proposed, and draft the forms of that route.

    Returns what the rules say, which a decision doesn't change, and the drafts. Raises
    ``UnknownCase``.
    """
    with desk.transaction(who) as session:
        case = _locked(session, number)
        decisions.decide(session, case, route, reason, desk.gate, who)
        standing = _standing(case)
    return standing, tuple(draft_proposed(desk, number))


def _locked(session: Session, number: str) -> Case:
    """Return the case with the register's write lock taken: of two persons who speak at the same
    time the second sees what the first has said."""
    session.execute(update(Case).where(Case.number == number).values(number=number))
    return find_case(session, number)


def _put_on_the_case(case: Case, field: str, value: str) -> None:
    """Facts of how the paper came stand on the case itself."""
    match field:
        case "arrived_on":
            case.arrived_on, case.arrival_assumed = date.fromisoformat(value), False
        case "source":
            case.source, case.source_assumed = value, False
        case "forwarded_by":
            case.forwarded_by, case.source, case.source_assumed = value, "forwarded", False
        case _:
            pass


def _standing(case: Case) -> Standing:
    proposal = case.proposal
    return Standing(
        kind=case.kind,
        secret=case.secret,
        competence=case.competence,
        route=case.route,
        sentence=proposal["reasons"][-1] if proposal["reasons"] else "",
        deadlines={_deadline_key(d): d["due"] for d in proposal["deadlines"]},
        deadline_names={_deadline_key(d): d.get("name", d["rule"]) for d in proposal["deadlines"]},
        forms=tuple(wanted_forms(case)),
        flags=tuple(flag["sentence"] for flag in proposal["flags"]),
        measures=tuple(measure["sentence"] for measure in proposal.get("measures", ())),
    )


def _deadline_key(deadline: dict[str, Any]) -> str:
    return f"{deadline['rule']} {deadline['start']}"


def _wipe_log(desk: Desk) -> None:
    """Empty SQLite's write-ahead log, which still holds the pages from before the sealing."""
    with desk.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
