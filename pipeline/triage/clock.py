"""The clock of a case: which of the law's periods run, from which event, and how they stand.

Everything that decides it is data (``pipeline/law/deadlines.toml``, ``events.toml``,
``criteria.toml``) or a fact that a person recorded; the state also needs a day to look from.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from pipeline.extraction.findings import Kind
from pipeline.law.calendar import Calendar, calendar_of
from pipeline.law.deadlines import Deadline, Found, Pause, Version, count
from pipeline.law.rules import (
    Complexity,
    Nature,
    Rule,
    all_events,
    all_rules,
    all_stands,
    all_subjects,
    version_of,
)
from pipeline.settings import Settings
from pipeline.triage.proposal import CaseEvent, Competence, Facts

State = Literal["due", "soon", "late", "met", "met_late", "suspended", "over"]
"""How a deadline stands. ``over``: a period that is not the office's own duty has run out."""

STATES: tuple[State, ...] = ("due", "soon", "late", "met", "met_late", "suspended", "over")
OPEN: tuple[State, ...] = ("due", "soon", "late", "suspended")

_ASSUMED = (
    "Ngày đến là ngày giả định: chưa có dấu ĐẾN, giấy chuyển đơn hoặc xác nhận của người nhận."
)


@dataclass(frozen=True, slots=True)
class Hand:
    """What the office brings to every clock: its settings on the law, level and calendar."""

    level: str
    confirmed: frozenset[int]
    lengths: tuple[tuple[str, int | None], ...]
    """Of rules that leave the number to the office: the name of the setting and its value."""
    calendar: Calendar

    def length(self, setting: str) -> int | None:
        """Return the office's own number of days; None leaves it to the rule."""
        return dict(self.lengths).get(setting)


def hand_of(settings: Settings, confirmed: Iterable[int] = ()) -> Hand:
    """Return the office's hand. ``confirmed`` are the years confirmed in the register, beside
    those of the settings. Raises ``BadCalendar``."""
    law = settings.law
    return Hand(
        level=settings.office.level,
        confirmed=frozenset((*law.confirmed_calendars, *confirmed)),
        lengths=(
            ("recommendation_working_days", law.recommendation_working_days),
            ("report_due_day", law.report_due_day),
        ),
        calendar=calendar_of(settings.home),
    )


def deadlines(
    kind: Kind, competence: Competence, facts: Facts, hand: Hand, *, instance: str = ""
) -> tuple[tuple[Deadline, Version], ...]:
    """Return each period that runs in the case, with the version of the rule it rests on.

    The rules stand in the order of the file, the periods of one rule in that of their events.
    A paper whose kind or competence is unknown gets the rules of every reading: the earliest
    still binds while a person thinks. ``instance`` is what the paper says; a person's finding
    wins. A rule that wasn't in force on the day of its event gives none.
    """
    instance = facts.instance or instance or "first"
    found = _found(kind, facts, hand.level)
    events = (CaseEvent("received", facts.arrived_on), *facts.events)
    return tuple(
        (_marked(deadline, facts), version)
        for rule in _rules(kind, competence, facts.source, facts.discipline, instance, hand.level)
        for event in _starts(rule, events)
        for deadline, version in _run(rule, event, events, found, hand)
    )


@lru_cache(maxsize=4096)
def _rules(
    kind: Kind, competence: Competence, source: str, discipline: bool, instance: str, level: str
) -> tuple[Rule, ...]:
    return tuple(
        rule
        for rule in all_rules().values()
        if rule.tracked
        and (not rule.kinds or kind in rule.kinds)
        and (not rule.instances or instance in rule.instances)
        and (not rule.sources or source in rule.sources)
        and (not rule.levels or level in rule.levels)
        and rule.discipline in (None, discipline)
        and rule.unless_competence != competence
    )


def _starts(rule: Rule, events: Iterable[CaseEvent]) -> list[CaseEvent]:
    """The events that start the rule, each day once."""
    found = {(event.code, event.on): event for event in events if event.code in rule.starts}
    return list(found.values())


