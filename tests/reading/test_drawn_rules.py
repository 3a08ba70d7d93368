"""Scanned pages: lines drawn on them, tables read cell by cell, words with all their letters."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.reading.formats.images import PageImage
from pipeline.reading.layout.assemble import PageWords, arranged
from pipeline.reading.ocr.rules import drawn, spans
from pipeline.reading.ocr.scan import read_image
from pipeline.reading.ocr.tessdata import tessdata_folder
from pipeline.settings import Settings
from tests.reading.made_pdf import FONT, bare, scan_of

DPI = 200
Read = Callable[[np.ndarray], PageWords]


@pytest.fixture(scope="module")
def read_scan(settings: Settings) -> Read:
    return lambda pixels: read_image(PageImage(pixels, DPI), tessdata_folder(settings))


def ruled(
    page: np.ndarray, xs: list[float], ys: list[float], grey: int, lean: float = 0
) -> np.ndarray:
    """Draw a grid, places in points; lines down the page stray by ``lean`` points."""
    page = page.copy()
    pixels = [[round(value * DPI / 72) for value in values] for values in (xs, ys)]
    stray = round(lean * DPI / 72)
    for y in pixels[1]:
        cv2.line(page, (pixels[0][0], y), (pixels[0][-1], y), grey, 2)
    for x in pixels[0]:
        cv2.line(page, (x + stray, pixels[1][0]), (x, pixels[1][-1]), grey, 2)
    return page


XS, YS = [60.0, 90.0, 240.0, 400.0, 540.0], [195.0, 217.0, 255.0, 293.0]
CELLS = [
    (64.0, 211.0, "STT"),
    (94.0, 211.0, "Họ và tên"),
    (244.0, 211.0, "Nơi ở"),
    (404.0, 211.0, "Số định danh"),
    (64.0, 231.0, "Một"),
    (94.0, 231.0, "Nguyễn Văn"),
    (94.0, 249.0, "Giang"),
    (244.0, 231.0, "Thôn Bình Yên,"),
    (244.0, 249.0, "xã An Bình Đông"),
    (404.0, 231.0, "091070123456"),
    (64.0, 269.0, "Hai"),
    (94.0, 269.0, "Lê Thị Hồng Hạnh"),
    (244.0, 269.0, "Thôn Hai,"),
    (244.0, 287.0, "xã An Bình Đông"),
    (404.0, 269.0, "091170234567"),
]
LINES = [
    (60.0, 120.0, "Danh sách các hộ dân có đất bị thu hồi để làm đường giao thông"),
    (60.0, 140.0, "liên xã trong năm 2026, kèm theo đơn đề nghị của các hộ dân."),
    (60.0, 330.0, "Các hộ dân có tên trong danh sách này cùng ký đơn đề nghị."),
]


@pytest.mark.parametrize("grey", [20, 150], ids=["dark", "faint"])
def test_lines_of_a_table(grey: int) -> None:
    page = ruled(scan_of(LINES + CELLS), XS, YS, grey)
    across, down = (list(spans(lines, DPI)) for lines in drawn(page, DPI))
    assert sorted(round((y0 + y1) / 2 * 72 / DPI) for _, y0, _, y1 in across) == YS
    assert sorted(round((x0 + x1) / 2 * 72 / DPI) for x0, _, x1, _ in down) == XS


@pytest.mark.parametrize(
    "text", ["NGHĨA VIỆT ĐIỀU LỆ THỂ THỨC", "0040040060090", "EEEEEEEE TTTTTTTT"]
)
def test_letters_are_no_lines(text: str) -> None:
    page = scan_of([(60.0, 60.0 + 30 * i, text) for i in range(20)], size=20)
    across, down = drawn(page, DPI)
    assert not across.any() and not down.any()


def test_lines_that_lean_on_a_photo() -> None:
    page = ruled(scan_of(LINES), [60, 300, 540], [180, 300], 90, lean=4)
    _, down = drawn(page, DPI)
    found = sorted(round((x0 + x1) / 2 * 72 / DPI) for x0, _, x1, _ in spans(down, DPI))
    assert found == [62, 302, 542]


@pytest.mark.parametrize("grey", [20, 150], ids=["dark", "faint"])
def test_a_scanned_table_is_read_cell_by_cell(grey: int, read_scan: Read) -> None:
    text = arranged(read_scan(ruled(scan_of(LINES + CELLS), XS, YS, grey))).text
    rows = [bare(line) for line in text.split("\n")]
    assert "STT Họ và tên Nơi ở Số định danh" in rows
    assert "Một Nguyễn Văn Giang Thôn Bình Yên xã An Bình Đông 091070123456" in rows
    assert "Hai Lê Thị Hồng Hạnh Thôn Hai xã An Bình Đông 091170234567" in rows


def test_a_word_keeps_its_faint_letters(read_scan: Read) -> None:
    """A ribbon runs dry within a word: its box must not end there."""
    page = Image.fromarray((110 + 0.58 * scan_of(LINES)).astype(np.uint8))
    font = ImageFont.truetype(FONT, round(13 * DPI / 72))
    pen, left = ImageDraw.Draw(page), 300.0
    for part, grey in (("Ngh", 115), ("iên", 160)):
        pen.text((left, 600), part, font=font, fill=grey, anchor="ls")
        left += pen.textlength(part, font=font)
    (token,) = [token for token in read_scan(np.asarray(page)).tokens if token.text == "Nghiên"]
    assert token.x1 == pytest.approx(left * 72 / DPI, abs=2)
    assert token.box[2] == pytest.approx(token.x1, abs=1)
