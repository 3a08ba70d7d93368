"""Roles weighed: what the learnt weights make of persons of whom the rules say nothing."""

import json

import pytest

from pipeline.extraction.assemble import read
from pipeline.extraction.paper import Paper
from pipeline.extraction.people.judging import judged
from pipeline.extraction.people.mentions import persons_of
from pipeline.extraction.people.people import People, people_of
from pipeline.extraction.people.roles import ROLES, WEIGHTS, Ruled, features, likelihoods
from tests.extraction.papers import document, names

LETTER = """ĐƠN TỐ CÁO
Kính gửi: UBND xã Bàu Sen

Tôi là Võ Thị Mận, sinh năm 1975, trú tại ấp 3, xã Bàu Sen, tỉnh Tây Ninh.
Tôi viết đơn này tố cáo ông Lê Văn Hách, trưởng ấp 3, đã thu tiền làm đường mà không có \
biên lai. Hôm thu tiền có bà Trần Thị Nguyệt và anh Đỗ Bá Khoa nhìn thấy. Ông Hách hứa trả lại.
Đề nghị xã làm rõ việc ông Hách giữ tiền của chúng tôi.

Bàu Sen, ngày 09/3/2026
NGƯỜI VIẾT ĐƠN
Võ Thị Mận
"""


@pytest.fixture
def paper() -> Paper:
    return read(document(LETTER))


def test_without_a_word_of_the_rules_the_writer_and_the_accused_are_found(paper: Paper) -> None:
    found = people_of(paper)
    everybody = (*found.petitioners, *found.respondents, *found.others)
    weighed = judged(paper, People(others=everybody))
    assert names(weighed.petitioners) == ["Võ Thị Mận"]
    assert "Trần Thị Nguyệt" in names(weighed.others)
    assert "Đỗ Bá Khoa" in names(weighed.others)


def test_what_the_rules_say_changes_the_likelihood(paper: Paper) -> None:
    persons = persons_of(paper)
    witness = next(p for p in persons if "Nguyệt" in paper.text[p.best.start : p.best.end])
    alone, said = (
        likelihoods(features(paper, witness, len(persons), ruled))
        for ruled in (Ruled(), Ruled(accused=True))
    )
    assert said["accused"] > alone["accused"]
    assert sum(said.values()) == pytest.approx(1)


def test_nobody_is_weighed_where_nobody_is_named() -> None:
    paper = read(document("ĐƠN KIẾN NGHỊ\nĐèn đường hỏng đã ba tháng.\n"))
    assert judged(paper, people_of(paper)) == People()


def test_weights_are_of_these_roles() -> None:
    made = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert made["papers"] > 50 and made["persons"] > made["papers"]
    assert all(len(row) == len(ROLES) for row in made["weights"].values())
    assert {"always", "rules: writer", "alone at the end"} <= made["weights"].keys()
