"""The stages of extraction in their order: one document in, its findings out."""

from dataclasses import replace
from datetime import date

from pipeline.extraction import attachments, kinds
from pipeline.extraction.agencies import AGENCY
from pipeline.extraction.contested import contested_mentions, contested_of, same_documents
from pipeline.extraction.findings import Fields, Findings, KindFinding, Value
from pipeline.extraction.header import (
    has_issuer,
    has_type,
    official_header,
    own_number_span,
    title_kind,
)
from pipeline.extraction.instance import instance_of
from pipeline.extraction.language import annotate
from pipeline.extraction.notices import Shape, notices_of, shape_of
from pipeline.extraction.paper import Mark, Paper, paper_of
from pipeline.extraction.people import people_of
from pipeline.extraction.petition_header import Heading, addressees, heading, written
from pipeline.extraction.references import (
    Mention,
    Own,
    find_mentions,
    notices_of_references,
    number_references,
    own_number,
    resolve,
)
from pipeline.extraction.requests import requests_of
from pipeline.extraction.signatures import signature_block, signatures_of
from pipeline.extraction.summary import summary_of
from pipeline.extraction.symbols import SYMBOL
from pipeline.reading.document import Document
from pipeline.text.unicode import clean

OFFICIAL = 0.5
"""From this certainty on, a paper with the form of an official document is one."""


def assemble(document: Document) -> Findings:
    """Return what the document says (see ``pipeline.extraction.extract``)."""
    paper = read(document)
    head = heading(paper)
    shape = shape_of(paper)
    official = kinds.is_official(paper, head, has_type(paper), has_issuer(paper))
    if official >= OFFICIAL:
        return _official(paper, official, shape)
    return _petition(paper, head, shape)


def read(document: Document) -> Paper:
    """Return the document's text cleaned, cut into lines, with its closed forms marked."""
    cleaned = clean(document.text)
    paper = paper_of(document, cleaned, annotate(cleaned.text))
    return replace(paper, marks={**paper.marks, AGENCY: _inside_paragraphs(paper)})


def _inside_paragraphs(paper: Paper) -> tuple[Mark, ...]:
    """Names of bodies end where their paragraph ends, which the text alone does not tell."""
    kept: list[Mark] = []
    for mark in paper.marks.get(AGENCY, ()):
        end = min(mark.end, paper.paragraph_end(mark.start))
        start, end = paper.trim(mark.start, end)
        if end > start:
            value = " ".join(paper.text[start:end].split())
            kept.append(Mark(AGENCY, start, end, value, mark.confidence))
    return tuple(kept)


def _official(paper: Paper, confidence: float, shape: Shape) -> Findings:
    header = official_header(paper)
    own = _own(header.issued_on, str(header.doc_type.value) if header.doc_type else None)
    mentions = resolve(_of_others(paper), own)
    contested = contested_mentions(paper, mentions, "official")
    references = number_references(paper, mentions, contested)
    fields = Fields(addressees=addressees(paper), language=_language(shape))
    return Findings(
        kind=KindFinding("official", round(confidence, 3)),
        fields=fields,
        official=header,
        references=references,
        warnings=(
            *notices_of(paper, "official", fields, shape),
            *notices_of_references(paper, references, own, petition=False),
        ),
    )


def _of_others(paper: Paper) -> list[Mention]:
    """The mentions of an official document without those of itself."""
    _, header_end = own_number_span(paper)
    own = {mark.value for mark in paper.marks[SYMBOL][:4] if own_number(paper, mark)}
    return [
        m
        for m in find_mentions(paper)
        if (m.start >= header_end or not _bare(paper, m)) and m.symbol not in own
    ]


def _bare(paper: Paper, mention: Mention) -> bool:
    """A symbol without its type word."""
    return not paper.text[mention.start].isalpha()


def _own(day: Value | None, kind: str | None = None) -> Own:
    """What the paper says of itself: its kind, and its day as far as it is told."""
    iso = str(day.value) if day else ""
    full = len(iso) == len("2024-05-13")
    return Own(
        kind=kind,
        day=date.fromisoformat(iso) if full else None,
        year=int(iso[:4]) if iso else None,
    )


def _petition(paper: Paper, head: Heading, shape: Shape) -> Findings:
    kind = kinds.petition_kind(paper, head)
    if shape.blank_form:
        kind = replace(kind, confidence=min(kind.confidence, 0.5))
    block = signature_block(paper)
    fields, enclosed = _fields(paper, head, kind, shape)
    own = _own(fields.written_on, title_kind(paper))
    mentions = resolve(find_mentions(paper), own)
    contested = contested_mentions(paper, mentions, kind.value)
    references = number_references(paper, mentions, contested, enclosed)
    same = same_documents(mentions, contested)
    fields = replace(
        fields,
        contested=contested_of(paper, references, kind.value, head.about),
        instance=instance_of(paper, kind.value, tuple(mentions[n] for n in same)),
        signatures=signatures_of(paper, block),
    )
    return Findings(
        kind=kind,
        fields=fields,
        official=None,
        references=references,
        warnings=(
            *notices_of(paper, kind.value, fields, shape),
            *notices_of_references(paper, references, own, petition=True),
        ),
    )


def _fields(
    paper: Paper, head: Heading, kind: KindFinding, shape: Shape
) -> tuple[Fields, tuple[int, int] | None]:
    """Return what needs no references, and the span of the list of enclosed papers."""
    block = signature_block(paper)
    people = people_of(paper, block[1] if block else ())
    sent_to = addressees(paper)
    body = _body_start(paper, head, sent_to)
    enclosed = attachments.section(paper, body)
    end = min(
        enclosed[0] if enclosed else len(paper.text),
        block[0] if block else len(paper.text),
    )
    requests = requests_of(paper, body, max(body, end))
    written_on, written_at = written(paper)
    fields = Fields(
        title=paper.value(*head.title, confidence=0.95) if head.title else None,
        written_on=written_on,
        written_at=written_at,
        addressees=sent_to,
        petitioners=people.petitioners,
        represented_by=people.represented_by,
        respondents=people.respondents,
        summary=summary_of(paper, head.about, body, max(body, end), requests),
        requests=requests,
        attachments=attachments.attachments_of(paper, body),
        language=_language(shape),
    )
    return fields, enclosed


def _body_start(paper: Paper, head: Heading, sent_to: tuple[Value, ...]) -> int:
    """The writer's own text begins behind the title and the addressees.

    A second list of addressees under the signature ("Đồng kính gửi") is none of its head.
    """
    half = len(paper.document.text) // 2
    ends = [e.end for value in sent_to for e in value.evidence if e.end <= half]
    return max(head.title[1] if head.title else 0, paper.cleaned.clean_offset(max(ends, default=0)))


def _language(shape: Shape) -> Value | None:
    return Value("vi", "", 0.95, ()) if shape.vietnamese else None
