"""A mention of a document before it is numbered, and what the paper says of itself."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.extraction.folding import UPPER
from pipeline.extraction.forms.agencies import AGENCY, find_agencies, whole_end
from pipeline.extraction.forms.dates import DATE
from pipeline.extraction.forms.symbols import SYMBOL
from pipeline.extraction.paper import Mark, Paper, squeeze
from pipeline.extraction.wordlists import rule


@dataclass(frozen=True, slots=True)
class Mention:
    """Offsets of the cleaned text."""

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
    articles: tuple[str, ...] = ()
    path: int = field(default=-1)
    """Where the article path before the mention begins; -1 without one."""
    name: str | None = None
    """Of an act cited by name: its name as the table writes it."""
    back: bool = False
    """True for ``Luật này``, ``văn bản trên``: it points back at another mention."""

    @property
    def anchor(self) -> int:
        """Where the words that lead to the mention end."""
        start = self.start if self.head < 0 else self.head
        return start if self.path < 0 else min(start, self.path)


@dataclass(frozen=True, slots=True)
class Own:
    """What the paper says of itself, as far as references need it."""

    kind: str | None = None
    day: date | None = None
    year: int | None = None


# With their tone marks: a name may end in "vận tải".
_LOOSE_END = re.compile(r"(?:\s+và\s+(?:Bộ|Sở|Cục|Ban)|(?:[\s,]+(?:và|các|tại))*)[\s,]*$")
_LOOSE_PLAIN_END = re.compile(r"(?:[\s,]+(?:va|cac|tai))*[\s,]*$")
_HIGH_COURT = re.compile(
    r"\s{1,3}tại\s{1,3}(?:(?:[Tt]hành phố|TP\.?)\s{1,3})?(?:Hà Nội|Đà Nẵng|Hồ Chí Minh|HCM)\b"
)
_BROKEN = re.compile(rf"[ \t]?\n(?=[{UPPER}][a-zà-ỹđ])")
_CLAUSE_END = rule(r"[.;!?](?=\s|$)|\n[ ]{0,40}\n|\f|\n\s{0,20}(?:[-+•*]|\d{1,2}[.)/]|[a-zd]\))\s")


# "Sở Kế hoạch và Đầu tư", "Phòng Tài chính - Kế hoạch", "Hội Luật gia": part of the name.
_NAMED_PLAN = rule(r"\b(?:so|bo|vu|phong|hoi|tai chinh\s?[-–,]|tai chinh va)\s{1,3}$")


_TWO = re.compile(
    rf"(?<!\w)(?:tỉnh|huyện|xã|phường|quận|thành phố|Chính phủ)(?P<and>\s+và\s+)(?=[{UPPER}])"
)


def _parted(paper: Paper, mark: Mark) -> Iterator[Mark]:
    """``Bảo hiểm xã hội tỉnh và Kho bạc Nhà nước tỉnh``: two bodies, though one name's words."""
    match = _TWO.search(paper.text, mark.start, mark.end)
    body = None
    if match and not mark.value.startswith("Văn phòng"):
        rest = slice(match.end(), match.end() + 120)
        body = next(find_agencies(paper.text[rest], paper.folded[rest]), None)
    if match is None or body is None or body.start:
        yield mark
        return
    end = match.start("and")
    yield replace(mark, end=end, value=squeeze(paper.text[mark.start : end]))
    start = match.end()
    yield replace(mark, start=start, end=start + body.end, value=body.value)


