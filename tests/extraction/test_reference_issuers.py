# ruff: noqa: E501 (a case is one line)
"""Who issued a document, and when: the words, the issuer of the first mention, its date.

The places and bodies are invented. A date of ``...`` is not asked for.
"""

import pytest

from .papers import find

Case = tuple[str, str | None, object]

# The issuer stands in the mention or behind it.
BEHIND: list[Case] = [
    (
        "Kết luận số 3/KL-KT ngày 5/5/2024 của Đoàn kiểm tra liên ngành đều ghi rõ",
        "Đoàn kiểm tra liên ngành",
        "2024-05-05",
    ),
    (
        "Quyết định số 18/QĐ-UBND ngày 9/1/2025 (Chủ tịch UBND xã Ia Mơ ký) không được giao",
        "Chủ tịch UBND xã Ia Mơ",
        "2025-01-09",
    ),
    (
        "Tờ trình số 55/TTr-KTHT ngày 9/9/2025 của Trưởng phòng Kinh tế, Hạ tầng và Đô thị xã",
        "Trưởng phòng Kinh tế, Hạ tầng và Đô thị xã",
        "2025-09-09",
    ),
    (
        "theo Quyết định số 15/QĐ-UBND do UBND huyện Krông Bơ ban hành ngày 5/3/2024.",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "theo Quyết định số 15/QĐ-UBND ngày 5/3/2024 do Chủ tịch UBND xã Hòa Phú ký.",
        "Chủ tịch UBND xã Hòa Phú",
        "2024-03-05",
    ),
    (
        "theo Quyết định số 15/QĐ-UBND ngày 5/3/2024 do ông Trần Văn Bông, Chủ tịch UBND xã Hòa Phú ký.",
        "Chủ tịch UBND xã Hòa Phú",
        "2024-03-05",
    ),
    (
        "theo Quyết định số 15/QĐ-UBND ngày 5/3/2024 do ông Trần Văn Bông - Phó Chủ tịch UBND huyện ký",
        "Phó Chủ tịch UBND huyện",
        "2024-03-05",
    ),
    (
        "Quyết định số 15/QĐ-UBND được UBND huyện Krông Bơ ban hành ngày 5/3/2024 là trái luật.",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Quyết định số 15/QĐ-UBND ngày 5/3/2024 được Chủ tịch UBND huyện ký ban hành.",
        "Chủ tịch UBND huyện",
        "2024-03-05",
    ),
    (
        "Quyết định số 15/QĐ-UBND (UBND huyện Krông Bơ ban hành ngày 5/3/2024)",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Quyết định số 15/QĐ-UBND ngày 5/3/2024 (của UBND huyện Krông Bơ)",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Quyết định số 15/QĐ-UBND của UBND huyện Krông Bơ, ngày 5/3/2024",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Quyết định số 15/QĐ-UBND của UBND huyện Krông Bơ ban hành ngày 5/3/2024",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Quyết định số 15/QĐ-UBND của UBND huyện Krông Bơ ký ngày 5 tháng 3 năm 2024",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Tôi khiếu nại Quyết định số 15/QĐ-UBND ngày 5/3/2024 UBND huyện Krông Bơ về việc thu hồi đất.",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Tôi khiếu nại Quyết định số 15/QĐ-UBND ngày 5/3/2024 về việc thu hồi đất của UBND huyện Krông Bơ.",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Quyết định số 15/QĐ-UBND ngày 5/3/2024 của UBND huyện Krông Bơ cũ",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Quyết định số 15/QĐ-UBND ngày 5/3/2024 của UBND huyện Krông Bơ (nay là xã Krông Bơ)",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Quyết định số 15/QĐ-UBND ngày 5/3/2024 của Chủ tịch UBND thành phố Phú Ninh",
        "Chủ tịch UBND thành phố Phú Ninh",
        "2024-03-05",
    ),
    (
        "Quyết định số 15/QĐ-UBND ngày 5/3/2024 của Chủ tịch UBND TP. Phú Ninh về xử phạt",
        "Chủ tịch UBND TP. Phú Ninh",
        "2024-03-05",
    ),
    (
        "Quyết định số 15/QĐ-UBND ngày 05.3.2024 của UBND tỉnh Phú Ninh khóa cũ",
        "UBND tỉnh Phú Ninh",
        "2024-03-05",
    ),
    (
        "Quyết định số 15/QĐ-UBND ngày 5/3/2024 ban hành bởi UBND huyện Krông Bơ",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    ("Quyết định số 15/QĐ-UBND ngày 5/3/2024 của huyện", "huyện", "2024-03-05"),
    ("Quyết định số 15/QĐ-UBND ngày 5/3/2024 của xã Hòa Phú", "xã Hòa Phú", "2024-03-05"),
    ("Kế hoạch số 10/KH-UBND ngày 17/01/2014 của tỉnh Phú Ninh", "tỉnh Phú Ninh", "2014-01-17"),
    (
        "Bản án số 08/2023/HC-ST ngày 1/9/2023 của TAND tỉnh Phú Ninh",
        "TAND tỉnh Phú Ninh",
        "2023-09-01",
    ),
    (
        "Bản án số 08/2023/HC-PT ngày 1/9/2023 của TAND cấp cao tại Đà Nẵng",
        "TAND cấp cao tại Đà Nẵng",
        "2023-09-01",
    ),
    (
        "Tại Bản án số 08/2023/HC-ST ngày 1/9/2023, Tòa án nhân dân tỉnh Phú Ninh tuyên hủy quyết định",
        "Tòa án nhân dân tỉnh Phú Ninh",
        "2023-09-01",
    ),
    ("Theo Bản án số 08/2023/HC-ST ngày 1/9/2023 của tòa án tỉnh", "tòa án tỉnh", "2023-09-01"),
    (
        "Tại Công văn số 15/UBND-NC ngày 5/3/2024, UBND tỉnh giao Sở Xây dựng kiểm tra",
        "UBND tỉnh",
        "2024-03-05",
    ),
    (
        "Tại Văn bản số 15/SXD-QLN ngày 5/3/2024, Sở Xây dựng cho rằng công trình sai phép",
        "Sở Xây dựng",
        "2024-03-05",
    ),
    ("Xét Tờ trình số 24/TTr-STC ngày 1/2/2025 của Sở Tài chính", "Sở Tài chính", "2025-02-01"),
    (
        "Công văn số 45/CV-HB ngày 1/2/2025 của Công ty Cổ phần Đầu tư và Xây dựng Hòa Bình",
        "Công ty Cổ phần Đầu tư và Xây dựng Hòa Bình",
        "2025-02-01",
    ),
    (
        "Công văn số 45/CV-MTV ngày 1/2/2025 của Công ty TNHH MTV Cà phê Ea Lan",
        "Công ty TNHH MTV Cà phê Ea Lan",
        "2025-02-01",
    ),
    (
        "Thông báo số 45/TB-NHNo ngày 1/2/2025 của Ngân hàng Nông nghiệp và Phát triển nông thôn Việt Nam",
        "Ngân hàng Nông nghiệp và Phát triển nông thôn Việt Nam",
        "2025-02-01",
    ),
    (
        "Thông báo số 45/TB-VCB ngày 1/2/2025 của Ngân hàng TMCP Ngoại thương Việt Nam - Chi nhánh Phú Ninh",
        "Ngân hàng TMCP Ngoại thương Việt Nam - Chi nhánh Phú Ninh",
        "2025-02-01",
    ),
    (
        "Vi bằng số 45/2025/VB-TPL ngày 1/2/2025 của Văn phòng Thừa phát lại Phú Ninh",
        "Văn phòng Thừa phát lại Phú Ninh",
        "2025-02-01",
    ),
    (
        "Hợp đồng số 45/HĐCN ngày 1/2/2025 của Văn phòng công chứng Lê Thị Mai",
        "Văn phòng công chứng Lê Thị Mai",
        "2025-02-01",
    ),
    (
        "Thông báo số 45-TB/HU ngày 1/2/2025 của Ban Thường vụ Huyện ủy Krông Bơ",
        "Ban Thường vụ Huyện ủy Krông Bơ",
        "2025-02-01",
    ),
    (
        "Quyết định số 45-QĐ/UBKTTU ngày 1/2/2025 của Ủy ban Kiểm tra Tỉnh ủy",
        "Ủy ban Kiểm tra Tỉnh ủy",
        "2025-02-01",
    ),
    (
        "Nghị quyết số 18-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương Đảng khóa XIII",
        "Ban Chấp hành Trung ương Đảng",
        "2022-06-16",
    ),
    ("Kết luận số 107-KL/TW ngày 24/12/2024 của Ban Bí thư", "Ban Bí thư", "2024-12-24"),
    (
        "Nghị quyết số 10-NQ/ĐU ngày 1/2/2025 của Đảng ủy xã Hòa Phú",
        "Đảng ủy xã Hòa Phú",
        "2025-02-01",
    ),
    (
        "Quyết định số 10/QĐ-CCTHADS ngày 1/2/2025 của Chi cục trưởng Chi cục Thi hành án dân sự huyện Krông Bơ",
        "Chi cục trưởng Chi cục Thi hành án dân sự huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Thông báo số 10/TB-CQCSĐT ngày 1/2/2025 của Cơ quan Cảnh sát điều tra Công an huyện Krông Bơ",
        "Cơ quan Cảnh sát điều tra Công an huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Quyết định số 10/QĐ-VKS ngày 1/2/2025 của Viện trưởng Viện kiểm sát nhân dân huyện Krông Bơ",
        "Viện trưởng Viện kiểm sát nhân dân huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Kết luận số 10/KL-TTS ngày 1/2/2025 của Thanh tra Sở Xây dựng",
        "Thanh tra Sở Xây dựng",
        "2025-02-01",
    ),
    (
        "Kết luận số 10/KL-TTr ngày 1/2/2025 của Chánh Thanh tra huyện Krông Bơ",
        "Chánh Thanh tra huyện Krông Bơ",
        "2025-02-01",
    ),
    ("Báo cáo số 10/BC-ĐTT ngày 1/2/2025 của Đoàn Thanh tra", "Đoàn Thanh tra", "2025-02-01"),
    ("Báo cáo số 10/BC-TXM ngày 1/2/2025 của Tổ xác minh", "Tổ xác minh", "2025-02-01"),
    (
        "Báo cáo số 10/BC-TTPTQĐ ngày 1/2/2025 của Trung tâm Phát triển quỹ đất huyện Krông Bơ",
        "Trung tâm Phát triển quỹ đất huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Thông báo số 10/TB-HĐBT ngày 1/2/2025 của Hội đồng bồi thường, hỗ trợ và tái định cư huyện Krông Bơ",
        "Hội đồng bồi thường, hỗ trợ và tái định cư huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Công văn số 10/BHXH-CĐ ngày 1/2/2025 của Bảo hiểm xã hội tỉnh Phú Ninh",
        "Bảo hiểm xã hội tỉnh Phú Ninh",
        "2025-02-01",
    ),
    (
        "Công văn số 10/LĐTBXH-NCC ngày 1/2/2025 của Sở Lao động - Thương binh và Xã hội",
        "Sở Lao động - Thương binh và Xã hội",
        "2025-02-01",
    ),
    ("Công văn số 10/SNNPTNT-TL ngày 1/2/2025 của Sở NN&PTNT", "Sở NN&PTNT", "2025-02-01"),
    ("Công văn số 10/TNMT ngày 1/2/2025 của phòng TN&MT huyện", "phòng TN&MT huyện", "2025-02-01"),
    (
        "Quyết định số 10/QĐ-SVHTTDL ngày 1/2/2025 của Sở Văn hóa, Thể thao và Du lịch",
        "Sở Văn hóa, Thể thao và Du lịch",
        "2025-02-01",
    ),
    (
        "Công văn số 10/UBMTTQ-BTT ngày 1/2/2025 của Ban Thường trực Ủy ban MTTQ Việt Nam huyện Krông Bơ",
        "Ban Thường trực Ủy ban MTTQ Việt Nam huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Công văn số 10/HND ngày 1/2/2025 của Hội Nông dân xã Hòa Phú",
        "Hội Nông dân xã Hòa Phú",
        "2025-02-01",
    ),
    (
        "Công văn số 10/LĐLĐ ngày 1/2/2025 của Liên đoàn Lao động tỉnh Phú Ninh",
        "Liên đoàn Lao động tỉnh Phú Ninh",
        "2025-02-01",
    ),
    (
        "Công văn số 10/ĐLPN-KD ngày 1/2/2025 của Công ty Điện lực Phú Ninh",
        "Công ty Điện lực Phú Ninh",
        "2025-02-01",
    ),
    (
        "Quyết định số 10/QĐ-THPT ngày 1/2/2025 của Hiệu trưởng Trường THPT Nguyễn Du",
        "Hiệu trưởng Trường THPT Nguyễn Du",
        "2025-02-01",
    ),
    (
        "Quyết định số 10/QĐ-BVĐK ngày 1/2/2025 của Giám đốc Bệnh viện Đa khoa huyện Krông Bơ",
        "Giám đốc Bệnh viện Đa khoa huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Công văn số 10/VPCP-V.I ngày 1/2/2025 của Văn phòng Chính phủ",
        "Văn phòng Chính phủ",
        "2025-02-01",
    ),
    (
        "Thông báo số 10/TB-VP ngày 1/2/2025 của Văn phòng UBND tỉnh",
        "Văn phòng UBND tỉnh",
        "2025-02-01",
    ),
    (
        "Thông báo số 10/TB-VPUBND ngày 1/2/2025 của Văn phòng Ủy ban nhân dân tỉnh Phú Ninh",
        "Văn phòng Ủy ban nhân dân tỉnh Phú Ninh",
        "2025-02-01",
    ),
    (
        "Công văn số 10/BTCDTW-TD ngày 1/2/2025 của Ban Tiếp công dân Trung ương",
        "Ban Tiếp công dân Trung ương",
        "2025-02-01",
    ),
    (
        "Quyết định số 10/QĐ-KL ngày 1/2/2025 của Hạt trưởng Hạt Kiểm lâm huyện Krông Bơ",
        "Hạt trưởng Hạt Kiểm lâm huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Quyết định số 10/QĐ-ĐQLTT ngày 1/2/2025 của Đội Quản lý thị trường số 3",
        "Đội Quản lý thị trường số 3",
        "2025-02-01",
    ),
    ("Quyết định số 10/QĐ-CTN ngày 1/2/2025 của Chủ tịch nước", "Chủ tịch nước", "2025-02-01"),
    (
        "Công văn số 10/BQLDA ngày 1/2/2025 của Ban Quản lý dự án đầu tư xây dựng huyện Krông Bơ",
        "Ban Quản lý dự án đầu tư xây dựng huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Công văn số 10/BQL-KCN ngày 1/2/2025 của Ban Quản lý các khu công nghiệp tỉnh Phú Ninh",
        "Ban Quản lý các khu công nghiệp tỉnh Phú Ninh",
        "2025-02-01",
    ),
    (
        "Nghị quyết số 10/2023/NQ-HĐND ngày 1/2/2023 của Hội đồng nhân dân tỉnh Phú Ninh khóa X, kỳ họp thứ 5",
        "Hội đồng nhân dân tỉnh Phú Ninh",
        "2023-02-01",
    ),
    (
        "Thông báo số 10/TB-HĐND ngày 1/2/2023 của Thường trực HĐND huyện Krông Bơ",
        "Thường trực HĐND huyện Krông Bơ",
        "2023-02-01",
    ),
    (
        "Thông tư liên tịch số 14/2015/TTLT-BTNMT-BTP ngày 04/4/2015 của Bộ trưởng Bộ Tài nguyên và Môi trường, Bộ trưởng Bộ Tư pháp",
        "Bộ trưởng Bộ Tài nguyên và Môi trường, Bộ trưởng Bộ Tư pháp",
        "2015-04-04",
    ),
    (
        "Thông tư liên tịch số 14/2015/TTLT-BTNMT-BTP ngày 04/4/2015 của Bộ Tài nguyên và Môi trường - Bộ Tư pháp",
        "Bộ Tài nguyên và Môi trường - Bộ Tư pháp",
        "2015-04-04",
    ),
    (
        "Thông tư liên tịch số 14/2015/TTLT-BTNMT-BTP ngày 04/4/2015 của liên Bộ Tài nguyên và Môi trường và Bộ Tư pháp",
        "liên Bộ Tài nguyên và Môi trường và Bộ Tư pháp",
        "2015-04-04",
    ),
    ("Biên bản làm việc ngày 5/3/2024 của UBND xã Hòa Phú", "UBND xã Hòa Phú", "2024-03-05"),
    ("Biên bản hòa giải của UBND xã Hòa Phú ngày 5/3/2024", "UBND xã Hòa Phú", "2024-03-05"),
    ("Thông báo ngày 5/3/2024 của Công an phường 7", "Công an phường 7", "2024-03-05"),
    (
        "Quyết định số 12/QĐ-UBND ngày 5/3/2023 và Quyết định số 15/QĐ-UBND ngày 7/3/2023 của UBND huyện Krông Bơ",
        "UBND huyện Krông Bơ",
        "2023-03-05",
    ),
    (
        "Nghị định số 43/2014/NĐ-CP, Nghị định số 44/2014/NĐ-CP ngày 15/5/2014 của Chính phủ",
        "Chính phủ",
        None,
    ),
    ("Quyết định số 24 ngày 1/2/2025 của UBND huyện Krông Bơ", "UBND huyện Krông Bơ", "2025-02-01"),
    (
        "Quyết định của Chủ tịch UBND huyện Krông Bơ ngày 1/2/2025",
        "Chủ tịch UBND huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Giấy phép xây dựng số 24/GPXD do Phòng Quản lý đô thị quận cấp ngày 1/2/2025",
        "Phòng Quản lý đô thị quận",
        "2025-02-01",
    ),
    (
        "Công văn số 24/UBND-NC ngày 1/2/2025 của UBND tỉnh Phú Ninh v/v giải quyết đơn",
        "UBND tỉnh Phú Ninh",
        "2025-02-01",
    ),
    ("Thông báo số 24/TB-UBND, UBND xã Hòa Phú, ngày 1/2/2025", "UBND xã Hòa Phú", "2025-02-01"),
    ("Luật Đất đai số 31/2024/QH15 ngày 18/01/2024 của Quốc hội", "Quốc hội", "2024-01-18"),
    (
        "Pháp lệnh số 02/2022/UBTVQH15 của Ủy ban Thường vụ Quốc hội",
        "Ủy ban Thường vụ Quốc hội",
        None,
    ),
    ("Quyết định số 24/QĐ-UBND năm 2025 của UBND huyện", "UBND huyện", "2025"),
    ("Quyết định số 24/QĐ-UBND tháng 3/2025 của UBND huyện", "UBND huyện", "2025-03"),
    ("Quyết định số 24/QĐ-UBND ban hành năm 2025 của UBND huyện", "UBND huyện", "2025"),
    ("Quyết định số 24/QĐ-UBND đề ngày 1/2/2025 của UBND huyện", "UBND huyện", "2025-02-01"),
    (
        "Quyết định số 24/QĐ-UBND, ban hành ngày 1/2/2025, của UBND huyện",
        "UBND huyện",
        "2025-02-01",
    ),
    ("Quyết định số 24/QĐ-UBND - ngày 1/2/2025 - của UBND huyện", "UBND huyện", "2025-02-01"),
    ("Quyết định số 24/QĐ-UBND, ký ngày 01 - 02 - 2025 của UBND huyện", "UBND huyện", "2025-02-01"),
    (
        "Quyết định số 24/QĐ-UBND ngày 01/02/2025 của Ủy ban nhân dân quận Hải An, thành phố Phú Ninh về xử phạt",
        "Ủy ban nhân dân quận Hải An, thành phố Phú Ninh",
        "2025-02-01",
    ),
]

# The issuer acts before the number.
BEFORE: list[Case] = [
    (
        "Trên cơ sở tham mưu của Phòng Kinh tế tại Tờ trình số 15/TTr-KT, Chủ tịch UBND xã ký Quyết định số 2/QĐ-UBND",
        "Phòng Kinh tế",
        None,
    ),
    (
        "UBND huyện thu hồi của tôi 1.200 m2 đất (Quyết định số 2215/QĐ-UBND ngày 17/10/2018)",
        "UBND huyện",
        "2018-10-17",
    ),
    (
        "Bộ Tư pháp và Bộ Công an ban hành Thông tư liên tịch số 01/2016/TTLT-BTP-BCA",
        "Bộ Tư pháp và Bộ Công an",
        None,
    ),
    ("Thủ tướng vừa ban hành Quyết định số 37/2018/QĐ-TTg", "Thủ tướng", None),
    ("Công văn của Sở Xây dựng số 123/SXD-QLN ngày 5/3/2024", "Sở Xây dựng", "2024-03-05"),
    ("Công văn UBND tỉnh số 123/UBND-NC ngày 5/3/2024", "UBND tỉnh", "2024-03-05"),
    (
        "Quyết định UBND huyện Krông Bơ số 15/QĐ-UBND ngày 5/3/2024",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    ("Kết luận của Thanh tra tỉnh số 12/KL-TTr ngày 5/3/2024", "Thanh tra tỉnh", "2024-03-05"),
    (
        "Quyết định ngày 5/3/2024 của UBND huyện Krông Bơ số 15/QĐ-UBND",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Quyết định thu hồi đất của UBND huyện Krông Bơ số 15/QĐ-UBND ngày 5/3/2024",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Báo cáo của Ban Dân nguyện thuộc Ủy ban Thường vụ Quốc hội số 317/BC-BDN ngày 09/5/2024",
        "Ban Dân nguyện",
        "2024-05-09",
    ),
    ("UBND tỉnh ban hành Quyết định số 15/QĐ-UBND ngày 5/3/2024", "UBND tỉnh", "2024-03-05"),
    ("UBND tỉnh vừa ban hành Quyết định số 15/QĐ-UBND", "UBND tỉnh", None),
    ("UBND tỉnh ban hành thêm Quyết định số 15/QĐ-UBND", "UBND tỉnh", None),
    (
        "UBND huyện Krông Bơ đã ra 02 Quyết định số 15/QĐ-UBND và 16/QĐ-UBND ngày 5/3/2024",
        "UBND huyện Krông Bơ",
        ...,
    ),
    (
        "UBND huyện lần lượt ban hành các Quyết định số 15/QĐ-UBND ngày 5/3/2024, số 16/QĐ-UBND ngày 6/3/2024",
        "UBND huyện",
        ...,
    ),
    ("Ngày 5/3/2024, UBND huyện ban hành Quyết định số 15/QĐ-UBND", "UBND huyện", "2024-03-05"),
    (
        "Ngày 5/3/2024 Chủ tịch UBND huyện Krông Bơ ký Quyết định số 15/QĐ-UBND thu hồi đất",
        "Chủ tịch UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Đến ngày 05 tháng 3 năm 2024, Sở Tư pháp có Công văn số 15/STP-BTTP trả lời",
        "Sở Tư pháp",
        "2024-03-05",
    ),
    (
        "Ngày 5/3/2024, UBND huyện Krông Bơ đã thu hồi 200 m2 đất của gia đình tôi bằng Quyết định số 15/QĐ-UBND",
        "UBND huyện Krông Bơ",
        ...,
    ),
    (
        "UBND huyện Krông Bơ thu hồi 200 m2 đất của gia đình tôi theo Quyết định số 15/QĐ-UBND ngày 5/3/2024",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Gia đình tôi bị UBND huyện Krông Bơ thu hồi đất theo Quyết định số 15/QĐ-UBND ngày 5/3/2024",
        "UBND huyện Krông Bơ",
        "2024-03-05",
    ),
    (
        "Tôi bị Chủ tịch UBND xã xử phạt theo Quyết định số 15/QĐ-XPHC ngày 5/3/2024",
        "Chủ tịch UBND xã",
        "2024-03-05",
    ),
    (
        "Dự án được UBND tỉnh phê duyệt tại Quyết định số 15/QĐ-UBND ngày 5/3/2024",
        "UBND tỉnh",
        "2024-03-05",
    ),
    (
        "Dự án được UBND tỉnh chấp thuận chủ trương đầu tư theo Quyết định số 15/QĐ-UBND ngày 5/3/2024",
        "UBND tỉnh",
        "2024-03-05",
    ),
    (
        "Dự án đã được Ủy ban nhân dân tỉnh phê duyệt điều chỉnh (Quyết định số 15/QĐ-UBND ngày 5/3/2024)",
        "Ủy ban nhân dân tỉnh",
        "2024-03-05",
    ),
    (
        "Đơn vị đã báo cáo, UBND huyện đã trả lời tôi bằng văn bản số 15/UBND-TNMT ngày 5/3/2024",
        "UBND huyện",
        "2024-03-05",
    ),
    (
        "Thanh tra huyện đã kết luận tại Kết luận số 15/KL-TTr ngày 5/3/2024",
        "Thanh tra huyện",
        "2024-03-05",
    ),
    (
        "Tòa án nhân dân huyện Krông Bơ tuyên Bản án số 08/2023/DS-ST ngày 1/9/2023",
        "Tòa án nhân dân huyện Krông Bơ",
        "2023-09-01",
    ),
    (
        "Tòa án nhân dân tỉnh Phú Ninh đã xét xử phúc thẩm tại Bản án số 08/2023/DS-PT ngày 1/9/2023",
        "Tòa án nhân dân tỉnh Phú Ninh",
        "2023-09-01",
    ),
    ("TAND huyện Krông Bơ đã tuyên án bằng Bản án số 08/2023/DS-ST", "TAND huyện Krông Bơ", None),
    (
        "Theo đề nghị của Giám đốc Sở Tài chính (Tờ trình số 24/TTr-STC ngày 1/2/2025)",
        "Giám đốc Sở Tài chính",
        "2025-02-01",
    ),
    (
        "Xét đề nghị của Trưởng phòng Tài nguyên và Môi trường huyện tại Tờ trình số 24/TTr-TNMT ngày 1/2/2025",
        "Trưởng phòng Tài nguyên và Môi trường huyện",
        "2025-02-01",
    ),
    (
        "Theo ý kiến của Bộ Tài chính tại Công văn số 24/BTC-QLCS ngày 1/2/2025",
        "Bộ Tài chính",
        "2025-02-01",
    ),
    (
        "Thực hiện chỉ đạo của Chủ tịch UBND tỉnh tại Công văn số 24/UBND-NC ngày 1/2/2025",
        "Chủ tịch UBND tỉnh",
        "2025-02-01",
    ),
    (
        "Thực hiện ý kiến chỉ đạo của Thủ tướng Chính phủ tại Công điện số 24/CĐ-TTg ngày 1/2/2025",
        "Thủ tướng Chính phủ",
        "2025-02-01",
    ),
    (
        "Trên cơ sở kết quả thẩm định của Sở Tư pháp tại Báo cáo số 24/BC-STP ngày 1/2/2025",
        "Sở Tư pháp",
        "2025-02-01",
    ),
    (
        "Tôi nhận được từ UBND xã Hòa Phú Thông báo số 24/TB-UBND ngày 1/2/2025",
        "UBND xã Hòa Phú",
        "2025-02-01",
    ),
    (
        "Ngày 3/3/2025 tôi nhận được của UBND xã Hòa Phú Thông báo số 24/TB-UBND",
        "UBND xã Hòa Phú",
        None,
    ),
    (
        "Phòng Tài nguyên và Môi trường huyện đã hướng dẫn tôi bằng Phiếu hướng dẫn số 24/PHD-TNMT",
        "Phòng Tài nguyên và Môi trường huyện",
        None,
    ),
    (
        "Ban Tiếp công dân tỉnh đã chuyển đơn của tôi bằng Phiếu chuyển số 24/PC-BTCD ngày 1/2/2025",
        "Ban Tiếp công dân tỉnh",
        "2025-02-01",
    ),
    (
        "Chi cục Thuế khu vực Phú Ninh thông báo nộp tiền tại Thông báo số 24/TB-CCT ngày 1/2/2025",
        "Chi cục Thuế khu vực Phú Ninh",
        "2025-02-01",
    ),
    (
        "Chi nhánh Văn phòng đăng ký đất đai huyện Krông Bơ trả hồ sơ kèm Phiếu báo số 24/PB-CNVPĐKĐĐ",
        "Chi nhánh Văn phòng đăng ký đất đai huyện Krông Bơ",
        None,
    ),
    (
        "đã được Sở Nội vụ thẩm định tại Báo cáo số 24/BC-SNV ngày 1/2/2025",
        "Sở Nội vụ",
        "2025-02-01",
    ),
    ("HĐND tỉnh đã thông qua Nghị quyết số 24/NQ-HĐND ngày 1/2/2025", "HĐND tỉnh", "2025-02-01"),
    ("Quốc hội đã ban hành Nghị quyết số 74/2022/QH15", "Quốc hội", None),
    ("Chính phủ ban hành Nghị định số 102/2024/NĐ-CP ngày 30/7/2024", "Chính phủ", "2024-07-30"),
    (
        "Quốc hội khóa XV thông qua Luật Đất đai số 31/2024/QH15 ngày 18/01/2024",
        "Quốc hội",
        "2024-01-18",
    ),
    ("Công an huyện ra Quyết định số 10/QĐ-XPHC ngày 1/2/2025", "Công an huyện", "2025-02-01"),
    (
        "Trưởng Công an huyện Krông Bơ ký Quyết định số 10/QĐ-XPHC ngày 1/2/2025",
        "Trưởng Công an huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Phòng Giáo dục và Đào tạo huyện đã ban hành Công văn số 10/PGDĐT ngày 1/2/2025",
        "Phòng Giáo dục và Đào tạo huyện",
        "2025-02-01",
    ),
    (
        "Hội đồng bồi thường huyện niêm yết Phương án số 10/PA-HĐBT ngày 1/2/2025",
        "Hội đồng bồi thường huyện",
        "2025-02-01",
    ),
    (
        "Chủ tịch UBND huyện Krông Bơ đã bác khiếu nại của tôi bằng Quyết định số 10/QĐ-UBND",
        "Chủ tịch UBND huyện Krông Bơ",
        None,
    ),
    (
        "Chủ tịch UBND huyện Krông Bơ giải quyết khiếu nại lần đầu tại Quyết định số 10/QĐ-UBND ngày 1/2/2025",
        "Chủ tịch UBND huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "UBND huyện Krông Bơ trình UBND tỉnh tại Tờ trình số 24/TTr-UBND ngày 1/2/2025",
        "UBND huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Sở Xây dựng trình UBND tỉnh ban hành Quyết định số 24/QĐ-UBND ngày 1/2/2025",
        "UBND tỉnh",
        "2025-02-01",
    ),
    (
        "Sở Xây dựng tham mưu UBND tỉnh ban hành Kế hoạch số 24/KH-UBND ngày 1/2/2025",
        "UBND tỉnh",
        "2025-02-01",
    ),
    (
        "UBND tỉnh giao Sở Xây dựng tại Công văn số 24/UBND-NC ngày 1/2/2025",
        "UBND tỉnh",
        "2025-02-01",
    ),
    (
        "Bộ Xây dựng đã có ý kiến (Công văn số 24/BXD-QLN ngày 1/2/2025)",
        "Bộ Xây dựng",
        "2025-02-01",
    ),
    (
        "Theo báo cáo của UBND huyện Krông Bơ (Báo cáo số 24/BC-UBND ngày 1/2/2025)",
        "UBND huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Theo Báo cáo của UBND huyện Krông Bơ tại Văn bản số 24/UBND-TNMT ngày 1/2/2025",
        "UBND huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "Vụ việc đã được Thanh tra Chính phủ kiểm tra, có Báo cáo số 24/BC-TTCP ngày 1/2/2025",
        "Thanh tra Chính phủ",
        "2025-02-01",
    ),
    (
        "UBND huyện Krông Bơ có Tờ trình số 24/TTr-UBND ngày 1/2/2025 và Báo cáo số 25/BC-UBND ngày 2/2/2025",
        "UBND huyện Krông Bơ",
        "2025-02-01",
    ),
    (
        "UBND xã mời tôi lên làm việc theo Giấy mời số 24/GM-UBND ngày 1/2/2025",
        "UBND xã",
        "2025-02-01",
    ),
    ("Tôi được UBND xã mời họp bằng Giấy mời số 24/GM-UBND ngày 1/2/2025", "UBND xã", "2025-02-01"),
    (
        "Ủy ban nhân dân xã Hòa Phú xác nhận tại Giấy xác nhận số 24/GXN-UBND ngày 1/2/2025",
        "Ủy ban nhân dân xã Hòa Phú",
        "2025-02-01",
    ),
    (
        "Kho bạc Nhà nước huyện từ chối chi tại Thông báo số 24/TB-KBNN ngày 1/2/2025",
        "Kho bạc Nhà nước huyện",
        "2025-02-01",
    ),
    (
        "Điện lực Krông Bơ gửi Thông báo số 24/TB-ĐL ngày 1/2/2025",
        "Điện lực Krông Bơ",
        "2025-02-01",
    ),
    (
        "Chủ tịch UBND tỉnh (khóa trước) đã ký Quyết định số 24/QĐ-UBND ngày 1/2/2025",
        "Chủ tịch UBND tỉnh",
        "2025-02-01",
    ),
    (
        "Liên quan việc này, Sở Y tế từng có Công văn số 24/SYT-NVY ngày 1/2/2025",
        "Sở Y tế",
        "2025-02-01",
    ),
    (
        "Thực hiện chỉ đạo của UBND tỉnh, Sở Y tế ban hành Kế hoạch số 24/KH-SYT ngày 1/2/2025",
        "Sở Y tế",
        "2025-02-01",
    ),
    (
        "Công ty đã được Sở Kế hoạch và Đầu tư cấp Giấy phép số 24/GP-SKHĐT ngày 1/2/2025",
        "Sở Kế hoạch và Đầu tư",
        "2025-02-01",
    ),
]

# Land certificates: who granted them.
CERTIFICATES: list[Case] = [
    (
        "Giấy chứng nhận quyền sử dụng đất số BH 123456 do UBND huyện Krông Bơ cấp ngày 5/5/2010",
        "UBND huyện Krông Bơ",
        "2010-05-05",
    ),
    (
        "Giấy chứng nhận quyền sử dụng đất số BH 123456, số vào sổ CH00123 do Sở Tài nguyên và Môi trường tỉnh Phú Ninh cấp ngày 5/5/2018",
        "Sở Tài nguyên và Môi trường tỉnh Phú Ninh",
        "2018-05-05",
    ),
    (
        "Giấy chứng nhận quyền sử dụng đất số BH 123456 được UBND huyện Krông Bơ cấp ngày 5/5/2010",
        "UBND huyện Krông Bơ",
        "2010-05-05",
    ),
    (
        "Năm 2010 gia đình tôi được UBND huyện Krông Bơ cấp Giấy chứng nhận quyền sử dụng đất số BH 123456",
        "UBND huyện Krông Bơ",
        "2010",
    ),
    ("sổ đỏ số BH 123456 do UBND thị xã An Khê cũ cấp năm 2010", "UBND thị xã An Khê", "2010"),
    (
        "Ủy ban nhân dân huyện cấp cho hộ ông Trần Văn Bông Giấy chứng nhận quyền sử dụng đất số BH 123456",
        "Ủy ban nhân dân huyện",
        None,
    ),
    (
        "Giấy chứng nhận quyền sử dụng đất số BH 123456 cấp ngày 5/5/2010 của UBND huyện",
        "UBND huyện",
        "2010-05-05",
    ),
]

# Nobody is told, or somebody who is not the issuer.
NONE: list[Case] = [
    (
        "Phương án số 12/PA-HĐBT ngày 3/3/2023 đã được UBND huyện phê duyệt tại Quyết định số 150/QĐ-UBND",
        None,
        "2023-03-03",
    ),
    (
        "Quyết định cưỡng chế số 99/QĐ-CCXP ngày 1/6/2025, người bị cưỡng chế là ông Bông",
        None,
        "2025-06-01",
    ),
    (
        "Tổ công tác theo Quyết định số 330/QĐ-UBND ngày 6/6/2024 (gọi là Tổ 330) đã xuống",
        None,
        "2024-06-06",
    ),
    (
        "theo Quyết định số 15/QĐ-UBND ngày 5/3/2024, UBND huyện Krông Bơ đã thu hồi đất của tôi.",
        None,
        "2024-03-05",
    ),
    (
        "Thực hiện Công văn số 15/UBND-NC ngày 5/3/2024, UBND huyện báo cáo như sau",
        None,
        "2024-03-05",
    ),
    ("Trả lời Công văn số 15/SXD-QLN ngày 5/3/2024, Sở Tài chính có ý kiến", None, "2024-03-05"),
    ("Đội Quản lý trật tự xây dựng lập Biên bản số 24/BB-VPHC ngày 1/2/2025", None, "2025-02-01"),
    ("Biên bản làm việc tại UBND xã Hòa Phú ngày 5/3/2024", None, "2024-03-05"),
    ("Đơn khiếu nại ngày 5/3/2024 của ông Trần Văn Bông", None, "2024-03-05"),
    (
        "Nghị quyết số 39/2012/QH13 và Nghị quyết số 623/NQ-UBTVQH15 ngày 07/10/2022 của Ủy ban Thường vụ Quốc hội",
        None,
        None,
    ),
    ("UBND xã căn cứ Quyết định số 10/QĐ-UBND ngày 1/2/2025 để cưỡng chế", None, "2025-02-01"),
    ("UBND xã thực hiện Quyết định số 10/QĐ-UBND ngày 1/2/2025", None, "2025-02-01"),
    ("UBND xã không thi hành Quyết định số 10/QĐ-UBND ngày 1/2/2025", None, "2025-02-01"),
    ("Tôi đã gửi UBND xã bản sao Quyết định số 10/QĐ-UBND ngày 1/2/2025", None, "2025-02-01"),
    ("Đề nghị UBND tỉnh hủy bỏ Quyết định số 10/QĐ-UBND ngày 1/2/2025", None, "2025-02-01"),
    ("Yêu cầu Chủ tịch UBND huyện thu hồi Quyết định số 10/QĐ-UBND", None, None),
    ("Kính đề nghị UBND huyện xem xét lại Quyết định số 10/QĐ-UBND", None, None),
    ("UBND tỉnh ban hành Kế hoạch thực hiện Kế hoạch số 10/KH-UBND", None, None),
    (
        "Hợp đồng tín dụng số 24/HĐTD ngày 1/2/2025 với Ngân hàng Chính sách xã hội huyện",
        None,
        "2025-02-01",
    ),
]


@pytest.mark.parametrize(("text", "agency", "date"), [*BEHIND, *BEFORE, *CERTIFICATES, *NONE])
def test_issuer(text: str, agency: str | None, date: object) -> None:
    first = find(text).references[0]
    assert first.agency == agency
    assert date is ... or first.date == date


Several = tuple[str, list[tuple[str | None, str | None]]]

# What is said once for several documents: the issuer and day of each, in order.
TOGETHER: list[Several] = [
    (
        "Quyết định số 12/QĐ-UBND ngày 5/3/2024 và Thông báo số 13/TB-UBND ngày 6/3/2024, đều của UBND huyện Krông Bơ.",
        [("UBND huyện Krông Bơ", "2024-03-05"), ("UBND huyện Krông Bơ", "2024-03-06")],
    ),
    (
        "Quyết định số 12/QĐ-UBND ngày 5/3/2024 và Quyết định số 14/QĐ-UBND ngày 6/3/2024 cùng do Chủ tịch UBND xã Ia Bơ ký.",
        [("Chủ tịch UBND xã Ia Bơ", "2024-03-05"), ("Chủ tịch UBND xã Ia Bơ", "2024-03-06")],
    ),
    (
        "Nhận Công văn số 7/SXD-QLN ngày 5/3/2024 và Quyết định số 14/QĐ-UBND ngày 6/3/2024 (cũng do UBND xã Ia Bơ ban hành).",
        [(None, "2024-03-05"), ("UBND xã Ia Bơ", "2024-03-06")],
    ),
    (
        "Thi hành các quyết định sau đây của UBND huyện Krông Bơ về đất đai:\n\n1. Quyết định số 12/QĐ-UBND ngày 5/3/2024;\n\n2. Quyết định số 14/QĐ-UBND ngày 5/4/2024.\n\nTrước đó có Quyết định số 9/QĐ-UBND ngày 5/1/2024.",
        [
            ("UBND huyện Krông Bơ", "2024-03-05"),
            ("UBND huyện Krông Bơ", "2024-04-05"),
            (None, "2024-01-05"),
        ],
    ),
    (
        "Công văn số 15, 16 và 19/STP-VP (lần lượt ngày 04/4, 22/5 và 31/8/2023) của Sở Tư pháp.",
        [("Sở Tư pháp", "2023-04-04"), ("Sở Tư pháp", "2023-05-22"), ("Sở Tư pháp", "2023-08-31")],
    ),
    (
        "Công văn số 15, 16 và 19/STP-VP (lần lượt ngày 04/4 và 31/8/2023).",
        [(None, None), (None, "2023-04-04"), (None, "2023-08-31")],
    ),
    (
        "Sở Y tế tỉnh và Bảo hiểm xã hội tỉnh đã góp ý, lần lượt là Công văn số 5/SYT-VP ngày 5/3/2024, Công văn số 6/BHXH-VP ngày 6/3/2024.",
        [("Sở Y tế tỉnh", "2024-03-05"), ("Bảo hiểm xã hội tỉnh", "2024-03-06")],
    ),
    (
        "Sở Xây dựng: Công văn số 45/SXD-QLN ngày 6/3/2024; Sở Tài chính trả lời: Công văn số 46/STC-GCS ngày 7/3/2024.",
        [("Sở Xây dựng", "2024-03-06"), ("Sở Tài chính", "2024-03-07")],
    ),
    (
        "Các Nghị định của Chính phủ: số 163/2016/NĐ-CP ngày 21/12/2016 quy định chi tiết việc này; số 64/2014/NĐ-CP ngày 26/6/2014 quy định việc kia.",
        [("Chính phủ", "2016-12-21"), ("Chính phủ", "2014-06-26")],
    ),
    (
        "các quyết định thu hồi đất số 7, 8 và 9/QĐ-UBND ngày 5/3/2012 của UBND huyện Krông Bơ",
        [("UBND huyện Krông Bơ", "2012-03-05")] * 3,
    ),
    (
        "các giấy chứng nhận số BA 123456, BA 123457 và BA 123458 do UBND huyện Krông Bơ cấp ngày 5/3/2012.",
        [("UBND huyện Krông Bơ", "2012-03-05")] * 3,
    ),
    (
        "Giấy chứng nhận số BA 123456 đứng tên bà Lò Thị Mai, do UBND huyện Krông Bơ cấp ngày 5/3/2012.",
        [("UBND huyện Krông Bơ", "2012-03-05")],
    ),
    (
        "UBND xã Hòa Bơ, ngày 5/3/2024, đã ban hành Thông báo số 12/TB-UBND về việc dừng thi công.",
        [("UBND xã Hòa Bơ", "2024-03-05")],
    ),
    (
        "Nghị quyết số 7/2020/NQ-HĐND do HĐND tỉnh Đắk Rông khóa IX ban hành ngày 5/3/2020.",
        [("HĐND tỉnh Đắk Rông", "2020-03-05")],
    ),
    (
        "Tôi gửi đơn cho UBND xã Hòa Bơ. Nhận được: Quyết định số 12/QĐ-UBND ngày 5/3/2024.",
        [(None, "2024-03-05")],
    ),
    (
        "Sở Y tế đồng ý, thể hiện tại Công văn số 12/SYT-NVY ngày 5/3/2024.",
        [("Sở Y tế", "2024-03-05")],
    ),
    (
        "UBND xã không làm đúng nội dung nêu tại Quyết định số 12/QĐ-UBND ngày 5/3/2024.",
        [(None, "2024-03-05")],
    ),
    ("Đơn của tôi đề ngày 5/3/2024 chưa được trả lời.", [(None, "2024-03-05")]),
]


@pytest.mark.parametrize(("text", "told"), TOGETHER)
def test_what_is_said_once_for_several(
    text: str, told: list[tuple[str | None, str | None]]
) -> None:
    assert [(r.agency, r.date) for r in find(text).references] == told


def test_an_issuer_outside_the_mention_has_its_own_evidence() -> None:
    text = "Tại Công văn số 15/UBND-NC ngày 5/3/2024, UBND tỉnh giao Sở Xây dựng kiểm tra."
    first = find(text).references[0]
    place = first.agency_evidence[0]
    assert first.text == "Công văn số 15/UBND-NC ngày 5/3/2024"
    assert text[place.start : place.end] == first.agency == "UBND tỉnh"


def test_what_one_mention_tells_is_told_of_the_others_with_its_place() -> None:
    text = (
        "Quyết định số 15/QĐ-UBND ngày 5/3/2024 của UBND huyện Krông Bơ đã đến tay tôi. "
        "Nội dung Quyết định số 15/QĐ-UBND không nêu lý do."
    )
    first, second = find(text).references
    assert (second.date, second.agency) == (first.date, first.agency)
    date, agency = second.date_evidence[0], second.agency_evidence[0]
    assert text[date.start : date.end] == "ngày 5/3/2024"
    assert text[agency.start : agency.end] == "UBND huyện Krông Bơ"
    assert first.date_evidence == first.agency_evidence == ()


def test_a_warning_points_at_the_mention_that_prints_the_date() -> None:
    text = (
        "Nội dung Quyết định số 15/2023/QĐ-UBND không nêu lý do. "
        "Quyết định số 15/2023/QĐ-UBND ngày 5/3/2024 của UBND huyện Krông Bơ sai."
    )
    found = find(text)
    places = [n.evidence for n in found.warnings if n.code == "chronology.conflict"]
    assert [text[p.start : p.end] for p in places if p] == [found.references[1].text]


def test_a_list_shares_who_speaks_behind_it() -> None:
    text = "Tại các Công văn số 15/SXD-QLN, 16/SXD-QLN ngày 5/3/2024, Sở Xây dựng trả lời."
    assert [r.agency for r in find(text).references] == ["Sở Xây dựng", "Sở Xây dựng"]
