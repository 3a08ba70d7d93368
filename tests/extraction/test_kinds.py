# ruff: noqa: E501 (a paragraph of a petition is one line)
"""The kind by content, purpose and request; what is contested, asked for and enclosed."""

import pytest

from pipeline.extraction.findings import Matter

from .papers import find, value, values

ME = "Tôi tên là Vi Thị Hoan, sinh năm 1972, ở xóm Đồng Tâm, xã Quỳ Châu, tỉnh Nghệ An.\n"
END = "\n\nNgười làm đơn\nVi Thị Hoan\n"

KINDS = [
    # the title says what the content says
    (
        "ĐƠN KHIẾU NẠI",
        "Tôi không đồng ý với Quyết định số 15/QĐ-UBND ngày 02/3/2026 của UBND xã phạt tôi 5 triệu đồng. Tôi đề nghị hủy quyết định đó.",
        "complaint",
    ),
    (
        "ĐƠN TỐ CÁO",
        "Tôi tố cáo ông Lô Văn Hải, kế toán xã, lập khống 12 hộ để lấy tiền hỗ trợ. Đề nghị làm rõ và xử lý ông Hải.",
        "denunciation",
    ),
    (
        "ĐƠN KIẾN NGHỊ",
        "Đường vào xóm lầy lội, cầu tràn bị sạt. Chúng tôi kiến nghị xã sửa cầu và đổ bê tông con đường.",
        "recommendation",
    ),
    (
        "ĐƠN PHẢN ÁNH",
        "Quán karaoke mở nhạc tới 1 giờ sáng, ồn ào không ai ngủ được. Tôi phản ánh để phường nhắc nhở.",
        "recommendation",
    ),
    # the title says something else
    (
        "ĐƠN KIẾN NGHỊ",
        "Ông Lô Văn Hải, công chức địa chính, đòi tôi 20 triệu mới cho làm sổ, tôi đã đưa 10 triệu. Tôi đề nghị xử lý ông Hải về việc nhận hối lộ.",
        "denunciation",
    ),
    (
        "ĐƠN TỐ CÁO",
        "Ngày 02/3/2026 tôi nhận Quyết định số 15/QĐ-UBND của UBND xã thu hồi 200 m2 đất của tôi. Tôi không đồng ý với quyết định này vì đất tôi dùng từ 1990. Tôi đề nghị hủy Quyết định số 15/QĐ-UBND và trả lại đất cho tôi.",
        "complaint",
    ),
    (
        "ĐƠN KHIẾU NẠI",
        "Tôi khiếu nại đường điện xóm tôi yếu, bóng đèn không sáng. Kính mong điện lực và xã nâng cấp đường điện cho dân.",
        "recommendation",
    ),
    (
        "ĐƠN ĐỀ NGHỊ",
        "Gia đình tôi thuộc hộ nghèo, nhà dột nát. Tôi làm đơn đề nghị xã xem xét hỗ trợ xóa nhà tạm.",
        "recommendation",
    ),
    (
        "ĐƠN XIN CỨU XÉT",
        "Xã tự ý chấm dứt hợp đồng thuê ao của tôi. Tôi khiếu nại việc chấm dứt hợp đồng và yêu cầu bồi thường 30 triệu.",
        "complaint",
    ),
    (
        "ĐƠN KÊU CỨU",
        "Tôi tố cáo ông Lô Văn Hải đánh tôi gãy tay rồi được ông Trưởng Công an xã bao che. Đề nghị xử lý ông Hải.",
        "denunciation",
    ),
    # no title
    (
        "",
        "tôi phản ánh với phường là cống trước nhà 32 bị nghẹt, nước tràn vô nhà. mong phường cho người nạo vét",
        "recommendation",
    ),
    (
        "",
        "toi khieu nai viec xa khong cap so do cho toi, ho so nop tu thang 3/2025. yeu cau xa giai quyet dut diem ho so",
        "complaint",
    ),
    # both
    (
        "ĐƠN KHIẾU NẠI, TỐ CÁO",
        "1. Tôi khiếu nại Quyết định số 15/QĐ-UBND ngày 02/3/2026 của UBND xã, đề nghị hủy quyết định này.\n2. Tôi tố cáo ông Lô Văn Hải đòi tôi 20 triệu đồng. Đề nghị xử lý ông Hải.",
        "mixed",
    ),
    # a complaint that wants officials called to account is a complaint
    (
        "ĐƠN KHIẾU NẠI",
        "Tôi khiếu nại Quyết định số 15/QĐ-UBND ngày 02/3/2026. Đề nghị hủy quyết định và xử lý trách nhiệm cán bộ làm sai.",
        "complaint",
    ),
    # a denunciation that wants money back is a denunciation
    (
        "ĐƠN TỐ CÁO",
        "Tôi tố cáo bà Lô Thị Xuân, thủ quỹ, ăn chặn tiền trợ cấp của mẹ tôi. Đề nghị xử lý bà Xuân và trả lại tiền cho mẹ tôi.",
        "denunciation",
    ),
    # a quarrel of neighbours is about no act of an office
    (
        "ĐƠN YÊU CẦU GIẢI QUYẾT TRANH CHẤP ĐẤT ĐAI",
        "Ông Bùi Đức lấn sang vườn tôi 1,2 mét. Tôi yêu cầu UBND xã tổ chức hòa giải và buộc ông Đức trả lại đất.",
        "recommendation",
    ),
    # none of them
    (
        "ĐƠN RÚT TỐ CÁO",
        "Ngày 02/5/2026 tôi có đơn tố cáo ông Lê Văn Phú. Nay tôi tự nguyện rút toàn bộ nội dung tố cáo.",
        "other",
    ),
    (
        "THƯ CẢM ƠN",
        "Tôi viết thư này để cảm ơn các cô bộ phận một cửa đã giúp tôi làm lại căn cước nhanh chóng.",
        "other",
    ),
    ("", "Cho tôi hỏi thủ tục đăng ký tạm trú cần giấy tờ gì, nộp ở đâu ạ?", "other"),
    (
        "ĐƠN XIN VIỆC",
        "Tôi tốt nghiệp kế toán năm 2020, mong được nhận vào làm tại quý cơ quan.",
        "other",
    ),
    (
        "ĐƠN XIN XÁC NHẬN",
        "Kính đề nghị UBND xã xác nhận tôi thường trú tại xóm Đồng Tâm để bổ sung hồ sơ vay vốn.",
        "other",
    ),
]


