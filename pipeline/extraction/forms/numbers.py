"""Numbers that identify people: id numbers, telephones, tax codes, e-mail addresses."""

import re
from collections.abc import Iterator

from pipeline.extraction.paper import Mark
from pipeline.extraction.wordlists import rule

ID_NUMBER = "id_number"
PHONE = "phone"
TAX_CODE = "tax_code"
EMAIL = "email"

# Nine digits (CMND) or twelve (CCCD, CMND of 2012 on), in groups or not.
_GROUPED = r"(?<!\d)\d(?:(?:[ .-]{0,2}\d){11}|(?:[ .-]{0,2}\d){8})(?![ .-]?\d)(?!/)"
_PASSPORT = r"[a-z]\d{7}(?!\d)"
_MONEY = re.compile(r"\s?(?:d|dong|vnd|trieu|ty|m2|ha|ky|kg)\b")
# "CMND của em làm ở Lào Cai số 063 104 872": words may stand between, no other number.
_ID_CUE = rule(rf"\b@id_number@(?![^\W\d_])[^\d;|]{{0,48}}?(?P<n>{_GROUPED})")
_PASSPORT_CUE = rule(rf"\bho chieu\b[^\d;|]{{0,32}}?(?<![^\W_])(?P<n>{_PASSPORT})")
_NEXT = rule(rf"[^\d;|\n.]{{1,40}}?(?P<n>{_GROUPED})")
"""A second number behind the first: ``… của tôi 211 604 385, của vợ tôi 211 604 911``."""
_ID_BARE = rule(r"(?<![\d./-])0\d{2}(?P<gap>[ .]?)\d{3}(?P=gap)\d{3}(?P=gap)\d{3}(?![\d/-])")
_PHONE = rule(
    r"(?<![\d/])(?:\(?\+?84\)?[ .-]?|0)(?:[35789](?:[ .-]{0,2}\d){8}|1(?:[ .-]{0,2}\d){9}"
    r"|2\d{1,2}\)?(?:[ .-]{0,2}\d){7,8})(?![\d/])"
    r"|(?<![\d/])\(0\d{1,3}\)(?:[ .-]{0,2}\d){6,8}(?![\d/])"
    # Area codes until 2017, in groups.
    r"|(?<![\d/.-])0(?:[48]|[3-8]\d{1,2})(?:[ .-]\d{3,4}){2}(?![\d/-])"
)
_PHONE_WORD = rule(r"\b(?:@phone@|@tax_code@)\b")
_TAX = rule(
    r"\b@tax_code@(?![^\W\d_])[^\d;|\n]{0,32}?"
    r"(?P<n>\d{10}(?:\s?-\s?\d{3})?|\d[\d .]{8,12}\d)(?![\d.]?\d)"
)
_EMAIL = rule(r"(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}")
# CCCD numbers start with the code of a province (001 to 096) and a digit for century and sex.
_PROVINCE = range(1, 97)


def digits(text: str) -> str:
    return "".join(c for c in text if "0" <= c <= "9")


def find_numbers(folded: str) -> Iterator[Mark]:
    """Yield id numbers, tax codes, telephones and e-mails of a folded text, none overlapping."""
    taken: list[Mark] = []
    for mark in _all(folded):
        if all(mark.end <= other.start or other.end <= mark.start for other in taken[-64:]):
            taken.append(mark)
    yield from sorted(taken, key=lambda mark: mark.start)


def _all(folded: str) -> Iterator[Mark]:
    yield from _tax_codes(folded)
    claimed = [*_id_numbers(folded)]
    yield from claimed
    starts = {mark.start for mark in claimed}
    for match in _ID_BARE.finditer(folded):
        if match.start() not in starts and int(match.group()[:3]) in _PROVINCE:
            yield Mark(ID_NUMBER, match.start(), match.end(), digits(match.group()), 0.7)
    yield from _phones(folded)
    for match in _EMAIL.finditer(folded):
        yield Mark(EMAIL, match.start(), match.end(), match.group())


def _id_numbers(folded: str) -> Iterator[Mark]:
    end = 0
    for match in _ID_CUE.finditer(folded):
        number: re.Match[str] | None = match
        while number and number.start("n") >= end and not _other_number(folded, match, number):
            end = number.end("n")
            yield Mark(ID_NUMBER, number.start("n"), end, digits(number["n"]))
            number = _NEXT.match(folded, end)
    for match in _PASSPORT_CUE.finditer(folded):
        yield Mark(ID_NUMBER, match.start("n"), match.end("n"), match["n"].upper())


def _other_number(folded: str, cue: re.Match[str], number: re.Match[str]) -> bool:
    """Money, or what another label announces."""
    start = cue.end("n") if number is not cue else cue.start()
    between = folded[start : number.start("n")]
    return bool(_MONEY.match(folded, number.end("n")) or _PHONE_WORD.search(between))


def _tax_codes(folded: str) -> Iterator[Mark]:
    for match in _TAX.finditer(folded):
        value = re.sub(r"[\s.]", "", match["n"])
        if len(value.partition("-")[0]) in (10, 12):  # of a body, or of a household since 2025
            yield Mark(TAX_CODE, match.start("n"), match.end("n"), value)


def _phones(folded: str) -> Iterator[Mark]:
    """Ten digits from 0 (eleven for a fixed line); +84 is written as 0."""
    for match in _PHONE.finditer(folded):
        number = digits(match.group())
        if number.startswith("84") and not match.group().startswith("0"):
            number = "0" + number[2:]
        fixed = number.startswith("02") and len(number) in (10, 11)
        # Mobile numbers had eleven digits from 01 until 14/9/2018; area codes were 03x to 08x
        # until 2017.
        old = number.startswith("01") and len(number) == 11
        area = number[1] in "345678" and len(number) in (10, 11)
        if (len(number) == 10 and number[1] in "35789") or fixed or old or area:
            yield Mark(PHONE, match.start(), match.end(), number)
