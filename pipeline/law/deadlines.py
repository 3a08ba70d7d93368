"""Deadlines: the rules of ``deadlines.toml`` applied to the day of an event.

The day of the event isn't counted; the next day is day 1. Working days skip the days off. A
period in calendar days or years that would end on a day off ends on the next working day (Điều
147-148 Bộ luật Dân sự [M]); one that is counted backwards ends on the working day before, so that
it is never shorter than the law asks [D]. Time stands still from the day after a suspension to the
end of the day of the resumption, the same way of counting [D]. The version of a rule is the one in
force on the day of the event, or a newer one that reaches back to what is unfinished.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pipeline.law.calendar import Calendar, OffDay, national
from pipeline.law.forms import Certainty
from pipeline.law.rules import (
    Complexity,
    Nature,
    NoRule,
    Rule,
    Unit,
    Version,
    all_events,
    all_rules,
    all_subjects,
    find_rule,
    in_force,
    version_of,
)

__all__ = ["NoRule", "Version", "all_rules", "in_force"]

SOON = 3
"""So many working days before its end a deadline is near, unless the office sets another number."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """What people found of a case that lengthens its periods."""

    remote: bool = False
    complexity: Complexity = ""
    several_places: bool = False
    extensions: tuple[int | None, ...] = ()
    """Days of each recorded extension; None for as many as the law allows."""
    level: str = "commune"
    """Of the office."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that stands still, from the day after ``begin`` to the end of ``end``."""

    begin: date
    end: date | None
    """None while it lasts."""
    reason: str = ""

    def holds(self, day: date) -> bool:
        """Return whether the day isn't counted."""
        return self.end is not None and self.begin < day <= self.end


@dataclass(frozen=True, slots=True)
class AlsoDue:
    """What another source of law would give."""

    due: date
    article: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline with its working. ``due`` is the last day, in the office's own calendar."""

    rule: str
    name: str
    nature: Nature
    version: str
    article: str
    certainty: Certainty
    start_code: str
    start_event: str
    start: date
    before: bool
    unit: Unit
    length: int
    due: date
    warn_on: date
    """The earliest last day that any of the sources gives: the safe one to work to."""
    soon_on: date
    """From this day on the end is near."""
    off_days: tuple[OffDay, ...]
    provisional: bool
    """True when the arrival day is assumed or the calendar of a year was not confirmed."""
    provisional_reasons: tuple[str, ...]
    also: tuple[AlsoDue, ...]
    doubts: tuple[str, ...] = ()
    """What of the version nobody has compared, in Vietnamese."""
    notes: tuple[str, ...] = ()
    """How what people found was heeded, in Vietnamese."""
    pauses: tuple[Pause, ...] = ()
    suspended_on: date | None = None
    """Since when time stands still; ``due`` then holds for a resumption on that very day."""
    left: int | None = None
    """While time stands still: the days that will be left."""
    met_on: date | None = None
    """The day of the event that did what was due."""

    def __hash__(self) -> int:
        # enough to tell most apart; to hash all fields would cost more than to count
        return hash((self.rule, self.start, self.due, self.met_on, self.provisional_reasons))


def compute(
    rule: str,
    start: date,
    *,
    found: Found | None = None,
    length: int | None = None,
    confirmed_calendars: Collection[int] = (),
    calendar: Calendar | None = None,
    soon: int = SOON,
) -> Deadline:
    """Return the deadline that the rule gives for an event on ``start``, with its working.

    ``length`` is the office's own number of days, heeded only by a rule that leaves it
    to the office. Years outside ``confirmed_calendars`` make the deadline provisional.
    Raises ``NoRule`` when the id is unknown or no version was in force on ``start``.
    """
    chosen = find_rule(rule)
    version = version_of(chosen, start)
    if version is None:
        raise NoRule(f"{rule} {start.isoformat()}")
    return count(
        chosen,
        version,
        chosen.starts[0],
        start,
        found=found or Found(),
        length=length,
        confirmed_calendars=frozenset(confirmed_calendars),
        calendar=calendar or national(),
        soon=soon,
    )


