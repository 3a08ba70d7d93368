"""Each statutory content met, failed and unknown; each flag with its count."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.extraction.findings import Party
from pipeline.law.decision_table import RECEIPT, all_rows
from pipeline.law.forms import all_forms
from pipeline.settings import Law
from pipeline.triage import propose
from pipeline.triage.proposal import Proposal
from pipeline.triage.route import RECEIPTS
from tests.triage.made import DIRECT, FACTS, FORWARDED, SETTINGS, WRITER, made, value


def states(proposal: Proposal) -> dict[str, str]:
    return {c.id: c.state for c in proposal.conditions}


def flags(proposal: Proposal) -> dict[str, str]:
    return {flag.code: flag.sentence for flag in proposal.flags}


def test_a_whole_paper_has_every_content_and_leaves_the_rest_to_a_person() -> None:
    for kind in ("complaint", "denunciation", "recommendation"):
        proposal = propose(made(kind), FACTS, SETTINGS)
        by_group = {(c.group, c.state) for c in proposal.conditions}
        assert by_group <= {("content", "met"), ("bar", "unknown"), ("grounds", "unknown")}
        assert ("conditions_unchecked" in flags(proposal)) == (len(by_group) > 1)


@pytest.mark.parametrize(
    ("condition", "gone"),
    [
        ("date", {"written_on": None}),
        ("name", {"petitioners": (replace(WRITER, name=None),)}),
        ("address", {"petitioners": (replace(WRITER, address=None),)}),
        ("signature", {"signatures": None}),
        ("signature", {"signatures": value(0)}),
        ("content", {"summary": None}),
        ("respondent", {"respondents": ()}),
    ],
)
def test_absent_is_failed_only_when_extraction_says_so(
    condition: str, gone: dict[str, Any]
) -> None:
    code = f"missing.{condition}"
    silent = propose(made("denunciation", **gone), FACTS, SETTINGS)
    warned = propose(made("denunciation", code, **gone), FACTS, SETTINGS)
    blurred = propose(made("denunciation", code, "low_confidence", **gone), FACTS, SETTINGS)
    assert states(silent)[condition] == "unknown"
    assert states(warned)[condition] == "failed" and warned.route == "supplement"
    assert states(blurred)[condition] == "unknown" and blurred.route == "person"


def test_articles_follow_the_kind() -> None:
    said = {k: propose(made(k), FACTS, SETTINGS).conditions[0].article for k in
            ("complaint", "denunciation", "recommendation")}  # fmt: skip
    assert said["complaint"] == "khoản 2 Điều 8 Luật Khiếu nại"
    assert said["denunciation"] == "khoản 1 Điều 23 Luật Tố cáo"
    assert "05/2021/TT-TTCP" in said["recommendation"]


@pytest.mark.parametrize(("signers", "group"), [(1, False), (4, False), (5, True), (7, True)])
def test_five_signers_make_a_group(signers: int, group: bool) -> None:
    proposal = propose(made("complaint", signatures=value(signers)), FACTS, SETTINGS)
    assert ("representation" in states(proposal)) == group
    assert proposal.route == "accept"
    if group:
        assert flags(proposal)["group"] == f"Đơn có {signers:02d} người ký."
        assert states(proposal)["representation"] == "unknown"


def test_named_writers_count_when_nobody_counted_signatures() -> None:
    party = Party(name=value("A"), address=value("B"), phone=value("C"))
    proposal = propose(made("denunciation", petitioners=(party,) * 6), FACTS, SETTINGS)
    assert flags(proposal)["group"] == "Đơn có 06 người đứng tên."
    led = made("denunciation", petitioners=(party,) * 6, represented_by=(party,))
    assert states(propose(led, FACTS, SETTINGS))["representation"] == "met"


def test_facts_that_are_assumed_are_flagged() -> None:
    assumed = replace(FACTS, arrival_assumed=True, source_assumed=True)
    proposal = propose(made("complaint"), assumed, SETTINGS)
    assert {"arrival_assumed", "source_assumed"} <= flags(proposal).keys()
    assert proposal.deadlines[0].provisional
    assert "giả định" in proposal.deadlines[0].provisional_reasons[0]
    sure = propose(made("complaint"), FACTS, SETTINGS)
    assert not {"arrival_assumed", "source_assumed"} & flags(sure).keys()
    assert not sure.deadlines[0].provisional


def test_an_unconfirmed_calendar_is_provisional() -> None:
    settings = SETTINGS.model_copy(update={"law": Law()})
    deadline = propose(made("complaint"), FACTS, settings).deadlines[0]
    assert deadline.provisional_reasons == ("Lịch nghỉ năm 2026 chưa được cơ quan xác nhận.",)


def test_deadlines_of_each_kind() -> None:
    def ids(paper: Any, facts: Any = FACTS) -> list[str]:
        return [d.rule for d in propose(paper, facts, SETTINGS).deadlines]

    assert ids(made("complaint")) == ["complaint.accept"]
    assert {"complaint.accept", "reception.reply"} <= set(ids(made("complaint"), DIRECT))
    assert ids(made("denunciation")) == ["denunciation.register"]
    elsewhere = made("denunciation", respondents=(Party(position=value("Chủ tịch UBND xã Xa")),))
    assert ids(elsewhere) == ["denunciation.transfer"]
    assert ids(made("recommendation")) == ["recommendation.reply"]
    assert ids(made("official"), DIRECT) == ids(made("other")) == []
    assert ids(made("mixed"))[0] == "complaint.accept"


def test_a_day_of_arrival_before_any_rule_gives_no_deadline() -> None:
    facts = replace(FACTS, arrived_on=date(1990, 1, 2))
    assert propose(made("complaint"), facts, SETTINGS).deadlines == ()


def test_the_earlier_source_of_law_warns() -> None:
    # 2026-08-27: the National Day skips six days off; 10 calendar days end first.
    facts = replace(FACTS, arrived_on=date(2026, 8, 27))
    proposal = propose(made("complaint"), facts, SETTINGS)
    (deadline,) = proposal.deadlines
    assert (deadline.due, deadline.also[0].due) == (date(2026, 9, 10), date(2026, 9, 7))
    assert "07/09/2026" in flags(proposal)["earlier_deadline"]


def test_unread_law_is_said() -> None:
    said = [f.sentence for f in propose(made("recommendation"), FACTS, SETTINGS).flags]
    assert any("Chương III Thông tư số 05/2021/TT-TTCP" in s for s in said)
    assert any("thời hạn chung" in s for s in said)


def test_other_flags() -> None:
    many = made("complaint", "urgent", "secrecy_requested", addressees=(value("UBND xã"),) * 4)
    found = flags(propose(many, replace(FORWARDED, forwarded_by=None), SETTINGS))
    assert found["several_addressees"] == "Đơn đề gửi 04 nơi."
    assert {"urgent", "secrecy_requested", "forwarder_unknown"} <= found.keys()
    told = flags(propose(made("complaint"), FORWARDED, SETTINGS))
    assert told["forwarded"] == "Đơn do Báo Đồng Nai chuyển đến."
    assert "kind_doubtful" in flags(propose(made("complaint", confidence=0.7), FACTS, SETTINGS))


def test_every_form_named_is_in_the_table_of_law() -> None:
    named = {form for row in all_rows().values() for form in row.forms} - {RECEIPT}
    assert named | set(RECEIPTS.values()) == set(all_forms())
