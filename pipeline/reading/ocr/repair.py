"""Readings that cannot be right are mended; what was seen stays beside them.

Only shapes that leave no doubt are touched: a letter that Vietnamese does not have, and symbols of
documents whose type and issuer are known (``12QĐ-UBND`` is ``12/QĐ-UBND``), the apostrophe in
names of the Highlands (``K?Brơi`` is ``K’Brơi``). What the paper itself has wrong stays as it is
(``76/NQ-HĐNĐ``). No figure becomes another figure, no letter of a name another letter, and of
dates, amounts, telephone and plot numbers nothing is changed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import product

from pipeline.law.documents import document_codes
from pipeline.reading.layout.lines import Token
from pipeline.reading.pdf.vietnamese import is_syllable

MENDED_AT_MOST = 0.8
"""Confidence of a mended word: one that a person should look at."""

_ETH = str.maketrans("\u00d0\u0189\u00f0\u0256", "ĐĐđđ")
_TWICE = re.compile("Đ\u00d0|\u00d0Đ")
"""One letter that the recogniser gave as both."""
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_EDGES = "([{\"'“‘«)]}”’».,;:?!"
_FIGURES = str.maketrans("OolI", "0011")
_LIKE = {"Q": "QO0", "B": "B8"}
"""Letters of codes, and what they are taken for."""
_LIKE_CODE = {"CP": ("CP", "GP")}
_DASHES = ("-", "_", "~", "=", "")
_UNITS = re.compile(r"(?:-[A-ZĐ][A-ZĐ0-9&.]{0,7})*")
_TERM = re.compile(r"(?P<issuer>(?:NQ-)?[A-Z]{2,6}?)(?P<term>1[0-9OolI]|[Il][0-9OolI]|[89])")
_COUNT = re.compile(
    r"(?P<label>(?:[Ss]ố:)?)(?P<count>[0-9OolI]{1,5})(?P<letter>[abcdđ]?)"
    r"(?:/(?P<year>(?:19|2[0Oo])[0-9OolI]{2}))?(?P<slash>[/\\]?)"
)
_APOSTROPHE = re.compile(r"\b([KH])[?*^°\"“”](?=[A-ZĐÂÊÔƠƯ]\w*[a-zà-ỹ])")
_STROKES = frozenset({"/", "\\", "|", "l", "i", "I"})
_NUMBER_BEFORE = re.compile(r"(?:[Ss]ố)?[:.…]*[0-9]{0,5}[:.…]*")


def repaired(tokens: Sequence[Token]) -> list[Token]:
    """Return the words of OCR, mended ones with what was seen and a confidence that shows doubt."""
    before = ""
    found: list[Token] = []
    for token in tokens:
        text = mended(token.text, before)
        before = token.text
        if text is not None:
            sure = min(token.confidence, MENDED_AT_MOST)
            token = replace(token, text=text, raw=token.raw or token.text, confidence=sure)
        found.append(token)
    return found


def mended(text: str, before: str = "") -> str | None:
    """Return what a word must be, None where it may stand as it is; ``before`` precedes it."""
    core = text.strip(_EDGES)
    plain = without_eth(_TWICE.sub("Đ", core))
    better = _symbol(plain, before) or _APOSTROPHE.sub(r"\1’", plain)
    return text.replace(core, better, 1) if better != core else None


def without_eth(text: str) -> str:
    """Return a word with Đ for its look-alikes ``Ð`` and ``ð``, where it is Vietnamese then.

    Serves the words of text layers too, where the wrong code stands as often.
    """
    if text.isascii():
        return text
    plain = text.translate(_ETH)
    if plain != text and all(map(_is_vietnamese, re.findall(r"[^\W\d_]+", plain))):
        return plain
    return text


def _is_vietnamese(letters: str) -> bool:
    """Tell whether letters are a syllable, an abbreviation in capitals, or like ``Đắk``."""
    if letters.isupper() or (letters[:-1].isupper() and letters[-1] in "rig"):
        return True
    return is_syllable(letters) or (letters[-1] == "k" and is_syllable(letters[:-1] + "c"))


# --- symbols ---------------------------------------------------------------------------------


def _symbol(text: str, before: str) -> str | None:
    """Return the symbol that a word must be; None where that is not certain."""
    if not any(c.isupper() for c in text):
        return None
    for start, code in _codes_in(text):
        seen = text[start:]
        head = _head(text[:start], seen, before, whole=code == seen)
        if head is not None:
            return head + code
    return None


def _codes_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield where the last part of the text is a known code, and how that is written."""
    for start in range(len(text) - 1):
        code = _code(_toneless(text[start:]))
        if code is not None:
            yield start, code


