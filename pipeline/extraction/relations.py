"""How the paper relates to a document it mentions, read from the words before the mention.

Cues: law sheet 8.3. ``A được sửa đổi bởi B`` does not make B amended: such a mention is a citation.
"""

import re

from pipeline.extraction.findings import Relation
from pipeline.extraction.paper import Paper
from pipeline.extraction.wordlists import rule

REACH = 70
"""Characters before a mention in which its cue may stand."""

_FILLER = (
    r"(?: (?:cac|mot so|theo|noi dung|neu|cac quy dinh|tai|cua|doi voi|vao|cho|tot|nghiem tuc"
    r"|nghiem|toan bo)){0,4}\s{0,3}[:\-]?\s{0,3}$"
)
_CUES: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("cites", rule(r"\bduoc\s{1,3}(?:sua doi|bo sung|thay the)[^.;]{0,60}$")),
    ("basis", rule(rf"\bcan cu{_FILLER}")),
    ("implements", rule(rf"\b(?:thuc hien|trien khai|thi hanh|quan triet){_FILLER}")),
    (
        "amends",
        rule(rf"\b(?:sua doi|bo sung)(?:\s{{1,3}}(?:mot so|dieu|khoan|\d+)){{0,6}}{_FILLER}"),
    ),
    ("replaces", rule(rf"\bthay the{_FILLER}")),
    ("repeals", rule(rf"\b(?:bai bo|huy bo){_FILLER}")),
    ("attached", rule(rf"\b(?:kem theo|dinh kem|gui kem){_FILLER}")),
)


def relation_before(paper: Paper, start: int) -> Relation:
    """Return the relation that the words right before ``start`` tell; ``cites`` without a cue."""
    floor = max(0, start - REACH)
    for relation, pattern in _CUES:
        if pattern.search(paper.folded, floor, start):
            return relation
    return "cites"
