"""Mentions of documents: text, (kind, symbol, date, agency) of each, one comment."""

import pytest

from pipeline.extraction.findings import Relation

from .papers import find, short

Short = tuple[str, str | None, str | None, str | None]
MENTIONS: list[tuple[str, list[Short]]] = [
    (
        "Thực hiện Nghị định số 64/2014/NĐ-CP ngày 26/6/2014 của Chính phủ.",
        [("Nghị định", "64/2014/NĐ-CP", "2014-06-26", "Chính phủ")],
    ),
    (  # a comma before the date; a party symbol
        "Chỉ thị số 35-CT/TW, ngày 26/5/2014 của Bộ Chính trị",
        [("Chỉ thị", "35-CT/TW", "2014-05-26", "Bộ Chính trị")],
    ),
    (  # a list with a shared head; the agency closes over both, the date does not go forward
        "các Quyết định số 1075/QĐ-UBND ngày 12/5/2023 và số 2121/QĐ-UBND của Chủ tịch UBND tỉnh",
        [
            ("Quyết định", "1075/QĐ-UBND", "2023-05-12", "Chủ tịch UBND tỉnh"),
            ("Quyết định", "2121/QĐ-UBND", None, "Chủ tịch UBND tỉnh"),
        ],
    ),
    (  # the type left out after the first; a colon
        "các Công văn: số 12/HĐND-KT ngày 03/02/2023, số 45/HĐND-KT ngày 05/3/2023",
        [
            ("Công văn", "12/HĐND-KT", "2023-02-03", None),
            ("Công văn", "45/HĐND-KT", "2023-03-05", None),
        ],
    ),
    (  # one date for the whole list
        "Quyết định số: 1743/QĐ-BCT, 1744/QĐ-BCT ngày 10/7/2025",
        [
            ("Quyết định", "1743/QĐ-BCT", "2025-07-10", None),
            ("Quyết định", "1744/QĐ-BCT", "2025-07-10", None),
        ],
    ),
    (  # broken over lines
        "theo Công văn số 614/STC-\nHCSN ngày\n05/03/2025 của Sở Tài chính",
        [("Công văn", "614/STC-HCSN", "2025-03-05", "Sở Tài chính")],
    ),
    (  # the agency before the number
        "Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 24 /TTr -STC ngày 1/2/2025",
        [("Tờ trình", "24/TTr-STC", "2025-02-01", "Giám đốc Sở Tài chính")],
    ),
    ("Luật Đất đai năm 2013", [("Luật", None, "2013", None)]),  # by name and year
    ("Luật Khiếu nại, Luật Tố cáo", [("Luật", None, None, None), ("Luật", None, None, None)]),
    (  # one document, not two
        "Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở",
        [("Luật", None, None, None)],
    ),
    (  # a law with its number
        "Luật Khiếu nại số 02/2011/QH13 ngày 11/11/2011",
        [("Luật", "02/2011/QH13", "2011-11-11", None)],
    ),
    ("khoản 2 Điều 29 Luật Tố cáo", [("Luật", None, None, None)]),  # an article of its act
    ("Biên bản làm việc ngày 12/3/2024", [("Biên bản", None, "2024-03-12", None)]),  # no number
    ("Bản án số 08/2023/HC-ST ngày 1/9/2023", [("Bản án", "08/2023/HC-ST", "2023-09-01", None)]),
    (
        "Giấy chứng nhận quyền sử dụng đất số CO 894520",
        [("Giấy chứng nhận quyền sử dụng đất", "CO894520", None, None)],
    ),
    ("QĐ số 15/QĐ-BNV", [("Quyết định", "15/QĐ-BNV", None, None)]),  # type abbreviated
    ("Quyết định số 2764 nêu trên", [("Quyết định", "2764", None, None)]),  # short mention
    ("Nghị định 64 của Chính phủ", [("Nghị định", "64", None, "Chính phủ")]),
    ("thửa đất số 45, tờ bản đồ số 12, số nhà 23/4 Lê Lợi", []),  # plots and houses
    ("theo quy định của pháp luật khiếu nại", []),  # no law in particular
    ("Quyết định số …… ngày …/…/…… của ………", []),  # a blank
    ("tôi quyết định làm đơn này ngày 5/3/2024", []),  # a verb
    ("thông báo cho tôi ngày 5/3/2024", []),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS)
def test_mentions(text: str, expected: list[Short]) -> None:
    assert [short(r) for r in find(text).references] == expected


def test_chain_is_three_documents_with_their_own_dates() -> None:
    text = (
        "Thực hiện Kế hoạch số 412/KH-SNV ngày 03/5/2024 của Sở Nội vụ triển khai Kế hoạch số "
        "57/KH-UBND ngày 16/4/2024 của UBND tỉnh về việc thực hiện Nghị quyết số 18/NQ-HĐND "
        "ngày 09/12/2023."
    )
    found = find(text).references
    assert [r.date for r in found] == ["2024-05-03", "2024-04-16", "2023-12-09"]
    assert {r.relation for r in found} == {"implements"}
    assert len({r.document_id for r in found}) == 3


RELATIONS: list[tuple[str, Relation]] = [
    ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020;", "basis"),
    ("Triển khai thực hiện Kế hoạch số 88/KH-SNV", "implements"),
    ("thay thế Quyết định số 10/QĐ-UBND", "replaces"),
    ("bãi bỏ Thông tư số 07/2014/TT-TTCP", "repeals"),
    ("ban hành kèm theo Quyết định số 10/QĐ-UBND", "attached"),
    ("được sửa đổi, bổ sung bởi Nghị định số 155/2026/NĐ-CP", "cites"),  # the direction trap
    ("tại Báo cáo số 701/BC-UBTVQH15", "cites"),
]


@pytest.mark.parametrize(("text", "expected"), RELATIONS)
def test_relations(text: str, expected: Relation) -> None:
    assert [r.relation for r in find(text).references] == [expected]


def test_short_mention_is_resolved() -> None:
    found = find(
        "Quyết định số 2764/QĐ-UBND ngày 05/6/2026. Tôi nhận Quyết định số 2764 nêu trên."
    ).references
    assert (found[1].symbol, found[1].resolved) == ("2764", "2764/QĐ-UBND")
    assert found[0].document_id == found[1].document_id


def test_law_by_name_is_resolved_beside_its_empty_symbol() -> None:
    found = find("theo Luật Tiếp công dân").references
    assert (found[0].symbol, found[0].resolved) == (None, "42/2013/QH13")


def test_agency_before_the_number_has_its_own_evidence() -> None:
    text = "Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 24/TTr-STC"
    evidence = find(text).references[0].agency_evidence[0]
    assert text[evidence.start : evidence.end] == "Giám đốc Sở Tài chính"


def test_lookalike_and_invisible_characters_are_read_through() -> None:
    text = "Quyết định số 15/Q\u00d0-UB\u00adND ngày 1/2/2026"
    found = find(text).references[0]
    assert found.symbol == "15/QĐ-UBND"
    assert found.text == text[found.start : found.end] == text
