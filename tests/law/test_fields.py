"""The fields that the report form counts, and the topics and word lists that belong to them."""

import pytest

from pipeline.extraction.wordlists import table
from pipeline.law.fields import OTHER, fields, topics

KINDS = ("complaint", "denunciation", "recommendation")


def test_the_columns_are_those_of_the_form() -> None:
    columns = sorted(number for field in fields().values() for number in field.columns.values())
    assert columns == [9, 10, 11, 15, 16, 17, 18, 20, 21, 22]


@pytest.mark.parametrize("topic", topics())
@pytest.mark.parametrize("kind", KINDS)
def test_a_topic_is_counted_in_a_column_of_its_kind(topic: str, kind: str) -> None:
    assert kind in fields()[topics()[topic].field_of(kind)].columns


def test_a_mixed_paper_is_counted_like_a_complaint() -> None:
    assert topics()["land"].field_of("mixed") == topics()["land"].field_of("complaint") == "land"
    assert topics()["land"].field_of("denunciation") == "administrative"


def test_every_topic_has_its_words_and_no_words_lack_a_topic() -> None:
    assert set(table("matters")) == set(topics()) - {OTHER}


def test_every_other_law_has_its_name_and_words() -> None:
    lists = table("other_law")
    assert set(lists) == {*lists["names"], "names"}