class Marks:
    """The closed forms of a paper by place, and where its clauses begin."""

    def __init__(self, paper: Paper, heads: Collection[int] = ()) -> None:
        """``heads``: where type words begin; no body's name goes over one."""
        self._heads = sorted(heads)
        self.symbols = paper.marks.get(SYMBOL, ())
        self.dates = {mark.start: mark for mark in paper.marks.get(DATE, ())}
        self._agencies = [
            self._cut(paper, mark)
            for both in paper.marks.get(AGENCY, ())
            for found in _parted(paper, both)
            if (mark := self._body(paper, found))
        ]
        self.agencies = {mark.start: mark for mark in self._agencies}
        self._agency_ends = [mark.end for mark in self._agencies]
        self._dates = paper.marks.get(DATE, ())
        self._date_starts = [mark.start for mark in self._dates]
        self._clauses = [0, *(m.end() for m in _CLAUSE_END.finditer(paper.folded))]

    def opens(self, offset: int) -> bool:
        """Return whether a type word begins at the offset."""
        number = bisect_left(self._heads, offset)
        return number < len(self._heads) and self._heads[number] == offset

    def _body(self, paper: Paper, mark: Mark) -> Mark | None:
        """Return the mark as far as it is a body's name.

        A code in a symbol is no body; behind it one may begin: ``12/QĐ-UBND UBND xã …``."""
        end = whole_end(paper.folded, mark.start, mark.end)
        if " " not in mark.value and _BROKEN.match(paper.text, end):
            end = self._broken(paper, mark)
        court = _HIGH_COURT.match(paper.text, end) if mark.value.endswith("cấp cao") else None
        end = court.end() if court else end
        if end != mark.end:
            mark = replace(mark, end=end, value=squeeze(paper.text[mark.start : end]))
        if not paper.text.endswith(("/", "-"), 0, mark.start):
            return mark
        number = bisect_right(self.symbols, mark.start, key=lambda symbol: symbol.start) - 1
        if number < 0 or self.symbols[number].end <= mark.start:
            return mark
        start = self.symbols[number].end
        start += len(paper.text[start : mark.end]) - len(paper.text[start : mark.end].lstrip())
        if start >= mark.end or not paper.text[start].isupper():
            return None
        return replace(mark, start=start, value=squeeze(paper.text[start : mark.end]))

    @staticmethod
    def _broken(paper: Paper, mark: Mark) -> int:
        """Return where a name ends whose first word alone stands at the end of a line."""
        text, folded = (whole[mark.start : mark.end + 120] for whole in (paper.text, paper.folded))
        body = next(find_agencies(text, folded), None)
        return mark.start + body.end if body and body.start == 0 else mark.end

    def _cut(self, paper: Paper, mark: Mark) -> Mark:
        """A body's name ends before a type word and before the ``và`` that leads to it."""
        number = bisect_right(self._heads, mark.start)
        end = mark.end
        for head in self._heads[number : number + 3]:
            if head < mark.end and not _NAMED_PLAN.search(paper.folded, mark.start, head):
                end = head
                break
        name = paper.text[mark.start : end]
        loose = _LOOSE_PLAIN_END if paper.toneless else _LOOSE_END
        end -= len(name) - len(loose.sub("", name))
        if end == mark.end or end <= mark.start:
            return mark
        return replace(mark, end=end, value=squeeze(paper.text[mark.start : end]))

    def clause(self, offset: int) -> int:
        """Return where the clause that holds the offset begins."""
        return self._clauses[bisect_right(self._clauses, offset) - 1]

    def clause_end(self, offset: int, end: int) -> int:
        """Return where the clause that holds the offset ends, ``end`` for the last."""
        number = bisect_right(self._clauses, offset)
        return self._clauses[number] if number < len(self._clauses) else end

    def agencies_before(self, offset: int, floor: int) -> Iterator[Mark]:
        """Yield the bodies named between ``floor`` and ``offset``, the nearest first."""
        for number in range(bisect_right(self._agency_ends, offset) - 1, -1, -1):
            mark = self._agencies[number]
            if mark.start < floor:
                return
            yield mark

    def dates_in(self, start: int, end: int) -> Iterator[Mark]:
        """Yield the dates that begin inside the span."""
        for number in range(bisect_left(self._date_starts, start), len(self._dates)):
            if self._dates[number].start >= end:
                return
            yield self._dates[number]
