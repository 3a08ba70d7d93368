"""Mentions in order: by symbol, by number, by day, by name.

A mention runs from its type word to the last of number, date and issuer; in a list with a shared
head the first item starts at the type word, the others at their own number. A date or an issuer
that is written once belongs to every item that it closes over. What is not understood is left out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extraction.forms.symbols import damaged, short_of
from pipeline.extraction.paper import Mark, Paper
from pipeline.extraction.references.articles import with_articles
from pipeline.extraction.references.heads import (
    ANY_PAPER,
    CERTIFICATE,
    LAWS,
    LETTER,
    Head,
    find_heads,
    kind_of_symbol,
    type_word_ends,
)
from pipeline.extraction.references.issuers import (
    agency_acting,
    agency_before,
    agency_of_subject,
    date_before,
    issuer_fits,
    same_issuer,
)
from pipeline.extraction.references.laws import LawName, find_law_names, law_mentions
from pipeline.extraction.references.mention import Marks, Mention
from pipeline.extraction.references.short import (
    by_date,
    by_number,
    certificates,
    further_numbers,
    petitions_by_day,
    pointing,
)
from pipeline.extraction.references.subjects import SERIES_BEFORE, with_subjects
from pipeline.extraction.references.tail import with_tail
from pipeline.extraction.references.together import said_together
from pipeline.extraction.wordlists import rule

WINDOW = 140
"""Characters after a type word in which its number or date must begin."""
MAX_ITEMS = 64

_WORDS_ONLY = rule(r"(?:[\s,]{1,8}(?:[–-]\s)?[^\W\d_]{1,12}){0,14}[\s,:(]{0,8}(?:\bso[\s:.]{0,8})?")
_NEXT_ITEM = rule(
    r"\s{0,8}(?:[,;]\s{0,8}(?:(?:va|den|cung|hoac)\s{1,8})?|(?:va|den|hoac)\s{1,8})"
    r"(?:(?:cac|-|\+)\s{1,8})?(?P<so>so[\s:.]{0,8})?"
)
FAR = 240
"""Characters of a subject behind which a list may go on."""
_PLURAL = rule(r"\bcac\s{1,4}$")
_NEXT_AFTER_SUBJECT = rule(r"[^.;:]{1,220};\s{1,8}(?:va\s{1,8})?(?P<so>so[\s:.]{1,8})")
_SO_BEFORE = rule(r"\bso[\s:.]{0,4}$")
_OWN_NUMBER = rule(r"\W{0,3}(?P<so>so|s6)\s?(?P<colon>[:.;])?\s?$")
_TOP = 15
"""Lines from the top in which a number stands without its colon or capital."""
_SHARED_TAIL = rule(
    r"(?:(?:\s{1,8}[^\W\d_]{1,8}){1,8}?(?=\s{1,8}so\s))?[\s:]{1,8}(?:so[\s:]{1,8})?(?P<numbers>\d{1,6}(?:(?:,\s{0,8}|\s{1,8}va\s{1,8})"
    r"(?:so\s)?\d{1,6}){0,12})(?:,\s{0,8}|\s{1,8}va\s{1,8}|,\s{0,3}va\s{1,8})(?:so\s)?"
)


def find_mentions(paper: Paper) -> list[Mention]:
    """Return the mentions in order; no two overlap. Short ones are not resolved yet."""
    heads = find_heads(paper)
    marks = Marks(paper, [head.start for head in heads])
    names = find_law_names(paper)
    numbered = list(_numbered(paper, marks, heads, names))
    candidates = [*numbered, *law_mentions(paper, marks, names), *_short(paper, marks, heads)]
    candidates.sort(key=lambda m: (m.start, -m.end))
    taken: list[Mention] = []
    for mention in _without_doubles(candidates):
        if not taken or mention.start >= taken[-1].end:
            taken.append(mention)
    taken = with_articles(paper, taken)
    taken = _shared(paper, taken)
    taken = _before(paper, marks, taken)
    return said_together(paper, marks, _after(paper, marks, with_subjects(paper, taken)))


def _without_doubles(candidates: Sequence[Mention]) -> Iterator[Mention]:
    """A name or a day inside a numbered mention is none of its own, whichever starts first."""
    numbered = [(m.start, m.end) for m in candidates if m.symbol and "/" in m.symbol]
    starts = [start for start, _ in numbered]
    for mention in candidates:
        if mention.symbol and "/" in mention.symbol:
            yield mention
            continue
        after = bisect_right(starts, mention.end - 1) - 1
        if after < 0 or numbered[after][1] <= mention.start:
            yield mention


# --- by symbol -----------------------------------------------------------------------------------


def _numbered(
    paper: Paper, marks: Marks, heads: Sequence[Head], names: Sequence[LawName]
) -> Iterator[Mention]:
    ends = [head.end for head in heads]
    amending = [name for name in names if name.amending]
    items: list[Mention] = []
    for mark in marks.symbols:
        if own_number(paper, mark):
            continue
        following = _continued(paper, items, mark)
        if following is not None:
            items.append(with_tail(paper, marks, following))
            continue
        yield from _closed_over(items)
        items = [
            with_tail(paper, marks, item)
            for item in _opening(paper, marks, heads, ends, amending, mark)
        ]
    yield from _closed_over(items)


def own_number(paper: Paper, mark: Mark) -> bool:
    """The number line of the paper itself: ``Số: 12/KH-SCT`` at the start of a line."""
    number = paper.line_number(mark.start)
    match = _OWN_NUMBER.fullmatch(paper.folded, paper.lines[number].start, mark.start)
    if match is None:
        return False
    if _named_above(paper, number):
        return False
    capital, colon = paper.text[match.start("so")].isupper(), match["colon"] is not None
    return (capital and colon) or (number < _TOP and (capital or colon))


def _named_above(paper: Paper, number: int) -> bool:
    """``… VÀ NGHỊ ĐỊNH / SỐ 45/2022/NĐ-CP``: the type word ends the line above, behind others."""
    above = paper.lines[number - 1] if number else None
    if above is None or paper.text[above.end : paper.lines[number].start].count("\n") != 1:
        return False
    return type_word_ends(paper.folded, above.start, above.end) > above.start


def _continued(paper: Paper, items: Sequence[Mention], mark: Mark) -> Mention | None:
    """Return the next item of the list; None when the symbol does not follow one."""
    if not items or len(items) >= MAX_ITEMS or mark.start - items[-1].end > FAR:
        return None
    last = items[-1]
    match = _NEXT_ITEM.fullmatch(paper.folded, last.end, min(mark.start, last.end + 40))
    if match is None or match.end() < mark.start:
        match = _after_subject(paper, items, mark)
    if match is None:
        return None
    start = match.start("so") if match["so"] else mark.start
    kind = last.kind
    shown = kind_of_symbol(mark.value)
    before = kind_of_symbol(last.symbol or "")
    if before is not None and shown != before and not damaged(mark.value):
        kind = shown or LETTER
    head = last.head if last.head >= 0 else last.start
    return Mention(start, mark.end, kind, mark.value, head=head)


def _after_subject(paper: Paper, items: Sequence[Mention], mark: Mark) -> re.Match[str] | None:
    """``Các Nghị định: số A quy định …; số B quy định …``: the next item behind the subject."""
    first = items[0].start
    if not _PLURAL.search(paper.folded, max(0, first - 8), first):
        return None
    if kind_of_symbol(items[-1].symbol or "") != kind_of_symbol(mark.value):
        return None
    return _NEXT_AFTER_SUBJECT.fullmatch(paper.folded, items[-1].end, mark.start)


def _opening(
    paper: Paper,
    marks: Marks,
    heads: Sequence[Head],
    ends: Sequence[int],
    amending: Sequence[LawName],
    mark: Mark,
) -> list[Mention]:
    """Return the first item at its type word, with further numbers that share its symbol."""
    nearest = bisect_right(ends, mark.start) - 1
    shared = _sharing(paper, heads, nearest, mark)
    if shared:
        return shared
    head = _owner(paper, marks, heads, nearest, mark)
    if head is None:
        return _headless(paper, mark)
    start, kind = head.start, _kind(head, mark)
    law = next((n for n in amending if n.start <= start < n.end and mark.start >= n.end), None)
    if law:
        start = law.start
    date = next(marks.dates_in(head.end, mark.start), None)
    return [
        Mention(start, mark.end, kind, mark.value, date, _issuer_between(paper, marks, head, mark))
    ]


def _issuer_between(paper: Paper, marks: Marks, head: Head, mark: Mark) -> Mark | None:
    """``Nghị định của Chính phủ: số …``, ``Báo cáo thẩm định của Sở Tư pháp số …``."""
    for body in marks.agencies_before(mark.start, head.end):
        lead = paper.folded[head.end : body.start].split()[-1:]
        if lead in (["cua"], ["do"]):
            return body
        if lead == [] and issuer_fits(head.kind, mark.value, body.value) is not False:
            return body
        if lead != ["thuoc"]:
            return None
    return None


def _kind(head: Head, mark: Mark) -> str:
    if head.kind == ANY_PAPER:
        return kind_of_symbol(mark.value) or LETTER
    return head.kind


def _owner(
    paper: Paper, marks: Marks, heads: Sequence[Head], nearest: int, mark: Mark
) -> Head | None:
    """Return the type word of the symbol: the nearest that its code does not contradict."""
    shown = kind_of_symbol(mark.value)
    fallback: Head | None = None
    for number in range(nearest, max(-1, nearest - 3), -1):
        head = heads[number]
        if mark.start - head.end > WINDOW or not _leads(paper, marks, head.end, mark.start):
            break
        if _compatible(head.kind, shown):
            return head
        fallback = fallback or head
    return fallback


def _compatible(kind: str, shown: str | None) -> bool:
    return shown is None or kind in (shown, ANY_PAPER) or (kind in LAWS and shown in LAWS)


def _leads(paper: Paper, marks: Marks, start: int, end: int) -> bool:
    """Whether only words (and a day) stand between the type word and its number."""
    between = paper.folded[start:end]
    if _WORDS_ONLY.fullmatch(between):
        return True
    for date in marks.dates_in(start, end):
        between = between.replace(paper.folded[date.start : date.end], " ngay ", 1)
    return bool(_WORDS_ONLY.fullmatch(between))


def _headless(paper: Paper, mark: Mark) -> list[Mention]:
    """A symbol without a type word before it: the type is read off the symbol."""
    kind = kind_of_symbol(mark.value)
    so = _SO_BEFORE.search(paper.folded, max(0, mark.start - 8), mark.start)
    if kind is None and so is None:
        return []
    return [Mention(mark.start, mark.end, kind or LETTER, mark.value, confidence=0.75)]


def _sharing(paper: Paper, heads: Sequence[Head], nearest: int, mark: Mark) -> list[Mention] | None:
    """``Quyết định số 12, 13 và 14/QĐ-UBND``: the numbers share what follows the last."""
    if nearest < 0 or mark.start - heads[nearest].end > WINDOW:
        return None
    head = heads[nearest]
    match = _SHARED_TAIL.fullmatch(paper.folded, head.end, mark.start)
    if match is None:
        return None
    kind, suffix = _kind(head, mark), mark.value[len(short_of(mark.value)) :]
    items: list[Mention] = []
    position = match.start("numbers")
    for digits in filter(str.isdigit, match["numbers"].replace(",", " ").split()):
        start = paper.folded.index(digits, position)
        position = start + len(digits)
        opening = head.start if not items else start
        shared_head = -1 if not items else head.start
        items.append(
            Mention(opening, position, kind, digits, resolved=digits + suffix, head=shared_head)
        )
    return [*items, Mention(mark.start, mark.end, kind, mark.value, head=head.start)]


def _closed_over(items: Sequence[Mention]) -> list[Mention]:
    """Give the items of a list the date or issuer that is written once, before or after them."""
    closed = list(items)
    date = agency = None
    for number in range(len(closed) - 1, -1, -1):
        item = closed[number]
        date, agency = item.date or date, item.agency or agency
        shared = None if any(i.date for i in closed[:number]) else date
        closed[number] = replace(item, date=item.date or shared, agency=item.agency or agency)
    if closed and closed[0].agency:
        first = closed[0].agency
        closed = [i if i.agency else replace(i, agency=first) for i in closed]
    return closed


# --- without symbol ------------------------------------------------------------------------------


def _short(paper: Paper, marks: Marks, heads: Sequence[Head]) -> Iterator[Mention]:
    yield from petitions_by_day(paper, marks)
    for head in heads:
        if head.kind == CERTIFICATE:
            yield from certificates(paper, marks, head)
            continue
        found = by_number(paper, marks, head)
        if found is not None:
            yield from further_numbers(paper, marks, found)
            continue
        found = pointing(paper, head) or by_date(paper, marks, head)
        if found is not None:
            yield found


# --- what the mentions around tell ---------------------------------------------------------------

_JOINED = rule(r"\s{0,8}(?:,|va|,\s{0,8}va)\s{1,8}(?:cac\s{1,8})?")


def _shared(paper: Paper, mentions: list[Mention]) -> list[Mention]:
    """``Quyết định số A và Quyết định số B cùng ngày … của …``: the tail closes over both."""
    for number in range(len(mentions) - 2, -1, -1):
        item, following = mentions[number], mentions[number + 1]
        if not item.symbol or item.agency:
            continue
        if not _JOINED.fullmatch(paper.folded, item.end, following.start):
            continue
        together = "cung" in paper.folded[following.start : following.end].split()
        if together and not item.date:
            mentions[number] = replace(item, date=following.date, agency=following.agency)
        elif (
            following.head < 0 and _behind(following) and same_issuer(item.symbol, following.symbol)
        ):
            mentions[number] = replace(item, agency=following.agency)
    return mentions


def _behind(mention: Mention) -> bool:
    return mention.agency is not None and mention.start < mention.agency.start < mention.end


def _before(paper: Paper, marks: Marks, mentions: list[Mention]) -> list[Mention]:
    """Take in issuers and days that stand before a number, once a list."""
    dated = {m.symbol for m in mentions if m.date}
    bodies: dict[int, Mark | None] = {}
    for number, item in enumerate(mentions):
        if not item.symbol or item.back or item.name:
            continue
        full = "/" in (item.resolved or item.symbol) or (item.date and item.date.end <= item.end)
        if (item.agency is None and full) or item.kind == CERTIFICATE:
            if item.anchor not in bodies:
                bodies[item.anchor] = item.agency or agency_before(paper, marks, item)
            item = replace(item, agency=bodies[item.anchor])
        if item.agency is None and number:
            item = replace(item, agency=_beside(paper, mentions, bodies, number))
        if item.date is None and item.symbol not in dated and item.kind not in LAWS:
            item = replace(item, date=date_before(paper, marks, item))
        mentions[number] = item
    return mentions


def _beside(
    paper: Paper, mentions: Sequence[Mention], bodies: dict[int, Mark | None], number: int
) -> Mark | None:
    """``UBND tỉnh đã ban hành Kế hoạch A …, Công văn D``: the issuer before A made D as well."""
    item = mentions[number]
    joined = SERIES_BEFORE.search(paper.folded, max(0, item.start - 12), item.start)
    if joined is None or "/" not in (item.symbol or ""):
        return None
    for other in reversed(mentions[max(0, number - 4) : number]):
        if item.start > min(other.start + 400, paper.paragraph_end(other.start)):
            return None
        if bodies.get(other.anchor) and same_issuer(other.symbol, item.symbol):
            return bodies[other.anchor]
    return None


def _after(paper: Paper, marks: Marks, mentions: list[Mention]) -> list[Mention]:
    """Take in issuers that only act behind the mention or end its subject; a list shares them."""
    for number in range(len(mentions) - 1, -1, -1):
        item = mentions[number]
        if item.agency is not None or not item.symbol or item.back or item.kind in LAWS:
            continue
        body = agency_acting(paper, marks, item) or agency_of_subject(paper, marks, item)
        if body is None and number + 1 < len(mentions):
            following = mentions[number + 1]
            joined = following.head >= 0 and following.head in (item.start, item.head)
            acts = following.agency and following.agency.start >= following.end
            body = following.agency if joined and acts else None
        if body:
            mentions[number] = replace(item, agency=body)
    return mentions
