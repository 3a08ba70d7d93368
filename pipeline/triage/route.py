"""Which way a paper goes and which documents are drafted for it.

The asymmetry of the law: a complaint that isn't ours is answered with guidance to its writer, a
denunciation or recommendation that isn't ours is sent on to the body (Điều 26 Luật Tiếp công
dân; Điều 24 Luật Tố cáo; Điều 14 Thông tư 05/2021/TT-TTCP). Either once for the same matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.extraction.findings import Findings
from pipeline.law.deadlines import in_force
from pipeline.triage import articles, paper
from pipeline.triage.proposal import Competence, Condition, EarlierCase, Facts, Route, Source

ACCEPT = "phieu-de-xuat-thu-ly"
GUIDE = "phieu-huong-dan"
RETURN = "tra-lai-don"
TRANSFER_DENUNCIATION = "phieu-chuyen-don-to-cao"
TRANSFER_RECOMMENDATION = "phieu-chuyen-don-kien-nghi"
SUPPLEMENT = "yeu-cau-bo-sung"

RECEIPT: dict[Source, str] = {
    "direct": "giay-bien-nhan",
    "post": "thong-bao-tiep-nhan",
    "forwarded": "thong-bao-tiep-nhan",
}


@dataclass(frozen=True, slots=True)
class Way:
    """The route, its forms in order, and the sentence that proposes it."""

    route: Route
    forms: tuple[str, ...]
    reason: str
    code: str = ""
    """For a person's decision: the flag that says what stands in the way."""


def choose(
    findings: Findings, facts: Facts, conditions: Iterable[Condition], competence: Competence
) -> Way:
    """Return the way of the paper. First what stops it, then what it lacks, then whose it is."""
    if findings.kind.value == "official":
        return Way("incoming", (), "Văn bản hành chính: vào sổ văn bản đến.")
    stopped = _stopped(findings)
    if stopped:
        return stopped
    unfit = _unfit(tuple(conditions), RECEIPT[facts.source])
    match findings.kind.value:
        case "complaint":
            return _complaint(facts, unfit, competence)
        case "denunciation":
            return _denunciation(facts, unfit, competence)
        case _:
            return _recommendation(findings, facts, unfit, competence)


_CORE = {
    "respondent": "người, cơ quan bị khiếu nại, tố cáo",
    "content": "nội dung, hành vi được nêu",
}
"""Without these nobody can propose anything; of the rest a person is only reminded."""


def _unfit(conditions: tuple[Condition, ...], receipt: str) -> Way | None:
    """Return what is to be done with a paper that lacks, or may lack, what the law asks."""
    failed = [condition for condition in conditions if condition.state == "failed"]
    if failed:
        return Way(
            "supplement",
            (SUPPLEMENT,),
            "Đề nghị yêu cầu người viết đơn bổ sung nội dung còn thiếu, căn cứ "
            f"{failed[0].article}.",
        )
    unseen = [_CORE[c.id] for c in conditions if c.state == "unknown" and c.id in _CORE]
    if unseen:
        reason = f"Cần người xem lại đơn để xác định {'; '.join(unseen)} trước khi đề xuất xử lý."
        return Way("person", (receipt,), reason, "core_unclear")
    return None


def _person(code: str, reason: str) -> Way:
    return Way("person", (), reason, code)


def _stopped(findings: Findings) -> Way | None:
    """Return why a person must decide before anything is drafted; None when nothing stops it."""
    codes = paper.codes(findings)
    for code, reason in _STOPS.items():
        if code in codes:
            return _person(code, reason)
    if paper.is_hard_to_read(findings) and any(code.startswith("missing.") for code in codes):
        return _person("unreadable", "Đơn khó đọc, có phần bắt buộc chưa đọc được.")
    if paper.is_anonymous(findings):
        return _anonymous(findings)
    if findings.kind.value == "mixed":
        return _person(
            "mixed",
            "Đơn có nhiều nội dung khác nhau: cần hướng dẫn người viết tách đơn, căn cứ "
            f"{articles.SPLIT_CONTENTS}.",
        )
    if findings.kind.value == "other" or findings.kind.confidence < paper.GUESS:
        return _person("unknown_kind", "Chưa xác định được loại đơn.")
    return None


_STOPS = {
    "state_secret": "Đơn có dấu chỉ độ mật: xử lý theo quy định bảo vệ bí mật nhà nước.",
    "unreadable": "Đơn không đọc được.",
    "not_vietnamese": "Đơn không viết bằng tiếng Việt.",
    "blank_form": "Đơn là mẫu chưa điền.",
    "copy_only": "Đơn chỉ là bản sao, không có chữ ký trực tiếp.",
    "impersonation": "Đơn có dấu hiệu mạo danh: cần kiểm tra người viết đơn.",
}


