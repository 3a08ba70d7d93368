"""Bytes become text where what they say of their encoding may be missing, unknown or wrong."""

import codecs
import re

from pipeline.text.unicode import nfc

_KNOWN = re.compile(r"utf|cp\d|iso|koi8|gb|big5|euc|shift|mac|tis")
"""Names of encodings; Python has codecs that are none, some of which take their time."""
_SAYS_NOTHING = frozenset({"", "ascii", "iso8859-1", "cp1252"})
"""What programs write without looking."""
_LOST = "\ufffd"
_FEW_LOST = 0.01


def decoded(data: bytes, stated: str = "") -> str:
    """Return the text in NFC. Never fails: what fits nothing becomes U+FFFD."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return nfc(data.decode("utf-16", "replace"))
    charset = _normal(stated)
    tries = ["utf-8-sig", charset] if charset in _SAYS_NOTHING else [charset, "utf-8-sig"]
    for name in filter(None, tries):
        try:
            return nfc(data.decode(name))
        except UnicodeDecodeError:
            continue
    text = data.decode("utf-8-sig", "replace")
    if text.count(_LOST) > _FEW_LOST * len(text):  # not UTF-8: the old Vietnamese code page
        text = data.decode("cp1258", "replace")
    return nfc(text)


def _normal(stated: str) -> str:
    try:
        name = codecs.lookup(stated.strip(" \"'")).name
    except (LookupError, ValueError):
        return ""
    return name if _KNOWN.match(name) else ""
