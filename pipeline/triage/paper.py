"""What several parts of triage ask of the paper: is it secret, who wrote it, could it be read."""

from pipeline.extraction.findings import Findings, Kind, Value
from pipeline.text.unicode import fold
from pipeline.triage.proposal import Facts

SURE = 0.8
"""Below this confidence a paper isn't known not to be a denunciation."""
GUESS = 0.5
"""Below this confidence the kind is not relied on at all: a person decides."""
GROUP = 5
"""«Nhiều người»: 05 or more names and signatures (TT07 Đ6.4.b; TT 06/2025)."""

FORWARDER_UNKNOWN = "Chưa biết cơ quan, người đã chuyển đơn."
"""Said by the flag, and by the route that it stops."""

KIND_NAMES: dict[Kind, str] = {
    "complaint": "khiếu nại",
    "denunciation": "tố cáo",
    "recommendation": "kiến nghị, phản ánh",
    "mixed": "có nhiều nội dung khác nhau",
    "official": "văn bản hành chính",
    "other": "chưa xác định được loại",
}
_OPEN: frozenset[Kind] = frozenset({"complaint", "recommendation", "official"})
_HARD_TO_READ = frozenset({"handwriting", "low_confidence"})


def codes(findings: Findings) -> frozenset[str]:
    """Return the codes of the paper's warnings."""
    return frozenset(notice.code for notice in findings.warnings)


def is_secret(findings: Findings, facts: Facts | None = None) -> bool:
    """Return True unless the paper is surely no denunciation (Điều 8, Điều 56 Luật Tố cáo).

    A case that was sealed stays so.
    """
    if facts is not None and facts.sealed:
        return True
    return findings.kind.value not in _OPEN or findings.kind.confidence < SURE


def may_name(kind: Kind) -> bool:
    """Return whether an earlier case of that kind may be named in the open."""
    return kind in _OPEN


def writers(findings: Findings) -> int:
    """Return how many wrote: the signatures where counted, else the persons named."""
    signatures = findings.fields.signatures
    counted = signatures.value if signatures and isinstance(signatures.value, int) else 0
    return max(counted, len(findings.fields.petitioners))


def is_group(findings: Findings) -> bool:
    """Return whether five or more wrote, or the paper says that it is a group's."""
    return writers(findings) >= GROUP or "group" in codes(findings)


def is_anonymous(findings: Findings) -> bool:
    """Return whether the paper states neither a name nor an address of its writer."""
    petitioners = findings.fields.petitioners
    if "anonymous" in codes(findings):
        return True
    return not any(party.name or party.address for party in petitioners)


def is_hard_to_read(findings: Findings) -> bool:
    """Return whether what wasn't found may be there all the same."""
    return bool(codes(findings) & _HARD_TO_READ)


_SETTLES = ("giai quyet khieu nai", "giai quyet don khieu nai")


def is_settlement(value: Value, findings: Findings) -> bool:
    """Return whether the contested decision is itself the settlement of a complaint."""
    mentions = [
        f"{r.kind} {r.text} {r.subject or ''}"
        for r in findings.references
        if value.document_id is not None and r.document_id == value.document_id
    ]
    said = [fold(text) for text in (str(value.value), *mentions)]
    return any(phrase in text for text in said for phrase in _SETTLES)


def instance(findings: Findings) -> str | None:
    """Return ``first``, ``second`` or ``renewed``: what a person or the paper says, and «second»
    for a complaint about the settlement of a complaint."""
    said = findings.fields.instance
    if said is not None and said.confidence == 1:
        return str(said.value)
    settled = any(is_settlement(value, findings) for value in findings.fields.contested)
    if settled and findings.kind.value == "complaint":
        return "second"
    return str(said.value) if said is not None else None
