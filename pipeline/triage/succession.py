"""Bodies and places that the paper names by the names of another day, and those of today.

A complaint is judged by the body that follows the one it names, where exactly one does; both
names are shown. Of a denounced official nothing follows from his body's new name: that paper is
judged as it is written. Where nobody or several follow, a person is asked, and a body that stands
no more is never proposed as the competent one (law: ``pipeline/law/places``).

No sentence quotes a paper that may be a denunciation, and none quotes the writer's house.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pipeline.extraction.findings import Findings, Party, Reference, Value
from pipeline.law.places import (
    TWO_TIERS,
    Commune,
    Succession,
    body_today,
    canonical,
    chains,
    communes_of,
    day_text,
    last_change,
    place_today,
    present,
    read,
)
from pipeline.settings import Office, Settings
from pipeline.text.unicode import fold
from pipeline.triage import paper
from pipeline.triage.bodies import OWN, PROCEDURE, identify
from pipeline.triage.competence import Judgement, judge
from pipeline.triage.proposal import Facts, Flag

Role = Literal["addressee", "respondent", "issuer", "official", "address"]

_ROLES: dict[Role, str] = {
    "addressee": "nơi đề gửi",
    "respondent": "nơi bị nêu trong đơn",
    "issuer": "nơi ban hành văn bản bị nêu",
    "official": "cơ quan ban hành văn bản",
    "address": "địa chỉ",
}
_CODES = {
    "renamed": "body_renamed",
    "several": "body_divided",
    "ended": "body_ended",
    "ask": "body_unmapped",
}
_CONTESTED = ("issuer", "respondent")
_JUDGED_BY_BODY = frozenset({"complaint", "recommendation"})
_HAS_NO_NAME_NOW = frozenset({"ended", "ask", "several"})


@dataclass(frozen=True, slots=True)
class Named:
    """A body or place that the paper names, in which part of it, and what it is today."""

    role: Role
    found: Succession


@dataclass(frozen=True, slots=True)
class _Days:
    """The days by which names are read."""

    paper: date | None
    today: date
    communes: tuple[Commune, ...]

    def body(self, text: str, on: date | None) -> Succession:
        return body_today(text, on, today=self.today, communes=self.communes)

    def present(self, text: str, on: date | None) -> str:
        return present(text, on, today=self.today, communes=self.communes)


def judge_today(findings: Findings, facts: Facts, settings: Settings) -> Judgement:
    """Return whether the office is competent, each body read as the one that follows it.

    Raises ``BadPlaces`` when the office's own table of communes is wrong.
    """
    days = _days(findings, facts, settings)
    judged = judge(_as_today(findings, days), settings.office, facts)
    if "competence" in facts.person:
        return judged
    if judged.body is not None and days.body(judged.body, days.paper).state in _HAS_NO_NAME_NOW:
        judged = replace(judged, body=None)
    secret = paper.is_secret(findings, facts)
    doubtful = _maybe_ours(findings, judged, days, settings.office)
    if doubtful is not None:
        named = "Đơn nêu cơ quan của thời trước" if secret else doubtful.sentence
        reason = f"{named}; cần người xác định việc nay thuộc cơ quan nào."
        return Judgement("unknown", reason, None, judged.seen)
    moved = "" if secret else _moved(findings, days)
    return replace(judged, reason=f"{moved}{judged.reason}")


def _maybe_ours(
    findings: Findings, judged: Judgement, days: _Days, office: Office
) -> Succession | None:
    """Return the first body of before whose heir the office itself may be; None for none."""
    if judged.competence != "not_competent" or findings.kind.value not in _JUDGED_BY_BODY:
        return None
    for found in _judged_by(findings, days):
        if found.state == "several":
            ours = any(identify(c.name, office) in OWN for c in found.candidates)
        elif found.state == "ask":
            other = _is_other_province(found.province, office)
            ours = office.level == "commune" and found.commune and not other
        else:
            procedure = judged.seen & PROCEDURE
            ours = found.state == "ended" and office.level != "commune" and not procedure
        if ours:
            return found
    return None


def _is_other_province(name: str, office: Office) -> bool:
    own = fold(office.province)
    return bool(own and name) and not fold(name).endswith(own)


def _judged_by(findings: Findings, days: _Days) -> Iterator[Succession]:
    """Yield what became of each body that decides who is competent."""
    roles = ("addressee",) if findings.kind.value == "recommendation" else _CONTESTED
    for role, text, on in _texts(findings, days):
        if role in roles:
            yield days.body(text, on)


def _moved(findings: Findings, days: _Days) -> str:
    """Say which body the judgement follows: «Sở … tỉnh … nay là Sở … tỉnh ….»."""
    if findings.kind.value not in _JUDGED_BY_BODY:
        return ""
    moved = [found for found in _judged_by(findings, days) if found.state == "renamed"]
    return "".join(dict.fromkeys(f"{found.text} nay là {found.today}. " for found in moved))


def name_flags(findings: Findings, facts: Facts, settings: Settings) -> tuple[Flag, ...]:
    """Return a flag for each name of the paper that is no longer, or not yet, one of its day."""
    named = list(_changed(findings, facts, settings))
    if not paper.is_secret(findings, facts):
        return tuple(dict.fromkeys(_flags(named)))
    count = len({one.found.text for one in named if one.found.changed})
    if not count:
        return ()
    sentence = (
        f"Đơn nêu {count:02d} cơ quan, địa danh đã đổi tên hoặc không còn; tên cũ, tên mới xem qua "
        "người giữ bí mật đơn."
    )
    return (Flag("names_changed", sentence, count),)


def names_today(findings: Findings, facts: Facts, settings: Settings) -> tuple[Named, ...]:
    """Return every body and place of the paper whose name isn't today's, in the paper's order.

    For whoever may see the paper: the texts are its own words.
    """
    return tuple(one for one in _changed(findings, facts, settings) if one.found.changed)


# --- the paper as of today ------------------------------------------------------------------------


def _as_today(findings: Findings, days: _Days) -> Findings:
    if findings.kind.value not in _JUDGED_BY_BODY:
        return findings
    fields = findings.fields
    dates = _dates(findings.references)
    return replace(
        findings,
        references=tuple(_reference(one, days) for one in findings.references),
        fields=replace(
            fields,
            addressees=tuple(_value(v, days.paper, days) for v in fields.addressees),
            contested=tuple(
                _value(v, dates.get(v.document_id) or days.paper, days) for v in fields.contested
            ),
            respondents=tuple(_party(party, days) for party in fields.respondents),
        ),
    )


def _reference(reference: Reference, days: _Days) -> Reference:
    if not reference.agency:
        return reference
    on = day_of(reference.date) or days.paper
    return replace(reference, agency=days.present(reference.agency, on))


def _value(value: Value, on: date | None, days: _Days) -> Value:
    return replace(value, value=days.present(str(value.value), on))


def _party(party: Party, days: _Days) -> Party:
    def of(value: Value | None) -> Value | None:
        return value and _value(value, days.paper, days)

    name = of(party.name) if party.is_organisation else party.name
    return replace(
        party, name=name, organisation=of(party.organisation), position=of(party.position)
    )


# --- what changed ---------------------------------------------------------------------------------


def _days(findings: Findings, facts: Facts, settings: Settings) -> _Days:
    """What is handled today is handled after every change that the tables hold."""
    official = findings.official
    said = official.issued_on if official else findings.fields.written_on
    on = day_of(str(said.value)) if said else None
    if on is None:
        # A paper is no older than what it cites; older citations tell nothing of its day.
        cited = [day for r in findings.references if (day := day_of(r.date)) is not None]
        on = next((day for day in cited if TWO_TIERS <= day <= facts.arrived_on), None)
    return _Days(on, max(facts.arrived_on, last_change()), communes_of(settings.home))


def day_of(text: str | None) -> date | None:
    """Return the day of an ISO date; of a month its first; of a year too, but for 2025.

    Names changed on first days of months, and in 2025 more than once.
    """
    parts = (text or "").split("-")
    if not all(part.isdecimal() for part in parts) or parts == ["2025"]:
        return None
    try:
        return date(int(parts[0]), *(int(part) for part in (*parts[1:], 1, 1)[:2]))
    except ValueError:
        return None


def _changed(findings: Findings, facts: Facts, settings: Settings) -> Iterator[Named]:
    days = _days(findings, facts, settings)
    for role, text, on in dict.fromkeys(_texts(findings, days)):
        if role == "address":
            found = place_today(text, on, today=days.today, communes=days.communes)
        else:
            found = days.body(text, on)
        unmapped_own = found.state == "ask" and identify(text, settings.office) in OWN
        if not unmapped_own and (found.changed or found.stale or found.early or found.undated):
            yield Named(role, found)


def _texts(findings: Findings, days: _Days) -> Iterator[tuple[Role, str, date | None]]:
    """Yield each name of a body or place with its role and the day by which it is read."""
    fields, official = findings.fields, findings.official
    if official is not None and official.issuer is not None:
        above = official.parent_issuer
        yield "official", _under(str(official.issuer.value), above), days.paper
    for value in fields.addressees:
        for text in _apart(str(value.value)):
            yield "addressee", text, days.paper
    for party in fields.respondents:
        own = (party.position, party.organisation, party.name if party.is_organisation else None)
        for value in own:
            if value is not None:
                yield "respondent", str(value.value), days.paper
    for text, on in _issuers(findings):
        yield "issuer", text, on or days.paper
    for text in _units(fields.petitioners):
        yield "address", text, days.paper


def _apart(text: str) -> Iterator[str]:
    """Yield each body of a value that names several, with the post before it."""
    reading = read(text)
    if len(reading.bodies) < 2:
        yield text
        return
    start = 0
    for body in reading.bodies:
        yield reading.text[start : body.end].strip(" ,;-–\n")
        start = body.end


def _under(issuer: str, above: Value | None) -> str:
    """«SỞ XÂY DỰNG» under «UBND TỈNH BÌNH PHƯỚC» is a body of that province."""
    own = read(issuer)
    if above is None or own.places or any(body.places for body in own.bodies):
        return issuer
    held = read(str(above.value))
    places = [*held.places, *(p for body in held.bodies for p in body.places)]
    return f"{issuer} {', '.join(place.name for place in places)}" if places else issuer


def _dates(references: Iterable[Reference]) -> dict[int | None, date | None]:
    return {r.document_id: day_of(r.date) for r in reversed(tuple(references)) if r.date}


def _issuers(findings: Findings) -> Iterator[tuple[str, date | None]]:
    """Yield who issued each contested decision, with the day of the decision."""
    dates = _dates(findings.references)
    for value in findings.fields.contested:
        on = dates.get(value.document_id) if value.document_id is not None else None
        agency = next(
            (
                r.agency
                for r in findings.references
                if r.agency and value.document_id is not None and r.document_id == value.document_id
            ),
            None,
        )
        if agency:
            yield agency, on
            continue
        reading = read(str(value.value))
        for body in reading.bodies:
            yield reading.text[body.start : body.end], on


def _units(petitioners: Iterable[Party]) -> Iterator[str]:
    """Yield the units of the writers' addresses; never house and hamlet."""
    for party in petitioners:
        if party.address is not None:
            reading = read(str(party.address.value))
            for chain in chains(reading):
                yield reading.text[chain[0].start : chain[-1].end]


