"""The official calendar: which days are off, and why.

Monday to Friday are working days, less the public holidays of the library ``holidays`` and plus
the swapped Saturdays. ``days_off.toml`` overrides both: the Government swaps days late in the
year, after releases of the library. A future year of the library is a forecast, so whoever
relies on a year asks whether a person has confirmed it (``settings.law.confirmed_calendars``).
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from holidays import country_holidays

_WEEKEND = {5: "thứ Bảy", 6: "Chủ nhật"}


@dataclass(frozen=True, slots=True)
class OffDay:
    """A day that isn't a working day, with the reason in Vietnamese."""

    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class _Overrides:
    off: dict[date, str]
    working: frozenset[date]


@dataclass(frozen=True, slots=True)
class _Year:
    """What the library says of one year."""

    holidays: dict[date, str]
    made_up: frozenset[date]
    """Weekend days worked in exchange for a day off."""


@cache
def _overrides() -> _Overrides:
    data = tomllib.loads(files("pipeline.law").joinpath("days_off.toml").read_text("utf-8"))
    return _Overrides(
        off={entry["date"]: entry["reason"] for entry in data["off"]},
        working=frozenset(entry["date"] for entry in data["working"]),
    )


@cache
def _year(year: int) -> _Year:
    # One object a year: the library's own objects grow with every day asked for.
    found = country_holidays("VN", years=year, language="vi")
    return _Year(
        holidays={day: name for day, name in found.items() if day.year == year},
        made_up=frozenset(found.weekend_workdays),
    )


def reason_off(day: date) -> str | None:
    """Return why the day is off, in Vietnamese; None for a working day.

    A holiday that falls on a weekend is named by the holiday.
    """
    overrides = _overrides()
    if day in overrides.working:
        return None
    if day in overrides.off:
        return overrides.off[day]
    year = _year(day.year)
    if day in year.made_up:
        return None
    return year.holidays.get(day) or _WEEKEND.get(day.weekday())


def is_working_day(day: date) -> bool:
    """Return whether offices work on the day."""
    return reason_off(day) is None
