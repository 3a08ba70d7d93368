# ruff: noqa: E501 (a paragraph of a petition is one line)
"""Names, roles and bodies in papers of other styles: capitals, proxies, groups, offices unheard of."""

import pytest

from .papers import codes, find, names, value, values

HEAD = "ĐƠN KIẾN NGHỊ\nTôi tên là Lê Thị Hoa\n\n"
CAPITALS = "ĐƠN KIẾN NGHỊ\nTÔI TÊN LÀ LÊ THỊ HOA SINH NĂM 1960\n\n"

NAMED = [
    (HEAD + "Ranh đất giáp nhà Kpuih Hyêm. Anh thợ tên Hưng nói vậy.", ["Kpuih Hyêm", "Hưng"]),
    (HEAD + "Có mặt: Châu Thị Sa Rết, Danh Út.", ["Châu Thị Sa Rết", "Danh Út"]),
    (HEAD + "Tôi qua cầu Ông Lãnh tới quán Mì Bà Sáu Hoàng.", []),  # trade names
    (HEAD + "Ở thôn Lương Cả ai cũng biết. Lương Cả là quê tôi.", []),  # told to be a place
    (HEAD + "do Phó Giám đốc Sở Mai Văn Chuyền ký.", ["Mai Văn Chuyền"]),
    (CAPITALS + "ÔNG TRẦN VĂN ĐỰC LÀM TRƯỞNG ẤP, BÀ PHẠM THỊ CÓ CŨNG NÓI VẬY.", ["TRẦN VĂN ĐỰC", "PHẠM THỊ CÓ"]),
    (CAPITALS + "BÀ CON CHÚNG TÔI RẤT KHỔ, ANH EM TRONG NHÀ CÃI NHAU.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_others_named(text: str, expected: list[str]) -> None:
    assert names(find(f"{text}\n").fields.others) == expected


SENT = [
    # the one who is stood for behind the words, before them, inside them
    ("Tôi, luật sư Hồ Thu An, theo giấy ủy quyền ngày 1/2/2024 của ông Phạm Đức Bình, sinh 1970, khiếu nại.", ["Phạm Đức Bình"], ["Hồ Thu An"]),
    ("Mẹ tôi là bà Ngô Thị Sâm, sinh năm 1940, nay già yếu ủy quyền cho tôi là Lê Văn Hạ đứng đơn.", ["Ngô Thị Sâm"], ["Lê Văn Hạ"]),
    ("Tôi là Trần Thị Mùi (con gái cụ Trần Văn Sửu), được cụ Sửu ủy quyền làm đơn này.", ["Trần Văn Sửu"], ["Trần Thị Mùi"]),
    # a group puts one forward, who writes, too
    ("Chúng tôi ký tên dưới đây:\n1. Ông Nguyễn A, 1960 – thôn Thượng\n2. Bà Lê B, 1962 – thôn Hạ\nĐại diện: ông Nguyễn A.", ["Nguyễn A", "Lê B"], ["Nguyễn A"]),
    ("Em Trần Mỹ Linh, 16 tuổi, viết đơn này kêu cứu.", ["Trần Mỹ Linh"], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "writers", "speakers"), SENT)
def test_who_writes_and_for_whom(text: str, writers: list[str], speakers: list[str]) -> None:
    fields = find(f"ĐƠN KHIẾU NẠI\nKính gửi: UBND xã A\n{text}\n").fields
    assert names(fields.petitioners) == writers
    assert names(fields.represented_by) == speakers


ACCUSED = [
    ("Tôi tố cáo công chứng viên Triệu Quang Vinh và cán bộ tín dụng Nông Thúy Hạnh thông đồng.", ["Triệu Quang Vinh", "Nông Thúy Hạnh"]),
    ("Chúng em tố cáo cô hiệu trưởng Đặng Thị Nga và thầy Phùng Khoan về lạm thu.", ["Đặng Thị Nga", "Phùng Khoan"]),
    ("Tôi tố cáo hai người. Một là ông Lò Văn Inh, chủ tịch xã. Hai là ông Lù Văn Bôi, trưởng bản.", ["Lò Văn Inh", "Lù Văn Bôi"]),
    ("Tôi bị ông Trần Văn Ba tố cáo.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ACCUSED)
def test_accused(text: str, expected: list[str]) -> None:
    found = find(f"ĐƠN TỐ CÁO\nTôi tên là Lê Thị Hoa\n\n{text}\n").fields.respondents
    assert [value(p.name) for p in found] == expected


BODIES = [
    ("Chi cục Thủy sản trả lời.", ["Chi cục Thủy sản"]),
    ("Trạm Kiểm soát Biên phòng Rạch Gốc giữ tàu.", ["Trạm Kiểm soát Biên phòng Rạch Gốc"]),
    ("Ban Quản lý chợ Rạch Bần họp.", ["Ban Quản lý chợ Rạch Bần"]),
    ("Tôi ra ủy ban xã Tân Phú hỏi.", ["ủy ban xã Tân Phú"]),
    ("Bảo hiểm xã hội huyện Nho Quan và Trung tâm Phát triển quỹ đất huyện Nho Quan.", ["Bảo hiểm xã hội huyện Nho Quan", "Trung tâm Phát triển quỹ đất huyện Nho Quan"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_bodies(text: str, expected: list[str]) -> None:
    assert values(find(f"{HEAD}{text}\n").fields.agencies) == expected


def test_a_letterhead_of_two_lines_is_one_company_and_no_group() -> None:
    found = find(
        "CÔNG TY TNHH BAO BÌ GIẤY\nBÀU SEN\nMST: 0700000015\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐƠN KIẾN NGHỊ\nKính gửi: Sở Xây dựng tỉnh Tây Ninh\n"
        "Xe tải bị cấm đường làm 120 công nhân của chúng tôi phải nghỉ ca ba.\n"
        "Công ty kiến nghị Sở lùi giờ cấm.\nGIÁM ĐỐC\n(ký, đóng dấu)\nVõ Thị Mận\n"
    )
    assert names(found.fields.petitioners) == ["CÔNG TY TNHH BAO BÌ GIẤY BÀU SEN"]
    assert "group" not in codes(found)
