"""Mentions of documents: type, symbol, date, agency, subject, relation, and which are the same.

A mention runs from its type word to the last of number, date and ``của <agency>``; in a list with
a shared head the first item starts at the type word and the others at their own number. A date or
an agency that is written once, after the list, belongs to every item that has none of its own.
Grammar of the forms: law sheet 8. What is not understood is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pipeline.extraction import symbols
from pipeline.extraction.agencies import AGENCY
from pipeline.extraction.dates import DATE
from pipeline.extraction.findings import Reference, Relation
from pipeline.extraction.folding import UPPER, fold_aligned
from pipeline.extraction.paper import Mark, Paper, squeeze
from pipeline.extraction.relations import relation_before
from pipeline.extraction.symbols import SYMBOL
from pipeline.extraction.wordlists import any_of, phrases, rule, table


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention before it is numbered; offsets of the cleaned text."""

    start: int
    end: int
    kind: str
    symbol: str | None = None
    date: Mark | None = None
    agency: Mark | None = None
    subject: tuple[int, int] | None = None
    resolved: str | None = None
    confidence: float = 0.95
    head: int = field(default=-1)
    """Start of the type word that a list shares; the mention's own start otherwise."""

    @property
    def anchor(self) -> int:
        return self.start if self.head < 0 else self.head


@dataclass(frozen=True, slots=True)
class _Type:
    kind: str
    needs_number: bool


WINDOW = 140
"""Characters after a type word in which its number or date must begin."""

_NUMBERED = rule(
    r"(?P<q>(?:[ \t\n]{1,3}[^\W\d_]{1,12}){0,12}?)[\s,:(]{0,4}\b(?:so|mang so)[\s:.]{0,4}"
)
_WORDS_ONLY = rule(r"(?:[\s,]{1,3}[^\W\d_]{1,12}){0,14}[\s,:(]{0,4}(?:\bso[\s:.]{0,4})?")
_NEXT_ITEM = rule(r"\s{0,3}(?:[,;]\s{0,3}(?:va\s{1,3})?|va\s{1,3})(?:\bso[\s:]{0,4})?")
_BARE = rule(r"(?P<n>\d{1,6}[a-zd]?)(?![\w]|\s?[/.-]\s?\d)")
_SHORT_CITE = rule(r"[ \t]{1,2}(?P<n>\d{1,4})(?![\w]|\s?[/.,-]\s?\d|\s?%)")
_BEFORE_DATE = rule(
    r"[\s,(]{0,4}(?:(?:duoc|do|cung|ky|ban hanh|cap|lap|de|vao"
    r"|phat hanh)\s{1,3}){0,3}(?:ngay\s{0,3})?"
)
_BEFORE_AGENCY = rule(r"[\s,)]{0,4}(?:cua|do)\s{1,3}(?:dong chi\s)?")
_PLACE = rule(
    rf"(?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã"
    rf"|TP\.?)(?:[ \n][{UPPER}][^\W\d_]{{0,12}}){{1,4}}"
)
_AGENCY_AHEAD = rule(
    r"\s{1,3}(?:da\s)?(?:tai|theo|co|ban hanh|ra|ky|co van ban)(?:\s(?:cac|mot so))?\s{1,3}$"
)
_ABOUT = rule(r"[\s,)\"“]{0,4}(?:ve viec|v/v|ve)[\s:]{1,3}")
_SUBJECT_END = rule(r";|\.(?=\s|$)|\n\s*\n|[”\"]")
_LAW_BEFORE = rule(r"(?:phap|ky|quy)\s{1,3}$")
_YEAR_AFTER = rule(
    r"(?:\s{0,2}\(sua doi[^)\n]{0,24}\))?(?:\s{0,2},?\s{1,3}nam)?\s{1,3}\(?(?P<y>(?:19"
    r"|20)\d{2})\)?(?![\d/])"
)
_AMENDING = rule(
    r"\bluat\s{1,3}sua\s{1,3}doi,?\s{1,3}bo\s{1,3}sung\s{1,3}(?:mot\s{1,3}so\s{1,3}dieu\s{1,3}cua"
    r"\s{1,3})?(?:cac\s{1,3}|\d{1,2}\s{1,3})?$"
)
_AND_LAW = rule(r",?\s{0,3}(?:va|,)\s{1,3}(?=luat\b)")
_STOPPERS = rule(
    r"\b(?:toi|cho|vao|da|thi|la|ma|khi|den|tu|duoc|bi|khong|nay|neu|phai|se|dang|con|nhung"
    r"|truoc|sau|gio|trong|gui|hang|dinh ky|luc)\b|\d"
)


