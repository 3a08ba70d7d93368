"""Deadlines against cases counted by hand and an oracle that walks day by day on its own."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.law.calendar import national
from pipeline.law.deadlines import (
    Deadline,
    Found,
    NoRule,
    Pause,
    all_rules,
    compute,
    count,
    in_force,
    last_day,
)
from tests.law.oracle import oracle, works

DAY = timedelta(days=1)
FIXED = [
    "complaint.accept",
    "complaint.settle.first",
    "complaint.settle.second",
    "complaint.decision.send.first",
    "denunciation.register",
    "denunciation.transfer",
    "denunciation.settle",
    "denunciation.notify",
    "reception.reply",
    "report.due",
]
"""The ids that the contract names."""
FOUND = {
    "plain": Found(),
    "remote": Found(remote=True),
    "complex": Found(complexity="complex"),
    "both": Found(remote=True, complexity="complex"),
    "several": Found(several_places=True),
    "once": Found(complexity="complex", extensions=(None,)),
    "twice": Found(complexity="very_complex", extensions=(None, 10)),
}
LENGTHS = {
    # rule: the days by what was found, typed from the articles; missing: as plain
    "complaint.settle.first": {"plain": 30, "remote": 45, "complex": 45, "both": 60}
    | {"once": 45, "twice": 45},
    "complaint.settle.second": {"plain": 45, "remote": 60, "complex": 60, "both": 70}
    | {"once": 60, "twice": 60},
    "denunciation.register": {"plain": 7, "several": 10},
    "denunciation.settle": {"plain": 30, "once": 60, "twice": 70},
    "denunciation.transfer": {"plain": 5},
    "denunciation.notify": {"plain": 5},
    "complaint.decision.send.first": {"plain": 3},
    "reception.reply": {"plain": 10},
    "report.due": {"plain": 17},
    "discipline.settle": {"plain": 30, "complex": 45, "both": 45, "once": 45, "twice": 45},
    "complaint.next": {"plain": 30, "remote": 45, "both": 45},
    "complaint.effect": {"plain": 30, "remote": 45, "both": 45},
}


def day_of(text: str) -> date:
    return date.fromisoformat(text)


def check(rule: str, day: date, name: str) -> None:
    version = in_force(rule, day)
    if version is None:
        with pytest.raises(NoRule):
            compute(rule, day)
        return
    lengths = LENGTHS.get(rule)
    length = lengths.get(name, lengths["plain"]) if lengths else version.length
    before = all_rules()[rule].before
    deadline = compute(rule, day, found=FOUND[name])
    assert deadline.due == oracle(day, version.unit, length, before=before), (day, name)
    expected = [oracle(day, other.unit, other.length, before=before) for other in version.also]
    assert [other.due for other in deadline.also] == expected
    assert not any(works(off.date) for off in deadline.off_days)
    assert works(deadline.soon_on) and deadline.soon_on <= deadline.warn_on <= deadline.due


@pytest.mark.parametrize("rule", FIXED)
def test_every_day_of_seven_years(rule: str) -> None:
    day = date(2024, 1, 1)
    while day <= date(2030, 12, 31):
        check(rule, day, "plain")
        day += DAY


@pytest.mark.parametrize("rule", sorted(all_rules()))
def test_every_rule_with_everything_that_people_find(rule: str) -> None:
    """Every eleventh day, so that every weekday occurs."""
    day = date(2024, 1, 1) + len(rule) * DAY
    while day <= date(2030, 9, 30):
        for name in FOUND:
            check(rule, day, name)
        day += 11 * DAY


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
    ("complaint.accept", "2026-11-20", "2026-12-02", "over the Day of Culture, 24/11"),
    ("complaint.settle.first", "2026-07-10", "2026-08-10", "30 days end on Sunday 09/8"),
    ("complaint.settle.first", "2024-01-31", "2024-03-01", "30 days over a leap day"),
    ("complaint.settle.first", "2026-01-17", "2026-02-23", "30 days end on the eve of Tết"),
    ("complaint.settle.second", "2026-07-10", "2026-08-24", "45 days end on a Monday"),
    ("complaint.settle.second", "2026-07-18", "2026-09-03", "45 days end on National Day"),
    ("complaint.dialogue.notice", "2026-09-14", "2026-09-09", "05 days before, a Wednesday"),
    ("complaint.dialogue.notice", "2026-09-11", "2026-09-04", "05 days before is a Sunday: sooner"),
    ("complaint.dialogue.notice", "2026-09-07", "2026-08-28", "05 days before is National Day"),
    ("complaint.stop.send", "2026-07-01", "2026-07-06", "the first day of the rule"),
    ("complaint.decision.send.first", "2026-02-13", "2026-02-25", "signed on the eve of Tết"),
    ("complaint.decision.send.second", "2026-09-07", "2026-09-14", "07 days"),
    ("complaint.execute", "2026-09-05", "2026-09-07", "at once, but on a Saturday"),
    ("complaint.effect", "2026-09-07", "2026-10-07", "30 days after it was issued"),
    ("complaint.next", "2026-09-10", "2026-10-12", "30 days end on a Saturday"),
    ("complaint.time_limit", "2026-06-01", "2026-09-03", "90 days end on Sunday 30/8, then 3 off"),
    ("discipline.accept", "2026-06-30", "2026-07-10", "10 days"),
    ("discipline.accept", "2026-07-01", "2026-07-10", "07 working days"),
    ("discipline.settle", "2026-09-07", "2026-10-07", "30 days"),
    ("discipline.time_limit.first", "2026-09-07", "2026-09-22", "15 days"),
    ("discipline.time_limit.second", "2026-09-07", "2026-09-17", "10 days"),
    ("discipline.time_limit.dismissal", "2026-09-07", "2026-10-07", "30 days"),
    ("denunciation.register", "2026-09-05", "2026-09-15", "a Saturday start"),
    ("denunciation.register", "2026-02-13", "2026-03-03", "the last day before Tết"),
    ("denunciation.register", "2025-12-31", "2026-01-12", "over the swap: Saturday 10/01 counts"),
    ("denunciation.register", "2026-08-21", "2026-09-03", "over both swaps of National Day"),
    ("denunciation.transfer", "2026-02-14", "2026-02-27", "start and Tết"),
    ("denunciation.transfer", "2024-02-28", "2024-03-06", "over a leap day"),
    ("denunciation.refusal", "2026-09-07", "2026-09-07", "at once: the same day"),
    ("denunciation.forwarder", "2026-09-07", "2026-09-28", "20 days end on a Sunday"),
    ("denunciation.renewed", "2026-09-08", "2026-09-28", "20 days"),
    ("denunciation.notify", "2026-01-05", "2026-01-10", "05 working days, the Saturday is worked"),
    ("denunciation.settle", "2026-01-31", "2026-03-02", "30 days in a year without a leap day"),
    ("denunciation.stop.send", "2026-09-07", "2026-09-14", "05 working days"),
    ("denunciation.conclusion.send", "2026-04-24", "2026-05-06", "over three holidays"),
    ("denunciation.act", "2026-09-07", "2026-09-16", "07 working days"),
    ("denunciation.publish", "2026-09-07", "2026-09-16", "07 working days"),
    ("denunciation.posting", "2026-09-07", "2026-09-22", "15 days, not before"),
    ("denunciation.overdue.demand", "2026-09-07", "2026-09-14", "05 working days"),
    ("denunciation.overdue.report", "2026-09-07", "2026-09-14", "05 working days"),
    ("recommendation.reply", "2026-09-07", "2026-09-21", "10 working days unless the office sets"),
    ("reception.reply", "2026-09-07", "2026-09-21", "two plain weeks"),
    ("reception.outer", "2026-07-20", "2026-09-03", "45 days end on 03/9, after National Day"),
    ("reception.forwarder", "2026-09-07", "2026-09-16", "07 working days"),
    ("reception.tell", "2026-09-07", "2026-09-14", "05 working days"),
    ("reception.refusal", "2026-09-04", "2026-09-09", "03 working days over a weekend"),
    ("reception.online.notice", "2026-09-14", "2026-09-07", "05 working days before"),
    ("reception.online.trial", "2026-09-14", "2026-09-11", "1 working day before a Monday"),
    ("reception.schedule", "2026-09-09", "2026-08-28", "05 working days before, over holidays"),
    ("document.pass_on", "2026-09-04", "2026-09-07", "the next working day"),
    ("document.dispatch", "2026-02-13", "2026-02-23", "signed on the last day before Tết"),
    ("document.dispatch.province", "2026-09-07", "2026-09-09", "02 working days"),
    ("file.opinion", "2026-09-07", "2026-09-09", "02 working days"),
    ("file.return.commune", "2026-09-07", "2026-09-09", "02 working days"),
    ("file.return.province", "2026-09-07", "2026-09-10", "03 working days"),
    ("archive.hand_over", "2024-02-29", "2025-02-28", "a year from the leap day"),
    ("archive.hand_over", "2025-05-02", "2026-05-04", "a year ends on a Saturday"),
    ("elected.answer", "2026-09-07", "2026-09-22", "15 days"),
    ("elected.unlawful_text", "2026-09-07", "2026-10-07", "30 days"),
    ("elected.voters", "2026-12-07", "2026-11-06", "30 days before is a Saturday: sooner"),
    ("legal_text.reply", "2026-09-07", "2026-09-28", "15 working days"),
    ("legal_text.reply.several", "2026-09-07", "2026-10-19", "30 working days"),
    ("legal_text.transfer", "2026-09-07", "2026-09-10", "03 working days"),
    ("legal_text.cooperation.ask", "2026-09-07", "2026-09-10", "03 working days"),
    ("legal_text.cooperation.answer", "2026-09-07", "2026-09-21", "10 working days"),
    ("report.due", "2026-12-14", "2026-12-17", "day 17 of the month"),
    ("report.due", "2027-03-14", "2027-03-17", "day 17 of March"),
    ("report.due", "2026-11-30", "2026-12-17", "figures that end after day 17: next month"),
]


@pytest.mark.parametrize(("rule", "start", "due", "why"), BY_HAND)
def test_by_hand(rule: str, start: str, due: str, why: str) -> None:
    assert compute(rule, date.fromisoformat(start)).due.isoformat() == due, why


def test_a_case_by_hand_for_every_rule() -> None:
    assert {rule for rule, *_ in BY_HAND} == set(all_rules())


def settled(start: str, *pauses: tuple[str, str | None], **found: Any) -> Deadline:
    rule = all_rules()["denunciation.settle"]
    still = tuple(
        Pause(date.fromisoformat(a), date.fromisoformat(b) if b else None, "tạm đình chỉ")
        for a, b in pauses
    )
    return count(
        rule,
        rule.versions[-1],
        "accepted",
        date.fromisoformat(start),
        found=Found(**found),
        length=None,
        confirmed_calendars=frozenset(),
        calendar=national(),
        soon=3,
        pauses=still,
    )


@pytest.mark.parametrize(
    ("pauses", "due", "why"),
    [
        ((), "2026-09-03", "30 days end on 2/9: to the next working day"),
        ((("2026-08-13", "2026-08-23"),), "2026-09-14", "ten days stood still, then a Saturday"),
        ((("2026-08-28", "2026-09-07"),), "2026-09-14", "it stood still over National Day"),
        ((("2026-08-13", "2026-08-13"),), "2026-09-03", "stopped and gone on the same day: none"),
        (
            (("2026-08-10", "2026-08-15"), ("2026-08-20", "2026-08-25")),
            "2026-09-14",
            "twice, five days each",
        ),
        ((("2026-09-10", "2026-09-20"),), "2026-09-03", "stopped after it was over"),
        ((("2026-09-03", "2026-09-20"),), "2026-09-03", "stopped on the last day"),
    ],
)
def test_time_stands_still(pauses: tuple[tuple[str, str]], due: str, why: str) -> None:
    deadline = settled("2026-08-03", *pauses)
    assert deadline.due.isoformat() == due, why
    assert deadline.suspended_on is None


def test_while_time_stands_still_the_days_left_are_told() -> None:
    deadline = settled("2026-08-03", ("2026-08-13", None))
    assert deadline.suspended_on == date(2026, 8, 13)
    assert (deadline.left, deadline.due) == (20, date(2026, 9, 3))
    goes_on = settled("2026-08-03", ("2026-08-13", "2026-11-02"))
    assert goes_on.due == date(2026, 11, 23), "20 days after 02/11 is Sunday 22/11"


def test_extensions_need_their_criteria() -> None:
    start = "2026-09-07"
    once = settled(start, complexity="complex", extensions=(None,))
    assert (once.length, once.due) == (60, date(2026, 11, 6))
    shorter = settled(start, complexity="complex", extensions=(15,))
    assert shorter.length == 45
    longer = settled(start, complexity="complex", extensions=(45,))
    assert longer.length == 60, "each at most 30 days"
    twice = settled(start, complexity="very_complex", extensions=(None, None))
    assert (twice.length, twice.due) == (90, date(2026, 12, 7))
    greedy = settled(start, complexity="complex", extensions=(None, None))
    assert greedy.length == 60 and "Chưa tính 01 lần gia hạn" in greedy.notes[-1]
    unfounded = settled(start, extensions=(None,))
    assert unfounded.length == 30 and "Chưa tính 01 lần gia hạn" in unfounded.notes[-1]


def test_a_complex_complaint_before_and_after_its_criteria() -> None:
    complex_ = Found(complexity="complex")
    before = compute("complaint.settle.first", date(2026, 6, 30), found=complex_)
    after = compute("complaint.settle.first", date(2026, 7, 1), found=complex_)
    assert before.length == after.length == 45
    assert "Trước ngày 01/07/2026 chưa thấy tiêu chí" in before.notes[-1]
    assert "bằng văn bản" in after.notes[-1]


def test_a_new_version_reaches_back_to_what_was_unfinished() -> None:
    start = date(2026, 6, 20)
    rule = "denunciation.settle"
    old, new = all_rules()[rule].versions
    assert in_force(rule, start) is old, "nothing is known of its end"
    assert in_force(rule, start, ongoing=True) is new
    assert in_force(rule, start, ended_on=date(2026, 7, 1)) is new
    assert in_force(rule, start, ended_on=date(2026, 6, 30)) is old
    assert new.doubts(start) and not old.doubts(start), "it is the new law that nobody compared"
    accept = all_rules()["complaint.accept"]
    assert in_force("complaint.accept", start, ongoing=True) is accept.versions[0]


def test_only_the_office_s_own_rule_heeds_its_length() -> None:
    day = date(2026, 9, 7)
    reply = compute("recommendation.reply", day, length=3)
    assert reply.due == date(2026, 9, 10)
    assert "donthu" not in reply.article, "it is printed on drafts"
    assert compute("complaint.accept", day, length=3).length == 7


def test_a_report_is_due_on_its_day_and_warned_of_before_a_day_off() -> None:
    off = compute("report.due", date(2028, 6, 14))
    assert (off.due, off.warn_on) == (date(2028, 6, 17), date(2028, 6, 16)), "17/6/2028: Saturday"
    plain = compute("report.due", date(2026, 12, 14))
    assert (plain.due, plain.warn_on) == (date(2026, 12, 17), date(2026, 12, 17))
    assert compute("report.due", date(2026, 12, 14), found=Found(level="province")).due.day == 20
    assert compute("report.due", date(2026, 12, 14), length=15).due.day == 15
    with pytest.raises(NoRule):
        compute("report.due", date(2025, 9, 14))


def test_both_results_and_the_earlier_warns() -> None:
    """From 27/8/2026 the ten calendar days end before the seven working days."""
    deadline = compute("complaint.accept", date(2026, 8, 27))
    assert (deadline.due, deadline.also[0].due) == (date(2026, 9, 10), date(2026, 9, 7))
    assert deadline.warn_on == date(2026, 9, 7)


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
    back = compute("complaint.dialogue.notice", date(2027, 1, 4), confirmed_calendars=(2027,))
    assert back.provisional_reasons == ("Lịch nghỉ năm 2026 chưa được cơ quan xác nhận.",)


def test_unknown_rule_and_day_before_the_law() -> None:
    with pytest.raises(NoRule):
        compute("complaint.never", date(2026, 9, 7))
    with pytest.raises(NoRule):
        compute("denunciation.register", date(2018, 12, 31))


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
KNOWN = st.dates(date(2024, 1, 1), date(2030, 6, 30))
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


@given(start=DAYS, unit=UNITS, length=st.integers(1, 60))
def test_properties_backwards(start: date, unit: str, length: int) -> None:
    last, off = last_day(start, unit, length, True)  # pyright: ignore[reportArgumentType]
    assert last <= start - length * DAY  # never nearer than the law asks
    assert all(last < one.date < start for one in off)
    assert last_day(start + DAY, unit, length, True)[0] >= last  # pyright: ignore[reportArgumentType]


@given(
    start=KNOWN,
    unit=UNITS,
    length=st.integers(1, 70),
    gaps=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60)), max_size=3),
)
def test_time_that_stands_still_as_the_oracle_says(
    start: date, unit: str, length: int, gaps: list[tuple[int, int]]
) -> None:
    still: list[tuple[date, date]] = []
    day = start
    for before, lasting in gaps:
        begun = day + before * DAY
        still.append((begun, begun + lasting * DAY))
        day = begun + (lasting + 1) * DAY
    pauses = tuple(Pause(a, b) for a, b in still)
    due, _ = last_day(start, unit, length, False, pauses)  # pyright: ignore[reportArgumentType]
    assert due == oracle(start, unit, length, still=still)
    assert due >= last_day(start, unit, length)[0]  # pyright: ignore[reportArgumentType]
