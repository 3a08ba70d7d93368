"""Figures that leaders ask for, each a number and never an adjective.

Whether a matter is «điểm nóng», «kéo dài» or «vượt cấp» no act defines: the software counts, a
person chooses the word. No sentence quotes the paper or names an earlier case.
"""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.extraction.findings import Findings
from pipeline.settings import Office
from pipeline.text.unicode import fold
from pipeline.triage import paper
from pipeline.triage.bodies import BELOW, OWN, identify
from pipeline.triage.competence import Judgement
from pipeline.triage.proposal import Counts, Facts, Flag

_COMMUNE, _PROVINCE, _CENTRAL = 1, 2, 3
_LEVELS = {_COMMUNE: "cấp xã", _PROVINCE: "cấp tỉnh", _CENTRAL: "trung ương"}
_OF_OFFICE = {"commune": _COMMUNE, "department": _PROVINCE, "province": _PROVINCE}
_CENTRAL_WORDS = (
    "chinh phu",
    "quoc hoi",
    "chu tich nuoc",
    "trung uong",
    "tong bi thu",
    "bo truong",
    "toi cao",
)
_FIRST_UNIT = re.compile(
    r"\b(?:(?P<commune>xa|phuong|thi tran|dac khu)"
    r"|(?P<province>tinh|so|thanh pho (?:ha noi|ho chi minh|da nang|hai phong|can tho|hue))"
    r"|(?P<district>huyen|quan|thi xa|thanh pho))\b"
)
"""The unit that a body is named after: the first; those behind it tell where that lies."""


def count(findings: Findings, facts: Facts, judged: Judgement, office: Office) -> Counts:
    """Return the figures of the matter."""
    if findings.kind.value == "official":
        return Counts()
    same = [case for case in facts.earlier if case.same_contested]
    secret = paper.is_secret(findings, facts)
    first = min((case.registered_on for case in same), default=facts.arrived_on)
    levels = _levels(findings, judged, office)
    return Counts(
        writers=paper.writers(findings) or None,
        bodies=len(findings.fields.addressees) or None,
        petitions=len(same) + 1,
        levels_passed=max(0, levels[0] - levels[1]) if levels else None,
        since=None if secret and same else first,
    )


def count_flags(
    findings: Findings, facts: Facts, judged: Judgement, office: Office
) -> Iterator[Flag]:
    """Yield the figures that are more than the least, each with its sentence."""
    if findings.kind.value == "official":
        return
    found = count(findings, facts, judged, office)
    if paper.is_group(findings):
        yield _writers(findings)
    if found.bodies and found.bodies > 1:
        yield Flag("several_addressees", f"Đơn đề gửi {found.bodies:02d} nơi.", found.bodies)
    elif "several_addressees" in paper.codes(findings):
        yield Flag("several_addressees", "Đơn đề gửi nhiều nơi.")
    yield from _same_matter(found, facts)
    yield from _passed(findings, judged, office)


def months_between(start: date, end: date) -> int:
    """Return the whole months from one day to another; 0 when the second is not later."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (end.day < start.day))


def _writers(findings: Findings) -> Flag:
    signatures = findings.fields.signatures
    counted = paper.writers(findings)
    if signatures is not None and signatures.value == counted:
        return Flag("group", f"Đơn có {counted:02d} người ký.", counted)
    if counted >= paper.GROUP:
        return Flag("group", f"Đơn có {counted:02d} người đứng tên.", counted)
    return Flag("group", "Đơn ghi là của nhiều người; chưa đếm được số người ký.")


def _same_matter(found: Counts, facts: Facts) -> Iterator[Flag]:
    if found.petitions == 1:
        return
    said = f"Sổ có {found.petitions:02d} đơn về cùng việc, kể cả đơn này."
    yield Flag("same_matter", said, found.petitions)
    if found.since is None:
        return
    months = months_between(found.since, facts.arrived_on)
    if months:
        since = f"Việc này đã có trong sổ {months:02d} tháng, từ ngày {found.since:%d/%m/%Y}."
        yield Flag("months_open", since, months)


def _passed(findings: Findings, judged: Judgement, office: Office) -> Iterator[Flag]:
    levels = _levels(findings, judged, office)
    if levels is not None and levels[0] > levels[1]:
        passed = levels[0] - levels[1]
        yield Flag(
            "levels_passed",
            f"Đơn gửi đến {_LEVELS[levels[0]]}, nơi có thẩm quyền ở {_LEVELS[levels[1]]}: "
            f"qua {passed:02d} cấp.",
            passed,
        )


def _levels(findings: Findings, judged: Judgement, office: Office) -> tuple[int, int] | None:
    """Return the highest level that the paper addresses and that of the body that settles.

    Levels are commune, province, central; None where either is not known.
    """
    settles = _settling_level(judged, office)
    addressed = [_level(str(v.value), office) for v in findings.fields.addressees]
    # a paper that reached this office without an address has come at least to its level
    highest = max([level for level in addressed if level] or [_OF_OFFICE[office.level]])
    return None if settles is None else (highest, settles)


def _settling_level(judged: Judgement, office: Office) -> int | None:
    own = _OF_OFFICE[office.level]
    if judged.competence == "competent":
        return own
    if judged.competence == "unknown" or judged.law:
        return None
    if judged.settler == "superior":
        return min(own + 1, _CENTRAL)
    if judged.seen and judged.seen <= BELOW | {"commune"}:
        return _COMMUNE
    return None


def _level(text: str, office: Office) -> int | None:
    who = identify(text, office)
    if who in OWN:
        return _OF_OFFICE[office.level]
    said = fold(text)
    if any(word in said for word in _CENTRAL_WORDS) or said.startswith("bo "):
        return _CENTRAL
    if who == "superior":
        return min(_OF_OFFICE[office.level] + 1, _CENTRAL)
    if who == "commune":
        return _COMMUNE
    unit = _FIRST_UNIT.search(said)
    if unit is None:
        return _PROVINCE if who == "agency" else None
    return {"commune": _COMMUNE, "province": _PROVINCE}.get(str(unit.lastgroup))
