"""The official calendar: which days are off, and why.

Monday to Friday are working days, less the public holidays of the library ``holidays`` and plus
the swapped Saturdays. ``days_off.toml`` overrides both: the Government swaps days late in the
year, after releases of the library; an office adds what is newer in a file of its own, which
overrides ours. A future year of the library is a forecast, so whoever relies on a year asks
whether a person has confirmed it.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from holidays import country_holidays

from pipeline.errors import BadCalendar
from pipeline.messages import say

OFFICE_FILE = "ngay-nghi.toml"
"""The office's own table, in its folder."""

_WEEKEND = {5: "thứ Bảy", 6: "Chủ nhật"}
WEEKEND = tuple(_WEEKEND.values())
"""The reasons for which a day is off every week."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OffDay:
    """A day that isn't a working day, with the reason in Vietnamese."""

    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a table says beside the library: days off with their reasons, days worked."""

    off: dict[date, str]
    working: dict[date, str]
    sources: dict[date, str]


@dataclass(frozen=True, slots=True)
class _Year:
    """What the library says of one year."""

    holidays: dict[date, str]
    made_up: frozenset[date]
    """Weekend days worked in exchange for a day off."""


class Calendar:
    """The days off by one set of tables. Never changes: a changed table is another calendar."""

    def __init__(self, *tables: Overrides) -> None:
        self._tables = tables
        self._years: dict[int, dict[date, str]] = {}

    def off_days(self, year: int) -> dict[date, str]:
        """Return every day off of the year with its reason, weekends too, in order."""
        if year not in self._years:
            self._years[year] = self._make(year)
        return self._years[year]

    def reason_off(self, day: date) -> str | None:
        """Return why the day is off, in Vietnamese; None for a working day.

        A holiday that falls on a weekend is named by the holiday.
        """
        return self.off_days(day.year).get(day)

    def is_working_day(self, day: date) -> bool:
        """Return whether offices work on the day."""
        return self.reason_off(day) is None

    def made_up_days(self, year: int) -> dict[date, str]:
        """Return the weekend days of the year that are worked, each with its reason."""
        known = {day: "làm bù" for day in _year(year).made_up if day.year == year}
        for table in self._tables:
            known |= {day: why for day, why in table.working.items() if day.year == year}
        return {day: known[day] for day in sorted(known) if self.is_working_day(day)}

    def source(self, day: date) -> str:
        """Return where a day of our tables comes from; empty when it is the library's."""
        found = [table.sources[day] for table in self._tables if day in table.sources]
        return found[-1] if found else ""

    def _make(self, year: int) -> dict[date, str]:
        known = _year(year)
        off: dict[date, str] = {}
        day = date(year, 1, 1)
        while day.year == year:
            reason = None if day in known.made_up else self._usual(known, day)
            for table in self._tables:
                if day in table.off:
                    reason = table.off[day]
                elif day in table.working:
                    reason = None
            if reason is not None:
                off[day] = reason
            day += _DAY
        return off

    def _usual(self, known: _Year, day: date) -> str | None:
        return known.holidays.get(day) or _WEEKEND.get(day.weekday())


@cache
def _year(year: int) -> _Year:
    # One object a year: the library's own objects grow with every day asked for.
    found = country_holidays("VN", years=year, language="vi")
    return _Year(
        holidays={day: name for day, name in found.items() if day.year == year},
        made_up=frozenset(found.weekend_workdays),
    )


def overrides_of(data: dict[str, Any]) -> Overrides:
    """Return a parsed table of days off. Raises ``KeyError``, ``TypeError`` for a faulty one."""
    entries = [*data.get("off", ()), *data.get("working", ())]
    if not all(type(entry["date"]) is date for entry in entries):
        raise TypeError
    return Overrides(
        off={entry["date"]: str(entry["reason"]) for entry in data.get("off", ())},
        working={entry["date"]: str(entry["reason"]) for entry in data.get("working", ())},
        sources={entry["date"]: str(entry.get("source", "")) for entry in entries},
    )


@cache
def our_table() -> Overrides:
    """Return the table that comes with donthu."""
    return overrides_of(
        tomllib.loads(files("pipeline.law").joinpath("days_off.toml").read_text("utf-8"))
    )


@cache
def national() -> Calendar:
    """Return the calendar without any office's own days."""
    return Calendar(our_table())


def calendar_of(home: Path) -> Calendar:
    """Return the calendar of an office: the national one and the table in its folder, if any.

    Raises ``BadCalendar`` when the table can't be read.
    """
    try:
        changed = (home / OFFICE_FILE).stat().st_mtime_ns
    except OSError:
        return national()
    return _with_table(home / OFFICE_FILE, changed)


@lru_cache(maxsize=4)
def _with_table(path: Path, _changed: int) -> Calendar:
    try:
        return Calendar(our_table(), overrides_of(tomllib.loads(path.read_text("utf-8"))))
    except (OSError, ValueError) as error:
        raise BadCalendar(file=OFFICE_FILE, fault=str(error)) from None
    except (KeyError, TypeError, AttributeError):
        fault = say("mỗi dòng cần date và reason", "each entry needs date and reason")
        raise BadCalendar(file=OFFICE_FILE, fault=fault) from None


def reason_off(day: date) -> str | None:
    """Return why the day is off by the national calendar; None for a working day."""
    return national().reason_off(day)


def is_working_day(day: date) -> bool:
    """Return whether offices work on the day, by the national calendar."""
    return national().is_working_day(day)
