"""Whatever the bytes are, the reader gives a document or an error of its own, and lives on.

Its children have a short time for a page here: what takes them longer is an error too.
"""

import io
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from pipeline.errors import InputError
from pipeline.reading import Document, ReaderPool
from pipeline.settings import Settings
from tests.reading.made_bombs import LINE, one_page, tiff, word

SUFFIXES = (".pdf", ".docx", ".png", ".jpg", ".tif", ".webp", ".txt", ".rtf", ".eml", "", ".xyz")
HEADS = (
    *(b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\0"),
    *(b"RIFF\x10\0\0\0WEBP", b"From: a\nSubject: b\n\n", b"\0\0\0\x18ftypheic"),
)


@pytest.fixture(scope="module")
def pool(settings: Settings) -> Iterator[ReaderPool]:
    intake = settings.intake.model_copy(
        update={"max_pixels": 4_000_000, "max_pages": 5, "page_timeout_seconds": 20}
    )
    with ReaderPool(settings.model_copy(update={"intake": intake})) as pool:
        yield pool


def check(pool: ReaderPool, data: bytes, suffix: str) -> None:
    """A document whose offsets fit, or an error that holds nothing of the file."""
    try:
        document = pool.read(data, suffix)
    except InputError as error:
        assert error.__suppress_context__ or error.__context__ is None
        assert LINE not in error.message
        return
    assert isinstance(document, Document)
    assert document.text.strip() or document.margin_text
    for page in document.pages:
        assert 0 <= page.start <= page.end <= len(document.text)
        for word_ in page.words:
            assert page.start <= word_.start < word_.end <= page.end
            assert not any(map(str.isspace, document.text[word_.start : word_.end]))


def changes(size: int) -> st.SearchStrategy[list[tuple[int, int, bytes]]]:
    """Places to change: from where, how many bytes go, and which come instead."""
    piece = st.one_of(
        st.binary(max_size=4),
        st.sampled_from([b"0", b"-1", b"9999999999", b"<<", b">>", b"[", b"(", b"obj", b"\0" * 64]),
    )
    change = st.tuples(st.integers(0, size - 1), st.sampled_from([0, 1, 1, 2, 9, 200]), piece)
    return st.lists(change, min_size=1, max_size=6)


def changed(data: bytes, places: list[tuple[int, int, bytes]]) -> bytes:
    for start, gone, come in places:
        data = data[:start] + come + data[start + gone :]
    return data


@cache
def picture(kind: str) -> bytes:
    image = Image.new("L", (320, 50), 255)
    ImageDraw.Draw(image).text((10, 12), LINE, fill=0, font_size=22)
    file = io.BytesIO()
    image.save(file, kind, dpi=(150, 150))
    return file.getvalue()


PDF = one_page(f"BT /F 14 Tf 10 20 Td ({LINE}) Tj ET ".encode(), box=b"[0 0 240 50]")
WORD = word(f"<w:p><w:r><w:t>{LINE}</w:t></w:r></w:p>".encode())


@given(st.sampled_from(HEADS), st.binary(max_size=400), st.sampled_from(SUFFIXES))
@example(b"%PDF-1.7\n", b"%%EOF", ".pdf")
@examples(max_examples=40, deadline=None)
def test_any_bytes(pool: ReaderPool, head: bytes, rest: bytes, suffix: str) -> None:
    check(pool, head + rest, suffix)


@given(changes(len(PDF)))
@examples(max_examples=80, deadline=None)
def test_a_changed_pdf(pool: ReaderPool, places: list[tuple[int, int, bytes]]) -> None:
    check(pool, changed(PDF, places), ".pdf")


@given(st.sampled_from(["PNG", "JPEG", "TIFF", "WEBP"]), changes(500))
@example("TIFF", [(0, 10_000, tiff(1, 1, frames=3))])
@example("PNG", [(16, 8, b"\0\0\0\1\0\0\0\1")])
@examples(max_examples=40, deadline=None)
def test_a_changed_picture(
    pool: ReaderPool, kind: str, places: list[tuple[int, int, bytes]]
) -> None:
    check(pool, changed(picture(kind), places), ".img")


@given(changes(len(WORD)))
@examples(max_examples=80, deadline=None)
def test_a_changed_word_file(pool: ReaderPool, places: list[tuple[int, int, bytes]]) -> None:
    check(pool, changed(WORD, places), ".docx")


@given(st.lists(st.sampled_from([PDF, WORD, picture("PNG"), b"\0" * 50]), min_size=2, max_size=4))
@examples(max_examples=15, deadline=None)
def test_files_one_behind_the_other(pool: ReaderPool, files: list[bytes]) -> None:
    check(pool, b"".join(files), ".pdf")


def test_the_pool_has_lived_through_it(pool: ReaderPool) -> None:
    assert pool.read(PDF, "").text == LINE
    assert pool.read(WORD, "").text == LINE
    assert pool.read(picture("PNG"), "").text
