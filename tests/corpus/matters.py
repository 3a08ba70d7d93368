"""What made petitions are about: the sentences of each matter, several wordings of each.

Places in braces are filled by ``petitions``: ``{decision}`` cites the contested decision in full,
``{decision_again}`` by symbol, ``{decision_short}`` by number; ``{certificate}``, ``{minutes}``,
``{reply}``, ``{law}`` and ``{decree}`` cite other documents; ``{officer}`` is the respondent.
"""

from dataclasses import dataclass
from typing import Literal

Wordings = tuple[str, ...]


@dataclass(frozen=True)
class Matter:
    """One kind of case. ``act`` is the contested act where no decision is contested."""

    kind: Literal["complaint", "denunciation", "recommendation"]
    subject: str
    story: tuple[Wordings, ...]
    grounds: Wordings
    requests: Wordings
    attachments: Wordings
    act: Wordings = ()
    decision: tuple[str, str] | None = None
    """Type and symbol ending of the contested decision."""
    about: str = ""
    """What the contested decision is about, after «về việc»."""
    posts: Wordings = ()
    """Posts of the respondent, before the commune's name."""
    law: tuple[str, int] = ("Khiếu nại", 2011)
    decree: tuple[str, str] = ("124/2020/NĐ-CP", "2020-10-19")


_LAND = ("Đất đai", 2024)
_COMPENSATION = ("88/2024/NĐ-CP", "2024-07-15")
_DENUNCIATION = {"law": ("Tố cáo", 2018), "decree": ("31/2019/NĐ-CP", "2019-04-10")}

