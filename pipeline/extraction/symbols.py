"""Numbers and symbols of documents: ``64/2014/NĐ-CP``, ``35-CT/TW``, ``4127/UBND-TCD``.

Grammar: law sheet 8.1. A symbol may be broken over a line or spaced out; its normal form has no
white space, one kind of dash, and Đ for its look-alikes (the text is cleaned before).
"""

import re
from collections.abc import Iterator

from pipeline.extraction.paper import Mark

SYMBOL = "symbol"

_UPPER = "A-ZÂĐÊÔƠƯ"
# Short parts that hold small letters: TTr, CTr, QyĐ, QĐi, TTg, TrS; otherwise capitals, digits, &.
_PART = (
    r"(?:(?:TTr|CTr|QyĐ|QĐi|TTg|TrS|QĐTTg|KTr|ThT|UBKTTr|PTr)(?![a-zà-ỹ])"
    rf"|[{_UPPER}](?:[{_UPPER}0-9&.]{{0,11}}[{_UPPER}0-9])?(?![\w])"
    # A working group's own mark: BCĐ389QNg.
    rf"|[{_UPPER}][{_UPPER}0-9]{{2,11}}[a-z]{{1,2}}(?![\w]))"
)
_DASH = r"[ \t]?[-–—](?:[ \t]?\n?[ \t]?)"
_SLASH = r"[ \t]?/[ \t]?\n?"
_STATE = re.compile(
    r"(?<![\w/.-])(?P<n>\d{1,6}(?:\.\d{3})?[a-zđ]?)"
    rf"(?:{_SLASH}(?P<y>(?:19|20)\d{{2}}))?"
    rf"{_SLASH}(?P<s>{_PART}(?:(?:{_DASH}|{_SLASH}){_PART}){{0,4}})"
)
_PARTY = re.compile(
    rf"(?<![\w/.-])(?P<n>\d{{1,5}})[ ]?[-–][ ]?(?P<s>{{types}}){_SLASH}(?P<b>{_PART}(?:{_DASH}"
    rf"{_PART})?)".replace(
        "{types}", "CT|NQ|KL|QĐi|QĐ|QC|QyĐ|HD|TB|CV|BC|KH|CTr|TTr|CTrHĐ|GM|BB|PC|ĐA|DA|KT"
    )
)
_CERTIFICATE = re.compile(r"(?<![\w])(?P<s>[A-ZĐ]{1,2})\s?(?P<n>\d{6,8})(?![\d])")


def normal(text: str) -> str:
    """Return the symbol without white space and with plain dashes."""
    return re.sub(r"\s+", "", text).replace("–", "-").replace("—", "-").rstrip(".")


def find_symbols(text: str) -> Iterator[Mark]:
    """Yield the symbols of a cleaned text, in order."""
    found = [*_marks(_STATE, text), *_marks(_PARTY, text)]
    end = 0
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if mark.start >= end:
            yield mark
            end = mark.end


def _marks(pattern: re.Pattern[str], text: str) -> Iterator[Mark]:
    for match in pattern.finditer(text):
        if _plausible(match):
            yield Mark(SYMBOL, match.start(), match.end(), normal(match.group()))


def _plausible(match: re.Match[str]) -> bool:
    """A lone letter after the slash is a house (``12/A``), not a symbol."""
    return sum(c.isalpha() for c in match["s"]) >= 2


def certificate_at(text: str, start: int) -> tuple[int, str] | None:
    """Return the end and normal form of a land certificate's number (``CO 894520``) at start."""
    match = _CERTIFICATE.match(text, start)
    return (match.end(), match["s"] + match["n"]) if match else None


def parts(symbol: str) -> list[str]:
    """Return the parts after the number: ``12/2024/QĐ-UBND`` gives ``["2024", "QĐ", "UBND"]``."""
    return [part for part in re.split(r"[/-]", symbol)[1:] if part]