@cache
def _types() -> dict[str, _Type]:
    """Folded name of a type to its kind."""
    entries: list[dict[str, Any]] = table("document_types")["type"]
    return {
        fold_aligned(name): _Type(_kind(entry, name), entry["needs"] == "number")
        for entry in entries
        for name in entry["names"]
    }


def _kind(entry: dict[str, Any], name: str) -> str:
    """The first name is the kind, but a longer name keeps its own ("Kết luận thanh tra")."""
    first: str = entry["names"][0]
    if first.split()[:2] == name.split()[:2] and not name.startswith(("Giấy", "Sổ")):
        return name if len(name) <= len(first) else first
    return first


@cache
def _short_forms() -> dict[str, str]:
    entries: list[dict[str, Any]] = table("document_types")["type"]
    return {
        short: entry["names"][-1 if _nested(entry) else 0]
        for entry in entries
        for short in entry["short"]
    }


def _nested(entry: dict[str, Any]) -> bool:
    return entry["names"][-1] in ("Kết luận", "Phiếu chuyển")


@cache
def _codes() -> dict[str, str]:
    entries: list[dict[str, Any]] = table("document_types")["type"]
    return {
        code: entry["names"][-1 if _nested(entry) else 0]
        for entry in entries
        for code in entry["code"]
    }


@cache
def _type_pattern() -> re.Pattern[str]:
    return rule(rf"\b{any_of(_types())}\b")


@cache
def _short_pattern() -> re.Pattern[str]:
    alternatives = "|".join(sorted(map(re.escape, _short_forms()), key=len, reverse=True))
    return rule(rf"(?<![\w/-])(?:{alternatives})(?=[ ]{{1,2}}(?:số[ :]{{0,3}})?\d)")


@cache
def _law_pattern() -> re.Pattern[str]:
    luat = any_of((*phrases("laws", "names.luat"), *(e["name"] for e in table("laws")["law"])))
    bo_luat = any_of(phrases("laws", "names.bo_luat"))
    return rule(rf"\b(?:(?P<code>bo luat)\s{{1,3}}{bo_luat}|(?P<law>luat)\s{{1,3}}{luat})\b")


def find_mentions(paper: Paper) -> list[Mention]:
    """Return the mentions in order; no two overlap."""
    taken: list[Mention] = []
    for mention in sorted(_candidates(paper), key=lambda m: (m.start, -m.end)):
        if not taken or mention.start >= taken[-1].end:
            taken.append(mention)
    return _shared(paper, taken)


_JOINED = rule(r"\s{0,3}(?:,|va|,\s{0,3}va)\s{1,3}(?:cac\s{1,3})?")


def _shared(paper: Paper, mentions: list[Mention]) -> list[Mention]:
    """``Quyết định số A và Quyết định số B cùng ngày … của …``: the tail closes over both."""
    for number in range(len(mentions) - 2, -1, -1):
        item, following = mentions[number], mentions[number + 1]
        joined = item.kind == following.kind and _JOINED.fullmatch(
            paper.folded, item.end, following.start
        )
        if joined and item.symbol and item.date is None and item.agency is None:
            mentions[number] = replace(item, date=following.date, agency=following.agency)
    return mentions


def _candidates(paper: Paper) -> Iterator[Mention]:
    for start, end, kind, needs_number in _heads(paper):
        yield from _from_head(paper, start, end, kind, needs_number)
    yield from _laws(paper)
    yield from _bare_symbols(paper)


