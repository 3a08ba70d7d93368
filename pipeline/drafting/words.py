"""Values as an official document writes them: dates, persons, kinds, blanks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.drafting.case import Person
from pipeline.extraction.findings import Kind
from pipeline.text.unicode import clean, nfc

DOTS = "……………"
"""A blank for a person to fill in: what the paper does not state is never made up."""

_WITHHELD_DENOUNCER = "người tố cáo (danh tính được giữ bí mật theo quy định của Luật Tố cáo)"
_WITHHELD_WRITER = "người gửi đơn (danh tính được giữ bí mật)"


@dataclass(frozen=True, slots=True)
class KindWords:
    """How a document speaks of a petition of one kind."""

    matter: str
    petition: str
    writer: str
    respondent: str
    law: str


_GENERAL = KindWords(
    matter="đơn thư",
    petition="đơn",
    writer="người gửi đơn",
    respondent="người bị nêu trong đơn",
    law="pháp luật về tiếp công dân, xử lý đơn",
)
_KINDS: dict[Kind, KindWords] = {
    "complaint": KindWords(
        matter="khiếu nại",
        petition="đơn khiếu nại",
        writer="người khiếu nại",
        respondent="người bị khiếu nại",
        law="Luật Khiếu nại",
    ),
    "denunciation": KindWords(
        matter="tố cáo",
        petition="đơn tố cáo",
        writer="người tố cáo",
        respondent="người bị tố cáo",
        law="Luật Tố cáo",
    ),
    "recommendation": KindWords(
        matter="kiến nghị, phản ánh",
        petition="đơn kiến nghị, phản ánh",
        writer="người kiến nghị, phản ánh",
        respondent="cơ quan, tổ chức, cá nhân liên quan",
        law="Luật Tiếp công dân",
    ),
}


def kind_words(kind: Kind) -> KindWords:
    """Return the words for a kind; neutral ones where the kind is mixed or unknown."""
    return _KINDS.get(kind, _GENERAL)


def withheld_words(kind: Kind) -> str:
    """Return what stands for the writer where the writer may not be named."""
    return _WITHHELD_DENOUNCER if kind == "denunciation" else _WITHHELD_WRITER


# Control characters that XML 1.0 forbids, lone surrogates, non-characters, and private-use
# characters: the last carry the notes of notes.py and may not come from a paper.
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")


def tidy(value: str) -> str:
    """Return a value fit to be printed: NFC, one line, no invisible or illegal characters."""
    without_illegal = _FORBIDDEN.sub(" ", value)
    return " ".join(nfc(clean(without_illegal).text).split())


def phrase(value: str) -> str:
    """Return a value without punctuation around it: the template sets its own.

    Dots that stand for a blank in the paper are no value.
    """
    return tidy(value).lstrip(" .;,:-+•…").rstrip(" .;,:-…")


def phrases(values: Sequence[str]) -> list[str]:
    """Return the values as lines of a list, leaving out those with no text.

    A new line begins with a capital (Phụ lục II, mục I, Nghị định 30/2020/NĐ-CP).
    """
    return [upper_first(text) for text in map(phrase, values) if text]


def sentence(value: str) -> str:
    """Return a value that ends as a sentence does; empty stays empty."""
    text = phrase(value)
    return text if not text or text.endswith(("!", "?", "”", '"')) else f"{text}."


def or_dots(value: str) -> str:
    """Return the value, or a dotted blank where there is none."""
    return phrase(value) or DOTS


# Phụ lục I, mục II.4, Nghị định 30/2020/NĐ-CP: days below 10 and months 1 and 2 take a zero.


def day_in_words(day: date) -> str:
    """Return e.g. «ngày 05 tháng 01 năm 2026», «ngày 12 tháng 5 năm 2026»."""
    return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}"


def _month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)


_PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def _parts(iso: str) -> tuple[int, int, int] | None:
    """Year, month, day of a partial ISO date, 0 where unstated; None for anything else."""
    match = _PARTIAL.fullmatch(iso.strip())
    if match is None:
        return None
    year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return year, month, day


def partial_in_words(iso: str) -> str:
    """Return a partial ISO date in words, as precise as it is; empty when it is no ISO date.

    «2026-01-05» «ngày 05 tháng 01 năm 2026»; «2023-05» «tháng 5 năm 2023»; «2013» «năm 2013».
    """
    parts = _parts(iso)
    if parts is None:
        return ""
    year, month, day = parts
    if day:
        return day_in_words(date(year, month, day))
    return f"tháng {_month(month)} năm {year}" if month else f"năm {year}"


def partial_in_figures(iso: str) -> str:
    """Return a partial ISO date in figures («05/01/2026», «5/2023»), other text as it is."""
    parts = _parts(iso)
    if parts is None:
        return phrase(iso)
    year, month, day = parts
    if day:
        return f"{day:02d}/{_month(month)}/{year}"
    return f"{_month(month)}/{year}" if month else str(year)


_POSTS = (
    "chủ tịch",
    "phó chủ tịch",
    "giám đốc",
    "phó giám đốc",
    "trưởng ",
    "phó trưởng",
    "chánh văn phòng",
    "chánh thanh tra",
    "phó chánh",
    "hiệu trưởng",
    "bí thư",
    "ủy ban",
    "uỷ ban",
    "ubnd",
    "hội đồng",
    "sở ",
    "phòng ",
    "văn phòng",
    "công an",
    "thanh tra",
)
"""How the name of a post or a body begins, in lower case."""


def person_words(person: Person) -> str:
    """Return how a document names a person: «ông (bà) Nguyễn Văn A»; a body, or somebody named by
    the post alone («Chủ tịch Ủy ban nhân dân xã …»), without it."""
    name = or_dots(person.name)
    bare = person.is_organisation or name.lower().startswith(_POSTS)
    return name if bare else f"ông (bà) {name}"


def petitioner_words(petitioners: Sequence[Person], count: int) -> str:
    """Return the first petitioner, and how many others there are («và 06 người khác»)."""
    first = petitioners[0] if petitioners else Person(name="")
    others = max(count, len(petitioners)) - 1
    more = f" và {others:02d} người khác" if others > 0 else ""
    return person_words(first) + more


def respondent_words(respondents: Sequence[Person]) -> str:
    """Return the respondents with their positions, joined; empty when the paper names none."""
    named = [person for person in respondents if phrase(person.name)]
    return "; ".join(
        ", ".join(filter(None, (person_words(person), phrase(person.position)))) for person in named
    )


def upper_first(text: str) -> str:
    """Return the text with its first letter raised, the rest untouched."""
    return text[:1].upper() + text[1:]
