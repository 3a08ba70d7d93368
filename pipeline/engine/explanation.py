"""Everything that a case rests on, put together for an official to read and check.

Of a secret case no word of the paper is in it, unless a named reader asks: then the gate is asked,
which writes it down. What the program itself concluded (ticks, route, figures) is never secret.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from pipeline.engine.desk import Desk, today
from pipeline.engine.papers import papers_of, read_document
from pipeline.extraction.findings import Findings
from pipeline.law.decision_table import (
    act_doubts,
    all_articles,
    all_conditions,
    all_other_laws,
    all_rows,
    all_signs,
)
from pipeline.law.forms import all_forms
from pipeline.register.decisions import decision_views
from pipeline.register.facts import Recorded, facts_of, standing
from pipeline.register.models import Case
from pipeline.register.views import case_view, find_case
from pipeline.secrecy.gate import Reader
from pipeline.triage.conditions import check
from pipeline.triage.corrections import corrected, person_field
from pipeline.triage.counts import months_between
from pipeline.triage.proposal import Condition, Span
from pipeline.triage.succession import names_today

WORDS_OF_LEADERS = ("hot", "prolonged", "over_level")
_LONGEST_QUOTE = 110


def explain_case(
    desk: Desk, session: Session, number: str, reader: Reader | None
) -> dict[str, Any]:
    """Return the explanation, as ``donthu case explain --json`` prints it.

    Raises ``UnknownCase``, and ``Refused`` for a reader whom the settings don't let in.
    """
    case = find_case(session, number)
    view = case_view(session, number, desk.gate, reader)
    opened = not case.secret or reader is not None
    papers = papers_of(desk, case.petitions[0].submission)
    read = papers.main_findings
    recorded = standing(session, case, desk.gate if opened else None, reader)
    proposal = case.proposal
    conditions = _conditions(desk, session, case, read, reader) if opened else None
    texts = _text_of(desk, papers.files[papers.main].sha256) if opened else ""
    return {
        **{key: view[key] for key in _SAME_AS_SHOWN},
        "opened": opened,
        "kind": _kind(case, read, recorded),
        "petition": _petition(view),
        "conditions": [
            _condition_view(c, texts) for c in conditions or _stored(proposal["conditions"])
        ],
        "competence": {
            **view["competence"],
            "body": view["competent_body"],
            "by": _by(recorded, "competence"),
        },
        "proposal": _proposal(case),
        "measures": proposal.get("measures", []),
        "decisions": decision_views(session, case, desk.gate, reader if case.secret else None),
        "decision_outdated": _is_outdated(case),
        "counts": _counts(proposal.get("counts", {}), case),
        "questions": proposal.get("questions", []),
        "facts": [_fact_view(one, read if opened else None) for one in recorded],
        "words": [one.field for one in recorded if _is_chosen_word(one)],
        "other_law": _other_law(recorded),
        "unverified": list(_unverified(case)),
        "names": _names(desk, session, case, read, reader) if opened else [],
    }


_SAME_AS_SHOWN = (
    "case",
    "registered_at",
    "secret",
    "arrived_on",
    "source",
    "forwarded_by",
    "people",
    "deadlines",
    "events",
    "flags",
    "documents",
)


def _kind(case: Case, read: Findings, recorded: Iterable[Recorded]) -> dict[str, Any]:
    by = _by(recorded, "kind")
    sure = None if by != "machine" else round(read.kind.confidence, 2)
    return {"value": case.kind, "by": by, "confidence": sure}


def _by(recorded: Iterable[Recorded], field: str) -> str:
    """Return who said so: the person's name, or ``machine``."""
    return next((one.who for one in recorded if one.field == field), "machine")


def _petition(view: dict[str, Any]) -> dict[str, Any]:
    first = view["petitions"][0]
    names = ("written_on", "signatures", "title", "summary", "addressees", "contested", "requests")
    return {name: first.get(name) for name in names}


def _proposal(case: Case) -> dict[str, Any]:
    proposal = case.proposal
    row = all_rows().get(proposal.get("row", ""))
    reasons: list[str] = proposal["reasons"]
    return {
        "route": case.route,
        "row": row.id if row else None,
        "does": row.does if row else None,
        "sentence": reasons[-1] if reasons else None,
        "reasons": reasons[:-1],
        "certainty": row.certainty if row else None,
        "source": row.source if row else None,
        "forms": proposal["forms"],
        "no_form": proposal.get("no_form") or None,
    }


def _conditions(
    desk: Desk, session: Session, case: Case, read: Findings, reader: Reader | None
) -> tuple[Condition, ...]:
    """Return the conditions with the places that show them, for whoever may see the paper."""
    facts = facts_of(session, case, desk.gate, reader)
    return check(corrected(read, facts.person), facts, opened=True)


def _names(
    desk: Desk, session: Session, case: Case, read: Findings, reader: Reader | None
) -> list[dict[str, Any]]:
    """Return the bodies and places that the paper names by names of before, and those of today."""
    facts = facts_of(session, case, desk.gate, reader)
    named = names_today(corrected(read, facts.person), facts, desk.settings)
    return [
        {
            "role": one.role,
            "text": one.found.text,
            "state": one.found.state,
            "today": one.found.today or None,
            "candidates": [{"name": c.name, "matter": c.matter} for c in one.found.candidates],
            "sentence": one.found.sentence,
            "articles": list(one.found.articles),
            "certainty": one.found.certainty,
            "doubts": list(one.found.doubts),
        }
        for one in named
    ]


