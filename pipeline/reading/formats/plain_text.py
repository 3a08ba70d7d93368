"""A .txt file: its own content in NFC, unchanged otherwise."""

import codecs

from pipeline.errors import Corrupt, Empty
from pipeline.text.unicode import nfc


def text_of(data: bytes) -> str:
    """Return the content as NFC text, without a byte order mark.

    UTF-8 and UTF-16 (with its mark) first, else Windows-1258, the old Vietnamese code page.
    Raises ``Empty`` for white space only, ``Corrupt`` for bytes of no known encoding.
    """
    text = nfc(_decode(data))
    if not text.strip():
        raise Empty
    return text


def _decode(data: bytes) -> str:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp1258")
    except UnicodeDecodeError:
        raise Corrupt from None
