"""What persons recorded: the last word counts, a secret case seals words, old registers upgrade."""

import json
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from pipeline.register import database
from pipeline.register.database import migrate, open_engine, sessions
from pipeline.register.decisions import decide, decision_views
from pipeline.register.facts import SEALED, facts_of, record, standing
from pipeline.register.history import acting
from pipeline.register.models import Case, Fact, History
from pipeline.register.views import find_case
from pipeline.secrecy.cipher import Keys
from pipeline.secrecy.gate import Gate, Reader
from tests.register.made import entry
from tests.register.test_entry import put

READER = Reader("Trần Thị Soát", "kiểm thử")


def say(engine: Engine, keys: Keys, number: str, *said: tuple[str, str]) -> None:
    with sessions(engine).begin() as session:
        acting(session, "Trần Thị Soát")
        case = find_case(session, number)
        for field, value in said:
            record(session, case, field, value, Gate(keys.values), "Trần Thị Soát")


def test_the_last_word_counts_and_can_be_taken_back(engine: Engine, keys: Keys) -> None:
    number = put(engine, keys, entry("1"))
    say(engine, keys, number, ("remote", "yes"), ("criteria", "a,c"), ("instance", "second"),
        ("discipline", "yes"), ("several_places", "yes"), ("remote", "no"), ("hot", "yes"),
        ("hot", ""))  # fmt: skip
    with Session(engine) as session:
        case = find_case(session, number)
        facts = facts_of(session, case)
        recorded = {one.field: one.value for one in standing(session, case)}
        written = session.scalars(select(History).where(History.what == "fact.remote")).all()
    assert (facts.remote, facts.criteria, facts.instance) == (False, ("a", "c"), "second")
    assert facts.discipline and facts.several_places and not facts.sealed
    assert "hot" not in recorded and recorded["remote"] == "no"
    assert [(h.who, h.before, h.after) for h in written] == [
        ("Trần Thị Soát", "", "yes"),
        ("Trần Thị Soát", "yes", "no"),
    ]


def test_words_of_a_secret_case_are_sealed_codes_are_not(engine: Engine, keys: Keys) -> None:
    number = put(engine, keys, entry("1", kind="denunciation", secret=True))
    said = "bản Nà Khoang"
    say(engine, keys, number, ("petitioner.address", said), ("serious_damage", "yes"))
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM fact")).all()
        lines = connection.execute(text("SELECT * FROM history")).all()
    assert said not in str(rows) + str(lines) and SEALED in str(lines)
    with sessions(engine).begin() as session:
        acting(session, "x")
        case = find_case(session, number)
        gate = Gate(keys.values)
        closed = {one.field: one.value for one in standing(session, case)}
        opened = {one.field: one.value for one in standing(session, case, gate, READER)}
        assert "petitioner.address" not in facts_of(session, case).person
        assert facts_of(session, case, gate, READER).person["petitioner.address"] == said
    assert closed == {"petitioner.address": None, "serious_damage": "yes"}
    assert opened["petitioner.address"] == said


@pytest.mark.parametrize("secret", [False, True])
def test_a_decision_stands_beside_the_proposal(engine: Engine, keys: Keys, secret: bool) -> None:
    number = put(engine, keys, entry("1", secret=secret))
    gate = Gate(keys.values)
    with sessions(engine).begin() as session:
        acting(session, "Lê Văn Chủ")
        case = find_case(session, number)
        decide(session, case, "guide", "việc của xã khác", gate, "Lê Văn Chủ")
        decide(session, case, "transfer", "chị Mẩy đã nói rõ", gate, "Lê Văn Chủ")
    with engine.connect() as connection:
        stored = str(connection.execute(text("SELECT * FROM decision")).all())
    assert ("Mẩy" in stored) != secret
    with sessions(engine).begin() as session:
        case = find_case(session, number)
        assert (case.route, case.decided) == ("accept", "transfer")
        views = decision_views(session, case, gate, READER if secret else None)
        hidden = decision_views(session, case, gate, None)
    assert [(v["route"], v["reason"]) for v in views] == [
        ("guide", "việc của xã khác"),
        ("transfer", "chị Mẩy đã nói rõ"),
    ]
    assert [v["reason"] for v in hidden] == (
        [None, None] if secret else [v["reason"] for v in views]
    )


def test_a_guidance_that_a_person_decided_counts_as_given(engine: Engine, keys: Keys) -> None:
    from pipeline.register.entry import earlier_cases

    number = put(engine, keys, entry("1"))
    with sessions(engine).begin() as session:
        acting(session, "Lê Văn Chủ")
        decide(session, find_case(session, number), "guide", "x", Gate(keys.values), "Lê Văn Chủ")
    with Session(engine) as session:
        assert [e.route for e in earlier_cases(session, keys, entry("2").findings)] == ["guide"]


def test_a_register_of_the_first_version_is_upgraded(tmp_path: Path) -> None:
    """One case with a deadline, as the first migration stored it, then every later migration."""
    engine = open_engine(f"sqlite:///{tmp_path / 'old.sqlite'}")
    config = Config()
    config.set_main_option(
        "script_location", (Path(database.__file__).parent / "migrations").as_posix()
    )
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text(
                'INSERT INTO "case" (number, registered_at, kind, secret, arrived_on,'
                " arrival_assumed, source, source_assumed, forwarded_by, competence, route,"
                " contested_key, proposal) VALUES ('2026-000001', '2026-11-20 01:02:03',"
                " 'complaint', 0, '2026-11-20', 1, 'post', 1, '', 'competent', 'accept', '',"
                " :proposal)"
            ),
            {"proposal": json.dumps({"route": "accept"})},
        )
        connection.execute(
            text(
                "INSERT INTO deadline (case_number, rule, due, provisional, working) VALUES"
                " ('2026-000001', 'complaint.accept', '2026-12-01', 1, :working)"
            ),
            {"working": json.dumps({"start": "2026-11-20", "also": []})},
        )
    migrate(engine)
    with Session(engine) as session:
        case = session.scalars(select(Case)).one()
        assert (case.decided, case.facts, case.decisions, case.events) == ("", [], [], [])
        assert case.deadlines[0].due == date(2026, 12, 1)
        assert facts_of(session, case).arrived_on == date(2026, 11, 20)
        session.add(Fact(case_number="2026-000001", field="hot", value="yes", who="A",
                         at=case.registered_at))  # fmt: skip
        session.flush()
    engine.dispose()
