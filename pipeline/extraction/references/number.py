"""Mentions become references: relation, evidence, and one id for each document."""

from collections.abc import Sequence

from pipeline.extraction.findings import Evidence, Reference
from pipeline.extraction.paper import Mark, Paper, squeeze
from pipeline.extraction.references.mention import Mention
from pipeline.extraction.references.relations import Related, relations_of
from pipeline.extraction.references.resolve import Identities


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
    ids = Identities()
    relations = relations_of(paper, mentions)
    for number, mention in enumerate(mentions):
        if number in contested:
            relations[number] = Related("contested")
        elif enclosed and enclosed[0] <= mention.start < enclosed[1]:
            relations[number] = Related("attached")
    return tuple(
        _reference(paper, mention, related, ids.of(mention))
        for mention, related in zip(mentions, relations, strict=True)
    )


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
    if mark is None or mention.start <= mark.start < mention.end:
        return ()
    return paper.evidence(mark.start, mark.end)
