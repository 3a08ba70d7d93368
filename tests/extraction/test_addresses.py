# ruff: noqa: E501 (an address is one line)
"""Addresses by their units, old and new."""

import pytest

from pipeline.extraction import as_contract, extract
from pipeline.extraction.findings import Units
from pipeline.extraction.forms.units import parse_units

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
    (
        "to 31, K9/12 duong Le Loi, phuong An Son, TP Da Nang",
        Units("K9/12 duong Le Loi", "to 31", "phuong An Son", None, "TP Da Nang"),
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


ANYWHERE = [
    ("nhà 7 ngõ 15/2 phố Chùa Láng, P. Láng Thượng, Q. Đống Đa, Hà Nội", None),
    ("K12/4 Ông Ích Khiêm, phường Thanh Bình, TP Đà Nẵng", None),
    ("tổ 3 ấp Rạch Gốc xã Tân Hội huyện Cái Nước tỉnh Cà Mau", None),
    ("làng Kon Rẫy, xã Đăk Ruồng, huyện Kon Rẫy, Kon Tum", None),
    ("khu tái định cư Bàu Sen 3, xã Long Đức, tỉnh Đồng Nai", None),
    ("phường 7, thành phố Cà Mau, tỉnh Cà Mau", None),
    ("thôn Đồi, xã Mường Vang, đảo Hòn Mây", None),
    ("bon Bu Prăng 1A, xã Quảng Trực nay là xã Tuy Hòa, tỉnh Lâm Đồng", None),
    ("ấp Bà Lái, xã Hòa Mỹ, huyện Phụng Hiệp, Hậu Giang (nay là thành phố Cần Thơ)",
     "ấp Bà Lái, xã Hòa Mỹ, huyện Phụng Hiệp, Hậu Giang"),
    ("khu phố 2,\nphường Bình Khánh,\nTP. Long Xuyên", "khu phố 2, phường Bình Khánh, TP. Long Xuyên"),
]  # fmt: skip


@pytest.mark.parametrize("frame", [
    "Tôi là Lê Thị Hoa, ngụ {}. Tôi xin khiếu nại.",
    "Tôi là Lê Thị Hoa, sinh năm 1971, {}, làm đơn này khiếu nại.",
    "Người làm đơn: Lê Thị Hoa\nChỗ ở hiện nay: {}\nĐiện thoại: 0912345678",
    "Tôi là Lê Thị Hoa. Nhà tôi ở {}. Năm ngoái xã thu đất của tôi.",
])  # fmt: skip
@pytest.mark.parametrize(("text", "expected"), ANYWHERE)
def test_an_address_stands_anywhere(frame: str, text: str, expected: str | None) -> None:
    [party] = extract(document("ĐƠN KHIẾU NẠI\n" + frame.format(text))).fields.petitioners
    assert party.address is not None
    assert party.address.value == (expected or text)


@pytest.mark.parametrize("text", [
    "TÔI LÀ LÊ THỊ HOA SINH NĂM 1971 Ở THÔN ĐỒI XÃ MƯỜNG VANG HUYỆN ĐÀ BẮC TỈNH HÒA BÌNH. TÔI KHIẾU NẠI",
    "Toi la Le Thi Hoa, sn 1971, o thon Doi xa Muong Vang huyen Da Bac tinh Hoa Binh. Toi khieu nai",
])  # fmt: skip
def test_an_address_in_capitals_or_without_marks(text: str) -> None:
    [party] = extract(document("ĐƠN\n" + text)).fields.petitioners
    assert party.address is not None
    assert len(str(party.address.value).split()) == 11


@pytest.mark.parametrize("text", [
    "Chủ tịch UBND xã Mường Vang, huyện Đà Bắc, tỉnh Hòa Bình thu đất của tôi.",
    "Thửa đất ở thôn Đồi, xã Mường Vang bị lấn.",
    "Công an xã Mường Vang, huyện Đà Bắc không trả lời.",
    "Ngày 03/4/2021, xã họp, huyện họp, tỉnh họp.",
])  # fmt: skip
def test_no_address_of_the_writer(text: str) -> None:
    [party] = extract(document(f"ĐƠN\nTôi tên là Lê Thị Hoa. {text}")).fields.petitioners
    assert party.address is None


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
