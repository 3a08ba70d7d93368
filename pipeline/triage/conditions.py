"""The conditions that the law sets for the paper, each met, failed or unknown.

Which there are, their articles and words stand in ``conditions.toml``; here is how a paper shows
them. What a hard-to-read paper doesn't seem to have is unknown, never failed: nobody is to be
asked for what he has already given. What no paper can show (may he complain, is he in time) is
unknown until a person ticks it. No sentence quotes the paper.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from pipeline.extraction.findings import Evidence, Findings, Value
from pipeline.law.decision_table import (
    ConditionRule,
    Wording,
    all_conditions,
    article,
    filing_limits,
)
from pipeline.triage import paper
from pipeline.triage.proposal import Condition, Facts, Flag, Span

State = Literal["met", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class _Seen:
    """How a content is seen: the values that state it, and the warning of its absence."""

    values: Callable[[Findings], tuple[Value, ...]]
    missing: str


def _respondents(findings: Findings) -> tuple[Value, ...]:
    named = tuple(
        value
        for party in findings.fields.respondents
        for value in (party.name or party.organisation or party.position,)
        if value
    )
    # The issuer of the contested decision is the body complained of.
    return named or (findings.fields.contested if findings.kind.value == "complaint" else ())


def _content(findings: Findings) -> tuple[Value, ...]:
    fields = findings.fields
    # what a recommendation asks for is what it is about
    asked = fields.requests if findings.kind.value == "recommendation" else ()
    return (*fields.contested, *_given(fields.summary, fields.matter), *asked)


def _given(*values: Value | None) -> tuple[Value, ...]:
    return tuple(value for value in values if value is not None)


def _signatures(findings: Findings) -> tuple[Value, ...]:
    counted = findings.fields.signatures
    return (counted,) if counted is not None and counted.value else ()


_SEEN: dict[str, _Seen] = {
    "date": _Seen(lambda f: _given(f.fields.written_on), "missing.date"),
    "name": _Seen(lambda f: _given(*(p.name for p in f.fields.petitioners)), "missing.name"),
    "address": _Seen(
        lambda f: _given(*(p.address for p in f.fields.petitioners)), "missing.address"
    ),
    "contact": _Seen(
        lambda f: _given(*(p.phone or p.email for p in f.fields.petitioners)), "missing.contact"
    ),
    "respondent": _Seen(_respondents, "missing.respondent"),
    "content": _Seen(_content, "missing.content"),
    "request": _Seen(lambda f: f.fields.requests, "missing.request"),
    "signature": _Seen(_signatures, "missing.signature"),
}


def check(findings: Findings, facts: Facts, *, opened: bool = False) -> tuple[Condition, ...]:
    """Return every condition that the law sets for a paper of this kind, in its order.

    ``opened``: for a reader whom the gate has let in; the evidence of a secret paper is shown.
    """
    kind = _law_of(findings, facts)
    secret = paper.is_secret(findings, facts) and not opened
    return tuple(
        _condition(rule, rule.wordings[kind], kind, findings, facts, secret=secret)
        for rule in all_conditions().values()
        if kind in rule.wordings and _applies(rule, findings, facts)
    )


def _law_of(findings: Findings, facts: Facts) -> str:
    kind = findings.kind.value
    return "discipline" if kind == "complaint" and facts.discipline else kind


def _applies(rule: ConditionRule, findings: Findings, facts: Facts) -> bool:
    if not rule.only or f"condition.{rule.id}" in facts.person:
        return True
    match rule.only:
        case "group":
            return paper.is_group(findings)
        case "represented":
            return bool(findings.fields.represented_by)
        case sign:
            return facts.person.get(sign) == "yes"


def _condition(
    rule: ConditionRule,
    words: Wording,
    kind: str,
    findings: Findings,
    facts: Facts,
    *,
    secret: bool,
) -> Condition:
    ticked = facts.person.get(f"condition.{rule.id}")
    state = cast("State", ticked) if ticked else _state(rule, kind, findings, facts)
    cited = article(words.article, facts.arrived_on)
    sentence = _sentence(words, state)
    if rule.id == "in_time" and not ticked and not secret:
        sentence = _in_time_sentence(sentence, kind, findings, facts)
    return Condition(
        id=rule.id,
        state=state,
        article=cited.text,
        sentence=sentence,
        group=rule.group,
        certainty=cited.certainty,
        by="person" if ticked else "machine",
        evidence=() if secret else tuple(_evidence(rule, findings)),
    )


def _state(rule: ConditionRule, kind: str, findings: Findings, facts: Facts) -> State:
    if rule.id in _SEEN:
        return _content_state(rule.id, findings)
    match rule.id:
        case "representation" if kind not in ("complaint", "discipline"):
            # whether the signatures of a complaint are those of all can't be seen by a machine
            return "met" if findings.fields.represented_by else "unknown"
        case "in_time":
            return "met" if _surely_in_time(kind, findings, facts) else "unknown"
        case "no_second_decision":
            found = facts.person.get("final_decision")
            return "unknown" if found is None else "failed" if found == "yes" else "met"
        case _:
            return "unknown"


def _content_state(name: str, findings: Findings) -> State:
    seen = _SEEN[name]
    warned = seen.missing in paper.codes(findings)
    if seen.values(findings) and not (warned and name != "respondent"):
        return "met"
    return "failed" if warned and not paper.is_hard_to_read(findings) else "unknown"


def _sentence(words: Wording, state: State) -> str:
    if not words.words:
        return {"met": words.met, "failed": words.failed, "unknown": words.unknown}[state]
    if state == "met":
        verb = "có" if words.words.startswith("chữ ký") else "có ghi"
        return f"Đơn {verb} {words.words}."
    if state == "failed":
        return f"Đơn thiếu {words.words}."
    return f"Chưa thấy {words.words} trong đơn; cần người xem lại."


def _evidence(rule: ConditionRule, findings: Findings) -> Iterator[Span]:
    """Yield the places that show the condition, or that a person should look at, each once."""
    seen = _SEEN.get(rule.id)
    places = [place for v in seen.values(findings) for place in v.evidence] if seen else []
    if rule.id == "representation":
        places += [p for party in findings.fields.represented_by for p in _of(party.name)]
    if rule.id == "in_time":
        places += [p for _, found in _contested_days(findings) for p in found]
    places += [w.evidence for w in findings.warnings if w.evidence and w.code in rule.hints]
    yield from dict.fromkeys(Span(p.start, p.end, p.page) for p in places)


def _of(value: Value | None) -> tuple[Evidence, ...]:
    return value.evidence if value else ()


def _surely_in_time(kind: str, findings: Findings, facts: Facts) -> bool:
    """Return whether the paper came in time even if the decision was handed over the day it was
    signed: the limit runs from the day of receipt or knowledge, which can't be earlier."""
    passed = _days_passed(findings, facts)
    limit = _limit(kind, findings)
    return passed is not None and limit is not None and 0 <= passed <= limit[0]


