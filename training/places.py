"""Invented villages, communes, districts, streets and addresses in real provinces."""

import random

from training.persons import Persons
from training.syllables import syllable, upland
from training.vocabulary import (
    CITIES,
    FIRST,
    HIGH_FIRST,
    MUONG,
    MUONG_SECOND,
    PROVINCES,
    SECOND,
    TOWNS,
)


class Places(Persons):
    """Composes places; a few of them come back in the paper."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__(rng)
        self.grounds = [self.local() for _ in range(rng.randint(1, 3))]

    def local(self) -> str:
        """Return the bare name of a commune, a district or a village."""
        region = self.region if self.chance(0.7) else "kinh"
        if region == "clan":
            return f"{self.pick(HIGH_FIRST)} {upland(self.rng)}"
        if region == "north":
            return f"{self.pick(MUONG)} {self._second(MUONG_SECOND)}"
        form = self.rng.random()
        if form < 0.82:
            return f"{self.pick(FIRST)} {self._second(SECOND)}"
        if form < 0.93:
            more = self.one("Đông", "Tây", "Nam", "Bắc", "Thượng", "Hạ", "A", "B", "1", "2")
            return f"{self.pick(FIRST)} {self._second(SECOND)} {more}"
        return self._second(SECOND)

    def _second(self, table: str) -> str:
        strange = self.chance(0.5 if self.strange else 0.15)
        return syllable(self.rng).capitalize() if strange else self.pick(table)

    def ground(self) -> str:
        return self.rng.choice(self.grounds) if self.chance(0.6) else self.local()

    def hamlet(self) -> str:
        word = self.one(
            *("thôn", "thôn", "thôn", "ấp", "ấp", "xóm", "bản", "buôn", "làng", "khóm", "khối"),
            *("tổ dân phố", "tổ dân phố số", "khu phố", "khu", "tổ", "đội", "Tổ", "Thôn", "Ấp"),
            *("Bản", "Xóm", "Buôn", "KP", "TDP", "plei", "phum", "sóc", "tiểu khu", "cụm"),
            *("chung cư",),
        )  # fmt: skip
        return f"{word} {self.rng.randint(1, 19) if self.chance(0.45) else self.ground()}"

    def street(self) -> str:
        number = self.rng.randint(1, 480)
        house = self.one(
            f"số {number}", f"{number}", f"{number}/{self.rng.randint(1, 60)}", f"nhà số {number}"
        )
        lane = self.one(
            "", "", "", f"ngõ {self.rng.randint(2, 90)} ", f"hẻm {self.rng.randint(2, 90)} "
        )
        return f"{house} {lane}{self.one('đường ', 'phố ', 'đường ', 'Đường ', '')}{self.hero()}"

    def commune(self) -> str:
        word = self.one(
            "xã",
            "xã",
            "xã",
            "xã",
            "phường",
            "phường",
            "thị trấn",
            "đặc khu",
            "Xã",
            "Phường",
            "TT.",
            "P.",
            "X.",
        )
        if word in ("phường", "P.") and self.chance(0.25):
            return f"{word} {self.rng.randint(1, 18)}"
        return f"{word} {self.ground()}"

    def district(self) -> str:
        word = self.one(
            "huyện",
            "huyện",
            "huyện",
            "quận",
            "thị xã",
            "thành phố",
            "TP.",
            "TX.",
            "H.",
            "Huyện",
            "tp",
        )
        if word == "quận" and self.chance(0.4):
            return f"{word} {self.rng.randint(1, 12)}"
        return f"{word} {self.local()}"

    def top(self) -> str:
        if self.chance(0.15):
            return (
                f"{self.one('thành phố ', 'TP. ', 'Thành phố ', 'TP ', 'TP.')}{self.pick(CITIES)}"
            )
        return f"{self.one('tỉnh', 'tỉnh', 'Tỉnh', 'tỉnh')} {self.province}"

    def unit(self) -> str:
        """Return one unit: a commune, a hamlet, a district, a province with or without its word."""
        makers = (self.commune, self.commune, self.hamlet, self.hamlet, self.district, self.top)
        return self.bare_place() if self.chance(0.15) else self.rng.choice(makers)()

    def bare_place(self) -> str:
        if self.chance(0.4):
            return self.pick(self.rng.choice((PROVINCES, CITIES, TOWNS, TOWNS)))
        return self.local()

    def address(self) -> str:
        """Return a place as an address gives it."""
        parts: list[str] = []
        if self.chance(0.7):
            parts.append(self.hamlet() if self.chance(0.7) else self.street())
        if self.chance(0.9) or not parts:
            parts.append(self.commune())
        if self.chance(0.45):
            parts.append(self.district())
        if self.chance(0.12):
            parts = [self.hamlet(), self.ground(), self.bare_place()]
        if self.chance(0.7):
            parts.append(self.province if self.chance(0.15) else self.top())
        return self.one(", ", ", ", ", ", " - ", " ", ",").join(parts)
