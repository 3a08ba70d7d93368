"""Files that must not be read: each costs one error that helps and quotes nothing."""

import io
import struct
import traceback
import zipfile
import zlib
from collections.abc import Callable

import pytest

from pipeline.errors import (
    Corrupt,
    Empty,
    Encrypted,
    InputError,
    TooLarge,
    Unreadable,
    Unsupported,
)
from pipeline.reading import read
from pipeline.settings import Settings


def test_no_bytes(settings: Settings) -> None:
    with pytest.raises(Empty):
        read(b"", ".pdf", settings)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"MZ\x90\0\x03 program", ".exe"),
        (b"{\\rtf1 xin chao}", ".rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".doc"),
        ("họ tên;địa chỉ".encode(), ".csv"),
        (b"\0\x01\x02\x03 not text", ".txt"),
    ],
)
def test_unsupported_names_what_is_taken(data: bytes, suffix: str, settings: Settings) -> None:
    with pytest.raises(Unsupported) as caught:
        read(data, suffix, settings)
    assert "Word (.docx)" in caught.value.message


def test_spreadsheet_named_docx_is_unsupported(settings: Settings) -> None:
    with pytest.raises(Unsupported):
        read(_zipped({"xl/workbook.xml": b"<w/>"}), ".docx", settings)


def test_office_file_with_password(settings: Settings) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    with pytest.raises(Encrypted):
        read(ole + "EncryptedPackage".encode("utf-16-le"), ".docx", settings)


def test_pdf_with_password(
    letter_docx: bytes, to_pdf: Callable[..., bytes], settings: Settings
) -> None:
    locked = to_pdf(letter_docx, password="bi mat")
    with pytest.raises(Encrypted):
        read(locked, ".pdf", settings)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.98])
def test_half_copied_pdf_is_not_read_in_part(
    letter_pdf: bytes, share: float, settings: Settings
) -> None:
    with pytest.raises(Corrupt):
        read(letter_pdf[: int(len(letter_pdf) * share)], ".pdf", settings)


def test_half_copied_docx(letter_docx: bytes, settings: Settings) -> None:
    with pytest.raises(Corrupt):
        read(letter_docx[: len(letter_docx) // 2], ".docx", settings)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_half_copied_image(kind: str, scanned, as_file, settings: Settings) -> None:
    data = as_file(scanned[:400, :400], kind, 200)
    with pytest.raises(Corrupt):
        read(data[: len(data) // 2], ".img", settings)


def test_broken_xml_in_docx(settings: Settings) -> None:
    with pytest.raises(Corrupt):
        read(_zipped({"word/document.xml": b"<w:document>oops"}), ".docx", settings)


def test_docx_without_words(settings: Settings) -> None:
    with pytest.raises(Empty):
        read(_docx("<w:p/>"), ".docx", settings)


def test_blank_text(settings: Settings) -> None:
    with pytest.raises(Empty):
        read(" \n\t\n".encode("utf-8-sig"), ".txt", settings)


def test_blank_scan(as_file, scanned, settings: Settings) -> None:
    blank = scanned * 0 + 255
    with pytest.raises(Empty):
        read(as_file(blank, "PDF", 200), ".pdf", settings)


def test_scan_without_words_is_unreadable(as_file, scanned, settings: Settings) -> None:
    page = scanned * 0 + 255
    page[700:1000, 500:900] = 0
    with pytest.raises(Unreadable):
        read(as_file(page, "PNG", 200), ".png", settings)


def test_picture_bomb_is_refused_before_decoding(settings: Settings) -> None:
    header = struct.pack("!IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(bytes(9)))
    with pytest.raises(TooLarge) as caught:
        read(data + _chunk(b"IEND", b""), ".png", settings)
    assert caught.value.details["limit"] == 120


def test_zip_bomb(settings: Settings) -> None:
    bomb = _zipped({"word/document.xml": b" " * 70_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(TooLarge):
        read(bomb, ".docx", settings)


def test_entity_bomb(settings: Settings) -> None:
    entities = "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha" * 50}">' for i in range(10)
    )
    xml = f"<!DOCTYPE d [{entities}]><d>&a9;</d>".encode()
    with pytest.raises(Corrupt):
        read(_zipped({"word/document.xml": xml}), ".docx", settings)


def test_too_many_bytes_and_pages(letter_pdf: bytes, as_file, scanned, settings: Settings) -> None:
    few = settings.model_copy(
        update={"intake": settings.intake.model_copy(update={"max_bytes": 1000})}
    )
    with pytest.raises(TooLarge) as caught:
        read(letter_pdf, ".pdf", few)
    assert int(caught.value.details["found"]) > int(caught.value.details["limit"])
    few = settings.model_copy(
        update={"intake": settings.intake.model_copy(update={"max_pixels": 10_000})}
    )
    with pytest.raises(TooLarge):
        read(as_file(scanned, "PDF", 200), ".pdf", few)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".png", ".txt", ".tif"])
@pytest.mark.parametrize(
    "head", [b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"II*\0", b""]
)
def test_errors_quote_nothing(head: bytes, suffix: str, settings: Settings) -> None:
    data = head + b"NGUYEN VAN KIN 051065001234 " * 40 + b"\0\xff\x07"
    with pytest.raises(InputError) as caught:
        read(data, suffix, settings)
    assert caught.value.__suppress_context__
    shown = "".join(traceback.format_exception(caught.value))
    assert "NGUYEN VAN KIN" not in shown + caught.value.message
    assert "051065001234" not in shown + caught.value.message


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))


def _zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return file.getvalue()


def _docx(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return _zipped({"word/document.xml": xml.encode()})
