"""Which kind of file the bytes are: decided by content.

The suffix helps where content leaves a choice: a .txt is text whatever it holds, and a web page is
taken where it bears the name of a letter, as Word and many programs of offices save it.
"""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from typing import Literal

from pipeline.errors import ACCEPTED, Corrupt, Encrypted, OutlookFile, Unsupported
from pipeline.reading.formats import ole

Kind = Literal["pdf", "docx", "txt", "image", "office", "web", "mail"]
"""``office`` is what LibreOffice reads for us, ``web`` a page of HTML or its archive (MHTML)."""

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC, RTF, ODT = "application/msword", "application/rtf", "application/vnd.oasis.opendocument.text"
HTML, MHTML, MAIL = "text/html", "multipart/related", "message/rfc822"

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_WORD = frozenset({".doc", ".docx", ".odt", ".rtf"})
_WEB = frozenset({".htm", ".html", ".mht", ".mhtml"})
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif"})
_TAKEN = frozenset({".pdf", ".eml"}) | _WORD | _WEB | _PICTURES
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\f\r\x1a\x1b")
_WORD_MARKS = (0xA5EC, 0xA5DC)
"""First number of a Word document, of Word 97 and later and of Word 6 and 95 ([MS-DOC] 2.5.2)."""
_WORD_ENCRYPTED = 0x0100
_WEB_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype html|html|head|body|meta|table|div|style|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t\r\n]")
_MAIL_HEADERS = frozenset(
    b"from to cc date subject received return-path delivered-to message-id mime-version reply-to "
    b"content-type content-transfer-encoding dkim-signature x-mailer thread-topic sender".split()
)
_SENT = frozenset(b"from received return-path delivered-to message-id sender to".split())
"""One of these makes a mail: the archive of a web page has headers too."""
_SAVED_PAGE = re.compile(rb"^snapshot-content-location:|^from: <saved by", re.IGNORECASE | re.M)


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def is_heif(data: bytes) -> bool:
    """Return whether the bytes are a photo as phones write it (.heic), not its relative AVIF."""
    return data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS and b"avif" not in data[8:64]


_IMAGES: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("image/jpeg", lambda data: data.startswith(b"\xff\xd8\xff")),
    ("image/png", lambda data: data.startswith(b"\x89PNG\r\n\x1a\n")),
    ("image/tiff", lambda data: data[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    ("image/webp", _is_webp),
    ("image/heic", is_heif),
)


def recognise(data: bytes, suffix: str) -> tuple[Kind, str]:
    """Return the kind of file and its media type.

    Raises ``Unsupported`` for anything that the reader does not take, ``Encrypted`` for a file
    behind a password, ``Corrupt`` for bytes that are not what their suffix says.
    """
    suffix = suffix.lower()
    for media_type, matches in _IMAGES:
        if matches(data):
            return "image", media_type
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data, suffix)
    if data.startswith(ole.SIGNATURE):
        _check_word(data, suffix)
        return "office", DOC
    if data.startswith(b"{\\rtf"):
        return "office", RTF
    if _is_pdf(data):
        return "pdf", PDF
    return _kind_of_text(data, suffix)


def _kind_of_text(data: bytes, suffix: str) -> tuple[Kind, str]:
    if suffix != ".txt":
        if _is_mail(data, suffix):
            return "mail", MAIL
        if suffix in _WORD | _WEB:
            if b"mime-version" in _headers(data):
                return "web", MHTML
            if _WEB_PAGE.match(data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")):
                return "web", HTML
        if suffix in _TAKEN:
            raise Corrupt
    if suffix in ("", ".txt") and _is_text(data):
        return "txt", "text/plain"
    raise _unsupported()


def _kind_of_zip(data: bytes, suffix: str) -> tuple[Kind, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = frozenset(parts.namelist())
            open_text = "content.xml" in names and _start(parts, "mimetype") == ODT.encode()
            locked = open_text and b"encryption-data" in _start(parts, "META-INF/manifest.xml")
    except Exception:  # zip files are broken in more ways than zipfile has names for
        raise (Corrupt() if suffix in _WORD else _unsupported()) from None
    if locked:
        raise Encrypted
    if "word/document.xml" in names:
        return "docx", DOCX
    if open_text:
        return "office", ODT
    raise _unsupported()


def _start(parts: zipfile.ZipFile, name: str) -> bytes:
    with parts.open(name) as part:
        return part.read(1_000_000).strip()


def _check_word(data: bytes, suffix: str) -> None:
    """Let through a Word document of before .docx; raise what fits for all else in its container.

    Word hides a .docx with a password in the same container.
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Encrypted
    try:
        parts = ole.streams(data)
    except ole.BrokenOle:
        raise (Corrupt() if suffix in _WORD else _unsupported()) from None
    if "WordDocument" in parts:
        head = parts["WordDocument"].head
        mark, flags = (*struct.unpack_from("<H8xH", head),) if len(head) >= 12 else (0, 0)
        if mark in _WORD_MARKS and flags & _WORD_ENCRYPTED:
            raise Encrypted
        return
    raise OutlookFile if "__properties_version1.0" in parts else _unsupported()


def _is_mail(data: bytes, suffix: str) -> bool:
    """Return whether the bytes begin with the header of a mail; the suffix may vouch for it."""
    names = _headers(data)
    known = len(names & _MAIL_HEADERS)
    if suffix == ".eml":
        return known > 0
    return known >= 2 and bool(names & _SENT) and not _SAVED_PAGE.search(data[:2000])


def _headers(data: bytes) -> frozenset[bytes]:
    """Return the names, in small letters, of the header lines with which the bytes begin."""
    names: set[bytes] = set()
    for line in data[:65536].lstrip(b"\xef\xbb\xbf\r\n").splitlines():
        found = _HEADER.match(line + b" ")
        if found:
            names.add(found[1].lower())
        elif not line.startswith((b" ", b"\t", b"From ", b">From ")):
            break
    return frozenset(names)


def _is_text(data: bytes) -> bool:
    if data.startswith(_UTF16_MARKS):
        return True
    if data.startswith(b"%!PS"):
        return False
    return not _CONTROL.intersection(data[:65536])


def _unsupported() -> Unsupported:
    return Unsupported(accepted=ACCEPTED)
