"""How deadlines, their working and their states are told to people."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from pipeline.cli.screen import in_vietnam
from pipeline.law.calendar import WEEKEND, Calendar
from pipeline.messages import say

UNITS = {
    "working_day": say("ngày làm việc", "working days"),
    "day": say("ngày", "days"),
    "year": say("năm", "years"),
    "day_of_month": say("hằng tháng", "of the month"),
}
STATE_WORDS = {
    "due": say("trong hạn", "in time"),
    "soon": say("sắp đến hạn", "near"),
    "late": say("QUÁ HẠN", "LATE"),
    "met": say("đã làm, đúng hạn", "done in time"),
    "met_late": say("đã làm, không đúng hạn", "done, not in time"),
    "suspended": say("tạm ngừng", "suspended"),
    "over": say("đã hết", "over"),
}
WEEKDAYS = say(
    "thứ Hai|thứ Ba|thứ Tư|thứ Năm|thứ Sáu|thứ Bảy|Chủ nhật",
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
).split("|")


def on_day(day: date | str) -> str:
    """Return a day with its weekday: «thứ Sáu 10/07/2026»."""
    known = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{WEEKDAYS[known.weekday()]} {in_vietnam(known)}"


def length_words(unit: str, length: int) -> str:
    """Return a period: «07 ngày làm việc», «ngay», «ngày 17 hằng tháng»."""
    if unit == "day_of_month":
        return say(f"ngày {length} hằng tháng", f"day {length} of the month")
    return say("ngay", "at once") if length == 0 else f"{length:02d} {UNITS[unit]}"


def working(deadline: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a deadline's working, from the event to the last day.

    ``deadline`` is what the register keeps of it, or ``compute`` prints as JSON.
    """
    yield _rule_line(deadline)
    yield from _counting(deadline)
    for pause in deadline.get("pauses", ()):
        until = (
            say(f"đến hết {on_day(pause['end'])}", f"to {on_day(pause['end'])}")
            if pause["end"]
            else say("chưa tiếp tục", "not resumed")
        )
        yield say(
            f"Ngừng tính ({pause['reason']}): sau {on_day(pause['begin'])}, {until}.",
            f"Stands still ({pause['reason']}): after {on_day(pause['begin'])}, {until}.",
        )
    if deadline.get("suspended_on"):
        yield say(
            f"Đang tạm ngừng; còn {deadline['left']:02d} {UNITS[deadline['unit']]} kể từ ngày "
            "tiếp tục. Hạn ghi ở đây là hạn nếu tiếp tục ngay.",
            f"Stands still with {deadline['left']} {UNITS[deadline['unit']]} left.",
        )
    yield from deadline.get("notes", ())
    for other in deadline["also"]:
        yield say(
            f"Theo {other['article']}: {on_day(other['due'])}.",
            f"By {other['article']}: {on_day(other['due'])}.",
        )
    if deadline.get("warn_on", deadline["due"]) < deadline["due"]:
        yield say(
            f"Nên xong chậm nhất {on_day(deadline['warn_on'])}.",
            f"Better done by {on_day(deadline['warn_on'])}.",
        )
    for reason in deadline["provisional_reasons"]:
        yield f"! {reason}"


def _rule_line(deadline: dict[str, Any]) -> str:
    said = length_words(deadline["unit"], deadline["length"])
    if deadline.get("before"):
        said = say(f"trước ít nhất {said}", f"at least {said} before")
    return f"{said}, {deadline['article']} [{deadline['certainty']}]"


def _counting(deadline: dict[str, Any]) -> Iterator[str]:
    start = date.fromisoformat(deadline["start"])
    event = deadline["start_event"]
    if deadline["unit"] == "day_of_month":
        yield say(f"Chốt số liệu: {on_day(start)}.", f"Figures end: {on_day(start)}.")
        return
    step = -timedelta(days=1) if deadline.get("before") else timedelta(days=1)
    yield say(
        f"Bắt đầu: {on_day(start)} ({event}; ngày này không tính).",
        f"Start: {on_day(start)} ({event}; not counted).",
    )
    off = {day["date"]: day["reason"] for day in deadline["off_days"]}
    if deadline["length"] and deadline["unit"] != "year":
        first = start + step
        while deadline["unit"] == "working_day" and first.isoformat() in off:
            first += step
        yield say(f"Ngày thứ nhất: {on_day(first)}.", f"Day 1: {on_day(first)}.")
    if not off:
        return
    if deadline["unit"] == "working_day":
        yield say("Không tính:", "Not counted:")
    elif deadline.get("before"):
        yield say("Ngày cuối là ngày nghỉ, lùi sớm hơn qua:", "The last day is off; sooner than:")
    else:
        yield say("Ngày cuối là ngày nghỉ, chuyển qua:", "The last day is off; moved over:")
    for day, reason in off.items():
        yield f"  {on_day(day)}" + ("" if reason in WEEKEND else f": {reason}")


def left_words(due: date, today: date, calendar: Calendar) -> str:
    """Return how far a deadline is: «còn 3 ngày làm việc», «hôm nay», «quá 5 ngày»."""
    if due == today:
        return say("hôm nay", "today")
    if due < today:
        late = (today - due).days
        return say(f"quá {late} ngày", f"{late} days late")
    days = sum(
        calendar.is_working_day(today + timedelta(days=n)) for n in range(1, (due - today).days + 1)
    )
    return say(f"còn {days} ngày làm việc", f"{days} working days")
