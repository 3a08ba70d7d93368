"""The stages of extraction in their order: one document in, its findings out."""

from dataclasses import dataclass, replace
from datetime import date

from pipeline.extraction.findings import Fields, Findings, KindFinding, Value
from pipeline.extraction.forms.addresses import ADDRESS, find_addresses
from pipeline.extraction.forms.agencies import AGENCY
from pipeline.extraction.forms.language import annotate
from pipeline.extraction.forms.network import marks_in
from pipeline.extraction.forms.symbols import SYMBOL
from pipeline.extraction.headers.addressees import addressees
from pipeline.extraction.headers.header import (
    has_issuer,
    has_type,
    official_header,
    own_number_span,
    title_kind,
)
from pipeline.extraction.headers.petition_header import Heading, heading
from pipeline.extraction.headers.signatures import signature_block, signatures_of
from pipeline.extraction.headers.writing_day import written
from pipeline.extraction.matter import attachments, kinds, requests
from pipeline.extraction.matter.acts import contested_of, under_title
from pipeline.extraction.matter.contested import (
    contested_mentions,
    likely_contested,
    same_documents,
)
from pipeline.extraction.matter.instance import instance_of
from pipeline.extraction.matter.matters import matter_of
from pipeline.extraction.matter.settled import settled_of
from pipeline.extraction.matter.summary import summary_of
from pipeline.extraction.paper import Mark, Paper, paper_of
from pipeline.extraction.people.bodies import bodies_of
from pipeline.extraction.people.details import with_details
from pipeline.extraction.people.judging import judged
from pipeline.extraction.people.names import Name
from pipeline.extraction.people.people import People, others_of, people_of
from pipeline.extraction.references import (
    Mention,
    Own,
    find_mentions,
    notices_of_references,
    number_references,
    own_number,
    resolve,
)
from pipeline.extraction.signals.notices import Shape, notices_of, shape_of
from pipeline.extraction.signals.petition import Petition
from pipeline.extraction.signals.signals import signals_of
from pipeline.extraction.spacing import as_typed
from pipeline.extraction.view import view_of
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
    cleaned = as_typed(document, clean(document.text))
    marks = {**annotate(cleaned.text), **marks_in(cleaned.text)}
    paper = paper_of(document, cleaned, marks)
    paper = replace(paper, marks={**paper.marks, AGENCY: _inside_paragraphs(paper)})
    return replace(paper, marks={**paper.marks, ADDRESS: tuple(find_addresses(paper))})


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
    fields = Fields(
        addressees=addressees(paper),
        others=others_of(paper, header.signer),
        agencies=bodies_of(paper),
        language=_language(shape),
    )
    return Findings(
        kind=KindFinding("official", round(confidence, 3)),
        fields=fields,
        official=header,
        references=references,
        warnings=(
            *notices_of(paper, shape),
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
    view = view_of(paper)
    block = signature_block(paper)
    fields, said = _fields(view.paper, head, block, shape)
    kind = kinds.petition_kind(view, head, said.asked, said.body)
    if shape.blank_form:
        kind = replace(kind, confidence=min(kind.confidence, 0.5))
    about = head.about or under_title(paper)
    own = _own(fields.written_on, title_kind(paper))
    mentions = resolve(find_mentions(paper), own)
    contested = contested_mentions(paper, mentions, kind.value)
    if kind.value in ("complaint", "mixed") and not contested:
        likely = likely_contested(view, mentions, (said.body, said.end), said.asked)
        contested = frozenset(same_documents(mentions, likely))
    references = number_references(paper, mentions, contested, said.enclosed)
    same = same_documents(mentions, contested)
    fields = replace(
        fields,
        contested=()
        if shape.blank_form
        else contested_of(
            view,
            references,
            kind.value,
            about,
            (said.body, said.end),
            said.asked,
            fields.respondents,
        ),
        instance=instance_of(paper, kind.value, tuple(mentions[n] for n in same)),
        settled_before=settled_of(view, references, (said.body, said.end), said.asked),
    )
    fields = replace(
        fields,
        matter=matter_of(view, kind.value, fields, about, said.body),
        summary=summary_of(view, kind.value, fields, about, (said.body, said.end)),
    )
    petition = Petition(view, kind.value, fields, references, shape, said.body, about, said.asked)
    return Findings(
        kind=kind,
        fields=fields,
        official=None,
        references=references,
        warnings=(
            *notices_of(paper, shape),
            *signals_of(petition),
            *notices_of_references(paper, references, own, petition=True),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """The parts of a petition: where the story begins and ends, its requests, what is enclosed."""

    body: int
    end: int
    asked: tuple[tuple[int, int], ...]
    enclosed: tuple[int, int] | None


def _fields(
    paper: Paper, head: Heading, block: tuple[int, tuple[Name, ...]] | None, shape: Shape
) -> tuple[Fields, _Said]:
    """Return what needs neither the kind nor references, and the parts of the paper."""
    people = judged(paper, people_of(paper, block[1] if block else ()))
    people = detailed(paper, people)
    sent_to = addressees(paper)
    body = _body_start(paper, head, sent_to)
    leads = () if shape.blank_form else attachments.leads_of(paper, body)
    enclosed = attachments.section(leads)
    # What seems to be enclosed or signed before the middle of the story does not end it.
    ends = [block[0]] if block else []
    ends += [lead.start for lead in leads if lead.headed]
    middle = (body + len(paper.text)) // 2
    end = min((e for e in ends if e > middle), default=len(paper.text))
    asked = () if shape.blank_form else requests.spans_of(paper, body, end)
    written_on, written_at = written(paper)
    fields = Fields(
        title=paper.value(*head.title, confidence=0.95) if head.title else None,
        written_on=written_on,
        written_at=written_at,
        addressees=sent_to,
        petitioners=people.petitioners,
        represented_by=people.represented_by,
        respondents=people.respondents,
        others=people.others,
        agencies=bodies_of(paper),
        requests=tuple(paper.value(*span, confidence=0.85) for span in asked),
        attachments=attachments.attachments_of(paper, leads),
        signatures=signatures_of(paper, block),
        language=_language(shape),
    )
    return fields, _Said(body, end, asked, enclosed)


def detailed(paper: Paper, people: People) -> People:
    """The people with what identifies them elsewhere than where they introduce themselves."""
    groups = (people.petitioners, people.represented_by, people.respondents, people.others)
    return People(*with_details(paper, groups))


def _body_start(paper: Paper, head: Heading, sent_to: tuple[Value, ...]) -> int:
    """The writer's own text begins behind the title and the addressees.

    A second list of addressees under the signature ("Đồng kính gửi") is none of its head.
    """
    half = len(paper.document.text) // 2
    ends = [e.end for value in sent_to for e in value.evidence if e.end <= half]
    return max(head.title[1] if head.title else 0, paper.cleaned.clean_offset(max(ends, default=0)))


def _language(shape: Shape) -> Value | None:
    return Value("vi", "", 0.95, ()) if shape.vietnamese else None
