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
    ("được sửa đổi, bổ sung bởi Nghị định số 155/2026/NĐ-CP", "amends"),  # it amends, by its verb
    ("sửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP", "amends"),
    ("đã được thay thế bởi Nghị định số 154/2026/NĐ-CP", "replaces"),
    ("Xét đề nghị của Chánh Thanh tra tỉnh tại Tờ trình số 14/TTr-TTT", "basis"),
    ("Thực hiện ý kiến của Ban Thường vụ Tỉnh ủy tại Thông báo số 31-TB/TU", "implements"),
    ("việc chi thực hiện theo Quyết định số 39/QĐ-UBND", "cites"),  # carried out under it
    ("Chúng tôi yêu cầu thực hiện Quyết định số 39/QĐ-UBND", "cites"),  # it is the writer's wish
    ("vì Nghị định số 31/2013/NĐ-CP đã hết hiệu lực", "repeals"),  # the cue stands behind
    ("Gửi kèm: bản sao Quyết định số 10/QĐ-UBND", "attached"),
    ("ĐƠN KHIẾU NẠI\nTôi khiếu nại Quyết định số 10/QĐ-UBND", "contested"),
    ("tại Báo cáo số 701/BC-UBTVQH15", "cites"),
    ("bị bãi bỏ bởi Thông tư số 05/2021/TT-TTCP", "repeals"),
    ("(sửa đổi, bổ sung bởi Nghị định số 156/2026/NĐ-CP)", "amends"),  # without "được"
    ("Nghị định số 31/2013/NĐ-CP đã bị bãi bỏ.", "repeals"),
    ("Nghị định số 64/2014/NĐ-CP hết hiệu lực kể từ ngày 01/7/2026", "repeals"),
    ("Thi hành Chỉ thị số 14/CT-TTg, UBND tỉnh báo cáo", "implements"),
    ("UBND xã chậm thực hiện Quyết định số 10/QĐ-UBND", "cites"),
    ("vụ này đã thi hành xong Quyết định số 10/QĐ-UBND", "cites"),
    ("Thực hiện chỉ đạo của UBND tỉnh tại Kế hoạch số 12/KH-UBND", "implements"),
    ("Phúc đáp Công văn số 310/CATP-PC03", "cites"),
    ("Giao Chủ tịch UBND xã điều chỉnh Quyết định số 10/QĐ-UBND", "cites"),
    ("Hồ sơ gửi kèm gồm: bản sao Quyết định số 12/QĐ-UBND", "attached"),
    ("Hủy Quyết định số 118/QĐ-BQL;", "repeals"),
    ("do Ban Chỉ huy Quyết định số 118/QĐ-BQL", "cites"),  # no "hủy"
    ("ban hành quy định mới thay cho Công văn số 71/UBND-TH", "replaces"),
    ("báo cáo bổ sung cho Báo cáo số 88/BC-UBND", "cites"),
    ("các hộ thuộc danh sách kèm theo Công văn số 118/TTr-NV1", "cites"),
    ("nhận được Công văn số 118/TTr-NV1 ngày 5/3/2024 (gửi kèm) về việc này", "attached"),
    ("Đối tượng khởi kiện: Quyết định số 10/QĐ-UBND", "contested"),
]


@pytest.mark.parametrize(("text", "expected"), RELATIONS)
def test_relations(text: str, expected: Relation) -> None:
    assert [r.relation for r in find(text).references] == [expected]


