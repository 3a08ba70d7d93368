"""Names of places and bodies compared as an officer compares them.

«UBND TP. Hoà Bình», «ủy ban nhân dân thành phố Hòa Bình» and «UY BAN NHAN DAN…» name the same;
what is printed stays as it was written. A name is read as its words without marks; where a short
word could be another one («xã», «xa»), the marks decide.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_KEPT = 4096
"""Words and names remembered: those of the tables, and some of the papers' words."""
_WORD = re.compile(r"[^\W_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_JOINERS = frozenset({"va"})
"""«Tài nguyên và Môi trường» is also written «Tài nguyên Môi trường», «TN&MT»."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, with the offsets of its place there."""

    start: int
    end: int
    text: str
    plain: str
    """In small letters without marks."""
    gap: str
    """What stands between it and the word before."""

    @property
    def parted(self) -> bool:
        """Whether punctuation stands before it."""
        return bool(self.gap.strip())

    @property
    def names(self) -> bool:
        """Whether it can be part of a proper name: a capital or a number."""
        return self.text[0].isupper() or self.text[0].isdigit()


def nfc(text: str) -> str:
    """Return the text in the form in which offsets are counted."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=_KEPT)
def plain(text: str) -> str:
    """Return the text in small letters without any mark."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    return "".join(c for c in parts if not unicodedata.combining(c))


@lru_cache(maxsize=_KEPT)
def spelled(text: str) -> str:
    """Return the text with its marks in small letters, the tone behind each word.

    ``spelled("Hoà") == spelled("hòa")``, and neither is ``spelled("Hóa")``.
    """
    return " ".join(_tone_last(word) for word in nfc(text).lower().split())


def _tone_last(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in parts if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)) + tones


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text that is in NFC."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        found.append(Word(match.start(), match.end(), match[0], plain(match[0]), gap))
        end = match.end()
    return tuple(found)


@lru_cache(maxsize=_KEPT)
def key(name: str) -> tuple[str, ...]:
    """Return what two spellings of one name have in common."""
    return tuple(w.plain for w in words_of(nfc(name)) if w.plain not in _JOINERS)


def is_joiner(word: Word) -> bool:
    """Return whether the word may be left out of a name."""
    return word.plain in _JOINERS


def is_unmarked(text: str) -> bool:
    """Return whether the text is written without any Vietnamese mark."""
    return plain(text) == text.lower()
