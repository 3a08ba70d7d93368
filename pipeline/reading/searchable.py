"""A searchable PDF/A-2b copy of a scan: the page as it was scanned, our words invisible over it.

OCRmyPDF does the work on the PDF; this module is its plugin, with an OCR engine that hands over
the words which the reader has already found. pikepdf makes and checks the PDF/A: a file that it
cannot confirm is never given out.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# pyright: reportArgumentType=false, reportCallIssue=false

import contextlib
import io
import logging
import os
import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any

import img2pdf
import numpy as np
import ocrmypdf
import pikepdf
import pypdfium2
from ocrmypdf import BoundingBox, OcrClass, OcrElement, OcrEngine, OrientationConfidence
from ocrmypdf.exceptions import PdfaConversionFailedError
from ocrmypdf.pdfinfo import layout as ocrmypdf_layout
from pdfminer.pdffont import PDFSimpleFont
from PIL import Image

from pipeline.errors import Corrupt, Encrypted, Unsupported
from pipeline.reading.document import Box, Document, Page, turned_box
from pipeline.reading.formats.images import Pixels, pages_of
from pipeline.settings import Settings

# OCRmyPDF changes pdfminer for the whole process: of fonts without an encoding nothing could be
# read any more. It is put back, for whoever reads a PDF in this process too.
PDFSimpleFont.__init__ = ocrmypdf_layout.original_pdfsimplefont_init

COPIED = "pdf, jpg, jpeg, png, tif, tiff, webp, heic"

_MEMORY = Path("/dev/shm")
_DRAWN_DPI = 200
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class _Work:
    """The document behind an input file, and the pages (from 0) that are pictures in it."""

    document: Document
    pictures: frozenset[int]


_under_way: dict[str, _Work] = {}
"""By input file: OCRmyPDF's engines are classes without state."""


def searchable_copy(data: bytes, document: Document, settings: Settings) -> bytes:
    """Return a PDF/A-2b of the same pages, in their own colours, with the document's words.

    ``data`` is the file that ``document`` was read from: a PDF or an image. Pages lying on their
    side stand upright in the copy. A page that PDF/A does not take as it is (a stamp in a font
    that is not embedded) is drawn at its own resolution. Raises ``Unsupported`` for files
    without page images, ``Encrypted`` and ``Corrupt``.
    """
    if document.media_type == "application/pdf":
        given = _still(data)
        drawn = frozenset(i for i in range(len(document.pages)) if not _is_plain(given, i))
        drawn -= frozenset(i for i, page in enumerate(document.pages) if page.source == "text")
    elif document.media_type.startswith("image/") and document.pages:
        given, drawn = _from_images(data, settings), frozenset[int]()
    else:
        raise Unsupported(accepted=COPIED)
    pictures = frozenset(i for i, page in enumerate(document.pages) if page.source != "text")
    every = frozenset(range(len(document.pages)))
    with _one_at_a_time:
        try:
            return _converted(_with_drawn(given, drawn, document), document, pictures)
        except PdfaConversionFailedError:
            return _converted(_with_drawn(given, every, document), document, every)


@contextlib.contextmanager
def _private_folder() -> Generator[Path]:
    """A folder in memory where there is one: nothing of the paper in clear on the disk."""
    inside = str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="donthu-", dir=inside) as name:
        before = tempfile.tempdir
        tempfile.tempdir = name  # OCRmyPDF's own working folder belongs here too
        try:
            yield Path(name)
        finally:
            tempfile.tempdir = before


def _converted(given: bytes, document: Document, pictures: frozenset[int]) -> bytes:
    with _private_folder() as folder:
        source, made = folder / "given.pdf", folder / "made.pdf"
        source.write_bytes(given)
        _under_way[str(source)] = _Work(document, pictures)
        try:
            _convert(source, made)
            return made.read_bytes()
        except PdfaConversionFailedError:
            raise
        except (ocrmypdf.ExitCodeException, pikepdf.PdfError, ValueError, OSError):
            raise Corrupt from None
        finally:
            del _under_way[str(source)]


def _convert(source: Path, made: Path) -> None:
    for library in ("ocrmypdf", "pikepdf", "fontTools"):  # they would speak of the paper
        logging.getLogger(library).setLevel(logging.CRITICAL)
    ocrmypdf.ocr(
        source,
        made,
        plugins=[__name__],
        output_type="pdfa-2",
        pdfa_backend="internal",
        mode="redo",
        rotate_pages=True,
        rotate_pages_threshold=0,
        optimize=0,
        pdf_renderer="fpdf2",
        jobs=1,
        use_threads=True,
        progress_bar=False,
    )


# --- the pages -------------------------------------------------------------------------------


def _from_images(data: bytes, settings: Settings) -> bytes:
    with pikepdf.new() as file:
        for page in pages_of(data, settings.intake):
            _add_picture(file, page.pixels, page.dpi)
        return _saved(file)


