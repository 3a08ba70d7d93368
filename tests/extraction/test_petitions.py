# ruff: noqa: E501 (a paragraph of a petition is one line)
"""Whole petitions, written by hand."""

import textwrap

import pytest

from pipeline.extraction import extract
from pipeline.extraction.findings import Findings
from pipeline.extraction.spacing import as_typed
from pipeline.reading.document import Document, Line, Page
from pipeline.text.unicode import clean

from .papers import (
    BLANK,
    COMPANY,
    COMPLAINT,
    DENUNCIATION,
    NATION,
    RECOMMENDATION,
    codes,
    find,
    names,
    paged,
    short,
    value,
    values,
)


def test_plain_complaint() -> None:
    found = find(COMPLAINT)
    fields = found.fields
    assert found.kind.value == "complaint"
    assert found.official is None
    assert value(fields.title) == "ĐƠN KHIẾU NẠI"
    assert (value(fields.written_on), value(fields.written_at)) == ("2026-08-12", "Đắk Lắk")
    assert values(fields.addressees) == [
        "Chủ tịch Ủy ban nhân dân xã Ea Kiết",
        "Thanh tra tỉnh Đắk Lắk",
    ]
    assert values(fields.requests) == [
        "Hủy bỏ Quyết định số 2764/QĐ-UBND ngày 05/6/2026",
        "Bồi thường thiệt hại cho gia đình tôi",
    ]
    assert values(fields.attachments) == [
        "Bản sao Quyết định số 2764/QĐ-UBND",
        "Giấy chứng nhận quyền sử dụng đất số CO 894520",
    ]
    assert value(fields.signatures) == 1
    assert value(fields.language) == "vi"
    assert codes(found) == {"several_addressees"}


def test_the_petitioner_with_all_that_identifies() -> None:
    [party] = find(COMPLAINT).fields.petitioners
    assert value(party.name) == "Nguyễn Văn Thuận"
    assert value(party.birth) == "1962"
    assert value(party.id_number) == "066062001234"
    assert value(party.id_issued_on) == "2021-05-10"
    assert value(party.id_issued_by) == "Cục Cảnh sát quản lý hành chính về trật tự xã hội"
    assert value(party.address) == "Thôn 3, xã Ea Kiết, tỉnh Đắk Lắk"
    assert value(party.phone) == "0905123456"
    assert party.phone is not None
    assert party.phone.text == "0905.123.456"


def test_the_respondent_and_what_is_contested() -> None:
    fields = find(COMPLAINT).fields
    [party] = fields.respondents
    assert (value(party.name), value(party.title)) == ("Trần Đình Lợi", "ông")
    assert value(party.position) == "Chủ tịch UBND xã Ea Kiết"
    [contested] = fields.contested
    assert (
        contested.value == "Quyết định số 2764/QĐ-UBND ngày 05/6/2026 của Chủ tịch UBND xã Ea Kiết"
    )
    references = find(COMPLAINT).references
    assert {r.relation for r in references if r.document_id == contested.document_id} == {
        "contested"
    }


def test_denunciation_of_two_by_one_who_wants_secrecy() -> None:
    found = find(DENUNCIATION)
    fields = found.fields
    assert found.kind.value == "denunciation"
    assert names(fields.petitioners) == ["Y Bhút Niê"]
    assert value(fields.petitioners[0].id_issued_by) == "Công an tỉnh Đắk Lắk"
    assert names(fields.respondents) == ["Trần Quốc Bình", "Lê Thị Hoa"]
    assert value(fields.respondents[0].position) == "Phó Chủ tịch UBND xã Ea Sô"
    assert [v.document_id for v in fields.contested] == [None]
    assert str(fields.contested[0].value).startswith("hành vi lợi dụng chức vụ")
    assert (value(fields.written_on), value(fields.written_at)) == ("2026-07-03", "Ea Sô")
    assert codes(found) == {"several_addressees", "secrecy_requested", "official_of_rank"}


