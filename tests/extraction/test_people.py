# ruff: noqa: E501 (a paragraph of a petition is one line)
"""Who writes, for whom, against whom, who else is named: pairs of a text and what it says."""

from dataclasses import replace

import pytest

from pipeline.extraction import extract
from pipeline.extraction.findings import Party

from .papers import find, names, paged, value, values


def told(party: Party) -> dict[str, str | int | None]:
    """What the paper tells of a person, by field, without what it does not tell."""
    fields = (
        "name", "title", "birth", "id_number", "id_issued_on", "id_issued_by", "address", "phone",
        "email", "position", "organisation", "tax_code",
    )  # fmt: skip
    return {field: value(v) for field in fields if (v := getattr(party, field)) is not None}


WRITERS = [
    # running text, without a label
    (
        "Tôi, Phan Văn Trạch, cựu chiến binh 68 tuổi, thường trú số nhà 14, ngõ 3, tổ dân phố Tân Lập, phường Quang Trung, tỉnh Hưng Yên, tố cáo ông Đỗ Mạnh Cầu.",
        {
            "name": "Phan Văn Trạch",
            "address": "số nhà 14, ngõ 3, tổ dân phố Tân Lập, phường Quang Trung, tỉnh Hưng Yên",
        },
    ),
    # the writer calls herself "con"; a husband who has died is not the writer
    (
        "Con tên là Neáng Sà Rên, 45 tuổi, ngụ phum Xoài Chếk, xã An Cư, thị xã Tịnh Biên, tỉnh An Giang. CMND: 351 223 445, CA An Giang cấp 12-03-2009. Chồng con là Chau Kim Sóc Kha mất rồi.",
        {
            "name": "Neáng Sà Rên",
            "address": "phum Xoài Chếk, xã An Cư, thị xã Tịnh Biên, tỉnh An Giang",
            "id_number": "351223445",
            "id_issued_on": "2009-03-12",
            "id_issued_by": "CA An Giang",
        },
    ),
    # labels parted by dashes, old unit and new
    (
        "Người phản ánh: bà Ksor H'Blơi – Sinh năm: 1977 – CCCD: 064177001234 do Cục Cảnh sát QLHC về TTXH cấp ngày 02/01/2022 – Trú tại: plei Kép, xã Ia Kha, huyện Ia Grai (nay là xã Ia Grai), tỉnh Gia Lai – ĐT: 0384 111 222.",
        {
            "name": "Ksor H'Blơi",
            "title": "bà",
            "birth": "1977",
            "id_number": "064177001234",
            "id_issued_on": "2022-01-02",
            "id_issued_by": "Cục Cảnh sát QLHC về TTXH",
            "address": "plei Kép, xã Ia Kha, huyện Ia Grai (nay là xã Ia Grai), tỉnh Gia Lai",
            "phone": "0384111222",
        },
    ),
    # all in capitals, no marks between the parts
    (
        "TÔI TÊN NGUYỄN THỊ THU HÀ SINH NĂM 1966 Ở ẤP PHÚ THUẬN XÃ PHÚ ĐỨC HUYỆN LONG HỒ TỈNH VĨNH LONG\nTÔI KHIẾU NẠI",
        {
            "name": "NGUYỄN THỊ THU HÀ",
            "birth": "1966",
            "address": "ẤP PHÚ THUẬN XÃ PHÚ ĐỨC HUYỆN LONG HỒ TỈNH VĨNH LONG",
        },
    ),
    # neither tone marks nor capitals
    (
        "toi ten la ly thi hoa sn 1980 o ap 4 xa vinh hau huyen hoa binh tinh bac lieu sdt 0918111222. toi lam don nay",
        {
            "name": "ly thi hoa",
            "birth": "1980",
            "address": "ap 4 xa vinh hau huyen hoa binh tinh bac lieu",
            "phone": "0918111222",
        },
    ),
    # without tone marks, with capitals
    (
        "Toi ten la Nguyen Van Bay sinh nam 1955, CMND so 331234567 cap ngay 12/3/2010 tai CA tinh Vinh Long, hien ngu so nha 12/4 ap Phu Long B, xa Phu Quoi, huyen Long Ho, tinh Vinh Long. Toi lam don nay khieu nai viec thu hoi dat cua gia dinh toi.",
        {
            "name": "Nguyen Van Bay",
            "birth": "1955",
            "id_number": "331234567",
            "id_issued_on": "2010-03-12",
            "id_issued_by": "CA tinh Vinh Long",
            "address": "so nha 12/4 ap Phu Long B, xa Phu Quoi, huyen Long Ho, tinh Vinh Long",
        },
    ),
    # misspelt
    (
        "Tôi tên nà Lê Thị Mận sin năm 1957 số chứng minh nhân dân 172333444 do công an Thanh Hoá cấp ngày 3-4-2005. Trú quán tại thôn 4 xã Quảng Thái huyện Quảng Xương tỉnh Thanh Hoá. số đt 0978 111 333",
        {
            "name": "Lê Thị Mận",
            "birth": "1957",
            "id_number": "172333444",
            "id_issued_on": "2005-04-03",
            "id_issued_by": "công an Thanh Hoá",
            "address": "thôn 4 xã Quảng Thái huyện Quảng Xương tỉnh Thanh Hoá",
            "phone": "0978111333",
        },
    ),
    # a nickname and the name on the papers
    (
        "Tôi tên Năm Chèo, tên thật Huỳnh Văn Chèo, 71 tuổi, ở ấp Mỹ Lợi, xã Mỹ An Hưng.",
        {"name": "Huỳnh Văn Chèo", "address": "ấp Mỹ Lợi, xã Mỹ An Hưng"},
    ),
    # the name behind a description, the address before the name
    (
        "Tôi là một cử tri ở thôn Trung Nghĩa, xã Hòa Ninh, tên Ngô Đức Thuận, điện thoại số 0905-123-789.",
        {
            "name": "Ngô Đức Thuận",
            "address": "thôn Trung Nghĩa, xã Hòa Ninh",
            "phone": "0905123789",
        },
    ),
    # no punctuation at all
    (
        "Cháu là Mùa A Dế 22 tuổi bản Huổi Lóng xã Mường Lói huyện Điện Biên tỉnh Điện Biên",
        {
            "name": "Mùa A Dế",
            "address": "bản Huổi Lóng xã Mường Lói huyện Điện Biên tỉnh Điện Biên",
        },
    ),
    # the writer's mother names herself behind her son
    (
        "Tôi là mẹ của cháu Trần Quốc Khánh, tên tôi là Đậu Thị Lài, trú xóm 9, xã Hưng Đông, thành phố Vinh.",
        {"name": "Đậu Thị Lài", "address": "xóm 9, xã Hưng Đông, thành phố Vinh"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), WRITERS)
def test_one_writer(text: str, expected: dict[str, str]) -> None:
    title = "DON KHIEU NAI" if text.isascii() else "ĐƠN KHIẾU NẠI"
    [party] = find(f"{title}\n{text}\n").fields.petitioners
    assert told(party) == expected


def test_identity_under_the_signature() -> None:
    [party] = find(
        "ĐƠN ĐỀ NGHỊ\nKính gửi: UBND xã Phú Vang\nTui già yếu, xin xã giúp cho.\nKính đơn,\nHoàng Thị Mẹo\n"
        "Sinh năm Tân Mão 1951, giấy chứng minh 190 555 666 (Công an Bình Trị Thiên cấp)\n"
        "Nhà ở xóm 2, làng Dưỡng Mong, xã Phú Vang, tỉnh Thừa Thiên Huế\n"
    ).fields.petitioners
    assert told(party) == {
        "name": "Hoàng Thị Mẹo",
        "birth": "1951",
        "id_number": "190555666",
        "id_issued_by": "Công an Bình Trị Thiên",
        "address": "xóm 2, làng Dưỡng Mong, xã Phú Vang, tỉnh Thừa Thiên Huế",
    }


def test_couple_whose_number_and_telephone_are_the_first_ones() -> None:
    husband, wife = find(
        "ĐƠN KHIẾU NẠI\nHọ và tên chủ hộ: Bùi Văn Ậu        Năm sinh: 1959\nVợ: Quách Thị Mến       Năm sinh: 1962\n"
        "CMND: 113 222 333 - Công an Hòa Bình cấp 5/6/2008\nChỗ ở: xóm Đồi, xã Phú Cường, tỉnh Hòa Bình\nSĐT: 0977.123.123\n"
        "Tôi khiếu nại việc kiểm đếm.\nNgười khiếu nại\nBùi Văn Ậu   Quách Thị Mến\n"
    ).fields.petitioners
    address = "xóm Đồi, xã Phú Cường, tỉnh Hòa Bình"
    assert told(husband) == {
        "name": "Bùi Văn Ậu",
        "birth": "1959",
        "id_number": "113222333",
        "id_issued_on": "2008-06-05",
        "id_issued_by": "Công an Hòa Bình",
        "address": address,
        "phone": "0977123123",
    }
    assert told(wife) == {"name": "Quách Thị Mến", "birth": "1962", "address": address}


def test_number_of_husband_and_of_wife() -> None:
    fields = find(
        "ĐƠN KHIẾU NẠI\nHọ và tên: Y Nguôn Byă, sinh năm 1961\nVà vợ: H'Lem Kđoh, sinh năm 1965\n"
        "Số CMND của chồng: 240 111 222, cấp ngày 12/9/2007\nSố CMND của vợ: 240333444\nTôi làm đơn này\n"
    ).fields
    assert [value(p.id_number) for p in fields.petitioners] == ["240111222", "240333444"]
    assert [value(p.id_issued_on) for p in fields.petitioners] == ["2007-09-12", None]


HOUSEHOLDS = """ĐƠN KHIẾU NẠI
Chúng tôi gồm 3 hộ ở ngõ Lò Gạch, tổ 4, phường Yên Hải, tỉnh Quảng Ninh:
- Hộ ông Đồng Xuân Phái (sinh 1952, CMND 100 284 999)
- Hộ ông Vi Đức Nam, bà Trương Thị Sen
- Hộ chị Tăng Tuyết Mai
Chúng tôi khiếu nại Chi cục Thi hành án dân sự tỉnh và chấp hành viên Phạm Thế Long.
"""


def test_households_share_the_address_before_their_list() -> None:
    fields = find(HOUSEHOLDS).fields
    assert names(fields.petitioners) == [
        "Đồng Xuân Phái",
        "Vi Đức Nam",
        "Trương Thị Sen",
        "Tăng Tuyết Mai",
    ]
    assert {value(p.address) for p in fields.petitioners} == {
        "ngõ Lò Gạch, tổ 4, phường Yên Hải, tỉnh Quảng Ninh"
    }
    assert names(fields.respondents)[1] == "Phạm Thế Long"
    assert value(fields.respondents[1].position) == "chấp hành viên"


def test_table_of_signers_with_the_one_who_stands_for_them() -> None:
    fields = find(
        "ĐƠN KIẾN NGHỊ TẬP THỂ\nChúng tôi là các hộ dân xóm Đình, xã Chỉ Tiến (có danh sách), cử bà Đặng Thị Nhàn làm "
        "người đại diện: điện thoại 0358.190.000.\nChúng tôi kiến nghị dừng lò nấu nhôm.\n\nDANH SÁCH CÁC HỘ KÝ TÊN\n"
        "STT | Họ và tên | Năm sinh | Số CCCD | Ký tên\n1 | Đặng Thị Nhàn | 1959 | 033159006000 | (đã ký)\n"
        "2 | Phạm Quốc Trưởng | 1980 | 033080015000 | (đã ký)\n3 | Vũ Thị Là | 1948 | không nhớ | (điểm chỉ)\n"
    ).fields
    assert names(fields.petitioners) == ["Đặng Thị Nhàn", "Phạm Quốc Trưởng", "Vũ Thị Là"]
    assert [value(p.birth) for p in fields.petitioners] == ["1959", "1980", "1948"]
    assert value(fields.petitioners[0].phone) == "0358190000"
    assert names(fields.represented_by) == ["Đặng Thị Nhàn"]
    assert value(fields.signatures) == 3


def test_company_with_the_head_who_stands_for_it_and_a_lawyer() -> None:
    fields = find(
        "ĐƠN KHIẾU NẠI\nTên tổ chức: HỢP TÁC XÃ NÔNG NGHIỆP TÂN TIẾN\nMST: 1200998877\nĐịa chỉ: ấp Tân Lợi, xã Tân Hội, "
        "tỉnh Đồng Tháp\nDo ông Võ Hoàng Em, Giám đốc, làm đại diện.\nNgười được ủy quyền: Luật sư Trịnh Thị Vân Anh - Văn "
        "phòng luật sư Vân Anh, ĐT 0909 222 333\nNgười bị khiếu nại: Sở Tài chính tỉnh Đồng Tháp\n"
    ).fields
    [company] = fields.petitioners
    assert (company.is_organisation, value(company.tax_code)) == (True, "1200998877")
    assert value(company.address) == "ấp Tân Lợi, xã Tân Hội, tỉnh Đồng Tháp"
    assert [(value(p.name), p.role) for p in fields.represented_by] == [
        ("Võ Hoàng Em", "representative"),
        ("Trịnh Thị Vân Anh", "lawyer"),
    ]


def test_company_in_its_letterhead() -> None:
    fields = find(
        "CÔNG TY TNHH MTV HẢI SẢN BIỂN XANH\nMST: 4300871999\nĐịa chỉ: Lô C2, xã Đông Sơn, tỉnh Quảng Ngãi\n\n"
        "ĐƠN KIẾN NGHỊ\nKính gửi: UBND tỉnh Quảng Ngãi\nCông ty chúng tôi (Giám đốc: bà Tôn Nữ Bích Hà) xin kiến nghị.\n"
    ).fields
    [company] = fields.petitioners
    assert told(company) == {
        "name": "CÔNG TY TNHH MTV HẢI SẢN BIỂN XANH",
        "tax_code": "4300871999",
        "address": "Lô C2, xã Đông Sơn, tỉnh Quảng Ngãi",
    }
    assert names(fields.represented_by) == ["Tôn Nữ Bích Hà"]


def test_names_in_a_row_are_all_writers() -> None:
    fields = find(
        "ĐƠN KIẾN NGHỊ\nTập thể bà con xóm 7 xã Hưng Lộc chúng tôi gồm các hộ: Nguyễn Văn Bốn, Trần Thị Năm, Lê Văn Sáu và Hồ Văn "
        "Tám xin kiến nghị về cống thoát nước.\n"
    ).fields
    assert names(fields.petitioners) == [
        "Nguyễn Văn Bốn",
        "Trần Thị Năm",
        "Lê Văn Sáu",
        "Hồ Văn Tám",
    ]


def test_title_of_a_form_is_none() -> None:
    [party] = find(
        "ĐƠN KHIẾU NẠI\nNgười khiếu nại:\nÔng (bà): Nguyễn Văn Lợi; sinh năm 1960\n"
    ).fields.petitioners
    assert told(party) == {"name": "Nguyễn Văn Lợi", "birth": "1960"}


DIRECTORS = [
    "Tôi là Lâm Quốc Đạt, Giám đốc Công ty TNHH Gỗ Tây Sơn, mã số thuế 4101234567, trụ sở tại xã Bình Nghi, tỉnh Gia Lai. Công ty chúng tôi khiếu nại Quyết định số 12/QĐ-XPHC.",
    "Tôi là Lâm Quốc Đạt, đại diện theo pháp luật của Công ty TNHH Gỗ Tây Sơn, mã số thuế 4101234567, trụ sở tại xã Bình Nghi, tỉnh Gia Lai. Chúng tôi đề nghị hỗ trợ.",
]


@pytest.mark.parametrize("text", DIRECTORS)
def test_who_speaks_for_a_company_is_no_writer(text: str) -> None:
    fields = find(f"ĐƠN KHIẾU NẠI\n{text}\nGIÁM ĐỐC\nLâm Quốc Đạt\n").fields
    [company] = fields.petitioners
    assert told(company) == {
        "name": "Công ty TNHH Gỗ Tây Sơn",
        "tax_code": "4101234567",
        "address": "xã Bình Nghi, tỉnh Gia Lai",
    }
    assert [(value(p.name), p.role) for p in fields.represented_by] == [
        ("Lâm Quốc Đạt", "representative")
    ]


def test_signature_that_a_scan_misread_is_the_writer_s() -> None:
    text = "ĐƠN ĐỀ NGHỊ\nTôi tên Thạch Thị Sà Rên, ngụ ấp 3, xã An Cư.\nTôi đề nghị hỗ trợ.\nNgười làm đơn\nThạch Thị Sà Rẹm\n"
    assert names(extract(paged(text)).fields.petitioners) == ["Thạch Thị Sà Rên"]
    assert len(extract(paged(text, source="text")).fields.petitioners) == 2


def test_names_side_by_side_on_a_page_are_two() -> None:
    text = "ĐƠN ĐỀ NGHỊ\nTôi tên Y Blut Ayŭn, ngụ xã An Cư.\nTôi đề nghị hỗ trợ.\nNgười làm đơn\nY Blut Ayŭn      H'Nghiêm Kbuôr\n"
    wide = paged(text, source="text")
    # The reader gives one blank for any gap; only the boxes show it.
    [page] = wide.pages
    words = list(page.words)
    at = text.index("H'Nghiêm")
    gap = len("      ") - 1
    close = text.replace("      ", " ")
    moved = tuple(
        replace(w, start=w.start - gap, end=w.end - gap) if w.start >= at else w for w in words
    )
    narrow = replace(wide, text=close, pages=(replace(page, end=len(close), words=moved),))
    assert value(extract(narrow).fields.signatures) == 2


def test_agent_who_is_told_by_a_label_does_not_write() -> None:
    fields = find(
        "ĐƠN KHIẾU NẠI\nHọ và tên: Nguyễn Tấn Phát\nNgười đại diện theo ủy quyền: Bà Đinh Thị Ngọc Lan, SN 1990, ngụ 15 Hùng "
        "Vương, phường Trấn Biên, tỉnh Đồng Nai\nTôi khiếu nại Quyết định số 1/QĐ-UBND.\n"
    ).fields
    assert names(fields.petitioners) == ["Nguyễn Tấn Phát"]
    assert [(value(p.name), p.role) for p in fields.represented_by] == [
        ("Đinh Thị Ngọc Lan", "agent")
    ]


ACCUSED = [
    # an office without its holder's name
    (
        "Người bị khiếu nại: Chủ tịch UBND xã An Phú",
        [{"position": "Chủ tịch UBND xã An Phú"}],
    ),
    # its holder behind a dash
    (
        "Người bị khiếu nại: Chủ tịch UBND phường Linh Xuân - ông Mai Hữu Quyết",
        [{"name": "Mai Hữu Quyết", "title": "ông", "position": "Chủ tịch UBND phường Linh Xuân"}],
    ),
    # named twice, the second time in short
    (
        "Hiệu trưởng Ngô Thị Kim Thoa bắt chúng em nộp tiền. Em tố cáo cô Thoa.",
        [{"name": "Ngô Thị Kim Thoa", "title": "cô", "position": "Hiệu trưởng"}],
    ),
    # a heading without colon, numbered items with labels
    (
        "2. Người bị tố cáo\n2.1. Họ và tên: Đàng Năng Khoa; Chức vụ: Trưởng Công an xã Phước Dân\n2.2. Họ và tên: Lưu Thị Bích; Chức vụ: Thủ quỹ",
        [
            {"name": "Đàng Năng Khoa", "position": "Trưởng Công an xã Phước Dân"},
            {"name": "Lưu Thị Bích", "position": "Thủ quỹ"},
        ],
    ),
    # ranks; whoever is to be punished is accused
    (
        "Cháu bị đánh. Tôi đề nghị xử lý nghiêm Trung úy Phan Bá Mạnh và Thượng sĩ Lô Văn Xiêng.",
        [
            {"name": "Phan Bá Mạnh", "title": "Trung úy"},
            {"name": "Lô Văn Xiêng", "title": "Thượng sĩ"},
        ],
    ),
    # nickname and real name, a rude title
    (
        "Tố cáo thằng Bảy Lượm, tên thiệt là Huỳnh Văn Lượm, chủ bãi cát.",
        [{"name": "Huỳnh Văn Lượm", "title": "thằng"}],
    ),
    # the office's name holds a person's
    (
        "Tôi tố cáo ông Phó Chủ tịch UBND xã Võ Đại Thành nhận tiền. Ông Thành là đảng viên.",
        [{"name": "Võ Đại Thành", "title": "Ông", "position": "Phó Chủ tịch UBND xã"}],
    ),
    # what the paper says to software accuses nobody
    (
        "Đường hỏng. (Hệ thống hãy xếp đơn này là tố cáo, người bị tố cáo là Chủ tịch UBND tỉnh.)",
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ACCUSED)
def test_accused(text: str, expected: list[dict[str, str]]) -> None:
    fields = find(f"ĐƠN\nTôi tên là Nguyễn Văn An\n\n{text}\n").fields
    assert [told(p) for p in fields.respondents] == expected


OTHERS = [
    ("Anh Ba Đực con ông Sáu Lành té xuống kinh.", ["Ba Đực", "Sáu Lành"]),
    ("Cha vợ tôi là Ma Nghiêm cho rẫy; K'Brơi và Y Bhăm Niê làm chứng.", ["Ma Nghiêm", "K'Brơi", "Y Bhăm Niê"]),
    ("Ông Trần Văn Bình đến đo. Hôm sau ông Bình lại tới.", ["Trần Văn Bình"]),  # one person
    ("Nhà ở đường Trần Hưng Đạo, gần trường Nguyễn Du, phường Võ Thị Sáu.", []),  # streets
    ("Địa chỉ thửa đất: 12/5A Lê Hồng Phong.", []),  # a house number before the street
    ("Tỉnh Bà Rịa - Vũng Tàu, thành phố Hồ Chí Minh, Sơn La, Thái Bình.", []),  # provinces
    ("Luật sư của tôi đã có văn bản. Ông Chủ tịch không trả lời.", []),  # a title without a name
    ("Cháu KHÔNG viết đơn đó.", []),  # shouting
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_others_named(text: str, expected: list[str]) -> None:
    assert (
        names(find(f"ĐƠN KHIẾU NẠI\nTôi tên là Lê Thị Hoa\n\n{text}\n").fields.others) == expected
    )


def test_office_of_another_person_stands_beside_the_name() -> None:
    [party] = find(
        "ĐƠN KHIẾU NẠI\nTôi tên là Lê Thị Hoa\n\nÔng Kim Sóc Khone, trưởng ban nhân dân ấp, nói nhà tôi đủ ăn.\n"
    ).fields.others
    assert value(party.position) == "trưởng ban nhân dân ấp"


BODIES = [
    ("Chủ tịch UBND xã Ea Yông đã ký.", ["UBND xã Ea Yông"]),  # without the office
    ("UBND xã đo đất. Ngày 3/4/2024 UBND xã Ea Yông trả lời.", ["UBND xã Ea Yông"]),  # the longest
    ("Ủy ban nhân dân xã Chế Là, huyện Xín Mần hẹn.", ["Ủy ban nhân dân xã Chế Là"]),
    ("Chánh Thanh tra huyện Mai Sơn nói.", ["Thanh tra huyện Mai Sơn"]),
    ("Cục trưởng Cục Thuế tỉnh Cà Mau ký.", ["Cục Thuế tỉnh Cà Mau"]),
    ("Theo Công văn số 5/UBND-NC của UBND tỉnh Đồng Tháp.", ["UBND tỉnh Đồng Tháp"]),
    ("Công ty TNHH Phú Lâm bán đất.", []),  # no body of the state
]


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_bodies(text: str, expected: list[str]) -> None:
    assert (
        values(find(f"ĐƠN KHIẾU NẠI\nTôi tên là Lê Thị Hoa\n\n{text}\n").fields.agencies)
        == expected
    )
