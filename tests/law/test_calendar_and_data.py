"""The tables of the law are whole, dated and named; the calendar names its reasons."""

from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest

from pipeline.errors import BadCalendar
from pipeline.extraction.findings import Kind
from pipeline.law.calendar import (
    OFFICE_FILE,
    calendar_of,
    is_working_day,
    national,
    reason_off,
)
from pipeline.law.rules import all_criteria, all_events, all_rules, all_stands, all_subjects
from pipeline.settings import Law


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
    for rule in all_rules().values():
        assert rule.name and rule.versions
        for version in rule.versions:
            assert version.article and version.source and version.start_event
            assert version.unit in {"day", "working_day", "year", "day_of_month"}
            assert version.certainty in {"S", "M", "D"}
            assert version.certainty == "S" or version.doubt
        changed = rule.versions[1:]
        assert all(version.transition for version in changed), "a new version says whom it binds"


def test_rules_speak_of_known_events_and_settings() -> None:
    events, law = all_events(), Law.model_fields
    for rule in all_rules().values():
        assert rule.starts
        assert {*rule.starts, *rule.met_by} <= set(events)
        assert not rule.pauses or rule.pauses in all_stands()
        assert set(rule.kinds) <= {*get_args(Kind)}
        assert all(not v.office_sets or v.office_sets in law for v in rule.versions)
    used = {code for rule in all_rules().values() for code in (*rule.starts, *rule.met_by)}
    used |= {code for stand in all_stands().values() for code in (stand.begins, stand.ends)}
    assert set(events) - used == {"extended", "supplement_asked"}


def test_every_duty_can_be_done() -> None:
    never = [r.id for r in all_rules().values() if r.nature == "duty" and not r.met_by]
    assert never == ["legal_text.cooperation.ask"], "which nobody follows up"


def test_the_seven_criteria() -> None:
    assert list(all_criteria()) == ["a", "b", "c", "d", "đ", "e", "g"]
    complaint, denunciation = all_subjects()["complaint"], all_subjects()["denunciation"]
    assert [complaint.complexity(n) for n in range(3)] == ["", "complex", "complex"]
    assert [denunciation.complexity(n) for n in range(3)] == ["", "complex", "very_complex"]
    assert complaint.valid_from == date(2026, 7, 1)


def test_an_office_adds_days_of_its_own(tmp_path: Path) -> None:
    assert calendar_of(tmp_path) is national()
    (tmp_path / OFFICE_FILE).write_text(
        '[[off]]\ndate = 2027-04-29\nreason = "Nghỉ hoán đổi"\n'
        '[[working]]\ndate = 2027-05-08\nreason = "Làm bù cho ngày 29/4/2027"\n'
        '[[working]]\ndate = 2026-01-02\nreason = "Bảng của cơ quan thắng"\n',
        "utf-8",
    )
    calendar = calendar_of(tmp_path)
    assert calendar.reason_off(date(2027, 4, 29)) == "Nghỉ hoán đổi"
    assert calendar.is_working_day(date(2027, 5, 8))
    assert calendar.is_working_day(date(2026, 1, 2)), "the office's table wins over ours"
    assert calendar.made_up_days(2027) == {date(2027, 5, 8): "Làm bù cho ngày 29/4/2027"}
    assert not national().is_working_day(date(2027, 5, 8))


@pytest.mark.parametrize(
    "text", ["off = 3", "[[off]]\nreason = 1", '[[off]]\ndate = "2027"\nreason = "x"', "[["]
)
def test_a_faulty_table_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / OFFICE_FILE).write_text(text, "utf-8")
    with pytest.raises(BadCalendar) as caught:
        calendar_of(tmp_path)
    assert OFFICE_FILE in str(caught.value)


def test_the_acceptance_of_complaints_changed_on_the_first_of_july() -> None:
    old, new = all_rules()["complaint.accept"].versions
    assert (old.unit, old.length, old.article) == ("day", 10, "Điều 27 Luật Khiếu nại")
    assert (new.unit, new.length, new.id) == ("working_day", 7, "2026-07-01")
    assert "155/2026/NĐ-CP" in new.article
    assert [other.length for other in new.also] == [10]
