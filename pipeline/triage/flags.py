"""What a person must see before deciding: counts, not adjectives.

No sentence quotes the paper: a flag is stored in clear, and an earlier case is named only when
neither paper may be a denunciation, since «same writer as case N» names a denouncer.
"""

from collections.abc import Iterable, Iterator

from pipeline.extraction.findings import Findings
from pipeline.law.deadlines import Deadline, Version
from pipeline.settings import Office
from pipeline.triage import paper
from pipeline.triage.bodies import PROCEDURE
from pipeline.triage.competence import Judgement
from pipeline.triage.conditions import late_filing
from pipeline.triage.counts import count_flags
from pipeline.triage.proposal import Condition, EarlierCase, Facts, Flag
from pipeline.triage.route import Way

_SEEN_ON_PAPER = {
    "secrecy_requested": "Người viết đơn yêu cầu giữ bí mật thông tin.",
    "party_member": (
        "Đơn nhắc đến đảng viên; nội dung vi phạm quy định của Đảng do tổ chức đảng có thẩm "
        "quyền xử lý (Điều 15 Thông tư số 05/2021/TT-TTCP)."
    ),
    "official_of_rank": "Đơn nhắc đến cán bộ giữ chức vụ lãnh đạo.",
    "urgent": (
        "Đơn nêu việc khẩn cấp: báo cáo ngay người đứng đầu (Điều 16 Thông tư số 05/2021/TT-TTCP)."
    ),
    "threat": "Đơn có lời đe dọa: báo cáo ngay người đứng đầu.",
    "prior_guidance": "Đơn nhắc đến việc đã được hướng dẫn: kiểm tra có cùng nội dung không.",
    "already_settled": (
        "Đơn nhắc đến việc đã được giải quyết: kiểm tra đã có quyết định giải quyết lần hai hay "
        "bản án chưa (Điều 11 Luật Khiếu nại)."
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
    conditions: Iterable[Condition],
    office: Office,
    clocks: Iterable[tuple[Deadline, Version]],
) -> tuple[Flag, ...]:
    """Return what a person must see, the hindrance of the route first."""
    found = (
        *_of_way(way),
        *_of_facts(facts, secret=paper.is_secret(findings, facts)),
        *_of_kind(findings),
        *count_flags(findings, facts, judged, office),
        *_of_paper(findings),
        *_unchecked(way, conditions),
        *filter(None, (late_filing(findings, facts),)),
        *_of_bodies(judged),
        *_of_earlier(facts.earlier, secret=paper.is_secret(findings, facts)),
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


def _of_kind(findings: Findings) -> Iterator[Flag]:
    if findings.kind.value != "other" and findings.kind.confidence < paper.SURE:
        kind = paper.KIND_NAMES[findings.kind.value]
        percent = round(findings.kind.confidence * 100)
        yield Flag("kind_doubtful", f"Loại đơn ({kind}) mới chắc {percent}%; cần người xác nhận.")


def _of_paper(findings: Findings) -> Iterator[Flag]:
    codes = paper.codes(findings)
    for code, sentence in _SEEN_ON_PAPER.items():
        if code in codes:
            yield Flag(code, sentence)


def _unchecked(way: Way, conditions: Iterable[Condition]) -> Iterator[Flag]:
    """What no paper shows must be ticked by a person before the head accepts."""
    if way.route != "accept":
        return
    open_ones = [c for c in conditions if c.group in ("bar", "grounds") and c.state == "unknown"]
    if open_ones:
        count = len(open_ones)
        what = "trường hợp không được thụ lý" if open_ones[0].group == "bar" else "điều kiện thụ lý"
        yield Flag(
            "conditions_unchecked",
            f"Còn {count:02d} {what} ({open_ones[0].article}) chưa có người kiểm tra.",
            count,
        )


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
    doubts: dict[str, None] = {}
    for deadline, version in clocks:
        if deadline.met_on is None and deadline.also and deadline.warn_on < deadline.due:
            yield Flag(
                "earlier_deadline",
                f"Theo {deadline.also[0].article} thì hạn là ngày "
                f"{deadline.warn_on:%d/%m/%Y}, sớm hơn; nên làm theo hạn này.",
            )
        doubts |= dict.fromkeys(version.doubts(deadline.start))
    yield from (Flag("unverified_law", doubt) for doubt in doubts)
