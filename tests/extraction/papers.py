# ruff: noqa: E501 (a paragraph of a petition is one line)
"""Papers for the tests, made by hand with invented people."""

from pipeline.extraction import extract
from pipeline.extraction.findings import Findings, Party, Reference, Value
from pipeline.reading.document import Document, Page, Word

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"


def document(text: str) -> Document:
    return Document(sha256="", media_type="text/plain", text=text, pages=())


def find(text: str) -> Findings:
    return extract(document(text))


def value(v: Value | None) -> str | int | None:
    return None if v is None else v.value


def values(vs: tuple[Value, ...]) -> list[str | int]:
    return [v.value for v in vs]


def names(parties: tuple[Party, ...]) -> list[str | int | None]:
    return [value(p.name) for p in parties]


def codes(findings: Findings) -> set[str]:
    return {n.code for n in findings.warnings}


def short(reference: Reference) -> tuple[str, str | None, str | None, str | None]:
    return reference.kind, reference.symbol, reference.date, reference.agency


def paged(text: str, confidence: float = 1.0, source: str = "ocr") -> Document:
    """A document whose words stand on a grid: 6 points a letter, 14 points a line."""
    pages: list[Page] = []
    start = 0
    for number, content in enumerate(text.split("\f"), 1):
        words: list[Word] = []
        offset = start
        for line_number, line in enumerate(content.split("\n")):
            column = 0
            for piece in line.split(" "):
                if piece:
                    first = offset + column
                    box = (
                        6.0 * column,
                        14.0 * line_number,
                        6.0 * (column + len(piece)),
                        14.0 * line_number + 12,
                    )
                    words.append(Word(first, first + len(piece), box, confidence, line_number))
                column += len(piece) + 1
            offset += len(line) + 1
        end = start + len(content)
        pages.append(
            Page(number, 595.0, 842.0, source, 0, 300, confidence, start, end, tuple(words))
        )  # type: ignore[arg-type]
        start = end + 1
    return Document(sha256="", media_type="application/pdf", text=text, pages=tuple(pages))


COMPLAINT = (
    NATION
    + """Đắk Lắk, ngày 12 tháng 8 năm 2026

ĐƠN KHIẾU NẠI
(V/v thu hồi đất không đúng quy định)

Kính gửi:
- Chủ tịch Ủy ban nhân dân xã Ea Kiết;
- Thanh tra tỉnh Đắk Lắk.

Tôi tên là: Nguyễn Văn Thuận, sinh năm 1962
CCCD số: 066062001234, cấp ngày 10/5/2021, nơi cấp: Cục Cảnh sát quản lý hành chính về trật tự xã hội
Địa chỉ thường trú: Thôn 3, xã Ea Kiết, tỉnh Đắk Lắk
Điện thoại: 0905.123.456
Người bị khiếu nại: ông Trần Đình Lợi, chức vụ: Chủ tịch UBND xã Ea Kiết
Địa chỉ: xã Ea Kiết, tỉnh Đắk Lắk

Tôi làm đơn này khiếu nại Quyết định số 2764/QĐ-UBND ngày 05/6/2026 của Chủ tịch UBND xã Ea Kiết về việc thu hồi đất của hộ gia đình tôi.
Gia đình tôi sử dụng thửa đất số 45, tờ bản đồ số 12 từ năm 1993. Ngày 20/6/2026 tôi nhận được quyết định nêu trên. Theo khoản 2 Điều 29 Luật Đất đai năm 2024 thì việc thu hồi là không đúng.

Vì vậy, tôi kính đề nghị Chủ tịch UBND xã Ea Kiết:
1. Hủy bỏ Quyết định số 2764/QĐ-UBND ngày 05/6/2026.
2. Bồi thường thiệt hại cho gia đình tôi.

Tôi xin cam đoan những điều trên là đúng sự thật.

Tài liệu kèm theo:
- Bản sao Quyết định số 2764/QĐ-UBND;
- Giấy chứng nhận quyền sử dụng đất số CO 894520.

Người làm đơn
(Ký, ghi rõ họ tên)

Nguyễn Văn Thuận
"""
)

DENUNCIATION = (
    NATION
    + """ĐƠN TỐ CÁO

Kính gửi: Ủy ban Kiểm tra Huyện ủy Chư Prông; Công an xã Ia Pal; Thanh tra tỉnh Gia Lai

Họ và tên: Y Bhút Niê                Sinh ngày: 01/02/1975
Số CMND: 240 123 456 cấp ngày 5-6-2010 tại Công an tỉnh Đắk Lắk
Hiện ngụ tại: Buôn Ea Sar, xã Ea Sô, tỉnh Đắk Lắk. ĐT: 0981 234 567.

Nay tôi làm đơn này tố cáo ông Trần Quốc Bình, chức vụ: Phó Chủ tịch UBND xã Ea Sô và bà Lê Thị Hoa - kế toán xã về hành vi lợi dụng chức vụ, quyền hạn lập khống danh sách hộ nghèo để chiếm đoạt tiền hỗ trợ.

Cụ thể như sau: Tháng 5/2023, ông Bình đã lập danh sách 12 hộ không có thật.

Tôi đề nghị cơ quan có thẩm quyền xác minh, xử lý nghiêm ông Bình theo quy định của pháp luật. Đề nghị giữ bí mật họ tên, địa chỉ cho tôi.

Tôi cam đoan nội dung tố cáo là đúng sự thật.

Ea Sô, ngày 3 tháng 7 năm 2026
NGƯỜI TỐ CÁO
(đã ký)
Y Bhút Niê
"""
)

