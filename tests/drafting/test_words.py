"""Dates, persons and values as an official document writes them."""

from datetime import date

import pytest

from pipeline.drafting import measures as m
from pipeline.drafting.case import Person
from pipeline.drafting.words import (
    day_in_words,
    partial_in_figures,
    partial_in_words,
    petitioner_words,
    phrase,
    phrases,
    respondent_words,
    sentence,
    tidy,
)

AN = Person(name="Nguyễn Văn An")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_zero_before_days_below_ten_and_the_first_two_months(day: date, words: str) -> None:
    assert day_in_words(day) == words


@pytest.mark.parametrize(
    ("iso", "words", "figures"),
    [
        ("2026-01-05", "ngày 05 tháng 01 năm 2026", "05/01/2026"),
        ("2023-05", "tháng 5 năm 2023", "5/2023"),
        ("2013", "năm 2013", "2013"),
        ("", "", ""),
        ("2026-13-45", "", "2026-13-45"),  # no date: never repaired
        ("ngày … tháng …", "", "ngày … tháng"),
    ],
)
def test_partial_dates_keep_their_precision(iso: str, words: str, figures: str) -> None:
    assert partial_in_words(iso) == words
    assert partial_in_figures(iso) == figures


@pytest.mark.parametrize(
    ("petitioners", "count", "words"),
    [
        ((AN,), 1, "ông (bà) Nguyễn Văn An"),
        ((AN,), 7, "ông (bà) Nguyễn Văn An và 06 người khác"),
        ((AN, AN), 0, "ông (bà) Nguyễn Văn An và 01 người khác"),
        ((AN,), 41, "ông (bà) Nguyễn Văn An và 40 người khác"),
        ((Person(name="Công ty Gỗ Xanh", is_organisation=True),), 1, "Công ty Gỗ Xanh"),
        ((), 0, "ông (bà) ……………"),
        ((Person(name="…… "),), 1, "ông (bà) ……………"),
    ],
)
def test_petitioners(petitioners: tuple[Person, ...], count: int, words: str) -> None:
    assert petitioner_words(petitioners, count) == words


def test_respondents_carry_their_positions_and_leave_no_dangling_comma() -> None:
    named = (Person(name="Trần Bình", position="công chức"), Person(name="Lê Cường"))
    assert respondent_words(named) == "ông (bà) Trần Bình, công chức; ông (bà) Lê Cường"
    assert respondent_words((Person(name="", position="công chức"),)) == ""
    assert (
        respondent_words((Person(name="Chủ tịch UBND xã Long Hà"),)) == "Chủ tịch UBND xã Long Hà"
    )


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("a\nb\r\n\tc", "a b c"),
        ("a\x00\x08\x1b\x0bb", "a b"),
        ("a\ud800b\ufffe", "a b"),
        ("a\u202eb\u200fc\u200b", "abc"),
        ("a\ue000b\ue0f1", "a b"),  # may not forge a comment of the officer
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("Ðỗ", "Đỗ"),  # U+00D0
    ],
)
def test_what_xml_and_the_eye_can_not_bear_is_removed(value: str, printed: str) -> None:
    assert tidy(value) == printed


def test_a_value_leaves_its_punctuation_to_the_template() -> None:
    assert phrase("- Hủy Quyết định số 1;. ") == "Hủy Quyết định số 1"
    assert phrases(["; ", "bản sao;", "……"]) == ["Bản sao"]
    assert sentence("thu hồi đất;") == "thu hồi đất."
    assert sentence("thu hồi đất..; ") == "thu hồi đất."
    assert sentence(" ") == ""


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("ỦY BAN NHÂN DÂN XÃ BÌNH MINH", ["ỦY BAN NHÂN DÂN", "XÃ BÌNH MINH"]),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", ["SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"]),
        ("VĂN PHÒNG", ["VĂN PHÒNG"]),
        ("", []),
        ("X" * 200, ["X" * 200]),
    ],
)
def test_names_of_bodies_break_where_an_official_breaks_them(name: str, lines: list[str]) -> None:
    assert m.balanced_lines(name, m.LEFT_COLUMN_MM, m.ISSUER_PT) == lines


def test_the_national_title_fits_its_column_on_one_line() -> None:
    assert m.bold_width_mm(m.NATIONAL_TITLE, 13) < m.RIGHT_COLUMN_MM
