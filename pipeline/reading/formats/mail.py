"""A mail (.eml) taken apart: the letter itself, and what came with it, in its order.

Bodies are taken as text; of a body that comes in two forms, the plain one unless it says less.
Mails inside the mail are taken apart too. Signatures and the small pictures of a letterhead are
no attachments. Nothing of a mail is run, and nothing that it points to is fetched.
"""

import base64
import binascii
import email
import io
import quopri
import re
from dataclasses import dataclass, field
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import PurePath
from typing import Any, TypeAlias, cast

from pipeline.errors import InputError, TooLarge
from pipeline.reading.formats import web_page
from pipeline.reading.formats.charsets import decoded
from pipeline.reading.formats.limits import check_bytes
from pipeline.reading.formats.recognise import recognise
from pipeline.settings import Intake

MAX_PARTS = 200
MAX_DEPTH = 12
"""Mails within mails, and groups within groups, together."""
_MAX_BOUNDARIES = 50_000
_MAX_HEADER = 20_000
_SHOWN_HEADER, _SHOWN_NAME = 1000, 100
_SMALL_PICTURE = 250_000
"""Pixels. A page that anybody could read has twice as many; a logo or a smiley has fewer."""
_SMALL_FILE = 100_000
"""Bytes of a picture of unknown format."""
_SIGNATURES = frozenset(
    ["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"]
)
_SEALED = frozenset(
    [
        *("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"),
        *("application/ms-tnef", "application/vnd.ms-tnef"),
    ]
)
"""Encrypted, or wrapped as only one program unwraps it."""
_SUFFIXES = {"text/plain": ".txt", "text/html": ".html", "message/rfc822": ".eml"}
_SHOWN_HEADERS = (("from", "Từ"), ("to", "Đến"), ("date", "Ngày"), ("subject", "Chủ đề"))
_UNSHOWN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")
"""White space, controls, and marks that make a name look as if it ended otherwise."""
_EMPTY_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n){2,}")