def test_recommendation_of_a_group() -> None:
    found = find(RECOMMENDATION)
    assert found.kind.value == "recommendation"
    assert names(found.fields.petitioners) == [
        "Nguyễn Văn Năm",
        "Trần Thị Út",
        "Lê Hiện",
        "Danh Sóc Kha",
        "Neáng Sóc",
    ]
    assert found.fields.contested == ()
    assert found.fields.respondents == ()
    assert value(found.fields.written_on) == "2026"
    assert codes(found) == {"group", "missing.date"}


def test_company_with_its_representative_at_second_instance() -> None:
    found = find(COMPANY)
    fields = found.fields
    assert found.kind.value == "complaint"  # in spite of the company's own number line
    [company] = fields.petitioners
    assert company.is_organisation
    assert value(company.name) == "Công ty TNHH MTV Xây dựng Bình Minh"
    assert value(company.tax_code) == "3701234567"
    [person] = fields.represented_by
    assert (value(person.name), value(person.position)) == ("Phạm Thị Ngọc Ánh", "Giám đốc")
    assert names(fields.respondents) == ["Võ Thành Trung"]
    assert value(fields.instance) == "second"
    assert len(fields.attachments) == 3


def test_items_apart_by_empty_lines_are_one_list() -> None:
    """So a reader of pages sets paragraphs, and so do many who type."""
    found = find(
        "ĐƠN KHIẾU NẠI\n\nKính gửi: UBND xã Bàu Sen\n\nTôi là Võ Thị Mận, sinh năm 1975.\n\n"
        "Tôi khiếu nại Quyết định số 12/QĐ-UBND ngày 05/3/2026 của Chủ tịch UBND xã.\n\n"
        "Tài liệu kèm theo:\n\n1. Bản sao Quyết định số 12/QĐ-UBND: 01 bản\n\n"
        "2. Ảnh chụp bờ rào: 02 tờ\n\n3. Giấy viết tay năm 1998\n\n"
        "Bàu Sen, ngày 09/3/2026\n\nNGƯỜI VIẾT ĐƠN\n\nVõ Thị Mận\n"
    )
    assert len(found.fields.attachments) == 3


def test_blank_form_gives_nothing() -> None:
    found = find(BLANK)
    fields = found.fields
    assert "blank_form" in codes(found)
    assert "anonymous" not in codes(found)
    assert fields.petitioners == fields.respondents == fields.addressees == ()
    assert fields.contested == fields.requests == fields.attachments == ()
    assert fields.written_on is fields.written_at is fields.signatures is fields.summary is None
    assert found.references == ()


@pytest.mark.parametrize("blank", ["{{ name }}", "(Blank1)", "……………", "______", "..........."])
def test_placeholders_are_no_values(blank: str) -> None:
    fields = find(f"ĐƠN TỐ CÁO\nKính gửi: {blank}\nHọ và tên: {blank}\nĐịa chỉ: {blank}\n").fields
    assert fields.petitioners == fields.addressees == ()


def test_couple() -> None:
    fields = find(
        "ĐƠN KHIẾU NẠI\nVợ chồng tôi là Nguyễn Văn Bảy, sinh năm 1958, CCCD số 075058001234 do Cục CSQLHC về TTXH "
        "cấp ngày 12/8/2021 và Trần Thị Tám, sinh năm 1960. Cùng ngụ tại: tổ 5, phường Trảng Dài, tỉnh Đồng Nai.\n"
    ).fields
    assert names(fields.petitioners) == ["Nguyễn Văn Bảy", "Trần Thị Tám"]
    assert [value(p.birth) for p in fields.petitioners] == ["1958", "1960"]
    assert {value(p.address) for p in fields.petitioners} == {
        "tổ 5, phường Trảng Dài, tỉnh Đồng Nai"
    }
    assert value(fields.petitioners[0].id_issued_by) == "Cục CSQLHC về TTXH"


def test_agent_writes_for_his_father() -> None:
    fields = find(
        "ĐƠN KHIẾU NẠI\nHọ và tên: Đỗ Quang Vinh; Sinh năm: 1985; trú tại phường Hà Đông, TP. Hà Nội;\n"
        "Tôi được ông Đỗ Văn Quý (sinh năm 1950) ủy quyền theo Giấy ủy quyền số 112/2026/GUQ ngày 02/02/2026.\n"
        "Tôi không đồng ý với Thông báo số 88/TB-TTXD ngày 05/02/2026.\n"
    ).fields
    assert names(fields.petitioners) == ["Đỗ Quang Vinh", "Đỗ Văn Quý"]
    assert names(fields.represented_by) == ["Đỗ Quang Vinh"]


