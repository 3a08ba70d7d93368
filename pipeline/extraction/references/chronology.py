"""Checks of the documents cited, each a warning with its place.

A document dated after the one that cites or implements it; a date that contradicts the symbol's
year or another mention; an act that was not in force on the paper's day. What is printed is
reported as it stands: the warning says what does not fit.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.extraction.findings import Evidence, Notice, Reference
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.paper import Paper
from pipeline.extraction.references.mention import Own
from pipeline.extraction.wordlists import rule, table
from pipeline.law.documents import Act, act_by_symbol, in_force
from pipeline.messages import say


def notices_of_references(
    paper: Paper, references: Sequence[Reference], own: Own, *, petition: bool
) -> Iterator[Notice]:
    """Yield the warnings in the order of the text, one a document and kind of trouble."""
    yield from _later(references, own)
    yield from _conflicts(references)
    if own.day is not None:
        yield from _not_in_force(paper, references, own.day, petition)


def _notice(code: str, way: str, evidence: Evidence, **told: str) -> Notice:
    """``way``: the ending of the sentence's key in the table of messages."""
    sentence = table("messages")[code]
    vi, en = sentence[f"vi{way}"].format(**told), sentence[f"en{way}"].format(**told)
    return Notice(code, say(vi, en), evidence)


def _day(iso: str | None) -> date | None:
    """A full date; None for a partial one."""
    return date.fromisoformat(iso) if iso and len(iso) == len("2024-05-13") else None


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _words(reference: Reference) -> str:
    """The mention on one line, without what follows its number."""
    return " ".join(reference.text.split())


# --- one after the other -------------------------------------------------------------------------


def _later(references: Sequence[Reference], own: Own) -> Iterator[Notice]:
    told: set[tuple[int, int]] = set()
    printed = _printed_dates(references)
    for reference in references:
        day = _day(reference.date)
        if day is None:
            continue
        first = reference.document_id not in printed or not reference.date_evidence
        if first and own.day and day > own.day and (0, reference.document_id) not in told:
            told.add((0, reference.document_id))
            yield _notice(
                "chronology.cites_later", "", reference.evidence[0],
                cited=_words(reference), day=_shown(day), own=_shown(own.day),
            )  # fmt: skip
        yield from _later_than_parent(references, reference, day, told)


def _printed_dates(references: Sequence[Reference]) -> frozenset[int]:
    """The documents of which some mention itself holds the date: a warning points there."""
    return frozenset(r.document_id for r in references if r.date and not r.date_evidence)


def _later_than_parent(
    references: Sequence[Reference], reference: Reference, day: date, told: set[tuple[int, int]]
) -> Iterator[Notice]:
    if reference.parent is None:
        return
    parent = references[reference.parent]
    before = _day(parent.date)
    pair = (parent.document_id, reference.document_id)
    if before is None or day <= before or pair in told:
        return
    told.add(pair)
    place = parent.evidence[0]
    evidence = Evidence(
        place.start, reference.end, place.page, place.boxes + reference.evidence[0].boxes
    )
    yield _notice(
        "chronology.cites_later", "_chain", evidence,
        citing=_words(parent), before=_shown(before), cited=_words(reference), day=_shown(day),
    )  # fmt: skip


# --- dates that don't fit ------------------------------------------------------------------------

_SYMBOL_YEAR = re.compile(r"^[^/]+/((?:19|20)\d{2})/")


def _conflicts(references: Sequence[Reference]) -> Iterator[Notice]:
    first: dict[int, Reference] = {}
    told: set[int] = set()
    printed = _printed_dates(references)
    for reference in references:
        if reference.date is None or reference.document_id in told:
            continue
        if reference.date_evidence and reference.document_id in printed:
            continue
        year = _SYMBOL_YEAR.match(reference.resolved or reference.symbol or "")
        if year and year[1] != reference.date[:4]:
            told.add(reference.document_id)
            yield _notice(
                "chronology.conflict", "_year", reference.evidence[0],
                cited=_words(reference), year=year[1],
            )  # fmt: skip
            continue
        other = first.setdefault(reference.document_id, reference)
        if not _agree(other.date or "", reference.date):
            told.add(reference.document_id)
            yield _notice(
                "chronology.conflict", "", reference.evidence[0],
                symbol=reference.resolved or reference.symbol or reference.kind,
                one=_printed(other.date or ""), other=_printed(reference.date),
            )  # fmt: skip