def _heads(paper: Paper) -> Iterator[tuple[int, int, str, bool]]:
    for match in _type_pattern().finditer(paper.folded):
        name = _types()[squeeze(match.group())]
        if name.kind in ("Luật", "Bộ luật") and _LAW_BEFORE.search(
            paper.folded, max(0, match.start() - 8), match.start()
        ):
            continue
        yield match.start(), match.end(), name.kind, name.needs_number
    for match in _short_pattern().finditer(paper.text):
        yield match.start(), match.end(), _short_forms()[match.group()], True


def _from_head(
    paper: Paper, start: int, end: int, kind: str, needs_number: bool
) -> Iterator[Mention]:
    """Yield the mention or the list of mentions that a type word opens."""
    if _is_certificate(kind):
        yield from _certificate(paper, start, end, kind)
        return
    symbol = _symbol_after(paper, end)
    if symbol is not None:
        yield from _list(paper, start, kind, symbol)
        return
    number = _bare_after(paper, start, end, kind)
    if number is not None:
        yield _tail(paper, replace(number, start=start))
    elif not needs_number:
        dated = _dated(paper, start, end, kind)
        if dated is not None:
            yield dated


def _symbol_after(paper: Paper, end: int) -> Mark | None:
    """Return the symbol that belongs to the type word before ``end``."""
    for mark in paper.marks_in(SYMBOL, end, end + WINDOW):
        between = paper.folded[end : mark.start]
        if _WORDS_ONLY.fullmatch(between) and not _type_pattern().search(between):
            return mark
        return _after_agency_or_date(paper, end, mark)
    return None


def _after_agency_or_date(paper: Paper, end: int, mark: Mark) -> Mark | None:
    """``Quyết định ngày 5/3/2024 số 12/QĐ-UBND``: a date stands between type and number."""
    between = paper.folded[end : mark.start]
    for date in paper.marks_in(DATE, end, mark.start):
        between = between.replace(paper.folded[date.start : date.end], " ", 1)
    if _WORDS_ONLY.fullmatch(between) and not _type_pattern().search(between):
        return mark
    return None


def _list(paper: Paper, start: int, kind: str, first: Mark) -> Iterator[Mention]:
    items = [
        _tail(
            paper,
            Mention(start, first.end, kind, first.value, date=_date_within(paper, start, first)),
        )
    ]
    while len(items) < 64:
        following = _next_item(paper, items[-1].end)
        if following is None:
            break
        item = Mention(following.start, following.end, kind, following.value, head=start)
        items.append(_tail(paper, item))
    yield from _closed_over(items)


def _date_within(paper: Paper, start: int, symbol: Mark) -> Mark | None:
    return next(iter(paper.marks_in(DATE, start, symbol.start)), None)


def _next_item(paper: Paper, end: int) -> Mark | None:
    """Return the next symbol of a list: after a comma or ``và``, with no type word of its own."""
    match = _NEXT_ITEM.match(paper.folded, end)
    if match is None:
        return None
    return next(
        (
            m
            for m in paper.marks_in(SYMBOL, match.end(), match.end() + 40)
            if m.start == match.end()
        ),
        None,
    )


def _closed_over(items: list[Mention]) -> list[Mention]:
    """Give the items of a list the date or agency that is written once after them."""
    date = agency = None
    for number in range(len(items) - 1, -1, -1):
        item = items[number]
        date, agency = item.date or date, item.agency or agency
        shared = None if any(i.date for i in items[:number]) else date
        items[number] = replace(item, date=item.date or shared, agency=item.agency or agency)
    return items


def _tail(paper: Paper, mention: Mention) -> Mention:
    """Take in the date and the agency that follow the number, then the subject."""
    date, agency = mention.date, mention.agency
    end = mention.end
    for _ in range(2):
        found = _date_at(paper, end) if date is None else None
        if found:
            date, end = found, found.end
        body = _agency_at(paper, end) if agency is None else None
        if body:
            agency, end = body, body.end
    if agency is None:
        agency = _agency_ahead(paper, mention.anchor)
    grown = replace(mention, date=date, agency=agency, end=end)
    return replace(grown, subject=_subject_at(paper, end))


