"""A petition with what was found in it, as the rules on its signals need it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.extraction.findings import Evidence, Fields, Kind, Reference
from pipeline.extraction.phrasing import Hit
from pipeline.extraction.signals.notices import Shape
from pipeline.extraction.view import Span, View


@dataclass(frozen=True, slots=True)
class Petition:
    """A petition with what was found in it."""

    view: View
    kind: Kind
    fields: Fields
    references: tuple[Reference, ...]
    shape: Shape
    body: int
    """Where the writer's own text begins, behind title and addressees."""
    about: Span | None = None
    asked: tuple[Span, ...] = ()
    """The requests."""


Look = Callable[[Petition], Evidence | tuple[()] | None]
"""Return the signal's place; ``()`` where it stands without one, None where there is no signal."""


def at(petition: Petition, hit: Hit | Span | None) -> Evidence | None:
    if hit is None:
        return None
    start, end = (hit.start, hit.end) if isinstance(hit, Hit) else hit
    return petition.view.paper.evidence(start, end)[0]


def asserted(petition: Petition, code: str, start: int = 0) -> Iterator[Hit]:
    """Yield the hits of a list that the writer asserts."""
    for hit in petition.view.hits.of(code, start=start):
        if not petition.view.denied(hit) and not petition.view.quoted(hit):
            yield hit
