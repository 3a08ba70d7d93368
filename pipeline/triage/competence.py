"""Is the configured office competent? By who is named, and by its field where it has one.

Complaints follow who made the contested decision (Điều 17-21 Luật Khiếu nại [M]): one's own
decisions first, the superior's at second instance. Denunciations follow who manages the
denounced (Điều 12, 13 Luật Tố cáo [M]): the head's own case goes to the superior.
Recommendations follow the address on the paper. Mixed or missing signs stay unknown, until a
person says whose it is: that wins.
The district level ended on 01/7/2025, and no public rule says who took over its old files.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from pipeline.extraction.findings import Findings, Matter
from pipeline.law.decision_table import OtherLaw, all_other_laws, article
from pipeline.law.fields import OTHER, topics
from pipeline.settings import Office
from pipeline.text.unicode import fold
from pipeline.triage import paper
from pipeline.triage.bodies import BELOW, INNER, OWN, PROCEDURE, Who, identify
from pipeline.triage.issuers import Named, contested_issuers, respondents
from pipeline.triage.proposal import Competence, Facts

_LONGEST_BODY = 120
_MEMBERS: frozenset[Who] = frozenset({"member"})
_HEAD: frozenset[Who] = frozenset({"head"})
_SUPERIOR: frozenset[Who] = frozenset({"superior"})
_HEADS_BELOW: frozenset[Who] = frozenset({"subordinate_head"})
_STAFF_BELOW: frozenset[Who] = frozenset({"subordinate"})

_BY_LEVEL = {
    "commune": "complaint.commune",
    "department": "complaint.department",
    "province": "complaint.province",
}
_PROCEDURE_REASON = (
    "Người hoặc cơ quan được nêu thuộc tòa án, viện kiểm sát, công an hoặc thi hành án; "
    "việc giải quyết theo pháp luật về tố tụng, thi hành án hoặc của ngành đó."
)
_DISTRICT_REASON = (
    "Đơn nêu cơ quan cấp huyện; cấp huyện đã kết thúc hoạt động từ ngày 01/7/2025 và chưa tìm "
    "thấy quy định chung về nơi giải quyết việc cũ, cần người xác định cơ quan kế thừa."
)
_FORMER_REASON = (
    "Đơn nêu cơ quan của một xã, phường cũ nay thuộc địa bàn của cơ quan này; chưa tìm thấy quy "
    "định chung về nơi giải quyết việc cũ, cần người xác định cơ quan kế thừa."
)
_OTHER_LAW_REASON = (
    "Đơn có dấu hiệu thuộc việc giải quyết theo luật khác (thi hành án, tạm giữ, tạm giam, thuế, "
    "bảo hiểm xã hội, thanh tra); cần người xác định luật áp dụng."
)
_PROCEDURE_LAW = "pháp luật về tố tụng, thi hành án hoặc của ngành công an"
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
    law: str = ""
    """The other law that governs the matter, in words, where one does."""

    @property
    def settler(self) -> str:
        """Who settles when the office doesn't: a value of the sign ``settler``."""
        if self.competence != "not_competent":
            return "unknown"
        if self.law:
            return "procedure" if self.seen & PROCEDURE else "other_law"
        groups: tuple[tuple[str, frozenset[Who]], ...] = (
            ("superior", _SUPERIOR | OWN),  # what is against the office itself goes up
            ("subordinate", BELOW),
            ("elected", frozenset({"elected"})),
            ("inner", INNER),
        )
        return next((name for name, who in groups if self.seen and self.seen <= who), "other")


def judge(findings: Findings, office: Office, facts: Facts) -> Judgement:
    """Return whether the office is competent to settle the paper."""
    judged = _judged(findings, office, facts)
    known = {law.body for law in all_other_laws().values()}
    known |= {_superior(office), facts.person.get("competent_body")}
    if paper.is_secret(findings, facts) and judged.body not in known:
        # A body read from the paper is the paper's own text.
        return replace(judged, body=None)
    return judged


def head(office: Office) -> str:
    """Return the head of the office as a sentence names him."""
    return f"{office.head_title} {office.name}"