def _run(
    rule: Rule, start: CaseEvent, events: tuple[CaseEvent, ...], found: Found, hand: Hand
) -> Iterable[tuple[Deadline, Version]]:
    met_on = _met_on(rule, start, events)
    version = version_of(rule, start.on, ended_on=met_on, ongoing=met_on is None)
    if version is None:
        return
    extensions = tuple(e.days for e in events if e.code == "extended" and e.on >= start.on)
    counted = count(
        rule,
        version,
        start.code,
        start.on,
        found=replace(found, extensions=extensions) if extensions else found,
        length=hand.length(version.office_sets) if version.office_sets else None,
        confirmed_calendars=hand.confirmed,
        calendar=hand.calendar,
        pauses=pauses_of(rule, start.on, events),
    )
    yield (replace(counted, met_on=met_on) if met_on else counted), version


def _met_on(rule: Rule, start: CaseEvent, events: Iterable[CaseEvent]) -> date | None:
    """The day on which what was due was done. The end of the case ends every duty with it, and a
    period that is counted backwards is met by whatever was done before its event."""
    if rule.before:
        done = [event.on for event in events if event.code in rule.met_by and event.on <= start.on]
        return max(done, default=None)
    closing = {code for code, event in all_events().items() if event.closes}
    ends = rule.met_by | (closing if rule.nature == "duty" else set())
    done = [
        event.on
        for event in events
        if event.code in ends and event.on >= start.on and event.code != start.code
    ]
    return min(done, default=None)


def pauses_of(rule: Rule, start: date, events: Iterable[CaseEvent]) -> tuple[Pause, ...]:
    """Return the times in which the rule's clock stands still, oldest first."""
    if not rule.pauses:
        return ()
    stand = all_stands()[rule.pauses]
    pauses: list[Pause] = []
    begun: date | None = None
    for event in sorted(events, key=lambda event: event.on):
        if event.on < start:
            continue
        if event.code == stand.begins and begun is None:
            begun = event.on
        elif event.code == stand.ends and begun is not None:
            pauses.append(Pause(begun, event.on, stand.name))
            begun = None
    return (*pauses, Pause(begun, None, stand.name)) if begun else tuple(pauses)


def _found(kind: Kind, facts: Facts, level: str) -> Found:
    return Found(
        remote=facts.remote,
        complexity=complexity(kind, len(facts.criteria)),
        several_places=facts.several_places,
        level=level,
    )


def complexity(kind: Kind, criteria: int) -> Complexity:
    """Return how complex a matter with so many criteria is; a paper with several contents is
    judged as a denunciation, the only kind with the higher grade."""
    subject = all_subjects().get("denunciation" if kind == "mixed" else kind)
    return subject.complexity(criteria) if subject and criteria else ""


def _marked(deadline: Deadline, facts: Facts) -> Deadline:
    if not facts.arrival_assumed or deadline.start_code != "received":
        return deadline
    reasons = (_ASSUMED, *deadline.provisional_reasons)
    return replace(deadline, provisional=True, provisional_reasons=reasons)


def state_of(
    nature: Nature,
    due: date,
    warn_on: date,
    met_on: date | None,
    suspended: bool,
    today: date,
    soon_from: date,
) -> State:
    """Return how a deadline stands on a day.

    ``soon_from`` is the last day that still counts as near (see :func:`near`).
    """
    if nature == "minimum":
        return "met" if met_on and met_on > due else "over" if today > due else "due"
    if met_on:
        return "met" if met_on <= due else "met_late"
    if suspended:
        return "suspended"
    if nature == "term":
        return "over" if today > due else "due"
    if today > due:
        return "late"
    return "soon" if warn_on <= soon_from else "due"


def near(today: date, working_days: int, calendar: Calendar) -> date:
    """Return the day up to which a deadline is near: so many working days ahead."""
    day = today
    while working_days:
        day += timedelta(days=1)
        working_days -= calendar.is_working_day(day)
    return day
