"""What field a petition belongs to: the topic its words tell, and the field a report counts it in.

The weight of a topic is that of its different phrases; those of the title, of what is contested
and of what is asked count more than those of the story.
"""

from collections.abc import Iterable, Sequence

from pipeline.extraction.findings import Fields, Kind, Matter
from pipeline.extraction.people.accused import spans_of
from pipeline.extraction.phrasing import Hit
from pipeline.extraction.view import Span, View
from pipeline.law.fields import OTHER, topics

FIRM = 3.0
"""Weight of a phrase in the title, the contested act or a request, beside 1 elsewhere."""
LEAST = 1.0
MOST_WRONGS = 3
"""Different wrongs of persons that speak for the field of corruption."""


def matter_of(
    view: View, kind: Kind, fields: Fields, about: Span | None, body: int
) -> Matter | None:
    """Return the field with the sentences that decided it; None where no word tells one."""
    if kind in ("official", "other"):
        return None
    firm = list(_firm(view, fields, about))
    weights: dict[str, float] = {}
    told: dict[str, list[Hit]] = {}
    for topic in topics():
        hits = _different(view, view.hits.of(f"topic.{topic}", start=min(body, _first(firm, body))))
        weights[topic] = sum(FIRM if _inside(firm, hit) else 1.0 for hit in hits[:8])
        told[topic] = sorted(hits, key=lambda h: not _inside(firm, h))
    if kind == "denunciation":
        wrongs = _different(view, view.hits.of("wrongdoing", start=body))
        weights["corruption"] += min(MOST_WRONGS, len(wrongs))
        told["corruption"] = told["corruption"] or wrongs
    _weigh(kind, weights)
    best = max(weights, key=lambda topic: weights[topic])
    if weights[best] < LEAST or not told[best]:
        return _untold(view, fields)
    return _matter(view, kind, best, weights, told[best])


def _untold(view: View, fields: Fields) -> Matter | None:
    """The forms' column «Khác», at what is contested or asked; a guess, and marked as one."""
    for value in (*fields.contested, *fields.requests):
        return Matter(OTHER, value.text, 0.3, value.evidence, topic=OTHER)
    return None


def _matter(
    view: View, kind: Kind, topic: str, weights: dict[str, float], hits: Sequence[Hit]
) -> Matter:
    rest = sum(weights.values()) - weights[topic]
    confidence = round(min(0.95, 0.4 + 0.6 * weights[topic] / (weights[topic] + 0.7 * rest + 1)), 3)
    places: list[Span] = []
    for hit in hits:
        span = view.sentence(hit.start)
        span = span if span[1] > span[0] else (hit.start, hit.end)
        if span not in places and len(places) < 2:
            places.append(span)
    found = view.paper.value(*places[0], confidence=confidence)
    evidence = tuple(e for span in places for e in view.paper.evidence(*span))
    field = topics()[topic].field_of(kind)
    return Matter(
        value=field or OTHER,
        text=found.text,
        confidence=found.confidence,
        evidence=evidence,
        topic=topic,
    )


def _firm(view: View, fields: Fields, about: Span | None) -> Iterable[Span]:
    if about:
        yield about
    for value in (*fields.contested, *fields.requests, *((fields.title,) if fields.title else ())):
        yield from spans_of(view, value)


def _first(spans: Sequence[Span], body: int) -> int:
    return min((start for start, _ in spans), default=body)


def _inside(spans: Sequence[Span], hit: Hit) -> bool:
    return any(start <= hit.start < end for start, end in spans)


def _different(view: View, hits: Sequence[Hit]) -> list[Hit]:
    unique: dict[str, Hit] = {}
    for hit in hits:
        unique.setdefault(" ".join(view.paper.folded[hit.start : hit.end].split()), hit)
    return list(unique.values())


def _weigh(kind: Kind, weights: dict[str, float]) -> None:
    """Corruption and conduct are fields of denunciations only; party matters need more words."""
    for topic in ("corruption", "officials_conduct"):
        weights[topic] *= 1.5 if kind == "denunciation" else 0.6 if kind == "mixed" else 0.2
    weights["party"] *= 0.5
    weights["judicial"] *= 0.8
