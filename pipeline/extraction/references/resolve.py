"""Which mentions are the same document: full symbols of short ones, acts of names, ids."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.forms.symbols import damaged, mended, short_of, signs_mended
from pipeline.extraction.references.heads import ANY_PAPER, LETTER
from pipeline.extraction.references.mention import Mention, Own
from pipeline.law.documents import Act, act_by_name, act_by_symbol, acts_named

_LETTERS = (LETTER, ANY_PAPER)


def resolve(mentions: Sequence[Mention], own: Own) -> list[Mention]:
    """Return the mentions with ``resolved``; what points nowhere or is the paper itself goes."""
    full = _Full(mentions)
    acts = _Names(mentions, own)
    found: list[Mention] = []
    for mention in mentions:
        if mention.back:
            pointed = _pointed(found, mention, own)
            found += [pointed] if pointed else []
        elif mention.name:
            found.append(replace(mention, resolved=acts.symbol(mention)))
        elif mention.symbol and not _is_full(mention.symbol):
            known = full.of(mention)
            if known is None and mention.confidence <= _ONLY_IF_KNOWN:
                continue
            found.append(known or mention)
        elif mention.symbol and damaged(mention.symbol):
            found.append(
                replace(mention, resolved=_mended(mention.symbol, full.symbols), confidence=0.6)
            )
        else:
            found.append(full.stroked(mention))
    return found


_ONLY_IF_KNOWN = 0.5
_NEAR = 8
"""Full mentions of the same number, before and after, among which a short one is looked for."""


def _start(mention: Mention) -> int:
    return mention.start


def _is_full(symbol: str) -> bool:
    """``36/2020`` and ``64`` are short; a certificate's letters and digits are full."""
    return not re.fullmatch(r"\d+[a-zđ]?(?:/\d{4})?", symbol)


