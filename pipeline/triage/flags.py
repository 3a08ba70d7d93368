"""What a person must see before deciding: counts, not adjectives.

No sentence quotes the paper: a flag is stored in clear, and an earlier case is named only when
neither paper may be a denunciation, since «same writer as case N» names a denouncer.
"""

from collections.abc import Iterable, Iterator

from pipeline.extraction.findings import Findings
from pipeline.law.deadlines import Deadline, Version
from pipeline.triage import articles, paper
from pipeline.triage.bodies import PROCEDURE
from pipeline.triage.competence import Judgement
from pipeline.triage.proposal import EarlierCase, Facts, Flag
from pipeline.triage.route import Way

_SEEN_ON_PAPER = {
    "secrecy_requested": "Người viết đơn yêu cầu giữ bí mật thông tin.",
    "party_member": (
        "Đơn nhắc đến đảng viên; nội dung vi phạm quy định của Đảng do tổ chức đảng có thẩm "
        f"quyền xử lý ({articles.PARTY_MATTERS})."
    ),
    "official_of_rank": "Đơn nhắc đến cán bộ giữ chức vụ lãnh đạo.",
    "urgent": f"Đơn nêu việc khẩn cấp: báo cáo ngay người đứng đầu ({articles.DAMAGE}).",
    "threat": "Đơn có lời đe dọa: báo cáo ngay người đứng đầu.",
    "prior_guidance": "Đơn nhắc đến việc đã được hướng dẫn: kiểm tra có cùng nội dung không.",
    "already_settled": (
        "Đơn nhắc đến việc đã được giải quyết: kiểm tra đã có quyết định giải quyết lần hai hay "
        f"bản án chưa ({articles.COMPLAINT_BARRED})."
    ),
    "insulting": "Đơn có lời lẽ xúc phạm.",
    "other_law": "Đơn có dấu hiệu thuộc việc giải quyết theo luật khác, thời hạn có thể khác.",
    "evidence_not_attached": "Đơn nhắc đến tài liệu kèm theo nhưng chưa thấy tài liệu.",
    "chronology.cites_later": "Đơn dẫn văn bản có ngày sau ngày viết đơn.",
    "chronology.conflict": "Các ngày trong đơn mâu thuẫn nhau.",
    "not_in_force": "Đơn dẫn văn bản không còn hiệu lực vào ngày được nêu.",
    "repaired": "Có chỗ đọc được nhờ suy đoán, đã đánh dấu; cần đối chiếu với bản gốc.",
    "handwriting": "Đơn có phần viết tay; phần chưa đọc được cần người đọc.",
    "low_confidence": "Có chỗ đọc không chắc; cần đối chiếu với bản gốc.",
}
"""Warnings of extraction, in words of our own: the warning's sentence may quote the paper."""


def raise_flags(
    findings: Findings,
    facts: Facts,
    judged: Judgement,
    way: Way,
    clocks: Iterable[tuple[Deadline, Version]],
) -> tuple[Flag, ...]:
    """Return what a person must see, the hindrance of the route first."""
    found = (
        *_of_way(way),
        *_of_facts(facts, secret=paper.is_secret(findings)),
        *_of_paper(findings),
        *_of_bodies(judged),
        *_of_earlier(facts.earlier, secret=paper.is_secret(findings)),
        *_of_clocks(clocks),
    )
    return tuple({flag.code + flag.sentence: flag for flag in found}.values())


def _of_way(way: Way) -> Iterator[Flag]:
    if way.code:
        yield Flag(way.code, way.reason)


def _of_facts(facts: Facts, *, secret: bool) -> Iterator[Flag]:
    day = facts.arrived_on.strftime("%d/%m/%Y")
    if facts.arrival_assumed:
        yield Flag("arrival_assumed", f"Ngày đến {day} là giả định; cần người nhận xác nhận.")
    if facts.source_assumed:
        yield Flag("source_assumed", "Nguồn đơn là giả định; cần người nhận xác nhận.")
    if facts.source == "forwarded":
        if not facts.forwarded_by:
            yield Flag("forwarder_unknown", paper.FORWARDER_UNKNOWN)
        elif not secret:
            yield Flag("forwarded", f"Đơn do {facts.forwarded_by} chuyển đến.")


def _of_paper(findings: Findings) -> Iterator[Flag]:
    codes = paper.codes(findings)
    if findings.kind.value != "other" and findings.kind.confidence < paper.SURE:
        kind = paper.KIND_NAMES[findings.kind.value]
        percent = round(findings.kind.confidence * 100)
        yield Flag("kind_doubtful", f"Loại đơn ({kind}) mới chắc {percent}%; cần người xác nhận.")
    if paper.is_group(findings):
        yield Flag("group", _writers(findings))
    addressees = len(findings.fields.addressees)
    if addressees > 1 or "several_addressees" in codes:
        many = f"Đơn đề gửi {addressees:02d} nơi." if addressees > 1 else "Đơn đề gửi nhiều nơi."
        yield Flag("several_addressees", many)
    for code, sentence in _SEEN_ON_PAPER.items():
        if code in codes:
            yield Flag(code, sentence)


def _writers(findings: Findings) -> str:
    signatures = findings.fields.signatures
    count = paper.writers(findings)
    if signatures is not None and signatures.value == count:
        return f"Đơn có {count:02d} người ký."
    if count >= paper.GROUP:
        return f"Đơn có {count:02d} người đứng tên."
    return "Đơn ghi là của nhiều người; chưa đếm được số người ký."


def _of_bodies(judged: Judgement) -> Iterator[Flag]:
    if "district" in judged.seen:
        yield Flag(
            "district_body",
            "Đơn nêu cơ quan cấp huyện, đã kết thúc hoạt động từ ngày 01/7/2025.",
        )
    if judged.seen & PROCEDURE:
        yield Flag(
            "procedure_body",
            "Đơn nêu tòa án, viện kiểm sát, công an hoặc thi hành án: thời hạn và trình tự theo "
            "luật riêng.",
        )


def _of_earlier(earlier: Iterable[EarlierCase], *, secret: bool) -> Iterator[Flag]:
    hidden = 0
    for case in earlier:
        if not (case.same_petitioner or case.same_contested):
            continue
        if secret or not paper.may_name(case.kind):
            hidden += 1
            continue
        day = case.registered_on.strftime("%d/%m/%Y")
        both = case.same_petitioner and case.same_contested
        what = "cùng người viết và nội dung" if both else "cùng người viết hoặc nội dung"
        code = "possible_duplicate" if both else "related_case"
        yield Flag(code, f"Có thể {what} với vụ việc số {case.number}, vào sổ ngày {day}.")
    if hidden:
        yield Flag(
            "related_secret",
            f"Có {hidden:02d} vụ việc trước đây có thể liên quan; xem qua người giữ bí mật đơn.",
        )


def _of_clocks(clocks: Iterable[tuple[Deadline, Version]]) -> Iterator[Flag]:
    for deadline, version in clocks:
        if deadline.warn_on < deadline.due:
            yield Flag(
                "earlier_deadline",
                f"Theo {deadline.also[0].article} thì hạn là ngày "
                f"{deadline.warn_on:%d/%m/%Y}, sớm hơn; nên làm theo hạn này.",
            )
        for doubt in version.doubts(deadline.start):
            yield Flag("unverified_law", doubt)