COMPLAINTS = (
    Matter(
        "complaint",
        "bồi thường khi Nhà nước thu hồi đất",
        (
            (
                "Gia đình tôi sử dụng thửa đất số {plot}, tờ bản đồ số {sheet}, diện tích {area} m2"
                " tại {hamlet} từ năm {year}, đã được cấp {certificate}.",
                "Thửa đất số {plot}, tờ bản đồ số {sheet} do cha mẹ tôi để lại, gia đình tôi canh"
                " tác liên tục từ năm {year}; diện tích theo {certificate} là {area} m2.",
            ),
            (
                "Khi thực hiện dự án, Nhà nước thu hồi của tôi {lost} m2 nhưng chỉ tính bồi thường"
                " theo giá đất nông nghiệp, không tính {count} cây ăn trái đang cho thu hoạch.",
                "Phần đất bị thu hồi là {lost} m2. Đơn giá được áp dụng thấp hơn nhiều so với các"
                " hộ liền kề, {count} cây trồng và mái hiên nhà tôi bị bỏ ra ngoài phương án.",
            ),
            (
                "Việc kiểm đếm chỉ làm trong một buổi, {minutes} ghi thiếu tài sản mà tôi không"
                " được đọc lại trước khi ký.",
                "Tôi đã nêu ý kiến nhưng {minutes} không ghi nhận.",
            ),
        ),
        (
            "Theo {law} và {decree}, người có đất thu hồi phải được bồi thường đúng diện tích, đúng"
            " loại đất và tài sản thực tế; {decision_short} đã không làm đúng như vậy.",
            "Tôi cho rằng {decision_short} trái với {law}, làm thiệt hại đến quyền và lợi ích hợp"
            " pháp của gia đình tôi.",
        ),
        (
            "Kiểm đếm lại toàn bộ cây trồng, nhà cửa trên phần đất bị thu hồi",
            "Sửa đổi {decision_again} theo hướng bồi thường đủ {lost} m2 đất cho gia đình tôi",
            "Bố trí cho gia đình tôi một lô đất tái định cư",
        ),
        (
            "Bản sao {decision_again}",
            "Bản sao giấy chứng nhận quyền sử dụng đất",
            "Ảnh chụp vườn cây",
        ),
        decision=("Quyết định", "QĐ-UBND"),
        about="phê duyệt phương án bồi thường, hỗ trợ, tái định cư",
        law=_LAND,
        decree=_COMPENSATION,
    ),
    Matter(
        "complaint",
        "xử phạt vi phạm hành chính về trật tự xây dựng",
        (
            (
                "Tháng {month}, tôi sửa lại mái nhà bếp đã dột nát, giữ nguyên diện tích cũ trên"
                " thửa đất số {plot}, tờ bản đồ số {sheet}.",
                "Nhà tôi ở {hamlet} xây từ năm {year}. Vừa qua tôi thay lại vách và mái tôn phần"
                " nhà sau, không cơi nới thêm.",
            ),
            (
                "Đoàn kiểm tra đến lập {minutes}, cho rằng tôi xây dựng không phép {lost} m2.",
                "Dù tôi đã giải thích, đoàn kiểm tra vẫn lập {minutes} khi tôi không có mặt.",
            ),
            (
                "Tôi đã có đơn giải trình nhưng không được xem xét, sau đó tôi nhận được quyết định"
                " phạt {money} đồng.",
                "Mức phạt {money} đồng là quá sức với gia đình tôi và không đúng với việc tôi làm.",
            ),
        ),
        (
            "Căn cứ {law}, việc sửa chữa không làm thay đổi kết cấu chịu lực thì không phải xin"
            " phép; vì vậy {decision_short} là không có căn cứ.",
            "Tôi thấy {decision_short} áp dụng sai {decree} nên tôi không chấp nhận.",
        ),
        (
            "Hủy bỏ {decision_again}",
            "Trả lại cho tôi số tiền {money} đồng đã nộp phạt",
            "Tạm dừng việc buộc tháo dỡ trong khi chờ giải quyết khiếu nại",
        ),
        ("Bản sao {decision_again}", "Ảnh hiện trạng căn nhà", "Bản giải trình của tôi"),
        decision=("Quyết định", "QĐ-XPHC"),
        about="xử phạt vi phạm hành chính",
        law=("Xây dựng", 2014),
        decree=("16/2022/NĐ-CP", "2022-01-28"),
    ),
    Matter(
        "complaint",
        "từ chối cấp giấy chứng nhận quyền sử dụng đất",
        (
            (
                "Tôi nộp hồ sơ xin cấp giấy chứng nhận cho thửa đất số {plot}, tờ bản đồ số"
                " {sheet}, {area} m2 tại {hamlet}.",
                "Thửa đất số {plot} (tờ bản đồ số {sheet}) tôi mua bằng giấy tay năm {year}, nay"
                " làm hồ sơ xin cấp sổ.",
            ),
            (
                "Hàng xóm bốn bên đều ký xác nhận không tranh chấp, thuế đất tôi đóng đủ hằng năm.",
                "Tôi có đủ biên lai nộp thuế, có {count} người ở lâu năm xác nhận nguồn gốc đất.",
            ),
            (
                "Vậy mà hồ sơ bị trả lại với lý do chung chung là «chưa phù hợp quy hoạch».",
                "Nhưng xã trả hồ sơ, không chỉ rõ tôi thiếu giấy tờ gì.",
            ),
        ),
        (
            "Theo {law} và {decree}, trường hợp của tôi đủ điều kiện được cấp giấy chứng nhận.",
            "Nội dung {decision_short} không đúng với {law}.",
        ),
        (
            "Thu hồi {decision_again}",
            "Tiếp nhận và giải quyết hồ sơ cấp giấy chứng nhận cho tôi",
            "Trả lời tôi bằng văn bản, nêu rõ căn cứ pháp luật",
        ),
        ("Bản sao {decision_again}", "Giấy mua bán đất viết tay", "Biên lai thuế đất"),
        decision=("Thông báo", "TB-UBND"),
        about="trả hồ sơ đăng ký đất đai",
        law=_LAND,
        decree=("101/2024/NĐ-CP", "2024-07-29"),
    ),
    Matter(
        "complaint",
        "chậm giải quyết hồ sơ đất đai",
        (
            (
                "Tháng {month}, tôi nộp hồ sơ tách thửa đất số {plot}, tờ bản đồ số {sheet} tại bộ"
                " phận một cửa, được hẹn {count} ngày làm việc.",
                "Tôi đã nộp đầy đủ hồ sơ tách thửa (thửa số {plot}, tờ bản đồ số {sheet}) và có"
                " giấy hẹn trả kết quả sau {count} ngày.",
            ),
            (
                "Đến nay đã quá hẹn nhiều tháng, tôi lên hỏi năm lần bảy lượt thì mỗi"
                " lần một lý do.",
                "Quá hẹn đã lâu mà không ai trả lời tôi bằng văn bản, chỉ nói miệng là «chờ».",
            ),
            (
                "Vì chưa có giấy tờ nên vợ chồng con tôi không làm nhà được, phải ở trọ.",
                "Sự chậm trễ này làm tôi lỡ hợp đồng vay vốn ngân hàng.",
            ),
        ),
        (
            "Việc này trái với {law} và thời hạn ghi tại {decree}.",
            "Theo {law}, cơ quan nhà nước phải trả kết quả đúng hẹn hoặc nói rõ lý do chậm.",
        ),
        (
            "Giải quyết dứt điểm hồ sơ tách thửa của tôi",
            "Làm rõ trách nhiệm của người để hồ sơ quá hạn",
        ),
        ("Giấy hẹn trả kết quả", "Bản sao hồ sơ tách thửa"),
        act=("chậm giải quyết hồ sơ tách thửa đất của gia đình tôi",),
        law=_LAND,
        decree=("101/2024/NĐ-CP", "2024-07-29"),
    ),
    Matter(
        "complaint",
        "thôi hưởng trợ cấp xã hội hằng tháng",
        (
            (
                "Tôi là người khuyết tật nặng, được hưởng trợ cấp hằng tháng từ năm {year}.",
                "Mẹ già tôi và tôi sống nhờ khoản trợ cấp hằng tháng đã được hưởng từ năm {year}.",
            ),
            (
                "Tháng {month}, tôi không lãnh được tiền, hỏi ra mới biết đã bị cắt, tổng số tiền"
                " chưa nhận là {money} đồng.",
                "Từ tháng {month} xã ngừng chi trả mà không báo trước, đến nay tôi mất {money}"
                " đồng.",
            ),
            (
                "Sức khỏe của tôi không khá hơn, không có hội đồng nào giám định lại.",
                "Trước khi cắt, không ai xác minh hoàn cảnh thực tế của gia đình tôi.",
            ),
        ),
        (
            "{decision_short} không nêu lý do, trái với {decree}.",
            "Tôi cho rằng {decision_short} không đúng với {law} và {decree}.",
        ),
        (
            "Hủy bỏ {decision_again}",
            "Truy trả cho tôi {money} đồng tiền trợ cấp đã bị cắt",
        ),
        ("Bản sao {decision_again}", "Giấy xác nhận khuyết tật"),
        decision=("Quyết định", "QĐ-UBND"),
        about="thôi hưởng trợ cấp xã hội",
        law=("Người khuyết tật", 2010),
        decree=("20/2021/NĐ-CP", "2021-03-15"),
    ),
)

