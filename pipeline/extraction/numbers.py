"""Numbers that identify people: id numbers, telephones, tax codes, e-mail addresses."""

import re
from collections.abc import Iterator

from pipeline.extraction.paper import Mark
from pipeline.extraction.wordlists import rule

ID_NUMBER = "id_number"
PHONE = "phone"
TAX_CODE = "tax_code"
EMAIL = "email"

_GROUPED = r"\d(?:(?:[ .-]{0,2}\d){11}|(?:[ .-]{0,2}\d){8})(?![ .-]?\d)"
_ID_CUE = rule(
    rf"\b@id_number@(?:[\s:.,()/-]|\b(?:so|moi|cu|gan|chip|cua|toi|em|con|chau|chong|vo|me|cha|bo"
    rf"|la|nhan dan)\b){{0,16}}({_GROUPED})"
)
_ID_BARE = rule(r"(?<![\d./-])0\d{11}(?![\d/-])")
_PHONE = rule(
    r"(?<![\d/])(?:\(?\+?84\)?[ .-]?|0)(?:[35789](?:[ .-]{0,2}\d){8}|1(?:[ .-]{0,2}\d){9}"
    r"|2\d{1,2}\)?(?:[ .-]{0,2}\d){7,8})(?![\d/])"
    r"|(?<![\d/])\(02\d{1,2}\)(?:[ .-]{0,2}\d){7,8}(?![\d/])"
)
_TAX = rule(r"\b@tax_code@[\s:.()]{0,6}(?:so[\s:]{0,3})?(\d{10}(?:\s?-\s?\d{3})?)(?!\d)")
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
            yield Mark(ID_NUMBER, match.start(), match.end(), match.group(), 0.7)
    yield from _phones(folded)
    for match in _EMAIL.finditer(folded):
        yield Mark(EMAIL, match.start(), match.end(), match.group())


def _id_numbers(folded: str) -> Iterator[Mark]:
    for match in _ID_CUE.finditer(folded):
        number = digits(match.group(1))
        if len(number) in (9, 12):
            yield Mark(ID_NUMBER, match.start(1), match.end(1), number)


def _tax_codes(folded: str) -> Iterator[Mark]:
    for match in _TAX.finditer(folded):
        value = re.sub(r"\s", "", match.group(1))
        yield Mark(TAX_CODE, match.start(1), match.end(1), value)


def _phones(folded: str) -> Iterator[Mark]:
    """Ten digits from 0 (eleven for a fixed line); +84 is written as 0."""
    for match in _PHONE.finditer(folded):
        number = digits(match.group())
        if number.startswith("84") and not match.group().startswith("0"):
            number = "0" + number[2:]
        fixed = number.startswith("02") and len(number) in (10, 11)
        # Mobile numbers had eleven digits from 01 until 14/9/2018.
        old = number.startswith("01") and len(number) == 11
        if (len(number) == 10 and number[1] in "35789") or fixed or old:
            yield Mark(PHONE, match.start(), match.end(), number)
