"""What was settled or answered before this petition, by whom and with what paper."""

from collections.abc import Sequence

from pipeline.extraction.findings import Reference, Settlement
from pipeline.extraction.forms.agencies import AGENCY
from pipeline.extraction.view import Span, View
from pipeline.extraction.wordlists import rule

_SETTLES = ("Quyết định", "Kết luận", "Bản án", "Thông báo")
_ANSWERS = ("Công văn", "Văn bản", "Thông báo", "Phiếu", "Giấy", "Thư", "Tờ trình")
_CLAUSE = rule(r";\s|[.!?](?=\s)|\n\s*\n")
_ANSWERED = rule(r"\b(?:tra loi|phuc dap|huong dan|khong thu ly|tra lai don|hoi am)\b")
_SETTLED = rule(
    r"\b(?:giai quyet (?:khieu nai|don|to cao|lan|bang|tai)|ket luan noi dung|ket luan (?:to cao"
    r"|so)|bac (?:don|bo|toan bo|khieu nai|yeu cau|noi dung)|giu nguyen"
    r"|ban an|tuyen (?:buoc|xu|bac|chap nhan|huy|toi|y an|bi don)"
    r"|khong cong nhan (?:noi dung|khieu nai|don)"
    r"|khong chap nhan (?:don|khieu nai|yeu cau)|giai quyet lan"
    r"|(?:bao|noi|cho rang|ket luan) (?:toi|tui|chung toi) (?:sai|khong dung))\b"
)
_TO_COME = rule(r"\b(?:de nghi|yeu cau|mong|kinh xin|xin|chua|chua co)\b(?: \w+){0,8}\s*$")


def settled_of(
    view: View, references: Sequence[Reference], said: Span, asked: Sequence[Span]
) -> tuple[Settlement, ...]:
    """Return each earlier settlement or answer once, at its first telling."""
    found: dict[int, Settlement] = {}
    cleaned = view.paper.cleaned
    for reference in references:
        start, end = cleaned.clean_offset(reference.start), cleaned.clean_offset(reference.end)
        if reference.document_id in found or start < said[0]:
            continue
        if any(first <= start < last for first, last in asked):
            continue
        clause = _clause(view, start, end)
        answer = _way(view, reference, clause, start)
        if answer is not None:
            found[reference.document_id] = _settlement(view, reference, clause, answer)
    return tuple(found.values())


def _clause(view: View, start: int, end: int) -> Span:
    first, last = view.sentence(start)
    first, last = min(first, start), max(last, end)
    folded = view.paper.folded
    starts = [m.end() for m in _CLAUSE.finditer(folded, first, start)]
    stop = _CLAUSE.search(folded, end, last)
    return max(starts, default=first), stop.start() if stop else last


def _way(view: View, reference: Reference, clause: Span, start: int) -> bool | None:
    """Return True of an answer, False of a settlement, None of neither."""
    folded = view.paper.folded
    if _TO_COME.search(folded, clause[0], start):
        return None
    if reference.kind.startswith(_SETTLES) and _SETTLED.search(folded, *clause):
        return False
    if reference.kind.startswith(_ANSWERS) and _ANSWERED.search(folded, *clause):
        return True
    return None


BEFORE, BEHIND = 110, 60
"""Characters of the clause on either side of the paper's name that tell who settled, and how."""


def _near(view: View, clause: Span, start: int, end: int) -> Span:
    """The clause where it names the paper, from a comma to a comma."""
    text = view.paper.text
    first = max(clause[0], text.rfind(", ", clause[0], max(clause[0], start - BEFORE)) + 2)
    comma = text.find(", ", end, clause[1])
    behind = text.find(", ", comma + 2, clause[1]) if 0 < comma < end + 4 else comma
    last = behind if behind > 0 else clause[1]
    return first, max(end, min(last, end + BEHIND))


def _settlement(view: View, reference: Reference, clause: Span, answer: bool) -> Settlement:
    start = view.paper.cleaned.clean_offset(reference.start)
    end = view.paper.cleaned.clean_offset(reference.end)
    value = view.paper.value(*_near(view, clause, start, end), confidence=0.75)
    body = next(view.paper.marks_in(AGENCY, *clause), None)
    by = reference.agency or (body.value if body else None)
    return Settlement(
        value.value,
        value.text,
        value.confidence,
        value.evidence,
        document_id=reference.document_id,
        by=by,
        answer=answer,
    )