def _date_at(paper: Paper, end: int) -> Mark | None:
    match = _BEFORE_DATE.match(paper.folded, end)
    reach = match.end() if match else end
    return next((m for m in paper.marks_in(DATE, end, end + 64) if m.start <= reach), None)


def _agency_at(paper: Paper, end: int) -> Mark | None:
    match = _BEFORE_AGENCY.match(paper.folded, end)
    if match is None:
        return None
    named = next(
        (
            m
            for m in paper.marks_in(AGENCY, match.end(), match.end() + 240)
            if m.start == match.end()
        ),
        None,
    )
    if named:
        return named
    place = _PLACE.match(paper.text, match.end())
    return Mark(AGENCY, place.start(), place.end(), squeeze(place.group())) if place else None


def _agency_ahead(paper: Paper, start: int) -> Mark | None:
    """``Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số …``."""
    for mark in paper.marks_in(AGENCY, max(0, start - 160), start):
        if _AGENCY_AHEAD.fullmatch(paper.folded, mark.end, start):
            return mark
    return None


def _subject_at(paper: Paper, end: int) -> tuple[int, int] | None:
    match = _ABOUT.match(paper.folded, end)
    if match is None:
        return None
    limit = min(match.end() + 400, paper.paragraph_end(end))
    stop = _SUBJECT_END.search(paper.text, match.end(), limit)
    finish = stop.start() if stop else limit
    joined = rule(r"(?:,| và)\s+(?=$)")
    for other in _type_pattern().finditer(paper.folded, match.end(), finish):
        numbered = _NUMBERED.match(paper.folded, other.end())
        if numbered and joined.search(paper.text, max(0, other.start() - 6), other.start()):
            finish = other.start()
            break
    start, finish = paper.trim(match.end(), finish)
    while finish > start and paper.text[finish - 1] in ",;( ":
        finish -= 1
    if paper.folded[max(start, finish - 3) : finish] == " va":
        finish -= 3
    return (start, finish) if finish - start > 3 else None


def _bare_after(paper: Paper, start: int, end: int, kind: str) -> Mention | None:
    """``Quyết định số 2764``, ``Nghị định 64``: a number without its symbol."""
    head = _NUMBERED.match(paper.folded, end, end + WINDOW)
    if head and not _type_pattern().search(head["q"]):
        number = _BARE.match(paper.folded, head.end())
        if number:
            return Mention(start, number.end(), kind, number["n"], confidence=0.85)
    if kind in ("Nghị định", "Thông tư", "Nghị quyết", "Chỉ thị") and paper.text[start].isupper():
        number = _SHORT_CITE.match(paper.folded, end)
        if number:
            return Mention(start, number.end(), kind, number["n"], confidence=0.8)
    return None


_MADE = ("Biên bản", "Đơn khiếu nại", "Đơn tố cáo", "Đơn kiến nghị", "Đơn phản ánh", "Đơn đề nghị")


def _dated(paper: Paper, start: int, end: int, kind: str) -> Mention | None:
    """A document named by type and date: ``Biên bản làm việc ngày 12/3/2024``."""
    if not paper.text[start].isupper() and kind not in _MADE:
        return None
    date = next(iter(paper.marks_in(DATE, end, end + WINDOW)), None)
    if date is None or len(date.value) < 10:
        return None
    between = paper.folded[end : date.start]
    if not re.fullmatch(r"[^.;:()\f]*", between) or "\n\n" in between or _STOPPERS.search(between):
        return None
    if _type_pattern().search(between) or len(between.split()) > 18:
        return None
    mention = Mention(start, date.end, kind, date=date, confidence=0.8)
    body = next(iter(paper.marks_in(AGENCY, end, date.start)), None)
    return _tail(paper, replace(mention, agency=body))


