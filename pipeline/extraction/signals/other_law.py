"""Whether a law of its own governs the matter: courts, execution, police, tax, discipline.

Only the places count that tell against whom or what the paper is. That somebody was sent to the
court, wrote to the police before or pays his taxes makes the matter none of theirs.
"""

from collections.abc import Iterator, Sequence

from pipeline.extraction.findings import Fields, Kind, Reference
from pipeline.extraction.people.accused import accused_places, spans_of
from pipeline.extraction.phrasing import Hit
from pipeline.extraction.view import Span, View
from pipeline.extraction.wordlists import rule, table

BEHIND = 160
"""Characters behind a contested decision's name in which its subject stands."""

_ACCUSING = ("complaint", "denunciation", "mixed")
_KINDS = {
    "discipline": ("complaint", "mixed"),
    "procedure": (*_ACCUSING, "recommendation", "other"),
    "civil_execution": (*_ACCUSING, "recommendation", "other"),
}
"""Kinds in which a law's words count; a wish to the police or about taxes is an ordinary one."""
_OF_WRITER = rule(r"\b(?:bao|trinh|den|len|goi|nho|co|gui)(?: \w+){0,2}\s*$")


def other_law(
    view: View,
    kind: Kind,
    fields: Fields,
    references: Sequence[Reference],
    about: Span | None = None,
) -> tuple[Hit, str] | None:
    """Return the words that tell the other law and its field's name; None where none does."""
    for start, end in (*((about,) if about else ()), *_zones(view, kind, fields, references)):
        for law in table("other_law")["names"]:
            for hit in view.hits.of(f"law.{law}", start=start, end=end):
                if kind not in _KINDS.get(law, _ACCUSING):
                    continue
                if not _OF_WRITER.search(view.paper.folded, max(start, hit.start - 24), hit.start):
                    return hit, table("other_law")["names"][law]
    return None


def _zones(
    view: View, kind: Kind, fields: Fields, references: Sequence[Reference]
) -> Iterator[Span]:
    if kind == "official":
        return
    if kind in ("recommendation", "other"):
        for value in (*fields.addressees, *fields.requests):
            yield from spans_of(view, value)
        return
    if fields.title:
        yield from spans_of(view, fields.title)
    if kind != "complaint":
        yield from accused_places(view, fields)
    else:
        for party in fields.respondents:
            for value in (party.name, party.position, party.organisation):
                if value is not None:
                    yield from spans_of(view, value)
    for value in fields.contested:
        for start, end in spans_of(view, value):
            known = value.document_id is not None
            sentence_end = view.sentence(start)[1]
            yield start, max(end, min(sentence_end, end + BEHIND)) if known else end
    yield from _mentions(view, fields, references)


def _mentions(view: View, fields: Fields, references: Sequence[Reference]) -> Iterator[Span]:
    """Every mention of a contested document, with its issuer and subject."""
    contested = {value.document_id for value in fields.contested} - {None}
    cleaned = view.paper.cleaned
    for reference in references:
        if reference.document_id in contested:
            start, end = cleaned.clean_offset(reference.start), cleaned.clean_offset(reference.end)
            sentence = view.sentence(start)
            yield max(sentence[0], start - 60), max(end, min(sentence[1], end + BEHIND))
