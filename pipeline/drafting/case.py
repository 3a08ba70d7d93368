"""What drafting is given: a case as plain values, already opened or withheld by the gate.

Drafting never asks whether a name may be shown. Whoever builds a ``DraftCase`` has asked the
gate: for a form that may not carry the denouncer, the persons here are pseudonyms and the
free texts are empty.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipeline.extraction.findings import Kind
from pipeline.triage.proposal import Source


@dataclass(frozen=True, slots=True)
class Person:
    """A petitioner or respondent; an empty string is a value that the paper does not state."""

    name: str
    address: str = ""
    id_number: str = ""
    id_issued_on: str = ""
    id_issued_by: str = ""
    phone: str = ""
    position: str = ""
    is_organisation: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class KeptBack:
    """What tells who wrote a secret paper. No template reaches it: the finished draft is searched
    for it, so that not even a template with words of its own carries it out."""

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """Below the commune, which the office's own name may hold."""
    numbers: tuple[str, ...] = ()
    """Of telephones and identity papers."""

    def __repr__(self) -> str:
        return "KeptBack(•••)"


@dataclass(frozen=True, slots=True)
class DraftCase:
    number: str
    kind: Kind
    withheld: bool
    """True when identity and free text of the paper are withheld from this form."""
    arrived_on: date
    arrival_assumed: bool
    source: Source
    forwarded_by: str
    petitioners: tuple[Person, ...]
    petitioner_count: int
    respondents: tuple[Person, ...]
    title: str
    written_on: str
    """ISO, partial where the paper is partial; empty when it states none."""
    summary: str
    contested: tuple[str, ...]
    requests: tuple[str, ...]
    attachments: tuple[str, ...]
    pages: int
    """Pages of the paper as received; 0 when the format has no pages."""
    missing: tuple[str, ...]
    """What the paper lacks, each a Vietnamese phrase with its article."""
    competent_body: str
    """Empty when a person must choose it."""
    reasons: tuple[str, ...]
    accept_by: date | None
    """The last day to accept or refuse."""
    accept_article: str
    provisional: tuple[str, ...]
    """Why the deadline is provisional; empty when it is not."""
    competence: Literal["competent", "not_competent", "unknown"]
    competence_reason: str = ""
    """Why the office is or is not competent, one sentence fit for a document that goes out."""
    secret: bool = False
    """True when the paper may be a denunciation, also for a form that goes to its writer."""
    kept_back: KeptBack = field(default=KeptBack())
    clues: int = 0
    """How many things in a withheld paper identify its writer without a name."""
