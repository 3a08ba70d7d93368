"""Entries for the register's tests, made by hand."""

from datetime import date

from pipeline.extraction.findings import Fields, Findings, KindFinding, Party, Value
from pipeline.register.entry import EnteredFile, Entry
from pipeline.triage.proposal import Facts, Proposal


def value(text: str) -> Value:
    return Value(value=text, text=text, confidence=0.9, evidence=())


def entry(
    digest: str,
    *,
    name: str = "Nguyễn Văn Thử",
    kind: str = "complaint",
    secret: bool = False,
    contested: str = "Quyết định số 215/QĐ-UBND",
) -> Entry:
    fields = Fields(
        title=value("ĐƠN KHIẾU NẠI"),
        summary=value("Về việc thu hồi đất ở ấp Tân Bình"),
        petitioners=(Party(name=value(name), phone=value("0905123456")),),
        contested=(value(contested),),
    )
    findings = Findings(KindFinding(kind, 0.95), fields, None, (), ())  # type: ignore[arg-type]
    facts = Facts(date(2026, 11, 20), True, "post", True)
    proposal = Proposal(
        kind=kind,  # type: ignore[arg-type]
        secret=secret,
        conditions=(),
        competence="competent",
        competence_reason="",
        competent_body=None,
        route="accept",
        reasons=(),
        forms=(),
        deadlines=(),
        flags=(),
    )
    files = (EnteredFile(digest, f"đơn của {name}.pdf", "main", 10, 1),)
    return Entry(digest, files, findings, facts, proposal)
