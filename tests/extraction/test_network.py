"""The network that sees names: what ships is what was trained, and it sees."""

import hashlib
from pathlib import Path

import pytest

from pipeline.extraction import extract
from pipeline.extraction.assemble import read
from pipeline.extraction.forms import network
from pipeline.extraction.forms.network import (
    AGENCY,
    MOST_LETTERS,
    PERSON,
    card,
    names_in,
    switched_off,
)
from pipeline.extraction.people.mentions import mentions_of
from pipeline.extraction.people.seen import bodies_seen
from tests.extraction.papers import document


def seen(text: str, label: str) -> list[str]:
    names = (text[n.start : n.end] for n in names_in(text) if n.label == label)
    return [" ".join(name.split()) for name in names]


def test_the_weights_are_those_of_the_card() -> None:
    data = network.WEIGHTS.read_bytes()
    told = card()
    assert hashlib.sha256(data).hexdigest() == told["sha256"]
    assert len(data) < 10_000_000
    assert told["seed"]
    assert told["f1_on_made_papers"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Toi la Truong Van Hiep, ngu tai ap 3, xa Long Hoa.", "Truong Van Hiep"),
        ("Ngày 4/5 ông Pharm Đức Thuậu đến nhà tôi lập biên bàn.", "Pharm Đức Thuậu"),
        ("TÔI TÊN LÀ ĐẶNG THỊ NHÀN, SINH NĂM 1958, Ở THÔN ĐÔNG.", "ĐẶNG THỊ NHÀN"),
        ("Phần đất này do cha tôi là Huỳnh\nVăn Đởm để lại cho ba anh em.", "Huỳnh Văn Đởm"),
        ("Chủ rẫy là H'Muôn Êban, ở buôn Kmrơng.", "H'Muôn Êban"),
    ],
)
def test_persons_misread_or_without_marks(text: str, person: str) -> None:
    assert person in seen(text, PERSON)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Cảng vụ Đường thủy Tiền Giang đã phạt tàu của tôi 5 triệu đồng.",
            "Cảng vụ Đường thủy Tiền Giang",
        ),
        ("Ngày 2/3 Trạm Đăng kiểm huyện Phú Lộc lập biên bản.", "Trạm Đăng kiểm huyện Phú Lộc"),
    ],
)
def test_bodies_that_no_list_names(text: str, body: str) -> None:
    assert body in seen(text, AGENCY)
    assert body in [mark.value for mark in bodies_seen(read(document(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "Nhà tôi ở 12 Nguyễn Trãi, gần ngã tư Lê Lợi, trời mưa là ngập.",
        "Con cái đi làm ăn xa, nhà chỉ còn hai ông bà già.",
    ],
)
def test_streets_and_kin_are_nobody(text: str) -> None:
    assert seen(text, PERSON) == []


def test_a_name_that_only_the_network_sees_is_a_mention() -> None:
    paper = read(document("Hôm sau trên rẫy có mặt Lường Pha Ốn, cả xóm đều thấy.\n"))
    assert [paper.text[n.start : n.end] for n in mentions_of(paper)] == ["Lường Pha Ốn"]


def test_without_the_network_the_rules_stand_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paper = document("Tôi là Nguyễn Thị Ngân, ở xã Tân Lập, khiếu nại UBND xã Tân Lập.\n")
    with switched_off():
        off = extract(paper)
    monkeypatch.setattr(network, "WEIGHTS", tmp_path / "weights.bin")
    network.loaded.cache_clear()
    try:
        assert extract(paper) == off
        assert off.fields.petitioners
    finally:
        network.loaded.cache_clear()


def test_no_more_than_the_first_pages_are_looked_at() -> None:
    text = "dòng chữ " * (MOST_LETTERS // 9) + "\nÔng Phạm Văn Sửu ký tên."
    assert all(name.end <= MOST_LETTERS for name in names_in(text))
