"""Words that names are made of, a table each: parted by white space, ``_`` stands for a space.

Real are family names, provinces, towns, heroes of streets and the fields of departments. What
stands in a table more often is chosen more often.
"""

from functools import cache


@cache
def words(table: str) -> tuple[str, ...]:
    """Return the words of a table."""
    return tuple(word.replace("_", " ") for word in table.split())


KINH = """
Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Trần Lê Lê Lê Phạm Phạm Hoàng Huỳnh Phan Vũ Võ Đặng
Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Đoàn Lâm Phùng Trương Đào Cao Tô Hà Tạ Chu Châu Thái Quách
La Lương Vương Triệu Kiều Tống Văn Thân Nghiêm Doãn Lưu Tăng Từ Đồng Đàm Hứa Giang Cù Bạch Cấn
Khổng Mạc Khuất Ninh Viên Âu Tiêu Ưng Uông Bành Diệp Phó Trà Nhâm Nhữ Thiều Tưởng Lại Lã Hàn Đậu
Đường Cung Phí Giáp Ngụy Ngọc Sử Tào Thẩm Vạn Vưu Đổng Phù Sái Thang Tôn Khúc Khương Biện Chử Cái
Hạ Ông Mẫn Ứng
"""
MIDDLE = """
Văn Văn Văn Văn Thị Thị Thị Thị Thị Đình Hữu Quốc Xuân Minh Ngọc Thanh Đức Công Quang Kim Duy Bá
Huy Viết Trọng Tấn Thế Mỹ Thu Hồng Bích Gia Mạnh Nhật Phước Khắc Tuấn Tiến Chí Như Diệu Hoài
Thị_Kim Thị_Ngọc Thị_Thu Thị_Bích Văn_Minh Hoàng Thành Anh Đại Thúy Thùy Hải Nam Sỹ Tất Danh Phú
Cẩm Nguyên
"""
GIVEN = """
An Anh Ánh Ân Ba Bắc Bằng Bảy Bình Bích Biên Bông Bốn Bửu Ca Cẩm Cảnh Cát Chánh Châu Chi Chiến
Chín Chinh Chung Chương Công Cúc Cung Cương Cường Danh Diễm Diện Diệp Doanh Du Dung Dũng Duy Duyên
Dự Dư Dương Đài Đại Đan Đào Đạo Đạt Đăng Điền Điệp Định Độ Đông Đức Được Em Gái Gấm Giang Giàu
Giáp Hà Hai Hải Hạnh Hào Hảo Hân Hằng Hậu Hiền Hiển Hiếu Hiệp Hoa Hòa Hoài Hoan Hoàn Hoạt Hồng
Huân Huấn Huệ Hùng Huy Huyền Hưng Hương Hường Hữu Kha Khải Khang Khánh Khiêm Khoa Khôi Khuê Kiên
Kiệt Kiều Kim Lai Lài Lan Lành Lâm Lân Lập Lê Lên Lệ Liên Liễu Linh Loan Long Lộc Lợi Luân Luyến
Lụa Lựu Lý Mai Mão Mẫn Mận Minh Mơ Mùi Mười Mỹ Nam Năm Nga Ngà Ngân Nghĩa Ngọc Nguyên Nguyệt Nhàn
Nhâm Nhân Nhẫn Nhi Nhu Nhung Như Nhường Oanh Phát Phi Phong Phú Phúc Phụng Phương Phượng Quang
Quân Quế Quý Quyên Quyết Quyền Quỳnh Sang Sáng Sáu Sâm Sen Sinh Soạn Sơn Sự Sửu Tài Tám Tâm Tân
Tần Thái Thanh Thành Thảo Thắm Thắng Thân Thêm Thi Thiện Thìn Thịnh Thoa Thọ Thông Thu Thuần Thuận
Thục Thùy Thủy Thư Thược Thương Tiên Tiến Tịnh Toàn Tố Trang Trâm Trí Trinh Trọng Trung Trúc
Truyền Trường Tú Tuấn Tuệ Tùng Tuyên Tuyến Tuyết Tư Tứ Tường Út Uyên Vân Vệ Vi Viên Việt Vinh Vũ
Vui Vượng Vy Xuân Xuyến Xứng Yên Yến
"""
CLANS = """
Niê Êban Mlô Ayŭn Adrơng Kbuôr Knul Ktla Hwing Byă Kriêng Ênuôl Ksor Siu Kpă Rmah Nay Rah_Lan
Rơ_Châm Rcăm Alê Puih Hiao Niê_Kdăm Rơ_Mah Rơ_Ô Kpuih Krajăn Liêng_Hót Cil Touneh Bon_Yô Kơ_Să
Đơn_Gur Alăng Zơ_Râm Pơloong Bríu Coor Hôih Bhling Arất Riah Điểu Chamaléa Katơr Pi_Năng Mấu Tro
Đinh Hồ Lơ_Mu
"""
CLAN_GIVEN = """
Bhăm Blơ Brơi Djuăn Duê Dhăm Hoen Jăk Jút Khôi Klă Kning Lưm Mrơ Nhem Nhơn Nuê Ơn Phin Rin Sa Suăn
Thoan Tlang Wel Wơn Yưh Yuel Bliă Blech Djim Hrim Krăng Mai Ngơi Nguin Rem Thuy Wang Tơr Bêng
Aluin Hlon Ngưk
"""
NORTH = """
Giàng Sùng Thào Vàng Lò Lường Quàng Cầm Hạng Lầu Vừ Mùa Tráng Chảo Tẩn Phàn Lù Sầm Hoàng Nông Ma
Bàn Triệu Đèo Tòng Xồng Lỳ Pờ Hờ Ly Cứ Chang Vi Lô Lữ Hà Bế Lục Cà Mè Lèo Bạc Điêu Sừng Phùng Chìu
Tsằn Voòng Lý Ngân
"""
NORTH_GIVEN = """
Páo Dơ Chu Lử Súa Sếnh Vảng Mỷ Chứ Dín Nủ Phổng Thào Sử Giống Chớ Nhìa Dia Lầu Tủa Pó Dế Pành Phử
Ơn Inh Pâng Hặc Pánh Xuân Thiên Liêm Ọi Diêm Chiêng Sáng Mẩy Quẩy Phúc Tình Phà Sinh Giá Sính Vư
Nênh Khua Dúa
"""
SOUTH = (
    "Thạch Kim Sơn Danh Châu Lâm Lý Trần Huỳnh Tăng Kiên Néang Chau Thổ Đàng Quảng Báo Lộ Từ Trượng"
)
SOUTH_MIDDLE = "Sóc Thị Minh Sa Na Chanh Văn Ngọc Sà Thị_Sa Pha Chane Năng Quang Rây Thành"
SOUTH_GIVEN = """
Kha Phol Rinh Khone Sa Ry Rane Thia Chane Sết Thươl Mết Ni Sary Phia Đara Rươne Sovan Ươne Út
Phone Kươl Thone Bunl Sâm_Oanh Rết Rotha Chhay Vuthy Diêng Khem Xinh Dượt Tiêm
"""
PROVINCES = """
Hà_Giang Tuyên_Quang Yên_Bái Lào_Cai Bắc_Kạn Thái_Nguyên Vĩnh_Phúc Hòa_Bình Phú_Thọ Bắc_Giang
Bắc_Ninh Thái_Bình Hưng_Yên Hải_Dương Hà_Nam Nam_Định Ninh_Bình Quảng_Bình Quảng_Trị Quảng_Nam
Kon_Tum Quảng_Ngãi Bình_Định Gia_Lai Ninh_Thuận Khánh_Hòa Đắk_Nông Bình_Thuận Lâm_Đồng Phú_Yên
Đắk_Lắk Bà_Rịa_-_Vũng_Tàu Bình_Dương Bình_Phước Đồng_Nai Long_An Tây_Ninh Sóc_Trăng Hậu_Giang
Bến_Tre Trà_Vinh Vĩnh_Long Tiền_Giang Đồng_Tháp Bạc_Liêu Cà_Mau Kiên_Giang An_Giang Lai_Châu
Điện_Biên Sơn_La Lạng_Sơn Quảng_Ninh Thanh_Hóa Nghệ_An Hà_Tĩnh Cao_Bằng Thừa_Thiên_Huế
"""
TOWNS = """
Vinh Pleiku Buôn_Ma_Thuột Nha_Trang Đà_Lạt Phan_Thiết Vũng_Tàu Biên_Hòa Mỹ_Tho Rạch_Giá Long_Xuyên
Hạ_Long Uông_Bí Cẩm_Phả Móng_Cái Việt_Trì Hội_An Tam_Kỳ Quy_Nhơn Tuy_Hòa Đông_Hà Đồng_Hới Sa_Pa
Điện_Biên_Phủ Sầm_Sơn Thủ_Dầu_Một Phan_Rang Cam_Ranh Bảo_Lộc Gia_Nghĩa Cao_Lãnh Sa_Đéc Châu_Đốc
Hà_Tiên Phú_Quốc Côn_Đảo Tân_An Gò_Công Ninh_Kiều Hà_Đông Sơn_Tây Từ_Sơn Phủ_Lý Tam_Điệp Chí_Linh
Đồ_Sơn Cát_Bà Sài_Gòn Chợ_Lớn Thủ_Đức Củ_Chi Hóc_Môn Long_Khánh
"""
CITIES = "Hà_Nội Hồ_Chí_Minh Đà_Nẵng Hải_Phòng Cần_Thơ Huế"
FIRST = """
An Bình Bàu Bắc Cam Cẩm Cát Châu Chiềng Diên Đa Đại Đông Đồng Đức Gia Giao Hà Hải Hàm Hiệp Hoà Hòa
Hoài Hoằng Hồng Hưng Hương Khánh Kim Kỳ La Liên Long Lộc Lương Mỹ Mường Nam Nghĩa Ngọc Nhơn Ninh
Phong Phú Phước Quang Quảng Sơn Tam Tân Tây Thái Thanh Thành Thạnh Thiện Thọ Thới Thuận Thượng
Tiên Tịnh Trung Trường Vân Viên Việt Vĩnh Xuân Yên Trà Cái Rạch Bến Giồng Vàm Xóm Gò Cầu Bãi Cửa
Làng Văn Võ Lý Đặng Dương Đào
"""
SECOND = """
An Bình Cang Cát Cầu Châu Chính Công Cương Điền Định Đông Đồng Đức Giang Hà Hải Hạnh Hậu Hiệp Hoa
Hòa Hội Hợp Hưng Khánh Khê Kỳ Lạc Lâm Lập Lễ Liên Linh Lĩnh Long Lộc Lợi Lương Mai Minh Mỹ Nam
Ngãi Nghĩa Nguyên Nhân Nhuận Ninh Phong Phú Phúc Phương Quang Quế Sơn Tân Tâm Thái Thành Thanh
Thắng Thịnh Thọ Thuận Thủy Thượng Tiến Tịnh Trạch Trì Trị Trung Trường Tú Vân Văn Vinh Xá Xuân Yên
Đá Tre Dừa Muối Sậy Sung Me Giữa
"""
HIGH_FIRST = "Ea Krông Ia Đắk Đăk Cư Chư Plei Kông Ya Buôn Dray Quảng Mang Ayun Đạ Hà A P' La Tà Sa"
MUONG = (
    "Háng Nậm Tà Sín Pú Nà Bản Mù Phìn Lao Thèn Chế Xím Pa Sà Mường Chiềng Pắc Khuổi Lũng Tát Keo"
)
MUONG_SECOND = (
    "Đồng Pồ Hỳ Chải Nhung Tia Hồ Cang Ngài Chua Vài Lùng Sán Tủa Kha Vàng Phàng Cại Piao Khoang"
)
FIELDS = """
Tài_nguyên_và_Môi_trường Nông_nghiệp_và_Môi_trường Nông_nghiệp_và_Phát_triển_nông_thôn Xây_dựng
Tài_chính Nội_vụ Tư_pháp Y_tế Giáo_dục_và_Đào_tạo Công_Thương Khoa_học_và_Công_nghệ
Thông_tin_và_Truyền_thông Giao_thông_vận_tải Kế_hoạch_và_Đầu_tư Lao_động_-_Thương_binh_và_Xã_hội
Văn_hóa,_Thể_thao_và_Du_lịch Dân_tộc_và_Tôn_giáo Quy_hoạch_-_Kiến_trúc Du_lịch Ngoại_vụ TN&MT
LĐTBXH NN&PTNT GTVT GD&ĐT Văn_hoá_và_Thể_thao
"""
OFFICES = """
Kinh_tế Kinh_tế_và_Hạ_tầng Quản_lý_đô_thị Tài_chính_-_Kế_hoạch Tài_nguyên_và_Môi_trường Tư_pháp
Nội_vụ Văn_hóa_-_Xã_hội Lao_động_-_Thương_binh_và_Xã_hội Giáo_dục_và_Đào_tạo
Kinh_tế,_Hạ_tầng_và_Đô_thị TN-MT Nông_nghiệp_và_Môi_trường Văn_hóa_và_Thông_tin Dân_tộc Y_tế
Lao_động Tài_chính LĐ-TB&XH tài_nguyên_môi_trường
"""
TRADES = """
Xây_dựng Thương_mại Đầu_tư Khoáng_sản Thủy_điện Chăn_nuôi May_mặc Vận_tải Cà_phê Cao_su Thủy_sản
Cấp_nước Dịch_vụ_môi_trường Điện_lực Lâm_nghiệp Chế_biến_gỗ Bất_động_sản Du_lịch Xuất_nhập_khẩu
Giày_da Dược Xăng_dầu Xây_dựng_và_Thương_mại Sản_xuất_-_Thương_mại_-_Dịch_vụ Phát_triển_nhà Cơ_khí
Lương_thực Địa_ốc Chè Gạch_ngói
"""
HEROES = """
Nguyễn_Huệ Trần_Phú Lê_Lợi Hùng_Vương Lý_Thường_Kiệt Nguyễn_Trãi Phan_Bội_Châu Võ_Thị_Sáu
Trần_Hưng_Đạo Lê_Hồng_Phong Hai_Bà_Trưng Quang_Trung Nguyễn_Du Hoàng_Diệu Lê_Duẩn Y_Jút
Phan_Chu_Trinh Ngô_Quyền Bà_Triệu Trường_Chinh Phạm_Văn_Đồng Nguyễn_Tất_Thành Điện_Biên_Phủ
Cách_Mạng_Tháng_Tám 30/4 Lý_Thái_Tổ Tôn_Đức_Thắng Lê_Thánh_Tông Nguyễn_Thị_Minh_Khai Nguyễn_Văn_Cừ
N'Trang_Lơng Đinh_Tiên_Hoàng Bạch_Đằng Hồ_Xuân_Hương Nguyễn_Bỉnh_Khiêm Trần_Bình_Trọng
Huỳnh_Thúc_Kháng Cao_Thắng Đội_Cấn Bùi_Thị_Xuân Tạ_Quang_Bửu Chu_Văn_An
"""
TITLES = """
ông ông ông ông ông bà bà bà bà bà anh anh chị chị chú bác cô cụ thầy em cháu Ông Ông Bà Bà Anh
Chị cậu dì mợ thím lão gã thằng con_mụ o mệ bé cố ngài Chú Cô Bác Cụ vợ chồng đồng_chí đ/c
Đồng_chí Thiếu_tá Trung_tá Thượng_úy Đại_úy Trung_úy Thượng_tá thiếu_úy luật_sư Luật_sư LS. Ls
bác_sĩ BS kỹ_sư ThS. TS. Thạc_sĩ mẹ_tôi_là chồng_tôi_là vợ_tôi_là con_trai_tôi_là con_gái_tôi_tên
cha_tôi_là bố_tôi_là ba_tôi_tên hai_vợ_chồng hàng_xóm_là ông_Trưởng_thôn ông_Chủ_tịch
bà_Phó_Chủ_tịch thợ_xây_tên già_làng trưởng_ấp cán_bộ_địa_chính_là thầy_giáo cô_giáo em_trai_tôi
anh_rể_tôi_là người_tên một_người_là sư_thầy linh_mục chủ_quán_là tài_xế chủ_thầu em_vợ
cháu_nội_tôi ông_bà vợ_chồng gia_đình_ông hộ_bà hộ_ông nhà_ông
"""
POSITIONS = """
Chủ_tịch Phó_Chủ_tịch Chủ_tịch Bí_thư Phó_Bí_thư Giám_đốc Phó_Giám_đốc Trưởng_phòng
Phó_Trưởng_phòng Trưởng_ban Phó_Trưởng_ban Chánh_Văn_phòng Trưởng Phó_Trưởng Viện_trưởng Chánh_án
Thẩm_phán chủ_tịch phó_chủ_tịch cán_bộ cán_bộ_địa_chính công_chức_địa_chính_-_xây_dựng chuyên_viên
nhân_viên kế_toán Đội_trưởng Trạm_trưởng Hạt_trưởng Chi_cục_trưởng chấp_hành_viên Điều_tra_viên
Thanh_tra_viên thủ_quỹ Quyền_Chủ_tịch công_an_viên trưởng_thôn Tổ_trưởng Bí_thư_Chi_bộ văn_thư
Chủ_nhiệm trưởng_phòng Thư_ký công_chức_tư_pháp
"""
VERBS = """
ấn_định_mức_thu bác_đơn ban_hành_văn_bản báo_cáo báo_tin bắt_nộp_phạt biết_rõ bồi_thường bỏ_qua
cam_kết cho_phép chứng_thực chuyển_hồ_sơ chưa_trả_lời công_bố cử_người cưỡng_chế dừng_thi_công
đã_ký đình_chỉ đo_lại đòi_tiền đuổi_về đưa_ra_họp gạt_đi gây_khó_dễ ghi_nhận giải_quyết giải_thích
giao_đất gọi_lên hẹn_mai họp_dân hòa_giải hủy_giấy im_lặng kết_luận kê_biên khảo_sát kiểm_kê
kiểm_tra không_nhận_đơn lập_biên_bản lấy_lời_khai làm_ngơ làm_sai lờ_đi mất_hồ_sơ mời_họp
nhận_tiền niêm_yết nộp_phạt nói_miệng phân_trần phê_duyệt phối_hợp phủ_nhận quy_định quyết_định
ra_quân rút_đơn san_lấp sửa_chữa thất_hứa thẩm_tra thu_hồi thu_phí thông_báo thừa_nhận tiếp_nhận
tiếp_tục_làm tính_sai tịch_thu trả_lại trả_lời trình_lên từ_chối tuyên_án vào_cuộc vận_động
xác_minh xác_nhận xây_nhà xem_xét xin_lỗi xử_lý xử_phạt yêu_cầu_nộp_thêm ăn_chặn ăn_ở đánh_người
đi_vắng ở_lại ủng_hộ ủy_quyền ép_ký áp_giá bán_đất chặt_cây chạy_xe kéo_điện mua_lại múc_đất
nuôi_heo phá_rào say_rượu vay_nợ
"""
BODY_HEADS = """
Chi_cục Cục Trung_tâm Ban Tổ_công_tác Đội Trạm Ban_Chỉ_đạo Viện Hội_đồng Đoàn_kiểm_tra Vụ Tổng_cục
Đài Cảng_vụ Hạt Ban_Quản_lý Văn_phòng Phòng Tổ Tổng_đội Ban_Chỉ_huy Ban_quản_lý Nhà_khách
Trường_Chính_trị Kho_bạc Lãnh_sự_quán Tổng_Lãnh_sự_quán Đại_sứ_quán Vườn_Quốc_gia Lữ_đoàn
Trung_đoàn Bộ_Tư_lệnh Ủy_ban Đại_diện Cơ_quan Thanh_tra
"""
BODY_FIELDS = """
Khí_tượng Thủy_văn Hải_văn Đường_thủy_nội_địa Đường_bộ Đăng_kiểm Kiểm_dịch Thú_y Trồng_trọt
Bảo_vệ_thực_vật Kiểm_lâm Hàng_hải Biên_phòng Thủy_lợi Đê_điều Dân_số Trợ_giúp_pháp_lý
Bán_đấu_giá_tài_sản Giám_định_y_khoa Pháp_y Lưu_trữ Xúc_tiến_đầu_tư Quan_trắc Khuyến_nông Thủy_sản
Đo_lường Thi_đua_-_Khen_thưởng Dân_vận Tuyên_giáo Tổ_chức Nội_chính Phòng_chống_thiên_tai
An_toàn_giao_thông Giải_phóng_mặt_bằng Quản_lý_thị_trường Điều_tra_hình_sự Kinh_tế_ngầm
phát_triển_rừng quản_lý_đường_sắt cứu_hộ dịch_vụ_việc_làm bảo_trợ_xã_hội đăng_ký_giao_dịch
hỗ_trợ_pháp_lý
"""
THINGS = """
Quốc_lộ_14 Đường_tỉnh_825 QL1A Tỉnh_lộ_8 Giấy_chứng_nhận_quyền_sử_dụng_đất Tết_Nguyên_đán
Quyết_định Nhà_nước CCCD CMND Covid-19 Honda_Wave Huân_chương_Kháng_chiến_hạng_Ba
Bà_mẹ_Việt_Nam_anh_hùng Tờ_bản_đồ Sổ_hộ_khẩu Biên_bản_làm_việc Thông_báo Kết_luận_thanh_tra
Chủ_nhật Zalo Facebook Công_văn Đơn_khiếu_nại Kế_hoạch Phật_Đản Giáng_sinh VNeID Quy_chế_dân_chủ
Nghị_quyết Sổ_đỏ GCNQSDĐ Hợp_đồng Giấy_mời Phiếu_thu Internet Dream_II Bản_Đồ_299 Chương_trình_135
Sổ_Tiết_Kiệm Ruộng_Lúa Đất_Rẫy Hàng_Rào Nhà_Sàn BHYT Sổ_BHXH Tòa Xã
"""
LAWS = """
Luật_Đất_đai Luật_Đất_đai_năm_2013 Luật_Khiếu_nại Luật_Tố_cáo_năm_2018 Bộ_luật_Dân_sự
Bộ_luật_Lao_động Hiến_pháp Luật_Tiếp_công_dân Luật_Viên_chức Luật_Tố_tụng_hành_chính Luật_Xây_dựng
Luật_Nhà_ở_2014 Luật_Tổ_chức_chính_quyền_địa_phương Bộ_luật_Tố_tụng_dân_sự Luật_Bảo_vệ_môi_trường
Pháp_lệnh_Ưu_đãi_người_có_công Nghị_định_số_47/2014/NĐ-CP Nghị_định_124/2020/NĐ-CP
Thông_tư_số_05/2021/TT-TTCP Nghị_quyết_35
"""
