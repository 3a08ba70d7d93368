"""Image files become page images: every frame of a TIFF, turned as EXIF says, in colour."""
# pyright: reportUnknownMemberType=false

import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from pipeline.errors import Corrupt
from pipeline.reading.formats.limits import check_pages, check_pixels
from pipeline.settings import Intake

Pixels = NDArray[np.uint8]
"""Grey ``(height, width)`` or RGB ``(height, width, 3)``."""

# The office's own limit is checked before a page is decoded, so Pillow's must not stand in its way.
Image.MAX_IMAGE_PIXELS = None

_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "MPO")
_A4_LONG_IN = 297 / 25.4
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError, TypeError)
"""What Pillow raises on damaged files."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as pixels, and its resolution in dots per inch."""

    pixels: Pixels
    dpi: int


def pages_of(data: bytes, intake: Intake) -> Iterator[PageImage]:
    """Yield the pages of an image file.

    Raises ``TooLarge`` before a page of too many pixels is decoded, ``Corrupt`` for a damaged one.
    """
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as file:
            frames = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
            check_pages(frames, intake)
            for i in range(frames):
                file.seek(i)
                check_pixels(*file.size, intake)
                yield _page(file)
    except _BROKEN:
        raise Corrupt from None


def _page(file: Image.Image) -> PageImage:
    image = ImageOps.exif_transpose(file)
    dpi = resolution(image.width, image.height, _stated_dpi(file))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    if image.mode.startswith("I"):  # 16-bit grey
        pixels = np.asarray(image, dtype=np.float64)
        top = max(float(pixels.max()), 255.0)
        return PageImage((pixels * (255.0 / top)).astype(np.uint8), dpi)
    mode = "L" if image.mode in ("1", "L") else "RGB"
    return PageImage(np.asarray(image.convert(mode), dtype=np.uint8), dpi)


def _stated_dpi(file: Image.Image) -> float:
    stated = file.info.get("dpi")
    try:
        return float(min(stated)) if stated else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0


def resolution(width: int, height: int, stated: float) -> int:
    """Return the dots per inch of a page image.

    What the file states is believed when it makes a sheet between A6 and A2; cameras and screens
    write 72 or 96 for anything. Otherwise the longer side is taken for that of an A4 sheet.
    """
    long_side = max(width, height)
    if stated >= 72 and 0.5 * _A4_LONG_IN <= long_side / stated <= 2 * _A4_LONG_IN:
        return round(stated)
    return max(40, round(long_side / _A4_LONG_IN))
