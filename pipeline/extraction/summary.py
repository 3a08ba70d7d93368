"""One to three of the petition's own sentences: what it is about and what it wants."""

from pipeline.extraction.findings import Evidence, Value
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.paper import Paper, squeeze
from pipeline.extraction.sentences import sentences
from pipeline.extraction.wordlists import rule

LONGEST = 420
"""Characters of one sentence at most."""

_MATTER = rule(
    r"\b(?:khieu nai|to cao|kien nghi|phan anh)\b[^.;\n]{0,80}\b(?:ve viec|viec|hanh vi"
    r"|quyet dinh|tinh trang|noi dung)\b"
    r"|\b(?:lam don|viet don|gui don)\b|\bkhong dong y\b|\bxin (?:trinh bay|phan anh|kien nghi"
    r"|khieu nai|to cao)\b"
)
_THANKS = rule(r"\b(?:cam on|cam doan|chiu trach nhiem|kinh don)\b")


def summary_of(
    paper: Paper, about: tuple[int, int] | None, body: int, end: int, requests: tuple[Value, ...]
) -> Value | None:
    """Return the V/v line or the sentence of the matter, and the first request's sentence."""
    spans = [about] if about else []
    spans += _matter(paper, max(body, about[1] if about else 0), end)[: 1 if about else 2]
    if not spans:
        return None
    parts = [(paper.value(*span), span) for span in spans]
    evidence: list[Evidence] = [e for value, _ in parts for e in value.evidence]
    texts = [value.text for value, _ in parts]
    asked = requests[0] if requests else None
    if (
        asked
        and len(str(asked.value)) <= LONGEST
        and not _inside(asked, evidence)
        and not _said(asked.text, texts)
    ):
        evidence += asked.evidence
        texts.append(asked.text)
    return Value(_as_sentences(texts), " ".join(texts), 0.7, tuple(evidence))


def _as_sentences(texts: list[str]) -> str:
    """Join the parts so that each ends as a sentence and the next begins as one."""
    joined = ""
    for part in map(squeeze, texts):
        if joined and joined[-1] not in ".!?:…":
            joined = joined.rstrip(",;") + "."
        joined += f" {part[:1].upper()}{part[1:]}" if joined else part
    return joined


def _said(request: str, texts: list[str]) -> bool:
    """Whether the lead says the request already, in other places of the paper."""
    wanted = squeeze(fold_aligned(request)).strip(" .,;:")
    return any(wanted in squeeze(fold_aligned(text)) for text in texts)


def _inside(value: Value, evidence: list[Evidence]) -> bool:
    first = value.evidence[0]
    return any(e.start < first.end and first.start < e.end for e in evidence)


def _matter(paper: Paper, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for span in sentences(paper, start, end):
        if not 25 <= span[1] - span[0] <= LONGEST or _THANKS.search(paper.folded, *span):
            continue
        if paper.text[span[0]] in ").":
            continue
        if "…" in paper.text[span[0] : span[1]] or "...." in paper.text[span[0] : span[1]]:
            continue
        if _MATTER.search(paper.folded, *span):
            found.append(span)
    return found