NAMES = [
    ("Tôi tên là: Nguyễn Văn An, sinh năm 1962", "Nguyễn Văn An"),
    ("Họ và tên: LÊ THỊ HƯƠNG\nSinh ngày 02/9/1980", "LÊ THỊ HƯƠNG"),  # capitals
    ("TÔI TÊN LÀ TRẦN VĂN BA SINH NĂM 1960 NGỤ TẠI ẤP 3", "TRẦN VĂN BA"),  # all of it in capitals
    ("Toi ten la: Tran Van Hung, sinh nam 1970", "Tran Van Hung"),  # no tone marks
    ("Tôi tên: nguyễn thị bé, ngụ ấp 3", "nguyễn thị bé"),  # small letters after a label
    ("Tôi là H'Hen Niê, sinh năm 1992", "H'Hen Niê"),
    ("Tôi là Y Bhút Niê, trú tại buôn Ea Sar", "Y Bhút Niê"),
    ("Họ tên: Đinh Văn Đhứt", "Đinh Văn Đhứt"),
    ("Họ tên: Vũ Thị Lan", "Vũ Thị Lan"),  # the family name is no "Vụ" (department)
    ("Tôi tên là Công Tằng Tôn Nữ Thị Ninh, sinh năm 1950", "Công Tằng Tôn Nữ Thị Ninh"),
    ("Tôi tên là Lê Hiện, hiện ngụ tại xã An Phú", "Lê Hiện"),  # a label's word as a given name
    ("Tôi tên: Trần Sinh, sinh ngày 1/2/1970", "Trần Sinh"),
    ("Người làm đơn: Ông Phạm Năm, địa chỉ xã An Phú", "Phạm Năm"),
    ("Họ và tên người khiếu nại: Nguyễn\u200b Văn An", "Nguyễn Văn An"),  # zero-width space
]


@pytest.mark.parametrize(("line", "expected"), NAMES)
def test_names(line: str, expected: str) -> None:
    assert names(find(f"ĐƠN KHIẾU NẠI\n{line}\n").fields.petitioners) == [expected]


NO_NAMES = [
    "Tôi là công dân xã An Phú, viết đơn này",
    "Tôi là Giáo viên nghỉ hưu",
    "Tôi là một người dân ở xã Đức Linh.",
    "Họ và tên: ……………",
]


@pytest.mark.parametrize("line", NO_NAMES)
def test_no_names(line: str) -> None:
    assert find(f"ĐƠN TỐ CÁO\n{line}\n").fields.petitioners == ()


ADDRESSES = [
    (
        "ngụ tại số 23/4 Lê Lợi, phường 1, TP. Cà Mau, điện thoại 0905123456",
        "số 23/4 Lê Lợi, phường 1, TP. Cà Mau",
    ),
    (
        "Địa chỉ: Thôn 3, xã Ea Kiết,\ntỉnh Đắk Lắk\nĐiện thoại: 0905123456",
        "Thôn 3, xã Ea Kiết, tỉnh Đắk Lắk",
    ),
    ("hiện cư trú tại buôn Ea Sar, xã Ea Sô. Nay tôi làm đơn", "buôn Ea Sar, xã Ea Sô"),
    ("HKTT: ấp Hòa Long, xã Hòa Bình; CCCD 089062001234", "ấp Hòa Long, xã Hòa Bình"),
]


@pytest.mark.parametrize(("text", "expected"), ADDRESSES)
def test_addresses(text: str, expected: str) -> None:
    [party] = find(
        f"ĐƠN KHIẾU NẠI\nTôi tên là Nguyễn Văn An, sinh năm 1962, {text}\n"
    ).fields.petitioners
    assert value(party.address) == expected


