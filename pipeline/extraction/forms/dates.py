"""Dates as they are written, and their ISO form, as partial as the writing.

Forms: law sheet 8.2. ``ngày … tháng … năm …`` left blank is no date; a day or month left blank
makes the date partial. Lunar dates are not converted and not reported.
"""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.extraction.paper import Mark

DATE = "date"

_BLANK = r"[\s.…_/]{0,12}"
_DAY = r"(?P<d>\d{1,2})"
_MONTH = r"(?P<m>\d{1,2})"
_YEAR = r"(?P<y>(?:1[89]|20)\d{2})(?!\d)"
# A month in words is written for January, April and December only.
_WORDED = re.compile(
    rf"(?:\b(?:ngay|hom)[\s:,]{{0,3}}(?:(?:mung|mong)\s)?(?:(?P<d>\d{{1,2}})|{_BLANK})[\s,]{{0,9}}"
    rf"|\b(?:mung|mong)\s(?P<dm>\d{{1,2}})[\s,]{{1,3}}|(?<=[:,] )(?P<dc>\d{{1,2}})\s)?"
    rf"\bthang[\s:,]{{0,9}}(?:(?P<m>\d{{1,2}}|gieng|tu|chap)|{_BLANK})[\s,/-]{{0,9}}"
    rf"(?:\(?(?:duong lich|dl)\)?[\s,]{{1,3}})?(?:nam[\s:,]{{0,9}})?{_YEAR}"
)
_SLASHED = re.compile(
    rf"(?<![\d/.,-])(?:\bngay[\s:,]{{0,3}})?(?<!\d){_DAY}"
    rf"\s?(?P<sep>[/.-])\s?{_MONTH}\s?(?P=sep)\s?(?:{_YEAR}|(?P<yy>\d{{2}})(?![\d/.-]))"
)
_MONTH_ONLY = re.compile(rf"\bthang[\s:]{{0,3}}{_MONTH}\s?[/.-]\s?{_YEAR}")
_ONE = r"(?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)"
_IN_WORDS = re.compile(
    rf"\bngay\s+(?P<dw>ba muoi(?: mot)?|hai muoi(?: {_ONE})?|hai {_ONE}|muoi(?: {_ONE})?"
    rf"|(?:mung |mong )?{_ONE})"
    rf"\s+thang\s+(?P<mw>muoi(?: mot| hai)?|gieng|chap|{_ONE}|\d{{1,2}})\s+nam\s+{_YEAR}"
)
_ISO = re.compile(r"(?<![\d-])(?P<y>20\d{2})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])")
# The head of a mail: "11 Jul 2022".
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})\s(?P<m>{'|'.join(_MONTHS)})[a-z]{{0,6}},?\s(?P<y>20\d{{2}})(?!\d)"
)
_LUNAR = re.compile(r"[\s,(]{0,3}(?:\(?\s?am lich|al\b)")
_MONTH_WORDS = {"gieng": 1, "tu": 4, "chap": 12, **{m: n for n, m in enumerate(_MONTHS, 1)}}
_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9, "gieng": 1, "chap": 12,
}  # fmt: skip


def find_dates(folded: str) -> Iterator[Mark]:
    """Yield the dates of a folded text, in order, none inside another."""
    found = sorted(
        (
            *(
                mark
                for form in (_WORDED, _SLASHED, _MONTH_ONLY, _ISO, _ENGLISH)
                for mark in _with(form, folded)
            ),
            *_in_words(folded),
        ),
        key=lambda mark: (mark.start, -mark.end),
    )
    end = 0
    for mark in _completed(found):
        if mark.start >= end:
            yield mark
            end = mark.end


def _with(pattern: re.Pattern[str], folded: str) -> Iterator[Mark]:
    for match in pattern.finditer(folded):
        if _LUNAR.match(folded, match.end()):
            continue
        iso = _iso(match.groupdict())
        if iso:
            yield Mark(DATE, match.start(), match.end(), iso)


def _in_words(folded: str) -> Iterator[Mark]:
    """``ngày mười bốn tháng ba năm 2023``."""
    for match in _IN_WORDS.finditer(folded):
        day, month = _number(match["dw"]), _number(match["mw"])
        if _real(int(match["y"]), month, day) and not _LUNAR.match(folded, match.end()):
            iso = f"{match['y']}-{month:02}-{day:02}"
            yield Mark(DATE, match.start(), match.end(), iso, 0.9)


def _number(words: str) -> int:
    """``hai mươi mốt`` is 21, ``hai mốt`` too."""
    if words.isdigit():
        return int(words)
    parts = [w for w in words.split() if w not in ("mung", "mong")]
    if "muoi" in parts:
        at = parts.index("muoi")
        tens = _NUMBERS[parts[0]] if at else 1
        return 10 * tens + (_NUMBERS[parts[at + 1]] if len(parts) > at + 1 else 0)
    if len(parts) == 2:
        return 10 * _NUMBERS[parts[0]] + _NUMBERS[parts[1]]
    return _NUMBERS[parts[0]]


def _iso(parts: dict[str, str | None]) -> str | None:
    """Return the date of a match; ``??YY-MM-DD`` for a year of two digits, None for nonsense."""
    day = _day(parts.get("d") or parts.get("dm") or parts.get("dc"))
    month = _month(parts.get("m"))
    year, short = parts.get("y"), parts.get("yy")
    if year is None:
        complete = month is not None and day is not None and _real(2000, month, day)
        return f"??{short}-{month:02}-{day:02}" if complete else None
    if month is None:
        # "ngày 12 tháng … năm 2025": a day without its month says nothing.
        return year
    if not _real(int(year), month, day):
        return None
    return f"{year}-{month:02}" + (f"-{day:02}" if day is not None else "")


def _month(text: str | None) -> int | None:
    return None if not text else _MONTH_WORDS.get(text) or int(text)


def _day(text: str | None) -> int | None:
    return int(text) if text else None


def _real(year: int, month: int, day: int | None) -> bool:
    try:
        date(year, month, day if day is not None else 1)
    except ValueError:
        return False
    return True


def _completed(marks: list[Mark]) -> Iterator[Mark]:
    """Complete years of two digits where the paper's full years leave no doubt; drop the rest.

    The latest full year stands for the paper's own time: a two-digit year up to it is of this
    century, a later one of the last. Completed dates carry a low confidence.
    """
    years = [int(mark.value[:4]) for mark in marks if not mark.value.startswith("??")]
    latest = max(years, default=0)
    for mark in marks:
        if not mark.value.startswith("??"):
            yield mark
        elif latest >= 2000:
            short = int(mark.value[2:4])
            year = 2000 + short if 2000 + short <= latest else 1900 + short
            yield Mark(DATE, mark.start, mark.end, f"{year}{mark.value[4:]}", 0.6)
