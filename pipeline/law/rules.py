"""The law's periods as data: rules, their versions, the events between which they run.

Read from ``deadlines.toml``, ``events.toml`` and ``criteria.toml``, whose heads explain the fields
to whoever corrects them. Here they get types; ``deadlines.py`` counts with them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from pipeline.law.forms import Certainty

Unit = Literal["day", "working_day", "year", "day_of_month"]
Nature = Literal["duty", "term", "minimum"]
Complexity = Literal["", "complex", "very_complex"]


class NoRule(LookupError):
    """No rule of that id, or none of its versions was in force on that day."""


@dataclass(frozen=True, slots=True)
class Source:
    """The copy of an act that was read, and what is doubtful in all that rests on it."""

    text: str
    doubt: str = ""
    doubt_from: date | None = None

    def doubts(self, day: date) -> str:
        """Return the doubt that applies on the day; empty for none."""
        return self.doubt if self.doubt_from is None or day >= self.doubt_from else ""


@dataclass(frozen=True, slots=True)
class Also:
    """The period that another source of law gives for the same step."""

    unit: Unit
    length: int
    article: str
    certainty: Certainty
    read: Source


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One wording of a rule; see the head of ``deadlines.toml`` for the fields."""

    rule: str
    start_event: str
    """Vietnamese, for print: «ngày thụ lý»."""
    valid_from: date
    unit: Unit
    length: int
    article: str
    certainty: Certainty
    read: Source
    valid_to: date | None = None
    unfinished: bool = False
    transition: str = ""
    remote: int | None = None
    complex: int | None = None
    complex_remote: int | None = None
    several_places: int | None = None
    extend: int | None = None
    by_level: Mapping[str, int] = field(default_factory=dict[str, int])
    office_sets: str = ""
    doubt: str = ""
    also: tuple[Also, ...] = ()

    @property
    def id(self) -> str:
        """The day from which the version applies, ISO."""
        return self.valid_from.isoformat()

    @property
    def source(self) -> str:
        """The copy that was read."""
        return self.read.text

    def covers(self, day: date) -> bool:
        """Return whether the version is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def doubts(self, day: date) -> tuple[str, ...]:
        """Return the Vietnamese sentences on what of the version was not verified for the day.

        A version that reaches back to unfinished work is doubted as on its own first day.
        """
        day = max(day, self.valid_from)
        found = (self.doubt, self.read.doubts(day), *(one.read.doubts(day) for one in self.also))
        return tuple(dict.fromkeys(sentence for sentence in found if sentence))


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A period that the law sets for one step, with all its versions, oldest first."""

    id: str
    name: str
    starts: tuple[str, ...]
    versions: tuple[Version, ...]
    met_by: frozenset[str] = frozenset()
    before: bool = False
    pauses: str = ""
    nature: Nature = "duty"
    kinds: tuple[str, ...] = ()
    instances: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    unless_competence: str = ""
    levels: tuple[str, ...] = ()
    discipline: bool | None = None
    tracked: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens in a case; see the head of ``events.toml``."""

    code: str
    name: str
    kinds: tuple[str, ...] = ()
    ahead: bool = False
    earlier: bool = False
    closes: bool = False
    lasts: bool = False

    @property
    def day(self) -> str:
        """The day of the event as it is printed."""
        return f"ngày {self.name}"


@dataclass(frozen=True, slots=True)
class Stand:
    """A pair of events between which time stands still."""

    id: str
    begins: str
    ends: str
    name: str


@dataclass(frozen=True, slots=True)
class Subject:
    """For a kind of petition: since when, and with how many criteria, a matter is complex."""

    kind: str
    valid_from: date
    complex: int
    article: str
    certainty: Certainty
    source: str
    very_complex: int | None = None
    note: str = ""

    def complexity(self, criteria: int) -> Complexity:
        """Return how complex a matter with so many criteria is."""
        if self.very_complex is not None and criteria >= self.very_complex:
            return "very_complex"
        return "complex" if criteria >= self.complex else ""


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("pipeline.law").joinpath(name).read_text("utf-8"))


@cache
def all_rules() -> dict[str, Rule]:
    """Return every rule by its id, in the order of the file."""
    return rules_of(_read("deadlines.toml"))


def rules_of(data: Mapping[str, Any]) -> dict[str, Rule]:
    """Return the rules of a parsed ``deadlines.toml``."""
    sources = {key: Source(**entry) for key, entry in data["source"].items()}
    return {entry["id"]: _rule(entry, sources) for entry in data["rule"]}


def _rule(entry: dict[str, Any], sources: Mapping[str, Source]) -> Rule:
    events = all_events()
    start_event = " hoặc ".join(events[code].day for code in entry["starts"])
    versions = tuple(
        _version(version, entry["id"], start_event, sources) for version in entry["version"]
    )
    fields = {key: value for key, value in _tuples(entry).items() if key != "version"}
    fields["met_by"] = frozenset[str](entry.get("met_by", ()))
    return Rule(versions=versions, **fields)


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(cast("list[Any]", v)) if isinstance(v, list) else v for k, v in entry.items()}


def _version(
    entry: dict[str, Any], rule: str, start_event: str, sources: Mapping[str, Source]
) -> Version:
    fields = {k: v for k, v in entry.items() if k not in {"source", "also"}}
    also = tuple(
        Also(read=sources[other["source"]], **{k: v for k, v in other.items() if k != "source"})
        for other in entry.get("also", ())
    )
    read = sources[entry["source"]]
    return Version(rule=rule, start_event=start_event, read=read, also=also, **fields)


@cache
def all_events() -> dict[str, Event]:
    """Return every event by its code, in the order of the file."""
    found = _read("events.toml")["event"]
    return {entry["code"]: Event(**_tuples(entry)) for entry in found}


@cache
def all_stands() -> dict[str, Stand]:
    """Return the pairs of events that stop the clock, by id."""
    return {entry["id"]: Stand(**entry) for entry in _read("events.toml")["pause"]}


@cache
def all_criteria() -> dict[str, str]:
    """Return the criteria of complexity: the letter of each and its text."""
    return {entry["letter"]: entry["text"] for entry in _read("criteria.toml")["criterion"]}


@cache
def all_subjects() -> dict[str, Subject]:
    """Return, by kind of petition, since when and how the criteria count."""
    return {entry["kind"]: Subject(**entry) for entry in _read("criteria.toml")["subject"]}


def find_rule(rule: str) -> Rule:
    """Return the rule of that id. Raises ``NoRule``."""
    found = all_rules().get(rule)
    if found is None:
        raise NoRule(rule)
    return found


def in_force(
    rule: str, day: date, *, ended_on: date | None = None, ongoing: bool = False
) -> Version | None:
    """Return the version of the rule that applies to what started on the day, None for none.

    ``ongoing`` says that it hasn't ended, ``ended_on`` on which day it did: a newer version may
    reach back to what was unfinished when it came into force. Raises ``NoRule`` for an unknown id.
    """
    return version_of(find_rule(rule), day, ended_on=ended_on, ongoing=ongoing)


def version_of(
    rule: Rule, day: date, *, ended_on: date | None = None, ongoing: bool = False
) -> Version | None:
    """The same as :func:`in_force`, of a rule in hand."""
    for version in reversed(rule.versions):
        if version.covers(day):
            return version
        unfinished = ongoing or (ended_on is not None and ended_on >= version.valid_from)
        if version.unfinished and day < version.valid_from and unfinished:
            return version
    return None
