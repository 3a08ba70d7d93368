"""The denounced on a form that must not lead to the denouncer."""

import pytest

from pipeline.drafting.case import Person
from pipeline.engine.withheld import withheld_body, withheld_respondent
from pipeline.settings import Office, Superior

OFFICE = Office(
    name="Ủy ban nhân dân xã Bình Minh",
    province="tỉnh Đồng Nai",
    superior=Superior(name="Ủy ban nhân dân tỉnh Đồng Nai"),
)
WRITER = Person(name="Lò Thị Mẩy", address="bản Nà Khoang, xã Bình Minh, tỉnh Đồng Nai")


@pytest.mark.parametrize(
    "post",
    [
        "công chức địa chính Ủy ban nhân dân xã Bình Minh",
        "Chủ tịch UBND xã Bình Minh, tỉnh Đồng Nai",
        "Công chức Tư pháp - Hộ tịch",
        "trưởng thôn",
    ],
)
def test_a_post_made_of_known_words_is_shown(post: str) -> None:
    shown = withheld_respondent(Person(name="Trần Quốc Giả", position=post), (WRITER,), OFFICE)
    assert (shown.name, shown.position) == ("Trần Quốc Giả", post)


@pytest.mark.parametrize(
    "post",
    [
        "chồng cũ của bà Mẩy",
        "hàng xóm nhà bà Mẩy",
        "công chức địa chính, em chồng tôi",
        "trưởng bản Nà Khoang",
        "chú Tài",
        "kế toán, nhà số 12",
    ],
)
def test_a_post_that_tells_of_the_writer_is_dropped(post: str) -> None:
    shown = withheld_respondent(Person(name="Trần Quốc Giả", position=post), (WRITER,), OFFICE)
    assert shown.position == ""


@pytest.mark.parametrize("name", ["Lò Văn Giả", "Trần Thị Giả"])
def test_a_family_and_a_common_middle_name_may_be_the_writers(name: str) -> None:
    assert withheld_respondent(Person(name=name), (WRITER,), OFFICE).name == name


@pytest.mark.parametrize(
    "name",
    ["Lò Thị Mẩy", "Trần Thị Mây", "Mẩy Văn Giả", "Trần Khoang", "chồng bà Mẩy", "hàng xóm tôi"],
)
def test_a_name_near_the_writer_is_dropped(name: str) -> None:
    assert withheld_respondent(Person(name=name), (WRITER,), OFFICE).name == ""


def test_without_a_writer_to_compare_with_nothing_is_shown() -> None:
    denounced = Person(name="Trần Quốc Giả", position="trưởng thôn")
    for writers in ((), (Person(name=""),)):
        assert withheld_respondent(denounced, writers, OFFICE) == Person(name="")


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Ban Tiếp công dân tỉnh Đồng Nai", True),
        ("Ủy ban nhân dân tỉnh Đồng Nai", True),
        ("bà Lò Thị Mẩy", False),
        ("trưởng thôn", False),
        ("Ủy ban nhân dân xã Nà Khoang", False),
    ],
)
def test_the_forwarding_body_is_shown_only_when_it_is_surely_one(body: str, shown: bool) -> None:
    assert withheld_body(body, (WRITER,), OFFICE) == (body if shown else "")
