"""The one entry: bytes and a suffix become a document, or an error that says what to do.

A file of pages is first opened, then its pages are read in any order, maybe by several processes;
:func:`read` does both in this one.
"""

import hashlib
import logging
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pipeline.errors import Corrupt, DonthuError, Empty, ServiceFailed, TooLarge, Unreadable
from pipeline.reading.document import Document
from pipeline.reading.formats import old_word, plain_text, recognise, word_docx
from pipeline.reading.formats.limits import check_bytes, check_page_text, check_text
from pipeline.reading.layout.assemble import ArrangedPage, DocumentBuilder, PageWords, arranged
from pipeline.reading.ocr.tessdata import tessdata_folder
from pipeline.reading.workers.process_limits import memory_limit
from pipeline.reading.workers.wire import Paged
from pipeline.settings import Settings

Source = bytes | Path
"""A file's bytes, or a path at which they lie in memory (see ``wire.py``)."""
Progress = Callable[[int, int], None]
"""Called with the pages read so far and the number of pages."""

_log = logging.getLogger(__name__)
_FEW_LETTERS = 40
"""A .docx with fewer letters than this and with pictures is a scan pasted into Word."""
_HEAD_BYTES = 1024
_PDF = "application/pdf"
_OPENCV_NO_MEMORY = -4


def ignore(done: int, total: int) -> None:
    """A ``Progress`` that nobody listens to."""


def read(
    data: bytes, suffix: str, settings: Settings, progress: Progress | None = None
) -> Document:
    """Read a file.

    ``suffix`` is the ending of its name (``.pdf``); the content decides, not the suffix. Raises
    only members of ``InputError``, which hold nothing of the paper, and ``BadSettings`` when the
    OCR data are not where the settings say. Not thread-safe: one call at a time in a process
    (use :class:`~pipeline.reading.workers.pool.ReaderPool`).
    """
    file = open_file(data, suffix, settings, progress)
    if isinstance(file, Document):
        return file
    builder = DocumentBuilder(file.sha256, file.media_type)
    for done, page in enumerate(pages_of(data, file, settings, range(file.count)), 1):
        builder.add(page)
        (progress or ignore)(done, file.count)
    return builder.result()


def open_file(
    source: Source, suffix: str, settings: Settings, progress: Progress | None = None
) -> Document | Paged:
    """Return what the pages of a file are read with, or at once the document of another file.

    Raises as :func:`read`. ``progress`` is called while a file is read at once.
    """
    with _errors_of_reading(settings):
        file = _open(source, suffix, settings, progress or ignore)
        if isinstance(file, Document) and not file.pages:
            check_text(file.text, settings.intake)
        return file


def pages_of(
    source: Source, file: Paged, settings: Settings, indices: Iterable[int]
) -> Iterator[ArrangedPage]:
    """Yield the pages of an opened file that ``indices`` (from 0) ask for, in their order.

    The next index is taken only after the page before has been yielded. Raises as :func:`read`;
    an error ends the pages.
    """
    with _errors_of_reading(settings):
        if file.media_type == _PDF:
            pages = _pdf_pages(source, file, settings, indices)
        else:
            pages = _image_pages((_loaded(source),), settings, indices)
        for page in pages:
            ready = arranged(page)
            check_page_text(ready.text)
            yield ready


def _open(source: Source, suffix: str, settings: Settings, progress: Progress) -> Document | Paged:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if not size:
        raise Empty
    check_bytes(size, settings.intake)
    head = _head(source)
    if head.startswith(b"%PDF-"):  # as nearly all: it need not come into memory whole
        return _paged_pdf(source, settings)
    return _open_loaded(_loaded(source), suffix, settings, progress)