class _Full:
    """The full symbols of a paper by kind and number, the latest before each place."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._known: dict[str, list[Mention]] = {}
        self.symbols = {m.symbol for m in mentions if m.symbol}
        self._strokes = {s.replace("Đ", "D"): s for s in sorted(self.symbols) if "Đ" in s}
        for mention in mentions:
            if mention.symbol and _is_full(mention.symbol):
                if damaged(mention.symbol):
                    mention = replace(mention, resolved=_mended(mention.symbol, self.symbols))
                for key in self._keys(mention.resolved or mention.symbol or ""):
                    self._known.setdefault(key, []).append(mention)

    def stroked(self, mention: Mention) -> Mention:
        """``01/HĐTD`` beside ``01/HĐTĐ``: a scan loses the stroke; the other is proposed."""
        symbol = mention.symbol or ""
        other = self._strokes.get(symbol.replace("Đ", "D"), symbol)
        if other.count("Đ") <= symbol.count("Đ"):
            return mention
        return replace(mention, resolved=other, confidence=0.7)

    @staticmethod
    def _keys(symbol: str) -> set[str]:
        number = short_of(symbol)
        year = re.match(r"[^/]+/(\d{4})(?=/)", symbol)
        keys = {number, number.lstrip("0")}
        return keys | ({f"{number}/{year[1]}"} if year else set())

    def of(self, mention: Mention) -> Mention | None:
        """Return the short mention resolved; None where no full one stands in the paper."""
        symbol = mention.symbol or ""
        if mention.resolved:
            return mention
        known = self._known.get(symbol) or self._known.get(symbol.lstrip("0")) or []
        place = bisect_left(known, mention.start, key=_start)
        near = [*reversed(known[max(0, place - _NEAR) : place]), *known[place : place + _NEAR]]
        other = next((k for k in near if _alike(k.kind, mention.kind)), None)
        if other:
            kind = other.kind if mention.kind == ANY_PAPER else mention.kind
            resolved = other.resolved or other.symbol
            return replace(mention, kind=kind, resolved=resolved, confidence=0.85)
        if mention.kind == "Nghị định" and "/" in symbol:
            return replace(mention, resolved=f"{symbol}/NĐ-CP")
        return None


def _alike(one: str, other: str) -> bool:
    return one == other or ANY_PAPER in (one, other) or (one in _LETTERS and other in _LETTERS)


def _pointed(before: Sequence[Mention], mention: Mention, own: Own) -> Mention | None:
    """The last document of that kind before; none when the paper may mean itself."""
    if own.kind is not None and fold_aligned(own.kind) == fold_aligned(mention.kind):
        return None
    for other in reversed(before[-40:]):
        if other.kind == mention.kind or (mention.kind == LETTER and other.symbol):
            return replace(
                mention,
                kind=other.kind,
                resolved=other.resolved or other.symbol,
                name=other.name,
                # A document without number is known by its day.
                date=None,
                head=-1,
            )
    return None


def _mended(symbol: str, others: Collection[str | None]) -> str | None:
    """Return what a damaged symbol stands for, where that is a known act or stands elsewhere."""
    for candidate in mended(symbol):
        if candidate != symbol and (act_by_symbol(candidate) or candidate in others):
            return candidate
    whole = signs_mended(symbol)
    return whole if whole != symbol and not damaged(whole) else None


class _Names:
    """Acts cited by name: which of them the name means in this paper."""

    def __init__(self, mentions: Sequence[Mention], own: Own) -> None:
        self._day = own.day or (date(own.year, 12, 31) if own.year else None)
        self._said: dict[tuple[str, str], str] = {}
        for mention in mentions:
            if mention.name and mention.date:
                act = _act_of_date(mention.kind, mention.name, mention.date.value)
                if act:
                    self._said.setdefault((mention.kind, mention.name), act.symbol)

    def symbol(self, mention: Mention) -> str | None:
        """Return the number of the act that the name means; None where it is not known."""
        name = mention.name or ""
        if mention.date:
            act = _act_of_date(mention.kind, name, mention.date.value)
            return act.symbol if act else None
        said = self._said.get((mention.kind, name))
        if said:
            return said
        act = act_by_name(mention.kind, name, self._day)
        return act.symbol if act else None


def _act_of_date(kind: str, name: str, day: str) -> Act | None:
    """The act of that name issued on the day or in the year."""
    candidates = [*acts_named(kind, name)]
    for act in candidates:
        if act.issued and act.issued.isoformat().startswith(day):
            return act
    return next((a for a in candidates if a.year == int(day[:4])), None)


class Identities:
    """Hands out document ids: the same symbol, name, or type and day is one document."""

    def __init__(self) -> None:
        self._count = 0
        self._kept: dict[tuple[str, ...], list[tuple[Mention, int]]] = {}

    def of(self, mention: Mention) -> int:
        key = _key(mention)
        for other, number in self._kept.get(key, ()):
            if not _two_papers(mention, other):
                return number
        self._count += 1
        number = self._count
        self._kept.setdefault(key, []).append((mention, number))
        return number


def _two_papers(one: Mention, other: Mention) -> bool:
    """The same number from two bodies on two days is two documents; one body is one with a slip."""
    if not (one.date and other.date and one.agency and other.agency):
        return False
    if one.date.value == other.date.value:
        return False
    bodies = fold_aligned(one.agency.value), fold_aligned(other.agency.value)
    return not (bodies[0] in bodies[1] or bodies[1] in bodies[0])


def _key(mention: Mention) -> tuple[str, ...]:
    symbol = mention.resolved or mention.symbol
    if symbol and _is_full(symbol):
        return ("symbol", symbol.upper())
    if symbol:
        return ("short", mention.kind, symbol)
    if mention.name:
        return ("name", mention.kind, mention.name, mention.date.value[:4] if mention.date else "")
    return ("dated", mention.kind, mention.date.value if mention.date else str(mention.start))