SEVERAL = [
    (  # a list behind a colon
        "Các văn bản sau hết hiệu lực: a) Thông tư số 06/2013/TT-TTCP; b) Thông tư số "
        "07/2014/TT-TTCP",
        ["repeals", "repeals"],
    ),
    (
        "Bãi bỏ các văn bản sau: 1. Nghị định số 5/2015/NĐ-CP; 2. Nghị định số 6/2016/NĐ-CP",
        ["repeals", "repeals"],
    ),
    (  # the subject names two; the second is not of the first one's issuer
        "Quyết định số 15/QĐ-UBND về triển khai Kế hoạch số 57/KH-TTCP và Chỉ thị số 35-CT/TW",
        ["cites", "implements", "implements"],
    ),
    (  # whoever proposes, in a series
        "Theo đề nghị của Sở Y tế tại Tờ trình số 1/TTr-SYT và của Sở Nội vụ tại Báo cáo số "
        "2/BC-SNV",
        ["basis", "basis"],
    ),
    (
        "Nghị định số 43/2014/NĐ-CP được sửa đổi, bổ sung theo Nghị định số 1/2017/NĐ-CP và Nghị "
        "định số 148/2020/NĐ-CP",
        ["cites", "amends", "amends"],
    ),
    (  # the cue ends with its bracket
        "Quyết định số 4/QĐ-SYT (thay thế Quyết định số 9/QĐ-SYT); Công văn số 23/SYT-VP",
        ["cites", "replaces", "cites"],
    ),
    (
        "Bản án số 2/2021/DS-ST bị sửa một phần bởi Bản án số 8/2022/DS-PT",
        ["cites", "amends"],
    ),
    (
        "(Gửi kèm: dự thảo Nghị quyết; Báo cáo số 3/BC-STP; Công văn số 7/BTC-HCSN)",
        ["attached", "attached"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_relations_of_several(text: str, expected: list[Relation]) -> None:
    assert [r.relation for r in find(text).references] == expected


def test_one_document_adjusts_the_other() -> None:
    found = find("Quyết định số 16/QĐ-UBND điều chỉnh Quyết định số 15/QĐ-UBND").references
    assert [(r.relation, r.parent) for r in found] == [("cites", None), ("amends", 0)]


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


MORE: list[tuple[str, list[Short]]] = [
    (  # numbers that share what follows the last
        "Quyết định số 12, 13 và 14/QĐ-UBND ngày 5/3/2024 của UBND xã Hòa Phú",
        [
            ("Quyết định", "12", "2024-03-05", "UBND xã Hòa Phú"),
            ("Quyết định", "13", "2024-03-05", "UBND xã Hòa Phú"),
            ("Quyết định", "14/QĐ-UBND", "2024-03-05", "UBND xã Hòa Phú"),
        ],
    ),
    (  # a range: its two ends
        "các Quyết định từ số 310/QĐ-UBND đến số 325/QĐ-UBND ngày 17/11/2015 của UBND huyện",
        [
            ("Quyết định", "310/QĐ-UBND", "2015-11-17", "UBND huyện"),
            ("Quyết định", "325/QĐ-UBND", "2015-11-17", "UBND huyện"),
        ],
    ),
    (  # the issuer before the list
        "Căn cứ các Nghị định của Chính phủ: số 31/2019/NĐ-CP, số 124/2020/NĐ-CP",
        [
            ("Nghị định", "31/2019/NĐ-CP", None, "Chính phủ"),
            ("Nghị định", "124/2020/NĐ-CP", None, "Chính phủ"),
        ],
    ),
    (  # one "cùng ngày" for papers of several types
        "Tờ trình số 5/TTr-UBND và Báo cáo số 6/BC-UBND cùng ngày 5/6/2024 của UBND huyện",
        [
            ("Tờ trình", "5/TTr-UBND", "2024-06-05", "UBND huyện"),
            ("Báo cáo", "6/BC-UBND", "2024-06-05", "UBND huyện"),
        ],
    ),
    (  # without "cùng" a date stays with its own
        "Nghị quyết số 39/2012/QH13 và Nghị quyết số 623/NQ-UBTVQH15 ngày 07/10/2022",
        [
            ("Nghị quyết", "39/2012/QH13", None, None),
            ("Nghị quyết", "623/NQ-UBTVQH15", "2022-10-07", None),
        ],
    ),
    (  # issuers of a joint document
        "Thông tư liên tịch số 14/2015/TTLT-BTNMT-BTP ngày 04/4/2015 của Bộ Tài nguyên và "
        "Môi trường, Bộ Tư pháp",
        [
            (
                "Thông tư liên tịch",
                "14/2015/TTLT-BTNMT-BTP",
                "2015-04-04",
                "Bộ Tài nguyên và Môi trường, Bộ Tư pháp",
            )
        ],
    ),
    (  # the day behind the court
        "Bản án phúc thẩm số 31/2023/DS-PT, do Tòa án nhân dân tỉnh Gia Lai tuyên ngày 14/3/2023",
        [("Bản án", "31/2023/DS-PT", "2023-03-14", "Tòa án nhân dân tỉnh Gia Lai")],
    ),
    (  # issuer and day before the number
        "Ngày 15/3/2024, UBND xã Hòa Phú ra Thông báo số 48/TB-UBND.",
        [("Thông báo", "48/TB-UBND", "2024-03-15", "UBND xã Hòa Phú")],
    ),
    (  # the day on which it came is not its own
        "Ngày 15/3/2024 tôi nhận được Thông báo số 48/TB-UBND.",
        [("Thông báo", "48/TB-UBND", None, None)],
    ),
    (  # who is asked is not who wrote
        "Sở Xây dựng đã báo cáo gửi UBND tỉnh tại Văn bản số 12/SXD-TTr",
        [("Công văn", "12/SXD-TTr", None, "Sở Xây dựng")],
    ),
    (  # two laws amended by one
        "Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức năm 2019",
        [("Luật", None, "2019", None)],
    ),
    (  # its number behind the name of the amended one
        "Luật sửa đổi, bổ sung một số điều của Luật Xây dựng số 62/2020/QH14",
        [("Luật", "62/2020/QH14", None, None)],
    ),
    ("Luật Khiếu nại ngày 11/11/2011", [("Luật", None, "2011-11-11", None)]),  # by its day
    (  # the number in the book goes with the printed one
        "Giấy chứng nhận số phát hành BH 604915, số vào sổ CH02218 ngày 17/01/2012",
        [("Giấy chứng nhận quyền sử dụng đất", "BH604915", "2012-01-17", None)],
    ),
    (  # typed without tone marks
        "Quyet dinh so 2291/QD-UBND ngay 14/8/2023 cua UBND huyen Bu Dang",
        [("Quyết định", "2291/QĐ-UBND", "2023-08-14", "UBND huyen Bu Dang")],
    ),
    ("Văn bản số 410/TTr-NV1", [("Công văn", "410/TTr-NV1", None, None)]),  # an inspectorate
    ("Hội Luật gia tỉnh, luật về đất đai, luật chơi", []),  # no law's name
    ("kế hoạch 5 năm, chương trình 135, quyết định 3 việc", []),  # numbers that count
    ("tỷ lệ 3/4, tổ 12/5, đường 30/4, biển số 59-C1 234.56, khách hàng PE 13000284", []),
    ("theo Quyết định này và Kế hoạch này", []),  # nothing to point at
    (  # the layout parted the line's end from the next line
        "Quyết định số 2218/QĐ-\n\nUBND ngày 09/10/2019",
        [("Quyết định", "2218/QĐ-UBND", "2019-10-09", None)],
    ),
    (  # a type word above, behind other words: it is not the paper's own number
        "KÍNH ĐỀ NGHỊ KIỂM TRA THEO LUẬT NHÀ Ở VÀ NGHỊ ĐỊNH\nSỐ 45/2022/NĐ-CP CỦA CHÍNH PHỦ",
        [
            ("Luật", None, None, None),
            ("Nghị định", "45/2022/NĐ-CP", None, "CHÍNH PHỦ"),
        ],
    ),
    (  # numbers alone that share what follows the last
        "các quyết định số 12, 13 và 14 ngày 5/3/2024 của UBND huyện",
        [
            ("Quyết định", "12", "2024-03-05", "UBND huyện"),
            ("Quyết định", "13", "2024-03-05", "UBND huyện"),
            ("Quyết định", "14", "2024-03-05", "UBND huyện"),
        ],
    ),
    (  # a space for the slash, in old papers
        "Quyết định số 15 QĐ/UB ngày 5/3/1994 của UBND tỉnh",
        [("Quyết định", "15QĐ/UB", "1994-03-05", "UBND tỉnh")],
    ),
    (  # the number in the book in brackets
        "Giấy chứng nhận QSDĐ số AB 123456 (số vào sổ H01234) do UBND huyện cấp ngày 5/3/2007",
        [("Giấy chứng nhận quyền sử dụng đất", "AB123456", "2007-03-05", "UBND huyện")],
    ),
    ("Điều 102 BLDS 2015", [("Bộ luật", None, "2015", None)]),  # a short form
    ("luật đất đai sửa đổi 2024", [("Luật", None, "2024", None)]),
    (  # a date that the scan spoilt
        "Nghị định số 131/2021/NĐ-CP ngày 30 tháng 12 năm 302 của Chính phủ",
        [("Nghị định", "131/2021/NĐ-CP", None, "Chính phủ")],
    ),
    (  # a name broken over the line, a name with "tải"
        "Quyết định số 5/QĐ-SGTVT ngày 1/2/2023 của Sở\nGiao thông vận tải",
        [("Quyết định", "5/QĐ-SGTVT", "2023-02-01", "Sở Giao thông vận tải")],
    ),
    (  # the two syllables behind a unit are a place, whatever else they begin
        "Công văn số 357/UBND-ĐT ngày 30/3/2018 của UBND huyện Đông Anh, tỉnh Đồng Nai",
        [("Công văn", "357/UBND-ĐT", "2018-03-30", "UBND huyện Đông Anh, tỉnh Đồng Nai")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_more_mentions(text: str, expected: list[Short]) -> None:
    assert [short(r) for r in find(text).references] == expected


PATHS = [
    ("điểm b khoản 2 Điều 29 Luật Tố cáo", ["điểm b khoản 2 Điều 29"]),
    ("điểm b, khoản 2, điều 29 và điều 23 luật tố cáo", ["điểm b khoản 2 Điều 29", "Điều 23"]),
    ("Điều 12, 13 và khoản 1 Điều 15 của Luật Tố cáo", ["Điều 12", "Điều 13", "khoản 1 Điều 15"]),
    ("khoản 2, khoản 3 Điều 1 Luật Tố cáo", ["khoản 2 Điều 1", "khoản 3 Điều 1"]),
    ("từ Điều 3 đến Điều 5 Luật Tố cáo", ["Điều 3", "Điều 4", "Điều 5"]),  # spelled out
    ("điểm đ khoản 1 Điều 9 Luật Tố cáo", ["điểm đ khoản 1 Điều 9"]),  # not điểm d
    ("Mục 2 Chương II Luật Tố cáo", ["Mục 2 Chương II"]),
    ("Điều 3a Luật Tố cáo", ["Điều 3a"]),  # an article put in later
    ("Điều 1 của hợp đồng; Luật Tố cáo", []),  # of something else
]


@pytest.mark.parametrize(("text", "expected"), PATHS)
def test_articles(text: str, expected: list[str]) -> None:
    assert list(find(text).references[-1].articles) == expected


SHORT = [
    # text before, the short mention, its words, what it stands for
    (
        "Thông tư số 05/2021/TT-TTCP. ",
        "theo Điều 14 Thông tư này",
        "Thông tư này",
        "05/2021/TT-TTCP",
    ),
    ("Nghị quyết số 9/NQ-HĐND. ", "Nghị quyết nói trên", "Nghị quyết", "9/NQ-HĐND"),
    ("Công văn số 15/SNN-CCTL. ", "theo văn bản trên", "văn bản", "15/SNN-CCTL"),
    ("Kế hoạch số 57/KH-UBND. ", "tiếp tục Kế hoạch 57", "Kế hoạch 57", "57/KH-UBND"),
    ("Nghị định số 31/2019/NĐ-CP. ", "theo Nghị định 31", "Nghị định 31", "31/2019/NĐ-CP"),
    ("Văn bản số 88/BCH-CT. ", "văn bản số 88", "văn bản số 88", "88/BCH-CT"),
    ("", "nghị định 36/2020", "nghị định 36/2020", "36/2020/NĐ-CP"),  # always CP
    ("Nghị định số 31/2019/NĐ-CP. ", "Luật Tố cáo số 25/20l8/QH14", None, "25/2018/QH14"),  # OCR
    ("", "Nghị định số 31/2019NĐ-CP", None, "31/2019/NĐ-CP"),  # the slash was lost
    ("", "Bản án số 09/2022/DS“ST", None, "09/2022/DS-ST"),  # the dash was misread
    ("", "Luật Tiếp công dân số 42/2013\nQH13", None, "42/2013/QH13"),  # both, at a line's end
    ("", "Nghị quyết số 76/NQ-HĐNĐ", None, "76/NQ-HĐND"),  # a stroke too many
    ("Hợp đồng số 01/HĐTĐ. ", "Hợp đồng số 01/HĐTD", None, "01/HĐTĐ"),  # the stroke was lost
]


@pytest.mark.parametrize(("before", "text", "words", "resolved"), SHORT)
def test_short_and_damaged(before: str, text: str, words: str | None, resolved: str) -> None:
    found = find(before + text).references[-1]
    assert found.text == (words or text)
    assert found.resolved == resolved
    assert found.symbol != resolved


def test_what_a_damaged_symbol_stands_for_is_never_put_in_its_place() -> None:
    assert find("Luật Tố cáo số 25/20l8/QH14").references[0].symbol == "25/20l8/QH14"


def test_an_unknown_damaged_number_is_not_guessed() -> None:
    assert find("Quyết định số 1l/20l8/QĐ-UBND").references[0].resolved is None


def test_a_name_is_the_act_of_its_year_or_of_the_papers_day() -> None:
    by_year = find("Luật Đất đai năm 2013").references[0]
    old = find("ĐƠN KIẾN NGHỊ\nHà Nội, ngày 5/3/2015\ntheo Luật Thanh tra").references[0]
    assert (by_year.resolved, old.resolved) == ("45/2013/QH13", "56/2010/QH12")


def test_same_number_of_two_bodies_is_two_documents() -> None:
    found = find(
        "Quyết định số 118/QĐ-UBND ngày 16/01/2018 của UBND huyện Chư Prông và Quyết định số "
        "118/QĐ-UBND ngày 5/5/2019 của UBND tỉnh Gia Lai"
    ).references
    assert found[0].document_id != found[1].document_id


def test_a_chain_tells_who_implements_whom() -> None:
    found = find(
        "Thực hiện Kế hoạch số 33/KH-STP ngày 02/02/2024 của Sở Tư pháp triển khai Kế hoạch số "
        "12/KH-UBND ngày 15/01/2024 về việc thực hiện Nghị quyết số 74/2022/QH15"
    ).references
    assert [r.parent for r in found] == [None, 0, 1]


def test_documents_of_the_paper_itself_are_no_references() -> None:
    text = _official("14 tháng 5 năm 2024", "Kèm theo Kế hoạch số 96/KH-UBND có Phụ lục 1.")
    assert find(text).references == ()


def _official(day: str, body: str) -> str:
    return (
        "ỦY BAN NHÂN DÂN\nTỈNH ĐẮK LẮK\nSố: 96/KH-UBND\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"Đắk Lắk, ngày {day}\n\nKẾ HOẠCH\nRà soát đơn thư\n\n{body}\n\nCHỦ TỊCH\nTrần Văn An\n"
    )


WARNED = [
    (  # dated after the paper
        _official("14 tháng 5 năm 2024", "Thực hiện Kế hoạch số 141-KH/TU ngày 27/5/2024."),
        ("chronology.cites_later", "Kế hoạch số 141-KH/TU ngày 27/5/2024"),
    ),
    (  # dated after the one that implements it
        "Kế hoạch số 88/KH-UBND ngày 17/01/2014 về việc thực hiện Chỉ thị số 35-CT/TW "
        "ngày 26/5/2014 của Bộ Chính trị",
        (
            "chronology.cites_later",
            "Kế hoạch số 88/KH-UBND ngày 17/01/2014 về việc thực hiện Chỉ thị số 35-CT/TW "
            "ngày 26/5/2014 của Bộ Chính trị",
        ),
    ),
    (  # two days
        "Công văn số 5/UBND-NC ngày 12/3/2024. Theo Công văn số 5/UBND-NC ngày 21/3/2024.",
        ("chronology.conflict", "Công văn số 5/UBND-NC ngày 21/3/2024"),
    ),
    (  # the year of the symbol
        "thay thế Quyết định số 39/2017/QĐ-UBND ngày 11/9/2018",
        ("chronology.conflict", "Quyết định số 39/2017/QĐ-UBND ngày 11/9/2018"),
    ),
    (  # no longer in force on the paper's day
        _official("19 tháng 8 năm 2025", "Căn cứ Luật Thanh tra năm 2022;"),
        ("not_in_force", "Luật Thanh tra năm 2022"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), WARNED)
def test_warnings(text: str, expected: tuple[str, str]) -> None:
    [notice] = [n for n in find(text).warnings if n.code in _CODES]
    assert notice.evidence is not None
    place = text[notice.evidence.start : notice.evidence.end]
    assert (notice.code, place) == expected


_CODES = ("chronology.cites_later", "chronology.conflict", "not_in_force")
QUIET = [
    # an amending decree is later than the one it amends
    "Nghị định số 112/2020/NĐ-CP ngày 18/9/2020, được sửa đổi, bổ sung bởi Nghị định số "
    "71/2023/NĐ-CP ngày 20/9/2023",
    # the paper itself calls it replaced
    _official("19 tháng 8 năm 2025", "Luật Thanh tra năm 2022 đã được thay thế."),
    _official("19 tháng 8 năm 2026", "Quyết định này thay thế Nghị định số 64/2014/NĐ-CP."),
    # it was the law of that time
    _official("19 tháng 8 năm 2025", "Năm 2015 huyện thu hồi theo Luật Đất đai năm 2013."),
    # in force on the day
    _official("19 tháng 8 năm 2024", "Căn cứ Luật Thanh tra năm 2022;"),
    # a month agrees with its days
    "Công văn số 5/UBND-NC tháng 3 năm 2024. Công văn số 5/UBND-NC ngày 21/3/2024.",
]


@pytest.mark.parametrize("text", QUIET)
def test_no_warning(text: str) -> None:
    assert [n for n in find(text).warnings if n.code in _CODES] == []


def test_a_warning_from_general_knowledge_asks_to_check() -> None:
    text = _official("19 tháng 8 năm 2025", "Căn cứ Luật Thanh tra năm 2022;")
    [notice] = [n for n in find(text).warnings if n.code == "not_in_force"]
    assert "01/07/2025" in notice.message
    assert "84/2025/QH15" in notice.message
    assert "cần kiểm tra" in notice.message
