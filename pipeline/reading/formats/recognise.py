"""Which kind of file the bytes are: decided by content, the suffix only helps with plain text."""

import io
import zipfile
from collections.abc import Callable
from typing import Literal

from pipeline.errors import ACCEPTED, Corrupt, Encrypted, Unsupported

Kind = Literal["pdf", "docx", "txt", "image"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_TAKEN = frozenset({".pdf", ".docx", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"})
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\f\r\x1a\x1b")


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


_IMAGES: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("image/jpeg", lambda data: data.startswith(b"\xff\xd8\xff")),
    ("image/png", lambda data: data.startswith(b"\x89PNG\r\n\x1a\n")),
    ("image/tiff", lambda data: data[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    ("image/webp", _is_webp),
)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def recognise(data: bytes, suffix: str) -> tuple[Kind, str]:
    """Return the kind of file and its media type.

    Raises ``Unsupported`` for anything that the reader does not take, ``Encrypted`` for an Office
    file behind a password, ``Corrupt`` for bytes that are not what their suffix says.
    """
    for media_type, matches in _IMAGES:
        if matches(data):
            return "image", media_type
    if data.startswith(b"PK\x03\x04"):
        _check_docx(data, suffix)
        return "docx", DOCX
    if data.startswith(_OLE):
        _refuse_ole(data)
    if _is_pdf(data):
        return "pdf", "application/pdf"
    if suffix.lower() in _TAKEN:
        raise Corrupt
    if suffix.lower() in ("", ".txt") and _is_text(data):
        return "txt", "text/plain"
    raise Unsupported(accepted=ACCEPTED)


def _check_docx(data: bytes, suffix: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = frozenset(parts.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise (Corrupt() if suffix.lower() == ".docx" else _unsupported()) from None
    if "word/document.xml" not in names:
        raise _unsupported()


def _refuse_ole(data: bytes) -> None:
    # Word hides a .docx with a password in an OLE container; an open .doc is one too.
    raise Encrypted() if _ENCRYPTED_STREAM in data else _unsupported()


def _is_text(data: bytes) -> bool:
    if data.startswith(_UTF16_MARKS):
        return True
    if data.startswith((b"{\\rtf", b"%!PS")):
        return False
    return not _CONTROL.intersection(data[:65536])


def _unsupported() -> Unsupported:
    return Unsupported(accepted=ACCEPTED)