def _agree(one: str, other: str) -> bool:
    """A partial date agrees with every day in it."""
    return one.startswith(other) or other.startswith(one)


def _printed(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


# --- acts out of force ---------------------------------------------------------------------------

_CITED_NOW = rule(
    r"\b(?:theo|can cu|ap dung)"
    r"(?:\s{1,8}(?:dung|quy dinh|cua|tai|cac|voi|theo)){0,3}\s{1,8}(?:[\w,]{1,6}\s{1,8}){0,16}$"
)
_PAST = rule(
    r"\b(?:het hieu luc|het han|duoc thay the|bi thay the|thay the boi|bai bo|truoc day|luc do"
    r"|luc ay|khi do|thoi diem|hoi do|truoc ngay|khi ay|ngay truoc)\b|\(cu\)"
)
_DONE = rule(r"\bda\s(?!duoc sua doi)")
_NOW = rule(r"\bhien hanh\b|\bhien nay\b|\bdang co hieu luc\b")


def _not_in_force(
    paper: Paper, references: Sequence[Reference], day: date, petition: bool
) -> Iterator[Notice]:
    told: set[int] = set()
    for reference in references:
        act = act_by_symbol(reference.resolved or reference.symbol or "")
        if act is None or in_force(act, day) is not False or reference.document_id in told:
            continue
        if not _relied_on(paper, reference, act, petition):
            continue
        told.add(reference.document_id)
        yield _expired(reference, act)


def _relied_on(paper: Paper, reference: Reference, act: Act, petition: bool) -> bool:
    """Whether the paper relies on the act for today, not for what happened under it."""
    start = paper.cleaned.clean_offset(reference.start)
    end = paper.cleaned.clean_offset(reference.end)
    first = max(
        paper.folded.rfind(mark, max(0, start - 300), start) for mark in (". ", ";", "\n\n")
    )
    floor = max(first, start - 300, 0)
    sentence = paper.folded[floor : _sentence_end(paper.folded, end)]
    if reference.relation in ("replaces", "repeals", "amends") or _PAST.search(sentence):
        return False
    if _NOW.search(sentence):
        return True
    if _past_date(paper, floor, end, start, act):
        return False
    if reference.relation == "basis":
        return True
    if petition or _DONE.search(sentence):
        # Whoever complains tells of the past: only what is called the basis is relied on.
        return False
    return bool(_CITED_NOW.search(paper.folded, max(0, start - 110), start))


def _sentence_end(folded: str, end: int) -> int:
    ends = [p for mark in (". ", ";", "\n\n") if (p := folded.find(mark, end, end + 160)) >= 0]
    return min(ends, default=min(len(folded), end + 160))


_YEAR = rule(r"\bnam (?P<y>(?:19|20)\d{2})\b")


def _past_date(paper: Paper, floor: int, end: int, start: int, act: Act) -> bool:
    """A day or year under the old act in the same sentence: it is cited for what happened then."""
    ended = act.ended.isoformat() if act.ended else ""
    days = [m.value for m in paper.marks_in("date", floor, end) if not start <= m.start < end]
    years = [match["y"] for match in _YEAR.finditer(paper.folded, floor, start)]
    return any(day < ended[: len(day)] for day in (*days, *years))


def _expired(reference: Reference, act: Act) -> Notice:
    way = "_replaced" * bool(act.replaced_by) + "_unsure" * (act.certainty == "M")
    return _notice(
        "not_in_force", way, reference.evidence[0],
        act=f"{act.kind} {act.name}" if fold_aligned(act.kind).endswith("luat") else act.kind,
        symbol=act.symbol,
        since=_shown(act.ended) if act.ended else "",
        by=", ".join(act.replaced_by),
    )  # fmt: skip
