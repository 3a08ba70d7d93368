"""Text in the fonts of before Unicode: their codes become letters where the result reads well.

Such a font shows Vietnamese where the layer says Latin-1: ``.VnTime`` and its kin follow TCVN
5712:1993 (VN3, also called TCVN3 or ABC), with fonts of capitals whose names end with H;
``VNI-Times`` and its kin follow VNI, where a vowel is followed by its marks. A layer may also
have been put right by its maker while the font kept its name, so what reads as Vietnamese decides.
Also here: bullets and ticks of Symbol and Wingdings, which stand in the private use area.

Not mended, and left to OCR: VISCII, VPS and other encodings, fonts without a map to Unicode.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline.reading.pdf.vietnamese import strange_share, syllable_share
from pipeline.reading.pdf.words import Glyph

_VN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
) | {"\u03bc": "à", "\u2219": "ã", "\u00a0": " "}
"""Codes of TCVN 5712 (VN3), as the Latin-1 letters that a layer shows; mu and dot also by the
names that some programs give them."""

_MARKS = {"acute": "\u0301", "grave": "\u0300", "hook": "\u0309", "tilde": "\u0303"}
_ACUTE, _GRAVE, _HOOK, _TILDE = _MARKS.values()
_DOT, _ROOF, _BREVE = "\u0323", "\u0302", "\u0306"
_VNI_LOWER = {
    **dict(zip("ùøûõï", (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)),
    "â": _ROOF,
    **{c: _ROOF + m for c, m in zip("áàåãä", (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)},
    "ê": _BREVE,
    **{c: _BREVE + m for c, m in zip("éèúüë", (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)},
    **dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True)),
}
_VNI = _VNI_LOWER | {c.upper(): letter.upper() for c, letter in _VNI_LOWER.items()}

_OLD_FONT = re.compile(r"\.?vn|s?vni|tcvn|abc")
_CAPITALS_FONT = re.compile(r"\.?vn.*h(?:[,-]|$)")
_PLAIN_FONT = re.compile(r"symbol|wingdings|webdings|dingbats")
_SYMBOLS = {
    "symbol": {0xB7: "•", 0xD8: "¬", 0xA8: "♦", 0xDE: "⇒", 0xAE: "→", 0xB0: "°", 0xB4: "×"},
    "wingdings": {
        0x6E: "■", 0x6C: "●", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪",
        0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
        0xFE: "☑",
    },
}  # fmt: skip
_CODE = re.compile(r"\(cid:(\d{2,3})\)|.")
_WIDE_BLANK_EM = 0.4
_UNMAPPED = 0.05
_GOOD, _BETTER = 0.8, 0.1
_STRANGE = 0.15
_FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Mended:
    """Letters after mending, and the fonts whose text cannot be trusted."""

    glyphs: list[Glyph]
    unsound: frozenset[str]


def mended(glyphs: list[Glyph]) -> Mended:
    """Return the letters with those of old fonts put right, font by font."""
    put_right: dict[int, Glyph] = {}
    unsound: set[str] = set()
    for font, letters in _letters_by_font(glyphs).items():
        name = font.rpartition("+")[2].lower()
        symbols = _PLAIN_FONT.search(name) is not None
        old = _OLD_FONT.match(name) is not None
        if not symbols and not old and sum(map(is_unmapped, letters)) > _UNMAPPED * len(letters):
            unsound.add(font)
            continue
        if not symbols and not old and not any(map(_is_foreign, letters)):
            continue
        places = [i for i, glyph in enumerate(glyphs) if glyph.font == font]
        own = [glyphs[i] for i in places]
        codes = [glyph.text for glyph in own] if symbols else _codes(own)
        way = _symbol_map(name) if symbols else _way_of(_words(own, codes), name)
        if way is None:
            unsound.add(font)
        if way in (None, _as_it_is):
            continue
        for i, glyph, code in zip(places, own, codes, strict=True):
            vn3 = way in (_from_vn3, _from_vn3_capitals)
            put_right[i] = glyph._replace(text=way(code if vn3 else glyph.text))
    if put_right:
        glyphs = [put_right.get(i, glyph) for i, glyph in enumerate(glyphs)]
    return Mended(glyphs, frozenset(unsound))


def _letters_by_font(glyphs: Iterable[Glyph]) -> dict[str, set[str]]:
    letters: dict[str, set[str]] = {}
    for glyph in glyphs:
        letters.setdefault(glyph.font, set()).add(glyph.text)
    return letters


_USUAL = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
    "\u00a0\u00ad–—‘’“”…•°²³"
)


def is_unmapped(text: str) -> bool:
    """Tell whether the layer has no letter where the page shows one."""
    return "(cid:" in text or any(
        c == "\ufffd" or c < " " or "\ue000" <= c <= "\uf8ff" for c in text
    )


def _is_foreign(letter: str) -> bool:
    return letter > "\x7f" and letter not in _USUAL


def _codes(own: Sequence[Glyph]) -> list[str]:
    """Return the codes of a font's letters.

    pdfminer takes code 173 for a space; in TCVN 5712 it is «ư», wider than the font's spaces.
    """
    blanks = [(g.u1 - g.u0) / max(g.em, 1.0) if g.text == " " else 0.0 for g in own]
    least = max(_WIDE_BLANK_EM, 1.35 * min((b for b in blanks if b), default=0.0))
    return ["\u00ad" if b > least else g.text for g, b in zip(own, blanks, strict=True)]


def _words(own: Sequence[Glyph], codes: Sequence[str]) -> list[str]:
    """Return the words written in a font, parted by spaces and gaps."""
    text = codes[0]
    for (before, glyph), code in zip(pairwise(own), codes[1:], strict=True):
        apart = not -0.6 < (glyph.u0 - before.u1) / max(glyph.em, 1.0) < 0.18
        text += f" {code}" if apart else code
    return text.split()


def _way_of(words: list[str], font: str) -> Callable[[str], str] | None:
    """Return how to read a font's codes; None where no way gives Vietnamese."""
    old = bool(_OLD_FONT.match(font))
    raw = syllable_share(words)
    ways = _ways(font)
    shares = [syllable_share(map(way, words)) or 0.0 for way in ways]
    best = max(range(len(ways)), key=lambda i: shares[i])
    good = shares[best] >= _GOOD and shares[best] > (raw or 0.0) + _BETTER
    if good and (old or len(words) > _FEW_WORDS):
        return ways[best]
    if old and raw is None and not _is_odd(words):
        return ways[0]
    return None if _is_odd(words) else _as_it_is


