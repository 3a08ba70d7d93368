"""A clock that walks day by day, written apart from the program: it shares no code and no table.

The days off on Monday to Friday are typed from the official announcements for 2024 to 2026 and
from the Labour Code's list for the forecast of 2027 to 2030.
"""

from datetime import date, timedelta

WEEKDAYS_OFF = {
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
    2027: "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24",
    2028: "01-03 01-24 01-25 01-26 01-27 01-28 04-04 05-01 05-02 09-01 09-04 11-24",
    2029: "01-01 02-12 02-13 02-14 02-15 02-16 04-23 04-30 05-01 09-03 09-04 11-26",
    2030: "01-01 01-31 02-01 02-04 02-05 02-06 04-12 04-30 05-01 09-02 09-03 11-25",
    2031: "01-01 01-21 01-22 01-23 01-24 01-27 04-01 04-30 05-01 09-01 09-02 11-24",
}
OFF = {date.fromisoformat(f"{y}-{d}") for y, days in WEEKDAYS_OFF.items() for d in days.split()}
SATURDAYS_WORKED = {date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)}


def works(day: date) -> bool:
    """Whether offices work on the day."""
    return day in SATURDAYS_WORKED or (day.isoweekday() <= 5 and day not in OFF)


def oracle(
    start: date,
    unit: str,
    length: int,
    *,
    before: bool = False,
    still: list[tuple[date, date]] | None = None,
) -> date:
    """The last day of a period; in ``still`` time stands still after each first day to the end
    of the second."""
    if unit == "day_of_month":
        return next(d for n in range(32) if (d := start + timedelta(n)).day == length)
    if unit == "year":
        return _worked(_anniversary(start, length), 1, [])
    step, still = (-1 if before else 1), still or []
    day, counted = start, 0
    while counted < length:
        day += timedelta(step)
        if _stands(day, still) or (unit == "working_day" and not works(day)):
            continue
        counted += 1
    return _worked(day, step, still)


def _anniversary(start: date, years: int) -> date:
    day = start.day
    while True:
        try:
            return date(start.year + years, start.month, day)
        except ValueError:
            day -= 1


def _stands(day: date, still: list[tuple[date, date]]) -> bool:
    return any(first < day <= last for first, last in still)


def _worked(day: date, step: int, still: list[tuple[date, date]]) -> date:
    while not works(day) or _stands(day, still):
        day += timedelta(step)
    return day