RESPONDENTS = [
    ("Người bị khiếu nại: UBND xã An Phú", ["UBND xã An Phú"]),  # a body
    ("Người bị khiếu nại: Chủ tịch UBND xã An Phú", [None]),  # an office has no name
    (
        "Người bị tố cáo:\n1. Ông Trần Văn Ba, cán bộ địa chính\n2. Bà Lê Thị Tư, kế toán",
        ["Trần Văn Ba", "Lê Thị Tư"],
    ),
    ("Tôi tố cáo ông Trần Văn Ba, Trưởng thôn 3 về hành vi bớt xén tiền hỗ trợ.", ["Trần Văn Ba"]),
    (
        "Tôi khiếu nại hành vi hành chính của UBND xã An Phú không cấp giấy chứng nhận.",
        ["UBND xã An Phú"],
    ),
    ("Tôi khiếu nại Quyết định số 1/QĐ-UBND của Chủ tịch UBND xã An Phú.", []),  # the issuer only
    ("Chúng tôi phản ánh với UBND xã An Phú về con đường.", []),  # an addressee
]


@pytest.mark.parametrize(("text", "expected"), RESPONDENTS)
def test_respondents(text: str, expected: list[str]) -> None:
    assert names(find(f"ĐƠN\nTôi tên là Nguyễn Văn An\n\n{text}\n").fields.respondents) == expected


KINDS = [
    # The title says complaint; nothing is contested and a repair is asked for.
    (
        "ĐƠN KHIẾU NẠI\nChúng tôi xin phản ánh tình trạng ô nhiễm, bốc mùi ở chợ. Chúng tôi kiến nghị "
        "xem xét; đề nghị khắc phục; kiến nghị sửa cống.",
        "recommendation",
    ),
    # A denunciation dressed as a recommendation.
    (
        "ĐƠN KIẾN NGHỊ\nTôi tố cáo ông Trần Văn Ba lợi dụng chức vụ nhận hối lộ, lập khống hồ sơ để chiếm "
        "đoạt tiền. Đề nghị xử lý nghiêm, làm rõ trách nhiệm.",
        "denunciation",
    ),
    # Two matters in one paper.
    (
        "ĐƠN KHIẾU NẠI VÀ TỐ CÁO\nTôi khiếu nại Quyết định số 1/QĐ-UBND ngày 1/2/2026, đề nghị hủy quyết định. "
        "Tôi tố cáo ông Trần Văn Ba nhận hối lộ.",
        "mixed",
    ),
    ("Chợ hoa xuân năm nay họp ở bờ sông, khách mua rất đông và vui.", "other"),
]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_kind_goes_by_content_and_request(text: str, expected: str) -> None:
    assert find(text).kind.value == expected


SIGNALS = [
    ("Đề nghị giữ bí mật họ tên cho tôi.", "secrecy_requested"),
    ("ĐƠN KÊU CỨU KHẨN CẤP", "urgent"),
    ("Tôi đã nhận Phiếu hướng dẫn số 12/HD-TTr nhưng vẫn gửi đơn.", "prior_guidance"),
    ("Tôi đã được UBND xã hướng dẫn gửi đơn đến Thanh tra tỉnh.", "prior_guidance"),
    ("Đây là bản sao đơn gửi lần trước.", "copy_only"),
]


@pytest.mark.parametrize(("text", "code"), SIGNALS)
def test_signals(text: str, code: str) -> None:
    found = find(f"ĐƠN TỐ CÁO\n{text}\n")
    [notice] = [n for n in found.warnings if n.code == code]
    assert notice.evidence is not None
    assert code not in codes(find(COMPLAINT))


@pytest.mark.parametrize("title", ["THƯ CẢM ƠN", "ĐƠN TỐ CÁO"])
def test_help_is_no_guidance(title: str) -> None:
    found = find(
        f"{title}\nTôi đến bộ phận một cửa và đã được hướng dẫn tận tình. Cán bộ đã hướng dẫn tôi "
        "điền hồ sơ đất đai. Tôi xin cảm ơn.\n"
    )
    assert "prior_guidance" not in codes(found)


