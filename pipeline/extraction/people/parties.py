"""A party: where it begins in the text, the stretch that is its own, what stands in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

from pipeline.extraction.confidence import sure
from pipeline.extraction.findings import Party, Value
from pipeline.extraction.forms.agencies import AGENCY, is_organisation
from pipeline.extraction.paper import Paper
from pipeline.extraction.people.identity import identity
from pipeline.extraction.people.names import Name
from pipeline.extraction.wordlists import rule

Role = Literal["petitioner", "representative", "agent", "lawyer", "respondent", "other"]

PERSON_LIMIT = 900
"""Characters that belong to one person at most."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a party begins: the name's span, its title, the role; a body has no title."""

    start: int
    end: int
    role: Role
    title: tuple[int, int] = (0, 0)
    office: tuple[int, int] = (0, 0)
    """The office that stands before the name."""
    organisation: bool = False
    method: str = "prose"

    @property
    def first(self) -> int:
        """Where the party begins with its title and office."""
        spans = (self.title, self.office, (self.start, self.end))
        return min(start for start, end in spans if end > start)


def start_of(name: Name, role: Role, method: str = "prose") -> Start:
    return Start(name.start, name.end, role, name.title, method=method)


_ORG_END = rule(
    r"[,;.\n:]|\s[-–]\s(?:dia chi|chu tich|mst)|\((?:sau day|goi tat|dia chi|do|nay|mst|ma so)"
    r"|\s(?:dia chi|ma so|mst|do ong|do ba|dai dien|tru so|co tru so|chuc vu|ve viec|ve hanh vi"
    r"|vi)\b"
)


def organisation_at(
    paper: Paper, start: int, limit: int, role: Role = "petitioner"
) -> Start | None:
    """Return the company or body whose name stands at ``start``, up to a comma or label."""
    position = start
    while position < limit and paper.text[position] in ' :\n-–\t"“':
        position += 1
    if not is_organisation(paper.text[position : position + 60]):
        return None
    if not paper.text[position].isupper() and not paper.toneless:
        return None
    stop = _ORG_END.search(paper.folded, position, min(limit, paper.paragraph_end(position)))
    end = stop.start() if stop else min(limit, paper.paragraph_end(position))
    marked = next((m for m in paper.marks_in(AGENCY, position, limit) if m.start == position), None)
    if marked and marked.end > end:
        end = marked.end
    start, end = paper.trim(position, end)
    return Start(start, end, role, organisation=True) if 3 < end - start < 200 else None


def stretches(paper: Paper, starts: Sequence[Start], limit: int) -> Iterator[tuple[Start, int]]:
    """Yield each start with the end of its stretch: the next one, or the limit."""
    for number, start in enumerate(starts):
        end = starts[number + 1].first if number + 1 < len(starts) else limit
        yield start, max(start.end, min(end, limit, start.end + PERSON_LIMIT))


def party_of(paper: Paper, start: Start, end: int) -> Party:
    """Return the party with what identifies it in its stretch."""
    titled = start.title[1] > start.title[0]
    title = paper.value(*start.title, confidence=sure("title")) if titled else None
    name = paper.value(start.start, start.end, confidence=sure("name", start.method))
    party = Party(
        name=replace(name, method=start.method),
        title=title,
        role=start.role,
        is_organisation=start.organisation,
    )
    party = identity(paper, party, start.end, end) if end > start.end else party
    if party.position is None and start.office[1] > start.office[0]:
        office = paper.value(*start.office, confidence=sure("office"))
        return replace(party, position=office)
    return party


def merged(one: Party, other: Party) -> Party:
    """Return the first party with what only the second tells."""
    changes: dict[str, Value] = {}
    for field in fields(one):
        if getattr(one, field.name) is None and getattr(other, field.name) is not None:
            changes[field.name] = getattr(other, field.name)
    return replace(one, **changes)  # pyright: ignore[reportArgumentType]


def same_name(one: Party, other: Party) -> bool:
    return (
        one.name is not None
        and other.name is not None
        and str(one.name.value).casefold() == str(other.name.value).casefold()
    )