def _judged(findings: Findings, office: Office, facts: Facts) -> Judgement:
    person = facts.person
    law = all_other_laws().get(person.get("other_law", ""))
    if "competence" in person:
        seen = _seen_anywhere(findings, office)
        return _as_a_person_found(person["competence"], facts, office, law, seen)
    if law is not None and not law.ours:
        reason = f"Việc {law.name} do {law.body} giải quyết theo {law.article}."
        seen = _seen_anywhere(findings, office)
        return Judgement("not_competent", reason, law.body, seen, law.article)
    if office.name == Office().name:
        return Judgement("unknown", _UNNAMED_REASON)
    judged = _by_kind(findings, office, facts)
    warned = "other_law" in paper.codes(findings) and "other_law" not in person
    if judged.competence == "competent" and warned:
        return Judgement("unknown", _OTHER_LAW_REASON, None, judged.seen)
    if judged.competence == "not_competent" and judged.seen & PROCEDURE:
        judged = replace(judged, law=_PROCEDURE_LAW)
    body = person.get("competent_body") if judged.competence == "not_competent" else None
    return replace(judged, body=body) if body else judged


def _as_a_person_found(
    competence: str, facts: Facts, office: Office, law: OtherLaw | None, seen: frozenset[Who]
) -> Judgement:
    """Take the person's word; its reason is printed on the documents that follow from it."""
    if competence == "competent":
        return Judgement("competent", f"Việc thuộc thẩm quyền của {head(office)}.", None, seen)
    reason = f"Việc không thuộc thẩm quyền của {head(office)}."
    known = facts.person.get("competent_body") or (law.body if law else None)
    governed = law.article if law else _PROCEDURE_LAW if seen & PROCEDURE else ""
    return Judgement("not_competent", reason, known, seen, governed)


def _seen_anywhere(findings: Findings, office: Office) -> frozenset[Who]:
    if office.name == Office().name:
        return frozenset()
    named = [*contested_issuers(findings, office), *respondents(findings, office)]
    return _seen(one for one in named if one.who != "unclear")


def _by_kind(findings: Findings, office: Office, facts: Facts) -> Judgement:
    match findings.kind.value:
        case "complaint":
            return _complaint(findings, office, facts.arrived_on)
        case "denunciation":
            return _denunciation(findings, office, facts.arrived_on)
        case "recommendation":
            return _recommendation(findings, office)
        case _:
            return Judgement("unknown", "Chưa xác định được loại đơn nên chưa xét thẩm quyền.")


def _complaint(findings: Findings, office: Office, day: date) -> Judgement:
    named = [*contested_issuers(findings, office), *respondents(findings, office)]
    known = [one for one in named if one.who != "unclear"]
    seen = _seen(known)
    if not seen:
        return Judgement(
            "unknown",
            "Chưa xác định được ai đã ban hành quyết định hoặc có hành vi bị khiếu nại.",
        )
    if ended := _ended(seen):
        return ended
    second = paper.instance(findings) == "second"
    if seen <= OWN:
        return _complaint_of_ours(office, seen, day, second=second)
    if seen & OWN:
        reason = "Đơn nêu cả cơ quan này và cơ quan khác; cần người tách nội dung và xác định."
        return Judgement("unknown", reason, None, seen)
    if seen <= BELOW and second:
        reason = (
            "Khiếu nại lần hai đối với việc giải quyết của cơ quan cấp dưới trực tiếp; thẩm quyền "
            f"của {head(office)} theo {article(_BY_LEVEL[office.level], day).text}."
        )
        return Judgement("competent", reason, None, seen)
    if office.level == "province" and second and not seen & (PROCEDURE | BELOW):
        reason = "Khiếu nại lần hai đối với cơ quan khác; cần người xác định có thuộc tỉnh không."
        return Judgement("unknown", reason, None, seen)
    reason = "Quyết định, hành vi bị khiếu nại không phải của cơ quan này"
    if second:
        # Competent is the superior of whoever settled first; no table of superiors exists yet.
        reason += "; khiếu nại lần hai thuộc cấp trên trực tiếp của người đã giải quyết lần đầu"
        return _not_ours((), office, reason, seen)
    if seen <= BELOW:
        reason += "; cơ quan cấp dưới trực tiếp giải quyết lần đầu"
    return _not_ours(known, office, reason)


def _ended(seen: frozenset[Who]) -> Judgement | None:
    """Nobody can tell by rule who took over from a body that stands no more."""
    if "district" in seen:
        return Judgement("unknown", _DISTRICT_REASON, None, seen)
    return Judgement("unknown", _FORMER_REASON, None, seen) if "former" in seen else None


