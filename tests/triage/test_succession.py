"""Papers that name bodies and places of before: who is judged, and what the officer reads."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import BadPlaces
from pipeline.extraction.findings import Findings, OfficialHeader
from pipeline.settings import Office, Settings, Superior
from pipeline.triage import propose
from pipeline.triage.proposal import Proposal
from pipeline.triage.succession import day_of, names_today
from tests.triage.made import FACTS, OFFICE, SETTINGS, WRITER, made, reference, respondent, value

DEPARTMENT = Office(
    name="Sở Nông nghiệp và Môi trường tỉnh Đồng Nai",
    level="department",
    province="Đồng Nai",
    head_title="Giám đốc",
    superior=Superior(name="Ủy ban nhân dân tỉnh Đồng Nai"),
)
AT_DEPARTMENT = SETTINGS.model_copy(update={"office": DEPARTMENT})
OLD = "Sở Tài nguyên và Môi trường tỉnh Bình Phước"
NOW = "Sở Nông nghiệp và Môi trường tỉnh Đồng Nai"
SINCE = date(2025, 7, 1)


def complaint(issuer: str, *, on: str = "2024-03-05", **fields: Any) -> Findings:
    """A complaint about a decision of a body, made on a day."""
    told = {
        "contested": (value("Quyết định số 145/QĐ", 1),),
        "addressees": (value(issuer),),
        "written_on": value("2024-04-12"),
    }
    found = made("complaint", **(told | fields))
    return replace(found, references=(replace(reference(issuer, 1), date=on),))


def flags(proposal: Proposal) -> dict[str, str]:
    return {flag.code: flag.sentence for flag in proposal.flags}


def names(proposal: Proposal) -> dict[str, str]:
    return {
        c: s for c, s in flags(proposal).items() if c.split("_")[0] in ("body", "place", "names")
    }


def test_a_decision_of_the_former_body_is_the_office_s_own() -> None:
    proposal = propose(complaint(OLD), FACTS, AT_DEPARTMENT)
    assert proposal.competence == "competent"
    assert proposal.competence_reason.startswith(f"{OLD} nay là {NOW}. ")
    sentence = flags(proposal)["body_renamed"]
    assert sentence.startswith(f"Nơi đề gửi, nơi ban hành văn bản bị nêu: {OLD} (nay là {NOW}).")
    assert "Nghị quyết số 202/2025/QH15" in sentence
    assert any("các sở của từng tỉnh" in f.sentence for f in proposal.flags)


def test_on_the_eve_the_former_body_and_a_day_later_its_heir_are_named() -> None:
    before = propose(complaint(OLD, on="2025-02-28"), FACTS, AT_DEPARTMENT)
    after = propose(complaint(NOW, on="2025-07-01", written_on=value("2026-01-05")), FACTS,
                    AT_DEPARTMENT)  # fmt: skip
    assert before.competence == after.competence == "competent"
    assert "body_renamed" in names(before) and names(after) == {}


def test_another_body_s_heir_is_told_as_the_competent_body_of_today() -> None:
    proposal = propose(complaint("Sở Giao thông vận tải tỉnh Bình Phước"), FACTS, AT_DEPARTMENT)
    assert proposal.competence == "not_competent"
    assert proposal.competent_body == "Sở Xây dựng tỉnh Đồng Nai"


def test_a_former_commune_of_another_province_is_not_ours() -> None:
    paper = complaint("UBND xã Đông Hòa, huyện Hữu Lũng, tỉnh Lạng Sơn")
    assert propose(paper, FACTS, SETTINGS).competence == "not_competent"
    paper = complaint("UBND xã Đông Hòa, huyện Nam Sách, tỉnh Hải Dương")
    assert propose(paper, FACTS, SETTINGS).competence == "not_competent"
    paper = complaint("UBND xã Đông Hòa, huyện Bù Đốp, tỉnh Bình Phước")  # now our province
    assert propose(paper, FACTS, SETTINGS).competence == "unknown"


@pytest.mark.parametrize(
    "ended",
    [
        "UBND huyện Đồng Phú, tỉnh Bình Phước",
        "Tòa án nhân dân huyện Đồng Phú",
        "Công an huyện Đồng Phú",
        "Chi cục Thi hành án dân sự huyện Đồng Phú",
        "Thanh tra Sở Xây dựng tỉnh Bình Phước",
        "Sở Lao động - Thương binh và Xã hội tỉnh Bình Phước",  # divided by matter
        "Cục Thuế tỉnh Bình Phước",  # no table
    ],
)
def test_a_body_without_one_heir_is_never_proposed(ended: str) -> None:
    proposal = propose(complaint(ended), FACTS, AT_DEPARTMENT)
    assert proposal.competence != "competent"
    assert proposal.competent_body is None
    assert names(proposal)


def test_an_ended_body_is_told_and_asked() -> None:
    said = names(propose(complaint("UBND huyện Đồng Phú, tỉnh Bình Phước"), FACTS, AT_DEPARTMENT))
    assert "không còn từ ngày 01/7/2025" in said["body_ended"]
    assert "nay thuộc tỉnh Đồng Nai" in said["body_ended"]
    assert "cần người xác định" in said["body_ended"]


def test_a_paper_of_today_to_an_ended_body_is_stale_but_its_old_decision_is_not() -> None:
    district = "UBND huyện Trảng Bom"
    late = made("complaint", addressees=(value(district),), written_on=value("2026-09-01"))
    assert "body_stale" in names(propose(late, FACTS, SETTINGS))
    ours = complaint(district, on="2023-06-18", written_on=value("2026-09-01"),
                     addressees=(value("UBND xã Bình Minh"),))  # fmt: skip
    assert set(names(propose(ours, FACTS, SETTINGS))) == {"body_ended"}


def test_a_paper_older_than_the_body_it_names_is_told() -> None:
    early = made("recommendation", addressees=(value(NOW),), written_on=value("2024-01-05"))
    assert "body_early" in names(propose(early, FACTS, AT_DEPARTMENT))


def test_a_province_of_both_worlds_is_ambiguous_only_without_a_day() -> None:
    text = "UBND tỉnh Gia Lai"
    dated = made("recommendation", addressees=(value(text),))
    bare = made("recommendation", addressees=(value(text),), written_on=None)
    assert names(propose(dated, FACTS, SETTINGS)) == {}
    assert set(names(propose(bare, FACTS, SETTINGS))) == {"body_ambiguous"}


def test_what_an_undated_paper_cites_tells_its_day() -> None:
    bare = complaint("UBND tỉnh Gia Lai", on="2026-02-01", written_on=None)
    assert names(propose(bare, FACTS, SETTINGS)) == {}
    old = complaint("UBND tỉnh Gia Lai", on="2023-02-01", written_on=None)
    assert set(names(propose(old, FACTS, SETTINGS))) == {"body_ambiguous"}


def test_two_spellings_of_a_body_are_told_once() -> None:
    paper = complaint(
        "Chủ tịch UBND huyện Trảng Bom",
        addressees=(value("Chủ tịch Ủy ban nhân dân huyện Trảng Bom"),),
    )
    told = [f for f in propose(paper, FACTS, SETTINGS).flags if f.code == "body_ended"]
    assert len(told) == 1
    assert told[0].sentence.startswith("Nơi đề gửi, nơi ban hành văn bản bị nêu: Chủ tịch")


def test_several_bodies_in_one_line_are_told_apart() -> None:
    both = "Chủ tịch UBND huyện Đồng Phú, tỉnh Bình Phước " + NOW
    paper = made("recommendation", addressees=(value(both),), written_on=value("2026-09-01"))
    sentence = names(propose(paper, FACTS, AT_DEPARTMENT))["body_ended"]
    assert sentence.startswith("Nơi đề gửi: Chủ tịch UBND huyện Đồng Phú, tỉnh Bình Phước (không")
    assert NOW not in sentence


# --- denunciations -------------------------------------------------------------------------------


def test_a_secret_paper_is_counted_not_quoted() -> None:
    secret = made(
        "denunciation",
        addressees=(value("Thanh tra huyện Đồng Phú"),),
        respondents=(respondent("Giám đốc", organisation=OLD),),
    )
    proposal = propose(secret, FACTS, AT_DEPARTMENT)
    assert set(names(proposal)) == {"names_changed"}
    assert next(f.count for f in proposal.flags if f.code == "names_changed") == 2
    everything = " ".join((*proposal.reasons, *(f.sentence for f in proposal.flags)))
    assert "Đồng Phú" not in everything and "Bình Phước" not in everything
    assert {named.found.text for named in names_today(secret, FACTS, AT_DEPARTMENT)} == {
        "Thanh tra huyện Đồng Phú",
        OLD,
    }


def test_a_doubtful_complaint_is_secret_too() -> None:
    doubtful = complaint(OLD)
    doubtful = replace(doubtful, kind=replace(doubtful.kind, confidence=0.6))
    proposal = propose(doubtful, FACTS, AT_DEPARTMENT)
    assert "Bình Phước" not in proposal.competence_reason
    assert set(names(proposal)) == {"names_changed"}


def test_of_a_denounced_official_nothing_follows_from_his_body_s_new_name() -> None:
    denounced = respondent(f"Giám đốc {OLD}", name="Lê Văn Tịnh")
    proposal = propose(made("denunciation", respondents=(denounced,)), FACTS, AT_DEPARTMENT)
    assert proposal.competence != "competent"


# --- addresses -----------------------------------------------------------------------------------


def lives(text: str, **more: Any) -> Findings:
    return made("recommendation", petitioners=(replace(WRITER, address=value(text)),), **more)


def test_an_address_of_before_is_told_without_the_house() -> None:
    old = lives("số 7, ấp 3, xã Đồng Tâm, huyện Đồng Phú, tỉnh Bình Phước")
    said = names(propose(old, FACTS, SETTINGS))
    assert set(said) == {"place_unmapped"}
    assert "tỉnh Đồng Nai" in said["place_unmapped"]
    assert "ấp 3" not in said["place_unmapped"] and "Đồng Tâm" not in said["place_unmapped"]


def test_an_address_of_today_is_nothing_to_tell() -> None:
    assert names(propose(lives("ấp 3, xã Tân An, tỉnh Đồng Nai"), FACTS, SETTINGS)) == {}


def home_with(tmp_path: Path, table: str) -> Settings:
    (tmp_path / "places.toml").write_text(table, "utf-8")
    return SETTINGS.model_copy(update={"home": tmp_path})


ENTRY = """
[[commune]]
old = "xã Đông Hòa"
district = "huyện Trảng Bom"
province = "tỉnh Đồng Nai"
new = "xã Bình Minh"
from = 2025-07-01
source = "Nghị quyết số 1/NQ-UBTVQH15"
"""


def test_the_office_s_own_table_makes_a_former_commune_its_own(tmp_path: Path) -> None:
    paper = complaint("Chủ tịch UBND xã Đông Hòa, huyện Trảng Bom")
    unknown = propose(paper, FACTS, SETTINGS)
    assert unknown.competence == "unknown" and "xã Đông Hòa" in unknown.competence_reason
    known = propose(paper, FACTS, home_with(tmp_path, ENTRY))
    assert known.competence == "competent"
    assert "nay là Chủ tịch Ủy ban nhân dân xã Bình Minh" in known.competence_reason
    assert "Nghị quyết số 1/NQ-UBTVQH15" in flags(known)["body_renamed"]


def test_the_own_table_answers_for_addresses(tmp_path: Path) -> None:
    paper = lives("số 7, ấp 3, xã Đông Hòa, huyện Trảng Bom, tỉnh Đồng Nai")
    said = names(propose(paper, FACTS, home_with(tmp_path, ENTRY)))
    assert said == {
        "place_renamed": "Địa chỉ trên đơn ghi theo tên cũ; nay là xã Bình Minh, tỉnh Đồng Nai."
    }


FAULTS = [
    (ENTRY.replace("new =", "mew ="), "thứ 1: thiếu «new»"),
    (ENTRY + ENTRY.replace("source", "#"), "thứ 2: thiếu «source»"),
    (ENTRY.replace("2025-07-01", '"2025-07-01"'), "thứ 1: «from» phải là ngày"),
    (ENTRY.replace('"xã Đông Hòa"', '"Đông Hòa"'), "thứ 1: «old» phải ghi đủ loại và tên đơn vị"),
    (
        ENTRY.replace('"tỉnh Đồng Nai"', '"tỉnh Đồng Nao"'),
        "«province» không có trong bảng các tỉnh",
    ),
    (ENTRY.replace('"xã Bình Minh"', '" "'), "thứ 1: «new» phải là chữ, không để trống"),
    (ENTRY + "nwe = 1", "thứ 1: không có mục nào tên là «nwe»"),
    ("[[comune]]", "chỉ được có các mục [[commune]]"),
    ("commune = 5", "chỉ được có các mục [[commune]]"),
    ("[[commune]", "tệp không đọc được"),
]


@pytest.mark.parametrize(("table", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_a_wrong_table_is_told_with_its_place(tmp_path: Path, table: str, said: str) -> None:
    with pytest.raises(BadPlaces) as caught:
        propose(complaint(OLD), FACTS, home_with(tmp_path, table))
    assert said in caught.value.message and "places.toml" in caught.value.message


# --- official documents, days --------------------------------------------------------------------


def test_a_letter_s_issuer_is_read_with_the_body_above_it() -> None:
    header = OfficialHeader(
        parent_issuer=value("UBND TỈNH BÌNH PHƯỚC"),
        issuer=value("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG"),
        issued_on=value("2024-05-02"),
    )
    letter = replace(made("official", addressees=(), petitioners=()), official=header)
    sentence = names(propose(letter, FACTS, SETTINGS))["body_renamed"]
    assert f"nay là {NOW}" in sentence


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("2024-03", date(2024, 3, 1)),
        ("2023", date(2023, 1, 1)),
        ("2025-07", SINCE),
        ("2025", None),  # three changes fell into it
        ("2024-02-31", None),
        ("", None),
        (None, None),
    ],
)
def test_day_of(text: str | None, day: date | None) -> None:
    assert day_of(text) == day


def test_the_office_s_own_commune_is_not_asked_for() -> None:
    paper = made("recommendation", addressees=(value("UBND xã Bình Minh, huyện Trảng Bom"),))
    assert names(propose(paper, FACTS, SETTINGS)) == {}
    assert OFFICE.name == "Ủy ban nhân dân xã Bình Minh"
