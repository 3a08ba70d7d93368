# ruff: noqa: E501 (a paragraph of a petition is one line)
"""Requests, enclosed papers and kinds told in many ways: one class of papers a line."""

import pytest

from .papers import find, values

ME = "Tôi tên là Vi Thị Hoan, sinh năm 1972, ở xóm Đồng Tâm, xã Quỳ Châu, tỉnh Nghệ An.\n"
END = "\n\nNgười làm đơn\nVi Thị Hoan\n"


def petition(title: str, body: str) -> str:
    return f"{title}\n\nKính gửi: UBND xã Quỳ Châu\n\n{ME}{body}{END}"


REQUESTS = [
    (
        "Từ những lý do trên, tôi trân trọng đề nghị Quý cơ quan xem xét, giải quyết các nội dung sau:\n1. Hủy bỏ Thông báo số 12/TB-UBND;\n2. Cấp giấy chứng nhận cho gia đình tôi;\n3. Trả lời bằng văn bản.",
        {3},
    ),
    ("Nguyện vọng của gia đình em là được xã cấp lại sổ hộ nghèo.", {1}),
    ("Bà con chúng tôi chỉ có một nguyện vọng: nhà máy dời đi chỗ khác.", {1}),
    (
        "Tôi đề nghị:\na/ Hủy Quyết định 15/QĐ-UBND\nb/ Công nhận 200 m2 đất ở cho tôi\nc/ Bồi thường thiệt hại 30 triệu đồng",
        {3},
    ),
    ("Yêu cầu 1: dừng ngay việc đổ đất. Yêu cầu 2: khôi phục lại mương nước cho dân.", {2}),
    ("VÌ VẬY TÔI YÊU CẦU : ĐÌNH CHỈ THI CÔNG ; TRẢ LẠI HIỆN TRẠNG ; BỒI THƯỜNG 20 TRIỆU .", {3}),
    ("Tôi thiết tha mong được cấp lại trợ cấp cho mẹ tôi.", {1}),
    (
        "Em mong xã:\n✅ đặt lại thùng rác\n✅ nhắc quán nhậu tắt loa sau 22 giờ\n✅ bắt bóng đèn đầu hẻm",
        {3},
    ),
    (
        "Mong các cấp chính quyền quan tâm xem xét.\nTôi đề nghị UBND tỉnh chỉ đạo đo đạc lại thửa đất và cấp lại giấy chứng nhận cho gia đình tôi.",
        {1, 2},
    ),
    (
        "Chúng tôi kiến nghị Quý Sở: (i) cho gia hạn giấy phép thêm 12 tháng; (ii) bố trí làn đường riêng cho xe tải; (iii) trả lời bằng văn bản trước 30/6.",
        {3},
    ),
    ("Tôi chỉ mong xã trả lại cho tôi con đường. Tôi cũng mong xã phạt người đã rào đường.", {2}),
    ("Rất mong quý vị bớt chút thời gian xem xét và hồi âm.", {1}),
    (
        "Kính mong quý cơ quan sớm giải quyết để gia đình tôi yên tâm sản xuất. Tôi xin chân thành cảm ơn!",
        {1},
    ),
    (
        "Tôi đã nhiều lần đề nghị xã đo lại nhưng xã không làm. Nay tôi đề nghị huyện thành lập đoàn kiểm tra, đo đạc lại toàn bộ khu đất.",
        {1},
    ),
    (
        "Anh cán bộ yêu cầu tôi nộp thêm giấy ra viện, tôi đã nộp. Vậy tôi xin xã chi trả tiền trợ cấp còn thiếu cho tôi.",
        {1},
    ),
    (
        "Tóm lại, tôi yêu cầu làm rõ ai đã ký vào biên bản, ai đã nhận tiền; buộc người đó trả lại số tiền đã chiếm đoạt.",
        {2},
    ),
    (
        "Do đó chúng tôi đề nghị: Thứ nhất, thu hồi giấy phép của trại heo. Thứ hai, buộc chủ trại xử lý nước thải. Thứ ba, bồi thường cá chết cho 4 hộ.",
        {3},
    ),
    (
        "IV. YÊU CẦU GIẢI QUYẾT\nTôi đề nghị Chủ tịch UBND xã hủy biên bản vi phạm hành chính số 03/BB-VPHC.",
        {1},
    ),
    (
        "Những điều tôi đề nghị\n- Thanh tra việc thu chi quỹ khuyến học.\n- Xử lý người làm sai.\n- Trả lại tiền cho phụ huynh.",
        {3},
    ),
    (
        "Tôi yêu cầu tạm đình chỉ thi hành Quyết định số 15/QĐ-UBND trong khi giải quyết khiếu nại, đồng thời tổ chức đối thoại với tôi theo luật.",
        {2},
    ),
    ("Em xin nhà trường cho con em được học lại và hoàn số tiền học phí đã đóng.", {2}),
    ("Gia đình tôi yêu cầu được bồi thường theo giá đất ở và được giao một lô tái định cư.", {2}),
    ("Ước gì phường cho người vá lại mấy ổ gà đó.", {1}),
    ("Phường làm ơn cho xe xuống hốt rác, chứ để vậy hôi lắm.", {1}),
    (
        "Đề nghị công an xã vào cuộc. Tôi xin cam đoan những lời trên là đúng. Tôi xin chịu trách nhiệm trước pháp luật.",
        {1},
    ),
    (
        "Yêu cầu của tôi là: xã phải công khai danh sách hộ được hỗ trợ và giải thích vì sao gạch tên tôi.",
        {2},
    ),
    (
        "Tôi tha thiết đề nghị các cấp, các ngành vào cuộc xác minh, làm rõ và xử lý nghiêm theo quy định của pháp luật.",
        {1},
    ),
    ("Chúng con cúi xin Nhà nước thương tình cho chúng con cái giếng khoan.", {1}),
    (
        "Kính đề nghị Đoàn đại biểu Quốc hội chuyển đơn này đến cơ quan có thẩm quyền và giám sát việc giải quyết.",
        {1, 2},
    ),
    (
        "Ba điều tôi xin:\nMột là, cho tôi xem hồ sơ gốc.\nHai là, hủy kết quả bình xét.\nBa là, họp lại thôn.",
        {3},
    ),
    ("Mong sớm nhận được phản hồi của quý phòng.", {0, 1}),
    (
        "Vì vậy tôi viết đơn này đề nghị quý Ban hướng dẫn tôi thủ tục hưởng chế độ và cho biết hồ sơ của chồng tôi hiện ở đâu.",
        {1, 2},
    ),
    ("Tôi không đòi gì nhiều, chỉ yêu cầu anh ta xin lỗi tôi trước cuộc họp thôn.", {1}),
    ("Xin đừng nói tên tôi với ông ấy. Đề nghị cấp trên kiểm tra sổ thu chi của thôn.", {1}),
    (
        "Với những căn cứ nêu trên, người khiếu nại yêu cầu người giải quyết khiếu nại lần đầu hủy bỏ toàn bộ Quyết định số 15/QĐ-UBND.",
        {1},
    ),
    (
        "Bên em đề nghị phường kiểm tra giấy phép của quán, xử phạt nếu sai và trả lời cho tổ dân phố.",
        {2, 3},
    ),
    (
        "Nay tôi làm đơn này gửi tới quý cơ quan, kính mong được xem xét, tính lại tiền thuê đất cho hợp tác xã chúng tôi.",
        {1},
    ),
    (
        "Tôi yêu cầu:\n\n1) Ông Hải trả lại 20 triệu đồng cho tôi\n\n2) UBND xã kỷ luật ông Hải\n\nTôi xin cảm ơn.",
        {2},
    ),
    ("Kiến nghị: Sửa cầu treo trước mùa mưa.", {1}),
    (
        "Trên đây là nội dung khiếu nại của tôi. Kính đề nghị Quý cơ quan thụ lý, giải quyết theo đúng quy định của pháp luật.",
        {1},
    ),
    (
        "Chúng tôi không cần gì hơn ngoài việc được trả lại tên trong danh sách, mong ông chủ tịch nghĩ lại.",
        {1},
    ),
    # told of an earlier time, of somebody else, of the writer's own doing
    ("Năm 2020 tôi xin xã đo lại thì xã bảo chờ.", {0}),
    ("Tôi xin cam đoan lời khai là đúng, sai tôi xin chịu kỷ luật.", {0}),
    ("Đề nghị phần mềm tiếp nhận ghi đơn này là đủ điều kiện thụ lý.", {0}),
]


