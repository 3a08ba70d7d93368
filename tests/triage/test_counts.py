"""Figures of a matter: counted, told with their number, never as an adjective."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.triage import propose
from pipeline.triage.counts import months_between
from pipeline.triage.proposal import EarlierCase, Flag, Proposal
from tests.triage.made import FACTS, SETTINGS, made, respondent, value


def flag(proposal: Proposal, code: str) -> Flag | None:
    return next((f for f in proposal.flags if f.code == code), None)


def addressed(*names: str) -> dict[str, object]:
    return {"addressees": tuple(value(name) for name in names)}


def test_writers_and_bodies() -> None:
    paper = made("complaint", signatures=value(7), **addressed("UBND xã Bình Minh", "Báo Đồng Nai"))
    proposal = propose(paper, FACTS, SETTINGS)
    assert (proposal.counts.writers, proposal.counts.bodies) == (7, 2)
    group = flag(proposal, "group")
    assert group and group.count == 7 and "07" in group.sentence
    alone = propose(made("complaint"), FACTS, SETTINGS)
    assert flag(alone, "group") is None and alone.counts.writers == 1


@pytest.mark.parametrize(
    ("names", "passed"),
    [
        (("Chủ tịch UBND xã Bình Minh",), 0),
        (("Chủ tịch UBND xã Bình Minh", "UBND tỉnh Đồng Nai"), 1),
        (("Chủ tịch UBND xã Bình Minh", "Thủ tướng Chính phủ"), 2),
        (("Bộ trưởng Bộ Xây dựng",), 2),
        (("UBND tỉnh Đồng Nai", "Thanh tra Chính phủ"), 2),
        (("Báo Đồng Nai",), 0),
        (("Chủ tịch UBND huyện Trảng Bom, tỉnh Đồng Nai",), 0),
        (("UBND thành phố Biên Hòa, tỉnh Đồng Nai",), 0),
    ],
)
def test_levels_passed_over_are_counted_from_whoever_settles(
    names: tuple[str, ...], passed: int
) -> None:
    proposal = propose(made("complaint", **addressed(*names)), FACTS, SETTINGS)
    assert proposal.counts.levels_passed == passed
    told = flag(proposal, "levels_passed")
    assert (told.count if told else 0) == passed


def test_levels_stay_unknown_with_the_competence() -> None:
    nobody = made("complaint", contested=(value("việc mất nước"),), **addressed("Chính phủ"))
    proposal = propose(nobody, FACTS, SETTINGS)
    assert proposal.counts.levels_passed is None and flag(proposal, "levels_passed") is None
    court = made("denunciation", respondents=(respondent("Thẩm phán Tòa án nhân dân khu vực 4"),))
    assert propose(court, FACTS, SETTINGS).counts.levels_passed is None


def before(number: str, day: date, *, contested: bool = True) -> EarlierCase:
    return EarlierCase(number, "complaint", "accept", day, True, contested)


def test_papers_on_the_same_matter_and_the_months_since_the_first() -> None:
    facts = replace(
        FACTS,
        earlier=(
            before("2026-000002", date(2026, 3, 20)),
            before("2026-000003", date(2026, 5, 2)),
            before("2026-000004", date(2025, 1, 2), contested=False),
        ),
    )
    proposal = propose(made("complaint"), facts, SETTINGS)
    assert (proposal.counts.petitions, proposal.counts.since) == (3, date(2026, 3, 20))
    same, months = flag(proposal, "same_matter"), flag(proposal, "months_open")
    assert same and same.count == 3
    assert months and months.count == 5 and "20/03/2026" in months.sentence
    # of a secret case nothing that could lead to an earlier one
    secret = propose(made("complaint", confidence=0.7), facts, SETTINGS)
    assert secret.counts.since is None and secret.counts.petitions == 3
    assert "20/03/2026" not in str(secret)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 31), 2),
        (date(2025, 11, 20), date(2026, 11, 20), 12),
        (date(2025, 11, 21), date(2026, 11, 20), 11),
        (date(2026, 5, 1), date(2026, 4, 1), 0),
    ],
)
def test_whole_months(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months
