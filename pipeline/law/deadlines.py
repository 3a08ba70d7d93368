"""Deadlines: the rules of ``deadlines.toml`` applied to a start day.

The day of the event isn't counted; the next day is day 1. Working days skip the days off. A
period in calendar days that would end on a day off ends on the next working day (Điều 147-148
Bộ luật Dân sự [M]). The version of a rule is the one in force on the day of the event [D].
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pipeline.law.calendar import OffDay, reason_off
from pipeline.law.forms import Certainty

Unit = Literal["day", "working_day"]

_DAY = timedelta(days=1)


class NoRule(LookupError):
    """No rule of that id, or none of its versions was in force on that day."""


@dataclass(frozen=True, slots=True)
class Also:
    """The period that another source of law gives for the same step."""

    unit: Unit
    length: int
    article: str
    certainty: Certainty
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a rule; see the head of ``deadlines.toml`` for the fields."""

    rule: str
    start_event: str
    valid_from: date
    unit: Unit
    length: int
    article: str
    certainty: Certainty
    source: str
    valid_to: date | None = None
    office_sets: bool = False
    doubt: str = ""
    doubt_from: date | None = None
    also: tuple[Also, ...] = ()

    @property
    def id(self) -> str:
        """The day from which the version applies, ISO."""
        return self.valid_from.isoformat()

    def covers(self, day: date) -> bool:
        """Return whether the version is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def doubts(self, day: date) -> tuple[str, ...]:
        """Return the Vietnamese sentences on what of the version was not verified for the day."""
        own = self.doubt if self.doubt_from is None or day >= self.doubt_from else ""
        return tuple(s for s in (own, *(other.doubt for other in self.also)) if s)


@dataclass(frozen=True, slots=True)
class Rule:
    """A deadline that the law sets for one step, with all its versions, oldest first."""

    id: str
    name: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class AlsoDue:
    """What another source of law would give."""

    due: date
    article: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline with its working. ``due`` is the last day, in the office's own calendar."""

    rule: str
    version: str
    article: str
    certainty: Certainty
    start_event: str
    start: date
    unit: Unit
    length: int
    due: date
    off_days: tuple[OffDay, ...]
    provisional: bool
    """True when the arrival day is assumed or the calendar of a year was not confirmed."""
    provisional_reasons: tuple[str, ...]
    also: tuple[AlsoDue, ...]

    @property
    def warn_on(self) -> date:
        """The earliest last day that any of the sources gives: the safe one to work to."""
        return min(self.due, *(other.due for other in self.also)) if self.also else self.due


@cache
def all_rules() -> dict[str, Rule]:
    """Return every rule by its id, in the order of the file."""
    data = tomllib.loads(files("pipeline.law").joinpath("deadlines.toml").read_text("utf-8"))
    return {entry["id"]: _rule(entry) for entry in data["rule"]}


def _rule(entry: dict[str, Any]) -> Rule:
    versions = [
        Version(
            rule=entry["id"],
            start_event=entry["start_event"],
            also=tuple(Also(**other) for other in version.pop("also", ())),
            **version,
        )
        for version in entry["version"]
    ]
    return Rule(entry["id"], entry["name"], tuple(versions))


def in_force(rule: str, day: date) -> Version | None:
    """Return the version of the rule in force on the day, None when there was none.

    Raises ``NoRule`` for an unknown id.
    """
    rules = all_rules()
    if rule not in rules:
        raise NoRule(rule)
    return next((version for version in rules[rule].versions if version.covers(day)), None)


def compute(
    rule: str,
    start: date,
    *,
    length: int | None = None,
    confirmed_calendars: Collection[int] = (),
) -> Deadline:
    """Return the deadline that the rule gives for an event on ``start``, with its working.

    ``length`` is the office's own number of days, heeded only by a rule that leaves it
    to the office. Years outside ``confirmed_calendars`` make the deadline provisional.
    Raises ``NoRule`` when the id is unknown or no version was in force on ``start``.
    """
    version = in_force(rule, start)
    if version is None:
        raise NoRule(f"{rule} {start.isoformat()}")
    days = length if version.office_sets and length is not None else version.length
    due, off_days = last_day(start, version.unit, days)
    also = tuple((last_day(start, other.unit, other.length)[0], other) for other in version.also)
    last = max(due, *(day for day, _ in also)) if also else due
    years = [y for y in range((start + _DAY).year, last.year + 1) if y not in confirmed_calendars]
    return Deadline(
        rule=rule,
        version=version.id,
        article=version.article,
        certainty=version.certainty,
        start_event=version.start_event,
        start=start,
        unit=version.unit,
        length=days,
        due=due,
        off_days=off_days,
        provisional=bool(years),
        provisional_reasons=tuple(
            f"Lịch nghỉ năm {year} chưa được cơ quan xác nhận." for year in years
        ),
        also=tuple(AlsoDue(day, other.article) for day, other in also),
    )


def last_day(start: date, unit: Unit, length: int) -> tuple[date, tuple[OffDay, ...]]:
    """Return the last day of a period and the days off that were skipped, in order."""
    if unit == "day":
        return _skip_off(start + length * _DAY)
    day, skipped = start, list[OffDay]()
    for _ in range(length):
        day, off = _skip_off(day + _DAY)
        skipped += off
    return day, tuple(skipped)


def _skip_off(day: date) -> tuple[date, tuple[OffDay, ...]]:
    """Return the first working day from ``day`` on, and the days off before it."""
    skipped: list[OffDay] = []
    while (reason := reason_off(day)) is not None:
        skipped.append(OffDay(day, reason))
        day += _DAY
    return day, tuple(skipped)