@pytest.mark.parametrize(("title", "body", "kind"), KINDS)
def test_kind(title: str, body: str, kind: str) -> None:
    found = find(f"{title}\n\nKính gửi: UBND xã Quỳ Châu\n\n{ME}{body}{END}")
    assert found.kind.value == kind


def test_the_sentences_that_decided_stand_as_evidence() -> None:
    title, body, _ = KINDS[12]
    text = f"{title}\n\nKính gửi: UBND xã Quỳ Châu\n\n{ME}{body}{END}"
    kind = find(text).kind
    told = {
        part.kind: " ".join(text[e.start : e.end] for e in part.evidence) for part in kind.parts
    }
    assert set(told) == {"complaint", "denunciation"}
    assert "15/QĐ-UBND" in told["complaint"]
    assert "tố cáo ông Lô Văn Hải" in told["denunciation"]
    assert kind.evidence


ASKED = [
    ("Tôi yêu cầu xã tổ chức họp dân và công khai danh sách.", 2),
    ("Vợ chồng tôi khiếu nại và đề nghị hủy bỏ quyết định số 310.", 1),
    ("Tôi yêu cầu được xem biên bản nhưng không được xem.\nYêu cầu: hủy quyết định.", 1),
    ("Vì vậy tôi đề nghị: hủy quyết định; bồi thường cho tôi 5 triệu; xin lỗi công khai.", 3),
    ("Tôi yêu cầu trả lại đất cho gia đình tôi và bồi thường hoa màu bị phá.", 2),
    ("Tôi đề nghị xác minh và xử lý ông Hải.", 1),
    ("Yêu cầu của tôi:\n1. Hủy quyết định số 15.\n2. Đo lại đất.\n3. Trả lời bằng văn bản.", 3),
    ("Nay tôi làm đơn này kính mong quý cơ quan:\n- cho đo lại đất;\n- cấp sổ cho tôi;", 2),
    ("Một là đề nghị xã đo lại đất.\nHai là đề nghị xã cấp sổ.", 2),
    ("Tôi xin: thứ nhất, dừng san lấp; thứ hai, trả lại hiện trạng mương.", 2),
    ("Mong các ông xem xét giải quyết cho tôi.", 1),
    (
        "Tôi đề nghị hủy quyết định số 15.\nKính mong quý cơ quan quan tâm, xem xét giải quyết.\nTôi xin chân thành cảm ơn.",
        1,
    ),
    (
        "Năm 2024 tôi đã đề nghị xã đo lại đất mà không được.\nTôi đề nghị tỉnh chỉ đạo đo lại đất.",
        1,
    ),
    ("Tui chỉ xin xã cho tui cất lại cái chòi giữ vịt.", 1),
    ("Đề nghị UBND xã:\n+ Thu hồi quyết định xử phạt;\n+ Hoàn trả số tiền 5.000.000 đồng.", 2),
    ("Con kính xin ông Chủ tịch cho con được vay vốn hộ nghèo.", 1),
]


