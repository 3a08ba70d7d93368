"""What several writers share, and what stands apart from the writer whom it identifies.

A couple's id numbers and telephone, an address before or behind a list, ``tôi ở …`` in the story.
"""

from dataclasses import replace

from pipeline.extraction.findings import Party, Value
from pipeline.extraction.forms.numbers import ID_NUMBER
from pipeline.extraction.paper import Paper
from pipeline.extraction.people.identity import address_of, with_number
from pipeline.extraction.people.writers import Zone
from pipeline.extraction.wordlists import rule

_DETAILS = ("phone", "email", "id_number", "id_issued_on", "id_issued_by")


def first_ones_details(paper: Paper, writers: list[Party]) -> list[Party]:
    """What stands on lines of its own behind two writers is the first one's (docs/contract.md)."""
    if len(writers) != 2 or any(w.name is None or w.name.method != "prose" for w in writers[1:]):
        return writers
    first, second = writers
    assert second.name is not None
    own = paper.line_number(paper.cleaned.clean_offset(second.name.evidence[-1].end))
    moved: dict[str, Value | None] = {}
    for field in _DETAILS:
        value: Value | None = getattr(second, field)
        if value and getattr(first, field) is None and _line_of(paper, value) > own:
            moved[field] = value
    if "id_number" not in moved:
        moved = {f: v for f, v in moved.items() if not f.startswith("id_")}
    taken = dict.fromkeys(moved)
    return [replace(first, **moved), replace(second, **taken)]  # pyright: ignore[reportArgumentType]


def _line_of(paper: Paper, value: Value) -> int:
    return paper.line_number(paper.cleaned.clean_offset(value.evidence[0].start))


_OF_SPOUSE = rule(r"\bcua (?P<who>vo|chong)\b[^\n]{0,12}$")
_WIFE_SECOND = rule(r"\b(?:va|cung) vo\b")


def couples_numbers(paper: Paper, writers: list[Party], zone: Zone | None) -> list[Party]:
    """``Số CMND của chồng: …``, ``của vợ: …`` of a couple: the one named second is told first."""
    if zone is None or len(writers) != 2:
        return writers
    wife = 1 if _WIFE_SECOND.search(paper.folded, *zone) else 0
    found = list(writers)
    for mark in paper.marks_in(ID_NUMBER, *zone):
        before = _OF_SPOUSE.search(paper.folded, max(zone[0], mark.start - 30), mark.start)
        if before:
            place = wife if before["who"] == "vo" else 1 - wife
            found[place] = with_number(paper, found[place], mark, zone[1])
    return found


_COMMON = rule(
    r"\b(?:cung|deu)\s{1,3}(?:(?:cu )?ngu|(?:cu )?tru|thuong tru|o|dia chi|sinh song|song)\b"
)


def _head_address(paper: Paper, zone: Zone | None, writers: tuple[Party, ...]) -> Value | None:
    """``Chúng tôi gồm 5 hộ ở ngõ Lò Vôi, …:`` before the list is everyone's address."""
    names = [w.name for w in writers if w.name]
    if zone is None or not names:
        return None
    first = paper.cleaned.clean_offset(names[0].evidence[0].start)
    limit = min(zone[1], zone[0] + 400)
    return address_of(paper, zone[0], first if zone[0] < first < limit else limit)


def common_address(
    paper: Paper, writers: tuple[Party, ...], zone: Zone | None
) -> tuple[Party, ...]:
    """``cùng ngụ tại …`` is everyone's address; so is the only one that a couple gives."""
    told = [w for w in writers if w.address]
    if len(writers) < 2 or len(told) == len(writers):
        return writers
    if not told:
        head = _head_address(paper, zone, writers)
        return tuple(replace(w, address=head) for w in writers) if head else writers
    last = told[-1].address
    assert last is not None
    start = paper.cleaned.clean_offset(last.evidence[0].start)
    common = _COMMON.search(paper.folded, max(0, start - 30), start) is not None
    couple = len(writers) == 2 and len(told) == 1 and writers[1].address is not None
    if not common and not couple:
        return writers
    return tuple(w if w.address else replace(w, address=last) for w in writers)
