"""Invented persons of all peoples of the country, half of them of syllables that are no words."""

import random

from training.syllables import syllable, upland
from training.vocabulary import (
    CLAN_GIVEN,
    CLANS,
    GIVEN,
    HEROES,
    KINH,
    MIDDLE,
    NORTH,
    NORTH_GIVEN,
    PROVINCES,
    SOUTH,
    SOUTH_GIVEN,
    SOUTH_MIDDLE,
    words,
)


class Persons:
    """What a paper's names have in common; one object a paper, so that they come back."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.region = rng.choices(("kinh", "clan", "north", "south"), (7, 1.8, 1.5, 1.2))[0]
        self.province = self.pick(PROVINCES)
        self.strange = rng.random() < 0.4
        """Whether given names and places are made of syllables that are no words."""
        self.cast = [self._person() for _ in range(rng.randint(2, 5))]

    def pick(self, table: str) -> str:
        """Return a word of the table."""
        return self.rng.choice(words(table))

    def one(self, *choices: str) -> str:
        return self.rng.choice(choices)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def person(self) -> str:
        """Return a full name without title: of somebody known to the paper, or a new one."""
        name = self.rng.choice(self.cast) if self.chance(0.4) else self._person()
        return name.upper() if self.chance(0.1) else name

    def _person(self) -> str:
        region = self.region if self.chance(0.6) else "kinh"
        if region == "clan":
            return self._clan_person()
        if region == "north":
            middle = self.one("A ", "Thị ", "Seo ", "Văn ", "Mí ", "Láo ", "Sín ", "Chẩn ", "")
            return f"{self.pick(NORTH)} {middle}{self.given(NORTH_GIVEN)}"
        if region == "south":
            middle = f"{self.pick(SOUTH_MIDDLE)} " if self.chance(0.6) else ""
            return f"{self.pick(SOUTH)} {middle}{self.given(SOUTH_GIVEN)}"
        return self._kinh_person()

    def _kinh_person(self) -> str:
        parts = [self.pick(KINH), self.pick(MIDDLE), self.given(GIVEN)]
        if self.chance(0.15):
            parts[1] = self.given(GIVEN)
        if self.chance(0.18):
            parts.insert(2, self.given(GIVEN))
        if self.chance(0.12):
            parts.insert(1, self.pick(KINH))
        if self.chance(0.12):
            del parts[1]
        return " ".join(parts[:5])

    def _clan_person(self) -> str:
        given, clan = self.given(CLAN_GIVEN), self.pick(CLANS)
        mark = self.one("'", "’", "'", " ")
        return self.one(
            *(
                f"Y {given} {clan}",
                f"H{mark}{given} {clan}",
                f"{clan} H{mark}{given}",
                f"Y {given}",
            ),
            *(f"{clan} {given}", f"{clan} {given}", f"K{mark}{given}", f"A {given}", f"Ka {given}"),
            *(
                f"{clan} Thị {given}",
                f"{clan} Văn {given}",
                f"Y {given} {given}",
                f"H{mark}{given}",
            ),
            *(
                f"Ha {given}",
                f"Hồ Văn {given}",
                f"Đinh {given}",
                f"A {given} {clan}",
            ),
        )

    def given(self, table: str) -> str:
        if self.chance(0.5 if self.strange else 0.1):
            return upland(self.rng) if table == CLAN_GIVEN else syllable(self.rng).capitalize()
        return self.pick(table)

    def short(self) -> str:
        """Return a name as neighbours say it: the last syllable, or two."""
        if self.chance(0.7):
            parts = self.rng.choice(self.cast).split()
            return " ".join(parts[-2 if len(parts) > 2 and self.chance(0.15) else -1 :])
        name = self.given(GIVEN)
        return (
            f"{self.one('Năm', 'Ba', 'Tư', 'Sáu', 'Út', 'Hai', 'Bảy')} {name}"
            if self.chance(0.3)
            else name
        )

    def hero(self) -> str:
        """Return somebody after whom a street or school is called."""
        return self._person() if self.chance(0.4) else self.pick(HEROES)
