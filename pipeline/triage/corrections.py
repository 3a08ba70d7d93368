"""What a person corrected of the paper, put in the place of what the machine read.

Fields: ``kind``, ``instance``, ``matter``; values of the paper (``title``, ``summary``,
``written_on``, ``signatures``); and of people ``petitioner.address``, of the second of them
``petitioner.2.address``. A corrected value is sure and has no place on the page.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from pipeline.extraction.findings import Fields, Findings, Kind, KindFinding, Party, Value

PERSON_FIELDS = (
    "name",
    "birth",
    "id_number",
    "id_issued_on",
    "id_issued_by",
    "address",
    "phone",
    "position",
)
PAPER_FIELDS = ("title", "summary", "written_on", "signatures")
_OF_PERSON = re.compile(r"(petitioner|respondent)(?:\.([1-9]\d?))?\.([a-z_]+)")
_RESOLVES = {
    "written_on": ("missing.date",),
    "signatures": ("missing.signature",),
    "summary": ("missing.content",),
    "petitioner.name": ("missing.name", "anonymous"),
    "petitioner.address": ("missing.address", "anonymous"),
    "petitioner.phone": ("missing.contact",),
    "respondent.name": ("missing.respondent",),
    "respondent.position": ("missing.respondent",),
}
"""Warnings of absence that a correction answers."""


def person_field(field: str) -> tuple[str, int, str] | None:
    """Return role, place (from 1) and column of a person's field; None for any other field."""
    match = _OF_PERSON.fullmatch(field)
    if match is None or match[3] not in PERSON_FIELDS:
        return None
    return match[1], int(match[2] or 1), match[3]


def is_correction(field: str) -> bool:
    """Return whether the field is a value of the paper itself."""
    return field in PAPER_FIELDS or person_field(field) is not None


def corrected(findings: Findings, person: Mapping[str, str]) -> Findings:
    """Return the findings as the person has mended them."""
    if not person:
        return findings
    fields = _paper(findings.fields, person)
    for field, text in person.items():
        place = person_field(field)
        if place is not None and text:
            fields = _with_party(fields, *place, text)
    answered = {
        code for field in person if person[field] for code in _RESOLVES.get(_plain(field), ())
    }
    return replace(
        findings,
        kind=_kind(findings.kind, person),
        fields=fields,
        warnings=tuple(w for w in findings.warnings if w.code not in answered),
    )


def _kind(found: KindFinding, person: Mapping[str, str]) -> KindFinding:
    given = person.get("kind")
    return KindFinding(cast("Kind", given), 1.0) if given else found


def _paper(fields: Fields, person: Mapping[str, str]) -> Fields:
    known = ("instance", "matter", *PAPER_FIELDS)
    given = {name: _value(name, person[name]) for name in known if person.get(name)}
    return replace(fields, **given) if given else fields


def _value(name: str, text: str) -> Value:
    return Value(int(text) if name == "signatures" else text, text, 1.0, ())


def _with_party(fields: Fields, role: str, place: int, column: str, text: str) -> Fields:
    """Return the fields with one value of one person replaced; the next free place adds one."""
    name = f"{role}s"
    parties: tuple[Party, ...] = getattr(fields, name)
    if place > len(parties) + 1:
        return fields
    if place == len(parties) + 1:
        parties = (*parties, Party(role="respondent" if role == "respondent" else "petitioner"))
    mended = replace(parties[place - 1], **{column: _value(column, text)})
    return replace(fields, **{name: (*parties[: place - 1], mended, *parties[place:])})


def _plain(field: str) -> str:
    """Return a person's field without its place: whoever of them gave it."""
    place = person_field(field)
    return f"{place[0]}.{place[2]}" if place else field
