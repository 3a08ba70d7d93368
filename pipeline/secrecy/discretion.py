"""Keeping what is sealed out of words that persons type for the log."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, cast

_TELLING = ("name", "address", "phone", "email", "id_number", "value", "names")
"""Keys of sealed values that hold who somebody is."""
_SHORTEST = 4
"""A shorter value stands in innocent words by chance."""
UNSAID = "(lý do có nêu thông tin giữ bí mật nên không ghi)"


def discreet(said: str, sealed: Iterable[Mapping[str, Any]]) -> str:
    """Return the words as they are, or ``UNSAID`` when they quote one of the sealed values.

    Quoted is a whole value (however its accents and spaces are written) or a person's given name
    as a word of its own. A hint in other words is not recognised.
    """
    plain, digits = _plain(said), _digits(said)
    words = set(re.findall(r"\w+", unicodedata.normalize("NFC", said)))
    for value in sealed:
        for text in _telling(value):
            number = _digits(text)
            if len(number) >= len("090000000") and number in digits:
                return UNSAID
            if len(text) >= _SHORTEST and _plain(text) in plain:
                return UNSAID
        if _given_name(value) in words:
            return UNSAID
    return said


def _telling(value: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    for key in _TELLING:
        held = value.get(key)
        texts = cast("list[Any]", held) if isinstance(held, list) else [held]
        found += [text for text in texts if isinstance(text, str) and text.strip()]
    return found


def _given_name(value: Mapping[str, Any]) -> str:
    """The last word of a person's name; something that is no word where there is none."""
    name = unicodedata.normalize("NFC", str(value.get("name") or "")).split()
    return name[-1] if len(name) > 1 else " "


def _plain(text: str) -> str:
    """Small letters without accents, one space between words."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
