"""Two or three of the petition's own sentences, fit for a column of the register.

What it is about (the V/v line, the sentence of the claim, of the contested decision or of the
wrong), then what it asks first. Identity lines, greetings and thanks are no part of it.
"""

from pipeline.extraction.findings import Evidence, Fields, Kind, Value
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.items import ITEM
from pipeline.extraction.paper import squeeze
from pipeline.extraction.people.accused import spans_of
from pipeline.extraction.view import Span, View
from pipeline.extraction.wordlists import rule
from pipeline.law.fields import topics

LONGEST = 420
"""Characters of one sentence at most."""
SHORTEST = 20
MOST = 700
"""Characters of the whole."""

_NOT_TOLD = rule(
    r"\b(?:cam on|cam doan|chiu trach nhiem|kinh don|kinh thua|kinh bam|kinh gui|tran trong"
    r"|kinh chuc|cccd|cmnd"
    r"|can cuoc|sinh nam|dien thoai|thuong tru|so dien thoai|ho va ten)\b"
)
_ME = rule(r"(?:ten (?:toi|em|chau|con|tui)|(?:toi|em|chau|con|tui)(?: ten\b| la\b|:))")
_STORY = rule(r"\b(?:ngay|luc|thang|nam|hom)\b[^.;]*\b(?:toi|tui|em|con|chau|gia dinh|chung toi)\b")
_LABEL = rule(
    r"(?:\d\W+)?(?:nguoi|co quan|don vi|ca nhan|ho ten|ho va ten)[^.:\n]{0,40}(?:khieu nai"
    r"|to cao|lam don|kien nghi)\s?:"
)
_BLANK = rule(r"…|\.{4,}|_{4,}")
_CLAIMS = rule(
    r"\b(?:khieu nai|khieu kien|to cao|to giac|kien nghi|phan anh)\b[^.;\n]{0,80}\b(?:ve viec"
    r"|viec|hanh vi|chuyen"
    r"|quyet dinh|tinh trang|noi dung|ve|ong|ba)\b|\bkhong (?:dong y|nhat tri|chap nhan|chiu)\b"
)


_TOPICS = tuple(f"topic.{topic}" for topic in topics())


def summary_of(
    view: View, kind: Kind, fields: Fields, about: Span | None, said: Span
) -> Value | None:
    """Return the sentences that say most of the matter, in their order, and the first request."""
    spans = [about] if about else []
    told = _told(view, kind, fields, (max(said[0], about[1] if about else 0), said[1]))
    spans += told[: 1 if about and about[1] - about[0] > 60 else 2]
    if not spans and not fields.requests:
        return None
    parts = [view.paper.value(*span) for span in spans]
    texts, evidence = [v.text for v in parts], [e for v in parts for e in v.evidence]
    for asked in fields.requests[:1]:
        fits = sum(map(len, texts)) + len(asked.text) <= MOST
        if fits and not _overlaps(asked, evidence) and not _said(asked.text, texts):
            evidence += asked.evidence
            texts.append(asked.text)
    return Value(_as_sentences(texts), " ".join(texts), 0.7, tuple(evidence))


def _told(view: View, kind: Kind, fields: Fields, said: Span) -> list[Span]:
    """The two sentences with most of what tells the matter, in their order."""
    weights = {
        span: _weight(view, kind, fields, span) for span in view.sentences if _fit(view, span, said)
    }
    told = [span for span in weights if weights[span] > 0]
    if not told and not fields.requests:
        told = sorted(weights)[:2]
    if not told:
        return []
    first = min(told, key=lambda s: (-weights[s], s))
    rest = [s for s in told if s != first and first[1] - first[0] + s[1] - s[0] <= MOST]
    new = {s: weights[s] + 1.5 * _tells_another(view, fields, first, s) for s in rest}
    second = [min(new, key=lambda s: (-new[s], s))] if new else []
    return [_bare(view, span) for span in sorted([first, *second])]


def _bare(view: View, span: Span) -> Span:
    """The sentence without the mark of the list that it stands in."""
    mark = ITEM.match(view.paper.folded, *span)
    return (mark.end(), span[1]) if mark else span


def _tells_another(view: View, fields: Fields, first: Span, span: Span) -> bool:
    """Whether it tells of something contested of which the first sentence does not."""
    others = [v for v in fields.contested if not _touches(view, v, first)]
    return any(_touches(view, value, span) for value in others)


def _fit(view: View, span: Span, said: Span) -> bool:
    if not said[0] <= span[0] < said[1] or not SHORTEST <= span[1] - span[0] <= LONGEST:
        return False
    folded = view.paper.folded
    if _LABEL.match(folded, *span):
        return False
    if _ME.match(folded, *span) and not _CLAIMS.search(folded, *span):
        return False
    if _NOT_TOLD.search(folded, *span) or _BLANK.search(view.paper.text, *span):
        return False
    return view.paper.text[span[0]] not in ").:" and view.paper.text[span[1] - 1] != ":"


def _weight(view: View, kind: Kind, fields: Fields, span: Span) -> float:
    hits = view.hits
    weight = 2.0 if _CLAIMS.search(view.paper.folded, *span) else 0.0
    weight += 2.0 * any(_touches(view, value, span) for value in fields.contested)
    weight += 0.7 * min(3, len(hits.of(f"topic.{_topic(fields)}", start=span[0], end=span[1])))
    weight += 0.3 * min(3, len(hits.of(*_TOPICS, start=span[0], end=span[1])))
    if kind in ("denunciation", "mixed"):
        weight += 1.0 * min(2, len(hits.of("wrongdoing", start=span[0], end=span[1])))
    weight += 0.5 * min(2, len(hits.of(f"{kind}_claims", start=span[0], end=span[1])))
    weight += 0.3 if _STORY.search(view.paper.folded, *span) else 0.0
    weight += 2.0 * hits.any("impersonation", start=span[0], end=span[1])
    weight -= 1.0 * any(_touches(view, value, span) for value in fields.requests[:1])
    return weight


def _topic(fields: Fields) -> str:
    return str(getattr(fields.matter, "topic", "other"))


def _touches(view: View, value: Value, span: Span) -> bool:
    return any(s < span[1] and span[0] < e for s, e in spans_of(view, value))


def _as_sentences(texts: list[str]) -> str:
    """Join the parts so that each ends as a sentence and the next begins as one."""
    joined = ""
    for part in map(squeeze, texts):
        if joined and joined[-1] not in ".!?:…":
            joined = joined.rstrip(",;") + "."
        joined += f" {part[:1].upper()}{part[1:]}" if joined else part
    return joined if joined[-1:] in ".!?…" else f"{joined.rstrip(',;:')}."


def _said(request: str, texts: list[str]) -> bool:
    """Whether the lead says the request already, in other places of the paper."""
    wanted = squeeze(fold_aligned(request)).strip(" .,;:")
    return any(wanted in squeeze(fold_aligned(text)) for text in texts)


def _overlaps(value: Value, evidence: list[Evidence]) -> bool:
    first = value.evidence[0]
    return any(e.start < first.end and first.start < e.end for e in evidence)
