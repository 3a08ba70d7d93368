"""Looking for words in everything that stands below a folder, whatever kind of file it is.

Files are known by their content, so that a new kind of report, cache, export or backup is looked
through without a change here: names, databases with their journals, packages and archives one in
another, PDF pages, what pictures say about themselves, and text in the ways that programs write it.
"""

import base64
import bz2
import gzip
import html
import io
import json
import lzma
import re
import sqlite3
import tarfile
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

Place = tuple[str, bytes]

_DEEP = 5
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{40,}={0,2}")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM")


def places(folder: Path) -> Iterator[Place]:
    """Yield every place below the folder with its bytes: names, files, and what is inside them."""
    for path in sorted(folder.rglob("*")):
        yield f"name of {path}", str(path.relative_to(folder)).encode("utf-8", "replace")
        if path.is_symlink():
            yield f"link {path}", str(path.readlink()).encode("utf-8", "replace")
        elif path.is_file():
            data = path.read_bytes()
            yield from inside(str(path), data)
            if data.startswith(b"SQLite format 3\0"):  # through its journal, too
                with closing(sqlite3.connect(path)) as database:
                    yield from _cells(str(path), database, 0)


def inside(name: str, data: bytes, depth: int = 0) -> Iterator[Place]:
    """Yield the bytes themselves and everything that they pack or encode."""
    yield name, data
    if depth >= _DEEP:
        return
    for inner, content in _unpacked(name, data, depth):
        yield f"name of {inner}", inner.encode("utf-8", "replace")
        yield from inside(inner, content, depth + 1)


def _unpacked(name: str, data: bytes, depth: int) -> Iterator[Place]:
    if data.startswith(b"SQLite format 3\0") and depth:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(data)
            yield from _cells(name, database, depth)
    elif data.startswith(b"PK"):
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as package:
            yield from ((f"{name}!{part}", package.read(part)) for part in package.namelist())
            yield f"{name}!comment", package.comment
    elif data[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for member in archive:
                held = archive.extractfile(member) if member.isfile() else None
                yield f"{name}!{member.name}", held.read() if held else b""
    elif data.startswith(b"%PDF"):
        yield from _pdf(name, data)
    elif is_picture(data):
        yield from _told_by_picture(name, data)
    for opening in (gzip.decompress, bz2.decompress, lzma.decompress, zlib.decompress):
        with suppress(OSError, ValueError, EOFError, zlib.error, lzma.LZMAError):
            yield f"{name}!{opening.__module__}", opening(data)
    for number, run in enumerate(_BASE64.findall(data)):
        with suppress(ValueError):
            yield f"{name}!base64 {number}", base64.b64decode(run, validate=True)


def _cells(name: str, database: sqlite3.Connection, depth: int) -> Iterator[Place]:
    database.text_factory = bytes
    tables = database.execute("SELECT name, sql FROM sqlite_master").fetchall()
    for table, sql in tables:
        yield f"{name}!{table.decode()}", sql or b""
        with suppress(sqlite3.OperationalError):  # an index has no rows of its own
            for row in database.execute(f'SELECT * FROM "{table.decode()}"'):
                for cell in row:
                    held = cell if isinstance(cell, bytes) else str(cell).encode()
                    yield from inside(f"{name}!{table.decode()}", held, depth + 1)


def _pdf(name: str, data: bytes) -> Iterator[Place]:
    with closing(pypdfium2.PdfDocument(data)) as document:
        for number in range(len(document)):
            text = document[number].get_textpage().get_text_bounded()
            yield f"{name}!page {number + 1}", text.encode()
    with pikepdf.open(io.BytesIO(data)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                with suppress(pikepdf.PdfError):
                    yield f"{name}!stream", thing.read_bytes()
        yield f"{name}!info", str(dict(document.docinfo.items())).encode()
        yield f"{name}!files", "\n".join(document.attachments).encode()


def _told_by_picture(name: str, data: bytes) -> Iterator[Place]:
    """What a picture says in words. What it shows no program reads: see :func:`is_picture`."""
    with suppress(OSError, SyntaxError), Image.open(io.BytesIO(data)) as image:
        said = [*image.info.values(), *image.getexif().values()]
        yield f"{name}!info", "\n".join(map(str, said)).encode("utf-8", "replace")


def is_picture(data: bytes) -> bool:
    """Whether the bytes are a picture, by their first ones."""
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    heic = data[4:8] == b"ftyp"
    return data.startswith(_PICTURES) or webp or heic


class Needles:
    """Words to look for, in every way that a program may have written them down."""

    def __init__(self, words: Iterable[str]) -> None:
        self._needles = {needle: word for word in words for needle in _writings(word) if needle}

    def found_in(self, data: bytes) -> list[str]:
        """Return the words that stand in the bytes."""
        return sorted({word for needle, word in self._needles.items() if needle in data})


def _writings(word: str) -> Iterator[bytes]:
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, word)
        escaped = json.dumps(text)[1:-1]
        yield from (text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
        yield from (escaped.encode(), escaped.upper().replace("\\U", "\\u").encode())
        yield text.encode("unicode_escape")
        yield text.encode().hex().encode()
        yield urllib.parse.quote(text).encode()
        yield urllib.parse.quote_plus(text).encode()
        yield text.encode("ascii", "xmlcharrefreplace")
        yield html.escape(text).encode()
        yield "".join(c if ord(c) < 128 else f"&#x{ord(c):x};" for c in text).encode()
