"""Invented people, where they live, and the numbers of their papers."""

import random
from dataclasses import dataclass
from datetime import date, timedelta


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SURNAMES = _words(
    "Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương "
    "Lý Đinh Lương Tô Tạ Mai Cao Trịnh Đoàn Hà Thái Châu La Quách Lưu Văn Tống Kiều Nghiêm Khổng"
)
_MIDDLE = {
    "male": _words("Văn Văn Hữu Đức Minh Quang Ngọc Công Thanh Đình Bá Xuân Hoài Trọng Viết"),
    "female": _words("Thị Thị Thị Ngọc Kim Thanh Mỹ Thu Bích Hồng Diệu"),
}
_GIVEN = {
    "male": _words(
        "An Bảy Bình Chiến Cường Danh Dũng Đạt Đông Giang Hải Hậu Hiếu Hòa Hùng Khải Khoa Lâm Lộc "
        "Long Lượng Mạnh Nam Nghĩa Nhân Phong Phúc Quý Sáu Sơn Tài Tâm Tấn Thắng Thiện Toàn Trí "
        "Trung Tuấn Tường Út Vinh Vượng Xuyên"
    ),
    "female": _words(
        "Ánh Bông Chi Cúc Diễm Dung Duyên Đào Gấm Hà Hạnh Hiền Hoa Huệ Hương Lan Lành Liên Loan "
        "Lý Mai Mận Nga Ngân Nhàn Nhung Oanh Phượng Quyên Sen Sương Thảo Thắm Thơ Thủy Trang Trinh "
        "Tuyết Vân Xoan Yến"
    ),
}
_PEOPLES = {
    "Đắk Lắk": {
        "male": ("Y Bhiăk Niê", "Y Suôn Mlô", "Y Nguên Êban", "Y Djơn Niê Kđăm"),
        "female": ("H'Nuin Byă", "H'Loan Êban", "H Wen Mlô", "H'Riu Niê"),
    },
    "Sơn La": {
        "male": ("Lò Văn Ứng", "Quàng Văn Pọm", "Giàng A Tủa", "Cà Văn Hặc"),
        "female": ("Lò Thị Ín", "Tòng Thị Muôn", "Vàng Thị Dua", "Lường Thị Pâng"),
    },
    "Gia Lai": {
        "male": ("Siu Hyưk", "Rơ Châm Tlơi", "Đinh Hmưn", "Ksor Phun"),
        "female": ("Rơ Mah H'Blưh", "Siu H'Yen", "Đinh Thị Nhrơm", "Kpă H'Lưu"),
    },
}


@dataclass(frozen=True)
class Commune:
    """Where a paper goes: a commune-level unit with its province and kind of hamlet."""

    unit: str
    name: str
    province: str
    hamlets: tuple[str, ...]
    id_code: str
    """First three digits of the id numbers that the province gave."""

    @property
    def place(self) -> str:
        return self.name

    @property
    def short(self) -> str:
        return f"{self.unit} {self.name}"

    @property
    def full(self) -> str:
        return f"{self.short}, {self.province}"

    @property
    def committee(self) -> str:
        return f"Ủy ban nhân dân {self.short}"

    @property
    def chair(self) -> str:
        return f"Chủ tịch {self.committee}"

    @property
    def level(self) -> str:
        """«tỉnh» or «thành phố», as the province's bodies are called for short."""
        return "thành phố" if self.province.startswith("thành phố") else "tỉnh"

    @property
    def bare_province(self) -> str:
        return self.province.removeprefix(f"{self.level} ")


def _commune(unit: str, name: str, province: str, hamlets: str, code: str) -> Commune:
    return Commune(unit, name, province, tuple(hamlets.split(", ")), code)


