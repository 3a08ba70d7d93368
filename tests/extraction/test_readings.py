"""Readings of the head, the signature block and the accused that papers have got wrong."""

import pytest

from .papers import NATION, find, names, value, values

WRITER = "Tui tên là Lâm Văn Sết, sinh năm 1960, ngụ ấp 4, xã Tân Lộc.\n"


def denunciation(text: str) -> str:
    return f"ĐƠN TỐ CÁO\nKính gửi: Công an xã Tân Lộc\n{text}\nNgười làm đơn\nLâm Văn Sết\n"


TWO = "1. Ông Trần Văn Kha, trưởng ấp 4\n2. Bà Lê Thị Mận, kế toán xã\n"


@pytest.mark.parametrize("writer", [WRITER, ""])
@pytest.mark.parametrize(
    "heading",
    [
        "Tui tố cáo hai người:\n",
        "Tôi tố cáo 2 người sau đây:\n",
        "Chúng tui xin tố cáo các ông, bà có tên dưới đây:\n",
        "Tố cáo hai cán bộ sau:\n",
        "Tôi khiếu nại hai ông bà:\n",
    ],
)
def test_a_list_under_an_accusation_is_of_the_accused(writer: str, heading: str) -> None:
    fields = find(denunciation(f"{writer}{heading}{TWO}Hai người này lấy tiền của dân.")).fields
    assert names(fields.petitioners) == ["Lâm Văn Sết"]
    assert names(fields.respondents) == ["Trần Văn Kha", "Lê Thị Mận"]
    assert [value(p.position) for p in fields.respondents] == ["trưởng ấp 4", "kế toán xã"]


def test_a_list_under_those_who_write_is_of_writers() -> None:
    fields = find(denunciation(f"Chúng tôi gồm hai người:\n{TWO}Nay tố cáo ông Võ Văn Tâm.")).fields
    assert names(fields.petitioners)[:2] == ["Trần Văn Kha", "Lê Thị Mận"]
    assert names(fields.respondents) == ["Võ Văn Tâm"]


BEFORE = [
    ("Ngày 3/4/2026 tui đã có đơn tố cáo đồng chí Quân.", ["Quân"]),
    ("Tôi làm đơn tố cáo ông Đỗ Văn Ba và bà Lê Thị Tư.", ["Đỗ Văn Ba", "Lê Thị Tư"]),
    ("Chúng tôi đã gửi nhiều đơn khiếu nại ông Đỗ Văn Ba.", ["Đỗ Văn Ba"]),
    # another's petition
    ("Ông Đỗ Văn Ba đã có đơn tố cáo ông Lâm Văn Sết.", []),
    ("Công an đã nhận đơn tố cáo của ông Đỗ Văn Ba.", []),
    ("Việc tố cáo ông Đỗ Văn Ba chưa xong.", []),
]


@pytest.mark.parametrize(("text", "expected"), BEFORE)
def test_whom_a_petition_sent_before_accuses(text: str, expected: list[str]) -> None:
    assert names(find(denunciation(f"{WRITER}{text}")).fields.respondents) == expected


ADDRESSED = [
    # one body with a dash or a broken line in its name
    ("Phòng Văn hóa - Xã hội phường Tân Lộc", ["Phòng Văn hóa - Xã hội phường Tân Lộc"]),
    ("Chủ tịch UBND xã\nTân Lộc", ["Chủ tịch UBND xã Tân Lộc"]),
    ("Chủ tịch UBND xã Tân Lộc,\nTỉnh Cà Mau", ["Chủ tịch UBND xã Tân Lộc, Tỉnh Cà Mau"]),
    (
        "Sở Nông nghiệp và\nMôi trường tỉnh Cà Mau",
        ["Sở Nông nghiệp và Môi trường tỉnh Cà Mau"],
    ),
    # two bodies, parted by a dash, a line, a comma and a line, a word and a line
    (
        "UBND xã Tân Lộc - Thanh tra tỉnh Cà Mau",
        ["UBND xã Tân Lộc", "Thanh tra tỉnh Cà Mau"],
    ),
    ("UBND xã Tân Lộc\nHội Nông dân xã Tân Lộc", ["UBND xã Tân Lộc", "Hội Nông dân xã Tân Lộc"]),
    ("UBND xã Tân Lộc,\nCông an xã Tân Lộc", ["UBND xã Tân Lộc", "Công an xã Tân Lộc"]),
    ("UBND xã Tân Lộc và\nCông an xã Tân Lộc", ["UBND xã Tân Lộc", "Công an xã Tân Lộc"]),
    (
        "Chủ tịch Ủy ban nhân dân xã Tân Lộc, huyện Thới Bình, tỉnh Cà Mau\n"
        "Trưởng Công an xã Tân Lộc, huyện Thới Bình, tỉnh Cà Mau",
        [
            "Chủ tịch Ủy ban nhân dân xã Tân Lộc, huyện Thới Bình, tỉnh Cà Mau",
            "Trưởng Công an xã Tân Lộc, huyện Thới Bình, tỉnh Cà Mau",
        ],
    ),
    (
        "Chủ tịch UBND tỉnh Cà Mau (qua Ban Tiếp công dân tỉnh Cà Mau)\n"
        "Ủy ban Mặt trận tỉnh Cà Mau",
        [
            "Chủ tịch UBND tỉnh Cà Mau (qua Ban Tiếp công dân tỉnh Cà Mau)",
            "Ủy ban Mặt trận tỉnh Cà Mau",
        ],
    ),
]
# Long lines: on a page like this a full line goes on.
STORY = (
    "Nay tôi làm đơn này trình bày sự việc gia đình tôi bị thu hồi đất trái phép\n"
    "từ năm 2019 đến nay chưa được cơ quan nào giải quyết thỏa đáng theo luật.\n"
    "Trong khi đó các hộ lân cận đã được nhận đủ tiền bồi thường theo quyết định\n"
)


