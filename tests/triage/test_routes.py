"""Every row of the table of drafts each with its neighbours."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.extraction.findings import Findings, Party
from pipeline.settings import Settings
from pipeline.triage import propose
from pipeline.triage.proposal import Facts, Proposal
from tests.triage.made import (
    DIRECT,
    FACTS,
    FORWARDED,
    SETTINGS,
    SUPERIOR,
    WRITER,
    earlier,
    made,
    reference,
    respondent,
    value,
)

NOTICE, RECEIPT, ACCEPT = "thong-bao-tiep-nhan", "giay-bien-nhan", "phieu-de-xuat-thu-ly"
GUIDE, RETURN, SUPPLEMENT = "phieu-huong-dan", "tra-lai-don", "yeu-cau-bo-sung"
SEND_TC, SEND_KN = "phieu-chuyen-don-to-cao", "phieu-chuyen-don-kien-nghi"

ELSEWHERE = {"contested": (value("Quyết định số 5/QĐ-UBND của Chủ tịch UBND xã Long Hà"),)}
OTHERS = {"respondents": (respondent("Chủ tịch UBND xã Long Hà"),)}
NOBODY = {"contested": (value("việc mất nước kéo dài"),)}
NOBODY_SENT = replace(FORWARDED, forwarded_by=None)
NOT_TO_US = {"addressees": (value("Sở Xây dựng tỉnh Đồng Nai"),)}


def proposed(findings: Findings, facts: Facts = FACTS) -> Proposal:
    return propose(findings, facts, SETTINGS)


def codes(proposal: Proposal) -> set[str]:
    return {flag.code for flag in proposal.flags}


ROWS: list[tuple[str, Findings, Facts, str, tuple[str, ...]]] = [
    ("complaint ours, by post", made("complaint"), FACTS, "accept", (NOTICE, ACCEPT)),
    ("complaint ours, by hand", made("complaint"), DIRECT, "accept", (RECEIPT, ACCEPT)),
    ("complaint ours, forwarded", made("complaint"), FORWARDED, "accept", (NOTICE, ACCEPT)),
    ("complaint elsewhere", made("complaint", **ELSEWHERE), FACTS, "guide", (NOTICE, GUIDE)),
    ("the same by hand", made("complaint", **ELSEWHERE), DIRECT, "guide", (RECEIPT, GUIDE)),
    ("the same forwarded", made("complaint", **ELSEWHERE), FORWARDED, "return", (RETURN,)),
    ("the same forwarded by nobody known", made("complaint", **ELSEWHERE), NOBODY_SENT, "person",
     ()),
    ("complaint of nobody known", made("complaint", **NOBODY), FACTS, "person", (NOTICE,)),
    ("denunciation ours", made("denunciation"), FACTS, "accept", (NOTICE, ACCEPT)),
    ("denunciation elsewhere", made("denunciation", **OTHERS), DIRECT, "transfer",
     (RECEIPT, SEND_TC)),
    ("the same forwarded", made("denunciation", **OTHERS), FORWARDED, "transfer",
     (NOTICE, SEND_TC)),
    ("recommendation ours", made("recommendation"), FACTS, "accept", (NOTICE, ACCEPT)),
    ("recommendation elsewhere", made("recommendation", **NOT_TO_US), FACTS, "transfer",
     (NOTICE, SEND_KN)),
    ("recommendation to nobody", made("recommendation", addressees=()), FACTS, "person", (NOTICE,)),
    ("complaint lacks a signature", made("complaint", "missing.signature", signatures=None),
     FACTS, "supplement", (SUPPLEMENT,)),
    ("denunciation lacks a date", made("denunciation", "missing.date", written_on=None),
     FACTS, "supplement", (SUPPLEMENT,)),
    ("denunciation elsewhere lacks a date",
     made("denunciation", "missing.date", written_on=None, **OTHERS), FACTS, "supplement",
     (SUPPLEMENT,)),
    ("complaint elsewhere lacks a signature: guidance all the same",
     made("complaint", "missing.signature", signatures=None, **ELSEWHERE), FACTS, "guide",
     (NOTICE, GUIDE)),
    ("nobody complained of", made("complaint", "missing.respondent", contested=()), FACTS,
     "supplement", (SUPPLEMENT,)),
    ("denunciation whose act nobody saw", made("denunciation", summary=None), FACTS, "person",
     (NOTICE,)),
    ("denunciation of nobody seen", made("denunciation", respondents=()), DIRECT, "person",
     (RECEIPT,)),
    ("denunciation whose telephone nobody saw",
     made("denunciation", petitioners=(replace(WRITER, phone=None),)), FACTS, "accept",
     (NOTICE, ACCEPT)),
    ("hard to read", made("complaint", "missing.signature", "handwriting", signatures=None),
     FACTS, "person", ()),
    ("handwritten but complete", made("complaint", "handwriting"), FACTS, "accept",
     (NOTICE, ACCEPT)),
    ("anonymous", made("denunciation", "anonymous"), FACTS, "person", ()),
    ("no name, no address", made("denunciation", "missing.name", "missing.address",
     petitioners=()), FACTS, "person", ()),
    ("copy only", made("complaint", "copy_only"), FACTS, "person", ()),
    ("blank form", made("complaint", "blank_form"), FACTS, "person", ()),
    ("impersonation", made("denunciation", "impersonation"), FACTS, "person", ()),
    ("not Vietnamese", made("complaint", "not_vietnamese"), FACTS, "person", ()),
    ("mixed", made("mixed"), FACTS, "person", ()),
    ("other", made("other"), FACTS, "person", ()),
    ("a guess of a kind", made("complaint", confidence=0.4), FACTS, "person", ()),
    ("a doubtful kind", made("complaint", confidence=0.7), FACTS, "accept", (NOTICE, ACCEPT)),
    ("a doubtful recommendation isn't sent on",
     made("recommendation", confidence=0.7, **NOT_TO_US), FACTS, "person", ()),
    ("official", made("official"), FACTS, "incoming", ()),
    ("official forwarded", made("official"), FORWARDED, "incoming", ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("findings", "facts", "route", "forms"), [row[1:] for row in ROWS], ids=[r[0] for r in ROWS]
)
def test_row(findings: Findings, facts: Facts, route: str, forms: tuple[str, ...]) -> None:
    proposal = proposed(findings, facts)
    assert (proposal.route, proposal.forms) == (route, forms)
    assert proposal.reasons


def test_a_person_is_told_what_to_look_at() -> None:
    proposal = proposed(made("denunciation", summary=None))
    assert "hành vi" in proposal.reasons[-1]
    assert "core_unclear" in codes(proposal)
    [flag] = [
        flag
        for flag in proposed(made("complaint", **ELSEWHERE), NOBODY_SENT).flags
        if flag.code == "forwarder_unknown"
    ]
    assert flag.sentence == "Chưa biết cơ quan, người đã chuyển đơn."


@pytest.mark.parametrize(
    ("before", "route"),
    [
        (earlier("guide", "complaint"), "person"),
        (earlier("guide", "complaint", petitioner=False), "guide"),
        (earlier("guide", "complaint", contested=False), "guide"),
        (earlier("accept", "complaint"), "guide"),
    ],
)
def test_guidance_is_given_once(before: Any, route: str) -> None:
    proposal = proposed(made("complaint", **ELSEWHERE), replace(FACTS, earlier=(before,)))
    assert proposal.route == route
    assert ("prior_guidance" in codes(proposal)) == (route == "person")


def test_a_guided_complaint_that_comes_back_through_a_body_goes_back_to_it() -> None:
    facts = replace(FORWARDED, earlier=(earlier("guide", "complaint"),))
    assert proposed(made("complaint", **ELSEWHERE), facts).forms == (RETURN,)


@pytest.mark.parametrize(
    ("before", "route"),
    [("transfer", "person"), ("guide", "person"), ("accept", "transfer")],
)
def test_a_denunciation_is_transferred_once(before: str, route: str) -> None:
    facts = replace(FACTS, earlier=(earlier(before, "denunciation"),))
    proposal = proposed(made("denunciation", **OTHERS), facts)
    assert proposal.route == route
    assert ("prior_transfer" in codes(proposal)) == (route == "person")


@pytest.mark.parametrize(
    ("who", "competence", "body"),
    [
        ("công chức địa chính xã Bình Minh", "competent", None),
        ("cán bộ Phòng Kinh tế xã Bình Minh", "competent", None),
        ("Trưởng phòng, Phòng Kinh tế", "competent", None),
        ("Chủ tịch UBND xã Bình Minh", "not_competent", SUPERIOR),
        ("Bí thư Đảng ủy, Chủ tịch UBND xã Bình Minh", "not_competent", SUPERIOR),
        ("Phó Chủ tịch UBND xã Bình Minh", "unknown", None),
        ("nguyên Chủ tịch UBND xã Bình Minh", "unknown", None),
        ("Chủ tịch UBND huyện Trảng Bom", "unknown", None),
        ("Trưởng Công an xã Bình Minh", "not_competent", None),
        ("Thẩm phán Tòa án nhân dân khu vực 4", "not_competent", None),
        ("công chức xã Bình Minh, tỉnh Thanh Hóa", "unknown", None),
        ("công chức xã Bình Minh Đông", "unknown", None),
        ("chủ quán cơm", "unknown", None),
    ],
)
def test_competence_for_a_denunciation(who: str, competence: str, body: str | None) -> None:
    proposal = proposed(made("denunciation", respondents=(respondent(who),)))
    assert (proposal.competence, proposal.competent_body) == (competence, body)


def test_several_denounced_must_all_be_ours() -> None:
    ours, head = respondent("kế toán xã Bình Minh"), respondent("Chủ tịch UBND xã Bình Minh")
    for others in ((head,), (respondent("chủ quán"),), (respondent("Công an xã Long Hà"),)):
        both = made("denunciation", respondents=(ours, *others))
        assert proposed(both).competence == "unknown"
    assert proposed(made("denunciation", respondents=(ours, ours))).competence == "competent"


@pytest.mark.parametrize(
    ("contested", "competence", "body"),
    [
        ("Quyết định số 12/QĐ-UBND của UBND xã Bình Minh về việc thu hồi đất", "competent", None),
        ("QĐ số 12 của Chủ tịch U.B.N.D xã Bình Minh", "competent", None),
        ("Thông báo của Phòng Kinh tế xã Bình Minh", "competent", None),
        ("việc Ủy ban nhân dân (UBND) xã Bình Minh không trả hồ sơ", "competent", None),
        ("việc thu hồi đất của tôi của UBND x. Bình Minh, T. Đồng Nai", "competent", None),
        ("việc UBND xã không trả hồ sơ của tôi", "competent", None),
        ("Quyết định giải quyết khiếu nại số 9 của Chủ tịch UBND xã Bình Minh", "not_competent",
         SUPERIOR),
        ("Quyết định của Chủ tịch UBND tỉnh Đồng Nai", "not_competent", SUPERIOR),
        ("Quyết định của Chủ tịch UBND xã Long Hà", "not_competent", "Chủ tịch UBND xã Long Hà"),
        ("Quyết định của Chi cục Thi hành án dân sự khu vực 2", "not_competent",
         "Chi cục Thi hành án dân sự khu vực 2"),
        ("Quyết định của UBND huyện Trảng Bom", "unknown", None),
        ("Quyết định của UBND thị xã Bình Minh", "unknown", None),
        ("Quyết định của UBND xã Bình Minh, tỉnh Vĩnh Long", "unknown", None),
        ("Quyết định của UBND xã Bình Minh, tỉnh Đồng Nai, ký ngày 2/3", "competent", None),
        ("việc UBND xã Bình Minh cùng công an cưỡng chế nhà tôi", "unknown", None),
        ("việc Văn phòng đăng ký đất đai chậm cấp sổ đất tại xã Bình Minh", "not_competent",
         None),
        ("việc hàng xóm lấn đất của tôi tại xã Bình Minh", "unknown", None),
    ],
)  # fmt: skip
def test_competence_for_a_complaint(contested: str, competence: str, body: str | None) -> None:
    proposal = proposed(made("complaint", contested=(value(contested),)))
    assert (proposal.competence, proposal.competent_body) == (competence, body)


def test_the_issuer_is_taken_from_the_reference() -> None:
    paper = made("complaint", contested=(value("12/QĐ-UBND", 3),))
    ours = replace(paper, references=(reference("Ủy ban nhân dân xã Bình Minh", 3),))
    other = replace(paper, references=(reference("Ủy ban nhân dân xã Bình Minh", 4),))
    assert proposed(ours).competence == "competent"
    assert proposed(other).competence == "unknown"


def test_a_second_complaint_about_us_goes_to_the_superior() -> None:
    proposal = proposed(made("complaint", instance=value("second")))
    assert (proposal.competence, proposal.competent_body) == ("not_competent", SUPERIOR)
    assert proposed(made("complaint", instance=value("first"))).competence == "competent"


def test_a_second_complaint_about_others_names_no_body() -> None:
    for who in ("Chủ tịch UBND xã Long Hà", "Chủ tịch UBND tỉnh Đồng Nai"):
        contested = (value(f"Quyết định số 5 của {who}"),)
        proposal = proposed(made("complaint", instance=value("second"), contested=contested))
        assert (proposal.competence, proposal.competent_body) == ("not_competent", None)


def test_a_complaint_about_us_and_others_is_for_a_person() -> None:
    both = (*made("complaint").fields.contested, *ELSEWHERE["contested"])
    assert proposed(made("complaint", contested=both)).competence == "unknown"


def test_the_respondent_speaks_when_no_issuer_does() -> None:
    said = (respondent("Chủ tịch UBND xã Bình Minh"),)
    assert proposed(made("complaint", respondents=said, **NOBODY)).competence == "competent"
    there = (Party(name=value("Lê Văn Bình"), address=value("xã Bình Minh")),)
    assert proposed(made("complaint", respondents=there, **NOBODY)).competence == "unknown"


def test_matters_under_other_law_are_for_a_person() -> None:
    proposal = proposed(made("complaint", "other_law"))
    assert (proposal.competence, proposal.route) == ("unknown", "person")


def test_a_former_district_is_never_proposed() -> None:
    district = (value("Quyết định số 2 của Chủ tịch UBND huyện Trảng Bom"),)
    proposal = proposed(made("complaint", contested=district))
    assert "district_body" in codes(proposal)
    assert proposal.competent_body is None and proposal.route == "person"


def test_no_superior_in_the_settings_leaves_the_body_open() -> None:
    office = SETTINGS.office.model_copy(update={"superior": type(SETTINGS.office.superior)()})
    settings = SETTINGS.model_copy(update={"office": office})
    proposal = propose(made("complaint", instance=value("second")), FACTS, settings)
    assert proposal.competent_body is None


def at_level(level: str, name: str, head: str = "Chủ tịch", **more: Any) -> Any:
    update = {"level": level, "name": name, "head_title": head, **more}
    return SETTINGS.model_copy(update={"office": SETTINGS.office.model_copy(update=update)})


def test_a_department_settles_its_own_first() -> None:
    settings = at_level(
        "department", "Sở Xây dựng", "Giám đốc", aliases=(), units=("Thanh tra Sở",)
    )
    ours = made(
        "complaint", contested=(value("Quyết định của Giám đốc Sở Xây dựng tỉnh Đồng Nai"),)
    )
    assert propose(ours, FACTS, settings).competence == "competent"
    second = made("complaint", contested=ours.fields.contested, instance=value("second"))
    assert propose(second, FACTS, settings).competent_body == SUPERIOR
    other = made("complaint", contested=(value("Quyết định của Giám đốc Sở Tài chính"),))
    assert propose(other, FACTS, settings).competence == "not_competent"


def test_a_province_settles_its_own_first_and_its_departments_second() -> None:
    settings = at_level("province", "Ủy ban nhân dân tỉnh Đồng Nai", aliases=(),
                        units=("Sở Xây dựng",))  # fmt: skip
    own = made("complaint", contested=(value("Quyết định của Chủ tịch UBND tỉnh Đồng Nai"),))
    assert propose(own, FACTS, settings).competence == "competent"
    unit = (value("Quyết định của Giám đốc Sở Xây dựng tỉnh Đồng Nai"),)
    first = propose(made("complaint", contested=unit), FACTS, settings)
    second = propose(made("complaint", contested=unit, instance=value("second")), FACTS, settings)
    assert (first.competence, second.competence) == ("unknown", "competent")
    commune = made("complaint", instance=value("second"))
    assert propose(commune, FACTS, settings).competence == "unknown"


def test_a_settlement_is_known_by_its_mention_too() -> None:
    contested = (value("805/QĐ-UBND", 3),)
    mention = reference("Chủ tịch UBND xã Bình Minh", 3)
    paper = replace(made("complaint", contested=contested), references=(mention,))
    assert proposed(paper).competence == "competent"
    subject = replace(mention, subject="về việc giải quyết khiếu nại lần đầu")
    assert proposed(replace(paper, references=(subject,))).competent_body == SUPERIOR


def test_an_office_without_a_name_is_not_said_to_be_incompetent() -> None:
    """Fresh from the box: every paper would seem to belong to somebody else."""
    unnamed = Settings(home=Path())
    proposal = propose(made("complaint"), FACTS, unnamed)
    assert (proposal.competence, proposal.forms) == ("unknown", (NOTICE,))
    assert "donthu.toml" in proposal.competence_reason
