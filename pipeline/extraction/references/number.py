"""Mentions become references: relation, evidence, and one id for each document."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extraction.findings import Evidence, Reference
from pipeline.extraction.paper import Mark, Paper, squeeze
from pipeline.extraction.references.mention import Mention
from pipeline.extraction.references.relations import Related, relations_of
from pipeline.extraction.references.resolve import Identities

SURE = 0.8
"""Confidence from which an issuer is taken over to other mentions of its document."""


def number_references(
    paper: Paper,
    mentions: Sequence[Mention],
    contested: frozenset[int],
    enclosed: tuple[int, int] | None = None,
) -> tuple[Reference, ...]:
    """Return the references in the order of the mentions.

    ``contested`` holds the numbers of the contested mentions, ``enclosed`` the span of the list of
    enclosed papers.
    """
    identities = Identities()
    ids = [identities.of(mention) for mention in mentions]
    relations = relations_of(paper, mentions)
    for number, mention in enumerate(mentions):
        if number in contested:
            relations[number] = Related("contested")
        elif enclosed and enclosed[0] <= mention.start < enclosed[1]:
            relations[number] = Related("attached")
    return tuple(
        _reference(paper, mention, related, number)
        for mention, related, number in zip(_told(mentions, ids), relations, ids, strict=True)
    )


def _told(mentions: Sequence[Mention], ids: Sequence[int]) -> Iterator[Mention]:
    """Give each mention the day and issuer that another mention of the same document tells.

    The evidence of what is taken over stands at that other mention. What a mention itself prints
    goes before what was found around one, the first before the later.
    """
    dates: dict[int, Mark] = {}
    agencies: dict[int, Mark] = {}
    for printed in (True, False):
        for mention, number in zip(mentions, ids, strict=True):
            if mention.date and _inside(mention, mention.date) is printed:
                dates.setdefault(number, mention.date)
            body = mention.agency
            if body and body.confidence >= SURE and _inside(mention, body) is printed:
                agencies.setdefault(number, body)
    for mention, number in zip(mentions, ids, strict=True):
        date, agency = mention.date or dates.get(number), mention.agency or agencies.get(number)
        same = date is mention.date and agency is mention.agency
        yield mention if same else replace(mention, date=date, agency=agency)


def _inside(mention: Mention, mark: Mark) -> bool:
    return mention.start <= mark.start < mention.end


def _reference(paper: Paper, mention: Mention, related: Related, document_id: int) -> Reference:
    first, last = paper.cleaned.source_span(mention.start, mention.end)
    sure = paper.value(mention.start, mention.end, confidence=mention.confidence)
    date, agency, subject = mention.date, mention.agency, mention.subject
    return Reference(
        start=first,
        end=last,
        text=paper.document.text[first:last],
        kind=mention.kind,
        symbol=mention.symbol,
        date=date.value if date else None,
        agency=agency.value if agency else None,
        subject=squeeze(paper.text[subject[0] : subject[1]]) if subject else None,
        relation=related.relation,
        document_id=document_id,
        confidence=sure.confidence,
        evidence=sure.evidence,
        resolved=mention.resolved,
        date_evidence=_outside(paper, mention, date),
        agency_evidence=_outside(paper, mention, agency),
        articles=mention.articles,
        parent=related.parent,
    )


def _outside(paper: Paper, mention: Mention, mark: Mark | None) -> tuple[Evidence, ...]:
    if mark is None or _inside(mention, mark):
        return ()
    return paper.evidence(mark.start, mark.end)