DENUNCIATIONS = (
    Matter(
        "denunciation",
        "nhận tiền để làm sai lệch hồ sơ đất đai",
        (
            (
                "Khoảng tháng {month}, {officer} nhận của một hộ dân ở {hamlet} số tiền {money}"
                " đồng để ghi thêm {lost} m2 đất công vào hồ sơ.",
                "Tôi được biết {officer} đã nhận {money} đồng của người khác để sửa ranh giới thửa"
                " đất số {plot}, tờ bản đồ số {sheet}, lấn sang đất công {lost} m2.",
            ),
            (
                "Chữ ký hộ giáp ranh trong {minutes} là giả, người nhà tôi hôm đó không có mặt.",
                "Khi lập {minutes}, người này không mời các hộ liền kề chứng kiến.",
            ),
            (
                "Việc này nhiều người dân biết nhưng ngại va chạm nên không dám nói.",
                "Có {count} người chứng kiến việc giao tiền, khi cần tôi sẽ cung cấp tên.",
            ),
        ),
        (
            "Hành vi trên vi phạm {law}, có dấu hiệu của việc lợi dụng chức vụ để trục lợi.",
            "Theo {law} và {decree}, việc làm đó phải được xác minh, xử lý nghiêm minh.",
        ),
        (
            "Xác minh, kết luận rõ hành vi tôi tố cáo",
            "Xử lý nghiêm người vi phạm theo quy định của pháp luật",
            "Thu hồi phần đất công đã bị hợp thức hóa sai",
        ),
        ("01 đoạn ghi âm", "Ảnh chụp hồ sơ địa chính", "Đơn xác nhận của người làm chứng"),
        act=("nhận {money} đồng để làm sai lệch hồ sơ đất đai",),
        posts=("công chức địa chính", "Phó Trưởng phòng Kinh tế", "cán bộ đo đạc"),
        **_DENUNCIATION,
    ),
    Matter(
        "denunciation",
        "thu tiền của dân không có biên lai",
        (
            (
                "Từ tháng {month} đến nay, {officer} bắt mỗi hộ ở {hamlet} nộp {money} đồng gọi là"
                " «quỹ xây dựng» mà không họp dân.",
                "Ở {hamlet}, {officer} đứng ra thu mỗi hộ {money} đồng, ai không nộp thì không ký"
                " giấy tờ cho.",
            ),
            (
                "Tổng cộng có {count} hộ đã nộp, không hộ nào được nhận phiếu thu.",
                "Tiền thu của {count} hộ không vào sổ sách, không công khai chi vào việc gì.",
            ),
            (
                "Khi bà con hỏi thì người này lớn tiếng, dọa cắt các chế độ hỗ trợ.",
                "Con đường nói là để làm thì đến nay vẫn y như cũ.",
            ),
        ),
        (
            "Việc tự đặt ra khoản thu như vậy là trái pháp luật, cần được làm rõ theo {law}.",
            "Tôi làm đơn này theo {law} để cấp trên biết và xử lý.",
        ),
        (
            "Kiểm tra sổ sách thu chi của thôn, ấp từ năm {year} đến nay",
            "Buộc trả lại tiền đã thu sai cho bà con",
            "Xử lý trách nhiệm người thu tiền",
        ),
        ("Danh sách các hộ đã nộp tiền", "Ảnh chụp sổ ghi tay"),
        act=("thu của mỗi hộ {money} đồng không có biên lai",),
        posts=("trưởng ban quản lý chợ", "Chủ tịch Hội Nông dân", "Trưởng ban công tác mặt trận"),
        **_DENUNCIATION,
    ),
    Matter(
        "denunciation",
        "lập khống danh sách nhận hỗ trợ",
        (
            (
                "Đợt hỗ trợ tháng {month}, {officer} lập danh sách {count} hộ bị thiệt hại, trong"
                " đó nhiều hộ không hề có thiệt hại.",
                "Trong danh sách {count} hộ nhận hỗ trợ do {officer} lập có cả người đã chết và"
                " người không còn ở địa phương.",
            ),
            (
                "Có hộ ký nhận đủ mà thực tế chỉ được một nửa, chênh lệch lên đến {money} đồng.",
                "Số tiền bị ăn chặn theo tôi tính là {money} đồng.",
            ),
            (
                "Tôi đã phản ánh và được trả lời tại {reply}, nhưng trả lời như vậy là bao che.",
                "Xã trả lời tôi bằng {reply}, nội dung không đúng với sự thật.",
            ),
        ),
        (
            "Đây là hành vi chiếm đoạt tiền của Nhà nước, vi phạm {law}.",
            "Tôi đề nghị xử lý theo {law} và {decree}.",
        ),
        (
            "Thanh tra việc cấp phát tiền hỗ trợ tại {hamlet}",
            "Thu hồi {money} đồng đã bị chiếm đoạt",
        ),
        ("Bản chụp danh sách ký nhận", "Đơn của các hộ bị ăn chặn"),
        act=("lập khống danh sách nhận tiền hỗ trợ",),
        posts=("Trưởng phòng Văn hóa - Xã hội", "công chức tài chính - kế toán"),
        **_DENUNCIATION,
    ),
)