def _code(seen: str) -> str | None:
    """Return type and issuer with what follows (``QĐ-UBND-NC``); None where they are not known."""
    pieces = seen.split("-")
    for count in (2, 1):
        known = _joined().get("-".join(pieces[:count]))
        units = "".join("-" + piece for piece in pieces[count:])
        if known is not None and _UNITS.fullmatch(units):
            return known + units
    if pieces[0] in document_codes().issuers and len(pieces) > 1:
        return seen if _UNITS.fullmatch(seen[len(pieces[0]) :]) else None
    return _with_term(seen)


def _with_term(seen: str) -> str | None:
    """Return ``QH15`` for ``QHI5``."""
    match = _TERM.fullmatch(seen)
    if (
        match is None
        or match["issuer"].removeprefix("NQ-") not in document_codes().numbered_by_term
    ):
        return None
    term = match["term"].translate(_FIGURES)
    return match["issuer"] + term if int(term) in document_codes().terms else None


@cache
def _joined() -> dict[str, str]:
    """Return type and issuer as they may be seen, without a dash too, and as they are."""
    table = document_codes().issuers_of
    seen: dict[str, set[str]] = {}
    for kind, issuers in table.items():
        for issuer, dash in product(issuers, _DASHES):
            for one, other in product(_forms(kind), _forms(issuer)):
                seen.setdefault(one + dash + other, set()).add(f"{kind}-{issuer}")
    known = {*table, *document_codes().issuers}
    return {
        form: codes.pop() for form, codes in seen.items() if len(codes) == 1 and form not in known
    }


def _forms(code: str) -> Iterable[str]:
    if code in _LIKE_CODE:
        return _LIKE_CODE[code]
    return ("".join(letters) for letters in product(*(_LIKE.get(c, c) for c in code)))


def _head(head: str, code: str, before: str, *, whole: bool) -> str | None:
    """Return what stands before the code, its number and slash; None where it is in doubt.

    ``whole`` tells that the code itself was seen as it is.
    """
    if not head:
        return head if "-" in code or code.startswith(("QH", "UBTVQH")) else None
    if head in _STROKES:
        return "/" if head == "/" or _NUMBER_BEFORE.fullmatch(before) else None
    match = _COUNT.fullmatch(head)
    if match is None:
        return head if re.fullmatch(r"[\w./-]*[/-]", head) and "/" in head else None
    count, year, slash = match["count"], match["year"] or "", match["slash"]
    number = count.translate(_FIGURES)
    if not any(c.isdecimal() for c in count):
        return None
    if not slash and not year:
        # A slash that was lost may have been read as a stroke: 121QĐ may be 12/QĐ.
        sure = whole and number == count and not match["letter"] and count[-1] != "1"
        if not sure:
            return None
    return (
        f"{match['label']}{number}{match['letter']}"
        + (f"/{year.translate(_FIGURES)}" * bool(year))
        + "/"
    )


def _toneless(text: str) -> str:
    """Return capitals without tone marks: specks above the letters of a code."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))


@lru_cache(maxsize=4096)
def is_known_symbol(text: str) -> bool:
    """Tell whether a word is a whole symbol whose type and issuer are known."""
    match = _COUNT.match(text)
    return bool(
        match and match["slash"] == "/" and _code(text[match.end() :]) == text[match.end() :]
    )
