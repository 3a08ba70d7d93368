"""A proposal is stored in clear: for a paper that may be a denunciation it quotes nothing."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.findings import Fields, Findings, KindFinding, Notice, Party
from pipeline.triage import propose
from pipeline.triage.paper import SURE
from pipeline.triage.proposal import Facts, Proposal
from tests.triage.made import FACTS, FORWARDED, SETTINGS, earlier, made, reference, value

PLANT = "Zqx"
"""In every value of the planted paper; in no word of the law, the settings or the code."""


def planted(text: str = "") -> Any:
    return value(f"{PLANT} {text} {PLANT}")


def planted_party(text: str) -> Party:
    names = ("name", "title", "birth", "id_number", "id_issued_on", "id_issued_by", "address")
    names += ("phone", "email", "position", "organisation", "tax_code")
    return Party(**{name: planted(text) for name in names})


def planted_paper(kind: Any, confidence: float, text: str, *warnings: str) -> Findings:
    one = planted(text)
    return Findings(
        KindFinding(kind, confidence),
        Fields(
            title=one,
            written_on=one,
            written_at=one,
            addressees=(one, one),
            petitioners=(planted_party(text),) * 6,
            represented_by=(planted_party(text),),
            respondents=(planted_party(text),),
            contested=(replace(one, document_id=1),),
            matter=one,
            summary=one,
            requests=(one,),
            attachments=(one,),
            signatures=value(6),
        ),
        None,
        (reference(f"{PLANT} {text}", 1),),
        tuple(Notice(code, f"câu có {PLANT}") for code in warnings),
    )


def sentences(thing: Any) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for part in thing.values():
            yield from sentences(part)
    elif isinstance(thing, (list, tuple)):
        for part in thing:
            yield from sentences(part)


def quotes(proposal: Proposal) -> list[str]:
    return [s for s in sentences(asdict(proposal)) if PLANT.lower() in s.lower()]


TEXTS = (
    "",
    "Chủ tịch UBND xã Bình Minh",
    "công chức xã Bình Minh",
    "Chủ tịch UBND xã Long Hà",
    "Chủ tịch UBND tỉnh Đồng Nai",
    "UBND huyện Trảng Bom",
    "Công an xã",
    "của Chủ tịch UBND xã Long Hà về việc",
    "giải quyết khiếu nại của UBND xã Bình Minh",
)
KINDS = (
    ("denunciation", 0.99),
    ("denunciation", 0.3),
    ("mixed", 0.99),
    ("other", 0.99),
    ("complaint", 0.79),
    ("recommendation", 0.6),
    ("official", 0.5),
)
CODES = ("missing.name", "anonymous", "several_addressees", "party_member", "other_law", "Zqx")


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("text", TEXTS)
def test_a_secret_proposal_quotes_nothing(kind: tuple[Any, float], text: str) -> None:
    known = replace(FORWARDED, forwarded_by=f"Báo {PLANT}")
    facts = replace(known, earlier=(earlier("guide", "complaint"),))
    for codes in ((), *((code,) for code in CODES)):
        proposal = propose(planted_paper(*kind, text, *codes), facts, SETTINGS)
        assert proposal.secret
        assert quotes(proposal) == []
        assert "2026-000007" not in str(proposal)  # «same writer as case N» names the writer


@given(
    kind=st.sampled_from(["complaint", "denunciation", "recommendation", "mixed", "other"]),
    confidence=st.floats(0, 1),
    text=st.sampled_from(TEXTS),
    codes=st.lists(st.sampled_from(CODES), max_size=3),
    facts=st.sampled_from([FACTS, FORWARDED, replace(FACTS, source="direct")]),
)
def test_secret_or_not_the_writer_is_never_named(
    kind: Any, confidence: float, text: str, codes: list[str], facts: Facts
) -> None:
    paper = planted_paper(kind, confidence, text, *codes)
    proposal = propose(paper, facts, SETTINGS)
    assert proposal == propose(paper, facts, SETTINGS)
    assert proposal.secret == (kind not in {"complaint", "recommendation"} or confidence < SURE)
    if proposal.secret:
        assert quotes(proposal) == []
    writer = "người viết kín"
    hidden = Party(name=value(writer), address=value(writer), phone=value(writer))
    named = replace(paper, fields=replace(paper.fields, petitioners=(hidden,)))
    assert writer not in str(propose(named, facts, SETTINGS))


def test_a_sure_complaint_says_what_it_contests() -> None:
    proposal = propose(made("complaint"), FACTS, SETTINGS)
    assert not proposal.secret
    said = "Đơn khiếu nại Quyết định số 12/QĐ-UBND của Chủ tịch UBND xã Bình Minh."
    assert proposal.reasons[0] == said


def test_an_open_case_does_not_point_at_a_denunciation() -> None:
    facts = replace(FACTS, earlier=(earlier("accept", "denunciation"),))
    proposal = propose(made("complaint"), facts, SETTINGS)
    assert "2026-000007" not in str(proposal)
    assert any(flag.code == "related_secret" for flag in proposal.flags)
    open_case = replace(FACTS, earlier=(earlier("accept", "complaint"),))
    assert "2026-000007" in str(propose(made("complaint"), open_case, SETTINGS))
