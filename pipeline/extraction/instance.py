"""Whether a complaint comes for the first or second time, or a denunciation again."""

from pipeline.extraction.findings import Kind, Value
from pipeline.extraction.paper import Paper
from pipeline.extraction.references import Mention
from pipeline.extraction.wordlists import rule

_SECOND = rule(r"\b@second_instance@\b")
_FIRST = rule(r"\b@first_instance@\b")
_RENEWED = rule(r"\b@renewed@\b")
_SETTLED = rule(r"\b@settled_first@")


def instance_of(paper: Paper, kind: Kind, contested: tuple[Mention, ...]) -> Value | None:
    """Return first, second or renewed where the paper says so; None where it does not."""
    if kind == "denunciation":
        match = _RENEWED.search(paper.folded)
        return paper.value(*match.span(), value="renewed", confidence=0.8) if match else None
    if kind not in ("complaint", "mixed"):
        return None
    second = _SECOND.search(paper.folded)
    if second:
        return paper.value(*second.span(), value="second", confidence=0.9)
    for mention in contested:
        settled = _SETTLED.search(
            paper.folded, mention.start, min(len(paper.folded), mention.end + 120)
        )
        if settled:
            return paper.value(*settled.span(), value="second", confidence=0.8)
    first = _FIRST.search(paper.folded)
    if first and not _SETTLED.search(paper.folded):
        return paper.value(*first.span(), value="first", confidence=0.85)
    return None
