"""Who stands at a place of the text: a name, an office with or without its holder, a body."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extraction.findings import Party
from pipeline.extraction.forms.agencies import AGENCY, is_organisation
from pipeline.extraction.paper import Paper
from pipeline.extraction.people.mentions import Person
from pipeline.extraction.people.names import Name, name_at, titles
from pipeline.extraction.people.offices import office_at, office_of
from pipeline.extraction.people.parties import Start, merged, organisation_at, party_of, start_of
from pipeline.extraction.people.writers import is_label
from pipeline.extraction.wordlists import rule

PARTS = rule(
    r"(?:^|\n)[ \t]*(?:\(?\d{1,3}(?:\.\d{1,2})?[.)]|[-+•*–])[ \t]*(?=\S)|;\s+"
    r"|\bva\s{1,3}(?=(?:ong|ba|anh|chi)\s)"
)


def party_at(paper: Paper, found: Start, limit: int) -> Party:
    """An office without its holder's name has a position, no name."""
    party = party_of(paper, found, limit)
    if found.organisation:
        return replace(party, organisation=party.name)
    if found.office == (found.start, found.end):
        return replace(party, position=party.name, name=None)
    return party


_GAP = re.compile(r"\n\s*\n|\f")
_GOES_ON = rule(
    r"\s*(?:\(?\d{1,3}(?:\.\d{1,2})?[.)]|[-+•*–]\s|(?:ho va ten|ho ten|chuc vu|chuc danh"
    r"|don vi|dia chi"
    r"|nam sinh|sinh|nghe nghiep|noi|dien thoai)\b)"
)


def before_gap(paper: Paper, start: int, limit: int) -> int:
    """The first empty line behind some text, unless items or labels go on under it."""
    for gap in _GAP.finditer(paper.text, start, limit):
        told = paper.text[start : gap.start()].strip()
        if told and not _GOES_ON.match(paper.folded, gap.end(), limit):
            return gap.start()
    return limit


_NAME_LABEL = rule(
    r"[\s:]{0,6}(?:\(?\d{1,2}(?:\.\d{1,2})?[.)]\s{0,3})?(?:[-+•*–]\s{0,3})?(?:ho va ten|ho ten"
    r"|ten)\s?(?:\([^)\n]{0,30}\))?\s?:\s?"
)


def target_at(paper: Paper, start: int, end: int, names: Sequence[Name] = ()) -> Start | None:
    """Return who stands at ``start``; ``names`` are the paper's, in order."""
    label = _NAME_LABEL.match(paper.folded, start, end)
    start = label.end() if label else start
    office = _office_at(paper, start, end)
    if office and office.start != office.office[0]:
        return office
    name = name_at(paper, start, end)
    if name and not is_label(paper, name):
        return start_of(name, "respondent")
    return (
        _called(paper, start, end, names)
        or office
        or organisation_at(paper, start, end, "respondent")
        or _body(paper, start, end)
    )


NEAR = 70
"""Characters that an office which no list knows may take before its holder's name."""
# Verbs and small words that no office holds.
_NO_OFFICE = rule(
    r"\b(?:da|dang|se|vi|bi|duoc|cho|do|tai|o|khong|ma|thi|toi|tui|nhung|ky|cua toi|voi|den|len"
    r"|ve|theo"
    r"|lay|noi|hoi|bao|va|cung|cac|nhung|neu|khi|la|em toi|con|vo|chong)\b|[.,;:?!]"
)


def _called(paper: Paper, start: int, end: int, names: Sequence[Name]) -> Start | None:
    """``công chứng viên Triệu Văn B``: between the place and the name only words of an office."""
    lead = _LEAD.match(paper.folded, start, end)
    begin = lead.end() if lead else start
    number = bisect_left(names, begin, key=lambda n: n.start)
    name = names[number] if number < len(names) else None
    first = (name.title[0] if name.titled else name.start) if name else 0
    if name is None or name.end > end or first - begin > NEAR:
        return None
    title = titles().match(paper.folded, begin, end)
    between = title.end() if title and title.end() < first else begin
    if _NO_OFFICE.search(paper.folded, between, first) or not paper.text[between:first].strip():
        return None
    office = paper.trim(between, first)
    called = (
        name.title if name.titled else (title.span("t") if title and between > begin else (0, 0))
    )
    return Start(name.start, name.end, "respondent", called, office)


_LEAD = rule(r"[\s:\-–—\"“*_+•]{0,6}(?:(?:ong|ba|dong chi)\s(?=[^\W\d_]))?")
_HOLDER = rule(
    r"(?:[\s,:(–-]{1,4}(?:(?:la|do|ten la|ten) )?(?=(?:ong|ba|anh|chi|co|dong chi)\s)"
    r"|[\s,:(–-]{1,4})"
)


def _office_at(paper: Paper, start: int, end: int) -> Start | None:
    """``Chủ tịch UBND xã X, ông Trần Văn B``: the holder, else the office without a name."""
    lead = _LEAD.match(paper.folded, start, end)
    begin = lead.end() if lead else start
    span = office_at(paper, begin, end)
    if span is None:
        return None
    gap = _HOLDER.match(paper.folded, span[1], end)
    name = name_at(paper, gap.end(), end) if gap else None
    if name and (name.titled or _full(paper, name)) and not is_label(paper, name):
        return Start(name.start, name.end, "respondent", name.title, span)
    return Start(span[0], span[1], "respondent", (0, 0), span)


def _full(paper: Paper, name: Name) -> bool:
    return len(paper.text[name.start : name.end].split()) >= 3


def _body(paper: Paper, start: int, end: int) -> Start | None:
    for mark in paper.marks_in(AGENCY, start, end):
        if not paper.text[start : mark.start].strip(' :-–\n"'):
            body = is_organisation(paper.text[mark.start : mark.end])
            return Start(mark.start, mark.end, "respondent", organisation=body)
        return None
    return None


def longest(paper: Paper, persons: Sequence[Person], start: Start, party: Party) -> Party:
    """``tố cáo cô Thoa``, who is ``Ngô Thị Kim Thoa`` elsewhere."""
    if party.name is None or party.is_organisation:
        return party
    for person in persons:
        if any(m.start == start.start for m in person.mentions):
            best = person.best
            if best.end - best.start <= start.end - start.start:
                return party
            return merged(replace(party, name=None), in_full(paper, persons, start))
    return party


def in_full(paper: Paper, persons: Sequence[Person], found: Start) -> Party:
    """The person of a short mention, with title and office as the paper gives them anywhere."""
    for person in persons:
        if any(m.start == found.start for m in person.mentions):
            best = person.best
            office = office_of(paper, person.mentions) or (0, 0)
            title = best.title if best.titled else found.title
            start = Start(best.start, best.end, "respondent", title, office)
            return party_of(paper, start, best.end)
    return party_of(paper, found, found.end)
