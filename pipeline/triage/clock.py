"""The clock of a case: which of the law's periods run, from which event, and how they stand.

Everything that decides it is data (``pipeline/law/deadlines.toml``, ``events.toml``,
``criteria.toml``) or a fact that a person recorded; the state also needs a day to look from.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
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
    soon: int
    """So many working days before its end a deadline is near."""

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
        soon=law.soon_working_days,
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
    found = _found(kind, len(facts.criteria), facts.remote, facts.several_places, hand.level)
    index = _index(kind, competence, facts.source, facts.discipline, instance, hand.level)
    events = (CaseEvent("received", facts.arrived_on), *facts.events)
    starts = {(place, event.on, event.code) for event in events for place in index[event.code]}
    rules = _rules()
    return tuple(
        (_marked(counted, met_on, facts.arrival_assumed and code == "received"), version)
        for place, day, code in sorted(starts)
        for counted, version, met_on in _run(rules[place], code, day, events, found, hand)
    )


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(all_rules().values())


@lru_cache(maxsize=4096)
def _index(
    kind: Kind, competence: Competence, source: str, discipline: bool, instance: str, level: str
) -> dict[str, tuple[int, ...]]:
    """The places of the rules that an event may start in such a case, by the event's code."""
    index: dict[str, tuple[int, ...]] = dict.fromkeys(all_events(), ())
    for place, rule in enumerate(_rules()):
        if (
            rule.tracked
            and (not rule.kinds or kind in rule.kinds)
            and (not rule.instances or instance in rule.instances)
            and (not rule.sources or source in rule.sources)
            and (not rule.levels or level in rule.levels)
            and rule.discipline in (None, discipline)
            and rule.unless_competence != competence
        ):
            for code in rule.starts:
                index[code] = (*index[code], place)
    return index


def _run(
    rule: Rule,
    code: str,
    day: date,
    events: tuple[CaseEvent, ...],
    found: Found,
    hand: Hand,
) -> Iterable[tuple[Deadline, Version, date | None]]:
    met_on = _met_on(rule, code, day, events)
    version = version_of(rule, day, ended_on=met_on, ongoing=met_on is None)
    if version is None:
        return
    if version.extend is not None:
        extensions = tuple(e.days for e in events if e.code == "extended" and e.on >= day)
        found = replace(found, extensions=extensions) if extensions else found
    counted = count(
        rule,
        version,
        code,
        day,
        found=found,
        length=hand.length(version.office_sets) if version.office_sets else None,
        confirmed_calendars=hand.confirmed,
        calendar=hand.calendar,
        soon=hand.soon,
        pauses=pauses_of(rule, day, events) if rule.pauses else (),
    )
    yield counted, version, met_on


def _met_on(rule: Rule, code: str, day: date, events: Iterable[CaseEvent]) -> date | None:
    """The day on which what was due was done. The end of the case ends every duty with it, and a
    period that is counted backwards is met by whatever was done before its event."""
    ends = _ends(rule)
    if rule.before:
        return max((e.on for e in events if e.code in ends and e.on <= day), default=None)
    done = [e.on for e in events if e.code in ends and e.on >= day and e.code != code]
    return min(done) if done else None


@cache
def _ends(rule: Rule) -> frozenset[str]:
    closing = {code for code, event in all_events().items() if event.closes}
    return rule.met_by | closing if rule.nature == "duty" and not rule.before else rule.met_by


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


@lru_cache(maxsize=4096)
def _found(kind: Kind, criteria: int, remote: bool, several_places: bool, level: str) -> Found:
    return Found(
        remote=remote,
        complexity=complexity(kind, criteria),
        several_places=several_places,
        level=level,
    )


def complexity(kind: Kind, criteria: int) -> Complexity:
    """Return how complex a matter with so many criteria is; a paper with several contents is
    judged as a denunciation, the only kind with the higher grade."""
    subject = all_subjects().get("denunciation" if kind == "mixed" else kind)
    return subject.complexity(criteria) if subject and criteria else ""


@lru_cache(maxsize=50_000)
def _marked(deadline: Deadline, met_on: date | None, assumed: bool) -> Deadline:
    if assumed:
        reasons = (_ASSUMED, *deadline.provisional_reasons)
        deadline = replace(deadline, provisional=True, provisional_reasons=reasons)
    return replace(deadline, met_on=met_on) if met_on else deadline


def state_of(
    nature: Nature,
    due: date,
    soon_on: date,
    met_on: date | None,
    suspended: bool,
    today: date,
) -> State:
    """Return how a deadline stands on a day."""
    if met_on and nature == "minimum":
        return "met" if met_on > due else "met_late"
    if met_on:
        return "met" if met_on <= due else "met_late"
    if suspended:
        return "suspended"
    if nature != "duty":
        return "over" if today > due else "due"
    if today > due:
        return "late"
    return "soon" if today >= soon_on else "due"
