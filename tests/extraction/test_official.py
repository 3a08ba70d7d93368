# ruff: noqa: E501 (a paragraph of a petition is one line)
"""Header, recipients and signature of official documents."""

import pytest

from pipeline.extraction import extract
from pipeline.extraction.findings import OfficialHeader

from .papers import COMPANY, COMPLAINT, LETTER, find, paged, value, values


def header(text: str) -> OfficialHeader:
    found = find(text)
    assert found.kind.value == "official"
    assert found.official is not None
    return found.official


def test_letter_with_blank_number_and_day() -> None:
    head = header(LETTER)
    assert value(head.parent_issuer) == "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK"
    assert value(head.issuer) == "SỞ NỘI VỤ"
    assert head.number is None
    assert value(head.symbol) == "SNV-TTr"
    assert (value(head.place), value(head.issued_on)) == ("Đắk Lắk", "2026-06")
    assert value(head.doc_type) == "Công văn"
    assert value(head.subject) == "chuyển đơn của công dân"
    assert values(head.recipients) == ["Như trên", "Giám đốc Sở (b/c)", "Lưu: VT, TTr (2)"]
    assert value(head.signer.name) == "Trần Thị Bích Hằng"
    assert value(head.signer.position) == "PHÓ GIÁM ĐỐC"
    assert value(head.signer.authority) == "KT."


def test_fields_of_a_petition_stay_empty() -> None:
    fields = find(LETTER).fields
    assert values(fields.addressees) == ["Ủy ban nhân dân xã Ea Kiết"]
    assert fields.petitioners == fields.requests == fields.contested == ()
    assert fields.title is fields.summary is None


NOTICE = """ỦY BAN NHÂN DÂN
TỈNH GIA LAI

Số: 660/TB-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Gia Lai, ngày 31 tháng 12 năm 2024

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại buổi làm việc

với Ban Chỉ đạo xóa nhà tạm

Ngày 24/12/2024, Chủ tịch UBND tỉnh chủ trì cuộc họp.

Nơi nhận:
Thường trực Tỉnh ủy (b/cáo);
- Các Sở: Nội vụ, Xây dựng, Tài chính,
Tư pháp;
- Lưu: VT, KGVX.

TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG

Nguyễn Quốc Hùng
"""


def test_notice_whose_subject_goes_over_a_gap() -> None:
    head = header(NOTICE)
    assert (value(head.number), value(head.symbol)) == ("660", "TB-UBND")
    assert head.parent_issuer is None
    assert value(head.issuer) == "ỦY BAN NHÂN DÂN TỈNH GIA LAI"
    assert value(head.doc_type) == "Thông báo"
    assert (
        value(head.subject)
        == "Kết luận của Chủ tịch UBND tỉnh tại buổi làm việc với Ban Chỉ đạo xóa nhà tạm"
    )
    assert values(head.recipients) == [
        "Thường trực Tỉnh ủy (b/cáo)",
        "Các Sở: Nội vụ, Xây dựng, Tài chính, Tư pháp",
        "Lưu: VT, KGVX",
    ]
    assert value(head.signer.authority) == "TL."


def test_own_number_is_no_reference() -> None:
    assert find(NOTICE).references == ()


NUMBER_LINES = [
    ("Số: 05/CT-UBND", "05", "CT-UBND"),
    ("Số:      /CT-UBND", None, "CT-UBND"),  # filled in by hand, not read
    ("Só: 83. /CT-UBND", "83", "CT-UBND"),  # as OCR reads it
    ("Số: 6§0 /CT-UBND", None, "CT-UBND"),  # no digits: nothing is guessed
    ("Số: đ /CT-UBND", None, "CT-UBND"),
    ("5611 /CT-UBND", None, "CT-UBND"),  # "Số" was read as digits
]


@pytest.mark.parametrize(("line", "number", "symbol"), NUMBER_LINES)
def test_number_lines(line: str, number: str | None, symbol: str) -> None:
    head = header(NOTICE.replace("Số: 660/TB-UBND", line))
    assert (value(head.number), value(head.symbol)) == (number, symbol)


@pytest.mark.parametrize(("confidence", "number"), [(0.5, None), (0.62, None), (0.7, "660")])
def test_number_that_ocr_is_unsure_of_is_none(confidence: float, number: str | None) -> None:
    found = extract(paged(NOTICE, confidence)).official
    assert found is not None
    assert (value(found.number), value(found.symbol)) == (number, "TB-UBND")


DATE_LINES = [
    ("Gia Lai, ngày     tháng 12 năm 2024", "2024-12"),
    ("Gia Lai, ngày Ø3 tháng 4 năm 2018", "2018-04"),  # a handwritten day, misread
    ("Gia Lai, ngày‡{ tháng 5 năm 2021", "2021-05"),
    ("Gia Lai, ngày 3| tháng 12 năm 2024", "2024-12"),
    ("Gia Lai, ngày 12 năm 2021", "2021"),  # the word for month was lost
]


@pytest.mark.parametrize(("line", "expected"), DATE_LINES)
def test_date_lines(line: str, expected: str) -> None:
    head = header(NOTICE.replace("Gia Lai, ngày 31 tháng 12 năm 2024", line))
    assert (value(head.place), value(head.issued_on)) == ("Gia Lai", expected)


def test_incoming_stamp_is_left_out() -> None:
    stamped = NOTICE.replace("\nTHÔNG BÁO", "CÔNG VĂN ĐẾN Số: 2352 Ngày: 21/3/2025\n\nTHÔNG BÁO")
    head = header(stamped)
    assert (value(head.number), value(head.issued_on)) == ("660", "2024-12-31")


def test_party_paper() -> None:
    head = header(
        "ĐẢNG BỘ TỈNH GIA LAI\nHUYỆN ỦY CHƯ PRÔNG\n*\nSố 35-CV/HU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\n"
        "Chư Prông, ngày 05 tháng 3 năm 2024\n\nKính gửi: Đảng ủy xã Ia Pal\n\nBan Thường vụ đề nghị.\n\n"
        "Nơi nhận:\n- Như trên,\n- Lưu Văn phòng Huyện ủy.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nHồ Văn Tèo\n"
    )
    assert (value(head.number), value(head.symbol)) == ("35", "CV/HU")
    assert value(head.issuer) == "HUYỆN ỦY CHƯ PRÔNG"
    assert value(head.signer.authority) == "T/M"


@pytest.mark.parametrize("petition", [COMPLAINT, COMPANY])
def test_petition_about_official_documents_stays_a_petition(petition: str) -> None:
    assert find(petition).official is None