def _anonymous(findings: Findings) -> Way:
    if findings.kind.value in {"complaint", "recommendation"}:
        return _person("anonymous", "Đơn không có họ tên và địa chỉ người viết.")
    return _person(
        "anonymous",
        "Đơn không có họ tên và địa chỉ người viết: không xử lý theo thủ tục tố cáo; nếu nêu rõ "
        "người vi phạm, có tài liệu cụ thể và có cơ sở để kiểm tra thì tiến hành thanh tra, kiểm "
        f"tra hoặc chuyển cơ quan có thẩm quyền, căn cứ {articles.DENUNCIATION_ANONYMOUS}.",
    )


def _competence_unknown(receipt: str) -> Way:
    """A person decides whose it is; that the paper was received can be said at once."""
    reason = "Chưa xác định được cơ quan có thẩm quyền."
    return Way("person", (receipt,), reason, "unknown_competence")


def _complaint(facts: Facts, unfit: Way | None, competence: Competence) -> Way:
    receipt = RECEIPT[facts.source]
    if competence == "not_competent":
        return _complaint_elsewhere(facts, receipt)
    if unfit:
        return unfit
    if competence == "unknown":
        return _competence_unknown(receipt)
    version = in_force("complaint.accept", facts.arrived_on)
    article = version.article if version else articles.COMPLAINT_CONTENT
    reason = f"Đề nghị thụ lý giải quyết khiếu nại, căn cứ {article}."
    return Way("accept", (receipt, ACCEPT), reason)


def _complaint_elsewhere(facts: Facts, receipt: str) -> Way:
    if paper.is_forwarded(facts) and not facts.forwarded_by:
        return _person("forwarder_unknown", paper.FORWARDER_UNKNOWN)
    if paper.is_forwarded(facts):
        return Way(
            "return",
            (RETURN,),
            "Đề nghị trả lại đơn cho cơ quan, người đã chuyển đơn và nêu rõ lý do, căn cứ "
            f"{articles.PROCESSING}.",
        )
    if _done_before(facts.earlier, "guide"):
        return _person(
            "prior_guidance",
            "Đã hướng dẫn người khiếu nại một lần về cùng nội dung; không hướng dẫn lại.",
        )
    return Way(
        "guide",
        (receipt, GUIDE),
        "Đề nghị hướng dẫn người khiếu nại gửi đơn đến cơ quan có thẩm quyền (một lần), căn cứ "
        f"{articles.NOT_OURS}.",
    )


def _denunciation(facts: Facts, unfit: Way | None, competence: Competence) -> Way:
    receipt = RECEIPT[facts.source]
    if unfit:
        return unfit
    if competence == "unknown":
        return _competence_unknown(receipt)
    if competence == "competent":
        return Way(
            "accept",
            (receipt, ACCEPT),
            f"Đề nghị thụ lý tố cáo, căn cứ {articles.DENUNCIATION_ACCEPT}, "
            f"{articles.ACCEPT_FORM}.",
        )
    if _done_before(facts.earlier, "transfer", "guide"):
        return _person(
            "prior_transfer",
            "Đã chuyển hoặc hướng dẫn một lần về cùng nội dung tố cáo; không xử lý lại, căn cứ "
            f"{articles.DENUNCIATION_SENT_TO_MANY}.",
        )
    return Way(
        "transfer",
        (receipt, TRANSFER_DENUNCIATION),
        "Đề nghị chuyển đơn đến cơ quan có thẩm quyền và thông báo cho người tố cáo (một lần), "
        f"căn cứ {articles.DENUNCIATION_TRANSFER}, {articles.DENUNCIATION_TRANSFER_FORM}.",
    )


def _recommendation(
    findings: Findings, facts: Facts, unfit: Way | None, competence: Competence
) -> Way:
    receipt = RECEIPT[facts.source]
    if unfit:
        return unfit
    if competence == "unknown":
        return _competence_unknown(receipt)
    if competence == "competent":
        reason = f"Đề nghị xem xét, giải quyết kiến nghị, phản ánh, căn cứ {articles.PROCESSING}."
        return Way("accept", (receipt, ACCEPT), reason)
    if paper.is_secret(findings):
        # The form names the writer to another body: not while the paper may be a denunciation.
        return _person("unknown_kind", "Chưa chắc đơn là kiến nghị, phản ánh nên chưa chuyển đơn.")
    return Way(
        "transfer",
        (receipt, TRANSFER_RECOMMENDATION),
        f"Đề nghị chuyển đơn đến cơ quan có thẩm quyền, căn cứ {articles.NOT_OURS}.",
    )


def _done_before(earlier: Iterable[EarlierCase], *routes: Route) -> bool:
    return any(c.same_petitioner and c.same_contested and c.route in routes for c in earlier)
