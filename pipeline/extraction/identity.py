"""What identifies one person: read from labels inside the stretch of text that is theirs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pipeline.extraction.addresses import address_end, bare_address, parse_units, units_in
from pipeline.extraction.confidence import sure
from pipeline.extraction.dates import DATE
from pipeline.extraction.findings import Party, Value
from pipeline.extraction.numbers import EMAIL, ID_NUMBER, PHONE, TAX_CODE
from pipeline.extraction.offices import office_at
from pipeline.extraction.paper import Mark, Paper
from pipeline.extraction.wordlists import rule


@cache
def labels() -> re.Pattern[str]:
    """Every label that begins the next value and so ends the one before it."""
    return rule(
        r"(?<![^\W\d_])(?:(?P<id>@id_number@)|(?P<tax>@tax_code@)|(?P<address>@address@)"
        r"|(?P<phone>@phone@)"
        r"|(?P<email>@email@)|(?P<position>@position_label@)|(?P<organisation>@organisation@)"
        r"|(?P<other>@other_label@)|(?P<issue>noi cap|ngay cap|cap ngay|cap tai)"
        r""
        r"|(?P<birth>sinh nam|sinh ngay|ngay sinh|nam sinh|sin nam|sanh nam"
        r"|sn(?=[\s:.]{0,3}(?:19|20)\d\d)))(?![^\W\d_])"
    )


_BLANK = rule(r"[\s.…_\-–:;,()/]*")
_SENTENCE = rule(r"(?<!TP)(?<!Tp)(?<!Q)(?<!P)(?<!X)(?<!H)(?<!TT)\.(?=\s+[^\W\d_a-z]|\s*$)|;")


def identity(paper: Paper, party: Party, start: int, end: int) -> Party:
    """Return the party with what stands about it in ``[start, end)``."""
    number = _own_number(paper, start, end)
    issued_on, issued_by = _issue(paper, number, end) if number else (None, None)
    return replace(
        party,
        birth=_birth(paper, start, end, number),
        id_number=_mark_value(paper, "id_number", number),
        id_issued_on=_mark_value(paper, "id_issued_on", issued_on),
        id_issued_by=issued_by,
        address=address_of(paper, start, end),
        phone=_mark_value(paper, "phone", _first(paper, PHONE, start, end)),
        email=_mark_value(paper, "email", _first(paper, EMAIL, start, end)),
        tax_code=_mark_value(paper, "tax_code", _first(paper, TAX_CODE, start, end)),
        position=_labelled(paper, "position", start, end)
        or _office_after(paper, party, start, end),
        organisation=_organisation(paper, start, end),
    )


def address_of(paper: Paper, start: int, end: int) -> Value | None:
    """Return the address that stands in ``[start, end)``, labelled or not."""
    return _address(paper, start, end) or _bare_address(paper, start, end)


def phone_of(paper: Paper, mark: Mark | None) -> Value | None:
    return _mark_value(paper, "phone", mark)


def with_number(paper: Paper, party: Party, number: Mark, end: int) -> Party:
    """Return the party with this id number, and its issue as far as told before ``end``."""
    following = _first(paper, ID_NUMBER, number.end, end)
    issued_on, issued_by = _issue(paper, number, following.start if following else end)
    return replace(
        party,
        id_number=_mark_value(paper, "id_number", number),
        id_issued_on=_mark_value(paper, "id_issued_on", issued_on),
        id_issued_by=issued_by,
    )


def _first(paper: Paper, label: str, start: int, end: int) -> Mark | None:
    return next(paper.marks_in(label, start, end), None)


_OF_OTHER = rule(r"\b(?:cua|so) (?:vo|chong|con|me|cha|bo)\b[^\n]{0,12}$")


def _own_number(paper: Paper, start: int, end: int) -> Mark | None:
    """The first id number that is not said to be a husband's or wife's."""
    numbers = list(paper.marks_in(ID_NUMBER, start, end))
    own = (
        m for m in numbers if not _OF_OTHER.search(paper.folded, max(start, m.start - 30), m.start)
    )
    return next(own, None)


def _mark_value(paper: Paper, field: str, mark: Mark | None) -> Value | None:
    if mark is None:
        return None
    share = sure(field) * mark.confidence
    return paper.value(mark.start, mark.end, mark.value, share)


_BIRTH = rule(
    r"(?<![^\W\d_])@birth@(?:[\s:,.(]{1,4}(?:giap|at|binh|dinh|mau|ky|canh|tan|nham"
    r"|quy) [^\W\d_]{2,4})?[\s:,.(|]{0,4}"
)
_YEAR = rule(r"(?:1[89]|20)\d{2}(?!\d)")
_BORN = rule(r"[\s,(|-]{1,4}(?P<y>(?:19|20)\d{2})(?=[\s),;|])")


def _birth(paper: Paper, start: int, end: int, number: Mark | None) -> Value | None:
    limit = min(end, number.start if number else end)
    for match in _BIRTH.finditer(paper.folded, start, limit):
        date = next(
            (
                m
                for m in paper.marks_in(DATE, match.start(), match.end() + 40)
                if m.start <= match.end()
            ),
            None,
        )
        if date:
            return _mark_value(paper, "birth", date)
        year = _YEAR.match(paper.folded, match.end())
        if year:
            return paper.value(year.start(), year.end(), year.group(), sure("birth"))
    born = _BORN.match(paper.folded, start, end)
    return paper.value(born.start("y"), born.end("y"), born["y"], 0.7) if born else None


_ISSUE_BY = rule(
    r"[\s,;.()–-]{0,4}(?:(?:noi cap|co quan cap|bo phan cap|cap tai|cap boi|tai|do|boi|tai noi cap)"
    r"[\s:]{1,3}|(?=(?:cong an|ca|cuc|bo cong an|phong canh sat)\s))"
)


def _issue(paper: Paper, number: Mark, end: int) -> tuple[Mark | None, Value | None]:
    """Return the day and the place of issue that follow an id number.

    The place may stand before the day ("do Công an tỉnh X cấp ngày …") or after it.
    """
    limit = min(end, number.end + 260)
    date = _first(paper, DATE, number.end, limit)
    if date and labels().search(paper.folded, number.end, date.start):
        found = labels().search(paper.folded, number.end, date.start)
        date = date if found and found["issue"] else None
    places = [number.end, *([date.end] if date else [])]
    for place in places:
        issuer = _issuer_at(paper, place, limit)
        if issuer:
            return date, issuer
    return date, _issuer_labelled(paper, number.end, limit)


def _issuer_labelled(paper: Paper, start: int, limit: int) -> Value | None:
    match = rule(r"\b(?:noi cap|co quan cap|cap tai)[\s:]{1,3}").search(paper.folded, start, limit)
    return _issuer_value(paper, match.end(), limit) if match else None


def _issuer_at(paper: Paper, start: int, limit: int) -> Value | None:
    match = _ISSUE_BY.match(paper.folded, start, limit)
    return _issuer_value(paper, match.end(), limit) if match else None


_ISSUER_END = rule(
    r",(?!\s(?:tinh|huyen|quan|thanh pho)\b)|;|\.(?=\s|$)|\n|\)|\s(?:cap|ngay|vao ngay)\b|\f"
)


def _issuer_value(paper: Paper, start: int, limit: int) -> Value | None:
    limit = min(limit, paper.paragraph_end(start))
    stop = next(
        (m for m in _ISSUER_END.finditer(paper.folded, start, limit) if not _soft(paper, m)), None
    )
    end = stop.start() if stop else limit
    label = labels().search(paper.folded, start, end)
    return _filled(paper, start, label.start() if label else end, sure("id_issued_by"))


def _soft(paper: Paper, match: re.Match[str]) -> bool:
    return match.group() == "\n" and paper.line_at(match.start() - 1).runs_on


# What belongs to the next value: "và", "do", the number of the next item.
_TAIL = re.compile(
    r"(?:[\s,]{1,3}(?:và|cùng|với|[dD]o|va|cung|voi)|\n\s{0,3}\d{1,2}(?:\.\d{1,2})?[.)]?)$"
)


def _filled(paper: Paper, start: int, end: int, confidence: float = 0.9) -> Value | None:
    """Return the value without marks at its ends; None for dots and empty blanks."""
    lead = _BLANK.match(paper.text, start, end)
    start = lead.end() if lead else start
    while end > start and paper.text[end - 1] in " \n\t\r\f,;:.…_-–(/":
        end -= 1
    tail = _TAIL.search(paper.text, max(start, end - 12), end)
    end = tail.start() if tail else end
    text = paper.text[start:end]
    if len(text) < 2 or "…" in text or "...." in text or "{{" in text or "(Blank" in text:
        return None
    return paper.value(start, end, confidence=confidence)


def value_end(paper: Paper, start: int, end: int) -> int:
    """Return where a labelled value ends: next label, sentence, hard line end.

    The next label comes first: so the values of a paragraph are looked through once, not each
    to the paragraph's end.
    """
    limit = _next_label(paper, start, min(end, paper.paragraph_end(start)))
    stop = _SENTENCE.search(paper.text, start, limit)
    return stop.start() if stop else limit


_AS_ABOVE = rule(r"[\s:]{0,3}(?:nhu tren|neu tren|tren)\b")
_CUT = re.compile(r"\(\s*(?:sau đây|gọi tắt|dưới đây)[^)]*\)?", re.IGNORECASE)


def _address(paper: Paper, start: int, end: int) -> Value | None:
    """The first labelled address; else the first that stands in running text."""
    for match in _matches(paper, "address", start, end):
        if _AS_ABOVE.match(paper.folded, match.end()):
            continue
        begin = _past_colon(paper, match.end(), end)
        labelled = ":" in paper.text[match.start() : begin]
        limit = min(end, value_end(paper, begin, end)) if labelled else end
        stop = address_end(paper, begin, _next_label(paper, begin, limit), strict=not labelled)
        value = _address_value(paper, begin, stop, "label" if labelled else "prose")
        if value:
            return value
    return None


def _next_label(paper: Paper, start: int, end: int) -> int:
    label = labels().search(paper.folded, start, end)
    return label.start() if label else end


def _bare_address(paper: Paper, start: int, end: int) -> Value | None:
    span = bare_address(paper, start, end, labels())
    return _address_value(paper, *span, "bare") if span else None


def _address_value(paper: Paper, start: int, end: int, method: str) -> Value | None:
    value = _filled(paper, start, end)
    if value is None or (value.units is None and not _like_address(paper, start, end)):
        return None
    return replace(value, units=parse_units(str(value.value)), method=method)


def _like_address(paper: Paper, start: int, end: int) -> bool:
    return any(True for _ in units_in(paper, start, end)) or any(
        c.isdigit() or c == "," for c in paper.text[start:end]
    )


def _past_colon(paper: Paper, start: int, end: int) -> int:
    """Skip what still belongs to the label: ``(theo CCCD):``, ``hiện nay:``, ``tại``."""
    match = rule(
        r"(?:\s?\([^)\n]{0,40}\))?(?:\s(?:hien nay|hien tai|hien|tai|la)){0,2}[\s:]{0,4}"
    ).match(paper.folded, start, end)
    return match.end() if match else start


def _matches(paper: Paper, group: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for match in labels().finditer(paper.folded, start, end):
        if match[group]:
            yield match


def _labelled(paper: Paper, group: str, start: int, end: int) -> Value | None:
    for match in _matches(paper, group, start, end):
        begin = _past_colon(paper, match.end(), end)
        stop = value_end(paper, begin, end)
        cut = _POSITION_END.search(paper.folded, begin, stop)
        value = _filled(paper, begin, cut.start() if cut else stop)
        if value:
            return value
    return None


_POSITION_END = rule(
    r"\s(?:ve (?:viec|hanh vi|cac hanh vi)|da co|vi (?:da|co)|va (?:ong|ba|anh|chi|dong chi)"
    r"|cung (?:ong|ba))\b"
    r"|\s(?:thuong xuyen|luon|nhieu lan|tu nam|tu khi|trong thoi gian)\b|\s[-–]\s(?=(?:ong"
    r"|ba)\b)|,\s(?=(?:ong|ba|da|trong|co hanh vi)\b)"
)


def _organisation(paper: Paper, start: int, end: int) -> Value | None:
    value = _labelled(paper, "organisation", start, end)
    return value if value and str(value.value)[:1].isupper() else None


_BEHIND = rule(r"[\s,(–:-]{1,4}(?:(?:hien )?(?:la|dang la|giu chuc|nguyen la)\s{1,3})?(?=\S)")


def _office_after(paper: Paper, party: Party, start: int, end: int) -> Value | None:
    """``ông Trần Văn B, Chủ tịch UBND xã …``: the office that stands right behind a name."""
    if party.is_organisation:
        return None
    match = _BEHIND.match(paper.folded, start, min(end, start + 160))
    span = office_at(paper, match.end(), end) if match else None
    return _filled(paper, *span) if span else None
