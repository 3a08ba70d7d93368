"""The JSON of ``donthu extract --json`` (docs/contract.md), field by field."""

from collections.abc import Iterable
from typing import Any

from pipeline.errors import DonthuError
from pipeline.extraction.findings import (
    Attachment,
    Evidence,
    Fields,
    Findings,
    KindFinding,
    Matter,
    Notice,
    OfficialHeader,
    Party,
    Reference,
    Settlement,
    Units,
    Value,
)
from pipeline.reading.document import Document, Page

Json = dict[str, Any]

_PARTY_VALUES = (
    "name",
    "title",
    "birth",
    "id_number",
    "id_issued_on",
    "id_issued_by",
    "address",
    "phone",
    "email",
    "position",
    "organisation",
    "tax_code",
)
_UNIT_LEVELS = ("house", "hamlet", "commune", "district", "province")
_HEADER_VALUES = (
    "parent_issuer",
    "issuer",
    "number",
    "symbol",
    "place",
    "issued_on",
    "doc_type",
    "subject",
)


def as_contract(
    file: str,
    document: Document | None,
    findings: Findings | None,
    error: DonthuError | None,
    sha256: str,
) -> Json:
    """Return the object that ``donthu extract --json`` prints for one file.

    With an error, or without a document or findings, the text and what was found are null or
    empty and every name of the contract is still there. Of a paper with a secrecy mark nothing
    is given but the error.
    """
    shown = document if error is None else None
    found = findings if shown is not None else None
    return {
        "file": file,
        "sha256": sha256,
        "media_type": document.media_type if document else None,
        "error": {"code": error.code, "message": error.message} if error else None,
        "pages": [_page(page) for page in shown.pages] if shown else [],
        "text": shown.text if shown else None,
        "kind": _kind(found.kind) if found else None,
        "fields": _fields(found.fields if found else Fields()),
        "official": _header(found.official) if found and found.official else None,
        "references": [_reference(r) for r in found.references] if found else [],
        "warnings": [_notice(n) for n in found.warnings] if found else [],
    }


def _page(page: Page) -> Json:
    return {
        "number": page.number,
        "width_pt": page.width_pt,
        "height_pt": page.height_pt,
        "source": page.source,
        "rotation": page.rotation,
        "dpi": page.dpi,
        "confidence": page.confidence,
        "blank": page.blank,
        "handwriting": [list(box) for box in page.handwriting],
    }


def _kind(kind: KindFinding) -> Json:
    return {
        "value": kind.value,
        "confidence": kind.confidence,
        "evidence": _places(kind.evidence),
        "parts": [{"kind": p.kind, "evidence": _places(p.evidence)} for p in kind.parts],
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "start": evidence.start,
        "end": evidence.end,
        "page": evidence.page,
        "boxes": [list(box) for box in evidence.boxes],
    }


def _places(evidence: Iterable[Evidence]) -> list[Json]:
    return [_evidence(e) for e in evidence]


def _value(value: Value | None) -> Json | None:
    if value is None:
        return None
    units = {"units": _units(value.units)} if value.units else {}
    return {
        "value": value.value,
        "text": value.text,
        "confidence": value.confidence,
        "method": value.method or None,
        "evidence": _places(value.evidence),
        **units,
    }


def _units(units: Units | None) -> Json | None:
    if units is None:
        return None
    levels = {name: getattr(units, name) for name in _UNIT_LEVELS}
    return {**levels, "former": _units(units.former)}


def _values(values: Iterable[Value]) -> list[Json | None]:
    return [_value(v) for v in values]


def _contested(value: Value) -> Json:
    return {**(_value(value) or {}), "document_id": value.document_id}


def _matter(value: Value | None) -> Json | None:
    if value is None:
        return None
    topic = value.topic if isinstance(value, Matter) else None
    return {**(_value(value) or {}), "topic": topic}


def _attachment(value: Attachment) -> Json:
    parts = {"title": value.title, "copies": value.copies, "original": value.original}
    return {**(_value(value) or {}), **parts}


def _settlement(value: Settlement) -> Json:
    parts = {"by": value.by, "answer": value.answer, "document_id": value.document_id}
    return {**(_value(value) or {}), **parts}


def _party(party: Party) -> Json:
    values = {name: _value(getattr(party, name)) for name in _PARTY_VALUES}
    return {**values, "role": party.role, "is_organisation": party.is_organisation}


def _fields(fields: Fields) -> Json:
    return {
        "title": _value(fields.title),
        "written_on": _value(fields.written_on),
        "written_at": _value(fields.written_at),
        "addressees": _values(fields.addressees),
        "petitioners": [_party(p) for p in fields.petitioners],
        "represented_by": [_party(p) for p in fields.represented_by],
        "respondents": [_party(p) for p in fields.respondents],
        "others": [_party(p) for p in fields.others],
        "agencies": _values(fields.agencies),
        "contested": [_contested(v) for v in fields.contested],
        "instance": _value(fields.instance),
        "matter": _matter(fields.matter),
        "summary": _value(fields.summary),
        "requests": _values(fields.requests),
        "attachments": [_attachment(v) for v in fields.attachments],
        "settled_before": [_settlement(v) for v in fields.settled_before],
        "signatures": _value(fields.signatures),
        "language": _value(fields.language),
    }


def _header(header: OfficialHeader) -> Json:
    values = {name: _value(getattr(header, name)) for name in _HEADER_VALUES}
    signer = header.signer
    return {
        **values,
        "recipients": _values(header.recipients),
        "signer": {
            "name": _value(signer.name),
            "position": _value(signer.position),
            "authority": _value(signer.authority),
        },
    }


def _reference(reference: Reference) -> Json:
    return {
        "start": reference.start,
        "end": reference.end,
        "text": reference.text,
        "kind": reference.kind,
        "symbol": reference.symbol,
        "resolved": reference.resolved,
        "date": reference.date,
        "agency": reference.agency,
        "subject": reference.subject,
        "relation": reference.relation,
        "parent": reference.parent,
        "articles": list(reference.articles),
        "document_id": reference.document_id,
        "confidence": reference.confidence,
        "evidence": _places(reference.evidence),
        "date_evidence": _places(reference.date_evidence),
        "agency_evidence": _places(reference.agency_evidence),
    }


def _notice(notice: Notice) -> Json:
    return {
        "code": notice.code,
        "message": notice.message,
        "evidence": _evidence(notice.evidence) if notice.evidence else None,
    }
