"""What a person decided to do with a case, kept beside the proposal."""

from typing import Any

from sqlalchemy.orm import Session

from pipeline.register import history
from pipeline.register.models import Case, Decision, History
from pipeline.secrecy.gate import Gate, Reader


def decide(session: Session, case: Case, route: str, reason: str, gate: Gate, who: str) -> None:
    """Write down the decision; the last one counts, the earlier ones stay."""
    decision = Decision(
        case_number=case.number,
        route=route,
        reason="" if case.secret else reason,
        who=who,
        at=history.now(),
    )
    if case.secret and reason:
        name = f"Lý do quyết định của vụ việc {case.number}"
        decision.sealed_id = gate.seal(session, case.number, {"reason": reason}, name).id
    case.decisions.append(decision)
    case.decided = route
    session.add(
        History(
            at=decision.at,
            who=who,
            case_number=case.number,
            what="decision",
            before=case.route,
            after=route,
        )
    )


def decision_views(
    session: Session, case: Case, gate: Gate, reader: Reader | None
) -> list[dict[str, Any]]:
    """Return the case's decisions, the one that counts last, as the JSON prints them."""
    return [
        {
            "route": decision.route,
            "reason": _reason(session, decision, gate, reader),
            "who": decision.who,
            "at": decision.at.isoformat() + "Z",
        }
        for decision in case.decisions
    ]


def _reason(session: Session, decision: Decision, gate: Gate, reader: Reader | None) -> str | None:
    if decision.sealed_id is None:
        return decision.reason or None
    return gate.open(session, decision.sealed_id, reader)["reason"] if reader else None
