"""Is the configured office competent? In its first form: by who is named, not by the field.

Complaints follow who made the contested decision (Điều 17-21 Luật Khiếu nại [M]): one's own
decisions first, the superior's at second instance. Denunciations follow who manages the
denounced (Điều 12, 13 Luật Tố cáo [M]): the head's own case goes to the superior.
Recommendations follow the address on the paper. Mixed or missing signs stay unknown.
The district level ended on 01/7/2025, and no public rule says who took over its old files.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.extraction.findings import Findings
from pipeline.settings import Office
from pipeline.triage import articles, paper
from pipeline.triage.bodies import OWN, PROCEDURE, Who, identify
from pipeline.triage.issuers import Named, contested_issuers, is_settlement, respondents
from pipeline.triage.proposal import Competence

_LONGEST_BODY = 120
_MEMBERS: frozenset[Who] = frozenset({"member"})
_HEAD: frozenset[Who] = frozenset({"head"})
_SUPERIOR: frozenset[Who] = frozenset({"superior"})

_FIRST_INSTANCE = {
    "commune": articles.COMPLAINT_COMMUNE,
    "department": articles.COMPLAINT_DEPARTMENT,
    "province": articles.COMPLAINT_PROVINCE,
}
_PROCEDURE_REASON = (
    "Người hoặc cơ quan được nêu thuộc tòa án, viện kiểm sát, công an hoặc thi hành án; "
    "việc giải quyết theo pháp luật về tố tụng, thi hành án hoặc của ngành đó."
)
_DISTRICT_REASON = (
    "Đơn nêu cơ quan cấp huyện; cấp huyện đã kết thúc hoạt động từ ngày 01/7/2025 và chưa tìm "
    "thấy quy định chung về nơi giải quyết việc cũ, cần người xác định cơ quan kế thừa."
)
_OTHER_LAW_REASON = (
    "Đơn có dấu hiệu thuộc việc giải quyết theo luật khác (thi hành án, tạm giữ, tạm giam, thuế, "
    "bảo hiểm xã hội, thanh tra); cần người xác định luật áp dụng."
)
_UNNAMED_REASON = (
    "Chưa điền tên cơ quan trong donthu.toml, mục [office], nên chưa xét được thẩm quyền."
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the office is competent, the sentence that says why, and who is, if known."""

    competence: Competence
    reason: str
    body: str | None = None
    seen: frozenset[Who] = frozenset()
    """Whom the paper names, seen from the office; for the flags."""


def judge(findings: Findings, office: Office) -> Judgement:
    """Return whether the office is competent to settle the paper."""
    if office.name == Office().name:
        return Judgement("unknown", _UNNAMED_REASON)
    judged = _by_kind(findings, office)
    if judged.competence == "competent" and "other_law" in paper.codes(findings):
        return Judgement("unknown", _OTHER_LAW_REASON, None, judged.seen)
    if paper.is_secret(findings) and judged.body != _superior(office):
        # A body read from the paper is the paper's own text.
        return Judgement(judged.competence, judged.reason, None, judged.seen)
    return judged


def _by_kind(findings: Findings, office: Office) -> Judgement:
    match findings.kind.value:
        case "complaint":
            return _complaint(findings, office)
        case "denunciation":
            return _denunciation(findings, office)
        case "recommendation":
            return _recommendation(findings, office)
        case _:
            return Judgement("unknown", "Chưa xác định được loại đơn nên chưa xét thẩm quyền.")


def _complaint(findings: Findings, office: Office) -> Judgement:
    named = [*contested_issuers(findings, office), *respondents(findings, office)]
    known = [one for one in named if one.who != "unclear"]
    seen = _seen(known)
    if not seen:
        return Judgement(
            "unknown",
            "Chưa xác định được ai đã ban hành quyết định hoặc có hành vi bị khiếu nại.",
        )
    if "district" in seen:
        return Judgement("unknown", _DISTRICT_REASON, None, seen)
    if seen <= OWN:
        return _complaint_of_ours(findings, office, seen)
    if seen & OWN:
        reason = "Đơn nêu cả cơ quan này và cơ quan khác; cần người tách nội dung và xác định."
        return Judgement("unknown", reason, None, seen)
    if office.level == "province" and _is_second(findings) and not seen & PROCEDURE:
        reason = "Khiếu nại lần hai đối với cơ quan khác; cần người xác định có thuộc tỉnh không."
        return Judgement("unknown", reason, None, seen)
    reason = "Quyết định, hành vi bị khiếu nại không phải của cơ quan này"
    if _is_second(findings):
        # Competent is the superior of whoever settled first; no table of superiors exists yet.
        reason += "; khiếu nại lần hai thuộc cấp trên trực tiếp của người đã giải quyết lần đầu"
        return _not_ours((), office, reason, seen)
    return _not_ours(known, office, reason)


