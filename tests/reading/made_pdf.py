"""PDF pages drawn word by word, so that the truth is known: text, pictures, old fonts, tricks."""

import atexit
import io
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from string import ascii_lowercase
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pikepdf
from fontTools.pens.basePen import BasePen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf"
A4 = (595.0, 842.0)


def bare(text: str) -> str:
    """Return the words alone: how OCR reads commas is not what these tests are about."""
    return " ".join(re.findall(r"\w+", text))


class Sheet:
    """One A4 page (595 by 842 points); heights are those of baselines from the top."""

    def __init__(self, size: tuple[float, float] = A4) -> None:
        self.pdf = FPDF(unit="pt", format=size)
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.pdf.add_page()
        self.font("Tinos", FONT)

    def font(self, name: str, file: str | Path, size: float = 13) -> None:
        if name.lower() not in self.pdf.fonts:
            self.pdf.add_font(name, fname=str(file))
            reader = self.pdf.fonts[name.lower()].ttfont.reader
            reader.file.close()  # nobody else would, and warnings are errors
            reader.file = io.BytesIO(Path(file).read_bytes())
        self.pdf.set_font(name, size=size)

    def write(self, x: float, y: float, text: str, size: float = 13) -> None:
        """Write text with its baseline at ``y``."""
        self.pdf.set_font_size(size)
        self.pdf.text(x, y, text)

    def width(self, text: str, size: float = 13) -> float:
        self.pdf.set_font_size(size)
        return self.pdf.get_string_width(text)

    def unseen(self, x: float, y: float, text: str, size: float = 13) -> None:
        """Write text without ink, as OCR programs lay it under a scan."""
        with self.pdf.local_context(text_mode=3):
            self.write(x, y, text, size)

    def picture(self, pixels: np.ndarray, x: float, y: float, width: float, height: float) -> None:
        """Put an image with its top left corner at ``x``, ``y``."""
        self.pdf.image(Image.fromarray(pixels), x=x, y=y, w=width, h=height)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pdf.line(x0, y0, x1, y1)

    def data(self) -> bytes:
        return bytes(self.pdf.output())


def inked(text: str, dpi: int = 200, size: float = 13, colour: object = "black") -> np.ndarray:
    """Draw a line of text on white, as a stamp or a scan of it shows it; RGB."""
    font = ImageFont.truetype(FONT, round(size * dpi / 72))
    left, top, right, bottom = font.getbbox(text)
    image = Image.new("RGB", (int(right - left) + 12, int(bottom - top) + 12), "white")
    ImageDraw.Draw(image).text((6 - left, 6 - top), text, font=font, fill=colour)
    return np.asarray(image)


def scan_of(lines: list[tuple[float, float, str]], dpi: int = 200, size: float = 13) -> np.ndarray:
    """Draw an A4 page of lines ``(x, baseline, text)`` in points as a scanner would."""
    page = Image.new("L", (round(A4[0] * dpi / 72), round(A4[1] * dpi / 72)), 255)
    font = ImageFont.truetype(FONT, round(size * dpi / 72))
    pen = ImageDraw.Draw(page)
    for x, y, text in lines:
        pen.text((x * dpi / 72, y * dpi / 72), text, font=font, fill=25, anchor="ls")
    noise = np.random.default_rng(5).normal(0, 9, (page.height, page.width))
    return np.clip(np.asarray(page) * 0.92 + noise, 0, 255).astype(np.uint8)


# --- fonts of before Unicode -----------------------------------------------------------------


def old_font(
    name: str, encode: Callable[[str], str], *, letters: str = "", capitals: bool = False
) -> Path:
    """Make a font that shows Vietnamese where the text says the codes of an old encoding.

    ``encode`` gives the codes (as Latin-1 letters) of one letter; a second code is that of its
    marks, drawn over the letter before. A font of ``capitals`` shows them for small letters.
    ``letters`` have codes too.
    """
    shown: dict[str, str] = {}
    for letter in _LETTERS + letters + (ascii_lowercase if capitals else ""):
        codes = encode(letter)
        if len(codes) == 1:
            shown[codes] = letter.upper() if capitals else letter
        else:
            shown[codes[1:]] = unicodedata.normalize("NFD", letter)[1:].replace(_HORN, "")
    return _old_font(name, tuple(shown.items()))


_LETTERS = unicodedata.normalize(
    "NFC",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
_HORN = "\u031b"


@cache
def _old_font(name: str, shown: tuple[tuple[str, str], ...]) -> Path:
    font = TTFont(io.BytesIO(Path(FONT).read_bytes()))
    glyphs = dict(font.getBestCmap())
    for table in font["cmap"].tables:
        if table.isUnicode():
            for code, letter in shown:
                table.cmap[ord(code)] = _glyph(font, [glyphs[ord(c)] for c in letter])
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = name
    path = _folder() / f"{abs(hash((name, shown)))}.ttf"
    font.save(path)
    return path


@cache
def _folder() -> Path:
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _glyph(font: TTFont, parts: list[str]) -> str:
    """Return the glyph's name; two marks are drawn one over the other."""
    if len(parts) == 1:
        return parts[0]
    name = "_".join(parts)
    if name not in font["glyf"].glyphs:
        pen = TTGlyphPen(font.getGlyphSet())
        for i, part in enumerate(parts):
            pen.addComponent(part, (1, 0, 0, 1, 0, 280 * i))
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = font["hmtx"][parts[0]]
    return name


def without_map(data: bytes, only: str = "") -> bytes:
    """Return a PDF whose fonts (of a name) have lost their maps to Unicode."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                if "/ToUnicode" in font and only in str(font.BaseFont):
                    del font["/ToUnicode"]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def outlined(data: bytes, x: float, y: float, text: str, size: float = 13) -> bytes:
    """Draw text as curves onto the first page, its baseline ``y`` points from the top."""
    font = TTFont(io.BytesIO(Path(FONT).read_bytes()))
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    scale = size / font["head"].unitsPerEm
    drawn, across = "", 0
    for letter in text:
        pen = _Pen(glyphs)
        glyphs[names[ord(letter)]].draw(pen)
        drawn += f"q 1 0 0 1 {across} 0 cm {pen.drawn} f Q\n"
        across += glyphs[names[ord(letter)]].width
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        matrix = f"q {scale} 0 0 {scale} {x} {A4[1] - y} cm\n"
        page.contents_add((matrix + drawn + "Q").encode())
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


class _Pen(BasePen):
    """Writes a glyph's outline as operators of a PDF page."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.drawn = ""

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.drawn += f"{pt[0]} {pt[1]} m "

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.drawn += f"{pt[0]} {pt[1]} l "

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.drawn += " ".join(f"{x} {y}" for x, y in points) + " c "

    def _closePath(self) -> None:  # noqa: N802
        self.drawn += "h "


def turned(data: bytes, degrees: int) -> bytes:
    """Return a PDF whose pages are shown turned clockwise."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.Rotate = degrees
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()
