"""Dates, numbers and symbols: text, expected, one comment."""

import pytest

from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.forms.agencies import find_agencies
from pipeline.extraction.forms.dates import find_dates
from pipeline.extraction.forms.numbers import find_numbers
from pipeline.extraction.forms.symbols import find_symbols

DATES = [
    ("ngày 05 tháng 01 năm 2020", ["2020-01-05"]),  # the decree's own form
    ("ngày 6 tháng 6 năm 2024", ["2024-06-06"]),  # no leading zeros
    ("ngày 06/6/2024 và 29-01-2018", ["2024-06-06", "2018-01-29"]),  # two separators
    ("ngày 5.6.2010", ["2010-06-05"]),  # dots
    ("tháng 5/2023", ["2023-05"]),  # no day: stays partial
    ("tháng 6 năm 2024", ["2024-06"]),  # no day, in words
    ("ngày … tháng … năm …", []),  # a form left blank
    ("ngày     tháng 6 năm 2026", ["2026-06"]),  # the day is filled in by hand later
    ("ngày ... tháng ... năm 2026", ["2026"]),  # only the year was printed
    ("ngày 31/02/2024", []),  # no such day
    ("ngày 15/13/2024", []),  # no such month
    ("23/4 Lê Lợi", []),  # a house
    ("tổ 12/5, thửa 45/2", []),  # plots
    ("ngày 10/3/1954 âm lịch", []),  # lunar: not converted
    ("NGÀY 3 THÁNG 7 NĂM 2026", ["2026-07-03"]),  # capitals
    ("ngay 3/4/2026", ["2026-04-03"]),  # no tone marks
    ("ngày 12 tháng 8\nnăm 2026", ["2026-08-12"]),  # broken over a line
    ("họp ngày 5/3/24", []),  # two digits and nothing to complete them by
    ("ngày 5/3/24, ngày 01/01/2026", ["2024-03-05", "2026-01-01"]),  # completed by the paper
    ("sinh 5/3/62, ngày 01/01/2026", ["1962-03-05", "2026-01-01"]),  # of the last century
    ("1.250.000 đồng", []),  # money
    ("số 12/2024/QĐ-UBND", []),  # a symbol
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: list[str]) -> None:
    assert [m.value for m in find_dates(fold_aligned(text))] == expected


NUMBERS = [
    ("CCCD số: 066062001234", [("id_number", "066062001234")]),
    ("CMND 240 123 456", [("id_number", "240123456")]),  # nine digits with spaces
    ("Số căn cước: 001.085.012.345", [("id_number", "001085012345")]),  # dots
    ("CMND: 240123456\n2. Sinh năm 1960", [("id_number", "240123456")]),  # a list number follows
    ("CMND số 24012345", []),  # eight digits are no id number
    ("điện thoại 0905.123.456", [("phone", "0905123456")]),
    ("ĐT: 0977 888 999\n2. Họ tên", [("phone", "0977888999")]),  # a list number follows
    ("SĐT +84 912 345 678", [("phone", "0912345678")]),  # international form
    ("(0274) 3812345", [("phone", "02743812345")]),  # fixed line
    ("ĐT: 066062001234", [("id_number", "066062001234")]),  # an id number is no telephone
    ("số tài khoản 0123456789012", []),  # thirteen digits
    ("mã số thuế: 3701234567", [("tax_code", "3701234567")]),
    ("MST 0100109106-001", [("tax_code", "0100109106-001")]),  # a branch
    ("thư: an.nguyen@coquan.gov.vn.", [("email", "an.nguyen@coquan.gov.vn")]),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.label, m.value) for m in find_numbers(fold_aligned(text))] == expected


SYMBOLS = [
    ("64/2014/NĐ-CP", ["64/2014/NĐ-CP"]),
    ("4127/UBND-TCD", ["4127/UBND-TCD"]),  # công văn
    ("35-CT/TW và 511-CV/BNCTW", ["35-CT/TW", "511-CV/BNCTW"]),  # party
    ("141/2012/TTLT-BTC-BQP-BCA", ["141/2012/TTLT-BTC-BQP-BCA"]),  # three issuers
    ("30c/NQ-CP", ["30c/NQ-CP"]),  # a number with a letter
    ("2079/TTCP-TD&XLĐT", ["2079/TTCP-TD&XLĐT"]),
    ("614/STC-\nHCSN", ["614/STC-HCSN"]),  # broken over a line
    ("17/NQ- CP", ["17/NQ-CP"]),  # spaced out
    ("24 /TTr -UBND", ["24/TTr-UBND"]),
    ("44/2002/PL-UBTVQH10", ["44/2002/PL-UBTVQH10"]),
    ("08/2023/HC-ST", ["08/2023/HC-ST"]),  # a judgment
    ("207/QĐ-MTTW-BTT", ["207/QĐ-MTTW-BTT"]),
    ("01/KH-BCĐ389QNg", ["01/KH-BCĐ389QNg"]),  # a working group's mark
    ("12/KH-UBND - Sở Tài chính", ["12/KH-UBND"]),  # a dash that ends the symbol
    ("ngày 06/6/2024", []),
    ("23/4 Lê Lợi", []),
    ("12/A đường Trần Phú", []),  # a house with a letter
    ("tỷ lệ 1/500", []),
]


@pytest.mark.parametrize(("text", "expected"), SYMBOLS)
def test_symbols(text: str, expected: list[str]) -> None:
    assert [m.value for m in find_symbols(text)] == expected


AGENCIES = [
    ("của Chủ tịch UBND xã Ea Kiết về việc", ["Chủ tịch UBND xã Ea Kiết"]),
    ("của Sở Công Thương triển khai", ["Sở Công Thương"]),  # a verb is no part of the name
    ("Sở Tài nguyên và Môi trường tỉnh Gia Lai đã", ["Sở Tài nguyên và Môi trường tỉnh Gia Lai"]),
    ("đất do UBND xã quản lý", ["UBND xã"]),  # so is this one
    ("Tổng Thanh tra Chính phủ quy định", ["Tổng Thanh tra Chính phủ"]),
    ("tại Đội Thanh tra xây dựng quận Hà Đông", ["Đội Thanh tra xây dựng quận Hà Đông"]),
    ("Ban Dân nguyện Ủy ban Thường vụ Quốc hội", ["Ban Dân nguyện Ủy ban Thường vụ Quốc hội"]),
    ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),  # a comma inside
    ("UBND xã An Phú, huyện Châu Thành, tôi", ["UBND xã An Phú, huyện Châu Thành"]),
    ("quyền sở hữu và trường hợp bộ phận", []),  # everyday words
    ("CHU TICH UBND PHUONG TAN AN", ["CHU TICH UBND PHUONG TAN AN"]),  # no tone marks
]


@pytest.mark.parametrize(("text", "expected"), AGENCIES)
def test_agencies(text: str, expected: list[str]) -> None:
    assert [m.value for m in find_agencies(text, fold_aligned(text))] == expected