def _stored(conditions: Iterable[Mapping[str, Any]]) -> Iterator[Condition]:
    for one in conditions:
        values: dict[str, Any] = dict(one)
        values["evidence"] = tuple(Span(**span) for span in one.get("evidence", ()))
        yield Condition(**values)


def _condition_view(condition: Condition, text: str) -> dict[str, Any]:
    return {
        "id": condition.id,
        "name": all_conditions()[condition.id].name,
        "group": condition.group,
        "state": condition.state,
        "by": condition.by,
        "sentence": condition.sentence,
        "article": condition.article,
        "certainty": condition.certainty,
        "evidence": [
            {"start": s.start, "end": s.end, "page": s.page, "text": _quote(text, s)}
            for s in condition.evidence
        ],
    }


def _text_of(desk: Desk, sha256: str) -> str:
    return read_document(desk, sha256).text


def _quote(text: str, span: Span) -> str:
    quoted = " ".join(text[span.start : span.end].split())
    return quoted if len(quoted) <= _LONGEST_QUOTE else f"{quoted[:_LONGEST_QUOTE]}…"


def _counts(stored: Mapping[str, Any], case: Case) -> dict[str, Any]:
    since = date.fromisoformat(stored["since"]) if stored.get("since") else case.arrived_on
    return {
        "writers": stored.get("writers"),
        "months_open": months_between(since, today()),
        "since": since.isoformat() if stored.get("since") else None,
        "levels_passed": stored.get("levels_passed"),
        "bodies": stored.get("bodies"),
        "petitions": stored.get("petitions", 1),
    }


def _is_outdated(case: Case) -> bool:
    """Return whether the last decision was taken before a fact that leads elsewhere."""
    if not case.decisions or case.decided == case.route:
        return False
    return any(fact.at > case.decisions[-1].at for fact in case.facts)


def _fact_view(one: Recorded, read: Findings | None) -> dict[str, Any]:
    return {
        "field": one.field,
        "name": name_of(one.field),
        "value": one.value,
        "who": one.who,
        "at": one.at.isoformat() + "Z",
        "machine": _machine_value(one.field, read) if read else None,
    }


def name_of(field: str) -> str:
    """Return the Vietnamese name of a field that a person can record."""
    if field in all_signs():
        return all_signs()[field].name
    if field.startswith("condition."):
        return all_conditions()[field.removeprefix("condition.")].name
    place = person_field(field)
    if place is None:
        return _PAPER_NAMES[field]
    role = {"petitioner": "người gửi đơn", "respondent": "người bị nêu"}[place[0]]
    return f"{_PERSON_NAMES[place[2]]} {role} {place[1]}"


_PAPER_NAMES = {
    "title": "Tiêu đề đơn",
    "summary": "Tóm tắt nội dung",
    "written_on": "Ngày viết đơn",
    "signatures": "Số chữ ký",
}
_PERSON_NAMES = {
    "name": "Họ tên",
    "birth": "Ngày sinh",
    "id_number": "Số giấy tờ",
    "id_issued_on": "Ngày cấp",
    "id_issued_by": "Nơi cấp",
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "position": "Chức vụ",
}


def _machine_value(field: str, read: Findings) -> str | None:
    """Return what the machine had read in the place of a corrected value; None for nothing."""
    if field == "kind":
        return read.kind.value
    place = person_field(field)
    if place is None:
        value = getattr(read.fields, field, None)
        return str(value.value) if value is not None else None
    parties = read.fields.petitioners if place[0] == "petitioner" else read.fields.respondents
    if place[1] > len(parties):
        return None
    value = getattr(parties[place[1] - 1], place[2])
    return str(value.value) if value is not None else None


def _is_chosen_word(one: Recorded) -> bool:
    return one.field in WORDS_OF_LEADERS and one.value == "yes"


def _other_law(recorded: Iterable[Recorded]) -> dict[str, Any] | None:
    named = next((one.value for one in recorded if one.field == "other_law"), None)
    law = all_other_laws().get(named or "")
    if law is None:
        return None
    names = ("id", "name", "article", "body", "file", "accept", "settle", "denunciation")
    return {name: getattr(law, name) or None for name in (*names, "certainty", "source")}


def _unverified(case: Case) -> Iterator[str]:
    """Yield what of all this nobody has compared with the law, each once."""
    proposal = case.proposal
    said = " ".join(
        [
            *proposal["reasons"],
            *(c["article"] for c in proposal["conditions"]),
            *(m["sentence"] for m in proposal.get("measures", ())),
        ]
    )
    unread = {a.text: a.source for a in all_articles() if a.certainty == "M" and a.text in said}
    yield from (f"{text}: {source}." for text, source in sorted(unread.items()))
    for act in act_doubts():
        if act.name in said and case.arrived_on >= act.doubt_from:
            yield act.doubt
    row = all_rows().get(proposal.get("row", ""))
    if row and row.certainty == "M":
        yield f"Hướng xử lý này theo {row.source}."
    for name in proposal["forms"]:
        form = all_forms()[name]
        if form.wording == "M":
            yield f"Lời văn của mẫu «{form.title}» chưa đối chiếu với văn bản quy định."
