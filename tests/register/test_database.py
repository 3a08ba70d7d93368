"""The tables are what the migrations make, and the pragmas are what durability needs."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from pipeline.register.models import Base

NOT_OF_THE_MODELS = ("case_search", "alembic_version")


def test_the_migrations_make_what_the_models_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: (
                    kind != "table" or not name.startswith(NOT_OF_THE_MODELS)
                )
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_pragmas(engine: Engine) -> None:
    with engine.connect() as connection:
        values = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert values == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_an_error_of_the_database_shows_no_value(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(IntegrityError) as caught:
        connection.execute(
            text("INSERT INTO history (who, what) VALUES (:who, NULL)"), {"who": "Lò Thị Mẩy"}
        )
    assert "Mẩy" not in str(caught.value)
