"""Who made what the paper attacks: the issuers of contested decisions, and the respondents."""

import re
from dataclasses import dataclass

from pipeline.extraction.findings import Findings, Party, Reference, Value
from pipeline.settings import Office
from pipeline.text.unicode import fold
from pipeline.triage.bodies import OWN, Who, identify

_OF = re.compile(r"\bcủa\s+", re.IGNORECASE)
_END = re.compile(
    r"\s+(?:về|ngày|trong|đối với|không|do|theo|đã|là|nhưng|khi|tại)\s|;|(?<=\w{3})\.\s"
    # «UBND xã Bình Minh, tỉnh Đồng Nai» is one name.
    r"|,(?!\s*(?:tỉnh|thành phố|huyện|quận|thị xã|TP|T\.|H\.))|\s[-–(]|$|\n",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A body or person that the paper names, as written, and who that is for the office."""

    text: str
    """As it can be written on a paper to that body; empty when the words aren't a body's name."""
    who: Who


def is_addressed(findings: Findings, office: Office) -> bool:
    """Return whether the paper is addressed to the office or one of its people."""
    return any(identify(str(v.value), office) in OWN for v in findings.fields.addressees)


def contested_issuers(findings: Findings, office: Office) -> tuple[Named, ...]:
    """Return who issued the contested decisions or did the contested acts."""
    addressed = is_addressed(findings, office)
    found: list[Named] = []
    for value in findings.fields.contested:
        agency = _referred_agency(value, findings.references)
        told = [(agency, agency)] if agency else _told_agencies(str(value.value))
        named = [Named(shown, identify(text, office, addressed=addressed)) for shown, text in told]
        found += [one for one in named if one.who != "unclear"][:1]
    return tuple(dict.fromkeys(found))


def _referred_agency(value: Value, references: tuple[Reference, ...]) -> str | None:
    """Return who issued the document, as any mention of it in the paper says."""
    if value.document_id is None:
        return None
    return next(
        (r.agency for r in references if r.agency and r.document_id == value.document_id), None
    )


def _told_agencies(text: str) -> list[tuple[str, str]]:
    """Return who may have acted: each «… của Chủ tịch UBND xã …», else whoever the text names.

    Most «của …» are no bodies («đất của tôi»); the first that is one is the actor. Beside each
    stands the name that can be shown as a body; a whole sentence is none.
    """
    owners = (_until_end(text[match.end() :]) for match in _OF.finditer(text))
    bodies = [" ".join(owner.split()) for owner in owners]
    return [*((body, body) for body in bodies), ("", text)]


def _until_end(text: str) -> str:
    end = _END.search(text)
    return text[: end.start()] if end else text


def respondents(findings: Findings, office: Office) -> tuple[Named, ...]:
    """Return the respondents, read from post, organisation and name; never from an address."""
    addressed = is_addressed(findings, office)
    return tuple(_respondent(party, office, addressed) for party in findings.fields.respondents)


def _respondent(party: Party, office: Office, addressed: bool) -> Named:
    parts = [v for v in (party.position, party.organisation, party.name) if v is not None]
    text = " - ".join(str(v.value) for v in parts)
    who = identify(text, office, addressed=addressed)
    if who == "office" and party.organisation and party.name and not party.is_organisation:
        who = "member"  # a person of the body, not the body
    shown = party.name if party.is_organisation else party.organisation or _leading(party.position)
    return Named(str(shown.value) if shown else "", who)


def _leading(position: Value | None) -> Value | None:
    """Return the post only when its holder settles complaints himself: a chair, a director."""
    leads = position and fold(str(position.value)).startswith(("chu tich", "giam doc"))
    return position if leads else None