def _complaint_of_ours(
    office: Office, seen: frozenset[Who], day: date, *, second: bool
) -> Judgement:
    own = article(_BY_LEVEL[office.level], day).text
    if office.level == "province" and seen == _MEMBERS:
        # A department head settles his own decisions first (Điều 20 Luật Khiếu nại [M]).
        if not second:
            reason = "Khiếu nại lần đầu đối với cơ quan thuộc tỉnh; cần người xác định thẩm quyền."
            return Judgement("unknown", reason, None, seen)
        reason = (
            "Khiếu nại lần hai đối với việc giải quyết của cơ quan thuộc tỉnh; thẩm quyền của "
            f"{head(office)} theo {own}."
        )
        return Judgement("competent", reason, None, seen)
    if second:
        reason = (
            "Khiếu nại đối với quyết định giải quyết khiếu nại của chính cơ quan này; khiếu nại "
            "lần hai thuộc thẩm quyền của cấp trên trực tiếp theo "
            f"{article('complaint.order', day).text}."
        )
        return Judgement("not_competent", reason, _superior(office), seen)
    reason = (
        "Quyết định, hành vi bị khiếu nại là của cơ quan này hoặc của người do người đứng đầu cơ "
        f"quan quản lý trực tiếp; {head(office)} có thẩm quyền giải quyết lần đầu theo {own}."
    )
    return Judgement("competent", reason, None, seen)


def _denunciation(findings: Findings, office: Office, day: date) -> Judgement:
    named = respondents(findings, office)
    seen = _seen(named)
    cited = article("denunciation.competence", day).text
    if not seen or "unclear" in seen:
        reason = "Chưa xác định được cơ quan quản lý của (tất cả) người bị tố cáo."
        return Judgement("unknown", reason, None, seen)
    if ended := _ended(seen):
        return ended
    if seen in (_MEMBERS, _HEADS_BELOW):
        post = "đứng đầu hoặc cấp phó cơ quan cấp dưới trực tiếp, " if seen == _HEADS_BELOW else ""
        reason = (
            f"Người bị tố cáo {post}thuộc quyền quản lý của người đứng đầu cơ quan này; "
            f"{head(office)} có thẩm quyền giải quyết theo {cited}."
        )
        return Judgement("competent", reason, None, seen)
    if seen == _HEAD:
        reason = (
            "Người bị tố cáo là người đứng đầu cơ quan này; thẩm quyền giải quyết thuộc người "
            f"đứng đầu cơ quan cấp trên trực tiếp theo {cited}."
        )
        return Judgement("not_competent", reason, _superior(office), seen)
    if seen & OWN:
        reason = (
            "Đơn tố cáo cơ quan này, cấp phó của người đứng đầu hoặc nhiều người thuộc thẩm "
            f"quyền khác nhau; cần người xác định theo {cited}."
        )
        return Judgement("unknown", reason, None, seen)
    if seen == _STAFF_BELOW:
        reason = "Người bị tố cáo do cơ quan cấp dưới trực tiếp quản lý"
        return _not_ours((), office, reason, seen)
    if office.level == "province" and seen & {"commune", "agency", "subordinate_head"}:
        reason = "Cần người xác định người bị tố cáo có thuộc quyền quản lý của tỉnh không."
        return Judgement("unknown", reason, None, seen)
    return _not_ours((), office, "Người bị tố cáo không thuộc quyền quản lý của cơ quan này", seen)


def _recommendation(findings: Findings, office: Office) -> Judgement:
    texts = [str(value.value) for value in findings.fields.addressees]
    named = [Named(text, identify(text, office)) for text in texts]
    seen = _seen(named)
    if seen & OWN and _is_outside_its_fields(findings, office):
        reason = (
            "Đơn gửi cơ quan này nhưng lĩnh vực được nêu không thấy trong các lĩnh vực được giao."
        )
        return Judgement("unknown", reason, None, seen)
    if seen & OWN:
        reason = f"Đơn gửi {office.name}; nội dung do cơ quan này xem xét, trả lời."
        return Judgement("competent", reason, None, seen)
    if not seen or seen & {"unclear", "district"}:
        return Judgement("unknown", "Chưa xác định được cơ quan mà đơn gửi đến.", None, seen)
    return _not_ours(named, office, "Đơn chỉ gửi cơ quan khác, không gửi cơ quan này")


def _is_outside_its_fields(findings: Findings, office: Office) -> bool:
    """Return whether the paper's field is known and none of those that the office has."""
    matter = findings.fields.matter
    if matter is None or not office.fields:
        return False
    topic = topics().get(matter.topic) if isinstance(matter, Matter) else None
    if topic is not None and topic.id == OTHER:
        return False
    said = fold(topic.name if topic else str(matter.value))
    return not any(fold(own) in said or said in fold(own) for own in office.fields)


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


def _superior(office: Office) -> str | None:
    above = office.superior
    return f"{above.head_title} {above.name}".strip() if above.name else None
