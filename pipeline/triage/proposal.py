"""What triage delivers: a proposal with its reasons, for a person to decide on."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.extraction.findings import Kind
from pipeline.law.calendar import OffDay as OffDay
from pipeline.law.deadlines import AlsoDue as AlsoDue
from pipeline.law.deadlines import Deadline as Deadline

Source = Literal["post", "direct", "forwarded"]
Competence = Literal["competent", "not_competent", "unknown"]
Route = Literal[
    "accept",  # propose acceptance to the head
    "guide",  # tell a complainant which body is competent
    "return",  # back to the body that forwarded it
    "transfer",  # hand to the competent body
    "supplement",  # ask the writer for what is missing
    "incoming",  # an official document
    "person",  # nothing proposed: a person decides
]


@dataclass(frozen=True, slots=True)
class EarlierCase:
    """A case already in the register that may be about the same matter."""

    number: str
    kind: Kind
    route: Route
    registered_on: date
    same_petitioner: bool
    same_contested: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What the paper itself can't tell: how and when it came, and what came before it."""

    arrived_on: date
    arrival_assumed: bool
    source: Source
    source_assumed: bool
    forwarded_by: str | None = None
    earlier: tuple[EarlierCase, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition that the law sets for the paper, and whether it is met."""

    id: str
    state: Literal["met", "failed", "unknown"]
    article: str
    sentence: str
    """Vietnamese, as an officer would write it."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a person must see, with the sentence that explains it."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Proposal:
    kind: Kind
    secret: bool
    """True unless the paper is known not to be a denunciation."""
    conditions: tuple[Condition, ...]
    competence: Competence
    competence_reason: str
    competent_body: str | None
    """The body that the paper should go to, where the tables know it."""
    route: Route
    reasons: tuple[str, ...]
    forms: tuple[str, ...]
    """Ids of the forms to draft, in order."""
    deadlines: tuple[Deadline, ...]
    flags: tuple[Flag, ...]
