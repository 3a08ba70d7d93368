# ruff: noqa: E501 (a paragraph of a petition is one line)
"""Details that stand apart from the introduction, the day of writing, addressees and who signs."""

import pytest

from pipeline.extraction.findings import Party

from .papers import find, value, values

FIELDS = ("birth", "id_number", "id_issued_on", "id_issued_by", "address", "phone", "email")


def told(party: Party) -> dict[str, str | int | None]:
    return {name: value(v) for name in FIELDS if (v := getattr(party, name)) is not None}


OF_THE_WRITER = [
    # at the foot, under the name
    (
        "Tôi xin trường cho cháu đi học lại.\nNgười viết\nĐàm Thị Lựu\nNhà riêng: 9/2 hẻm Cây Me, phường 10, Đà Lạt\nĐT 0368 211 047",
        {"address": "9/2 hẻm Cây Me, phường 10, Đà Lạt", "phone": "0368211047"},
    ),
    (
        "Xã lấy ong của tôi.\nNgười viết: Đàm Thị Lựu. Người Nùng, 61 tuổi. Xóm Lũng Mò - xã Phja Vang - tỉnh Cao Bằng. Căn cước 004165001975 Bộ Công an cấp 06/01/2025. Máy: 0399 28 47 11.\nLựu\nĐàm Thị Lựu",
        {
            "address": "Xóm Lũng Mò - xã Phja Vang - tỉnh Cao Bằng",
            "id_number": "004165001975",
            "id_issued_on": "2025-01-06",
            "id_issued_by": "Bộ Công an",
            "phone": "0399284711",
        },
    ),
    # in the story, by the first person
    (
        "Tôi là Đàm Thị Lựu. Xã bảo tôi chờ. Nhà tôi nằm ở K25/8 Lê Lai, phường Sơn Trà, cách chợ 60 mét.",
        {"address": "K25/8 Lê Lai, phường Sơn Trà"},
    ),
    (
        "Tôi là Đàm Thị Lựu, sinh năm 1979. Xã bảo tôi chờ.\nCMND của tôi làm ở Lào Cai số 063 104 873 bị cháy mất rồi.",
        {"birth": "1979", "id_number": "063104873"},
    ),
    # of a relative
    (
        "Tôi là Đàm Thị Lựu. Cần gì thì gọi nhờ số của cháu tôi là Lò Văn Thuấn 0987 220 945.",
        {},
    ),
    # the year of issue alone
    (
        "Tôi là Đàm Thị Lựu, chứng minh số 073 118 527 do công an Hà Giang cấp năm 2009, không nhớ ngày.",
        {"id_number": "073118527", "id_issued_on": "2009", "id_issued_by": "công an Hà Giang"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), OF_THE_WRITER)
def test_what_stands_anywhere_is_the_writers(text: str, expected: dict[str, str]) -> None:
    [writer] = find(f"ĐƠN KIẾN NGHỊ\nKính gửi: UBND xã Hòa Lạc\n{text}\n").fields.petitioners
    assert told(writer) == expected


def test_numbers_of_two_writers_and_their_common_issue() -> None:
    first, second = find(
        "ĐƠN TỐ CÁO\nVợ chồng tôi là Võ Chánh (sinh 1961) và Ngô Thị Mùi (sinh 1964), ở thôn Đông, xã An Hải. "
        "Số CMND của tôi 211 604 386, của vợ tôi 211 604 912, cùng do Công an tỉnh Quảng Ngãi cấp ngày 02/6/2010.\n"
    ).fields.petitioners
    issue = {"id_issued_on": "2010-06-02", "id_issued_by": "Công an tỉnh Quảng Ngãi", "address": "thôn Đông, xã An Hải"}  # fmt: skip
    assert told(first) == {"birth": "1961", "id_number": "211604386", **issue}
    assert told(second) == {"birth": "1964", "id_number": "211604912", **issue}


def test_a_telephone_is_whose_name_stands_with_it() -> None:
    first, second = find(
        "ĐƠN KHIẾU NẠI\nChúng tôi là Lương Công Đễ và Phùng Thị Xuyên.\nLiên lạc: 0918 442 600 (ông Đễ), 0386 117 251 (bà Xuyên).\n"
    ).fields.petitioners
    assert (value(first.phone), value(second.phone)) == ("0918442600", "0386117251")


BARS = """
STT | Họ và tên     | Năm sinh | CMND        | Chỗ ở                     | Ký tên
1   | Lý Mỹ Phụng   | 1966     | 361 204 878 | 54/3 Huỳnh Lý, P. An Nghĩa | (ký)
2   | Đặng Thị Lệ   | 1980     | 092180006642 | nt                        | điểm chỉ
"""
GAPS = """
TT  Họ và tên       Năm sinh    Điện thoại      Ký tên
1   Lý Mỹ Phụng     1966        0377 920 115    Phụng
2   Đặng Thị Lệ     1980                        Lệ
"""


def test_rows_of_a_list() -> None:
    body = "ĐƠN KIẾN NGHỊ\nKính gửi: UBND xã Hòa Lạc\nChúng tôi gồm 2 hộ có tên cuối đơn kiến nghị giữ chợ.\nDANH SÁCH KÝ TÊN"
    fields = find(body + BARS).fields
    place = "54/3 Huỳnh Lý, P. An Nghĩa"
    assert [told(p) for p in fields.petitioners] == [
        {"birth": "1966", "id_number": "361204878", "address": place},
        {"birth": "1980", "id_number": "092180006642", "address": place},
    ]
    assert value(fields.signatures) == 2
    assert [told(p) for p in find(body + GAPS).fields.petitioners] == [
        {"birth": "1966", "phone": "0377920115"},
        {"birth": "1980"},
    ]


WRITTEN = [
    ("{}\nLý Mỹ Phụng", "Hòn Sương, thứ năm 25.9.2025", ("2025-09-25", "Hòn Sương")),
    ("{}\nLý Mỹ Phụng", "Nà Lếch, mồng 10 tháng 2 năm 2014", ("2014-02-10", "Nà Lếch")),
    ("{}\nLý Mỹ Phụng", "Vũng Tàu, mùng 5 tháng 11, 2024", ("2024-11-05", "Vũng Tàu")),
    ("{}\nLý Mỹ Phụng", "Phja Đén 4/5/2026", ("2026-05-04", "Phja Đén")),
    ("{}\nLý Mỹ Phụng", "Làm tại: Phú Tân, ngày 22 tháng 01 năm 2026", ("2026-01-22", "Phú Tân")),
    ("{}\nLý Mỹ Phụng", "viết tháng 8 năm 2013 ở suối Phèn", ("2013-08", "suối Phèn")),
    ("{}\nLý Mỹ Phụng", "11/07/2022", ("2022-07-11", None)),
    ("{}\nĐƠN KHIẾU NẠI", "CÔNG TY GỖ TÂY      Tuy Hòa, 16/8/2021", ("2021-08-16", "Tuy Hòa")),
    ("Từ: a@b.vn\n{}\nKính gửi UBND xã", "Ngày: Thứ Bảy, 06/06/2026 22:47", ("2026-06-06", None)),
    ("From: a@b.vn\n{}\nKính gửi UBND xã", "Date: Sat, 6 Jun 2026 22:47", ("2026-06-06", None)),
    # days of something else
    ("Tôi là Lý Mỹ Phụng,\n{}\nXã thu đất.", "sinh ngày 04/5/1966", (None, None)),
    ("Kèm theo:\n{}\n", "- Biên bản ngày 04/5/2016", (None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("frame", "line", "expected"), WRITTEN)
def test_day_and_place_of_writing(frame: str, line: str, expected: tuple[str, str]) -> None:
    fields = find(f"ĐƠN KHIẾU NẠI\n{frame.format(line)}\n").fields
    assert (value(fields.written_on), value(fields.written_at)) == expected


ADDRESSED = [
    ("Kính gửi bác Chủ tịch xã Ia Hru và các chú điện lực", ["bác Chủ tịch xã Ia Hru", "các chú điện lực"]),
    ("Kính bẩm: Ông Chủ tịch UBND tỉnh Hà Tĩnh", ["Ông Chủ tịch UBND tỉnh Hà Tĩnh"]),
    ("Gửi: UBND quận Bình Tân\nĐồng gửi: Công an phường An Lạc; Báo Lao Động", ["UBND quận Bình Tân", "Công an phường An Lạc", "Báo Lao Động"]),
    ("Thưa lãnh đạo Phòng Giáo dục huyện Tân Uyên,", ["lãnh đạo Phòng Giáo dục huyện Tân Uyên"]),
    ("Gửi: phuong.haitan@phananh.example\nEm chào các anh chị ở UBND phường Hải Tân ạ,", ["UBND phường Hải Tân"]),
    ("Kính gửi: HĐND và UBND huyện Lạc Sơn", ["HĐND và UBND huyện Lạc Sơn"]),
    ("Kính gửi: Sở Tài nguyên và Môi trường tỉnh Lai Châu", ["Sở Tài nguyên và Môi trường tỉnh Lai Châu"]),
    ("kinh gui ong bi thu huyen uy muong lan va cong an tinh son la", ["ong bi thu huyen uy muong lan", "cong an tinh son la"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), ADDRESSED)
def test_addressees_however_they_are_called(lines: str, expected: list[str]) -> None:
    marks = "don to cao" if lines.isascii() else "ĐƠN TỐ CÁO"
    rest = "toi to cao ong Lo Van Inh." if lines.isascii() else "Tôi tố cáo ông Lò Văn Inh."
    assert values(find(f"{marks}\n{lines}\n\n{rest}\n").fields.addressees) == expected


SIGNED = [
    ("Thay mặt cư dân,\n(C-1203) Thiều Quang Nhật – sinh 1983 – 0933 206 119\n(C-08) Hứa Mộng Điệp – sinh 1979\n   [cả hai đã ký]", 2),
    ("HOÀI NHƠN, THÁNG 5 NĂM 2026\n\nTRƯƠNG BÁ KIỂM      TRƯƠNG BÁ NGHỊ      TRƯƠNG BÁ TÍNH", 3),
    ("Người đứng đơn\nBé Tám\nĐỗ Thị Bé Tám", 1),
    ("Đồng ký tên\n  Phùng Văn Quyến      Dương Thế Hà\n     Lưu Đình Chiếu", 3),
    ("Người được ủy quyền khiếu nại\n(chữ ký, đóng dấu)\n\n\nLuật sư Tôn Thất Hoài", 1),
    ("Người làm đơn\n", None),
    ("Đà Lạt, ngày 04 tháng 6 năm 2018\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("block", "expected"), SIGNED)
def test_who_signs(block: str, expected: int | None) -> None:
    paper = f"ĐƠN KHIẾU NẠI\nKính gửi: UBND xã Hòa Lạc\nChúng tôi khiếu nại việc xã thu hồi đất của chúng tôi mà không đền bù đồng nào.\n\n{block}\n"
    assert value(find(paper).fields.signatures) == expected
