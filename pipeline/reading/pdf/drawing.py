"""A page of pdfium: what stands on it, and its picture, whole or without what is known already."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# pyright: reportArgumentType=false, reportGeneralTypeIssues=false

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from pypdfium2 import PdfMatrix

from pipeline.errors import Corrupt
from pipeline.reading.document import Box
from pipeline.reading.formats.images import Pixels
from pipeline.reading.formats.limits import check_pixels
from pipeline.settings import Intake

_DEPTH = 4
_MOST_ITEMS = 100_000
"""What lies beyond is drawn and looked at, but not known one by one."""
_FEW_SEGMENTS = 6
"""Lines and boxes; letters drawn as outlines have more."""
_UNSEEN = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on the page: its box in points from the top left, share of the page, resolution."""

    box: Box
    share: float
    dpi: float


@dataclass(frozen=True, slots=True)
class TextItem:
    """A text object of the page, its box in points from the top left."""

    box: Box
    seen: bool
    """False for text drawn without ink, as OCR programs lay it under a scan."""
    handle: Any = field(repr=False, compare=False)


class Sheet:
    """A loaded page. Parts of it can be left out when it is drawn."""

    def __init__(self, page: pypdfium2.PdfPage, intake: Intake, notes: Sequence[Box] = ()) -> None:
        """Look at what stands on the page; ``notes`` are boxes (in PDF space) of what lay over it.

        Raises ``TooLarge`` for an image of too many pixels, ``Corrupt`` for a damaged page.
        """
        self._page = page
        self._intake = intake
        self.width: float
        self.height: float
        self.width, self.height = page.get_size()
        self.shown = _shown(page)
        self.rotation: int = page.get_rotation()
        self.notes = [_turned(box, self.shown, self.rotation) for box in notes]
        self.pictures: list[Picture] = []
        self.texts: list[TextItem] = []
        self._straight: list[Any] = []
        try:
            for item, matrix in _items(page):
                self._take(item, matrix)
        except pypdfium2.PdfiumError:
            raise Corrupt from None

    def _take(self, item: Any, matrix: PdfMatrix | None) -> None:
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            seen = pdfium.FPDFTextObj_GetTextRenderMode(item) not in _UNSEEN
            self.texts.append(TextItem(self._box(item, matrix), seen, item))
        elif item.type == pdfium.FPDF_PAGEOBJ_PATH:
            if pdfium.FPDFPath_CountSegments(item) <= _FEW_SEGMENTS:
                self._straight.append(item)
        elif item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._take_picture(item, matrix)

    def _take_picture(self, item: Any, matrix: PdfMatrix | None) -> None:
        try:
            across, down = item.get_px_size()
        except pypdfium2.PdfiumError:
            return
        check_pixels(across, down, self._intake)
        whole = self._box(item, matrix)
        x0, y0 = max(0.0, whole[0]), max(0.0, whole[1])
        x1, y1 = min(self.width, whole[2]), min(self.height, whole[3])
        if x1 - x0 < 1 or y1 - y0 < 1:
            return
        long_in = max(whole[2] - whole[0], whole[3] - whole[1]) / 72
        share = (x1 - x0) * (y1 - y0) / (self.width * self.height)
        self.pictures.append(Picture((x0, y0, x1, y1), share, max(across, down) / long_in))

    def _box(self, item: Any, matrix: PdfMatrix | None) -> Box:
        bounds = item.get_bounds()
        box = matrix.on_rect(*bounds) if matrix else bounds
        return _turned(box, self.shown, self.rotation)

    def drawn(
        self,
        dpi: float,
        *,
        box: Box | None = None,
        without: Sequence[TextItem] = (),
        lines: bool = True,
    ) -> Pixels:
        """Return the page, or a box on it, as RGB pixels; raises ``Corrupt``.

        Some texts, and all straight lines and boxes, can be left out.
        """
        x0, y0, x1, y1 = box or (0.0, 0.0, self.width, self.height)
        crop = (x0, self.height - y1, self.width - x1, y0)
        hidden = [text.handle for text in without] + ([] if lines else self._straight)
        try:
            for item in hidden:
                pdfium.FPDFPageObj_SetIsActive(item, 0)
            bitmap = self._page.render(
                scale=dpi / 72, crop=tuple(max(0.0, edge) for edge in crop), rev_byteorder=True
            )
        except (pypdfium2.PdfiumError, MemoryError, ValueError):
            raise Corrupt from None
        finally:
            for item in hidden:
                pdfium.FPDFPageObj_SetIsActive(item, 1)
        return np.ascontiguousarray(bitmap.to_numpy())

    def most_dpi(self, box: Box) -> float:
        """Return the resolution at which a box of the page has as many pixels as are allowed."""
        square = max(1.0, (box[2] - box[0]) * (box[3] - box[1]))
        return 72 * (self._intake.max_pixels / square) ** 0.5


# --- what stands on a page -------------------------------------------------------------------


def _items(page: pypdfium2.PdfPage) -> Iterator[tuple[Any, PdfMatrix | None]]:
    """Yield the objects of a page and of the forms in it, with the matrix to the page."""
    yield from islice(_items_in(page, None, None, 0), _MOST_ITEMS)


def _items_in(
    page: pypdfium2.PdfPage, form: Any, matrix: PdfMatrix | None, level: int
) -> Iterator[tuple[Any, PdfMatrix | None]]:
    for item in page.get_objects(max_depth=1, form=form, level=level):
        yield item, matrix
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM and level < _DEPTH:
            inner = item.get_matrix()
            whole = inner.multiply(matrix) if matrix else inner
            yield from _items_in(page, item, whole, level + 1)


def _shown(page: pypdfium2.PdfPage) -> Box:
    """Return what is shown of the page's paper, in PDF space: from the bottom left, unturned."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, box):
        raise Corrupt
    return box.left, box.bottom, box.right, box.top


def _turned(bounds: Box, shown: Box, rotation: int) -> Box:
    """Turn a box of PDF space into one of the page as it is shown, from its top left."""
    left, bottom, right, top = bounds
    x0, y0, x1, y1 = shown
    match rotation:
        case 90:
            return bottom - y0, left - x0, top - y0, right - x0
        case 180:
            return x1 - right, bottom - y0, x1 - left, top - y0
        case 270:
            return y1 - top, x1 - right, y1 - bottom, x1 - left
        case _:
            return left - x0, y1 - top, right - x0, y1 - bottom