BINH_MINH = _commune("xã", "Bình Minh", "tỉnh Đồng Nai", "ấp Tân Bắc, ấp Trà Cổ", "075")
COMMUNES = (
    _commune("phường", "Trảng Dài", "tỉnh Đồng Nai", "khu phố 2, khu phố 5", "075"),
    _commune("xã", "Đông Hưng", "tỉnh Hưng Yên", "thôn Đông Thượng, thôn Nam Hải", "034"),
    _commune("phường", "Nhị Chiểu", "thành phố Hải Phòng", "tổ dân phố Hoàng Xá", "030"),
    _commune("xã", "Vạn An", "tỉnh Nghệ An", "xóm 4, xóm Yên Thịnh, xóm Tân Hợp", "040"),
    _commune("phường", "Phong Điền", "thành phố Huế", "tổ dân phố Tân Lập", "046"),
    _commune("xã", "Mộ Đức", "tỉnh Quảng Ngãi", "thôn Phước Lộc, thôn Đôn Lương", "051"),
    _commune("xã", "Cư Pui", "tỉnh Đắk Lắk", "buôn Khanh, buôn Bhung, thôn 4", "066"),
    _commune("xã", "Mường Giôn", "tỉnh Sơn La", "bản Nà Tòng, bản Cút", "014"),
    _commune("xã", "Ia Grai", "tỉnh Gia Lai", "làng Breng, thôn 2", "064"),
    _commune("xã", "Vị Thanh 1", "thành phố Cần Thơ", "ấp 5, ấp 7, khu vực 3", "093"),
    _commune("xã", "Đức Lập", "tỉnh Tây Ninh", "ấp Bàu Sen, ấp Chánh", "080"),
    _commune("xã", "Khánh Lâm", "tỉnh Cà Mau", "ấp Kinh Giữa, ấp 12", "096"),
)


@dataclass(frozen=True)
class Person:
    """``birth`` and the numbers are truths; how they are written is the layout's business."""

    name: str
    male: bool
    birth: date
    id_number: str
    id_issued_on: date
    address: str
    phone: str

    @property
    def called(self) -> str:
        """What neighbours call the person: the last name, or all of it where names differ."""
        first, last = self.name.split()[0], self.name.split()[-1]
        return last if first in _SURNAMES else self.name

    @property
    def mister(self) -> str:
        return "ông" if self.male else "bà"


def name(rng: random.Random, province: str, male: bool) -> str:
    """Return a full name, of a people of the province in some cases."""
    sex = "male" if male else "female"
    peoples = _PEOPLES.get(province.removeprefix("tỉnh "))
    if peoples and rng.random() < 0.5:
        return rng.choice(peoples[sex])
    middle = [rng.choice(_MIDDLE[sex])]
    if not male and middle != ["Thị"] and rng.random() < 0.4:
        middle.insert(0, "Thị")
    return " ".join([rng.choice(_SURNAMES), *middle, rng.choice(_GIVEN[sex])])


def address(rng: random.Random, commune: Commune) -> str:
    hamlet = rng.choice(commune.hamlets)
    before = rng.choice(("", "", f"số {rng.randint(1, 240)}, ", f"tổ {rng.randint(1, 15)}, "))
    if hamlet.startswith(("khu phố", "tổ dân phố")):
        street = rng.choice(("Nguyễn Ái Quốc", "Trần Phú", "Lê Lợi", "Hùng Vương"))
        before = f"{rng.randint(2, 300)}/{rng.randint(1, 40)} đường {street}, "
    return f"{before}{hamlet}, {commune.full}"


def person(rng: random.Random, commune: Commune, before: date) -> Person:
    """Return an adult of the commune, with an id card issued before the given day."""
    male = rng.random() < 0.55
    birth = date(rng.randint(1942, 1999), rng.randint(1, 12), rng.randint(1, 28))
    issued = date(2021, 3, 1) + timedelta(days=rng.randint(0, 900))
    number = f"{commune.id_code}{0 if male else 1}{birth.year % 100:02}{rng.randrange(10**6):06}"
    prefix = rng.choice(("090", "091", "093", "097", "098", "034", "036", "038", "077", "086"))
    return Person(
        name(rng, commune.province, male),
        male,
        birth,
        number,
        min(issued, before - timedelta(days=90)),
        address(rng, commune),
        f"{prefix}{rng.randrange(10**7):07}",
    )