@pytest.mark.parametrize(("body", "count"), ASKED)
def test_requests_are_counted(body: str, count: int) -> None:
    found = find(
        f"ĐƠN KHIẾU NẠI\n\nKính gửi: UBND xã Quỳ Châu\n\n{ME}Tôi khiếu nại việc UBND xã phạt tôi.\n{body}{END}"
    )
    assert len(found.fields.requests) == count, values(found.fields.requests)


ENCLOSED = [
    (
        "Tài liệu kèm theo:\n- Bản sao Quyết định số 15/QĐ-UBND;\n- 02 ảnh chụp hiện trường.",
        [("Quyết định số 15/QĐ-UBND", None, "copy"), ("ảnh chụp hiện trường", 2, None)],
    ),
    (
        "Kèm theo đơn: 01 giấy viết tay (bản gốc), 01 bản sao căn cước.",
        [("giấy viết tay", 1, "original"), ("căn cước", 1, "copy")],
    ),
    (
        "Tôi xin gửi kèm đơn này hợp đồng thuê đất năm 2010 và biên lai nộp tiền (bản photo).",
        [("hợp đồng thuê đất năm 2010", None, None), ("biên lai nộp tiền", None, "copy")],
    ),
    (
        "Gửi kèm: 1) Giấy ra viện; 2) Hóa đơn thuốc; 3) Ảnh vết thương.",
        [
            ("Giấy ra viện", None, None),
            ("Hóa đơn thuốc", None, None),
            ("Ảnh vết thương", None, None),
        ],
    ),
    (
        "Hồ sơ gửi kèm gồm có:\n1. Trích lục bản đồ: 01 bản chính\n2. Sổ hộ khẩu: 02 bản photo",
        [("Trích lục bản đồ", 1, "original"), ("Sổ hộ khẩu", 2, "copy")],
    ),
    ("toi co gui kem 3 tam hinh", [("hinh", 3, None)]),
    ("Tôi không gửi kèm giấy tờ nào.", []),
    ("Tôi sẽ gửi kèm giấy tờ sau.", []),
    ("Theo Quyết định số 15 ban hành kèm theo bảng giá đất thì giá là 50.000 đồng.", []),
    ("Tài liệu kèm theo: không có.", []),
]


@pytest.mark.parametrize(("body", "expected"), ENCLOSED)
def test_attachments(body: str, expected: list[tuple[str, int | None, str | None]]) -> None:
    found = find(
        f"ĐƠN KHIẾU NẠI\n\nKính gửi: UBND xã Quỳ Châu\n\n{ME}Tôi khiếu nại việc UBND xã phạt tôi. Tôi đề nghị xem xét lại.\n{body}{END}"
    )
    assert [(a.title, a.copies, a.original) for a in found.fields.attachments] == expected


