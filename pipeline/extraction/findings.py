"""What extraction delivers: every value with the place it was read at and how sure we are.

The shapes and names are those of ``donthu extract --json`` (docs/contract.md).
"""

from dataclasses import dataclass, field
from typing import Literal

from pipeline.reading.document import Box

Kind = Literal["complaint", "denunciation", "recommendation", "mixed", "official", "other"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the document: offsets, page, and one box a line (empty where no pages)."""

    start: int
    end: int
    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Units:
    """An address by its units, each as written; ``former`` holds the units that stand no more.

    ``(nay là xã …)`` makes what stands before it former; ``(trước đây là xã …)``, ``(cũ)`` what
    they follow or hold.
    """

    house: str | None = None
    """House number and street, flat, plot."""
    hamlet: str | None = None
    """Group, hamlet, quarter: what stands below the commune."""
    commune: str | None = None
    district: str | None = None
    province: str | None = None
    former: "Units | None" = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value as understood, beside the text as written. Dates are ISO, partial if so written."""

    value: str | int
    text: str
    confidence: float
    evidence: tuple[Evidence, ...]
    document_id: int | None = None
    """Only for contested decisions: the ``document_id`` of the reference."""
    units: Units | None = None
    """Only for addresses."""
    method: str = ""
    """How it was found: ``label``, ``prose``, ``list``, ``block`` …; empty where one way is."""


@dataclass(frozen=True, slots=True)
class Matter(Value):
    """The field that the report forms count (pipeline/law/fields.toml), and the finer topic."""

    topic: str = "other"


@dataclass(frozen=True, slots=True)
class Attachment(Value):
    """An enclosed paper; ``value`` is the whole entry."""

    title: str = ""
    """The paper alone, without number of copies and «bản sao»."""
    copies: int | None = None
    original: Literal["original", "copy"] | None = None


@dataclass(frozen=True, slots=True)
class Settlement(Value):
    """A settlement or answer before this paper; ``value`` is the clause that tells it."""

    by: str | None = None
    """The body or office that settled or answered, as written."""
    answer: bool = False
    """True for a mere answer or guidance, False for a decision, conclusion or judgment."""


@dataclass(frozen=True, slots=True)
class KindPart:
    """One of the contents of a mixed paper, with the sentences that tell it."""

    kind: Kind
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class KindFinding:
    value: Kind
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    """The sentences that decided it."""
    parts: tuple[KindPart, ...] = ()
    """Of a mixed paper: what it consists of."""


@dataclass(frozen=True, slots=True)
class Party:
    name: Value | None = None
    title: Value | None = None
    birth: Value | None = None
    id_number: Value | None = None
    id_issued_on: Value | None = None
    id_issued_by: Value | None = None
    address: Value | None = None
    phone: Value | None = None
    email: Value | None = None
    position: Value | None = None
    organisation: Value | None = None
    tax_code: Value | None = None
    role: Literal["petitioner", "representative", "agent", "lawyer", "respondent", "other"] = (
        "petitioner"
    )
    is_organisation: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    name: Value | None = None
    position: Value | None = None
    authority: Value | None = None
    """The mark before the title: ``TM.``, ``KT.``, ``TL.``, ``TUQ.``, ``Q.``."""


@dataclass(frozen=True, slots=True)
class OfficialHeader:
    """The header block of an administrative document (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

    parent_issuer: Value | None = None
    issuer: Value | None = None
    number: Value | None = None
    symbol: Value | None = None
    place: Value | None = None
    issued_on: Value | None = None
    doc_type: Value | None = None
    subject: Value | None = None
    recipients: tuple[Value, ...] = ()
    signer: Signer = field(default_factory=Signer)


Relation = Literal[
    "basis", "implements", "amends", "replaces", "repeals", "contested", "attached", "cites"
]


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of a document; mentions of the same document share ``document_id``."""

    start: int
    end: int
    text: str
    kind: str
    symbol: str | None
    date: str | None
    agency: str | None
    subject: str | None
    relation: Relation
    document_id: int
    confidence: float
    evidence: tuple[Evidence, ...]
    resolved: str | None = None
    date_evidence: tuple[Evidence, ...] = ()
    agency_evidence: tuple[Evidence, ...] = ()
    articles: tuple[str, ...] = ()
    """Paths that the text cites of it, smallest unit first: ``điểm b khoản 2 Điều 29``."""
    parent: int | None = None
    """Place in the list of the reference that implements or amends this one; None for the paper."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning of the contract: its code, a sentence, and the place that caused it."""

    code: str
    message: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    title: Value | None = None
    written_on: Value | None = None
    written_at: Value | None = None
    addressees: tuple[Value, ...] = ()
    petitioners: tuple[Party, ...] = ()
    represented_by: tuple[Party, ...] = ()
    respondents: tuple[Party, ...] = ()
    others: tuple[Party, ...] = ()
    """Everybody else who is named: relatives, neighbours, officials."""
    agencies: tuple[Value, ...] = ()
    """Bodies named anywhere, each once in its longest form."""
    contested: tuple[Value, ...] = ()
    instance: Value | None = None
    matter: Matter | Value | None = None
    """A plain Value where a person gave it."""
    summary: Value | None = None
    requests: tuple[Value, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    settled_before: tuple[Settlement, ...] = ()
    signatures: Value | None = None
    language: Value | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    kind: KindFinding
    fields: Fields
    official: OfficialHeader | None
    references: tuple[Reference, ...]
    warnings: tuple[Notice, ...]