def _is_certificate(kind: str) -> bool:
    return kind == "Giấy chứng nhận quyền sử dụng đất"


_CERTIFICATE_NUMBER = rule(r"[^.;\f]{0,120}?\b(?:so|seri|phat hanh)[\s:]{1,4}")


def _certificate(paper: Paper, start: int, end: int, kind: str) -> Iterator[Mention]:
    match = _CERTIFICATE_NUMBER.match(paper.folded, end)
    position = match.end() if match else end + 1
    number = symbols.certificate_at(paper.text, position)
    if number:
        yield _tail(paper, Mention(start, number[0], kind, number[1]))


def _laws(paper: Paper) -> Iterator[Mention]:
    for match in _law_pattern().finditer(paper.folded):
        before = max(0, match.start() - 90)
        if _LAW_BEFORE.search(paper.folded, before, match.start()):
            continue
        kind = "Bộ luật" if match["code"] else "Luật"
        amending = _AMENDING.search(paper.folded, before, match.start())
        start = amending.start() if amending else match.start()
        if _symbol_after(paper, match.end()):
            continue
        if not paper.text[start].isupper() and not _lower_law(paper, match):
            continue
        stop = _amended_laws_end(paper, match.end()) if amending else match.end()
        year = _YEAR_AFTER.match(paper.folded, stop)
        date = _law_date(year) or _date_at(paper, stop)
        end = date.end if date else stop
        resolved = None if amending else _known_law(match.group(), date)
        yield Mention(
            start, max(end, year.end() if year else end), kind, resolved=resolved, date=date
        )


def _amended_laws_end(paper: Paper, end: int) -> int:
    """``Luật sửa đổi, bổ sung một số điều của Luật A và Luật B`` is one document."""
    for _ in range(8):
        joined = _AND_LAW.match(paper.folded, end)
        following = _law_pattern().match(paper.folded, joined.end()) if joined else None
        if following is None:
            return end
        end = following.end()
    return end


def _lower_law(paper: Paper, match: re.Match[str]) -> bool:
    """``luật Đất đai``, ``luật khiếu nại năm 2011``: lower case needs a capital name or a year."""
    name = paper.text[match.start() : match.end()].split()
    return name[1][0].isupper() or bool(_YEAR_AFTER.match(paper.folded, match.end()))


def _law_date(year: re.Match[str] | None) -> Mark | None:
    return Mark(DATE, year.start("y"), year.end("y"), year["y"]) if year else None


def _known_law(name: str, date: Mark | None) -> str | None:
    bare = squeeze(name).removeprefix("luat ")
    for law in table("laws")["law"]:
        if fold_aligned(law["name"]) == bare and (
            date is None or int(date.value[:4]) == law["year"]
        ):
            return law["symbol"]
    return None


_SO_BEFORE = rule(r"\bso[\s:.]{0,4}$")
_OWN_NUMBER = rule(r"\W{0,3}(?:so|s6)\s?[:.;]?\s?$")


def _bare_symbols(paper: Paper) -> Iterator[Mention]:
    """Symbols without a type word before them; the type is read off the symbol."""
    for mark in paper.marks.get(SYMBOL, ()):
        if _own_number(paper, mark):
            continue
        kind = kind_of_symbol(mark.value)
        so = _SO_BEFORE.search(paper.folded, max(0, mark.start - 8), mark.start)
        if kind is None and so is None:
            continue
        item = Mention(mark.start, mark.end, kind or "Công văn", mark.value, confidence=0.75)
        yield _tail(paper, item)


def _own_number(paper: Paper, mark: Mark) -> bool:
    """The number line of the paper itself: ``Số: 12/KH-SCT`` at the start of a line."""
    line = paper.line_at(mark.start)
    return bool(_OWN_NUMBER.fullmatch(paper.folded[line.start : mark.start]))


