"""Pages of a PDF: the words of its text layer, or of OCR where that layer does not explain the ink.

pypdfium2 opens the file, counts and draws pages; pdfplumber, which is forty times slower, is
only asked for pages that have text.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# pyright: reportArgumentType=false, reportGeneralTypeIssues=false

import contextlib
import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import numpy as np
import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.errors import Corrupt, Encrypted
from pipeline.reading.assemble import PageWords
from pipeline.reading.formats.images import PageImage, Pixels
from pipeline.reading.formats.limits import check_pages, check_pixels
from pipeline.reading.layout import Rule, Token
from pipeline.reading.ocr.scan import read_image
from pipeline.reading.ocr.tessdata import tessdata_folder
from pipeline.reading.pdf.ink import ink_of
from pipeline.settings import Settings

_LOOK_DPI = 50
_MOST_LOOK_PIXELS = 4_000_000
_LEAST_DPI, _MOST_DPI = 100, 400
_DRAWN_DPI = 300
_EXPLAINED = 0.55
_SCAN_SHARE = 0.5
_LEGACY_FONTS = (".vn", "vni-", "vni ", "svni", "tcvn")

# pdfminer warns about every odd object of a file; its messages may quote the file.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def pages_of(data: bytes, settings: Settings) -> Iterator[PageWords]:
    """Yield the words of each page.

    Raises ``Encrypted`` for a file that needs a password, ``Corrupt`` for a damaged one,
    ``TooLarge`` for too many pages or pixels.
    """
    _check_whole(data)
    with _opened(data) as file, _TextLayer(data) as layer:
        check_pages(len(file), settings.intake)
        for i in range(len(file)):
            try:
                page = file[i]
            except pypdfium2.PdfiumError:
                raise Corrupt from None
            try:
                yield _read_page(page, layer, i, settings)
            finally:
                page.close()


def _check_whole(data: bytes) -> None:
    """Raise ``Corrupt`` for a file without its end.

    pdfium would rebuild a half-copied file and show only some of its pages, without a word.
    """
    end = data.rstrip(b"\0\r\n\t ")[-8192:]
    if b"startxref" not in end and b"%%EOF" not in end:
        raise Corrupt


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise (Encrypted() if locked else Corrupt()) from None
    if len(file) == 0:
        file.close()
        raise Corrupt
    return file


def _read_page(
    page: pypdfium2.PdfPage, layer: "_TextLayer", index: int, settings: Settings
) -> PageWords:
    width, height = page.get_size()
    words = layer.words(index) if _has_text(page) else LayerWords()
    pictures = _pictures(page, settings)
    ink = ink_of(_drawn(page, _look_dpi(width, height), grey=True), (width, height))
    covers = sum(p.share for p in pictures) >= _SCAN_SHARE
    boxes = [token.box for token in words.tokens]
    explained = ink.explained(boxes, [] if covers else [p.box for p in pictures])
    if not ink.dark or (words.sound and explained >= _EXPLAINED):
        return PageWords(
            width, height, "text", words.tokens, words.rules, inked=bool(words.tokens) or ink.dark
        )
    dpi = _scan_dpi(pictures, width, height, settings)
    image = PageImage(_drawn(page, dpi, grey=False), dpi)
    return read_image(image, tessdata_folder(settings))


# --- the text layer --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LayerWords:
    """The words of a page's text layer and its vertical lines."""

    tokens: tuple[Token, ...] = ()
    rules: tuple[Rule, ...] = ()
    sound: bool = False
    """False where the layer's letters cannot be trusted (no character map, legacy encoding)."""


