"""Place and day of writing: every day of the paper that stands where one signs it.

``Đắk Lắk, ngày 5 tháng 3 năm 2024`` on a line or in a column of its own, at the head or the foot;
``Viết ngày …``, ``Làm tại: …``; the day of a mail or message. A blank day leaves a partial date, a
blank year none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extraction.findings import Value
from pipeline.extraction.folding import UPPER
from pipeline.extraction.forms.dates import DATE
from pipeline.extraction.paper import Line, Mark, Paper
from pipeline.extraction.wordlists import rule

Span = tuple[int, int]
HEAD_LINES = 30
TAIL_LINES = 40
"""Lines from the top and from the end in which the day of writing may stand."""

_COLUMN = re.compile(r"[ ]{3,}|\t\s*|\s\|\s")
# The number of a company's letter may stand left of the place without a wide gap.
_NUMBER_LEFT = rule(
    r"(?:so\s?:?\s{0,8})?[^\s/]{0,12}(?:/\d{2,4})?/[a-z][^\s,]{1,24}\s{1,80}(?=\S)"
    r"|.*hanh phuc\s{1,80}(?=\S)"
)
# What may stand before the day, on its own or behind a place.
_LABEL = rule(
    r"(?:(?:don )?(?:viet|lam|lap|gui|ky|ghi)(?: (?:don|vao|hom))*"
    r"(?: (?:luc|tai|o)\b\s?|\s?:\s?|\s(?=ngay|thang|\d))"
    r"|ngay(?: (?:viet|lam|gui|thang|lap))*(?: don)?\s?:|thoi gian(?: gui)?\s?:"
    r"|(?:date|sent)\s?:(?: [a-z]{3},)?"
    r"|(?:gui )?luc\s?:?|hom\b|vao\b)\s{0,2}:?\s{0,2}(?:ngay\s)?"
)
_MOMENT = (
    r"(?:(?:sang|trua|chieu|toi|dem|khuya)(?: [^\W\d_]{1,6}){0,3}|chu nhat"
    r"|thu (?:hai|ba|tu|nam|sau|bay|\d)|mot (?:sang|chieu|toi|dem|ngay)(?: [^\W\d_]{1,7}){0,4}"
    r"|(?:dau|giua|cuoi|ha tuan|trung tuan|thuong tuan)|tiet [^\W\d_]{1,6} [^\W\d_]{1,6}"
    r"|hom|luc|vao)"
)
_BEFORE_DAY = rule(rf"(?:[\s,;–-]{{0,3}}(?<![^\W\d_]){_MOMENT}(?![^\W\d_]))*[\s,;:–-]{{0,3}}$")
_HOUR = r"(?:luc |vao luc )?\d{1,2}\s?(?:[:h]|gio)\s?\d{0,2}(?::\d\d)?(?: phut)?(?:\s?[+-]\d{4})?"
_TODAY = rule(r"hom nay[\s,:]{1,3}(?:la )?$")
"""Minutes of a meeting begin with the day: ``Hôm nay, ngày …``."""
_AFTER_DAY = rule(
    rf"[\s.,;)/\]]*(?:{_HOUR}|\(?(?:duong lich|dl|am lich)\)?|(?:sang|trua|chieu|toi|dem))?"
    r"[\s.,;)/\]]*$"
)
_PLACE_AFTER = rule(r"\s{0,2},?\s(?:o|tai)\s{1,2}(?P<place>\S[^\n,;:.…()\d]{1,40})[.\s]*$")
_SHORT = r"(?:(?:TP|Tp|TX|Tx|TT|Q|H|P|X|T)\.\s?)?"
_PLACE = re.compile(
    rf"(?P<place>{_SHORT}[{UPPER}][^\n,;:.…()]{{1,48}}"
    rf"(?:,\s?(?={_SHORT}[{UPPER}]){_SHORT}[^\n,;:.…()\d]{{2,40}}){{0,2}})"
)
# With tone marks: "đến" is no "Phja Đén".
_NOT_WRITING = re.compile(
    r"(?<!\w)(?:sinh|cấp|số|từ|đến|trước|sau|nộp|hạn|nhận|theo|ký|sn|cap|so|tu)\s*:?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Day:
    mark: Mark
    place: Span | None
    rank: int
    """How surely this is the day of writing: behind a place, behind a label, alone."""


def written(paper: Paper) -> tuple[Value | None, Value | None]:
    """Return the day and the place of writing; the head before the foot among equals."""
    days = list(_days(paper))
    if not days:
        return None, _place_alone(paper)
    best = max(days, key=lambda day: day.rank)
    confidence = 0.95 if best.place else 0.8
    mark = best.mark
    on = paper.value(mark.start, mark.end, mark.value, confidence * mark.confidence)
    return on, paper.value(*best.place, confidence=0.95) if best.place else None


def _days(paper: Paper) -> Iterator[_Day]:
    for mark in paper.marks.get(DATE, ()):
        number = paper.line_number(mark.start)
        if HEAD_LINES <= number < len(paper.lines) - TAIL_LINES:
            continue
        day = _day_of(paper, mark, number)
        if day:
            yield day


def _day_of(paper: Paper, mark: Mark, number: int) -> _Day | None:
    line = paper.lines[number]
    start, end = _own_part(paper, line, mark)
    above = paper.lines[number - 1] if number else None
    if start == line.start and above and above.runs_on and _of_a_story(above):
        return None
    if mark.start - start > 90:
        return None
    if _TODAY.match(paper.folded, start, mark.start):
        return _Day(mark, None, 1)
    after = _PLACE_AFTER.match(paper.folded, mark.end, end)
    if after is None and not _AFTER_DAY.match(paper.folded, mark.end, end):
        return None
    label = _LABEL.match(paper.folded, start, end)
    label = label if label and label.start() < mark.start else None
    begin = min(label.end(), mark.start) if label else start
    cut = _BEFORE_DAY.search(paper.folded, begin, mark.start)
    rest = (begin, cut.start() if cut else mark.start)
    if after and label:
        return _Day(mark, paper.trim(*after.span("place")), 4)
    if rest[1] <= rest[0]:
        return _alone(paper, mark, labelled=label is not None)
    place = _place_in(paper, rest, mark, labelled=label is not None)
    return _Day(mark, place, 5) if place else None


def _of_a_story(above: Line) -> bool:
    """Whether the line above goes on in this one: it is long, and no line of two columns."""
    return len(above.text) > 45 and not _COLUMN.search(above.text)


def _alone(paper: Paper, mark: Mark, *, labelled: bool) -> _Day | None:
    """A day that is all of its line; in figures only where a label or a message tells it."""
    worded = paper.folded[mark.start : mark.start + 4] in ("ngay", "than", "mung", "mong", "hom ")
    return _Day(mark, None, 3 if labelled or worded else 2)


def _own_part(paper: Paper, line: Line, mark: Mark) -> Span:
    """The column of the line in which the day stands."""
    start, end = line.start, line.end
    left = _NUMBER_LEFT.match(paper.folded, start, mark.start)
    start = left.end() if left else start
    for gap in _COLUMN.finditer(paper.text, start, line.end):
        if gap.end() <= mark.start:
            start = gap.end()
        elif gap.start() >= mark.end:
            end = gap.start()
            break
    return start, end


def _place_in(paper: Paper, span: Span, mark: Mark, *, labelled: bool) -> Span | None:
    """The place that the words before the day are; none where they tell a story."""
    start, end = paper.trim(*span)
    while end > start and paper.text[end - 1] in " ,;:–-(":
        end -= 1
    bullet = re.compile(r"[\s*–—(\[-]+").match(paper.text, start, end)
    start = bullet.end() if bullet else start
    if _NOT_WRITING.search(paper.text[start:end]) or _signed_on(paper, start, end, mark):
        return None
    whole = _PLACE.fullmatch(paper.text, start, end)
    if whole is None and not (
        labelled and re.fullmatch(r"[^\d:;.…(),]{2,40}", paper.text[start:end])
    ):
        return _lower_case(paper, start, end, mark)
    comma = "," in paper.text[end : mark.start]
    return (start, end) if comma or labelled or _short(paper.text[start:end]) else None


def _lower_case(paper: Paper, start: int, end: int, mark: Mark) -> Span | None:
    """``bản khoang hạ, ngày 3/5/2024`` of a paper without capitals."""
    words = paper.text[start:end].split()
    worded = paper.folded[mark.start : mark.start + 4] in ("ngay", "than")
    plain = all(word.isalpha() for word in words) and 0 < len(words) < 5
    return (start, end) if plain and worded and paper.text[end : end + 1] == "," else None


def _short(before: str) -> bool:
    """``Hoa Xuan 18.11.2025``: a place without its comma."""
    words = before.split()
    return 0 < len(words) <= 4 and all(word[0].isupper() for word in words)


def _signed_on(paper: Paper, start: int, end: int, mark: Mark) -> bool:
    """``Trần Thị Mận, 3/5/2026``: who signed that day, no place."""
    words = paper.text[start:end].split()
    long = "tháng" in paper.text[mark.start : mark.end].lower()
    return not long and 2 < len(words) < 6 and words[1].casefold() in ("văn", "thị")


_BLANK_DATE = rule(rf"(?P<place>[{UPPER}][^\n,;:.…()]{{1,48}}),\s{{0,3}}ngày[\s.…_]{{0,20}}tháng")


def _place_alone(paper: Paper) -> Value | None:
    """The place of a line whose date was left blank."""
    for line in paper.lines[:HEAD_LINES]:
        match = _BLANK_DATE.match(paper.text, line.start, line.end)
        if match:
            return paper.value(*match.span("place"), confidence=0.85)
    return None
