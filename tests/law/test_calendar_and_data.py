"""The tables of the law are whole, dated and named; the calendar names its reasons."""

from datetime import date, timedelta

import pytest

from pipeline.law.calendar import is_working_day, reason_off
from pipeline.law.deadlines import all_rules

FIXED = {
    "complaint.accept",
    "denunciation.register",
    "denunciation.transfer",
    "reception.reply",
    "recommendation.reply",
}


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-01-01", "Tết Dương lịch"),
        ("2026-01-02", "Nghỉ hoán đổi với thứ Bảy ngày 10/01/2026"),
        ("2026-01-10", None),  # a Saturday, worked
        ("2026-01-11", "Chủ nhật"),
        ("2026-01-17", "thứ Bảy"),
        ("2026-02-17", "Tết Nguyên Đán"),
        ("2026-04-26", "Ngày Giỗ Tổ Hùng Vương"),  # on a Sunday: the holiday names it
        ("2026-04-27", "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"),
        ("2026-08-22", None),  # a Saturday, worked for 31/8
        ("2026-08-31", "Ngày nghỉ (thay cho ngày 22/08/2026)"),
        ("2026-09-03", None),
        ("2024-05-04", None),
    ],
)
def test_reason(day: str, reason: str | None) -> None:
    assert reason_off(date.fromisoformat(day)) == reason
    assert is_working_day(date.fromisoformat(day)) == (reason is None)


def test_versions_follow_one_another_without_gap() -> None:
    for rule in all_rules().values():
        for before, after in zip(rule.versions, rule.versions[1:], strict=False):
            assert before.valid_to == after.valid_from - timedelta(days=1)
        assert rule.versions[-1].valid_to is None


def test_every_version_says_where_it_comes_from() -> None:
    assert set(all_rules()) == FIXED
    for rule in all_rules().values():
        assert rule.name and rule.versions
        for version in rule.versions:
            assert version.article and version.source and version.start_event
            assert version.unit in {"day", "working_day"} and version.length > 0
            assert version.certainty in {"S", "M", "D"}
            assert version.certainty == "S" or version.doubt


def test_the_acceptance_of_complaints_changed_on_the_first_of_july() -> None:
    old, new = all_rules()["complaint.accept"].versions
    assert (old.unit, old.length, old.article) == ("day", 10, "Điều 27 Luật Khiếu nại")
    assert (new.unit, new.length, new.id) == ("working_day", 7, "2026-07-01")
    assert "155/2026/NĐ-CP" in new.article
    assert [other.length for other in new.also] == [10]
