"""The one entry: bytes and a suffix become a document, or an error that says what to do."""

import hashlib
import logging
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.errors import Corrupt, DonthuError, Empty, Unreadable
from pipeline.reading.assemble import PageWords, TextBuilder
from pipeline.reading.document import Document
from pipeline.reading.formats import plain_text, recognise, word_docx
from pipeline.reading.formats.limits import check_bytes
from pipeline.reading.ocr.tessdata import tessdata_folder
from pipeline.settings import Settings

_log = logging.getLogger(__name__)
_FEW_LETTERS = 40
"""A .docx with fewer letters than this and with pictures is a scan pasted into Word."""


def read(data: bytes, suffix: str, settings: Settings) -> Document:
    """Read a file.

    ``suffix`` is the ending of its name (``.pdf``); the content decides, not the suffix. Raises
    only members of ``InputError``, which hold nothing of the paper, and ``BadSettings`` when the
    OCR data are not where the settings say. Not thread-safe: one call at a time in a process
    (use :class:`~pipeline.reading.pool.ReaderPool`).
    """
    try:
        return _read(data, suffix, settings)
    except DonthuError as error:
        raise error from None
    except Exception as error:
        _log.warning("reading failed: %s", _whereabouts(error))
        raise Corrupt from None


def _read(data: bytes, suffix: str, settings: Settings) -> Document:
    if not data:
        raise Empty
    check_bytes(len(data), settings.intake)
    kind, media_type = recognise.recognise(data, suffix)
    sha256 = hashlib.sha256(data).hexdigest()
    if kind == "txt":
        return Document(sha256, media_type, plain_text.text_of(data), ())
    if kind == "docx":
        return _read_docx(data, sha256, media_type, settings)
    pages = _pdf_pages(data, settings) if kind == "pdf" else _image_pages((data,), settings)
    return _document(sha256, media_type, pages)


def _read_docx(data: bytes, sha256: str, media_type: str, settings: Settings) -> Document:
    content = word_docx.content_of(data, settings.intake)
    letters = sum(c.isalnum() for c in content.text)
    if content.images and letters < _FEW_LETTERS:
        try:
            scan = _document(sha256, media_type, _image_pages(content.images, settings))
            return replace(scan, margin_text=content.margin)
        except (Unreadable, Empty, Corrupt):
            if not letters and not content.margin:
                raise
    # of an empty page its header and footer are all there is: they may bear a secrecy mark
    text = content.text if content.text.strip() else content.margin
    if not text.strip():
        raise Empty
    return Document(sha256, media_type, text, (), content.margin)


def _document(sha256: str, media_type: str, pages: Iterable[PageWords]) -> Document:
    builder = TextBuilder()
    inked = False
    for page in pages:
        inked = inked or page.inked
        builder.add(page)
    text, read_pages = builder.result()
    if not text.strip():
        raise Unreadable if inked else Empty
    return Document(sha256, media_type, text, read_pages)


def _pdf_pages(data: bytes, settings: Settings) -> Iterator[PageWords]:
    from pipeline.reading.pdf import pages  # heavy: PDF libraries, OpenCV, Tesseract

    return pages.pages_of(data, settings)


def _image_pages(files: Iterable[bytes], settings: Settings) -> Iterator[PageWords]:
    from pipeline.reading.formats import images  # heavy: Pillow
    from pipeline.reading.ocr import scan  # heavy: OpenCV, Tesseract

    tessdata: Path = tessdata_folder(settings)
    for data in files:
        for page in images.pages_of(data, settings.intake):
            yield scan.read_image(page, tessdata)


def _whereabouts(error: BaseException) -> str:
    """Name the error's class and the lines it came through: never its message, which may quote."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " < ".join(
        [type(error).__name__, *(f"{Path(f.filename).name}:{f.lineno}" for f in frames)]
    )