# --- flags ----------------------------------------------------------------------------------------


def _flags(named: Iterable[Named]) -> Iterator[Flag]:
    """Yield one flag a name, whatever parts of the paper name it; doubts of the tables last."""
    told: dict[tuple[str, bool], tuple[Succession, list[Role]]] = {}
    for one in named:
        if one.role == "address":
            yield from _of_address(one.found)
            continue
        name = canonical(one.found.text).casefold(), one.found.stale
        _, roles = told.setdefault(name, (one.found, []))
        if one.role not in roles:
            roles.append(one.role)
    for found, roles in told.values():
        yield from _of_body(found, roles)
    for found, _ in told.values():
        if found.state in ("renamed", "several"):
            yield from (Flag("unverified_law", doubt) for doubt in found.doubts)


def _of_body(found: Succession, roles: list[Role]) -> Iterator[Flag]:
    said = ", ".join(_ROLES[role] for role in roles)
    where = said[0].upper() + said[1:]
    if found.changed:
        grounds = f" Căn cứ: {'; '.join(found.articles)}." if found.articles else ""
        yield Flag(_CODES[found.state], f"{where}: {found.sentence}.{grounds}")
    if found.stale and not set(roles).isdisjoint(("addressee", "official")):
        yield Flag(
            "body_stale",
            f"{where}: {found.text} là tên không còn dùng vào ngày ghi trên giấy.",
        )
    if found.early:
        yield Flag(
            "body_early",
            f"{where}: {found.text} là tên chưa có vào ngày ghi trên giấy; kiểm tra ngày ghi.",
        )
    if found.undated:
        yield Flag(
            "body_ambiguous",
            f"{where}: {found.text} là tên của cả đơn vị trước và đơn vị từ ngày "
            f"{day_text(TWO_TIERS)}; giấy không ghi ngày nên cần người xác định.",
        )


def _of_address(found: Succession) -> Iterator[Flag]:
    """Tell what became of the units where the writers live, not where they live."""
    if found.state == "renamed":
        yield Flag("place_renamed", f"Địa chỉ trên đơn ghi theo tên cũ; nay là {found.today}.")
    elif found.changed:
        province = f"; tỉnh, thành phố nay là {found.where}" if found.where else ""
        yield Flag(
            "place_unmapped",
            f"Địa chỉ trên đơn ghi theo đơn vị hành chính trước ngày {day_text(TWO_TIERS)}"
            f"{province}; xã, phường nay là gì cần người xác định.",
        )
    elif found.undated:
        yield Flag(
            "place_ambiguous",
            "Tên tỉnh, xã ở địa chỉ trên đơn vừa là đơn vị cũ vừa là đơn vị mới từ ngày "
            f"{day_text(TWO_TIERS)}; đơn không ghi ngày nên cần người xác định.",
        )
