"""What triage delivers: a proposal with its reasons, for a person to decide on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipeline.extraction.findings import Kind
from pipeline.law.calendar import OffDay as OffDay
from pipeline.law.deadlines import AlsoDue as AlsoDue
from pipeline.law.deadlines import Deadline as Deadline
from pipeline.law.forms import Certainty

Source = Literal["post", "direct", "forwarded"]
Competence = Literal["competent", "not_competent", "unknown"]
Route = Literal[
    "accept",  # propose acceptance to the head
    "refuse",  # not accepted for settlement, with reasons
    "guide",  # tell a complainant which body is competent
    "return",  # back to the body that forwarded it
    "transfer",  # hand to the competent body
    "supplement",  # ask the writer for what is missing
    "split",  # guide the writer to make several petitions of it
    "urge",  # ask a lower body for progress
    "report",  # lay it before the head
    "inspect",  # check it within one's own power, not as a denunciation
    "file_away",  # kept without reply
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
class CaseEvent:
    """Something that happened in a case and moves its clock, as a person recorded it."""

    code: str
    """Id of the event in the law's data (``accepted``, ``suspended``, ``decided``…)."""
    on: date
    days: int | None = None
    """Of an extension: by how many days; None for as many as the law allows."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the paper itself can't tell: how and when it came, and what came before it."""

    arrived_on: date
    arrival_assumed: bool
    source: Source
    source_assumed: bool
    forwarded_by: str | None = None
    earlier: tuple[EarlierCase, ...] = ()
    events: tuple[CaseEvent, ...] = ()
    """Oldest first."""
    remote: bool = False
    """A person found that the matter lies in a remote area that is hard to travel."""
    criteria: tuple[str, ...] = ()
    """Letters (a to g) of the criteria of complexity that a person found met, in order."""
    several_places: bool = False
    """A person found that identity or conditions must be checked in several places."""
    person: Mapping[str, str] = field(default_factory=dict[str, str])
    """What a person found or corrected, by field: a sign of the law's data, ``condition.<id>``,
    or a value of the paper (``petitioner.address``)."""
    sealed: bool = False
    """The case stands sealed in the register: it stays secret whatever its kind turns out to be."""
    instance: Literal["first", "second", "renewed"] | None = None
    """As a person found; None leaves it to what the paper says."""
    discipline: bool = False
    """A person found that the complaint is about a discipline decision against an official."""


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the paper's text: offsets in code points, and the page (0: no pages)."""

    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition that the law sets for the paper, and whether it is met."""

    id: str
    state: Literal["met", "failed", "unknown"]
    article: str
    sentence: str
    """Vietnamese, as an officer would write it."""
    group: str = "content"
    """``content``, ``representation``, ``bar`` or ``grounds`` of the law's data."""
    certainty: Certainty = "S"
    by: Literal["machine", "person"] = "machine"
    """Who ticked it."""
    evidence: tuple[Span, ...] = ()
    """Where the paper shows it; nothing of a secret paper."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a person must see, with the sentence that explains it."""

    code: str
    sentence: str
    count: int | None = None
    """The figure that the sentence tells, where it is a figure that matters."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of a matter; None where nothing can be counted."""

    writers: int | None = None
    bodies: int | None = None
    """Addressees on the paper."""
    petitions: int = 1
    """Papers in the register on the same contested decision, this one among them."""
    levels_passed: int | None = None
    """Levels between the body that settles and the highest one that the paper addresses."""
    since: date | None = None
    """The day from which the months are counted; None while a secret case hides it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is to be done beside the route."""

    id: str
    sentence: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked to find, and the field to record it in."""

    field: str
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
    row: str = ""
    """Id of the row of the decision table that the route comes from."""
    certainty: Certainty = "D"
    """Of that row."""
    no_form: str = ""
    """Why no document is drafted for the step itself; empty when one is."""
    measures: tuple[Measure, ...] = ()
    counts: Counts = Counts()
    questions: tuple[Question, ...] = ()
    instance: str = ""
    """``first``, ``second`` or ``renewed``, as a person found or the paper says; empty for
    unknown."""
