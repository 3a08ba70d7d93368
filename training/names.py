"""What stands for the slots of a frame: invented names, and the small things between them."""

from training.bodies import Bodies
from training.syllables import syllable
from training.vocabulary import LAWS, POSITIONS, THINGS, TITLES, VERBS


class Names(Bodies):
    """Composes names, numbers and days of one paper."""

    def value(self, slot: str) -> str:
        """Return what stands for the slot of a frame (``frames/petition.txt``)."""
        makers = {
            "P": self.person, "p": self.short, "A": self.body, "F": self.firm, "L": self.address,
            "l": self.unit, "T": lambda: self.pick(TITLES), "W": lambda: self.pick(POSITIONS),
            "D": self.date, "Y": lambda: str(self.rng.randint(1930, 2026)), "I": self.identity,
            "H": self.phone, "S": self.symbol, "M": self.money, "Z": lambda: self.pick(LAWS),
            "X": self.thing, "E": self.hero, "N": self.number, "V": self.verb, "b": self.bare_place,
            "f": self.own_name, "c": self.bare_body, "d": self.day,
        }  # fmt: skip
        return makers[slot]()

    def digits(self, count: int) -> str:
        return "".join(self.rng.choices("0123456789", k=count))

    def number(self) -> str:
        return self.one(
            str(self.rng.randint(1, 31)),
            str(self.rng.randint(2, 999)),
            f"{self.rng.randint(1, 9)}.{self.digits(3)}",
        )

    def identity(self) -> str:
        return self.one(
            f"0{self.digits(11)}",
            self.digits(9),
            f"0{self.digits(2)} {self.digits(3)} {self.digits(6)}",
        )

    def phone(self) -> str:
        return self.one(
            f"09{self.digits(8)}",
            f"03{self.digits(2)} {self.digits(3)} {self.digits(3)}",
            f"0{self.digits(3)}.{self.digits(3)}.{self.digits(3)}",
        )

    def symbol(self) -> str:
        code = self.one(
            *("QĐ-UBND", "TB-UBND", "UBND-NC", "TTr-STNMT", "BC-TTr", "CV-BTCD", "QĐ-XPHC"),
            *("KL-TTr", "PC"),
            *("TB-TTCP", "QĐ-CTUBND", "GM-UBND", "QĐ-SNV", "CCTHADS", "HĐMB", "BB-HG", "UBND"),
            *("TNMT",),
        )  # fmt: skip
        return f"{self.rng.randint(1, 4999)}{self.one('', '/2024', '/2025')}/{code}"

    def money(self) -> str:
        units = (".000.000 đồng", " triệu đồng", " triệu", " tỷ", ".000đ", "tr")
        return f"{self.rng.randint(2, 950)}{self.one(*units)}"

    def date(self) -> str:
        day, month, year = (
            self.rng.randint(1, 28),
            self.rng.randint(1, 12),
            self.rng.randint(1988, 2026),
        )
        return self.one(
            *(f"{day:02d}/{month:02d}/{year}", f"{day}/{month}/{year}"),
            *(f"{day:02d} tháng {month} năm {year}",),
            *(f"{day}-{month}-{year}", f"{day}.{month}.{year}", f"{day}/{month}"),
            *(f"mùng {day} tháng {month}",),
        )  # fmt: skip

    def day(self) -> str:
        """Return a day as the line above a signature has it."""
        day, month, year = (
            self.rng.randint(1, 30),
            self.rng.randint(1, 12),
            self.rng.randint(2005, 2026),
        )
        return self.one(
            f"ngày {day:02d} tháng {month:02d} năm {year}",
            f"ngày {day} tháng {month} năm {year}",
            f"ngày ... tháng {month} năm {year}",
        )

    def verb(self) -> str:
        """Return what a body or a person does; now and then in words that are none."""
        if self.chance(0.25):
            return " ".join(syllable(self.rng) for _ in range(self.rng.randint(1, 3)))
        return self.pick(VERBS)

    def thing(self) -> str:
        return self.pick(THINGS) if self.chance(0.8) else f"{self.pick(LAWS)}"
