"""Image files become page images: upright as EXIF says, in colour, with square pixels.

Every page of a TIFF is a page, except the small previews that some programs put between them. Of
any other file the first picture is the page: what follows in it is a preview, a motion or another
exposure of the same sheet.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false

import io
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.errors import Corrupt
from pipeline.reading.formats.limits import check_pages, check_pixels
from pipeline.reading.formats.recognise import is_heif
from pipeline.settings import Intake

Pixels = NDArray[np.uint8]
"""Grey ``(height, width)`` or RGB ``(height, width, 3)``."""

# The office's own limit is checked before a page is decoded, so Pillow's must not stand in its way.
Image.MAX_IMAGE_PIXELS = None

_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "MPO")
_A4_LONG_IN = 297 / 25.4
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError, TypeError)
"""What Pillow raises on damaged files."""
_ORIENTATION, _SUBFILE_TYPE, _PHOTOMETRIC = 274, 254, 262
_NO_PAGE = 0b101
"""Bits of a TIFF's subfile type: a smaller copy of another image, a transparency mask."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes an image upright, by its EXIF orientation."""
_FAX_STRETCH = (1.5, 4.0)
"""Ratios of the two resolutions of faxes (204×98 dpi, 204×391 dpi); others are slips."""
_ZEROS = bytes(64)


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as pixels, and its resolution in dots per inch."""

    pixels: Pixels
    dpi: int


def count_pages(data: bytes, intake: Intake) -> int:
    """Return the number of pages of an image file, without decoding one.

    Raises ``TooLarge`` for more than the office takes, ``Corrupt`` for a damaged file.
    """
    with _opened(data) as file:
        return len(_frames(file, intake))


def pages_of(
    data: bytes, intake: Intake, indices: Iterable[int] | None = None
) -> Iterator[PageImage]:
    """Yield the pages of an image file that ``indices`` (from 0) ask for, all without them.

    Raises ``TooLarge`` before a page of too many pixels is decoded, ``Corrupt`` for a damaged one.
    """
    with _opened(data) as file:
        frames = _frames(file, intake)
    for index in range(len(frames)) if indices is None else indices:
        yield _read(data, frames[index], intake)


def _read(data: bytes, frame: int, intake: Intake) -> PageImage:
    """Return one frame. Opened for it alone, so that Pillow's copy is not kept beside ours."""
    with _opened(data) as file:
        if file.format == "TIFF":
            file.seek(frame)
        check_pixels(*file.size, intake)
        return _page(file, intake)


@contextmanager
def _opened(data: bytes) -> Generator[Image.Image]:
    heif = is_heif(data)
    if heif:
        _learn_heif()
    try:
        _check_filled(data)
        with Image.open(io.BytesIO(data), formats=("HEIF",) if heif else _FORMATS) as file:
            yield file
    except _BROKEN:
        raise Corrupt from None


@cache
def _learn_heif() -> None:
    from pi_heif import register_heif_opener

    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


def _check_filled(data: bytes) -> None:
    """Raise ``Corrupt`` for an image whose end is zeros: a copy that broke off keeps its length.

    Decoders take the zeros for picture, grey from there on, and say nothing. Not guarded against:
    a TIFF without compression, where zeros are picture too.
    """
    if not data.endswith(_ZEROS):
        return
    if data.startswith(b"\xff\xd8"):
        broken = data.find(b"\xff\xd9", _first_scan(data)) < 0
    elif data.startswith(b"\x89PNG"):
        broken = b"IEND" not in data
    else:
        broken = data.startswith(b"RIFF") or is_heif(data)
    if broken:
        raise Corrupt


def _first_scan(jpeg: bytes) -> int:
    """Return where the picture begins, behind the blocks that may hold a whole preview."""
    at = 2
    while jpeg[at : at + 1] == b"\xff" and jpeg[at + 1 : at + 2] != b"\xda":
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return at


