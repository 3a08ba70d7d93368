"""Text layers in the codes of before Unicode: the page shows Vietnamese, the layer does not."""

import importlib
import io
import unicodedata
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from pipeline.reading.layout.assemble import PageWords, arranged
from pipeline.reading.pdf.legacy import mended
from pipeline.reading.pdf.pages import pages_of
from pipeline.reading.pdf.words import Glyph
from pipeline.settings import Settings
from tests.reading.made_pdf import FONT, Sheet, bare, old_font, without_map

# Written out apart from the reader's tables: TCVN 5712:1993, VN3; the codes of a VNI vowel's marks.
VN3_CODES = (
    "à=B5 ả=B6 ã=B7 á=B8 ạ=B9 ă=A8 ằ=BB ẳ=BC ẵ=BD ắ=BE ặ=C6 â=A9 ầ=C7 ẩ=C8 ẫ=C9 ấ=CA ậ=CB đ=AE "
    "è=CC ẻ=CE ẽ=CF é=D0 ẹ=D1 ê=AA ề=D2 ể=D3 ễ=D4 ế=D5 ệ=D6 ì=D7 ỉ=D8 ĩ=DC í=DD ị=DE "
    "ò=DF ỏ=E1 õ=E2 ó=E3 ọ=E4 ô=AB ồ=E5 ổ=E6 ỗ=E7 ố=E8 ộ=E9 ơ=AC ờ=EA ở=EB ỡ=EC ớ=ED ợ=EE "
    "ù=EF ủ=F1 ũ=F2 ú=F3 ụ=F4 ư=AD ừ=F5 ử=F6 ữ=F7 ứ=F8 ự=F9 ỳ=FA ỷ=FB ỹ=FC ý=FD ỵ=FE "
    "Ă=A1 Â=A2 Ê=A3 Ô=A4 Ơ=A5 Ư=A6 Đ=A7"
)
VN3 = dict(pair.split("=") for pair in VN3_CODES.split())
VNI_MARKS = {
    "\u0301": "F9", "\u0300": "F8", "\u0309": "FB", "\u0303": "F5", "\u0323": "EF",
    "\u0302": "E2", "\u0302\u0301": "E1", "\u0302\u0300": "E0", "\u0302\u0309": "E5",
    "\u0302\u0303": "E3", "\u0302\u0323": "E4", "\u0306": "EA", "\u0306\u0301": "E9",
    "\u0306\u0300": "E8", "\u0306\u0309": "FA", "\u0306\u0303": "FC", "\u0306\u0323": "EB",
}  # fmt: skip
VNI_WHOLE = {
    "đ": "F1", "ơ": "F4", "ư": "F6", "í": "ED", "ì": "EC", "ỉ": "E6", "ĩ": "F3",
    "ị": "F2", "ỵ": "EE",
}  # fmt: skip
LINES = (
    "Căn cứ Luật Khiếu nại ngày 11 tháng 11 năm 2011; xét đơn của ông Trần Văn Thử,",
    "địa chỉ tại thôn Bình Yên, xã An Bình Đông, về việc thu hồi đất tại thửa số 45,",
    "được biết gia đình ông sử dụng ổn định từ trước năm 1993; kỹ sư đã vẽ lại sơ đồ.",
)


def vn3(text: str) -> str:
    return "".join(_latin1(VN3[c]) if c in VN3 else c for c in unicodedata.normalize("NFC", text))


def vni(text: str) -> str:
    return "".join(_vni_letter(c) for c in unicodedata.normalize("NFC", text))


def _vni_letter(letter: str) -> str:
    low = letter.lower()
    if low in VNI_WHOLE:
        codes = _latin1(VNI_WHOLE[low])
    else:
        base, marks = _parted(low)
        codes = base + (_latin1(VNI_MARKS[marks]) if marks else "")
    return codes.upper() if letter != low else codes


def _parted(letter: str) -> tuple[str, str]:
    """Part a vowel into its base (ơ and ư have codes of their own) and its marks, roof first."""
    base, *marks = unicodedata.normalize("NFD", letter)
    if "\u031b" in marks:
        marks.remove("\u031b")
        base = _latin1(VNI_WHOLE["ơ" if base == "o" else "ư"])
    return base, "".join(sorted(marks, key=lambda mark: mark not in "\u0302\u0306"))


def _latin1(code: str) -> str:
    return bytes.fromhex(code).decode("latin-1")