def _open_loaded(
    data: bytes, suffix: str, settings: Settings, progress: Progress
) -> Document | Paged:
    kind, media_type = recognise.recognise(data, suffix)
    sha256 = _sha256(data)
    if kind == "txt":
        return Document(sha256, media_type, plain_text.text_of(data), ())
    if kind == "docx":
        return _read_docx(data, sha256, media_type, settings, progress)
    if kind == "office":
        made = old_word.as_docx(data, media_type, settings.intake)
        return _read_docx(made, sha256, media_type, settings, progress)
    if kind == "web":
        return _read_web_page(data, sha256, media_type, settings)
    if kind == "mail":
        from pipeline.reading.formats import mail_pages  # seldom

        def read_attachment(data: bytes, suffix: str) -> Document:
            progress(0, 1)  # each has its own time, like a page
            return read(data, suffix, settings, progress)

        return mail_pages.document_of(data, sha256, media_type, settings.intake, read_attachment)
    if kind == "pdf":
        return _paged_pdf(data, settings)
    from pipeline.reading.formats import images  # heavy: Pillow

    return Paged(sha256, media_type, images.count_pages(data, settings.intake))


def _paged_pdf(source: Source, settings: Settings) -> Paged:
    from pipeline.reading.pdf import joined  # heavy: PDF libraries, OpenCV, Tesseract

    parts = joined.parts_of(source, settings)
    return Paged(_sha256(source), _PDF, sum(part.count for part in parts), parts)


def _read_docx(
    data: bytes, sha256: str, media_type: str, settings: Settings, progress: Progress
) -> Document:
    content = word_docx.content_of(data, settings.intake)
    letters = sum(c.isalnum() for c in content.text)
    if content.images and letters < _FEW_LETTERS:
        builder = DocumentBuilder(sha256, media_type)
        try:
            for i, page in enumerate(_image_pages(content.images, settings), 1):
                builder.add(arranged(page))
                progress(i, max(i, len(content.images)))
            return replace(builder.result(), margin_text=content.margin)
        except (Unreadable, Empty, Corrupt):
            if not letters and not content.margin:
                raise
    # of an empty page its header and footer are all there is: they may bear a secrecy mark
    text = content.text if content.text.strip() else content.margin
    if not text.strip():
        raise Empty
    return Document(sha256, media_type, text, (), content.margin)


def _read_web_page(data: bytes, sha256: str, media_type: str, settings: Settings) -> Document:
    from pipeline.reading.formats import mail, web_page  # seldom

    if media_type == recognise.HTML:
        text = web_page.text_of(data)
    else:  # an archive of a page is a mail in all but name
        text = mail.letter_of(data, settings.intake).body
    if not text.strip():
        raise Empty
    return Document(sha256, media_type, text, ())


def _pdf_pages(
    source: Source, file: Paged, settings: Settings, indices: Iterable[int]
) -> Iterator[PageWords]:
    from pipeline.reading.pdf import joined  # heavy: PDF libraries, OpenCV, Tesseract

    return joined.pages_of(source, file.parts, settings, indices)


def _image_pages(
    files: Iterable[bytes], settings: Settings, indices: Iterable[int] | None = None
) -> Iterator[PageWords]:
    from pipeline.reading.formats import images  # heavy: Pillow
    from pipeline.reading.ocr import scan  # heavy: OpenCV, Tesseract

    tessdata: Path = tessdata_folder(settings)
    for data in files:
        for page in images.pages_of(data, settings.intake, indices):
            yield scan.read_image(page, tessdata)


def _head(source: Source) -> bytes:
    if isinstance(source, bytes):
        return source[:_HEAD_BYTES]
    with source.open("rb") as file:
        return file.read(_HEAD_BYTES)


def _loaded(source: Source) -> bytes:
    return source if isinstance(source, bytes) else source.read_bytes()


def _sha256(source: Source) -> str:
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _errors_of_reading(settings: Settings) -> Generator[None]:
    """Let out nothing but donthu's own errors, and none with the one that caused it."""
    try:
        yield
    except DonthuError as error:
        raise error from None
    except Exception as error:
        if isinstance(error, MemoryError) or getattr(error, "code", None) == _OPENCV_NO_MEMORY:
            limit = memory_limit(settings.intake) // 1_000_000
            raise TooLarge(found=f"> {limit}", limit=limit, unit="MB RAM") from None
        _log.warning("reading failed: %s", _whereabouts(error))
        # a library that is not there is not the file's fault
        raise (ServiceFailed() if isinstance(error, ImportError) else Corrupt()) from None


def _whereabouts(error: BaseException) -> str:
    """Name the error's class and the lines it came through: never its message, which may quote."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " < ".join(
        [type(error).__name__, *(f"{Path(f.filename).name}:{f.lineno}" for f in frames)]
    )