class _TextLayer:
    """pdfplumber on the same file, opened by the first page that has text."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._file: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._file is not None:
            with contextlib.suppress(Exception):  # it walks the pages once more
                self._file.close()

    def words(self, index: int) -> LayerWords:
        """Return the words of a page; none where pdfminer fails on it (OCR takes over)."""
        try:
            if self._file is None:
                self._file = pdfplumber.open(io.BytesIO(self._data))
            page = self._file.pages[index]
            try:
                return _layer_words(page)
            finally:
                page.close()
        except Exception:  # pdfminer raises nearly anything on odd files
            return LayerWords()


def _layer_words(page: Any) -> LayerWords:
    left, top = page.bbox[0], page.bbox[1]
    found = page.extract_words(
        x_tolerance_ratio=0.2, y_tolerance=2, keep_blank_chars=False, use_text_flow=False
    )
    tokens = tuple(_token(word, left, top) for word in found)
    rules = tuple(
        Rule(edge["x0"] - left, edge["top"] - top, edge["bottom"] - top)
        for edge in page.edges
        if edge["orientation"] == "v"
    )
    return LayerWords(tokens, rules, _is_sound(page.chars))


def _token(word: dict[str, Any], left: float, top: float) -> Token:
    x0, x1 = float(word["x0"] - left), float(word["x1"] - left)
    y0, y1 = float(word["top"] - top), float(word["bottom"] - top)
    return Token(word["text"], (x0, y0, x1, y1), x0, x1, y0, y1)


def _is_sound(chars: list[dict[str, Any]]) -> bool:
    upright = sum(bool(c["upright"]) for c in chars)
    if upright <= len(chars) / 2:  # none, or a page on its side: OCR turns it
        return False
    bad = sum(_is_unmapped(c["text"]) or _is_legacy(c["fontname"]) for c in chars)
    return bad <= 0.1 * len(chars)


def _is_unmapped(text: str) -> bool:
    return text.startswith("(cid:") or any(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)


def _is_legacy(font: str) -> bool:
    name = font.rpartition("+")[2].lower()
    return name.startswith(_LEGACY_FONTS)


def _has_text(page: pypdfium2.PdfPage) -> bool:
    text = page.get_textpage()
    try:
        return text.count_chars() > 0
    finally:
        text.close()


# --- pictures and drawing --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Picture:
    """An image on the page: its box in points from the top left, share of the page, resolution."""

    box: tuple[float, float, float, float]
    share: float
    dpi: float


def _pictures(page: pypdfium2.PdfPage, settings: Settings) -> list[_Picture]:
    width, height = page.get_size()
    return [
        picture
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)
        if (picture := _picture(item, page, width, height, settings)) is not None
    ]


def _picture(
    item: Any, page: pypdfium2.PdfPage, width: float, height: float, settings: Settings
) -> _Picture | None:
    try:
        across, down = item.get_px_size()
        box = _turned_box(item.get_bounds(), page)
    except pypdfium2.PdfiumError:
        return None
    check_pixels(across, down, settings.intake)
    x0, y0, x1, y1 = max(0, box[0]), max(0, box[1]), min(width, box[2]), min(height, box[3])
    if x1 - x0 < 1 or y1 - y0 < 1:
        return None
    long_in = max(box[2] - box[0], box[3] - box[1]) / 72
    share = (x1 - x0) * (y1 - y0) / (width * height)
    return _Picture((x0, y0, x1, y1), share, max(across, down) / long_in)


def _turned_box(
    bounds: tuple[float, float, float, float], page: pypdfium2.PdfPage
) -> tuple[float, float, float, float]:
    """Turn a box of PDF space (from the bottom left, before rotation) into one of the page."""
    left, bottom, right, top = bounds
    x0, y0, x1, y1 = page.get_cropbox()
    match page.get_rotation():
        case 90:
            return bottom - y0, left - x0, top - y0, right - x0
        case 180:
            return x1 - right, bottom - y0, x1 - left, top - y0
        case 270:
            return y1 - top, x1 - right, y1 - bottom, x1 - left
        case _:
            return left - x0, y1 - top, right - x0, y1 - bottom


def _look_dpi(width: float, height: float) -> float:
    points = max(1.0, width * height)
    return min(_LOOK_DPI, 72 * (_MOST_LOOK_PIXELS / points) ** 0.5)


def _scan_dpi(pictures: list[_Picture], width: float, height: float, settings: Settings) -> int:
    """Return the resolution of the scan on the page, within what OCR can use and may hold."""
    large = [p.dpi for p in pictures if p.share >= 0.2]
    dpi = min(_MOST_DPI, max(_LEAST_DPI, max(large))) if large else _DRAWN_DPI
    most = 72 * (settings.intake.max_pixels / max(1.0, width * height)) ** 0.5
    return max(1, int(min(round(dpi), most)))


def _drawn(page: pypdfium2.PdfPage, dpi: float, *, grey: bool) -> Pixels:
    try:
        bitmap = page.render(scale=dpi / 72, grayscale=grey, rev_byteorder=True)
    except (pypdfium2.PdfiumError, MemoryError):
        raise Corrupt from None
    pixels = bitmap.to_numpy()
    if pixels.ndim == 3:
        pixels = pixels[:, :, 0] if pixels.shape[2] == 1 else pixels[:, :, :3]
    pixels = np.ascontiguousarray(pixels)
    if grey or pixels.base is None:
        return pixels
    return pixels.copy()
