"""What a petition contests or denounces, once each: the documents, else the acts in its words."""

from collections.abc import Iterator, Sequence

from pipeline.extraction.findings import Kind, Party, Reference, Value
from pipeline.extraction.items import trimmed
from pipeline.extraction.matter.clauses import LONGEST, clause, in_title, is_act, is_vague, labelled
from pipeline.extraction.matter.denounced import denounced
from pipeline.extraction.paper import Paper
from pipeline.extraction.view import Span, View
from pipeline.extraction.wordlists import rule

MOST_ACTS = 8


def contested_of(
    view: View,
    references: Sequence[Reference],
    kind: Kind,
    about: Span | None,
    said: Span,
    asked: Sequence[Span] = (),
    accused: Sequence[Party] = (),
) -> tuple[Value, ...]:
    """Return the contested documents once each, and the acts in the writer's words.

    ``said`` is where the story stands, ``asked`` its requests. Of a complaint that names documents
    those are what it contests; a denunciation is of acts.
    """
    paper = view.paper
    documents = tuple(_documents(references))
    if kind not in ("complaint", "denunciation", "mixed") or (documents and kind == "complaint"):
        return documents if kind == "complaint" else ()
    if kind == "complaint":
        found = _complained(view, about, said)
    else:
        found = denounced(view, about, said, asked, accused)
    acts = [(s, c) for s, c in found if is_act(paper, s)][:MOST_ACTS]
    if kind == "mixed":
        blamed = [(s, c) for s, c in acts if view.hits.any(*_BLAMES, start=s[0], end=s[1])]
        acts = blamed or acts
    values = tuple(paper.value(*span, confidence=sure) for span, sure in acts)
    if kind == "denunciation":
        return values or documents
    return (*documents, *values)


_BLAMES = ("wrongdoing", "punishing", "denunciation_claims")
"""What parts the denounced acts of a mixed paper from its other contents."""


# --- a complaint without documents ---------------------------------------------------------------

_UNDER_TITLE = rule(
    r"\(\s*(?:doi voi|ve viec|ve|v/v|khieu nai|to cao)\s(?:viec\s)?(?P<act>[^()]{8,200})\)"
)
_WRONG = rule(
    r"\b(?P<act>(?:viec|hanh vi|cach)\s[^.;:]{8,200}?)\s(?:la\s)?(?:hoan toan\s)?(?:trai|sai"
    r"|khong dung|vo ly|khong co can cu|bat hop ly|vi pham|khong cong bang)\b"
)
_OFFICE = rule(
    r"\b(?:ubnd|uy ban|xa|phuong|huyen|tinh|to trat tu|can bo|cong an|chi cuc|phong|so|ban"
    r"|truong|tram|doi|cong ty|hop tac xa|ho|nguoi ta|chinh quyen)\b"
)
_DONE = rule(
    r"\b(?:hot|thu|tich thu|cuong che|pha|do|thao|duoi|cat|giu|phat|lap bien ban|cham dut"
    r"|tu choi|xoa|cam|khoa|khong (?:cap|cho|nhan|giai quyet|tra|lap|xac nhan|chi)"
    r"|khong co (?:quyet dinh|bien ban)|lay|bat|cham)\b"
)


def _complained(view: View, about: Span | None, said: Span) -> list[tuple[Span, float]]:
    """What a clause says, the lines under the title, what is called wrong, what was done."""
    paper = view.paper
    for act in (*labelled(paper, "khieu nai"), *_claimed(paper)):
        if not is_vague(paper, act):
            return [(act, 0.7)]
    for span, sure in ((about, 0.6), (_called_wrong(view, said), 0.5)):
        if span is not None:
            return [(span, sure)]
    done = _done_to_writer(view, said)
    return [(done, 0.5)] if done else []


def under_title(paper: Paper) -> Span | None:
    """Return what a bracket near the title says that the paper is about; None without one."""
    match = _UNDER_TITLE.search(paper.folded, 0, min(len(paper.folded), 1200))
    return match.span("act") if match else None


def _called_wrong(view: View, said: Span) -> Span | None:
    match = _WRONG.search(view.paper.folded, *said)
    return match.span("act") if match else None


def _done_to_writer(view: View, said: Span) -> Span | None:
    """The first sentence that tells what an office did or refused."""
    folded = view.paper.folded
    for start, end in view.sentences:
        told = said[0] <= start < said[1] and _OFFICE.search(folded, start, end)
        if told and _DONE.search(folded, start, end):
            return start, trimmed(view.paper, start, min(end, start + LONGEST))
    return None


_ACT = rule(
    r"\b(?:khieu nai(?: doi voi)?|khieu kien|kien|khong (?:dong y|nhat tri|chap nhan|chiu)(?:"
    r" voi)?)"
    r"\s{1,3}(?:(?:ong|ba|anh|chi|dong chi|ubnd|uy ban|chi cuc|cong an|truong|so|phong|chi nhanh"
    r"|trung tam|ban|chu tich)[^.;]{2,200}?\s)?"
    r"(?:ve\s)?(?P<act>(?:viec|chuyen|cac hanh vi|hanh vi|nhung hanh vi|cach|muc"
    r"|quyet dinh|ket luan|thong bao)\b)"
)
# An earlier paper of the writer, or the name of a decision.
_QUOTED_CLAIM = rule(
    r"\b(?:quyet dinh giai quyet|giai quyet|da gui don|don|ket luan noi dung|ve viec)\s{1,3}$"
)


def _claimed(paper: Paper) -> Iterator[Span]:
    """``khiếu nại về việc …``, ``không đồng ý với việc …``."""
    for match in _ACT.finditer(paper.folded):
        before = paper.folded[max(0, match.start() - 30) : match.start()]
        if not in_title(paper, match) and not _QUOTED_CLAIM.search(before):
            yield clause(paper, match.start("act"))


# --- documents -----------------------------------------------------------------------------------


def _documents(references: Sequence[Reference]) -> Iterator[Value]:
    """Yield each contested document at its fullest mention, whatever that one tells of it."""
    contested = {r.document_id for r in references if r.relation == "contested"}
    best: dict[int, Reference] = {}
    for reference in references:
        if reference.document_id in contested:
            other = best.setdefault(reference.document_id, reference)
            if _fullness(reference) > _fullness(other):
                best[reference.document_id] = reference
    for reference in best.values():
        yield Value(
            value=" ".join(reference.text.split()),
            text=reference.text,
            confidence=round(min(reference.confidence, 0.85), 3),
            evidence=reference.evidence,
            document_id=reference.document_id,
        )


def _fullness(reference: Reference) -> int:
    """How much the words themselves tell; what was taken from elsewhere has its own evidence."""
    date = reference.date if not reference.date_evidence else None
    agency = reference.agency if not reference.agency_evidence else None
    whole = 3 * ("/" in (reference.symbol or "") or "-" in (reference.symbol or ""))
    return whole + sum(v is not None for v in (reference.symbol, date, agency))