def _is_odd(words: Sequence[str]) -> bool:
    share = strange_share(words)
    return share > _STRANGE and share * len(words) >= _FEW_WORDS


def _ways(font: str) -> tuple[Callable[[str], str], ...]:
    if _CAPITALS_FONT.match(font):
        return _from_vn3_capitals, _from_vn3, _from_standard
    if "vni" in font:
        return _from_vni, _from_vn3
    return _from_vn3, _from_vni, _from_standard


def _as_it_is(text: str) -> str:
    return text


def _from_vn3(text: str) -> str:
    return "".join(_VN3.get(c, c) for c in text)


def _from_vn3_capitals(text: str) -> str:
    return _from_vn3(text).upper()


def _from_standard(text: str) -> str:
    """Read codes of TCVN 5712 that the file does not name, and that were shown as Adobe's own."""
    codes = _standard_codes()
    return _from_vn3(_CODE.sub(lambda m: chr(int(m[1])) if m[1] else codes.get(m[0], m[0]), text))


@cache
def _standard_codes() -> dict[str, str]:
    """Return the codes (as Latin-1) of Adobe's standard encoding by their letters."""
    from pdfminer.encodingdb import EncodingDB  # not needed for the fonts of a .docx

    known: dict[int, str] = EncodingDB.std2unicode
    return {letter: chr(code) for code, letter in known.items() if code > 0x7F}


def _from_vni(text: str) -> str:
    return "".join(_VNI.get(c, c) for c in text)


def _symbol_map(font: str) -> Callable[[str], str]:
    signs = _SYMBOLS["symbol" if "symbol" in font else "wingdings"]

    def read(text: str) -> str:
        code = ord(text) - 0xF000 if len(text) == 1 else -1
        if not 0x20 <= code <= 0xFF:
            return text
        plain = chr(code) if "symbol" in font and code < 0x7F else "•"
        return signs.get(code, plain)

    return read
