"""A page as a scanner gives it, drawn from text."""

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from tests.papers import COMPLAINT

FONT = "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf"
_DPI = 200
_A4 = (int(8.27 * _DPI), int(11.69 * _DPI))


@cache
def scanned_page(text: str = COMPLAINT) -> bytes:
    """Return the text as a PNG of an A4 page at 200 dpi, set in the size of office paper."""
    page = Image.new("L", _A4, 255)
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(FONT, 13 * _DPI // 72)
    y = 120
    for line in _wrapped(text, font, _A4[0] - 320):
        pen.text((200, y), line, font=font, fill=0)
        y += 20 * _DPI // 72
    out = io.BytesIO()
    page.save(out, "PNG", dpi=(_DPI, _DPI))
    return out.getvalue()


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if font.getlength(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines
