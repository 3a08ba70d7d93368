"""What a petition must say and does not.

Thông tư 07/2014/TT-TTCP Điều 6.2.a; Luật Khiếu nại Điều 8.2; Luật Tố cáo Điều 23.1. Soundness
before number: that a scan bears no signature can't be seen in its text, so ``missing.signature``
is for pages of text.
"""

import re
from collections.abc import Iterator

from pipeline.extraction.findings import Fields, Kind
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.paper import Paper
from pipeline.extraction.signals.notices import Shape
from pipeline.extraction.wordlists import rule

LEAST_WORDS = 40
"""A paper with fewer words of its own and of no known kind says nothing."""

_BODY = rule(
    r"\b(?:ubnd|uy ban|chu tich|so|phong|cong an|xa|phuong|huyen|thon|cong ty|can bo|truong|ban"
    r"|trung tam"
    r"|chi cuc|cuc|toa an|giam doc|hop tac xa|ong|ba|anh|chi|doi|doan)\b"
)


def missing(paper: Paper, kind: Kind, fields: Fields, shape: Shape) -> Iterator[str]:
    """Yield the codes in a fixed order."""
    if not shape.vietnamese:
        return
    if fields.written_on is None or len(str(fields.written_on.value)) < len("2026-01"):
        yield "missing.date"
    if not any(p.name for p in fields.petitioners):
        yield "missing.name"
    if not any(p.address for p in fields.petitioners):
        yield "missing.address"
    if not fields.signatures and all(page.source == "text" for page in paper.document.pages):
        yield "missing.signature"
    if kind == "other" and len(re.findall(r"[^\W\d_]+", paper.folded)) < LEAST_WORDS:
        yield "missing.content"
    if kind in ("complaint", "denunciation", "mixed") and not _against(kind, fields):
        yield "missing.respondent"


def _against(kind: Kind, fields: Fields) -> bool:
    """Whether a body or person can be read that the paper is against."""
    if fields.respondents:
        return True
    contested = fields.contested
    if kind != "denunciation" and any(v.document_id is not None for v in contested):
        return True
    return any(_BODY.search(fold_aligned(str(v.value))) for v in contested)
