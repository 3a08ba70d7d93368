"""A made document: blocks to lay out, and the truth about them. And the pen that writes both."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, TypeVar

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class Line:
    """A paragraph. ``size`` is in points, 0 for the size of the document."""

    text: str
    align: Align = "justify"
    bold: bool = False
    italic: bool = False
    size: int = 0
    indent: bool = False


@dataclass(frozen=True)
class Columns:
    """Two blocks side by side: issuer and national title, recipients and signer."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]


@dataclass(frozen=True)
class Grid:
    """A table with borders; its first row is the head."""

    rows: tuple[tuple[str, ...], ...]


Block = Line | Columns | Grid


@dataclass(frozen=True)
class MadeDocument:
    """``missing`` names the element left out: date, name, address, signature or respondent."""

    id: str
    kind: str
    truth: dict[str, Any]
    blocks: tuple[Block, ...]
    missing: str | None = None
    font_size: int = 14

    @property
    def text(self) -> str:
        """The words in reading order, a paragraph a line, left columns before right ones."""
        return "\n".join(line for block in self.blocks for line in _lines(block)) + "\n"


def _lines(block: Block) -> list[str]:
    if isinstance(block, Line):
        return [block.text]
    if isinstance(block, Columns):
        return [line.text for line in (*block.left, *block.right)]
    return [" | ".join(row) for row in block.rows]


class Slots(dict[str, "str | Callable[[], str]"]):
    """Words for the places of a sentence; a callable is called where the sentence has its place.

    ``str.format_map`` fills from left to right, so that references are noted in reading order.
    """

    def __getitem__(self, key: str) -> str:
        value = super().__getitem__(key)
        return value if isinstance(value, str) else value()


T = TypeVar("T")


class Pen:
    """Writes one document: picks among wordings, notes each reference it writes."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.blocks: list[Block] = []
        self.references: list[dict[str, Any]] = []

    def pick(self, variants: Sequence[T]) -> T:
        return variants[self.rng.randrange(len(variants))]

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def day_before(self, day: date, least: int, most: int) -> date:
        """Return a day ``least`` to ``most`` days before the given one."""
        return day - timedelta(days=self.rng.randint(least, most))

    def write(self, text: str, **style: Any) -> None:
        self.blocks.append(Line(text, **style))

    def fill(self, variants: Sequence[str], slots: Slots) -> str:
        """Return one of the wordings with its places filled."""
        return self.pick(variants).format_map(slots)

    def spoken(self, day: date) -> str:
        """Return a day as papers write it in running text, without «ngày»."""
        forms = (
            f"{day.day:02}/{day.month:02}/{day.year}",
            f"{day.day}/{day.month}/{day.year}",
            f"{day.day:02}/{day.month}/{day.year}",
            full_date(day),
        )
        return self.pick(forms)

    def note(self, at: str, kind: str, symbol: str | None, **rest: str | None) -> None:
        """Add a reference to the truth; ``rest``: date, agency, resolved."""
        reference = {"at": at, "kind": kind, "symbol": symbol, "date": None, "agency": None}
        self.references.append(reference | rest)

    def cite(
        self, kind: str, symbol: str, day: date | None = None, agency: str | None = None
    ) -> str:
        """Return a full citation, its day and issuer sometimes left out; note it."""
        text = f"{kind} số {symbol}"
        day = None if self.chance(0.1) else day
        agency = None if self.chance(0.15) else agency
        if day:
            text += f"{self.pick((' ', ' ', ' ', ', '))}ngày {self.spoken(day)}"
        if agency:
            text += f" của {agency}"
        self.note(symbol, kind, symbol, date=day and day.isoformat(), agency=agency)
        return text

    def mention(self, kind: str, symbol: str) -> str:
        """Return a citation by symbol alone; note it."""
        self.note(symbol, kind, symbol)
        return f"{kind} số {symbol}"

    def short(self, kind: str, symbol: str) -> str:
        """Return a short mention, «Quyết định số 805»; note what it stands for."""
        number = symbol.split("/")[0]
        text = f"{kind} {self.pick(('số ', ''))}{number}"
        self.note(text, kind, number, resolved=symbol)
        return text

    def law(self, name: str, year: int | None = None) -> str:
        """Return a law cited by its name, sometimes with its year; note it."""
        year = year if year and self.chance(0.5) else None
        text = f"Luật {name}" + (f" năm {year}" if year else "")
        self.note(text, "Luật", None, date=str(year) if year else None)
        return text


def full_date(day: date) -> str:
    """Return «05 tháng 01 năm 2026», as Nghị định 30/2020/NĐ-CP writes days and months."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02} tháng {month} năm {day.year}"