@lru_cache(maxsize=100_000)
def count(
    rule: Rule,
    version: Version,
    start_code: str,
    start: date,
    *,
    found: Found,
    length: int | None,
    confirmed_calendars: frozenset[int],
    calendar: Calendar,
    soon: int,
    pauses: tuple[Pause, ...] = (),
) -> Deadline:
    """Return the deadline by this version; kept, as many cases start on the same day."""
    days, notes = period(version, found, length)
    due, off_days = last_day(start, version.unit, days, rule.before, pauses, calendar)
    also = tuple(
        (last_day(start, other.unit, other.length, rule.before, pauses, calendar)[0], other)
        for other in version.also
    )
    ends = (due, *(day for day, _ in also))
    years = [y for y in _years(start, ends, rule.before) if y not in confirmed_calendars]
    warn_on = _warn_on(version, ends, calendar)
    stood = _standing(pauses, due)
    return Deadline(
        rule=rule.id,
        name=rule.name,
        nature=rule.nature,
        version=version.id,
        article=version.article,
        certainty=version.certainty,
        start_code=start_code,
        start_event=all_events()[start_code].day,
        start=start,
        before=rule.before,
        unit=version.unit,
        length=days,
        due=due,
        warn_on=warn_on,
        soon_on=last_day(warn_on, "working_day", soon, True, (), calendar)[0],
        off_days=off_days,
        provisional=bool(years),
        provisional_reasons=tuple(
            f"Lịch nghỉ năm {year} chưa được cơ quan xác nhận." for year in years
        ),
        also=tuple(AlsoDue(day, other.article) for day, other in also),
        doubts=version.doubts(start),
        notes=(*notes, *_before_criteria(rule, version, found, start)),
        pauses=tuple(pause for pause in pauses if pause.begin < due),
        suspended_on=stood.begin if stood else None,
        left=_left(start, version.unit, days, pauses, stood, calendar) if stood else None,
    )


def period(version: Version, found: Found, length: int | None) -> tuple[int, tuple[str, ...]]:
    """Return the length of the period as lengthened by what people found, and the notes on it."""
    if version.office_sets and length is not None:
        return length, ("Số ngày do cơ quan đặt.",)
    days, notes = _lengthened(version, found)
    if version.extend is None:
        return days, notes
    more, said = _extended(version.extend, found)
    return days + more, (*notes, *said)


def _lengthened(version: Version, found: Found) -> tuple[int, tuple[str, ...]]:
    remote = found.remote and version.remote is not None
    hard = bool(found.complexity) and version.complex is not None
    if hard and remote and version.complex_remote is not None:
        return version.complex_remote, (_REMOTE, _COMPLEX)
    if hard and version.complex is not None:
        return version.complex, (_COMPLEX,)
    if found.remote and version.remote is not None:
        return version.remote, (_REMOTE,)
    if found.several_places and version.several_places is not None:
        return version.several_places, (_SEVERAL,)
    return version.by_level.get(found.level, version.length), ()


_REMOTE = "Vùng sâu, vùng xa đi lại khó khăn."
_COMPLEX = "Vụ việc phức tạp."
_SEVERAL = "Phải kiểm tra, xác minh ở nhiều địa điểm hoặc ủy quyền kiểm tra."
_ALLOWED = {"": 0, "complex": 1, "very_complex": 2}
"""How often the settlement of a denunciation may be extended: khoản 2, 3 Điều 30 Luật Tố cáo."""


def _extended(most: int, found: Found) -> tuple[int, tuple[str, ...]]:
    """Return the days that the lawful ones of the recorded extensions add, and what to say."""
    allowed = _ALLOWED[found.complexity]
    days = [min(given or most, most) for given in found.extensions[:allowed]]
    notes = [f"Gia hạn lần {n}: {more:02d} ngày." for n, more in enumerate(days, start=1)]
    if len(found.extensions) > allowed:
        refused = len(found.extensions) - allowed
        notes.append(
            f"Chưa tính {refused:02d} lần gia hạn: chỉ được gia hạn một lần khi vụ việc phức tạp, "
            "hai lần khi đặc biệt phức tạp, và phải ghi tiêu chí phức tạp."
        )
    return sum(days), tuple(notes)


