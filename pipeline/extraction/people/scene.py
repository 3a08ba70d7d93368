"""Everybody whom a paper names, where, and what is known of each: the ground for ``details``."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extraction.findings import Party, Value
from pipeline.extraction.forms.numbers import EMAIL, ID_NUMBER, PHONE, TAX_CODE
from pipeline.extraction.paper import Mark, Paper
from pipeline.extraction.people.identity import mark_value
from pipeline.extraction.wordlists import any_of, phrases, rule

FIELDS = (
    "birth", "id_number", "id_issued_on", "id_issued_by", "address", "phone", "email", "tax_code",
)  # fmt: skip
MARKED = {"id_number": ID_NUMBER, "phone": PHONE, "email": EMAIL, "tax_code": TAX_CODE}
REACH = 420
"""Characters behind a name that may tell of it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place where a person is named; ``who`` is the number of the person in the scene."""

    start: int
    end: int
    who: int


class Scene:
    """Everybody named, where, and what is known of them; details move to their owners in place."""

    def __init__(self, paper: Paper, groups: Sequence[Sequence[Party]]) -> None:
        self.paper = paper
        self.people = [party for group in groups for party in group]
        self.writers = range(len(groups[0]))
        self.speakers = range(len(groups[0]), len(groups[0]) + len(groups[1]))
        self.respondents = range(self.speakers.stop, self.speakers.stop + len(groups[2]))
        self.named = list(named_in(paper, self.people))
        self.starts = [named.start for named in self.named]
        self.told: set[tuple[int, int]] = set()
        """Spans of numbers whose owner is said with them."""
        self.taken = {span for party in self.people for span in spans_of(party)}

    def groups(self, sizes: Sequence[int]) -> Iterator[tuple[Party, ...]]:
        start = 0
        for size in sizes:
            yield tuple(self.people[start : start + size])
            start += size

    def give(self, who: int, field: str, value: Value | None) -> None:
        """Give the detail to the person unless he has one or it is somebody's."""
        if value is None or getattr(self.people[who], field) is not None:
            return
        if field != "address" and span_of(value) in self.taken:
            return
        self.taken.add(span_of(value))
        self.put(who, field, value)

    def put(self, who: int, field: str, value: Value | None) -> None:
        """Set the detail, whatever stood there."""
        self.people[who] = replace(self.people[who], **{field: value})  # pyright: ignore[reportArgumentType]

    def move(self, who: int, field: str, mark: Mark) -> None:
        """Give the number to whom it is said to be, whoever had it."""
        span = self.paper.cleaned.source_span(mark.start, mark.end)
        self.told.add(span)
        for number, party in enumerate(self.people):
            value: Value | None = getattr(party, field)
            if value is not None and span_of(value) == span:
                if number == who:
                    return
                self.put(number, field, None)
        self.taken.discard(span)
        self.give(who, field, mark_value(self.paper, field, mark))

    def free(self, label: str) -> Iterator[Mark]:
        """The marks of a kind that are nobody's yet."""
        for mark in self.paper.marks.get(label, ()):
            if self.paper.cleaned.source_span(mark.start, mark.end) not in self.taken:
                yield mark

    def last_named(self, start: int, offset: int) -> Named | None:
        """Who is named last in ``[start, offset)``."""
        index = bisect_right(self.starts, offset) - 1
        while index >= 0 and self.named[index].start >= start:
            if self.named[index].end <= offset:
                return self.named[index]
            index -= 1
        return None

    def next_named(self, offset: int) -> Named | None:
        """Who is named first from the offset on."""
        index = bisect_left(self.starts, offset)
        return self.named[index] if index < len(self.named) else None


def same_person(scene: Scene, one: int, other: int) -> bool:
    return words_of(scene.paper, scene.people[one]) == words_of(scene.paper, scene.people[other])


def span_of(value: Value) -> tuple[int, int]:
    return value.evidence[0].start, value.evidence[-1].end


def spans_of(party: Party) -> Iterator[tuple[int, int]]:
    for field in FIELDS:
        value: Value | None = getattr(party, field)
        if value is not None and value.evidence:
            yield span_of(value)


# --- where people are named ----------------------------------------------------------------------


def named_in(paper: Paper, people: Sequence[Party]) -> Iterator[Named]:
    """Every place that holds a full name, or a title and the given name that only one bears."""
    full: dict[str, int] = {}
    given: dict[str, set[int]] = {}
    for number, party in enumerate(people):
        words = words_of(paper, party)
        if words:
            full.setdefault(" ".join(words), number)
            if not party.is_organisation:
                given.setdefault(words[-1], set()).add(full[" ".join(words)])
    if not full:
        return
    short = {word: next(iter(whose)) for word, whose in given.items() if len(whose) == 1}
    names = "|".join(_spaced(name) for name in sorted(full, key=len, reverse=True))
    last = "|".join(map(re.escape, short)) or "$."
    pattern = re.compile(
        rf"(?<![^\W_])(?:(?P<full>{names})|{any_of(phrases('persons', 'titles'))}\s{{1,3}}"
        rf"(?P<given>{last}))(?![^\W_])"
    )
    for match in pattern.finditer(paper.folded):
        if match["full"]:
            yield Named(match.start(), match.end(), full[" ".join(match["full"].split())])
        elif paper.text[match.start("given")].isupper():
            yield Named(match.start(), match.end(), short[match["given"]])


def _spaced(name: str) -> str:
    return r"\s{1,3}".join(map(re.escape, name.split()))


def words_of(paper: Paper, party: Party) -> list[str]:
    if party.name is None or not party.name.evidence:
        return []
    start, end = span_of(party.name)
    return paper.folded[paper.cleaned.clean_offset(start) : paper.cleaned.clean_offset(end)].split()


def clause_start(paper: Paper, offset: int, most: int) -> int:
    """Where the clause that holds the offset begins, a few words back at most."""
    floor = max(0, offset - most)
    line = paper.line_at(offset)
    stop = _STOP.search(paper.text[floor:offset][::-1])
    begin = offset - stop.start() if stop else floor
    starts = paper.line_number(offset)
    while starts and paper.lines[starts - 1].runs_on and paper.lines[starts].start > begin:
        starts -= 1
    line = paper.lines[starts]
    return max(begin, min(line.start, offset))


_STOP = re.compile(r"\s(?=[.;!?]\w)|;")
"""The end of the clause before, read from behind; the dot of ``TP. Huế`` ends none in practice."""


_DETAIL = rule(
    r"[\W\d]{0,4}(?:@phone@|@address@|@id_number@|@email@|@birth@|@tax_code@|noi cap|ngay cap"
    r"|cap ngay|cap tai|nha o|nha rieng|nghe nghiep|dan toc|gioi tinh|chuc vu|o\b|\d|\()"
)


def block_end(paper: Paper, offset: int) -> int:
    """The paragraph of the offset and the lines under it that tell details."""
    end = paper.paragraph_end(offset)
    number = paper.line_number(max(0, end - 1))
    goes_on = False
    for line in paper.lines[number + 1 : number + 10]:
        if not goes_on and not _DETAIL.match(paper.folded, line.start, line.end):
            break
        end, goes_on = line.end, line.runs_on
    return end