SUMMARIES = [
    (
        "ĐƠN KHIẾU NẠI\n(V/v thu hồi đất sai)\n\nVì vậy, tôi đề nghị hủy bỏ quyết định.",
        "thu hồi đất sai. Hủy bỏ quyết định.",
    ),
    (
        "ĐƠN KHIẾU NẠI\n(V/v đề nghị hủy bỏ quyết định)\n\nVì vậy, tôi đề nghị hủy bỏ quyết định.",
        "đề nghị hủy bỏ quyết định.",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SUMMARIES)
def test_summary_reads_as_sentences(text: str, expected: str) -> None:
    assert value(find(text).fields.summary) == expected


DENOUNCED = [
    (
        "Tôi tố cáo ông Trần Văn Ba, Trưởng thôn 3, đã nhận 20.000.000 đồng của dân.",
        ["đã nhận 20.000.000 đồng của dân"],
    ),
    ("Nay tôi làm đơn này tố cáo bà Lê Thị Tư có hành vi nhận hối lộ.", ["hành vi nhận hối lộ"]),
    (
        "Tôi tố cáo Chủ tịch UBND xã An Phú Phạm Văn Nhân lợi dụng chức vụ chiếm đoạt tiền.",
        ["lợi dụng chức vụ chiếm đoạt tiền"],
    ),
    ("Tôi tố cáo ông Trần Văn Ba, nguyên Bí thư đã nghỉ hưu, nhận hối lộ.", ["nhận hối lộ"]),
    ("Tôi tố cáo ông Trần Văn Nhận, cán bộ tiếp nhận hồ sơ.", []),
    ("Tôi bị ông Trần Văn Ba tố cáo đã nhận hối lộ.", []),
]


@pytest.mark.parametrize(("text", "expected"), DENOUNCED)
def test_what_the_denounced_did(text: str, expected: list[str]) -> None:
    assert values(find(f"ĐƠN TỐ CÁO\n\n{text}\n").fields.contested) == expected


def test_nameless_denunciation() -> None:
    found = find(
        "Kính gửi ban tiếp dân\nTôi là một người dân. Tôi xin giấu tên. Tôi tố cáo ông Phạm Văn Hùng là cán bộ "
        "xã vòi vĩnh tiền của dân. Đề nghị các cấp xử lý.\n"
    )
    assert {"anonymous", "missing.name", "missing.address", "missing.date"} <= codes(found)


def test_english_is_not_vietnamese() -> None:
    found = find("I hereby complain about the noise that my neighbour makes every night. " * 4)
    assert "not_vietnamese" in codes(found)
    assert found.fields.language is None


def test_toneless_vietnamese_is_vietnamese() -> None:
    text = (
        "Toi lam don nay de nghi uy ban nhan dan xa xem xet giai quyet cho gia dinh toi ve viec thu hoi dat. "
        * 3
    )
    assert "not_vietnamese" not in codes(find(text))


def test_list_of_signers_is_counted_and_stands_in_for_the_writers() -> None:
    found = find(
        NATION
        + "ĐƠN PHẢN ÁNH\nKính gửi: UBND phường Hòa Cường\n\nTập thể cư dân tổ 12 xin phản ánh tiếng ồn của quán nhậu.\n"
        "Kính mong xử lý.\n\nDANH SÁCH KÝ TÊN\n1. Trần Văn Hoàng - số 12 - đã ký\n2. Lê Thị Mai - số 14 - đã ký\n"
        "3. Huỳnh Tấn Phát - số 16\n4. Võ Thị Sáu\n5. H'Hen Niê\n"
    )
    assert value(found.fields.signatures) == 5
    assert len(found.fields.petitioners) == 5
    assert "group" in codes(found)


def test_commands_in_a_petition_are_text() -> None:
    found = find(
        COMPLAINT
        + '\n=HYPERLINK("http://x")\n{{ config }}<script>alert(1)</script>\n../../etc/passwd\n'
    )
    assert found.kind.value == "complaint"
    assert value(found.fields.signatures) == 1


def test_forty_households_with_their_representative() -> None:
    found = find(
        "ĐƠN KIẾN NGHỊ TẬP THỂ\nChúng tôi gồm 42 hộ dân thôn Phước Thiện, xã Bình Hải, do ông Nguyễn Tấn Lực, sinh năm "
        "1955, CCCD 051055001122, trú tại thôn Phước Thiện làm đại diện.\nChúng tôi kiến nghị về việc nhà máy xả thải.\n"
        "Đề nghị:\n1. Kiểm tra việc xả thải;\n2. Cấp nước sạch cho dân.\n\nĐại diện các hộ dân\nNguyễn Tấn Lực\n"
    )
    assert (
        names(found.fields.petitioners) == names(found.fields.represented_by) == ["Nguyễn Tấn Lực"]
    )
    assert value(found.fields.petitioners[0].address) == "thôn Phước Thiện"
    assert values(found.fields.requests) == ["Kiểm tra việc xả thải", "Cấp nước sạch cho dân"]
    assert "group" in codes(found)


def test_lawyer_stands_beside_the_writer() -> None:
    fields = find(
        "ĐƠN KHIẾU NẠI\nHọ và tên: Lê Thị Mai, sinh năm 1980\nNgười bảo vệ quyền và lợi ích hợp pháp: Luật sư Phạm Văn "
        "Chính\nTôi khiếu nại Quyết định số 1/QĐ-UBND.\n"
    ).fields
    assert names(fields.petitioners) == ["Lê Thị Mai"]
    assert [(value(p.name), p.role) for p in fields.represented_by] == [
        ("Phạm Văn Chính", "lawyer")
    ]


def test_name_at_the_end_without_signing_words() -> None:
    found = find(
        "Kính gửi: Thanh tra tỉnh\nTôi tố cáo ông Lê Văn Sơn nhận hối lộ.\nVinh, 12-5-2025\nNguyễn Thị Hòa"
    )
    assert value(found.fields.signatures) == 1
    assert names(found.fields.petitioners) == ["Nguyễn Thị Hòa"]
    assert value(found.fields.written_on) == "2025-05-12"


def understood(found: Findings) -> list[object]:
    fields = found.fields
    return [
        found.kind.value,
        [value(v) for v in (fields.title, fields.written_on, fields.written_at, fields.summary)],
        [
            values(v)
            for v in (fields.addressees, fields.contested, fields.requests, fields.attachments)
        ],
        [
            [
                value(v)
                for v in (
                    p.name,
                    p.birth,
                    p.id_number,
                    p.id_issued_by,
                    p.address,
                    p.phone,
                    p.position,
                )
            ]
            for p in (*fields.petitioners, *fields.represented_by, *fields.respondents)
        ],
        [(*short(r), r.relation) for r in found.references],
        codes(found),
    ]


@pytest.mark.parametrize("width", [70, 82, 95])
@pytest.mark.parametrize("paper", [COMPLAINT, DENUNCIATION, RECOMMENDATION, COMPANY])
def test_lines_wrapped_as_on_a_page_change_no_value(paper: str, width: int) -> None:
    lines = (textwrap.fill(line, width) if line.strip() else line for line in paper.split("\n"))
    wrapped = extract(paged("\n".join(lines), source="text"))
    assert understood(wrapped) == understood(find(paper))


def test_pages_are_read_as_typed_where_no_gap_shows() -> None:
    """A reader parts paragraphs by empty lines; the page shows one only before the signature."""
    text = "Tôi: Võ Thị Mận\n\nSinh năm: 1975\n\nỞ: ấp 3, xã Bàu Sen\n\nNgười viết đơn"
    starts = [0, *(i + 2 for i in range(len(text)) if text.startswith("\n\n", i))]
    tops = [100.0, 114.0, 128.0, 190.0]
    ends = [*(s - 2 for s in starts[1:]), len(text)]
    lines = tuple(
        Line(start, end, (80.0, top, 300.0, top + 12), block)
        for block, (start, end, top) in enumerate(zip(starts, ends, tops, strict=True))
    )
    page = Page(1, 595.0, 842.0, "text", 0, None, 1.0, 0, len(text), (), lines)
    paper = Document("", "application/pdf", text, (page,))
    typed = as_typed(paper, clean(text)).text
    assert len(typed) == len(text)
    assert typed.split("\n\n") == [
        "Tôi: Võ Thị Mận\v\nSinh năm: 1975\v\nỞ: ấp 3, xã Bàu Sen",
        "Người viết đơn",
    ]
