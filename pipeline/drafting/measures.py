"""The measures of the official page, and the width of a line of text before it is printed.

Rules under a line of text are drawn as long as a share of that text (Phụ lục I, mục II.1, II.2
and II.5, Nghị định 30/2020/NĐ-CP), so the width must be known without a font at hand.
"""

import unicodedata
from itertools import combinations, pairwise

FONT = "Times New Roman"

# Phụ lục I, phần I, mục I.1 and I.3: A4; margins 20–25, 20–25, 30–35, 15–20 mm.
PAGE_WIDTH_MM = 210.0
PAGE_HEIGHT_MM = 297.0
MARGIN_TOP_MM = 20.0
MARGIN_BOTTOM_MM = 20.0
MARGIN_LEFT_MM = 30.0
MARGIN_RIGHT_MM = 15.0
HEADER_DISTANCE_MM = 10.0
TEXT_WIDTH_MM = PAGE_WIDTH_MM - MARGIN_LEFT_MM - MARGIN_RIGHT_MM

# The issuer stands left, the national title right; the latter must stay on one line.
LEFT_COLUMN_MM = 67.0
RIGHT_COLUMN_MM = TEXT_WIDTH_MM - LEFT_COLUMN_MM

FIRST_LINE_INDENT_MM = 12.7

NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
MOTTO_PT = 13.0
ISSUER_PT = 12.0

# Where the dashes of several addressees stand: under the colon of "Kính gửi:".
ADDRESSEE_INDENT_MM = 53.0
ADDRESSEE_WIDTH_MM = 17.6

_MM_PER_POINT = 25.4 / 72

# Advance widths of Times New Roman Bold in thousandths of the font size. Every bold line that
# carries a rule is bold; marks above and below a letter do not widen it.
_BOLD_WIDTHS = {
    letter: width
    for width, letters in {
        250: " ,.",
        278: "il/'",
        333: "fjt-;:()",
        389: "Is",
        444: "cerz",
        500: "Jagovxy0123456789–",
        556: "Sbdhknpquđ",
        611: "FP",
        667: "BELTZ",
        722: "ACDNRUVXYĐw",
        778: "GHKOQ",
        833: "m&",
        944: "M",
        1000: "W…",
    }.items()
    for letter in letters
}
_OTHER_WIDTH = 600
_HORN = "\u031b"
_HORN_WIDTH = 60

# A name of a body is broken before the word that begins the name of its place or field.
_BREAK_BEFORE = ("TỈNH", "THÀNH", "XÃ", "PHƯỜNG", "ĐẶC", "VÀ")
_MOST_WORDS_TO_BALANCE = 20


def bold_width_mm(text: str, size_pt: float) -> float:
    """Return the printed width in millimetres of one bold line in Times New Roman."""
    thousandths = 0
    for character in unicodedata.normalize("NFD", text):
        if character == _HORN:
            thousandths += _HORN_WIDTH
        elif not unicodedata.combining(character):
            thousandths += _BOLD_WIDTHS.get(character, _OTHER_WIDTH)
    return thousandths / 1000 * size_pt * _MM_PER_POINT


def balanced_lines(text: str, width_mm: float, size_pt: float) -> list[str]:
    """Break a bold line into the fewest lines that fit the width, of lengths as even as can be.

    A word is never broken; a text that can't fit comes back as one line.
    """
    words = text.split()
    if not words:
        return []
    if len(words) > _MOST_WORDS_TO_BALANCE:
        return [text]
    for count in range(1, len(words) + 1):
        choices = [
            lines
            for cuts in combinations(range(1, len(words)), count - 1)
            if _fits(lines := _cut(words, cuts), width_mm, size_pt)
        ]
        if choices:
            return min(choices, key=lambda lines: _clumsiness(lines, size_pt))
    return [" ".join(words)]


def _cut(words: list[str], cuts: tuple[int, ...]) -> list[str]:
    return [" ".join(words[a:b]) for a, b in pairwise((0, *cuts, len(words)))]


def _fits(lines: list[str], width_mm: float, size_pt: float) -> bool:
    return all(bold_width_mm(line, size_pt) <= width_mm for line in lines)


def _clumsiness(lines: list[str], size_pt: float) -> tuple[int, float]:
    awkward = sum(line.split()[0] not in _BREAK_BEFORE for line in lines[1:])
    return awkward, max(bold_width_mm(line, size_pt) for line in lines)
