"""Everything that work on one office's folder needs, opened together."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from pipeline.reading import ReaderPool
from pipeline.register import database
from pipeline.register.entry import MACHINE
from pipeline.register.history import acting
from pipeline.secrecy.cipher import Keys, load_keys
from pipeline.secrecy.gate import Gate
from pipeline.settings import Settings
from pipeline.storage import Store

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

    Raises ``BadSettings`` for a key that is missing or does not fit.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    keys = load_keys(settings.key_path)
    engine = database.open_engine(settings.database_url)
    try:
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
    finally:
        engine.dispose()


def today() -> date:
    """Return the day in Vietnam."""
    return datetime.now(_VIETNAM).date()
