"""Everything that work on one office's folder needs, opened together."""

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, sessionmaker

from pipeline.engine.keys import KEY_CHECK as KEY_CHECK
from pipeline.engine.keys import settle
from pipeline.engine.lock import at_work, one_at_a_time
from pipeline.errors import DamagedRegister, Refused
from pipeline.reading import ReaderPool
from pipeline.register import database
from pipeline.register.entry import MACHINE
from pipeline.register.history import acting
from pipeline.register.history import today as today
from pipeline.secrecy import access
from pipeline.secrecy.cipher import Keys, check_key, load_keys
from pipeline.secrecy.gate import Gate
from pipeline.secrecy.rights import Guard, Right, guard_of
from pipeline.settings import Settings
from pipeline.storage import Store


@dataclass(frozen=True)
class Desk:
    """An office's settings, keys, store, register and readers."""

    settings: Settings
    keys: Keys
    store: Store
    engine: Engine
    sessions: sessionmaker[Session]
    pool: ReaderPool
    guard: Guard

    @property
    def gate(self) -> Gate:
        return Gate(self.keys.values, self.guard)

    @contextmanager
    def transaction(self, who: str = MACHINE, *, to: Right | None = "record") -> Generator[Session]:
        """One transaction of the register on behalf of ``who``, who needs the right ``to``; None
        where it is enough to be known.

        Raises ``Refused`` for whom the settings don't let in, here or at the gate. The refusal
        stands in the access log, whatever becomes of the transaction.
        """
        try:
            self.guard.admit(who, to)
            with self.sessions.begin() as session:
                yield acting(session, who)
        except Refused as refusal:
            self._write_down(refusal)
            raise

    def _write_down(self, refusal: Refused) -> None:
        said = {key: str(refusal.details[key]) for key in ("name", "purpose", "case")}
        with self.sessions.begin() as session:
            access.write(session, said["name"], said["purpose"], "refused", owner=said["case"])


@contextmanager
def open_desk(settings: Settings) -> Generator[Desk]:
    """Open the office's folder, bring its register up to date, and close all of it at the end.

    Raises ``BadSettings`` for a key that is missing or does not fit, ``KeyChanging`` while the key
    is being changed, ``DamagedRegister`` whenever the register turns out to be damaged.
    """
    _make_private(settings.data)
    guard = guard_of(settings)
    engine = database.open_engine(settings.database_url)
    try:
        with at_work(settings.data):
            keys = _unlock(settings, engine)
            with ReaderPool(settings) as pool:
                yield Desk(
                    settings=settings,
                    keys=keys,
                    store=Store(str(settings.data / "store"), keys.files),
                    engine=engine,
                    sessions=database.sessions(engine),
                    pool=pool,
                    guard=guard,
                )
    except (DatabaseError, sqlite3.DatabaseError) as error:
        if database.is_damaged(error):
            raise DamagedRegister from None
        raise
    finally:
        engine.dispose()


def _unlock(settings: Settings, engine: Engine) -> Keys:
    """Return the keys that fit the folder's data, and bring its register up to date."""
    with one_at_a_time(settings.data):
        first = not holds_data(settings)
        if not first:
            settle(settings, engine)
        keys = load_keys(settings.key_path)
        check_key(keys, settings.data / KEY_CHECK, first=first)
        database.migrate(engine)
    return keys


def holds_data(settings: Settings) -> bool:
    """Return whether a key has already been used in the folder."""
    return any((settings.data / name).exists() for name in ("register.sqlite", "store", KEY_CHECK))


def _make_private(folder: Path) -> None:
    """Make the folder, and let nobody but its owner in."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix" and folder.stat().st_uid == os.geteuid():
        folder.chmod(0o700)