@pytest.mark.parametrize("story", ["", STORY])
@pytest.mark.parametrize(("text", "expected"), ADDRESSED)
def test_addressees(text: str, expected: list[str], story: str) -> None:
    found = find(f"ĐƠN KIẾN NGHỊ\nKính gửi: {text}\n\n{WRITER}{story}")
    assert values(found.fields.addressees) == expected
    several = any(n.code == "several_addressees" for n in found.warnings)
    assert several is (len(expected) > 1)


SIGNED = [
    ("Lâm Văn Sết, Trần Thị Mận, Võ Văn Kha", ["Lâm Văn Sết", "Trần Thị Mận", "Võ Văn Kha"]),
    ("Lâm Văn Sết, Trần Thị Mận,\nVõ Văn Kha", ["Lâm Văn Sết", "Trần Thị Mận", "Võ Văn Kha"]),
    ("Lâm Văn Sết, Trần Thị Mận và Võ Văn Kha", ["Lâm Văn Sết", "Trần Thị Mận", "Võ Văn Kha"]),
    ("Lâm Văn Sết 0912345678\nTrần Thị Mận, 0912.345.679", ["Lâm Văn Sết", "Trần Thị Mận"]),
    ("Lâm Văn Sết ĐT: 0912345678\nTrần Thị Mận - SĐT 0912345679", ["Lâm Văn Sết", "Trần Thị Mận"]),
    ("Lâm Văn Sết, ĐT 0912345678, Trần Thị Mận, 0912345679", ["Lâm Văn Sết", "Trần Thị Mận"]),
    ("Lâm Văn Sết, sinh 1960, Trần Thị Mận, sinh 1961", ["Lâm Văn Sết", "Trần Thị Mận"]),
    ("Lâm Văn Sết ngày 3/5/2026\nTrần Thị Mận, ngày 3/5/2026", ["Lâm Văn Sết", "Trần Thị Mận"]),
    ("Lâm Văn Sết, 3/5/2026\nTrần Thị Mận 03-5-2026", ["Lâm Văn Sết", "Trần Thị Mận"]),
]


@pytest.mark.parametrize(("text", "expected"), SIGNED)
def test_signers(text: str, expected: list[str]) -> None:
    fields = find(
        "ĐƠN KIẾN NGHỊ\nKính gửi: UBND xã Tân Lộc\nChúng tôi là người dân ấp 4 xã Tân Lộc xin kiến "
        f"nghị sửa đường.\nMong được giải quyết.\n\nNgười làm đơn\n{text}\n"
    ).fields
    assert value(fields.signatures) == len(expected)
    assert names(fields.petitioners) == expected
    assert value(fields.written_at) is None


BESIDE = [
    "Số: 12/CV-ABC      Cà Mau, ngày 3 tháng 5 năm 2026",
    "Số: 12/CV-ABC\tCà Mau, ngày 3 tháng 5 năm 2026",
    "Số: 12/CV-ABC Cà Mau, ngày 3 tháng 5 năm 2026",
    "Số:    /2026/CV-ABC             Cà Mau, ngày 03/5/2026",
]


@pytest.mark.parametrize("head", ["CÔNG TY TNHH BẠCH MAI\n", f"CÔNG TY TNHH BẠCH MAI\n{NATION}"])
@pytest.mark.parametrize("line", BESIDE)
def test_place_and_day_beside_the_number(head: str, line: str) -> None:
    fields = find(
        f"{head}{line}\n\nĐƠN KHIẾU NẠI\nKính gửi: UBND xã Tân Lộc\nCông ty chúng tôi khiếu nại "
        "Quyết định số 12/QĐ-UBND ngày 5/3/2026.\n"
    ).fields
    assert (value(fields.written_on), value(fields.written_at)) == ("2026-05-03", "Cà Mau")
