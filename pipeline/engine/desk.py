"""Everything that work on one office's folder needs, opened together."""

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, sessionmaker

from pipeline.engine.lock import one_at_a_time
from pipeline.errors import DamagedRegister
from pipeline.reading import ReaderPool
from pipeline.register import database
from pipeline.register.entry import MACHINE
from pipeline.register.history import acting
from pipeline.secrecy.cipher import Keys, check_key, load_keys
from pipeline.secrecy.gate import Gate
from pipeline.settings import Settings
from pipeline.storage import Store

KEY_CHECK = "key-check"
_VIETNAM = timezone(timedelta(hours=7))  # no daylight saving since 1975; needs no zone database


@dataclass(frozen=True)
class Desk:
    """An office's settings, keys, store, register and readers."""

    settings: Settings
    keys: Keys
    store: Store
    engine: Engine
    sessions: sessionmaker[Session]
    pool: ReaderPool

    @property
    def gate(self) -> Gate:
        return Gate(self.keys.values)

    @contextmanager
    def transaction(self, who: str = MACHINE) -> Generator[Session]:
        """One transaction of the register on behalf of ``who``."""
        with self.sessions.begin() as session:
            yield acting(session, who)


@contextmanager
def open_desk(settings: Settings) -> Generator[Desk]:
    """Open the office's folder, bring its register up to date, and close all of it at the end.

    Raises ``BadSettings`` for a key that is missing or does not fit, ``DamagedRegister`` whenever
    the register turns out to be damaged.
    """
    _make_private(settings.data)
    keys = load_keys(settings.key_path)
    engine = database.open_engine(settings.database_url)
    try:
        with one_at_a_time(settings.data):
            check_key(keys, settings.data / KEY_CHECK, first=not holds_data(settings))
            database.migrate(engine)
        with ReaderPool(settings) as pool:
            yield Desk(
                settings=settings,
                keys=keys,
                store=Store(str(settings.data / "store"), keys.files),
                engine=engine,
                sessions=database.sessions(engine),
                pool=pool,
            )
    except (DatabaseError, sqlite3.DatabaseError) as error:
        if database.is_damaged(error):
            raise DamagedRegister from None
        raise
    finally:
        engine.dispose()


def holds_data(settings: Settings) -> bool:
    """Return whether a key has already been used in the folder."""
    return any((settings.data / name).exists() for name in ("register.sqlite", "store", KEY_CHECK))


def _make_private(folder: Path) -> None:
    """Make the folder, and let nobody but its owner in."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix" and folder.stat().st_uid == os.geteuid():
        folder.chmod(0o700)


def today() -> date:
    """Return the day in Vietnam."""
    return datetime.now(_VIETNAM).date()