def _frames(file: Image.Image, intake: Intake) -> list[int]:
    """Return the numbers of the frames that are pages."""
    if file.format != "TIFF":
        return [0]
    frames: list[int] = []
    # as many pages again may be previews; counting them all could take hours in a hostile file
    for i in range(2 * intake.max_pages + 2):
        try:
            file.seek(i)
        except EOFError:
            break
        if not int(_tag(file, _SUBFILE_TYPE)) & _NO_PAGE:
            frames.append(i)
            check_pages(len(frames), intake)
    else:
        check_pages(2 * intake.max_pages + 2, intake)
    return frames or [0]


def _page(file: Image.Image, intake: Intake) -> PageImage:
    turn = _orientation(file)
    stated = _stated_dpi(file)
    inverted = file.format == "TIFF" and file.mode.startswith("I") and not _tag(file, _PHOTOMETRIC)
    file.load()
    image: Image.Image = file
    if file.format != "TIFF" and turn in _TURNS:  # Pillow turns a TIFF itself
        image = file.transpose(_TURNS[turn])
    grey_or_colour = _eight_bits(image, inverted)
    across, down = reversed(stated) if turn >= 5 else stated
    square = _with_square_pixels(grey_or_colour, across, down, intake)
    dpi = resolution(square.width, square.height, max(across, down))
    return PageImage(np.asarray(square, dtype=np.uint8), dpi)


def _orientation(file: Image.Image) -> int:
    """Return the EXIF orientation, 1 (upright) where there is none or it is broken."""
    try:
        found = _tag(file, _ORIENTATION) if file.format == "TIFF" else file.getexif()[_ORIENTATION]
        return int(found) if int(found) in _TURNS else 1
    except Exception:  # EXIF blocks are broken in more ways than Pillow has names for
        return 1


def _tag(file: Image.Image, number: int) -> int:
    tags = getattr(file, "tag_v2", {})
    found = tags.get(number, 0)
    return found if isinstance(found, int) else 0


def _stated_dpi(file: Image.Image) -> tuple[float, float]:
    """Return what the file says of its resolution across and down; zeros where it says nothing."""
    try:
        across, down = file.info.get("dpi") or (0, 0)
        return float(across), float(down)
    except (TypeError, ValueError, ArithmeticError):
        return 0.0, 0.0


def _eight_bits(image: Image.Image, inverted: bool) -> Image.Image:
    """Return the image in grey or RGB; what is transparent becomes white paper."""
    if image.mode[0] in "IF":  # 16 or 32 bits a pixel, of which scanners use 12 or more
        pixels = np.nan_to_num(np.asarray(image).astype(np.float32), posinf=0.0, neginf=0.0)
        pixels *= 255.0 / max(float(pixels.max()), 255.0)
        grey = np.clip(pixels, 0, 255).astype(np.uint8)
        return Image.fromarray(255 - grey if inverted else grey)
    if image.mode in ("RGBA", "LA", "PA", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        if image.getchannel("A").getbbox():  # else all clear: a program left it unfilled
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    mode = "L" if image.mode in ("1", "L") else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _with_square_pixels(
    image: Image.Image, across: float, down: float, intake: Intake
) -> Image.Image:
    """Stretch a fax, which has twice as many dots across as down, or the other way round."""
    least, most = _FAX_STRETCH
    if min(across, down) <= 0 or not least <= max(across, down) / min(across, down) <= most:
        return image
    finest = max(across, down)
    size = round(image.width * finest / across), round(image.height * finest / down)
    check_pixels(*size, intake)
    return image.resize(size, Image.Resampling.BICUBIC)


def resolution(width: int, height: int, stated: float) -> int:
    """Return the dots per inch of a page image.

    What the file states is believed when it makes a sheet between A6 and A2; cameras and screens
    write 72 or 96 for anything. Otherwise the longer side is taken for that of an A4 sheet.
    """
    long_side = max(width, height)
    if stated >= 72 and 0.5 * _A4_LONG_IN <= long_side / stated <= 2 * _A4_LONG_IN:
        return round(stated)
    return max(40, round(long_side / _A4_LONG_IN))
