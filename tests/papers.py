"""Papers for the tests of the whole way, with invented people."""

COMPLAINT = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Bình Minh, ngày 05 tháng 11 năm 2026

ĐƠN KHIẾU NẠI

Kính gửi: Chủ tịch Ủy ban nhân dân xã Bình Minh

Tôi tên là: Nguyễn Văn Thử, sinh năm 1962
CCCD số: 075062001234, cấp ngày 12/5/2021, nơi cấp: Cục Cảnh sát QLHC về TTXH
Địa chỉ: ấp Tân Bình, xã Bình Minh, tỉnh Đồng Nai
Điện thoại: 0905.123.456

Người bị khiếu nại: Chủ tịch Ủy ban nhân dân xã Bình Minh, địa chỉ: xã Bình Minh, tỉnh Đồng Nai.

Tôi khiếu nại Quyết định số 215/QĐ-UBND ngày 20/10/2026 của Chủ tịch Ủy ban nhân dân xã Bình Minh \
về việc thu hồi đất của gia đình tôi.

Gia đình tôi sử dụng thửa đất số 45, tờ bản đồ số 12 từ năm 1993, không có tranh chấp. Quyết định \
nêu trên thu hồi toàn bộ thửa đất mà không bồi thường.

Vì vậy, tôi đề nghị hủy Quyết định số 215/QĐ-UBND.

Tài liệu kèm theo:
1. Bản sao Quyết định số 215/QĐ-UBND.

NGƯỜI KHIẾU NẠI
(Ký, ghi rõ họ tên)

Nguyễn Văn Thử
"""

DENOUNCER = "Lò Thị Mẩy"
DENOUNCER_ID = "014187009876"
DENOUNCER_PHONE = "0987.654.321"
DENOUNCER_ADDRESS = "bản Nà Khoang"
DENOUNCER_FILE = "don to cao cua ba Lo Thi May - ban Na Khoang.txt"

DENUNCIATION = f"""CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Mường Sát, ngày 10 tháng 11 năm 2026

ĐƠN TỐ CÁO

Kính gửi: Chủ tịch Ủy ban nhân dân xã Bình Minh

Tôi tên là: {DENOUNCER}, sinh năm 1987
CCCD số: {DENOUNCER_ID}, cấp ngày 03/4/2022, nơi cấp: Cục Cảnh sát QLHC về TTXH
Địa chỉ: {DENOUNCER_ADDRESS}, xã Bình Minh, tỉnh Đồng Nai
Điện thoại: {DENOUNCER_PHONE}

Người bị tố cáo: ông Trần Quốc Giả, chức vụ: công chức địa chính Ủy ban nhân dân xã Bình Minh.

Tôi tố cáo ông Trần Quốc Giả đã nhận của bà {DENOUNCER} ở {DENOUNCER_ADDRESS} 30 triệu đồng để làm \
giấy chứng nhận quyền sử dụng đất mang tên {DENOUNCER} nhưng không làm.

Vì vậy, tôi đề nghị Chủ tịch Ủy ban nhân dân xã Bình Minh làm rõ và xử lý theo quy định.
Tôi đề nghị giữ bí mật họ tên của tôi ({DENOUNCER}, điện thoại {DENOUNCER_PHONE}).

NGƯỜI TỐ CÁO
(Ký, ghi rõ họ tên)

{DENOUNCER}
"""
