"""A person's word on a case: the rules run again, drafts follow, and secrets stay secret."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine.desk import Desk, open_desk
from pipeline.engine.explanation import explain_case
from pipeline.engine.foreground import process
from pipeline.engine.rulings import decide_route, set_fact
from pipeline.register.views import case_view, find_case
from pipeline.secrecy.gate import Reader
from pipeline.settings import Settings
from tests.papers import (
    COMPLAINT,
    DENOUNCER,
    DENOUNCER_ADDRESS,
    DENUNCIATION,
)
from tests.secrecy.test_walk import leaks

WHO = "Trần Thị Soát"


def filed(desk: Desk, text: str) -> str:
    paper = desk.settings.home / "đơn.txt"
    paper.write_text(text, "utf-8")
    number = process(desk, paper).case
    paper.unlink()
    assert number is not None
    return number


def seen(desk: Desk, number: str, reader: Reader | None = None) -> dict[str, Any]:
    with desk.transaction() as session:
        return case_view(session, number, desk.gate, reader)


def explained(desk: Desk, number: str, reader: Reader | None = None) -> dict[str, Any]:
    with desk.transaction() as session:
        return explain_case(desk, session, number, reader)


def test_a_fact_moves_the_route_and_back(office: Settings) -> None:
    with open_desk(office) as desk:
        number = filed(desk, COMPLAINT)
        change = set_fact(desk, number, "condition.in_time", "failed", WHO)
        assert (change.before.route, change.after.route) == ("accept", "refuse")
        assert "phieu-de-xuat-thu-ly" not in change.after.forms
        back = set_fact(desk, number, "condition.in_time", "", WHO)
        assert back.after == change.before
        assert [p.name for p in back.drafts] == [
            "thong-bao-tiep-nhan.docx",
            "phieu-de-xuat-thu-ly.docx",
        ]
        history = [h["what"] for h in seen(desk, number)["history"] if h["who"] == WHO]
    assert history.count("fact.condition.in_time") == 2
    assert history.count("case.route") == 2


def test_a_correction_wins_and_the_machines_value_stays_beside_it(office: Settings) -> None:
    with open_desk(office) as desk:
        number = filed(desk, COMPLAINT)
        set_fact(desk, number, "petitioner.address", "ấp Tân Hòa, xã Bình Minh", WHO)
        set_fact(desk, number, "petitioner.2.name", "Lê Thị Thử", WHO)
        writers = [p for p in seen(desk, number)["people"] if p["role"] == "petitioner"]
        assert [p["name"] for p in writers] == ["Nguyễn Văn Thử", "Lê Thị Thử"]
        assert writers[0]["address"] == "ấp Tân Hòa, xã Bình Minh"
        assert writers[1]["pseudonym"] == f"Người khiếu nại 2 ({number})"
        told = {f["field"]: f for f in explained(desk, number)["facts"]}
        assert "ấp Tân Bình" in told["petitioner.address"]["machine"]
        set_fact(desk, number, "petitioner.address", "", WHO)
        set_fact(desk, number, "petitioner.2.name", "", WHO)
        writers = [p for p in seen(desk, number)["people"] if p["role"] == "petitioner"]
    assert [p["name"] for p in writers] == ["Nguyễn Văn Thử"]
    assert writers[0]["address"] == "ấp Tân Bình, xã Bình Minh, tỉnh Đồng Nai"


def test_a_corrected_name_is_found_by_search_and_the_old_one_no_more(office: Settings) -> None:
    from pipeline.register.search import find_cases

    with open_desk(office) as desk:
        number = filed(desk, COMPLAINT)
        set_fact(desk, number, "petitioner.name", "Huỳnh Văn Sửa", WHO)
        with desk.transaction() as session:
            assert find_cases(session, "huynh van sua") == [number]


def test_a_paper_found_to_be_a_denunciation_is_sealed_everywhere(office: Settings) -> None:
    """What read like a complaint of hers was a denunciation: nothing of her may stay in clear but
    the drafts made before, which are named."""
    with open_desk(office) as desk:
        number = filed(desk, COMPLAINT.replace("Nguyễn Văn Thử", DENOUNCER))
        set_fact(desk, number, "petitioner.address", f"{DENOUNCER_ADDRESS}, xã Bình Minh", WHO)
        decide_route(desk, number, "accept", f"bà {DENOUNCER} có đủ giấy tờ", "Lê Văn Chủ")
        assert leaks(office), "the open case names her"
        change = set_fact(desk, number, "kind", "denunciation", WHO)
        assert change.after.secret and not change.before.secret
        assert "outbox/" in change.open_drafts[0]
        assert leaks(office, but="/outbox/") == []
        hidden = explained(desk, number)
        assert DENOUNCER not in str(hidden) and not hidden["opened"]
        opened = explained(desk, number, Reader("Nguyễn Lan", "kiểm tra"))
        assert DENOUNCER in str(opened) and DENOUNCER_ADDRESS in str(opened)
        assert opened["decisions"][0]["reason"] == f"bà {DENOUNCER} có đủ giấy tờ"
        set_fact(desk, number, "kind", "complaint", WHO)
        with desk.transaction() as session:
            assert find_case(session, number).secret, "what was sealed stays sealed"
        assert leaks(office, but="/outbox/") == []
    assert leaks(office, but="/outbox/") == []


def test_a_secret_cases_correction_is_sealed(office: Settings) -> None:
    with open_desk(office) as desk:
        number = filed(desk, DENUNCIATION.replace(DENOUNCER_ADDRESS, "bản Xa"))
        set_fact(desk, number, "petitioner.address", f"{DENOUNCER_ADDRESS}, xã Bình Minh", WHO)
        set_fact(desk, number, "condition.traceable", "met", WHO)
        closed = explained(desk, number)
        address = next(f for f in closed["facts"] if f["field"] == "petitioner.address")
        assert (address["value"], address["machine"]) == (None, None)
        people = seen(desk, number, Reader("Nguyễn Lan", "x"))["people"]
        assert people[0]["address"] == f"{DENOUNCER_ADDRESS}, xã Bình Minh"
    assert leaks(office, but="thong-bao-tiep-nhan.docx") == []


def test_a_decision_drafts_its_own_forms(office: Settings) -> None:
    with open_desk(office) as desk:
        number = filed(desk, COMPLAINT)
        standing, drafts = decide_route(desk, number, "guide", "việc của xã khác", "Lê Văn Chủ")
        assert standing.route == "accept"
        assert [path.name for path in drafts] == [
            "thong-bao-tiep-nhan.docx",
            "phieu-huong-dan.docx",
        ]
        told = explained(desk, number)
        assert told["proposal"]["route"] == "accept"
        assert told["decisions"][-1]["who"] == "Lê Văn Chủ"
        assert not told["decision_outdated"]
        _, none = decide_route(desk, number, "refuse", "quá thời hiệu", "Lê Văn Chủ")
        assert [path.name for path in none] == ["thong-bao-tiep-nhan.docx"]


def test_an_edited_draft_is_never_touched_by_a_persons_word(office: Settings) -> None:
    with open_desk(office) as desk:
        number = filed(desk, COMPLAINT)
        [edited] = office.outbox.rglob("phieu-de-xuat-thu-ly.docx")
        edited.write_bytes(b"edited in Word")
        set_fact(desk, number, "serious_damage", "yes", WHO)
    assert edited.read_bytes() == b"edited in Word"


@pytest.mark.parametrize("text", [COMPLAINT, DENUNCIATION])
def test_explain_tells_every_part(office: Settings, text: str) -> None:
    with open_desk(office) as desk:
        number = filed(desk, text)
        told = explained(desk, number)
    assert {"conditions", "competence", "proposal", "measures", "decisions", "deadlines", "counts",
            "flags", "questions", "facts", "unverified"} <= told.keys()  # fmt: skip
    assert told["proposal"]["sentence"].startswith("Vì ")
    assert told["counts"]["writers"] == 1
    quotes = [place["text"] for c in told["conditions"] for place in c["evidence"]]
    assert bool(quotes) == (text == COMPLAINT), (
        "of a secret paper no word, of an open one its place"
    )
    if quotes:
        assert "Nguyễn Văn Thử" in quotes


def test_a_case_entered_by_an_older_version_is_explained(office: Settings, tmp_path: Path) -> None:
    """Its stored proposal has none of the newer parts."""
    with open_desk(office) as desk:
        number = filed(desk, COMPLAINT)
        with desk.transaction() as session:
            case = find_case(session, number)
            newer = ("row", "certainty", "no_form", "measures", "questions", "counts", "instance")
            case.proposal = {k: v for k, v in case.proposal.items() if k not in newer}
        told = explained(desk, number)
        assert told["proposal"]["row"] is None
        assert told["counts"]["petitions"] == 1
        assert set_fact(desk, number, "serious_damage", "yes", WHO).after.measures


def test_two_persons_at_once_are_both_heard(office: Settings) -> None:
    said = {"serious_damage": "Nguyễn Lan", "originals": "Lê Soát", "hot": "Trần Chủ"}
    with open_desk(office) as desk:
        number = filed(desk, COMPLAINT)
        with ThreadPoolExecutor(len(said)) as threads:
            words = [threads.submit(set_fact, desk, number, f, "yes", w) for f, w in said.items()]
            for word in words:
                word.result(timeout=60)
        told = explained(desk, number)
    assert {fact["field"]: fact["who"] for fact in told["facts"]} == said
    assert {m["id"] for m in told["measures"]} == {"damage.complaint", "originals.later", "hot"}