def _before_criteria(rule: Rule, version: Version, found: Found, start: date) -> tuple[str, ...]:
    """Say it when a finding of complexity is older than the criteria for it."""
    subject = all_subjects().get(rule.kinds[0]) if rule.kinds else None
    if version.complex is None or not found.complexity or subject is None:
        return ()
    if start >= subject.valid_from:
        return (subject.note,) if subject.note else ()
    since = f"{subject.valid_from:%d/%m/%Y}"
    return (
        f"Trước ngày {since} chưa thấy tiêu chí của vụ việc phức tạp: do người có thẩm quyền "
        "xác định.",
    )


@lru_cache(maxsize=100_000)
def last_day(
    start: date,
    unit: Unit,
    length: int,
    before: bool = False,
    pauses: tuple[Pause, ...] = (),
    calendar: Calendar | None = None,
) -> tuple[date, tuple[OffDay, ...]]:
    """Return the last day of a period and the days off that were skipped, in the order met.

    ``before`` counts backwards, to the last day on which it is not too late.
    """
    calendar, step = calendar or national(), -_DAY if before else _DAY
    if unit == "day_of_month":
        return _day_of_month(start, length), ()
    if unit == "year":
        return _skip(_years_later(start, length), step, pauses, calendar)
    if unit == "day":
        day = _days_later(start, length, step, pauses)
        return _skip(day, step, pauses, calendar)
    day, skipped = start, list[OffDay]()
    for _ in range(length):
        day, off = _skip(day + step, step, pauses, calendar)
        skipped += off
    return day, tuple(skipped)


def _days_later(start: date, length: int, step: timedelta, pauses: tuple[Pause, ...]) -> date:
    if not pauses:
        return start + length * step
    day = start
    for _ in range(length):
        day += step
        while any(pause.holds(day) for pause in pauses):
            day += step
    return day


def _skip(
    day: date, step: timedelta, pauses: tuple[Pause, ...], calendar: Calendar
) -> tuple[date, tuple[OffDay, ...]]:
    """Return the first working day from ``day`` on that counts, and the days off before it."""
    skipped: list[OffDay] = []
    while True:
        if any(pause.holds(day) for pause in pauses):
            day += step
        elif (reason := calendar.reason_off(day)) is not None:
            skipped.append(OffDay(day, reason))
            day += step
        else:
            return day, tuple(skipped)


def _years_later(start: date, years: int) -> date:
    """The same day of a later year; of the leap day the last of February."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)


def _day_of_month(start: date, number: int) -> date:
    """The next day of that number from ``start`` on: in the same month, else in the next."""
    day = start
    while day.day != number:
        day += _DAY
    return day


def _years(start: date, ends: tuple[date, ...], before: bool) -> range:
    """The years whose calendar decides: of the first counted day to the last of any source."""
    if before:
        return range(min(ends).year, (start - _DAY).year + 1)
    return range((start + _DAY).year, max(ends).year + 1)


def _warn_on(version: Version, ends: tuple[date, ...], calendar: Calendar) -> date:
    day = min(ends)
    if version.unit == "day_of_month":
        return _skip(day, -_DAY, (), calendar)[0]
    return day


def _standing(pauses: tuple[Pause, ...], due: date) -> Pause | None:
    """The pause that still lasts; one that began on the last day or later saves nothing."""
    return next((p for p in pauses if p.end is None and p.begin < due), None)


def _left(
    start: date,
    unit: Unit,
    length: int,
    pauses: tuple[Pause, ...],
    stood: Pause,
    calendar: Calendar,
) -> int:
    """The days of the period that are left after the day on which time was stopped."""
    gone = 0
    for ahead in range(1, (stood.begin - start).days + 1):
        day = start + ahead * _DAY
        worked = unit != "working_day" or calendar.is_working_day(day)
        gone += worked and not any(pause.holds(day) for pause in pauses)
    return length - gone