@pytest.mark.parametrize(("body", "counts"), REQUESTS)
def test_requests_in_any_form(body: str, counts: set[int]) -> None:
    text = petition("ĐƠN KHIẾU NẠI", f"Tôi khiếu nại việc UBND xã phạt tôi.\n{body}")
    found = find(text).fields.requests
    assert len(found) in counts, values(found)


ENCLOSED = [
    (
        "Tôi gửi kèm theo đơn này: bản sao sổ đỏ, 02 ảnh chụp, giấy xác nhận của thôn (bản chính).",
        3,
    ),
    ("Hồ sơ tôi gửi gồm bản photo quyết định và biên lai.", 2),
    ("Có kèm theo đơn 3 tấm ảnh và 1 đoạn clip trong USB.", 2),
    ("Giấy tờ chứng minh tôi xin nộp sau.", 0),
    ("Tôi còn giữ bản gốc giấy nhận tiền, khi cần sẽ đưa.", 0),
    ("Đính kèm: hình 1, hình 2, file ghi âm.mp3", 3),
    (
        "VI. CÁC TÀI LIỆU GỬI KÈM\n(1) Giấy ủy quyền - bản chính\n(2) Sổ hộ khẩu - bản sao\n(3) Ảnh",
        3,
    ),
    ("Ảnh chụp đoạn đường hỏng (03 tấm) chúng tôi gửi kèm theo đơn.", 1),
    ("Bản photo quyết định xử phạt tôi kẹp ở sau đơn.", 1),
    (
        "Tài liệu kèm theo đơn gồm có:\n- Đơn khiếu nại lần đầu ngày 2/3/2023 (photo)\n- Biên bản họp thôn\n\nXin trân trọng cảm ơn!",
        2,
    ),
    ("Chứng cứ: ảnh, video tôi đang lưu trong máy, sẽ cung cấp khi làm việc.", 0),
    ("Xin gửi kèm danh sách 32 hộ dân ký tên.", 1),
    (
        "Kèm theo đơn có: hợp đồng mua bán viết tay năm 1998 (01 bản sao), phiếu thu tiền điện (05 tờ photo) và giấy xác nhận của trưởng thôn.",
        3,
    ),
    ("KÈM THEO: QUYẾT ĐỊNH SỐ 15/QĐ-UBND NGÀY 2/3/2023 VÀ BIÊN BẢN NGÀY 1/2/2023.", 2),
    ("Theo bảng giá kèm theo Quyết định số 15/QĐ-UBND thì đất tôi giá 200 nghìn.", 0),
    ("Tôi đã nộp đủ hồ sơ từ tháng 3 gồm giấy khai sinh, sổ hộ khẩu mà xã không giải quyết.", 0),
    ("Giấy tờ tôi kẹp theo: sổ khám bệnh, hai tấm ảnh vết thương.", 2),
    ("Giấy tờ nộp cùng: [x] giấy hẹn (sao y)   [x] hộ chiếu (photo)   [ ] vé tàu", 2),
    (
        "BẢNG KÊ TÀI LIỆU\nKý hiệu | Tên tài liệu | Số bản\nA1 | Giấy ủy quyền | 1\nA2 | Biên bản họp thôn | 2",
        2,
    ),
]