MATTERS = [
    (
        "complaint",
        "Tôi khiếu nại việc UBND xã thu hồi thửa đất số 12, tờ bản đồ số 3 và mức bồi thường cây trồng.",
        "land",
        "land",
    ),
    (
        "complaint",
        "Tôi khiếu nại việc UBND xã cắt hộ nghèo và thẻ bảo hiểm y tế của tôi.",
        "social_policy",
        "social_policy",
    ),
    (
        "complaint",
        "Tôi khiếu nại Thông báo của Chi cục Thuế về thuế khoán của quán tôi.",
        "other",
        "tax",
    ),
    (
        "denunciation",
        "Tôi tố cáo ông Lô Văn Hải nhận hối lộ, tham ô tiền quỹ, nâng khống gói thầu.",
        "corruption",
        "corruption",
    ),
    (
        "denunciation",
        "Tôi tố cáo ông Lô Văn Hải, công chức, lợi dụng chức vụ gây khó khăn, hách dịch với dân.",
        "administrative",
        "officials_conduct",
    ),
    (
        "denunciation",
        "Tôi tố cáo chấp hành viên Lô Văn Hải kê biên sai trong vụ thi hành án theo bản án của Tòa án.",
        "judicial",
        "judicial",
    ),
    (
        "recommendation",
        "Chúng tôi kiến nghị xử lý bãi rác bốc mùi hôi thối, nước thải đen ngòm gây ô nhiễm.",
        "other",
        "environment",
    ),
]


@pytest.mark.parametrize(("kind", "body", "field", "topic"), MATTERS)
def test_matter(kind: str, body: str, field: str, topic: str) -> None:
    title = {"complaint": "KHIẾU NẠI", "denunciation": "TỐ CÁO", "recommendation": "KIẾN NGHỊ"}[
        kind
    ]
    found = find(f"ĐƠN {title}\n\nKính gửi: UBND xã Quỳ Châu\n\n{ME}{body}{END}")
    assert found.kind.value == kind
    matter = found.fields.matter
    assert isinstance(matter, Matter)
    assert (matter.value, matter.topic) == (field, topic)
    assert matter.evidence


INSTANCES = [
    ("ĐƠN KHIẾU NẠI LẦN HAI", "Tôi không đồng ý với Quyết định số 9/QĐ-UBND.", "second"),
    (
        "ĐƠN KHIẾU NẠI",
        "Tôi không đồng ý với Quyết định giải quyết khiếu nại lần đầu số 9/QĐ-UBND ngày 02/02/2026.",
        "second",
    ),
    ("ĐƠN KHIẾU NẠI (Lần đầu)", "Tôi khiếu nại việc xã phạt tôi.", "first"),
    ("ĐƠN KHIẾU NẠI", "Tôi khiếu nại việc xã phạt tôi.", None),
    ("ĐƠN TỐ CÁO TIẾP", "Tôi tố cáo tiếp ông Lô Văn Hải.", "renewed"),
    ("ĐƠN TỐ CÁO", "Tôi tố cáo ông Lô Văn Hải. Nếu không giải quyết tôi sẽ tiếp tục tố cáo.", None),
]


@pytest.mark.parametrize(("title", "body", "instance"), INSTANCES)
def test_instance(title: str, body: str, instance: str | None) -> None:
    found = find(f"{title}\n\nKính gửi: UBND xã Quỳ Châu\n\n{ME}{body} Đề nghị giải quyết.{END}")
    assert value(found.fields.instance) == instance


def test_what_was_settled_before_and_by_whom() -> None:
    body = "Tôi khiếu nại việc thu hồi đất. Ngày 02/02/2025 Chủ tịch UBND huyện Quỳ Hợp bác đơn bằng Quyết định số 9/QĐ-UBND; sau đó Thanh tra tỉnh Nghệ An có Công văn số 4/TTr ngày 05/5/2025 hướng dẫn tôi ra Tòa. Tôi đề nghị giải quyết lại."
    settled = find(
        f"ĐƠN KHIẾU NẠI\n\nKính gửi: UBND tỉnh Nghệ An\n\n{ME}{body}{END}"
    ).fields.settled_before
    assert [s.answer for s in settled] == [False, True]
    assert "UBND huyện Quỳ Hợp" in (settled[0].by or "")
    assert "Thanh tra tỉnh Nghệ An" in (settled[1].by or "")


def test_summary_has_the_matter_and_no_identity() -> None:
    title, body, _ = KINDS[4]
    found = find(f"{title}\n\nKính gửi: UBND xã Quỳ Châu\n\n{ME}{body}{END}")
    summary = str(value(found.fields.summary))
    assert "20 triệu" in summary
    assert "Vi Thị Hoan" not in summary
    assert "Kính gửi" not in summary
