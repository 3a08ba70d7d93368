"""Competence from the office's profile: level, field, territory, bodies below and above."""

from dataclasses import replace

import pytest

from pipeline.settings import Office, Settings, Superior
from pipeline.triage import propose
from pipeline.triage.bodies import identify
from pipeline.triage.proposal import Proposal
from tests.triage.made import FACTS, OFFICE, SETTINGS, made, respondent, value

PROVINCE = Office(
    name="Ủy ban nhân dân tỉnh Đồng Nai",
    level="province",
    province="Đồng Nai",
    units=("Văn phòng Ủy ban nhân dân tỉnh",),
    superior=Superior(name="Chính phủ", head_title="Thủ tướng"),
    subordinates=("Sở Xây dựng tỉnh Đồng Nai", "Sở Nội vụ"),
    territory=("xã Long Hà", "phường Trấn Biên"),
)
MERGED = OFFICE.model_copy(update={"territory": ("xã Tân An",)})
DEPARTMENT = Office(
    name="Sở Nông nghiệp và Môi trường tỉnh Đồng Nai",
    level="department",
    head_title="Giám đốc",
    province="Đồng Nai",
    fields=("đất đai", "môi trường"),
    superior=Superior(name="Ủy ban nhân dân tỉnh Đồng Nai"),
)


def settings_of(office: Office) -> Settings:
    return SETTINGS.model_copy(update={"office": office})


def complaint(office: Office, contested: str, **fields: object) -> Proposal:
    paper = made("complaint", contested=(value(contested),), **fields)
    return propose(paper, FACTS, settings_of(office))


def denunciation(office: Office, who: str) -> Proposal:
    return propose(made("denunciation", respondents=(respondent(who),)), FACTS, settings_of(office))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Giám đốc Sở Xây dựng tỉnh Đồng Nai", "subordinate_head"),
        ("chuyên viên Sở Nội vụ", "subordinate"),
        ("Chủ tịch UBND xã Long Hà", "subordinate_head"),
        ("UBND xã Long Hà", "subordinate"),
        ("công chức địa chính xã Long Hà", "subordinate"),
        ("nguyên Chủ tịch UBND xã Long Hà", "unclear"),
        ("UBND xã Long Hà, tỉnh Thanh Hóa", "commune"),  # another Long Hà
        ("UBND xã Long Hà Đông", "commune"),
        ("ông A ở xã Long Hà", "unclear"),
        ("Công an xã Long Hà", "police"),
        ("Sở Tài chính", "agency"),
    ],
)
def test_bodies_below_are_known(text: str, who: str) -> None:
    assert identify(text, PROVINCE) == who


def test_a_body_below_settles_first_and_the_office_next() -> None:
    first = complaint(PROVINCE, "Quyết định số 5 của Chủ tịch UBND xã Long Hà")
    assert (first.competence, first.competent_body) == ("not_competent", "Chủ tịch UBND xã Long Hà")
    assert first.route == "guide"
    second = complaint(
        PROVINCE, "Quyết định số 9 của Chủ tịch UBND xã Long Hà", instance=value("second")
    )
    assert (second.competence, second.route) == ("competent", "accept")
    elsewhere = complaint(
        PROVINCE, "Quyết định số 9 của Chủ tịch UBND xã Phú Lâm", instance=value("second")
    )
    assert elsewhere.competence == "unknown"


def test_heads_below_are_the_offices_to_judge_their_people_are_not() -> None:
    assert denunciation(PROVINCE, "Giám đốc Sở Xây dựng tỉnh Đồng Nai").competence == "competent"
    staff = denunciation(PROVINCE, "chuyên viên Sở Nội vụ")
    assert (staff.competence, staff.route) == ("not_competent", "transfer")
    assert denunciation(PROVINCE, "Chủ tịch UBND xã Phú Lâm").competence == "unknown"


def test_what_was_a_commune_of_its_own_is_for_a_person() -> None:
    proposal = complaint(MERGED, "Quyết định số 5 của Chủ tịch UBND xã Tân An")
    assert (proposal.competence, proposal.route) == ("unknown", "person")
    assert "xã, phường cũ" in proposal.competence_reason
    assert complaint(OFFICE, "Quyết định số 5 của Chủ tịch UBND xã Tân An").route == "guide"


@pytest.mark.parametrize(
    ("matter", "competence"),
    [("đất đai", "competent"), ("Đất đai, nhà cửa", "competent"), ("giáo dục", "unknown"),
     (None, "competent")],
)  # fmt: skip
def test_a_field_that_the_office_has_not_is_for_a_person(
    matter: str | None, competence: str
) -> None:
    paper = made(
        "recommendation",
        addressees=(value("Giám đốc Sở Nông nghiệp và Môi trường tỉnh Đồng Nai"),),
        matter=value(matter) if matter else None,
    )
    assert propose(paper, FACTS, settings_of(DEPARTMENT)).competence == competence


@pytest.mark.parametrize(
    ("law", "competence", "body"),
    [
        ("civil_execution", "not_competent", "cơ quan thi hành án dân sự có thẩm quyền"),
        ("no", "competent", None),
    ],
)
def test_another_law_that_a_person_names_decides(
    law: str, competence: str, body: str | None
) -> None:
    facts = replace(FACTS, person={"other_law": law})
    proposal = propose(made("complaint", "other_law"), facts, SETTINGS)
    assert (proposal.competence, proposal.competent_body) == (competence, body)
    assert propose(made("complaint", "other_law"), FACTS, SETTINGS).competence == "unknown"


def test_a_persons_word_on_competence_wins() -> None:
    facts = replace(FACTS, person={"competence": "not_competent", "competent_body": "Sở Xây dựng"})
    proposal = propose(made("complaint"), facts, SETTINGS)
    assert (proposal.route, proposal.competent_body) == ("guide", "Sở Xây dựng")
    assert "Sở Xây dựng" in proposal.reasons[-1]
