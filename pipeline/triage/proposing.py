"""From what the paper says to what a person should decide, with the reasons.

The order of the work: conditions, competence, route, deadlines, flags. Nothing is read, stored
or asked for: the same findings, facts and settings always give the same proposal.

A proposal is stored in clear. While the paper may be a denunciation no sentence of it quotes the
paper; otherwise the contested decision and the competent body are quoted, never the writer.
"""

from collections.abc import Iterable

from pipeline.extraction.findings import Findings
from pipeline.settings import Settings
from pipeline.triage import articles, paper
from pipeline.triage.clock import deadlines
from pipeline.triage.competence import Judgement, judge
from pipeline.triage.conditions import check
from pipeline.triage.flags import raise_flags
from pipeline.triage.proposal import Condition, Facts, Flag, Proposal
from pipeline.triage.route import Way, choose

_LONGEST_QUOTE = 300


def propose(findings: Findings, facts: Facts, settings: Settings) -> Proposal:
    """Return the proposal for a paper: what to do with it, and why."""
    kind = findings.kind.value
    conditions = check(findings)
    judged = judge(findings, settings.office)
    way = choose(findings, facts, conditions, judged.competence)
    clocks = deadlines(kind, judged.competence, facts, settings.law)
    reasons = _reasons(findings, conditions, judged, way)
    flags = raise_flags(findings, facts, judged, way, clocks)
    return Proposal(
        kind=kind,
        secret=paper.is_secret(findings),
        conditions=conditions,
        competence=judged.competence,
        competence_reason=judged.reason,
        competent_body=judged.body,
        route=way.route,
        reasons=reasons,
        forms=way.forms,
        deadlines=tuple(deadline for deadline, _ in clocks),
        flags=(*flags, *_unread(conditions, reasons)),
    )


def _reasons(
    findings: Findings, conditions: tuple[Condition, ...], judged: Judgement, way: Way
) -> tuple[str, ...]:
    """Return the sentences that a leader would sign under, from the paper to the proposal."""
    if way.route == "incoming":
        return (way.reason,)
    return (_subject(findings), *_fitness(conditions), judged.reason, way.reason)


def _subject(findings: Findings) -> str:
    kind = findings.kind.value
    if kind == "mixed":
        return "Đơn có nhiều nội dung khác nhau."
    if kind == "other":
        return "Đơn chưa xác định được loại."
    name = paper.KIND_NAMES[kind]
    contested = findings.fields.contested
    if kind != "complaint" or paper.is_secret(findings) or not contested:
        return f"Đơn {name}."
    quoted = "; ".join(" ".join(str(value.value).split()) for value in contested)
    if len(quoted) > _LONGEST_QUOTE:
        quoted = quoted[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"
    return f"Đơn {name} {quoted.rstrip('.;, ')}."


def _fitness(conditions: tuple[Condition, ...]) -> Iterable[str]:
    if not conditions:
        return
    failed = [condition for condition in conditions if condition.state == "failed"]
    unknown = [condition for condition in conditions if condition.state == "unknown"]
    if failed:
        yield " ".join(c.sentence for c in failed)
    elif not unknown:
        yield f"Đơn có đủ các nội dung theo {conditions[0].article}."
    yield from (c.sentence for c in unknown)


def _unread(conditions: Iterable[Condition], reasons: Iterable[str]) -> tuple[Flag, ...]:
    """Flag the articles relied on whose text nobody has compared."""
    said = " ".join((*reasons, *(condition.article for condition in conditions)))
    unread = sorted(article for article in articles.UNREAD if article in said)
    if not unread:
        return ()
    return (Flag("unverified_law", f"Chưa đối chiếu nguyên văn: {'; '.join(unread)}."),)