@pytest.mark.parametrize(("body", "count"), ENCLOSED)
def test_enclosed_papers_in_any_form(body: str, count: int) -> None:
    story = "Tôi khiếu nại việc UBND xã phạt tôi. Tôi đề nghị xem xét lại mức phạt."
    found = find(petition("ĐƠN KHIẾU NẠI", f"{story}\n\n{body}")).fields.attachments
    assert len(found) == count, [a.title for a in found]


KINDS = [
    (
        "ĐƠN XIN CỨU XÉT",
        "Ngày 3/4/2024 xã đưa cho tôi tờ Quyết định số 22/QĐ-XPVPHC phạt 7 triệu vì đào ao. Tôi đào ao trong vườn mình, có sổ đỏ hẳn hoi. Tôi xin xã bỏ tờ phạt đó.",
        "complaint",
    ),
    (
        "",
        "Kính gửi Chủ tịch UBND huyện. Tôi yêu cầu ông hủy Quyết định số 41/QĐ-UBND ngày 5/5/2023 thu hồi giấy chứng nhận của tôi vì không có biên bản kiểm tra nào.",
        "complaint",
    ),
    (
        "ĐƠN KÊU OAN",
        "Nhà tôi bị cắt điện vì bị bảo là câu trộm. Tôi không câu trộm. Tôi kiện điện lực vì lập biên bản mà không có tôi. Xin trả lại điện cho tôi.",
        "complaint",
    ),
    (
        "THƯ NGỎ",
        "Ông hiệu trưởng bắt giáo viên chúng tôi nộp lại 30% tiền dạy thêm, ai không nộp thì bị xếp loại trung bình. Chúng tôi mong Sở vào làm rõ và xử lý ông hiệu trưởng.",
        "denunciation",
    ),
    (
        "",
        "Chào phường, em muốn góp ý là đèn đường hẻm 22 tắt cả tuần nay, tối về nguy hiểm lắm ạ. Phường cho người thay bóng giúp em với.",
        "recommendation",
    ),
    (
        "ĐƠN TRÌNH BÁO",
        "Tôi trình báo việc ông Tư công an viên uống rượu vào đập xe tôi rồi đòi 5 triệu mới trả giấy tờ. Đề nghị công an xã xử lý ông Tư.",
        "denunciation",
    ),
    (
        "ĐƠN YÊU CẦU",
        "Tôi làm hồ sơ hưởng chế độ chất độc da cam từ 2019 mà Phòng Lao động không trả lời. Tôi không đồng ý với việc im lặng này và yêu cầu trả kết quả hồ sơ cho tôi.",
        "complaint",
    ),
    (
        "ĐƠN KIẾN NGHỊ",
        "Tôi được bồi thường 120 triệu theo Quyết định số 9/QĐ-UBND ngày 2/2/2022, tôi cho là quá thấp, không đúng loại đất. Tôi kiến nghị xem xét lại, áp đúng giá đất ở cho tôi.",
        "complaint",
    ),
    (
        "ĐƠN PHẢN ÁNH",
        "Trưởng thôn Y Blan lấy tiền quỹ vì người nghèo 18 triệu để mua xe máy, ghi khống tên 9 hộ. Bà con phản ánh để cấp trên xử lý trưởng thôn và đòi lại tiền cho quỹ.",
        "denunciation",
    ),
    (
        "ĐƠN ĐỀ NGHỊ",
        "Chúng tôi là cư dân tổ 5. Trạm trộn bê tông hoạt động cả đêm, bụi phủ khắp nhà. Chúng tôi đề nghị phường buộc trạm che chắn và chỉ hoạt động ban ngày.",
        "recommendation",
    ),
    (
        "ĐƠN KHIẾU NẠI VỀ TIẾNG ỒN",
        "Quán nhậu cạnh nhà tôi hát tới 2 giờ sáng. Tôi khiếu nại mong phường nhắc nhở quán.",
        "recommendation",
    ),
    (
        "ĐƠN TỐ CÁO VÀ KHIẾU NẠI",
        "Thứ nhất, tôi tố cáo bà Lan thủ quỹ xã nhận 10 triệu của tôi hứa lo sổ. Thứ hai, tôi khiếu nại Thông báo số 8/TB-UBND của xã trả hồ sơ của tôi. Đề nghị xử lý bà Lan và hủy thông báo.",
        "mixed",
    ),
    (
        "ĐƠN TRÌNH BÀY",
        "Anh em ông Ba tranh chấp cái hàng rào với tôi từ 2015. Tôi đề nghị xã hòa giải, đo lại ranh cho hai bên.",
        "recommendation",
    ),
    (
        "GIẤY ĐỀ NGHỊ",
        "Tôi đề nghị UBND xã xác nhận cho tôi tình trạng hôn nhân để làm thủ tục kết hôn.",
        "other",
    ),
    (
        "ĐƠN XIN RÚT ĐƠN KHIẾU NẠI",
        "Nay tôi và UBND xã đã thống nhất, tôi xin rút đơn khiếu nại ngày 2/3/2024.",
        "other",
    ),
    ("", "em chao anh chi, em muon hoi lam lai so ho ngheo thi nop o dau a? em cam on", "other"),
    (
        "Đơn khiếu lại",
        "tôi khiếu lại cái quyết định đền bù của huyện, tính thiếu cho tôi 30 cây cam. đề nghị huyện tính lại",
        "complaint",
    ),
    (
        "ĐƠN TỐ CÁO",
        "Ông Chủ tịch xã ký Quyết định số 15/QĐ-UBND cưỡng chế nhà tôi là trái luật. Tôi đề nghị hủy quyết định cưỡng chế và bồi thường cho tôi.",
        "complaint",
    ),
    (
        "THƯ GỬI BÍ THƯ",
        "Tôi kể để bí thư rõ: cô kế toán trường nhận lương hai nơi, lập khống hóa đơn mua gạo. Tôi xin kiểm tra sổ sách và kỷ luật cô ấy.",
        "denunciation",
    ),
    (
        "ĐƠN XIN GIÚP ĐỠ",
        "Chồng tôi mất, hai con nhỏ, nhà tốc mái. Tôi xin xã cho tôi vào diện hộ nghèo và hỗ trợ tôn lợp nhà.",
        "recommendation",
    ),
    (
        "ĐƠN KHIẾU NẠI",
        "Tôi bị nhà trường chấm dứt hợp đồng ngày 1/8/2022 không báo trước. Tôi yêu cầu nhận tôi trở lại làm việc và trả lương những tháng nghỉ.",
        "complaint",
    ),
    (
        "BẢN KIẾN NGHỊ",
        "Hợp tác xã chúng tôi kiến nghị Sở sửa Thông báo số 77/TB-SNN về lịch xả nước vì không hợp với vụ lúa của vùng.",
        "recommendation",
    ),
    (
        "ĐƠN TỐ GIÁC",
        "Tôi tố giác nhóm người khai thác cát trộm trên sông, có sự bao che của ông Phó trưởng Công an xã. Đề nghị điều tra.",
        "denunciation",
    ),
]


