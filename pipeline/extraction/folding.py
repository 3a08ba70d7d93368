"""Folding that keeps every offset: one character in, one character out.

Cues are looked for in folded text (lower case, no tone or vowel marks), so that capitals, old and
new tone places, lost tone marks and most OCR slips in a cue need no rule of their own.
"""

import unicodedata

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EF9, 2)))
"""Vietnamese capitals, for a character class. (In Unicode they alternate with small letters.)"""


class _Folds(dict[int, str]):
    """Fills itself: code point to its folded character, always exactly one."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if character in "đĐ":
        return "d"
    if "\ud800" <= character <= "\udfff":
        return character
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


_FOLDS = _Folds()


def fold_aligned(text: str) -> str:
    """Return the folded text; ``len`` and every offset are those of ``text``."""
    return text.translate(_FOLDS)
