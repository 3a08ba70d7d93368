"""The units of an address: the words that begin them, their level, an address cut into them.

Units are those of Luật Tổ chức chính quyền địa phương: until 30/6/2025 province, district,
commune; from 01/7/2025 province and commune. Both stand in papers, often beside each other.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extraction.findings import Units
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.wordlists import any_of, phrases, rule

LEVELS = ("house", "hamlet", "commune", "district", "province")


@cache
def _unit_words() -> dict[str, str]:
    """Return the level of each unit word, as written in small letters."""
    return {word: level for level in LEVELS for word in phrases("places", level)}


@cache
def _folded_words() -> dict[str, str]:
    return {fold_aligned(word): level for word, level in reversed(_unit_words().items())}


@cache
def unit_word() -> re.Pattern[str]:
    """A unit word of folded text, before a name or a number."""
    return rule(rf"(?<![^\W_])(?P<w>{any_of(_unit_words())})(?=[\s.:]|\d)")


def level_of(word: str, toneless: bool) -> str | None:
    """Return the level of a unit word in small letters; tone marks must agree if there are any."""
    if word in _unit_words():
        return _unit_words()[word]
    return _folded_words().get(word) if toneless else None


@cache
def provinces() -> frozenset[str]:
    """Return the folded names of the provinces, past and present."""
    return frozenset(fold_aligned(name) for name in phrases("places", "provinces"))


# --- an address cut into units -------------------------------------------------------------------

_NOW = re.compile(r"\(?\s*(?:nay|hiện nay|giờ)\s+(?:là|thuộc)\s+", re.IGNORECASE)
_ONCE = re.compile(
    r"\(\s*(?:trước(?: đây)?|cũ|nguyên)\s*(?:là|thuộc)?\s*:?\s*([^)]*)\)|\(([^)]*?)\s+cũ\)",
    re.IGNORECASE,
)
_OLD = re.compile(r"\s+cũ(?=[,\s]|$)")


def parse_units(text: str) -> Units | None:
    """Return the units of an address; None where it names none."""
    text = " ".join(text.split())
    now = _NOW.search(text)
    if now and now.start() > 0:
        return _joined(text[now.end() :].rstrip(") "), text[: now.start()])
    once = _ONCE.search(text)
    if once:
        return _joined(text[: once.start()] + text[once.end() :], once[1] or once[2] or "")
    return _levels(text, None)


def _joined(present: str, former: str) -> Units | None:
    """House and hamlet outlive the units around them."""
    old = _levels(former, None)
    new = _levels(present, old)
    if new is None or old is None:
        return new or old
    return Units(
        new.house or old.house,
        new.hamlet or old.hamlet,
        new.commune,
        new.district,
        new.province,
        old if old.commune or old.district or old.province else None,
    )


_SPLIT = re.compile(r"\s*[,;]\s*|\s+[-–]\s+")


def _levels(text: str, former: Units | None) -> Units | None:
    found: dict[str, list[str]] = {}
    old: list[str] = []
    for piece in _pieces(text):
        level = _piece_level(piece, found)
        if level is None:
            continue
        if _OLD.search(piece):
            old.append(_OLD.sub("", piece))
        elif level in ("house", "hamlet") or level not in found:
            found.setdefault(level, []).append(piece)
    if not found and not old:
        return None
    once = _levels(", ".join(old), None) if old else former
    values = {level: ", ".join(found[level]) for level in LEVELS if level in found}
    return Units(**values, former=once if old else None)


def _pieces(text: str) -> Iterator[str]:
    """Parts between commas, cut again before each unit word of another level."""
    for part in _SPLIT.split(text):
        cuts = [0]
        levels: list[str] = []
        for match in unit_word().finditer(fold_aligned(part)):
            level = level_of(part[match.start() : match.end("w")].lower(), part.isascii())
            if level and level not in levels:
                if levels and match.start() > 0:
                    cuts.append(match.start())
                levels.append(level)
        for first, last in zip(cuts, [*cuts[1:], len(part)], strict=True):
            if part[first:last].strip(" .()"):
                yield part[first:last].strip(" .()")


def _piece_level(piece: str, found: dict[str, list[str]]) -> str | None:
    folded = fold_aligned(piece)
    if _OLD.sub("", folded) in provinces():
        return "province"
    match = unit_word().match(folded)
    level = level_of(piece[: match.end("w")].lower(), piece.isascii()) if match else None
    if level == "province" and folded.startswith(("thanh pho", "tp")):
        name = re.sub(r"^(?:thanh pho|tp)\.?\s*", "", folded)
        return "province" if name in _CENTRAL else "district"
    if level == "house" and folded.startswith("nha ") and not any(c.isdigit() for c in piece):
        return None
    if level is None:
        house = re.match(r"[A-ZĐ]{0,3}\d", piece) or not found
        return "house" if house and any(c.isdigit() for c in piece) else None
    return level


_CENTRAL = frozenset(
    fold_aligned(name)
    for name in ("Hà Nội", "Hồ Chí Minh", "HCM", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Huế")
)