Part: TypeAlias = "Message[str, str]"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail; ``data`` is None where it is sealed."""

    name: str
    suffix: str
    data: bytes | None


@dataclass(slots=True)
class Letter:
    """One mail: the lines of its header that matter, its body, and what came with it."""

    header: list[str]
    bodies: list[str] = field(default_factory=list[str])
    enclosed: "list[Attachment | Letter]" = field(default_factory=list["Attachment | Letter"])

    @property
    def body(self) -> str:
        return "\n\n".join(filter(None, self.bodies))


def letter_of(data: bytes, intake: Intake) -> Letter:
    """Take a mail apart.

    Raises ``TooLarge`` for more parts, more nesting or more bytes, once decoded, than a person
    sends.
    """
    boundaries = data.count(b"\n--")
    if boundaries > _MAX_BOUNDARIES:  # the parser alone would take seconds and all memory
        raise TooLarge(found=boundaries, limit=_MAX_BOUNDARIES, unit="phần")
    return _Unpacking(intake).letter(data, 0)


class _Unpacking:
    """Takes one dropped mail apart and counts what it unpacks to, with the mails in it."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._parts = 0
        self._bytes = 0

    def letter(self, data: bytes, depth: int) -> Letter:
        try:
            message = email.message_from_bytes(data)
        except RecursionError:
            raise _too_deep() from None
        return self._letter(message, depth)

    def _letter(self, message: Part, depth: int) -> Letter:
        letter = Letter(_header_lines(message))
        self._take(message, letter, depth)
        return letter

    def _take(self, part: Part, letter: Letter, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise _too_deep()
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise TooLarge(found=f"> {MAX_PARTS}", limit=MAX_PARTS, unit="phần")
        _mend_headers(part)
        kind = part.get_content_type()
        if kind in _SEALED or kind == "application/pgp-encrypted":
            letter.enclosed.append(Attachment(_name_of(part) or kind, "", None))
        elif kind in ("message/rfc822", "message/global"):
            self._take_mail(part, letter, depth)
        elif kind == "multipart/alternative":
            self._take_alternative(part, letter, depth)
        elif part.is_multipart():
            for inner in _inner(part):
                self._take(inner, letter, depth + 1)
        elif kind not in _SIGNATURES:
            self._take_leaf(part, kind, letter, depth)

    def _take_alternative(self, part: Part, letter: Letter, depth: int) -> None:
        forms: list[str] = []
        for inner in _inner(part):
            form = Letter([])
            self._take(inner, form, depth + 1)
            forms.append(form.body)
            if inner.get_content_type() != "text/calendar":
                letter.enclosed += form.enclosed
        weights = [sum(c.isalnum() for c in form) for form in forms]
        letter.bodies += [f for f, w in zip(forms, weights, strict=True) if 2 * w >= max(weights)][
            :1
        ]

    def _take_mail(self, part: Part, letter: Letter, depth: int) -> None:
        if depth >= MAX_DEPTH:
            raise _too_deep()
        for inner in _inner(part):
            packed = _unpacked_mail(part, inner)
            if packed is None:
                letter.enclosed.append(self._letter(inner, depth + 1))
            else:
                self._count(packed)
                letter.enclosed.append(self.letter(packed, depth + 1))

    def _take_leaf(self, part: Part, kind: str, letter: Letter, depth: int) -> None:
        content = part.get_payload(decode=True)
        data = content if isinstance(content, bytes) else b""
        self._count(data)
        name = _name_of(part)
        charset = str(part.get_param("charset") or "")
        loose = part.get_content_disposition() != "attachment"
        if loose and not name and kind in ("text/plain", "text/html"):
            letter.bodies.append(_body(part, kind, data, charset))
            return
        if loose and kind.startswith("image/") and _is_decoration(part, data):
            return
        suffix = PurePath(name).suffix or _SUFFIXES.get(kind, "")
        if name.lower() == "winmail.dat":
            letter.enclosed.append(Attachment(name, "", None))
        elif _is_mail(data, suffix):
            letter.enclosed.append(self.letter(data, depth + 1))
        else:
            if kind == "text/plain" and charset:
                data = decoded(data, charset).encode()
            letter.enclosed.append(Attachment(name or kind, suffix, data))

    def _count(self, data: bytes) -> None:
        self._bytes += len(data)
        check_bytes(self._bytes, self._intake)


def _too_deep() -> TooLarge:
    return TooLarge(found=f"> {MAX_DEPTH}", limit=MAX_DEPTH, unit="tầng thư lồng nhau")


def _inner(part: Part) -> list[Part]:
    payload = cast(Any, part.get_payload())
    return cast(list[Part], payload) if isinstance(payload, list) else []


def _unpacked_mail(part: Part, inner: Part) -> bytes | None:
    """Return the bytes of an enclosed mail that was encoded once more, as some servers do."""
    coded = inner.get_payload()
    if not isinstance(coded, str):
        return None
    try:
        match str(part.get("content-transfer-encoding", "")).lower():
            case "base64":
                return base64.b64decode(coded)
            case "quoted-printable":
                return quopri.decodestring(coded.encode("ascii", "replace"))
            case _:
                return None
    except (binascii.Error, ValueError):
        return None


def _is_mail(data: bytes, suffix: str) -> bool:
    try:
        return recognise(data, suffix)[0] == "mail"
    except InputError:
        return False


def _is_decoration(part: Part, data: bytes) -> bool:
    """Return whether a picture stands in the letter and is too small to be a page."""
    if part.get("content-id") is None and part.get_content_disposition() != "inline":
        return False
    from PIL import Image  # heavy

    try:
        kinds = ("JPEG", "PNG", "GIF", "BMP", "WEBP")
        with Image.open(io.BytesIO(data), formats=kinds) as picture:
            return picture.width * picture.height < _SMALL_PICTURE
    except Exception:  # Pillow has many errors for pictures that are none
        return len(data) < _SMALL_FILE


def _body(part: Part, kind: str, data: bytes, charset: str) -> str:
    if kind == "text/html":
        return web_page.text_of(data, charset)
    text = decoded(data, charset).replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format") or "").lower() == "flowed":
        # RFC 3676: a space at the end of a line says that it goes on; «-- » begins the signature
        text = re.sub(r"(?m)(?<!^--) \n(?!>)", " ", text)
    return _EMPTY_LINES.sub("\n\n", text).strip()


# --- headers ---------------------------------------------------------------------------------


def _header_lines(message: Part) -> list[str]:
    raw: dict[str, str] = {}
    for name, value in message.raw_items():
        raw.setdefault(name.lower(), str(value))
    lines: list[str] = []
    for name, title in _SHOWN_HEADERS:
        shown = _readable(raw.get(name, ""))[:_SHOWN_HEADER]
        if shown:
            lines.append(f"{title}: {_day(shown) if name == 'date' else shown}")
    return lines


def _day(date: str) -> str:
    """Return a date of RFC 5322 as people here write it, in the sender's own time."""
    try:
        return f"{parsedate_to_datetime(date):%d/%m/%Y %H:%M}"
    except (TypeError, ValueError, IndexError, OverflowError):
        return date


def _readable(raw: str) -> str:
    """Return a header's value without its encodings, on one line."""
    text = decoded(raw[:_MAX_HEADER].encode("utf-8", "surrogateescape"))
    try:
        pieces = cast(list[tuple[bytes | str, str | None]], decode_header(text))
    except Exception:  # of the many ways in which a word can be badly encoded
        pieces = [(text, None)]
    return _UNSHOWN.sub(" ", "".join(_piece(*piece) for piece in pieces)).strip()


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if charset is None:  # what stood beside the encoded words, as the library hands it over
        return piece.decode("raw-unicode-escape", "replace")
    return decoded(piece, charset)


def _mend_headers(part: Part) -> None:
    """Rewrite the headers that say what a part is, where they hold bytes that are no ASCII."""
    for name, value in list(part.raw_items()):
        raw = str(value)
        if not name.lower().startswith("content-"):
            continue
        mended = decoded(raw[:_MAX_HEADER].encode("utf-8", "surrogateescape"))
        if name.lower() == "content-transfer-encoding":
            mended = mended.partition(";")[0].strip()
        if mended != raw:
            part.replace_header(name, mended)


def _name_of(part: Part) -> str:
    """Return the file name of a part as one may show it; empty for none."""
    try:
        name = part.get_filename() or ""
    except Exception:  # of the many ways in which a parameter can be badly encoded
        return ""
    name = _readable(name).replace("\\", "/").rpartition("/")[2]
    path = PurePath(name)
    return name if len(name) <= _SHOWN_NAME else f"{path.stem[:_SHOWN_NAME]}…{path.suffix[:10]}"
