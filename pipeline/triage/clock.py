"""Which deadlines run from the day a paper arrived."""

from dataclasses import replace

from pipeline.extraction.findings import Kind
from pipeline.law.deadlines import Deadline, Version, compute, in_force
from pipeline.settings import Law
from pipeline.triage.proposal import Competence, Facts

_ASSUMED = (
    "Ngày đến là ngày giả định: chưa có dấu ĐẾN, giấy chuyển đơn hoặc xác nhận của người nhận."
)


def rules(kind: Kind, competence: Competence, facts: Facts) -> tuple[str, ...]:
    """Return the ids of the rules that apply, the one that decides first.

    A paper whose kind or competence is unknown gets the rules of every reading: the earliest
    still binds while a person thinks. Who handed a paper in must also be told what was done with
    it (Điều 28 khoản 1 Luật Tiếp công dân).
    """
    if kind in {"official", "other"}:
        return ()
    found: list[str] = []
    if kind in {"complaint", "mixed"}:
        found.append("complaint.accept")
    if kind in {"denunciation", "mixed"}:
        if competence != "not_competent":
            found.append("denunciation.register")
        if competence != "competent":
            found.append("denunciation.transfer")
    if kind == "recommendation":
        found.append("recommendation.reply")
    if facts.source == "direct":
        found.append("reception.reply")
    return tuple(found)


def deadlines(
    kind: Kind, competence: Competence, facts: Facts, law: Law
) -> tuple[tuple[Deadline, Version], ...]:
    """Return each deadline with the version of the rule it rests on.

    A rule that wasn't in force on the day of arrival gives none.
    """
    versions = [in_force(rule, facts.arrived_on) for rule in rules(kind, competence, facts)]
    return tuple((_deadline(version, facts, law), version) for version in versions if version)


def _deadline(version: Version, facts: Facts, law: Law) -> Deadline:
    computed = compute(
        version.rule,
        facts.arrived_on,
        length=law.recommendation_working_days,
        confirmed_calendars=law.confirmed_calendars,
    )
    if not facts.arrival_assumed:
        return computed
    reasons = (_ASSUMED, *computed.provisional_reasons)
    return replace(computed, provisional=True, provisional_reasons=reasons)