RECOMMENDATION = (
    NATION
    + """An Giang, ngày ... tháng ... năm 2026

ĐƠN KIẾN NGHỊ
Về việc sửa chữa đường giao thông ấp Hòa Long

Kính gửi: UBND xã Hòa Bình

Chúng tôi là các hộ dân ấp Hòa Long, gồm có:
1. Nguyễn Văn Năm, sinh năm 1958, ngụ ấp Hòa Long, xã Hòa Bình
2. Trần Thị Út, sinh năm 1965, ngụ ấp Hòa Long, xã Hòa Bình
3. Lê Hiện
4. Ông Danh Sóc Kha
5. bà Neáng Sóc

Chúng tôi xin phản ánh: con đường vào ấp dài 800m bị hư hỏng nặng, học sinh đi lại khó khăn.
Kính mong UBND xã quan tâm, bố trí kinh phí sửa chữa.
Chúng tôi xin chân thành cảm ơn.

Người đại diện
Nguyễn Văn Năm
"""
)

COMPANY = """CÔNG TY TNHH MỘT THÀNH VIÊN XÂY DỰNG BÌNH MINH
Số: 15/CV-BM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Dĩ An, ngày 02 tháng 3 năm 2026

ĐƠN KHIẾU NẠI LẦN HAI

Kính gửi: - Chủ tịch UBND Thành phố Hồ Chí Minh;
- Thanh tra Thành phố.

Tên tổ chức khiếu nại: Công ty TNHH MTV Xây dựng Bình Minh, mã số thuế: 3701234567
Địa chỉ trụ sở: số 12 đường N5, khu phố 3, phường Dĩ An, TP. Hồ Chí Minh
Đại diện theo pháp luật: bà Phạm Thị Ngọc Ánh, chức vụ: Giám đốc
Điện thoại: 0274 3812345. Email: binhminh@xaydung.example
Người bị khiếu nại: Giám đốc Sở Xây dựng, ông Võ Thành Trung.
Công ty không đồng ý với Quyết định giải quyết khiếu nại lần đầu số 88/QĐ-SXD ngày 15/01/2026 của Giám đốc Sở Xây dựng nên khiếu nại lần hai.
Yêu cầu giải quyết khiếu nại: hủy toàn bộ quyết định nêu trên và bồi thường thiệt hại 250.000.000 đồng.
Hồ sơ gửi kèm: 01 bản sao Quyết định số 88/QĐ-SXD; 01 giấy ủy quyền; biên bản làm việc ngày 10/02/2026.

ĐẠI DIỆN CÔNG TY
GIÁM ĐỐC
Phạm Thị Ngọc Ánh
"""

BLANK = (
    NATION
    + """…………, ngày … tháng … năm ……
ĐƠN KHIẾU NẠI
Kính gửi: ………………(1)……………
1. Họ và tên người khiếu nại: ……………………
CCCD số: …………, ngày cấp …/…/……, nơi cấp …………
Địa chỉ: ……………………………
2. Người bị khiếu nại: ……………………
3. Khiếu nại về việc: …………………………
4. Nội dung khiếu nại: ………………………
Tài liệu kèm theo: ……………………
Quyết định số …… ngày …/…/…
NGƯỜI KHIẾU NẠI
(Ký, ghi rõ họ tên)
"""
)

LETTER = """ỦY BAN NHÂN DÂN
TỈNH ĐẮK LẮK
SỞ NỘI VỤ

Số:      /SNV-TTr
V/v chuyển đơn của công dân

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Đắk Lắk, ngày     tháng 6 năm 2026

Kính gửi: Ủy ban nhân dân xã Ea Kiết

Ngày 12/6/2026, Sở Nội vụ nhận được đơn của ông Nguyễn Văn Thuận. Căn cứ Luật Khiếu nại số 02/2011/QH13 và Thông tư số 05/2021/TT-TTCP ngày 01/10/2021 của Tổng Thanh tra Chính phủ quy định quy trình xử lý đơn, Sở Nội vụ chuyển đơn để giải quyết theo thẩm quyền./.

Nơi nhận:
- Như trên;
- Giám đốc Sở (b/c);
- Lưu: VT, TTr (2).

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Trần Thị Bích Hằng
"""