@pytest.mark.parametrize(("title", "body", "kind"), KINDS)
def test_kind_by_what_is_told(title: str, body: str, kind: str) -> None:
    assert find(petition(title, body)).kind.value == kind


ACTS = [
    ("Tôi tố cáo thầy Đinh Văn Kỳ đã bớt gạo của học sinh.", "bớt gạo"),
    ("TÔI TỐ CÁO ANH ĐINH VĂN KỲ NHẬN TIỀN CỦA DÂN.", "NHẬN TIỀN"),
    ("Tôi tố cáo ông Đinh Văn Kỳ là trưởng thôn Bến ăn chặn tiền cứu trợ.", "ăn chặn tiền"),
    (
        "Tôi tố cáo ông Đinh Văn Kỳ, trưởng thôn.\nHành vi bị tố cáo: thu tiền không biên lai.",
        "thu tiền không biên lai",
    ),
    (
        "Tôi tố cáo ông Đinh Văn Kỳ, trưởng thôn. Tối 3/4/2023 ông Kỳ đến nhà tôi lấy 5 triệu.",
        "5 triệu",
    ),
]


@pytest.mark.parametrize(("body", "act"), ACTS)
def test_what_is_denounced_in_any_form(body: str, act: str) -> None:
    found = find(petition("ĐƠN TỐ CÁO", f"{body} Đề nghị xử lý ông Kỳ.")).fields.contested
    assert len(found) == 1
    assert act in str(found[0].value)


def test_a_decision_that_is_pointed_at_is_contested() -> None:
    body = "Ngày 2/3/2023 xã ra Quyết định số 15/QĐ-UBND dỡ quán của tôi. Hôm sau họ đến dỡ. Tôi khiếu nại quyết định ấy."
    found = find(petition("ĐƠN KHIẾU NẠI", body)).fields.contested
    assert ["15/QĐ-UBND" in str(v) for v in values(found)] == [True]
