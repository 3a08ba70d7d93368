"""Those whom a petition accuses, and the words that tell what office they hold.

An accused person's office stands beside the name (``ông A, Bí thư Đảng ủy xã``, ``Phó Chủ tịch
UBND xã B``): the look goes from each place of the name to the ends of its clause, and not past
another person's name.
"""

from collections.abc import Iterator, Sequence

from pipeline.extraction.findings import Fields, Party, Value
from pipeline.extraction.view import Span, View, folded_words
from pipeline.extraction.wordlists import rule

REACH = 130
"""Characters on either side of an accused person's name."""
MOST_PLACES = 12
"""Places of one name that are looked at."""

_STOP = rule(r"[.;:!?](?=\s|$)|\n\s*(?:[-+*•]|\d{1,2}[.)])|\n\s*\n")
_NEXT_PERSON = rule(
    r"(?:,|\bva\b|\bcung\b|\bvoi\b|\bbao cao\b|\bgui\b)\s{0,2}(?:ong|ba|anh|chi|dong chi)\s"
)


def accused_places(view: View, fields: Fields) -> list[Span]:
    """Return where the paper tells who the accused are, each place once, in order."""
    found: set[Span] = set()
    for party in fields.respondents:
        found.update(_of_values(view, party))
        found.update(_of_name(view, party))
    return sorted(found)


def _of_values(view: View, party: Party) -> Iterator[Span]:
    for value in (party.position, party.organisation):
        if value is not None:
            yield from spans_of(view, value)


def spans_of(view: View, value: Value) -> Iterator[Span]:
    """Yield the value's places as offsets of the cleaned text."""
    cleaned = view.paper.cleaned
    for evidence in value.evidence:
        yield cleaned.clean_offset(evidence.start), cleaned.clean_offset(evidence.end)


def _of_name(view: View, party: Party) -> Iterator[Span]:
    if party.name is None:
        return
    words = folded_words(str(party.name.value))
    folded = view.paper.folded
    name = " ".join(words)
    start = folded.find(name)
    for _ in range(MOST_PLACES):
        if start < 0 or not name:
            return
        yield _around(folded, start, start + len(name))
        start = folded.find(name, start + 1)


def _around(folded: str, start: int, end: int) -> Span:
    floor, ceiling = max(0, start - REACH), min(len(folded), end + REACH)
    before = [m.end() for m in _STOP.finditer(folded, floor, start)]
    before += [m.start() for m in _NEXT_PERSON.finditer(folded, floor, max(floor, start - 6))]
    after = _STOP.search(folded, end, ceiling)
    last = after.start() if after else ceiling
    following = _NEXT_PERSON.search(folded, end, last)
    return max(before, default=floor), following.start() if following else last


def inside(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether ``[start, end)`` overlaps one of the spans."""
    return any(first < end and start < last for first, last in spans)
