# ruff: noqa: E501 (an address is one line)
"""Addresses by their units, old and new."""

import pytest

from pipeline.extraction import as_contract, extract
from pipeline.extraction.addresses import parse_units
from pipeline.extraction.findings import Units

from .papers import document

UNITS = [
    (
        "ấp Tiếp Nhựt, xã Viên Bình, huyện Trần Đề, Sóc Trăng",
        Units(None, "ấp Tiếp Nhựt", "xã Viên Bình", "huyện Trần Đề", "Sóc Trăng"),
    ),
    (
        "số 390C, tổ 9, khu vực Thạnh Mỹ, phường Cái Răng, TP. Cần Thơ",
        Units("số 390C", "tổ 9, khu vực Thạnh Mỹ", "phường Cái Răng", None, "TP. Cần Thơ"),
    ),
    (
        "ấp 5 xã Tân Phú huyện Cai Lậy tỉnh Tiền Giang",  # no commas
        Units(None, "ấp 5", "xã Tân Phú", "huyện Cai Lậy", "tỉnh Tiền Giang"),
    ),
    (
        "khối Yên Duệ, phường Đông Vĩnh, thành phố Vinh, tỉnh Nghệ An",  # a city of a province
        Units(None, "khối Yên Duệ", "phường Đông Vĩnh", "thành phố Vinh", "tỉnh Nghệ An"),
    ),
    (
        "12 Hàng Bồ, phường Hoàn Kiếm, thành phố Hà Nội",  # a city that is a province
        Units("12 Hàng Bồ", None, "phường Hoàn Kiếm", None, "thành phố Hà Nội"),
    ),
    (
        "thôn 3, xã Hòa Tiến, huyện Hòa Vang (nay là xã Hòa Bắc), thành phố Đà Nẵng",
        Units(
            None, "thôn 3", "xã Hòa Bắc", None, "thành phố Đà Nẵng",
            Units(None, "thôn 3", "xã Hòa Tiến", "huyện Hòa Vang"),
        ),
    ),
    (
        "Thôn Đạ Nha, xã Di Linh, tỉnh Lâm Đồng (trước là xã Tân Nghĩa, huyện Di Linh)",
        Units(
            None, "Thôn Đạ Nha", "xã Di Linh", None, "tỉnh Lâm Đồng",
            Units(None, None, "xã Tân Nghĩa", "huyện Di Linh"),
        ),
    ),
    (
        "buôn Tơ Lơ, xã Ea Na, huyện Krông Ana cũ, tỉnh Đắk Lắk",
        Units(
            None, "buôn Tơ Lơ", "xã Ea Na", None, "tỉnh Đắk Lắk",
            Units(None, None, None, "huyện Krông Ana"),
        ),
    ),
    ("nhà bạn tôi", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), UNITS)
def test_units(text: str, expected: Units | None) -> None:
    assert parse_units(text) == expected


ENDS = [
    ("ngụ ấp 3, xã An Cư, tỉnh An Giang, làm ruộng, có ba con", "ấp 3, xã An Cư, tỉnh An Giang"),
    ("ở thôn Lùng, xã Chế Là, huyện Xín Mần, Hà Giang. Tôi", "thôn Lùng, xã Chế Là, huyện Xín Mần, Hà Giang"),
    ("trú tại xóm 5, xã Nghi Phú (gần chợ)", "xóm 5, xã Nghi Phú"),
    ("ngụ ấp 3, xã An Cư, số căn cước 089062001234", "ấp 3, xã An Cư"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENDS)
def test_where_an_address_ends(text: str, expected: str) -> None:
    [party] = extract(document(f"ĐƠN\nTôi tên là Lê Thị Hoa, {text}\n")).fields.petitioners
    assert party.address is not None
    assert party.address.value == expected


def test_units_stand_in_the_contract_beside_the_address_only() -> None:
    paper = document("ĐƠN\nTôi tên là Lê Thị Hoa, ngụ ấp 3, xã An Cư, tỉnh An Giang\n")
    [party] = as_contract("don.txt", paper, extract(paper), None, "ab")["fields"]["petitioners"]
    assert party["address"]["units"] == {
        "house": None,
        "hamlet": "ấp 3",
        "commune": "xã An Cư",
        "district": None,
        "province": "tỉnh An Giang",
        "former": None,
    }
    assert "units" not in party["name"]
