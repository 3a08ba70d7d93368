"""Normal form, folding and cleaning of Vietnamese text."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_LOOKALIKES = {
    "\u00d0": "Đ",  # Latin eth, typed or OCRed for Đ
    "\u0189": "Đ",  # African D
    "\u00f0": "đ",
    "\u0256": "đ",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2007": " ",
    "\u2010": "-",
    "\u2011": "-",
    "\u2212": "-",
    "\t": " ",
}
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_ODD_INVISIBLE = re.compile("[" + "".join(sorted(_INVISIBLE)) + "]")
_REPLACED = str.maketrans(_LOOKALIKES)


def nfc(text: str) -> str:
    """Return the text in Unicode NFC, the form of every text inside donthu."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return the text for comparison: lower case, no tone or vowel marks, đ as d.

    ``fold("Đỗ Thị Hoà") == fold("ĐỖ THỊ HÒA") == "do thi hoa"``.
    """
    text = clean(text).text.lower().replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.split())


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without look-alikes and invisible characters, and the way back to its source.

    Vietnamese rules read ``text``; what they find is reported in offsets of the source.
    """

    text: str
    origins: Sequence[int]
    """``origins[i]`` is the source offset of ``text[i]``; one more entry for the end."""

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of ``text`` into a span of the source text."""
        if end <= start:
            return self.origins[start], self.origins[start]
        return self.origins[start], self.origins[end - 1] + 1

    def clean_offset(self, source: int) -> int:
        """Turn an offset of the source into the nearest offset of ``text`` at or before it."""
        return max(0, bisect_right(self.origins, source) - 1)


def clean(text: str) -> Cleaned:
    """Replace look-alike characters and drop invisible ones, keeping the way back."""
    if not _ODD_INVISIBLE.search(text):
        return Cleaned(text=text.translate(_REPLACED), origins=range(len(text) + 1))
    kept = [(i, _LOOKALIKES.get(c, c)) for i, c in enumerate(text) if c not in _INVISIBLE]
    return Cleaned(
        text="".join(c for _, c in kept),
        origins=(*(i for i, _ in kept), len(text)),
    )
