"""Which way a paper goes and which documents are drafted for it: the decision table applied.

The table is ``law/routes.toml``: the first row that fits the paper's signs counts. Its asymmetry:
a complaint that isn't ours is answered with guidance to its writer, a denunciation or
recommendation that isn't ours is sent on to the body (Điều 26 Luật Tiếp công dân; Điều 24 Luật Tố
cáo; Điều 14 Thông tư 05/2021/TT-TTCP). Either once for the same matter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from pipeline.extraction.findings import Kind
from pipeline.law.decision_table import (
    MISSING,
    RECEIPT,
    Row,
    all_conditions,
    all_measures,
    all_rows,
    article,
)
from pipeline.law.forms import Certainty, form
from pipeline.settings import Office
from pipeline.triage.competence import Judgement, head
from pipeline.triage.proposal import Condition, Measure, Route, Source

RECEIPTS: dict[Source, str] = {
    "direct": "giay-bien-nhan",
    "post": "thong-bao-tiep-nhan",
    "forwarded": "thong-bao-tiep-nhan",
}


@dataclass(frozen=True, slots=True)
class Way:
    """The route, its forms in order, and the sentence that proposes it."""

    row: str
    route: Route
    forms: tuple[str, ...]
    reason: str
    certainty: Certainty
    no_form: str = ""
    code: str = ""
    """For a person's decision: the flag that says what stands in the way."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the sentences of a row speak of."""

    office: Office
    judged: Judgement
    conditions: tuple[Condition, ...]
    day: date


def choose(kind: Kind, signs: Mapping[str, str], told: Told) -> Way:
    """Return the way of the paper: the first row of the table that fits it."""
    row = next(row for row in all_rows().values() if row.fits(kind, signs, told.day))
    return Way(
        row=row.id,
        route=cast("Route", row.route),
        forms=_forms(row.forms, cast("Source", signs["source"])),
        reason=_sentence(row, told),
        certainty=row.certainty,
        no_form=row.no_form,
        code=row.code,
    )


def measures(kind: Kind, route: Route, signs: Mapping[str, str], told: Told) -> tuple[Measure, ...]:
    """Return what is to be done beside the route."""
    seen = {**signs, "route": route}
    return tuple(
        Measure(row.id, _sentence(row, told), row.certainty)
        for row in all_measures().values()
        if row.fits(kind, seen, told.day)
    )


def forms_of(route: str, kind: Kind, source: Source) -> tuple[str, ...]:
    """Return the forms that a decided route needs for a paper of the kind.

    Those of the first row of the table with that route; none where no row has a form for it.
    """
    rows = [row for row in all_rows().values() if row.route == route and kind in row.kinds]
    named = next((row.forms for row in rows if _own_form(row)), rows[0].forms if rows else ())
    return tuple(one for one in _forms(named, source) if form(one).fits(kind))


def _own_form(row: Row) -> bool:
    return any(name != RECEIPT for name in row.forms)


def _forms(names: Iterable[str], source: Source) -> tuple[str, ...]:
    return tuple(RECEIPTS[source] if name == RECEIPT else name for name in names)


def _sentence(row: Row, told: Told) -> str:
    """Return the sentence that a leader would sign: because of what, by which article, do what."""
    cited = ", ".join(_articles(row, told))
    if row.says:
        return _filled(row.says, told, cited)
    because = _filled(row.because, told, cited)
    return f"Vì {because}, căn cứ {cited}, đề nghị {_filled(row.proposes, told, cited)}."


def _articles(row: Row, told: Told) -> Iterable[str]:
    for name in row.articles:
        if name != MISSING:
            yield article(name, told.day).text
            continue
        yield next(c.article for c in told.conditions if _is_lacking(c))


def _is_lacking(condition: Condition) -> bool:
    return condition.group in ("content", "representation") and condition.state == "failed"


def _filled(text: str, told: Told, articles: str) -> str:
    return text.format(
        head=head(told.office) if told.office.name != Office().name else "người đứng đầu cơ quan",
        body=told.judged.body or "cơ quan có thẩm quyền",
        law=told.judged.law or "luật khác",
        articles=articles,
        whole=_whole(told.conditions),
        checked=_checked(told.conditions),
        barred=_barred(told.conditions),
        core=_core(told.conditions),
    )


def _whole(conditions: Iterable[Condition]) -> str:
    """Say that the paper has all that it must, only when all of it was seen."""
    contents = [c for c in conditions if c.group == "content"]
    if not contents or any(c.state != "met" for c in contents):
        return ""
    return f"đơn có đủ nội dung theo {contents[0].article}, "


def _checked(conditions: Iterable[Condition]) -> str:
    """Say that nothing bars the acceptance, only once a person has ticked all of it."""
    bars = [c for c in conditions if c.group in ("bar", "grounds")]
    if not bars or any(c.state != "met" for c in bars):
        return ""
    if bars[0].group == "bar":
        return f" và không thuộc trường hợp không được thụ lý tại {bars[0].article}"
    return f" và đủ điều kiện thụ lý tại {bars[0].article}"


def _barred(conditions: Iterable[Condition]) -> str:
    failed = [c for c in conditions if c.group in ("bar", "grounds") and c.state == "failed"]
    return "; ".join(c.sentence[:1].lower() + c.sentence[1:].rstrip(".") for c in failed)


def _core(conditions: Iterable[Condition]) -> str:
    rules = all_conditions()
    unseen = [rules[c.id].core for c in conditions if c.state == "unknown" and rules[c.id].core]
    return "; ".join(unseen)
