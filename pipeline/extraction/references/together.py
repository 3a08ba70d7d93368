"""Said once for several mentions: ``đều của …``, ``sau đây của …:``, ``lần lượt ngày …``."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.extraction.forms.dates import DATE
from pipeline.extraction.paper import Mark, Paper
from pipeline.extraction.references.bodies import body_at
from pipeline.extraction.references.issuers import issuer_fits
from pipeline.extraction.references.mention import Marks, Mention
from pipeline.extraction.wordlists import rule

REACH = 900
"""Characters before ``đều của`` in which the documents may stand."""
LIST = 3000
"""Characters behind the colon in which a list's items may stand."""
NEAR = 40
"""Characters between a document and ``cũng của``."""

_TOGETHER = rule(r"\b(?P<word>deu|cung)\s{1,3}(?:do|cua|boi)\s{1,8}")
_LIST_OF = rule(
    r"\b(?:van ban|quyet dinh|ket luan|thong bao|cong van)\s{1,3}(?:sau|sau day|duoi day)\s{1,3}"
    r"(?:cua|do)\s{1,8}"
)
_COLON = rule(r"[^.;:\n]{0,100}:\s")
_BULLET = r"(?:[-+•*]\s{1,3}|\d{1,2}[.)]\s{1,3}|[a-zd]\)\s{1,3})"
_LIST_ENDS = rule(rf"\n[ ]{{0,40}}\n\s{{0,20}}(?!{_BULLET})\S")
_AT_BULLET = rule(rf"\n\s{{0,20}}{_BULLET}(?:cac\s{{1,3}})?$")
_DAY = r"(?:ngay\s{1,3})?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?"
_IN_TURN = rule(
    r"[\s,(]{1,4}(?:deu\s)?(?:lan luot|theo thu tu)\s{1,3}(?:vao\s|cac\s){0,2}(?=ngay\s)"
    rf"(?P<days>{_DAY}(?:(?:,\s{{0,3}}|\s{{1,3}}va\s{{1,3}}|,\s{{0,3}}va\s{{1,3}}){_DAY}){{1,15}})"
)
_IN_TURN_IS = rule(r"\b(?:lan luot|theo thu tu) (?:la|bang|tai)(?: cac)?\s{1,4}$")
_OF = rule(r"\s?\)?\s{1,3}(?:cua|do)\s{1,3}")
_ONE_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")


def said_together(paper: Paper, marks: Marks, mentions: list[Mention]) -> list[Mention]:
    """Give the mentions the issuers and days that the text tells once for several of them."""
    starts = [mention.start for mention in mentions]
    for match in _TOGETHER.finditer(paper.folded):
        body = body_at(paper, marks, match.end(), joint=False)
        if body:
            floor = max(marks.clause(match.start()), match.start() - REACH)
            numbers = range(bisect_left(starts, floor), bisect_left(starts, match.start()))
            # "cùng do" is said of all before it, "cũng do" of the one beside it.
            together = match["word"] == "deu" or paper.text[match.start() + 1] in "ùÙ"
            _issued(mentions, numbers, body, match.start(), together=together)
    for match in _LIST_OF.finditer(paper.folded):
        body = body_at(paper, marks, match.end(), joint=False)
        colon = _COLON.match(paper.folded, body.end) if body else None
        if body and colon:
            _listed(paper, mentions, starts, body, colon.end() - 1)
    _dated_in_turn(paper, marks, mentions)
    _issued_in_turn(paper, marks, mentions)
    return mentions


def _issued(
    mentions: list[Mention], numbers: Sequence[int], body: Mark, end: int, *, together: bool
) -> None:
    """``A và B, đều do UBND xã ban hành``: all before it; ``(cũng của …)``: the one beside it."""
    for number in reversed(numbers):
        item = mentions[number]
        beside = 0 <= end - item.end <= NEAR
        fits = issuer_fits(item.kind, item.symbol, body.value)
        if item.symbol and not item.agency and (fits or (fits is None and beside)):
            mentions[number] = replace(item, agency=body)
        if not together:
            return


def _listed(
    paper: Paper, mentions: list[Mention], starts: Sequence[int], body: Mark, colon: int
) -> None:
    """``các văn bản sau đây của Chủ tịch UBND tỉnh …:``, then one line each."""
    ends = _LIST_ENDS.search(paper.folded, colon, colon + LIST)
    stop = ends.start() if ends else colon + LIST
    for number in range(bisect_right(starts, colon), bisect_left(starts, stop)):
        item = mentions[number]
        if item.agency or not _AT_BULLET.search(paper.folded, item.anchor - 40, item.anchor):
            continue
        if issuer_fits(item.kind, item.symbol, body.value):
            mentions[number] = replace(item, agency=body)


def _dated_in_turn(paper: Paper, marks: Marks, mentions: list[Mention]) -> None:
    """``Công văn số 211, 305 và 498/TTr-NV2 (lần lượt ngày 04/4, 22/5 và 31/8/2023)``."""
    for number, item in enumerate(mentions):
        match = None if item.date else _IN_TURN.match(paper.folded, item.end)
        if match is None:
            continue
        days = list(_days(match))
        first = number + 1 - len(days)
        if first < 0 or any(m.date for m in mentions[first:number]):
            continue
        of = _OF.match(paper.folded, match.end())
        body = body_at(paper, marks, of.end(), joint=False) if of else None
        for place, day in enumerate(days, first):
            other = mentions[place]
            mentions[place] = replace(other, date=day, agency=other.agency or body)


def _issued_in_turn(paper: Paper, marks: Marks, mentions: list[Mention]) -> None:
    """``Sở A và Sở B cùng có văn bản, lần lượt là Công văn số …, Công văn số …``."""
    for number, item in enumerate(mentions):
        lead = _IN_TURN_IS.search(paper.folded, max(0, item.anchor - 24), item.anchor)
        if item.agency or lead is None:
            continue
        floor = max(marks.clause(lead.start()), lead.start() - REACH)
        bodies = list(marks.agencies_before(lead.start(), floor))[::-1]
        end = marks.clause_end(item.end, len(paper.folded))
        items = [n for n in range(number, min(len(mentions), number + 8)) if mentions[n].end <= end]
        if len(bodies) < 2 or len(bodies) != len(items):
            continue
        for place, body in zip(items, bodies, strict=True):
            other = mentions[place]
            if not other.agency and issuer_fits(other.kind, other.symbol, body.value):
                mentions[place] = replace(other, agency=body)


def _days(match: re.Match[str]) -> Iterator[Mark]:
    """The days in turn; one without a year has that of the next that has one."""
    found = list(_ONE_DAY.finditer(match["days"]))
    years = [day[3] for day in found]
    for number, day in enumerate(found):
        year = next((y for y in years[number:] if y), None)
        if year is None:
            return
        try:
            value = date(int(year), int(day[2]), int(day[1])).isoformat()
        except ValueError:
            return
        start = match.start("days")
        yield Mark(DATE, start + day.start(), start + day.end(), value, 0.8)
