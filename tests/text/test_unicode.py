"""Folding and cleaning, with offsets that lead back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.unicode import clean, fold, nfc


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đỗ Thị Hoà", "ĐỖ THỊ HÒA"),
        ("Đà Nẵng", "\u00d0à Nẵng"),  # eth for Đ, as scanners and old keyboards give it
        ("khiếu nại", "khi\u00adếu\u200b nại"),  # soft hyphen and zero-width space
        ("khiếu nại", unicodedata.normalize("NFD", "khiếu  nại")),
    ],
)
def test_what_a_person_takes_for_the_same_folds_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_letters_that_differ_stay_apart() -> None:
    assert fold("Tố cáo") != fold("Tố tụng")


@given(st.text())
def test_cleaned_spans_lead_back_to_their_source(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.origins) == len(cleaned.text) + 1
    for index, char in enumerate(cleaned.text):
        start, end = cleaned.source_span(index, index + 1)
        assert end == start + 1
        assert char == text[start] or clean(text[start]).text == char
        assert cleaned.clean_offset(start) == index


@given(st.text())
def test_nfc_and_fold_are_stable(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
    assert fold(fold(text)) == fold(text)