def page_of(font: str | Path, name: str, lines: tuple[str, ...]) -> Sheet:
    sheet = Sheet()
    sheet.write(85, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sheet.font(name, font)
    for i, line in enumerate(lines):
        sheet.write(85, 100 + 18 * i, line)
    return sheet


def read_one(data: bytes, settings: Settings) -> tuple[PageWords, list[str]]:
    (page,) = pages_of(data, settings)
    return page, [line for line in arranged(page).text.split("\n") if line]


TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.mark.parametrize("name", [".VnTime", ".VnArial", "Nameless"])
def test_tcvn3(name: str, settings: Settings) -> None:
    sheet = page_of(old_font(name, vn3), name, tuple(map(vn3, LINES)))
    page, lines = read_one(sheet.data(), settings)
    assert page.source == "text"
    assert lines == [TITLE, *LINES]


def test_tcvn3_font_of_capitals(settings: Settings) -> None:
    heading = "quyết định về việc giải quyết khiếu nại của công dân"
    font = old_font(".VnTimeH", vn3, capitals=True)
    page, lines = read_one(page_of(font, ".VnTimeH", (vn3(heading),)).data(), settings)
    assert page.source == "text"
    assert lines == [TITLE, heading.upper()]


def test_vni(settings: Settings) -> None:
    assert (
        vni("Cộng hòa xã hội, được, Ở đây, ngưỡng")
        == "Coäng hoøa xaõ hoäi, ñöôïc, ÔÛ ñaây, ngöôõng"
    )
    glyphs = glyphs_of("VNI-Times", " ".join(map(vni, LINES)))
    got = "".join(glyph.text for glyph in mended(glyphs).glyphs)
    assert unicodedata.normalize("NFC", got) == " ".join(LINES)


def test_vni_page(settings: Settings) -> None:
    sheet = page_of(old_font("VNI-Times", vni), "VNI-Times", tuple(map(vni, LINES)))
    page, lines = read_one(sheet.data(), settings)
    assert page.source == "text"
    assert lines == [TITLE, *LINES]


def test_an_old_name_with_a_right_map_is_left(settings: Settings) -> None:
    page, lines = read_one(page_of(FONT, "VNI-Times", LINES).data(), settings)
    assert page.source == "text" and lines == [TITLE, *LINES]


def test_a_layer_in_no_known_encoding_is_read_by_ocr(settings: Settings) -> None:
    shifted = {c: chr(0x100 + i) for i, c in enumerate(sorted(VN3))}
    encode = lambda text: "".join(shifted.get(c, c) for c in text)  # noqa: E731
    lines = tuple(map(encode, LINES))
    glyphs = glyphs_of("Nameless", " ".join(lines))
    assert mended(glyphs).unsound == {"Nameless"}
    page, seen = read_one(page_of(old_font("Nameless", encode), "Nameless", lines).data(), settings)
    assert page.source == "mixed" and seen[0] == TITLE
    assert list(map(bare, seen[1:])) == list(map(bare, LINES))


def test_without_a_map_the_page_is_read_by_ocr(settings: Settings) -> None:
    sheet = Sheet()
    for i, line in enumerate(LINES):
        sheet.write(85, 100 + 18 * i, line)
    page, lines = read_one(without_map(sheet.data()), settings)
    assert page.source == "ocr"
    assert list(map(bare, lines)) == list(map(bare, LINES))


def test_one_font_without_a_map_among_others(settings: Settings) -> None:
    sheet = page_of(old_font("Second", lambda letter: letter), "Second", LINES)
    data = without_map(sheet.data(), only="Second")
    page, lines = read_one(data, settings)
    assert page.source == "mixed"
    assert lines[0] == TITLE
    assert list(map(bare, lines[1:])) == list(map(bare, LINES))
    title = [token for token in page.tokens if token.box[1] < 70]
    assert all(token.confidence == 1 for token in title)


def glyphs_of(font: str, text: str) -> list[Glyph]:
    return [Glyph(c, font, 6.0 * i, 6.0 * i + 6, 100, 12) for i, c in enumerate(text)]


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("ABCDEF+Symbol", 0xF0B7, "•"),
        ("SymbolMT", 0xF02D, "-"),
        ("Wingdings-Regular", 0xF0FC, "✓"),
        ("Wingdings", 0xF0A8, "◻"),
        ("Wingdings", 0xF046, "•"),
    ],
)
def test_signs(font: str, code: int, sign: str) -> None:
    (glyph,) = mended(glyphs_of(font, chr(code))).glyphs
    assert glyph.text == sign


def test_plain_fonts_are_not_touched() -> None:
    glyphs = glyphs_of("TimesNewRoman", "Điều 5. Café và “résumé” – 25 °C, 30 m², giá 5 €.")
    assert mended(glyphs).glyphs is glyphs


# --- fonts that PDF programs of that time embedded -------------------------------------------


def in_bytes(lines: list[str], encoding: str | None) -> bytes:
    """Return a PDF whose text is bytes in a simple TrueType font, without a map to Unicode."""
    file = old_font(".VnTime", vn3)
    font = TTFont(io.BytesIO(file.read_bytes()))
    shown, widths = font.getBestCmap(), font["hmtx"]
    letters = [bytes([code]).decode("latin-1") for code in range(32, 256)]
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    embedded = pikepdf.Stream(pdf, file.read_bytes())
    about = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name("/ABCDEF+.VnTime"),
        Flags=32,
        FontBBox=pikepdf.Array([-200, -216, 1000, 891]),
        ItalicAngle=0,
        Ascent=891,
        Descent=-216,
        CapHeight=700,
        StemV=80,
        FontFile2=embedded,
    )
    simple = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.TrueType,
        BaseFont=pikepdf.Name("/ABCDEF+.VnTime"),
        FirstChar=32,
        LastChar=255,
        Widths=pikepdf.Array(
            [widths[shown[ord(c)]][0] * 1000 // 2048 if ord(c) in shown else 0 for c in letters]
        ),
        FontDescriptor=pdf.make_indirect(about),
    )
    if encoding:
        simple.Encoding = pikepdf.Name(encoding)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=simple))
    drawn = b"BT /F1 13 Tf\n"
    for i, line in enumerate(lines):
        drawn += f"1 0 0 1 85 {742 - 18 * i} Tm <{vn3(line).encode('latin-1').hex()}> Tj\n".encode()
    page.Contents = pikepdf.Stream(pdf, drawn + b"ET")
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", [None, "/WinAnsiEncoding", "/StandardEncoding"])
def test_codes_of_a_simple_font(encoding: str | None, settings: Settings) -> None:
    page, lines = read_one(in_bytes(list(LINES), encoding), settings)
    assert page.source == "text"
    assert lines == list(LINES)


def test_making_searchable_copies_does_not_take_fonts_away(settings: Settings) -> None:
    """OCRmyPDF changes how pdfminer reads fonts without an encoding, in the whole process."""
    importlib.import_module("pipeline.reading.searchable")
    page, lines = read_one(in_bytes(list(LINES), None), settings)
    assert page.source == "text" and lines == list(LINES)