def _still(data: bytes) -> bytes:
    """Return the PDF with stamps and form fields as part of the pages, and nothing that acts.

    A signed scan holds its signature as a form field, which OCRmyPDF and PDF/A don't take.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as file:
            file.flatten_annotations()
            for name in set(file.Root.keys()) - {"/Type", "/Pages"}:
                del file.Root[name]
            for name in set(file.trailer.keys()) - {"/Root", "/Size", "/ID"}:
                del file.trailer[name]
            return _saved(file)
    except pikepdf.PasswordError:
        raise Encrypted from None
    except pikepdf.PdfError:
        raise Corrupt from None


def _is_plain(given: bytes, index: int) -> bool:
    """Tell whether a page is made of images only, which PDF/A takes as they are."""
    with pikepdf.open(io.BytesIO(given)) as file:
        page = file.pages[index]
        resources = page.get("/Resources", {})
        if "/Font" in resources and len(resources["/Font"]):
            return False
        things = list(resources.get("/XObject", {}).values())
        return all(t.get("/Subtype") == "/Image" and "/SMask" not in t for t in things)


def _with_drawn(given: bytes, drawn: frozenset[int], document: Document) -> bytes:
    """Return the PDF with the pages ``drawn`` (from 0) replaced by their pictures."""
    if not drawn:
        return given
    with pikepdf.open(io.BytesIO(given)) as file, pypdfium2.PdfDocument(given) as shown:
        for i in sorted(drawn):
            dpi = document.pages[i].dpi or _DRAWN_DPI
            bitmap = shown[i].render(scale=dpi / 72, rev_byteorder=True)
            _add_picture(file, bitmap.to_numpy()[:, :, :3].copy(), dpi)
            file.pages[i] = file.pages[-1]
            del file.pages[-1]
        return _saved(file)


def _add_picture(file: pikepdf.Pdf, pixels: Pixels, dpi: int) -> None:
    """Append a page that is one picture: grey ones without loss, coloured ones as a good JPEG."""
    grey = pixels if pixels.ndim == 2 else None
    if pixels.ndim == 3 and not (pixels - pixels[:, :, :1]).any():
        grey = np.ascontiguousarray(pixels[:, :, 0])
    sheet = io.BytesIO()
    if grey is not None:
        Image.fromarray(grey).save(sheet, "PNG", dpi=(dpi, dpi))
    else:
        Image.fromarray(pixels).save(sheet, "JPEG", quality=92, subsampling=0, dpi=(dpi, dpi))
    layout = img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))
    made = img2pdf.convert(sheet.getvalue(), layout_fun=layout)
    assert isinstance(made, bytes)
    with pikepdf.open(io.BytesIO(made)) as one:
        file.pages.append(one.pages[0])


def _saved(file: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


# --- the plugin ------------------------------------------------------------------------------


class WordsOfDocument(OcrEngine):
    """Hands OCRmyPDF the words of the document that was read from its input file."""

    @staticmethod
    def version() -> str:
        return version("donthu")

    @staticmethod
    def creator_tag(options: Any) -> str:
        return f"donthu {version('donthu')}"

    def __str__(self) -> str:
        return self.creator_tag(None)

    @staticmethod
    def languages(options: Any) -> set[str]:
        return {"vie", "eng"}

    @staticmethod
    def get_orientation(input_file: Path, options: Any) -> OrientationConfidence:
        page = _page_of(input_file, options)
        lies = (360 - page.rotation) % 360  # how the page lies, not how to turn it
        return OrientationConfidence(angle=lies, confidence=1000.0)

    @staticmethod
    def supports_generate_ocr() -> bool:
        return True

    @staticmethod
    def generate_ocr(
        input_file: Path, options: Any, page_number: int = 0
    ) -> tuple[OcrElement, str]:
        page = _page_of(input_file, options)
        with Image.open(input_file) as image:
            width, height = image.size
            dpi = float(image.info.get("dpi", (300, 300))[0])
        element = OcrElement(
            ocr_class=OcrClass.PAGE,
            bbox=BoundingBox(0, 0, width, height),
            dpi=dpi,
            page_number=page_number,
        )
        work = _under_way[str(options.input_file)]
        if page.number - 1 not in work.pictures:  # its own text stays
            return element, ""
        text = work.document.text
        element.children = list(_lines(page, text, width, height))
        return element, text[page.start : page.end]

    @staticmethod
    def generate_hocr(input_file: Path, output_hocr: Path, output_text: Path, options: Any) -> None:
        raise NotImplementedError

    @staticmethod
    def generate_pdf(input_file: Path, output_pdf: Path, output_text: Path, options: Any) -> None:
        raise NotImplementedError


@ocrmypdf.hookimpl
def get_ocr_engine(options: Any) -> OcrEngine | None:
    """Give our engine for our files; OCRmyPDF also asks without options, for its help."""
    if options is None or str(options.input_file) not in _under_way:
        return None
    return WordsOfDocument()


def _page_of(image: Path, options: Any) -> Page:
    """OCRmyPDF's working files begin with the number of their page, from 1."""
    return _under_way[str(options.input_file)].document.pages[int(image.name.split("_")[0]) - 1]


def _lines(page: Page, text: str, width: int, height: int) -> Iterator[OcrElement]:
    """Yield the page's lines in the pixels of the upright page image."""
    for _, words in groupby(page.words, key=lambda word: word.line):
        elements = [
            OcrElement(
                ocr_class=OcrClass.WORD,
                bbox=_upright(word.box, page, width, height),
                text=text[word.start : word.end],
                confidence=word.confidence,
            )
            for word in words
        ]
        boxes = [element.bbox for element in elements if element.bbox]
        around = BoundingBox(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )
        yield OcrElement(ocr_class=OcrClass.LINE, bbox=around, children=elements, language="vie")


def _upright(box: Box, page: Page, width: int, height: int) -> BoundingBox:
    """Turn a box of the page as it lies, in points, into pixels of the upright page."""
    (x0, y0, x1, y1), wide, high = turned_box(box, page.width_pt, page.height_pt, page.rotation)
    across, down = width / wide, height / high
    return BoundingBox(x0 * across, y0 * down, x1 * across, y1 * down)
