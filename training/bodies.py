"""Invented bodies of state and party, and firms, schools, unions beside them."""

from training.places import Places
from training.syllables import syllable
from training.vocabulary import BODY_FIELDS, BODY_HEADS, CITIES, FIELDS, GIVEN, OFFICES, TRADES


class Bodies(Places):
    """Composes bodies and firms."""

    def body(self) -> str:
        """Return the name of a body of state, party, court, police or army."""
        kinds = (
            (self._committee, 32), (self._police, 12), (self._department, 11), (self._office, 9),
            (self._party, 9), (self._court, 10), (self._inspectorate, 7), (self._central, 8),
            (self._service, 14), (self._reception, 4), (self._made_body, 6),
        )  # fmt: skip
        makers, weights = zip(*kinds, strict=True)
        name = self.rng.choices(makers, weights)[0]()
        return name.upper() if self.chance(0.06) else name

    def _seat(self) -> str:
        """Return the unit that a body is of, or the bare word of it."""
        if self.chance(0.14):
            return self.one("xã", "huyện", "tỉnh", "thành phố", "phường", "quận", "thị trấn")
        return self.rng.choice((self.commune, self.commune, self.district, self.top))()

    def _where(self, share: float = 0.6) -> str:
        return f" {self.rng.choice((self.district, self.top))()}" if self.chance(share) else ""

    def _committee(self) -> str:
        head = self.one(
            *("UBND", "UBND", "UBND", "Ủy ban nhân dân", "Ủy ban nhân dân", "Uỷ ban nhân dân"),
            *("ubnd",),
            *("ủy ban nhân dân", "HĐND", "Hội đồng nhân dân", "Ủy ban", "UBND"),
            *("Ủy Ban Nhân Dân", "ủy ban"),
        )  # fmt: skip
        return f"{head} {self._seat()}"

    def _police(self) -> str:
        if self.chance(0.15):
            return self.one(
                "Cục Cảnh sát quản lý hành chính về trật tự xã hội", "Cục Cảnh sát QLHC về TTXH",
                "Cục CS QLHC về TTXH", "Cục CSQLHC về TTXH", "Bộ Công an", "cục cảnh sát",
                "Cục Cảnh sát ĐKQL cư trú và DLQG về dân cư", "Cục trưởng Cục Cảnh sát"[11:],
            )  # fmt: skip
        head = self.one(
            *("Công an", "Công an", "Công an", "công an", "CA"),
            *("Cơ quan Cảnh sát điều tra Công an",),
            *("Đội Cảnh sát giao thông Công an", "Ban Chỉ huy Quân sự", "Cơ quan CSĐT Công an"),
            *("Công An",),
            *("Phòng Cảnh sát hình sự Công an", "Đồn Công an", "Bộ Chỉ huy Bộ đội Biên phòng"),
        )  # fmt: skip
        return f"{head} {self.ground() if self.chance(0.15) else self._seat()}"

    def _department(self) -> str:
        return f"{self.one('Sở', 'Sở', 'Sở', 'sở')} {self.pick(FIELDS)}{self._where(0.45)}"

    def _office(self) -> str:
        head = self.one("Phòng", "Phòng", "phòng", "Phòng", "Ban")
        return f"{head} {self.pick(OFFICES)}{self._where(0.5)}"

    def _party(self) -> str:
        name = self.ground()
        return self.one(
            *(f"Đảng ủy {self.commune()}", f"Huyện ủy {name}", f"Tỉnh ủy {self.province}"),
            *("Đảng ủy xã",),
            *(f"Thành ủy {name}", f"Ban Thường vụ Tỉnh ủy {self.province}", "Bộ Chính trị"),
            *("Ban Bí thư",),
            *(f"Ủy ban Kiểm tra Huyện ủy {name}", "Ban Nội chính Tỉnh ủy"),
            *(f"Chi bộ {self.hamlet()}",),
            *(f"Ủy ban kiểm tra Đảng ủy {self.commune()}", "Huyện ủy", "UBKT Tỉnh ủy"),
            *(f"Quận ủy {name}",),
        )  # fmt: skip

    def _court(self) -> str:
        head = self.one(
            *("Tòa án nhân dân", "TAND", "Toà án nhân dân", "Viện kiểm sát nhân dân", "VKSND"),
            *("Tòa án",),
            *("Chi cục Thi hành án dân sự", "Cục Thi hành án dân sự", "Chi cục THADS"),
            *("Tòa án Nhân dân",),
            *("Phòng Thi hành án dân sự", "Thi hành án dân sự", "Viện Kiểm sát nhân dân"),
        )  # fmt: skip
        if self.chance(0.2):
            return f"{head} khu vực {self.rng.randint(1, 12)}{self.one('', f' - {self.province}')}"
        if self.chance(0.08):
            return f"{head} cấp cao tại {self.pick(CITIES)}"
        return f"{head} {self._seat()}"

    def _inspectorate(self) -> str:
        return self.one(
            *("Thanh tra Chính phủ", f"Thanh tra {self.top()}", f"Thanh tra {self.district()}"),
            *(
                f"Thanh tra Sở {self.pick(FIELDS)}",
                "Thanh tra tỉnh",
                "Thanh tra huyện",
                "thanh tra tỉnh",
            ),
            *(
                f"Thanh tra Bộ {self.pick(FIELDS)}",
                "Đoàn Thanh tra liên ngành",
                "Thanh tra thành phố",
            ),
        )

    def _central(self) -> str:
        return self.one(
            *(
                "Chính phủ",
                "Quốc hội",
                "Ủy ban Thường vụ Quốc hội",
                "Văn phòng Chính phủ",
                "Chủ tịch nước",
            ),
            *(
                f"Bộ {self.pick(FIELDS)}",
                f"Bộ {self.pick(FIELDS)}",
                "Kiểm toán nhà nước",
                "Tổng cục Thuế",
            ),
            *(
                "Tòa án nhân dân tối cao",
                "Viện kiểm sát nhân dân tối cao",
                "Bảo hiểm xã hội Việt Nam",
            ),
            *(
                "Bộ Quốc phòng",
                f"Đoàn đại biểu Quốc hội {self.top()}",
                "Ban Dân nguyện",
                "Cục Hàng không",
            ),
        )

    def _service(self) -> str:
        place = self.rng.choice((self.district, self.top, self.commune))()
        name = self.ground()
        return self.one(
            *(f"Văn phòng đăng ký đất đai {self.top()}", f"Trung tâm Phát triển quỹ đất {place}"),
            *(f"Chi nhánh Văn phòng đăng ký đất đai {place}", f"Bảo hiểm xã hội {place}"),
            *(f"BHXH {place}",),
            *(f"Chi cục Thuế {place}", f"Chi cục Thuế khu vực {name}", f"Cục Thuế {self.top()}"),
            *(f"Hạt Kiểm lâm {place}", f"Đồn Biên phòng {name}", f"Kho bạc Nhà nước {place}"),
            *(f"Ban Quản lý rừng phòng hộ {name}", f"Ban Quản lý dự án {place}"),
            *("Chi cục Kiểm lâm",),
            *(f"Ban Quản lý chợ {name}", f"Ban quản lý Khu công nghiệp {name}"),
            *(f"Chi cục Thủy lợi {place}",),
            *(f"Trung tâm Phục vụ hành chính công {place}", f"Cảng vụ {name}"),
            *(f"Đội Quản lý thị trường số {self.rng.randint(1, 9)}",),
            *(f"Thuế cơ sở {self.rng.randint(1, 9)} {self.top()}", f"Trạm Khuyến nông {place}"),
            *(f"Hội đồng bồi thường, hỗ trợ và tái định cư {place}",),
            *(f"Ban Quản lý dự án đầu tư xây dựng {place}",),
            *(f"Hội đồng kỷ luật {place}", f"Cục Hải quan {self.top()}", f"Trại giam {name}"),
            *(f"Vườn Quốc gia {name}",),
        )  # fmt: skip

    def _reception(self) -> str:
        return self.one(
            *(f"Ban Tiếp công dân {self.top()}", f"Ban Tiếp công dân {self.district()}"),
            *(
                "Ban Tiếp công dân Trung ương",
                "Trụ sở Tiếp công dân Trung ương",
                "Ban Tiếp công dân tỉnh",
            ),
            *(f"Văn phòng UBND {self.top()}", f"Văn phòng HĐND và UBND {self._seat()}"),
            *(f"Văn phòng Đoàn ĐBQH và HĐND {self.top()}", f"Ban Pháp chế HĐND {self._seat()}"),
        )

    def _made_body(self) -> str:
        """Return a body of a kind that no list has: a head, a field, a place."""
        head, form = self.pick(BODY_HEADS), self.rng.random()
        if form < 0.2:
            small = [syllable(self.rng) for _ in range(self.rng.randint(1, 3))]
            field = " ".join([syllable(self.rng).capitalize(), *small])
        elif form < 0.45:
            field = self.pick(self.rng.choice((TRADES, OFFICES, FIELDS)))
        else:
            field = self.pick(BODY_FIELDS)
            if self.chance(0.35):
                field += f"{self.one(' ', ' và ', ', ', ' - ')}{self.pick(BODY_FIELDS)}"
        if self.chance(0.2):
            return f"{head} {field} {self.one('khu vực', 'số', 'vùng')} {self.rng.randint(1, 9)}"
        if self.chance(0.25):
            return f"{head} {field} {self.one('', 'tại ', 'khu vực ')}{self.bare_place()}"
        return f"{head} {field}{self._where(0.6)}"

    def bare_body(self) -> str:
        """Return a body without a name of its own: ``UBND xã``."""
        head = self.one(
            *("UBND", "ủy ban nhân dân", "Ủy ban nhân dân", "Công an", "công an", "Đảng ủy"),
            *("HĐND", "Thanh tra"),
            *("Tòa án", "Viện kiểm sát", "Hội đồng nhân dân", "Uỷ ban", "Ủy ban", "ubnd", "CA"),
            *("Huyện đội",),
        )  # fmt: skip
        if head == "Huyện đội" or self.chance(0.15):
            return self.one(
                "Đảng ủy",
                "Huyện ủy",
                "Chính phủ",
                "Quốc hội",
                "Sở Xây dựng",
                "Phòng Nội vụ",
                "Bộ Công an",
            )
        units = ("xã", "xã", "huyện", "tỉnh", "thành phố", "phường", "quận", "thị trấn", "đặc khu")
        return f"{head} {self.one(*units)}"

    def firm(self) -> str:
        """Return a company, a school, a hospital, a bank or a mass organisation."""
        maker = self.rng.choices(
            (self._company, self._school, self._union, self._clinic), (5, 3, 2, 2)
        )[0]
        name = maker()
        return name.upper() if self.chance(0.06) else name

    def _company(self) -> str:
        if self.chance(0.12):
            bank = self.one(
                "Nông nghiệp và Phát triển nông thôn", "Chính sách xã hội", "TMCP Ngoại thương",
                "TMCP Công thương", "TMCP " + syllable(self.rng).capitalize() + " Á",
            )  # fmt: skip
            return f"Ngân hàng {bank}{self.one('', ' Việt Nam', f' chi nhánh {self.local()}')}"
        head = self.one(
            *("Công ty TNHH", "Công ty TNHH MTV", "Công ty Cổ phần", "Công ty CP", "công ty"),
            *("DNTN",),
            *("Công ty trách nhiệm hữu hạn", "Doanh nghiệp tư nhân", "Hợp tác xã", "HTX"),
            *("Tổng Công ty",),
            *("Công ty TNHH Một thành viên", "Tập đoàn", "Công ty", "Nhà máy", "Xí nghiệp"),
            *("Hộ kinh doanh",),
        )  # fmt: skip
        trade = f"{self.pick(TRADES)} " if self.chance(0.55) else ""
        own = self.one(self.local(), self._person(), self.own_name(), self.given(GIVEN))
        return f"{head} {trade}{own}"

    def own_name(self) -> str:
        """Return a company's name without its head."""
        trade = f" {self.pick(TRADES)}" if self.chance(0.2) else ""
        parts = [self.given(GIVEN) for _ in range(self.rng.randint(2, 3))]
        return " ".join(parts) + trade

    def _school(self) -> str:
        level = self.one(
            "Tiểu học",
            "THCS",
            "THPT",
            "Mầm non",
            "tiểu học",
            "mẫu giáo",
            "PTDTNT",
            "Cao đẳng",
            "Đại học",
        )
        head = self.one("Trường ", "trường ", "", "Trường ")
        return f"{head}{level} {self.one(self.local(), self.hero())}"

    def _union(self) -> str:
        head = self.one(
            *("Ủy ban Mặt trận Tổ quốc Việt Nam", "Ủy ban MTTQ", "UBMTTQVN", "Mặt trận Tổ quốc"),
            *("Hội Nông dân",),
            *("Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh", "Đoàn Thanh niên"),
            *("Hội Người cao tuổi",),
            *("Liên đoàn Lao động", "Hội Chữ thập đỏ", "Hội Luật gia", "Ban nhân dân"),
            *("Ban Quản trị chung cư",),
        )  # fmt: skip
        return f"{head} {self.hamlet() if head.startswith('Ban') else self._seat()}"

    def _clinic(self) -> str:
        place = self.one(self.district(), self.top(), self.local())
        return self.one(
            *(
                f"Bệnh viện Đa khoa {place}",
                f"Trung tâm Y tế {place}",
                f"Trạm Y tế {self.commune()}",
            ),
            *(
                f"Văn phòng Công chứng {self.local()}",
                f"Phòng Công chứng số {self.rng.randint(1, 6)}",
            ),
            *(
                f"Văn phòng luật sư {self._person()}",
                f"Công ty Luật {self.local()}",
                f"Đoàn Luật sư {self.top()}",
            ),
            *(
                f"Văn phòng Thừa phát lại {self.local()}",
                f"Báo {self.local()}",
                f"Điện lực {self.local()}",
            ),
        )
