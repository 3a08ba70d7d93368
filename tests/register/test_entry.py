"""Numbers without gaps under concurrent writers, history in the same transaction, earlier cases."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from pipeline.errors import UnknownCase
from pipeline.register.database import sessions
from pipeline.register.entry import case_of_submission, earlier_cases, enter, next_number
from pipeline.register.history import acting
from pipeline.register.models import Case, History, Person
from pipeline.register.views import case_view, find_case, rows
from pipeline.secrecy.cipher import Keys
from pipeline.secrecy.gate import Gate, Reader
from tests.register.made import entry


def put(engine: Engine, keys: Keys, made: object, who: str = "donthu") -> str:
    with sessions(engine).begin() as session:
        acting(session, who)
        number = next_number(session, 2026)
        enter(session, made, number, keys)  # type: ignore[arg-type]
    return number


def in_parallel(count: int, work: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=work, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_numbers_have_no_gaps_and_no_repeats_under_concurrent_writers(
    engine: Engine, keys: Keys
) -> None:
    """Some writers fail on the way: their numbers are given to the next."""
    given: list[str] = []

    def write(index: int) -> None:
        for turn in range(5):
            try:
                with sessions(engine).begin() as session:
                    acting(session, "donthu")
                    number = next_number(session, 2026)
                    enter(session, entry(f"{index}-{turn}"), number, keys)
                    if (index + turn) % 3 == 0:
                        raise RuntimeError
            except RuntimeError:
                continue
            given.append(number)

    in_parallel(6, write)
    assert sorted(given) == [f"2026-{n:06d}" for n in range(1, len(given) + 1)]
    assert len(given) == 20


def test_each_year_starts_at_one(engine: Engine) -> None:
    with sessions(engine).begin() as session:
        assert next_number(session, 2026) == "2026-000001"
        assert next_number(session, 2027) == "2027-000001"
        assert next_number(session, 2026) == "2026-000002"


def test_a_submission_is_found_again(engine: Engine, keys: Keys) -> None:
    number = put(engine, keys, entry("abc"))
    with Session(engine) as session:
        assert case_of_submission(session, "abc") == number
        assert case_of_submission(session, "abd") is None


def test_every_change_is_in_the_history_with_who_before_and_after(
    engine: Engine, keys: Keys
) -> None:
    number = put(engine, keys, entry("abc"))
    with sessions(engine).begin() as session:
        acting(session, "Trần Thị Soát")
        find_case(session, number).source = "direct"
        session.scalars(select(Person)).one().address = "ấp 2"
    with Session(engine) as session:
        history = session.scalars(select(History).order_by(History.id)).all()
    assert [(h.who, h.what, h.before, h.after) for h in history] == [
        ("donthu", "registered", "", ""),
        ("Trần Thị Soát", "case.source", "post", "direct"),
        ("Trần Thị Soát", "person.address", "", "ấp 2"),
    ]


def test_a_change_that_is_rolled_back_leaves_no_history(engine: Engine, keys: Keys) -> None:
    number = put(engine, keys, entry("abc"))
    with pytest.raises(RuntimeError), sessions(engine).begin() as session:
        acting(session, "x")
        find_case(session, number).source = "direct"
        session.flush()
        raise RuntimeError
    with Session(engine) as session:
        assert len(session.scalars(select(History)).all()) == 1


def test_a_change_by_nobody_is_refused(engine: Engine, keys: Keys) -> None:
    number = put(engine, keys, entry("abc"))
    with pytest.raises(KeyError), sessions(engine).begin() as session:
        find_case(session, number).source = "direct"


def test_earlier_cases_of_the_same_writer_or_decision(engine: Engine, keys: Keys) -> None:
    first = put(engine, keys, entry("1", name="NGUYỄN VĂN THỬ"))
    second = put(engine, keys, entry("2", name="Lê Thị Khác", secret=True))
    put(engine, keys, entry("3", name="Lê Thị Khác", contested="Quyết định số 9/QĐ-UBND"))
    with Session(engine) as session:
        found = earlier_cases(session, keys, entry("4").findings)
    assert [(e.number, e.same_petitioner, e.same_contested) for e in found] == [
        (first, True, True),
        (second, False, True),
    ]


def test_a_secret_case_shows_pseudonyms_until_the_gate_opens(engine: Engine, keys: Keys) -> None:
    number = put(engine, keys, entry("1", kind="denunciation", secret=True))
    gate = Gate(keys.values)
    with sessions(engine).begin() as session:
        closed = case_view(session, number, gate, None)
        opened = case_view(session, number, gate, Reader("Trần Thị Soát", "xem"))
    assert "Thử" not in str(closed)
    assert closed["people"][0]["pseudonym"] == f"Người tố cáo 1 ({number})"
    assert opened["people"][0]["name"] == "Nguyễn Văn Thử"
    assert opened["petitions"][0]["files"][0]["name"] == "đơn của Nguyễn Văn Thử.pdf"


def test_an_unknown_case(engine: Engine) -> None:
    with Session(engine) as session, pytest.raises(UnknownCase, match="2026-000009"):
        find_case(session, "2026-000009")


def test_the_list_pages_through_all_cases(engine: Engine, keys: Keys) -> None:
    numbers = [put(engine, keys, entry(str(n))) for n in range(7)]
    with Session(engine) as session:
        assert [row.number for row in rows(session, page=3)] == numbers
        assert [row.number for row in rows(session, kind="denunciation")] == []
        assert session.get(Case, numbers[0]) is not None
