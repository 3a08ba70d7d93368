"""Pages as pictures, for a person to look at beside what was read."""
# pyright: reportUnknownMemberType=false, reportArgumentType=false, reportMissingTypeStubs=false

import io
from collections.abc import Iterator

import pypdfium2
from PIL import Image

from pipeline.reading.document import Document
from pipeline.reading.formats.images import pages_of
from pipeline.settings import Settings

_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def page_pictures(data: bytes, document: Document, settings: Settings, dpi: int) -> list[bytes]:
    """Return each page of a PDF or an image file as a JPEG that stands upright.

    ``data`` is the file that ``document`` was read from. Formats without page images give none.
    """
    if document.media_type == "application/pdf":
        drawn = _of_pdf(data, dpi)
    elif document.media_type.startswith("image/"):
        drawn = _of_images(data, settings, dpi)
    else:
        return []
    pairs = zip(drawn, document.pages, strict=True)
    return [_jpeg(picture, page.rotation) for picture, page in pairs]


def _of_pdf(data: bytes, dpi: int) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(data) as file:
        for page in file:
            yield page.render(scale=dpi / 72).to_pil()


def _of_images(data: bytes, settings: Settings, dpi: int) -> Iterator[Image.Image]:
    for page in pages_of(data, settings.intake):
        picture = Image.fromarray(page.pixels)
        factor = min(1.0, dpi / page.dpi)
        yield picture.resize((round(picture.width * factor), round(picture.height * factor)))


def _jpeg(picture: Image.Image, rotation: int) -> bytes:
    if rotation:
        picture = picture.transpose(_TURNS[rotation])
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()