def kind_of_symbol(symbol: str) -> str | None:
    """Return the document type that a symbol shows, None for a công văn or an unknown one."""
    for part in symbols.parts(symbol):
        if part in _codes():
            return _codes()[part]
        if re.fullmatch(r"QH\d+", part):
            return "Luật"
        if re.fullmatch(r"(?:HC|DS|HS|HNGĐ|KDTM|LĐ)", part):
            return "Bản án"
    return None


def number_references(
    paper: Paper, mentions: Sequence[Mention], contested: frozenset[int]
) -> tuple[Reference, ...]:
    """Turn mentions into references: relation, evidence, and one id for each document."""
    ids = _Identities()
    relations: list[Relation] = []
    for number, mention in enumerate(mentions):
        if number in contested:
            relations.append("contested")
            continue
        previous = (mentions[number - 1], relations[-1]) if number else None
        relations.append(_relation(paper, mention, previous))
    return tuple(
        _reference(paper, mention, relation, *ids.of(mention))
        for mention, relation in zip(mentions, relations, strict=True)
    )


_SERIES = rule(r"\s*(?:[,;]|va|,\s*va|;\s*va)\s*(?:cac\s*)?(?:so\s*:?\s*)?")


def _relation(
    paper: Paper, mention: Mention, previous: tuple[Mention, Relation] | None
) -> Relation:
    found = relation_before(paper, mention.anchor)
    if found != "cites" or previous is None:
        return found
    before, relation = previous
    end = before.subject[1] if before.subject and before.subject[1] <= mention.start else before.end
    if mention.head >= 0 and mention.head == before.anchor:
        return relation
    if (
        relation in ("basis", "implements")
        and end <= mention.start
        and _SERIES.fullmatch(paper.folded, end, mention.start)
    ):
        return relation
    return "cites"


class _Identities:
    """Hands out document ids: the same symbol, or the same type and date, is one document."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, ...], int] = {}
        self._symbols: dict[str, str] = {}

    def of(self, mention: Mention) -> tuple[int, str | None]:
        """Return the document's id and the full symbol of a short mention."""
        resolved = mention.resolved
        if mention.symbol and "/" not in mention.symbol:
            resolved = self._symbols.get(f"{mention.kind} {mention.symbol}")
        elif mention.symbol:
            short = re.split(r"[/-]", mention.symbol)[0]
            self._symbols.setdefault(f"{mention.kind} {short}", mention.symbol)
        key = self._key(mention, resolved)
        return self._ids.setdefault(key, len(self._ids) + 1), resolved

    def _key(self, mention: Mention, resolved: str | None) -> tuple[str, ...]:
        symbol = resolved or mention.symbol
        if symbol:
            return ("symbol", symbol.upper())
        if mention.kind in ("Luật", "Bộ luật"):
            return (
                "law",
                str(mention.date.value if mention.date else ""),
                mention.kind,
                str(mention.start),
            )
        date = mention.date.value if mention.date else str(mention.start)
        return ("dated", mention.kind, date)


def _reference(
    paper: Paper, mention: Mention, relation: Relation, document_id: int, resolved: str | None
) -> Reference:
    first, last = paper.cleaned.source_span(mention.start, mention.end)
    sure = paper.value(mention.start, mention.end, confidence=mention.confidence).confidence
    date, agency, subject = mention.date, mention.agency, mention.subject
    return Reference(
        start=first,
        end=last,
        text=paper.document.text[first:last],
        kind=mention.kind,
        symbol=mention.symbol,
        date=date.value if date else None,
        agency=agency.value if agency else None,
        subject=squeeze(paper.text[subject[0] : subject[1]]) if subject else None,
        relation=relation,
        document_id=document_id,
        confidence=sure,
        evidence=paper.evidence(mention.start, mention.end),
        resolved=resolved,
        date_evidence=_outside(paper, mention, date),
        agency_evidence=_outside(paper, mention, agency),
    )


def _outside(paper: Paper, mention: Mention, mark: Mark | None):
    if mark is None or mention.start <= mark.start < mention.end:
        return ()
    return paper.evidence(mark.start, mark.end)
