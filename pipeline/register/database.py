"""Opening the register: the engine, its pragmas, and the migrations."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

_MIGRATIONS = Path(__file__).parent / "migrations"


class BrokenUpgrade(Exception):
    """A migration left a row that points at nothing; nothing of it was kept."""


def open_engine(url: str) -> Engine:
    """Return an engine whose errors never show the values of a statement."""
    engine = create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    return engine


def migrate(engine: Engine) -> None:
    """Bring the register's tables to this version's shape, all of it or nothing.

    SQLite alters a table by making it anew. The foreign keys that point at the old one must not
    stand in the way of its going, and can be let go of only outside a transaction.
    """
    config = Config()
    config.set_main_option("script_location", _MIGRATIONS.as_posix())
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver opens none for a DDL
        try:
            command.upgrade(config, "head")
            if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise BrokenUpgrade
            connection.commit()
        finally:
            connection.rollback()  # nothing is left to take back after the commit
            if sqlite:
                connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def sessions(engine: Engine) -> sessionmaker[Session]:
    """Return the maker of sessions; values stay readable after the commit."""
    return sessionmaker(engine, expire_on_commit=False)


def is_damaged(error: Exception) -> bool:
    """Return whether the database says that its own file is not whole."""
    signs = ("disk image is malformed", "malformed database schema", "not a database")
    return any(sign in str(error) for sign in signs)


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")  # what was sealed later must not stay in free pages
    cursor.close()