def _in_time_sentence(sentence: str, kind: str, findings: Findings, facts: Facts) -> str:
    known = _filing(kind, findings, facts)
    return f"{sentence} {_filing_sentence(*known)}" if known else sentence


def _filing(kind: str, findings: Findings, facts: Facts) -> tuple[int, int, str] | None:
    """Return the days from decision to paper, the days allowed, and their article."""
    passed, limit = _days_passed(findings, facts), _limit(kind, findings)
    if passed is None or limit is None or passed < 0:
        return None
    return passed, limit[0], article(limit[1], facts.arrived_on).text


def _filing_sentence(passed: int, days: int, cited: str) -> str:
    return (
        f"Đơn đến {passed:02d} ngày sau ngày ký quyết định bị khiếu nại; thời hiệu {days:02d} "
        f"ngày theo {cited}."
    )


def late_filing(findings: Findings, facts: Facts) -> Flag | None:
    """Return the flag of an open complaint that came later than the limit allows when counted
    from the signing; whether it is late depends on the day of receipt, which a person must see."""
    known = _filing(_law_of(findings, facts), findings, facts)
    ticked = "condition.in_time" in facts.person
    if known is None or known[0] <= known[1] or ticked or paper.is_secret(findings, facts):
        return None
    said = f"{_filing_sentence(*known)} Cần xem ngày nhận được quyết định."
    return Flag("filing_limit", said, known[0])


def _days_passed(findings: Findings, facts: Facts) -> int | None:
    """Return the days from the oldest contested decision to the paper's arrival."""
    days = [day for day, _ in _contested_days(findings)]
    if not days or len(days) < len(findings.fields.contested):
        return None  # of a contested act without a day nobody knows
    return (facts.arrived_on - min(days)).days


def _contested_days(findings: Findings) -> list[tuple[date, tuple[Evidence, ...]]]:
    """Return the day of each contested document that the paper dates in full, and where."""
    found: list[tuple[date, tuple[Evidence, ...]]] = []
    for value in findings.fields.contested:
        for reference in findings.references:
            same = value.document_id is not None and reference.document_id == value.document_id
            day = _whole_day(reference.date) if same else None
            if day is not None:
                found.append((day, reference.date_evidence or reference.evidence))
                break
    return found


def _whole_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text and len(text) == len("2026-01-01") else None
    except ValueError:
        return None


def _limit(kind: str, findings: Findings) -> tuple[int, str] | None:
    """Return the days in which to complain, and their article."""
    second = paper.instance(findings) == "second"
    wanted = (kind, "second" if second else "first")
    return next(
        ((one.days, one.article) for one in filing_limits() if (one.kind, one.instance) == wanted),
        None,
    )
