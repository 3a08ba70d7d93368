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
# A layout may take the broken line for a paragraph's end.
_DASH = r"[ \t]?[-–—](?:[ \t]?\n{0,2}[ \t]{0,8})"
_SLASH = r"[ \t]?/[ \t]?\n{0,2}[ \t]{0,8}"
_STATE = re.compile(
    r"(?<![\w/.-])(?P<n>\d{1,6}(?:\.\d{3})?[a-zđ]?)"
    rf"(?:{_SLASH}(?P<y>(?:19|20)\d{{2}}))?"
    rf"{_SLASH}(?P<s>{_PART}(?:(?:{_DASH}|{_SLASH}){_PART}){{0,4}})"
)
_PARTY = re.compile(
    rf"(?<![\w/.-])(?P<n>\d{{1,5}})[ ]?[-–][ ]?(?P<s>{{types}}){_SLASH}(?P<b>{_PART}(?:{_DASH}"
    rf"{_PART})?)".replace(
        "{types}", "CT|NQ|KL|QĐi|QĐ|QCPH|QC|QyĐ|HD|TB|CV|BC|KH|CTr|TTr|CTrHĐ|GM|BB|PC|ĐA|DA|KT"
    )
)
# Old papers write a space for the slash: "15 QĐ/UBND".
_SPACED = re.compile(
    rf"(?<![\w/.-])(?P<n>\d{{1,5}})[ ](?P<s>(?:QĐ|TB|NQ|KL|KH|TTr|BC|CV|BB|CT)[/-]{_PART}"
    rf"(?:-{_PART})?)"
)
# Typed without tone marks or capitals, with the codes that leave no doubt.
_SMALL = re.compile(
    rf"(?<![\w/.-])(?P<n>\d{{1,6}})(?:{_SLASH}(?P<y>(?:19|20)\d{{2}}))?{_SLASH}"
    rf"(?P<s>(?:qđ|qd|nđ|nd|tb|kh|bc|nq|ct|tt|kl)(?:{_DASH}(?:ubnd|cp|hđnd|ttg|[bs][a-zđ]{{1,7}}))"
    r"|ubnd-[a-zđ]{1,8})(?!\w)"
)
# Read by a machine: a letter for a digit of the year or number, the slash before the code lost.
_DAMAGED = re.compile(
    r"(?<![\w/.-])(?P<n>[\dlIOo]{1,5})/(?P<y>[12lI][\dlIOo]{3})\s?/?[ ]?"
    r"(?P<s>QH[\dlIO]{2}|NĐ-?CP|(?:TT|QĐ|NQ|TTLT)-[A-ZĐ]{2,8})(?!\w)"
)
# A dash of the code read as another sign: "09/2022/DS“ST", "43/2014/NĐ.CP".
_DASHLESS = re.compile(
    r"(?<![\w/.-])(?P<n>\d{1,5})/(?:(?P<y>(?:19|20)\d{2})/)?"
    r"(?P<s>(?:(?:HC|DS|HS|HNGĐ|KDTM|LĐ)[“”\"'~=_*»«:](?:ST|PT|GĐT)|NĐ[“”\"'~=_*»«:.]CP"
    r"|(?:TT|QĐ|NQ|TB|KH|BC|KL|CT)[“”\"'~=_*»«:](?:UBND|HĐND|TTg|[BS][A-ZĐ]{1,7}|TTCP)))(?!\w)"
)
_ODD_DASH = re.compile(r"(?<=[A-ZĐ])[“”\"'~=_*»«:](?=[A-ZĐ])|(?<=NĐ)\.(?=CP)")
_CERTIFICATE = re.compile(r"(?<![\w])(?P<s>[A-ZĐ]{1,2})[ ]?(?P<n>\d{5,8})(?![\d])")
_TONELESS = {"QD": "QĐ", "ND": "NĐ", "HDND": "HĐND", "DA": "ĐA"}


def normal(text: str) -> str:
    """Return the symbol without white space, with plain dashes and the Đ of its codes."""
    plain = re.sub(r"\s+", "", text).replace("–", "-").replace("—", "-").rstrip(".")
    return _CODE.sub(lambda m: _TONELESS.get(m[0], m[0]), plain)


_CODE = re.compile(r"(?<=[/-])(?:QD|ND|HDND|DA)(?=-|/|$)")


def find_symbols(text: str) -> Iterator[Mark]:
    """Yield the symbols of a cleaned text, in order."""
    found = [*_marks(_STATE, text), *_marks(_PARTY, text), *_marks(_SPACED, text)]
    found += [*_marks(_DAMAGED, text), *_marks(_DASHLESS, text)]
    found += [Mark(m.label, m.start, m.end, normal(m.value.upper())) for m in _marks(_SMALL, text)]
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
    return [part for part in re.split(r"[/.-]", symbol)[1:] if part]


def short_of(symbol: str) -> str:
    """Return the number at the head of a symbol: ``64/2014/NĐ-CP`` gives ``64``."""
    return re.split(r"[/-]", symbol)[0]


_WELL = re.compile(
    r"\d+(?:\.\d{3})?[a-zđ]?(?:/\d{4})?[/-]\D.*|\d+[A-ZĐ]+r?[/-][A-ZĐ].*|[A-ZĐ]{1,2}\s?\d{5,8}"
)
_NO_SLASH = re.compile(r"/\d{4}[A-ZĐ]")


def damaged(symbol: str) -> bool:
    """Whether a machine must have misread the symbol: ``25/20l8/QH14``, ``31/2019NĐ-CP``."""
    if _ODD_DASH.search(symbol) or _ODD_CODE.search(symbol):
        return True
    broken = re.search(r"QH[\dlIO]*[lIO]", symbol) is not None or "NĐCP" in symbol
    return _WELL.fullmatch(symbol) is None or bool(_NO_SLASH.search(symbol)) or broken


# A stroke too many: "76/NQ-HĐNĐ", "12/QĐ-UBNĐ".
_ODD_CODE = re.compile(r"(?<=[/-])(?:HĐNĐ|UBNĐ)(?=[-/]|$)")


def signs_mended(symbol: str) -> str:
    """Return the symbol with slash, dash and code as they must be; no number is changed."""
    slashed = re.sub(r"(?<=/\d{4})(?=[A-ZĐ])", "/", symbol)
    return _ODD_CODE.sub(lambda m: m[0][:-1] + "D", _ODD_DASH.sub("-", slashed))


def mended(symbol: str) -> Iterator[str]:
    """Yield what a damaged symbol may stand for; whoever uses one must know that it exists."""
    match = re.fullmatch(r"([\dlIOo]+)/([\dlIOo]{4})/?(\D.*)", symbol)
    if match is None:
        return
    figures = str.maketrans("lIOo", "1100")
    code = match[3]
    if code.startswith("QH"):
        code = "QH" + code[2:].translate(figures)
    code = code.replace("NĐCP", "NĐ-CP")
    yield f"{match[1].translate(figures)}/{match[2].translate(figures)}/{code}"
