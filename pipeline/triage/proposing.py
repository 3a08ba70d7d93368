"""From what the paper says to what a person should decide, with the reasons.

The order of the work: a person's corrections, conditions, competence, route, deadlines, flags.
Nothing is read, stored or asked for: the same findings, facts and settings always give the same
proposal.

A proposal is stored in clear. While the paper may be a denunciation no sentence of it quotes the
paper; otherwise the contested decision and the competent body are quoted, never the writer.
"""

from collections.abc import Iterable

from pipeline.extraction.findings import Findings
from pipeline.law.decision_table import all_articles
from pipeline.settings import Settings
from pipeline.triage import paper
from pipeline.triage.clock import deadlines, hand_of
from pipeline.triage.competence import Judgement
from pipeline.triage.conditions import check
from pipeline.triage.corrections import corrected
from pipeline.triage.counts import count
from pipeline.triage.flags import raise_flags
from pipeline.triage.proposal import Condition, Facts, Flag, Proposal
from pipeline.triage.route import Told, Way, choose, measures
from pipeline.triage.situation import questions, signs_of
from pipeline.triage.succession import judge_today, name_flags

_LONGEST_QUOTE = 300


def propose(findings: Findings, facts: Facts, settings: Settings) -> Proposal:
    """Return the proposal for a paper: what to do with it, and why."""
    findings = corrected(findings, facts.person)
    kind = findings.kind.value
    conditions = check(findings, facts)
    judged = judge_today(findings, facts, settings)
    signs = signs_of(findings, facts, conditions, judged)
    told = Told(settings.office, judged, conditions, facts.arrived_on)
    way = choose(kind, signs, told)
    beside = measures(kind, way.route, signs, told)
    instance = facts.instance or paper.instance(findings) or ""
    clocks = deadlines(kind, judged.competence, facts, hand_of(settings), instance=instance)
    reasons = _reasons(findings, facts, conditions, judged, way)
    flags = raise_flags(findings, facts, judged, way, conditions, settings.office, clocks)
    said = (*reasons, *(m.sentence for m in beside), *(c.article for c in conditions))
    return Proposal(
        kind=kind,
        secret=paper.is_secret(findings, facts),
        conditions=conditions,
        competence=judged.competence,
        competence_reason=judged.reason,
        competent_body=judged.body,
        route=way.route,
        reasons=reasons,
        forms=way.forms,
        deadlines=tuple(deadline for deadline, _ in clocks),
        flags=(*flags, *name_flags(findings, facts, settings), *_unread(said)),
        row=way.row,
        certainty=way.certainty,
        no_form=way.no_form,
        measures=beside,
        counts=count(findings, facts, judged, settings.office),
        questions=questions(findings, facts, signs, judged),
        instance=instance,
    )


def _reasons(
    findings: Findings,
    facts: Facts,
    conditions: tuple[Condition, ...],
    judged: Judgement,
    way: Way,
) -> tuple[str, ...]:
    """Return the sentences that a leader would sign under, from the paper to the proposal."""
    if way.route == "incoming":
        return (way.reason,)
    return (_subject(findings, facts), *_fitness(conditions), judged.reason, way.reason)


def _subject(findings: Findings, facts: Facts) -> str:
    kind = findings.kind.value
    if kind == "mixed":
        return "Đơn có nhiều nội dung khác nhau."
    if kind == "other":
        return "Đơn chưa xác định được loại."
    name = paper.KIND_NAMES[kind]
    contested = findings.fields.contested
    if kind != "complaint" or paper.is_secret(findings, facts) or not contested:
        return f"Đơn {name}."
    quoted = "; ".join(" ".join(str(value.value).split()) for value in contested)
    if len(quoted) > _LONGEST_QUOTE:
        quoted = quoted[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"
    return f"Đơn {name} {quoted.rstrip('.;, ')}."


def _fitness(conditions: tuple[Condition, ...]) -> Iterable[str]:
    """Say what of the contents is there; what bars an acceptance only where a person found it."""
    asked = [c for c in conditions if c.group in ("content", "representation")]
    if not asked:
        return
    failed = [c for c in conditions if c.state == "failed"]
    unknown = [c for c in asked if c.state == "unknown"]
    if failed:
        yield " ".join(c.sentence for c in failed)
    elif all(c.group != "content" for c in unknown):
        yield f"Đơn có đủ các nội dung theo {asked[0].article}."
    yield from (c.sentence for c in unknown)


def _unread(said: Iterable[str]) -> tuple[Flag, ...]:
    """Flag the articles relied on whose text nobody has compared."""
    text = " ".join(said)
    unread = sorted({a.text for a in all_articles() if a.certainty == "M" and a.text in text})
    if not unread:
        return ()
    return (Flag("unverified_law", f"Chưa đối chiếu nguyên văn: {'; '.join(unread)}."),)
