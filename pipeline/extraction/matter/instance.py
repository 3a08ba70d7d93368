"""Whether a petition comes for the first or second time, or again after all settlement."""

from pipeline.extraction.findings import Kind, Value
from pipeline.extraction.paper import Paper
from pipeline.extraction.references import Mention
from pipeline.extraction.wordlists import rule

_SECOND = rule(r"\b@second_instance@\b")
_FIRST = rule(r"\b@first_instance@\b|\(\s?lan (?:dau|1|thu nhat)\s?\)")
_AGAIN = rule(r"\b@renewed@\b|\bto cao (?:\w+ )?lan (?:hai|2|thu hai|ba|3|thu ba)\b")
_DENIED = rule(r"\b(?:khong|chua|se|de|quyen|neu) (?:\w+ ){0,3}$")
_SETTLED = rule(r"\b@settled_first@")
_FURTHER = rule(
    r"\b(?:tiep khieu|khieu nai tiep|tiep tuc khieu nai|khieu nai lan (?:ba|3|thu ba))\b"
)
_TWICE = rule(
    r"\b(?:giai quyet (?:khieu nai |don )?(?:\(?lan (?:hai|2|thu hai))|quyet dinh (?:cuoi cung"
    r"|co hieu luc)"
    r"|het tham quyen|da giai quyet hai cap)\b"
)


def instance_of(paper: Paper, kind: Kind, contested: tuple[Mention, ...]) -> Value | None:
    """Return first, second or renewed where the paper says so; None where it does not.

    A complaint that goes on after its second settlement is renewed, too.
    """
    if kind == "denunciation":
        return _renewed(paper)
    if kind not in ("complaint", "mixed"):
        return None
    further = _FURTHER.search(paper.folded)
    if further and _TWICE.search(paper.folded):
        return paper.value(*further.span(), value="renewed", confidence=0.8)
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


def _renewed(paper: Paper) -> Value | None:
    for match in _AGAIN.finditer(paper.folded):
        if not _DENIED.search(paper.folded, max(0, match.start() - 30), match.start()):
            return paper.value(*match.span(), value="renewed", confidence=0.8)
    return None
