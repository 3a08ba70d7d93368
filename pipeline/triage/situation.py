"""The signs that the decision table looks at, each with one value; what nobody knows is unknown.

A person's finding wins over the machine's. The machine sets a sign only where the paper or the
register shows it; a mere mention («đảng viên», «đã được hướng dẫn») makes a question of it.
"""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.extraction.findings import Findings, Kind
from pipeline.law.decision_table import Sign, all_signs
from pipeline.triage import paper
from pipeline.triage.competence import Judgement
from pipeline.triage.proposal import Condition, EarlierCase, Facts, Question, Route

_STOPS = (
    "state_secret",
    "unreadable",
    "not_vietnamese",
    "blank_form",
    "copy_only",
    "impersonation",
)
_ONCE: dict[Kind, tuple[Route, ...]] = {
    "complaint": ("guide",),
    "denunciation": ("transfer", "guide"),
}
"""What is done once for the same matter."""
_CORE = frozenset({"respondent", "content"})


def signs_of(
    findings: Findings, facts: Facts, conditions: Iterable[Condition], judged: Judgement
) -> dict[str, str]:
    """Return every sign that is known, by its id in the law's data."""
    conditions = tuple(conditions)
    person = {name: found for name, found in facts.person.items() if name in all_signs()}
    machine = {
        "stop": _stop(findings),
        "anonymous": _yes(paper.is_anonymous(findings)),
        "kind_known": _kind_known(findings, facts),
        "group": _yes(paper.is_group(findings)),
        "represented": _yes(bool(findings.fields.represented_by)),
        "forwarder": _forwarder(facts),
        "source": facts.source,
        "competence": judged.competence,
        "settler": judged.settler,
        "fit": _fit(conditions),
        "barred": _barred(conditions),
        "final_decision": _final(conditions),
        "prior_guidance": _prior(findings.kind.value, facts.earlier),
        **{condition.id: condition.state for condition in conditions},
    }
    # whose it is has been judged with the person's word
    return {**machine, **person, "competence": judged.competence}


def questions(
    findings: Findings, facts: Facts, signs: Mapping[str, str], judged: Judgement
) -> tuple[Question, ...]:
    """Return what a person is asked: signs that the paper hints at, or that would decide."""
    if findings.kind.value == "official":
        return ()
    deciding = frozenset(_deciding(findings, facts, signs, judged))
    codes = paper.codes(findings)
    kind = findings.kind.value
    asked = [
        sign
        for sign in all_signs().values()
        if sign.type
        and sign.id not in facts.person
        and (not sign.kinds or kind in sign.kinds)
        and (codes & set(sign.hints) or sign.id in deciding)
    ]
    return tuple(Question(sign.id, _question(sign)) for sign in asked)


def _question(sign: Sign) -> str:
    choices = "|".join(sign.choices)
    return f"{sign.asks} ({sign.id} {choices})".replace(" )", ")")


def _deciding(
    findings: Findings, facts: Facts, signs: Mapping[str, str], judged: Judgement
) -> Iterator[str]:
    """Yield the signs that would move a case like this one."""
    if signs["stop"] != "none":
        yield "stop"
    if signs["kind_known"] != "sure" or findings.kind.value == "other":
        yield "kind"
    if signs["competence"] == "unknown" and findings.kind.value not in ("mixed", "other"):
        yield "competence"
    if findings.kind.value == "mixed":
        yield "several_bodies"
    if signs["anonymous"] == "yes":
        yield "anonymous_checkable"
    if signs["prior_guidance"] == "seen":
        yield "prior_guidance"
    if signs["competence"] == "not_competent":
        if signs["settler"] == "subordinate":
            yield "lower_overdue"
        if len(findings.fields.addressees) > 1:
            yield "sent_to_competent"
        if facts.source == "direct":
            yield "in_person"
        if judged.body is None and signs["settler"] in ("other", "subordinate"):
            yield "competent_body"
    if signs["final_decision"] == "yes":
        yield "illegality_signs"


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _stop(findings: Findings) -> str:
    codes = paper.codes(findings)
    found = next((code for code in _STOPS if code in codes), None)
    missing = any(code.startswith("missing.") for code in codes)
    if found in (None, "impersonation") and paper.is_hard_to_read(findings) and missing:
        return found or "unreadable"
    return found or "none"


def _kind_known(findings: Findings, facts: Facts) -> str:
    if findings.kind.confidence < paper.GUESS:
        return "guess"
    # a sealed case that a person has called a recommendation is known to be one
    return "sure" if findings.kind.confidence >= paper.SURE else "doubtful"


def _forwarder(facts: Facts) -> str:
    if facts.source != "forwarded":
        return "none"
    return "known" if facts.forwarded_by else "unknown"


def _fit(conditions: tuple[Condition, ...]) -> str:
    asked = [c for c in conditions if c.group in ("content", "representation")]
    if any(c.state == "failed" for c in asked):
        return "lacking"
    unseen = any(c.state == "unknown" and c.id in _CORE for c in asked)
    return "core_unclear" if unseen else "whole"


def _barred(conditions: tuple[Condition, ...]) -> str:
    states = [c.state for c in conditions if c.group in ("bar", "grounds")]
    if "failed" in states:
        return "yes"
    return "unknown" if "unknown" in states or not states else "no"


def _final(conditions: tuple[Condition, ...]) -> str:
    state = next((c.state for c in conditions if c.id == "no_second_decision"), "unknown")
    return {"failed": "yes", "met": "no", "unknown": "unknown"}[state]


def _prior(kind: Kind, earlier: Iterable[EarlierCase]) -> str:
    routes = _ONCE.get(kind, ())
    seen = any(c.same_petitioner and c.same_contested and c.route in routes for c in earlier)
    return "seen" if seen else "unknown"
