"""Deadlines against hand-counted cases and an oracle that walks day by day on its own."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.law.deadlines import NoRule, all_rules, compute, in_force, last_day

DAY = timedelta(days=1)
RULES = sorted(all_rules())

# The days off of 2024-2028 on Monday to Friday, typed from the official announcements for
# 2024-2026 and from the Labour Code's list for the forecast of 2027 and 2028, not from the code.
WEEKDAYS_OFF = {
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
    2027: "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24",
    2028: "01-03 01-24 01-25 01-26 01-27 01-28 04-04 05-01 05-02 09-01 09-04 11-24",
}
OFF = {date.fromisoformat(f"{y}-{d}") for y, days in WEEKDAYS_OFF.items() for d in days.split()}
SATURDAYS_WORKED = {date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)}


def works(day: date) -> bool:
    if day in SATURDAYS_WORKED:
        return True
    return day.isoweekday() <= 5 and day not in OFF


def oracle(start: date, unit: str, length: int) -> date:
    if unit == "day":
        day = date.fromordinal(start.toordinal() + length)
        return next(d for d in (day + n * DAY for n in range(30)) if works(d))
    following = (start + n * DAY for n in range(1, 90))
    return [d for d in following if works(d)][length - 1]


@pytest.mark.parametrize("rule", RULES)
def test_every_day_of_five_years(rule: str) -> None:
    day = date(2024, 1, 1)
    while day <= date(2028, 11, 30):
        version = in_force(rule, day)
        assert version is not None
        deadline = compute(rule, day)
        assert deadline.due == oracle(day, version.unit, version.length), day
        expected = [oracle(day, other.unit, other.length) for other in version.also]
        assert [other.due for other in deadline.also] == expected
        assert not any(works(off.date) for off in deadline.off_days)
        day += DAY


BY_HAND = [
    # rule, start, due, why
    ("complaint.accept", "2026-06-30", "2026-07-10", "the last day of the old rule: 10 days"),
    ("complaint.accept", "2026-07-01", "2026-07-10", "the first day of the new: 07 working days"),
    ("complaint.accept", "2026-06-25", "2026-07-06", "10 days end on Sunday 05/7"),
    ("complaint.accept", "2026-04-20", "2026-05-04", "10 days end on 30/4, then 1/5, a weekend"),
    ("complaint.accept", "2025-12-23", "2026-01-05", "10 days end on the swapped 02/01"),
    ("complaint.accept", "2025-12-31", "2026-01-10", "10 days end on the worked Saturday"),
    ("complaint.accept", "2026-02-06", "2026-02-23", "10 days end on the eve of Tết"),
    ("complaint.accept", "2026-08-29", "2026-09-11", "a Saturday start, National Day off"),
    ("denunciation.register", "2026-09-05", "2026-09-15", "a Saturday start"),
    ("denunciation.register", "2026-02-13", "2026-03-03", "the last day before Tết"),
    ("denunciation.register", "2025-12-31", "2026-01-12", "over the swap: Saturday 10/01 counts"),
    ("denunciation.register", "2026-08-21", "2026-09-03", "over both swaps of National Day"),
    ("denunciation.transfer", "2026-02-14", "2026-02-27", "start and Tết"),
    ("denunciation.transfer", "2024-02-28", "2024-03-06", "over a leap day"),
    ("reception.reply", "2026-09-07", "2026-09-21", "two plain weeks"),
]


@pytest.mark.parametrize(("rule", "start", "due", "why"), BY_HAND)
def test_by_hand(rule: str, start: str, due: str, why: str) -> None:
    assert compute(rule, date.fromisoformat(start)).due.isoformat() == due, why


def test_only_the_office_s_own_rule_heeds_its_length() -> None:
    day = date(2026, 9, 7)
    reply = compute("recommendation.reply", day, length=3)
    assert reply.due == date(2026, 9, 10)
    assert "donthu" not in reply.article, "it is printed on drafts"
    assert compute("complaint.accept", day, length=3).length == 7


def test_the_working_names_each_day_off() -> None:
    deadline = compute("denunciation.register", date(2025, 12, 31))
    assert [(o.date.isoformat(), o.reason) for o in deadline.off_days] == [
        ("2026-01-01", "Tết Dương lịch"),
        ("2026-01-02", "Nghỉ hoán đổi với thứ Bảy ngày 10/01/2026"),
        ("2026-01-03", "thứ Bảy"),
        ("2026-01-04", "Chủ nhật"),
        ("2026-01-11", "Chủ nhật"),
    ]


def test_provisional_names_the_years_that_nobody_confirmed() -> None:
    start = date(2026, 12, 28)
    deadline = compute("complaint.accept", start, confirmed_calendars=(2026,))
    assert deadline.provisional_reasons == ("Lịch nghỉ năm 2027 chưa được cơ quan xác nhận.",)
    assert not compute("complaint.accept", start, confirmed_calendars=(2026, 2027)).provisional


def test_unknown_rule_and_day_before_the_law() -> None:
    with pytest.raises(NoRule):
        compute("complaint.never", date(2026, 9, 7))
    with pytest.raises(NoRule):
        compute("denunciation.register", date(2018, 12, 31))


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
UNITS = st.sampled_from(["day", "working_day"])


@given(start=DAYS, unit=UNITS, length=st.integers(1, 120))
def test_properties(start: date, unit: str, length: int) -> None:
    due, off = last_day(start, unit, length)  # pyright: ignore[reportArgumentType]
    assert due >= start + length * DAY  # never shorter than the days counted
    assert all(start < one.date < due and one.reason for one in off)
    if unit == "working_day":
        assert (due - start).days == length + len(off)  # every day is counted or explained
    assert last_day(start, unit, length + 1)[0] >= due  # pyright: ignore[reportArgumentType]
    assert last_day(start + DAY, unit, length)[0] >= due  # pyright: ignore[reportArgumentType]