def _is_second(findings: Findings) -> bool:
    instance = findings.fields.instance
    second = instance is not None and instance.value == "second"
    return second or any(is_settlement(value, findings) for value in findings.fields.contested)


def _complaint_of_ours(findings: Findings, office: Office, seen: frozenset[Who]) -> Judgement:
    second = _is_second(findings)
    if office.level == "province" and seen == _MEMBERS:
        # A department head settles his own decisions first (Điều 20 Luật Khiếu nại [M]).
        if not second:
            reason = "Khiếu nại lần đầu đối với cơ quan thuộc tỉnh; cần người xác định thẩm quyền."
            return Judgement("unknown", reason, None, seen)
        reason = (
            "Khiếu nại lần hai đối với việc giải quyết của cơ quan thuộc tỉnh; thẩm quyền của "
            f"{_head(office)} theo {articles.COMPLAINT_PROVINCE}."
        )
        return Judgement("competent", reason, None, seen)
    if second:
        reason = (
            "Khiếu nại đối với quyết định giải quyết khiếu nại của chính cơ quan này; khiếu nại "
            f"lần hai thuộc thẩm quyền của cấp trên trực tiếp theo {articles.COMPLAINT_ORDER}."
        )
        return Judgement("not_competent", reason, _superior(office), seen)
    reason = (
        "Quyết định, hành vi bị khiếu nại là của cơ quan này hoặc của người do người đứng đầu cơ "
        f"quan quản lý trực tiếp; {_head(office)} có thẩm quyền giải quyết lần đầu theo "
        f"{_FIRST_INSTANCE[office.level]}."
    )
    return Judgement("competent", reason, None, seen)


def _denunciation(findings: Findings, office: Office) -> Judgement:
    named = respondents(findings, office)
    seen = _seen(named)
    if not seen or "unclear" in seen:
        reason = "Chưa xác định được cơ quan quản lý của (tất cả) người bị tố cáo."
        return Judgement("unknown", reason, None, seen)
    if "district" in seen:
        return Judgement("unknown", _DISTRICT_REASON, None, seen)
    if seen == _MEMBERS:
        reason = (
            "Người bị tố cáo thuộc quyền quản lý của người đứng đầu cơ quan này; "
            f"{_head(office)} có thẩm quyền giải quyết theo {articles.DENUNCIATION_COMPETENCE}."
        )
        return Judgement("competent", reason, None, seen)
    if seen == _HEAD:
        reason = (
            "Người bị tố cáo là người đứng đầu cơ quan này; thẩm quyền giải quyết thuộc người "
            f"đứng đầu cơ quan cấp trên trực tiếp theo {articles.DENUNCIATION_COMPETENCE}."
        )
        return Judgement("not_competent", reason, _superior(office), seen)
    if seen & OWN:
        reason = (
            "Đơn tố cáo cơ quan này, cấp phó của người đứng đầu hoặc nhiều người thuộc thẩm "
            f"quyền khác nhau; cần người xác định theo {articles.DENUNCIATION_COMPETENCE}."
        )
        return Judgement("unknown", reason, None, seen)
    if office.level == "province" and seen & {"commune", "agency"}:
        reason = "Cần người xác định người bị tố cáo có thuộc quyền quản lý của tỉnh không."
        return Judgement("unknown", reason, None, seen)
    return _not_ours((), office, "Người bị tố cáo không thuộc quyền quản lý của cơ quan này", seen)


def _recommendation(findings: Findings, office: Office) -> Judgement:
    texts = [str(value.value) for value in findings.fields.addressees]
    named = [Named(text, identify(text, office)) for text in texts]
    seen = _seen(named)
    if seen & OWN:
        reason = f"Đơn gửi {office.name}; nội dung do cơ quan này xem xét, trả lời."
        return Judgement("competent", reason, None, seen)
    if not seen or seen & {"unclear", "district"}:
        return Judgement("unknown", "Chưa xác định được cơ quan mà đơn gửi đến.", None, seen)
    return _not_ours(named, office, "Đơn chỉ gửi cơ quan khác, không gửi cơ quan này")


def _not_ours(
    named: Iterable[Named], office: Office, reason: str, seen: frozenset[Who] | None = None
) -> Judgement:
    found = tuple(named)
    seen = _seen(found) if seen is None else seen
    if found and seen == _SUPERIOR:
        body = _superior(office)
    else:
        texts = {one.text for one in found if len(one.text) <= _LONGEST_BODY}
        body = (texts.pop() or None) if len(texts) == 1 else None
    full = f"{reason}. {_PROCEDURE_REASON}" if seen & PROCEDURE else f"{reason}."
    return Judgement("not_competent", full, body, seen)


def _seen(named: Iterable[Named]) -> frozenset[Who]:
    return frozenset(one.who for one in named)


def _head(office: Office) -> str:
    return f"{office.head_title} {office.name}"


def _superior(office: Office) -> str | None:
    above = office.superior
    return f"{above.head_title} {above.name}".strip() if above.name else None
