"""Offices that people hold: ``Phó Chủ tịch UBND xã Ea Sô``, ``công chức địa chính xã``."""

import re
from collections.abc import Sequence
from functools import cache

from pipeline.extraction.folding import UPPER, fold_aligned
from pipeline.extraction.forms.agencies import AGENCY
from pipeline.extraction.paper import Paper
from pipeline.extraction.people.mentions import is_called
from pipeline.extraction.people.names import Name, name_at
from pipeline.extraction.wordlists import any_of, phrases, rule

LIMIT = 140
"""Characters that an office may take."""


@cache
def _written() -> frozenset[str]:
    return frozenset(phrases("persons", "offices"))


def _true_tones(paper: Paper, head: re.Match[str]) -> bool:
    """``Phò Trạch`` is no ``phó``; several syllables are an office in spite of a wrong mark."""
    word = " ".join(paper.text[head.start("h") : head.end("h")].lower().split())
    return paper.toneless or " " in word or word in _written()


@cache
def _heads() -> re.Pattern[str]:
    return rule(
        rf"(?:(?:nguyen|cuu|quyen|hien la|hien|dang la"
        rf"|la)\s)*(?P<h>{any_of(phrases('persons', 'offices'))})\b"
    )


_MARK = re.compile(
    r"[();:\"“”]|\s\d[\d.,]*\s(?:triệu|đồng|nghìn|tr)(?!\w)|\.(?=\s|$)"
    r"|\s[-–]\s(?=[^\W\d_]*\s?(?:ông|bà|sinh|địa|trú|ngụ|số))"
    rf"|\s[-–]\s(?![{UPPER}]|kế toán|địa chính|xây dựng|nông nghiệp|xã hội|hộ tịch)"
    r"|,\s(?!(?:[kK]iêm|[bB]í thư|[cC]hủ tịch|[pP]hó|[gG]iám đốc|[tT]rưởng|[đĐ]ại biểu"
    r"|[uU][ỷy] viên|[ỦỷủỦ]y viên"
    r"|[tT]hanh tra|[tT]hể thao|[dD]u lịch|[hH]ạ tầng|[tT]hương binh|[kK]ế toán)(?!\w))"
)


@cache
def _end_words(toneless: bool) -> re.Pattern[str]:
    words = [fold_aligned(w) if toneless else w for w in phrases("persons", "office_ends")]
    either = "|".join(w.replace(" ", r"\s{1,3}") for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"\s(?:{either})(?!\w)")


def _first_end(paper: Paper, start: int, limit: int) -> int:
    """The first mark or word (with its tone marks) that ends an office."""
    mark = _MARK.search(paper.text, start, limit)
    limit = mark.start() if mark else limit
    # A word in capitals inside a name ("Tài chính") is none of these.
    capitals = paper.text[start:limit].isupper()
    read = paper.text[start:limit]
    lowered = read.lower() if capitals and len(read.lower()) == len(read) else read
    word = _end_words(paper.toneless).search(
        paper.folded[start:limit] if paper.toneless else lowered
    )
    return start + word.start() if word else limit


def office_at(paper: Paper, start: int, end: int) -> tuple[int, int] | None:
    """Return the office that begins at ``start``, or None; it ends before a name, mark or verb."""
    head = _heads().match(paper.folded, start, end)
    if head is None or not _true_tones(paper, head):
        return None
    limit = min(end, start + LIMIT, paper.paragraph_end(start))
    last = _first_end(paper, head.end(), limit)
    body = next((m for m in paper.marks_in(AGENCY, start, end) if m.start < last < m.end), None)
    if body and not paper.text[body.start : body.end].count("\n\n"):
        last = min(body.end, max(limit, start))
    last = _before_name(paper, head.end(), last)
    return paper.trim(start, last) if last > start else None


_CAPITAL = re.compile(r"(?<=\s)(?=[^\W\d_a-z])")


def _before_name(paper: Paper, start: int, end: int) -> int:
    """``Chủ tịch UBND xã An Phú Phạm Văn Nhân``: the holder's name is no part of the office."""
    for match in _CAPITAL.finditer(paper.text, start, end):
        name = name_at(paper, match.start(), min(len(paper.text), match.start() + 60))
        if name is None or not _whole_name(paper, name):
            continue
        given = paper.text[name.start : name.end].split()[-1]
        if not _in_a_place(paper, start, match.start()) or is_called(paper, given):
            return match.start()
    return end


_PLACE = re.compile(r"(?:xã|phường|thị trấn|đường|phố|trường|THPT|THCS|học|non)\s$", re.IGNORECASE)


def _in_a_place(paper: Paper, floor: int, start: int) -> bool:
    """``UBND phường Võ Thị Sáu`` bears a person's name."""
    return _PLACE.search(paper.text, max(floor, start - 12), start) is not None


def _whole_name(paper: Paper, name: Name) -> bool:
    words = paper.text[name.start : name.end].split()
    known = {w.casefold() for w in phrases("persons", "sure_family")}
    middle = {w.casefold() for w in phrases("persons", "middle")}
    return len(words) >= 3 and words[0].casefold() in known and words[1].casefold() in middle


def office_of(paper: Paper, mentions: Sequence[Name]) -> tuple[int, int] | None:
    """Return the office that stands beside one of a person's first mentions."""
    return next(filter(None, (office_around(paper, name) for name in mentions[:8])), None)


def office_around(paper: Paper, name: Name) -> tuple[int, int] | None:
    """Return the office behind the name (``ông B, Chủ tịch …``) or before it."""
    after = rule(r"[\s,(–-]{1,4}(?:(?:hien |dang |nguyen )?la )?").match(paper.folded, name.end)
    if after and after.end() > name.end:
        span = office_at(paper, after.end(), min(len(paper.text), after.end() + LIMIT))
        if span:
            return span
    return _office_before(paper, name)


def _office_before(paper: Paper, name: Name) -> tuple[int, int] | None:
    begin = name.title[0] if name.titled else name.start
    line = max(0, begin - 70)
    for match in _heads().finditer(paper.folded, line, begin):
        if match.start() and paper.folded[match.start() - 1].isalpha():
            continue
        span = office_at(paper, match.start(), begin)
        if span and not paper.text[span[1] : begin].strip(" ,:–-"):
            return span
    return None