RECOMMENDATIONS = (
    Matter(
        "recommendation",
        "trại chăn nuôi gây ô nhiễm",
        (
            (
                "Trại heo ở cuối {hamlet} có khoảng {count} con xả thẳng nước phân ra suối, mùi hôi"
                " bốc lên cả ngày lẫn đêm.",
                "Gần một năm nay, bà con {hamlet} phải chịu mùi hôi và ruồi nhặng từ trại gà mới"
                " dựng sát khu dân cư.",
            ),
            (
                "Nước giếng nổi váng, trẻ nhỏ trong xóm hay bị tiêu chảy, mẩn ngứa.",
                "Nhà nào cũng phải đóng cửa suốt ngày, người già khó thở không ngủ được.",
            ),
            (
                "Chúng tôi đã báo và được trả lời tại {reply} nhưng tình hình không thay đổi.",
                "Đoàn kiểm tra có đến lập {minutes}, rồi đâu lại vào đấy.",
            ),
        ),
        ("Theo {law}, cơ sở gây ô nhiễm phải khắc phục hoặc ngừng hoạt động.",),
        (
            "Kiểm tra, lấy mẫu nước thải của trại chăn nuôi",
            "Buộc chủ trại xử lý chất thải hoặc di dời ra khỏi khu dân cư",
        ),
        ("Ảnh chụp dòng suối", "Chữ ký của các hộ dân"),
        law=("Bảo vệ môi trường", 2020),
    ),
    Matter(
        "recommendation",
        "sửa chữa đường giao thông",
        (
            (
                "Đoạn đường vào {hamlet} dài khoảng {area} mét đã hư hỏng nặng, ổ gà sâu, mùa mưa"
                " ngập không đi được.",
                "Con đường duy nhất ra trung tâm của bà con {hamlet} bị xe tải chở đất cày nát,"
                " dài chừng {area} mét.",
            ),
            (
                "Học sinh đi học té ngã thường xuyên, tháng {month} có {count} vụ xe máy ngã.",
                "Xe cứu thương cũng không vào được, có người bệnh phải khiêng ra.",
            ),
        ),
        ("Bà con sẵn sàng góp ngày công cùng Nhà nước.", "Việc này cử tri đã nêu nhiều lần."),
        (
            "Sửa chữa, nâng cấp đoạn đường vào {hamlet}",
            "Cắm biển hạn chế tải trọng xe",
        ),
        ("Ảnh hiện trạng con đường",),
    ),
    Matter(
        "recommendation",
        "quán karaoke gây ồn ào ban đêm",
        (
            (
                "Quán karaoke đầu {hamlet} mở nhạc rất lớn đến quá nửa đêm, hầu như ngày nào cũng"
                " vậy.",
                "Mấy tháng nay, bà con {hamlet} không ngủ được vì loa kẹo kéo của quán nhậu ven"
                " đường hát tới khuya.",
            ),
            (
                "Đã {count} lần chúng tôi gọi điện cho công an nhưng nhắc xong lại mở tiếp.",
                "Nhắc thì chủ quán thách thức, có lần suýt xô xát.",
            ),
        ),
        ("Người già, trẻ em đều khổ vì tiếng ồn.", "Các cháu đang ôn thi không học được."),
        (
            "Xử lý tiếng ồn của quán theo quy định",
            "Kiểm tra giấy phép kinh doanh của quán",
        ),
        ("Đoạn phim quay lúc 23 giờ",),
    ),
)
