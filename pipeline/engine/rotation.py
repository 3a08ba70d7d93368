"""Changing the office's key: everything sealed is sealed anew, safely against a kill at any moment.

First the stored files, each replaced whole; while that lasts they open with either key. Then the
register, in one transaction. Then the key files change their names. Whenever it is stopped, all
commands go on working, and the next call finishes what this one left.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from pipeline.engine.desk import open_desk
from pipeline.engine.keys import laid_aside, make_coming_key, mark_of, settle
from pipeline.engine.lock import alone
from pipeline.errors import BadSettings
from pipeline.register import database
from pipeline.register.matching import rekey
from pipeline.secrecy import access
from pipeline.secrecy.cipher import Keys, coming_key, load_keys, read_keys
from pipeline.secrecy.tables import secret_table
from pipeline.settings import Settings
from pipeline.storage import Store

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a change of key did."""

    resumed: bool
    """An earlier change, stopped half way, was finished."""
    files: int
    values: int
    spoilt: tuple[str, ...]
    """Stored files, by their place in the store, that no key opened before either."""
    spoilt_values: int
    former_key: Path
    """Where the key lies that opens backups made before."""
    cleaned: bool
    """The register's file was written anew, so that no page of it keeps what the former key
    sealed; False when the disk had no room for that."""


def rotate_key(
    settings: Settings, who: str, progress: Callable[[int, int], None] | None = None
) -> Rotated:
    """Change the key on behalf of ``who``, or finish a change that was stopped.

    ``progress`` is told how many files and values are done, and of how many. Raises ``Refused``
    for whom the settings don't let do this, ``DeskInUse`` while the service or another command
    works in the folder, ``BadSettings`` where the key's folder can't be written to.
    """
    resumed = coming_key(settings.key_path).exists()
    with open_desk(settings) as desk, desk.transaction(who, to="rotate_key"):
        pass
    with alone(settings.data), _opened(settings) as engine:
        if resumed and not coming_key(settings.key_path).exists():
            # it had come so far that opening the desk has finished it
            former = laid_aside(settings.key_path)[-1]
            return Rotated(True, 0, 0, (), 0, former, _clean(engine))
        return _rotate(settings, engine, who, progress or _ignore, resumed=resumed)


def _ignore(_done: int, _total: int) -> None:
    pass


def _rotate(
    settings: Settings,
    engine: Engine,
    who: str,
    progress: Callable[[int, int], None],
    *,
    resumed: bool,
) -> Rotated:
    new = make_coming_key(settings.key_path)
    old = read_keys(settings.key_path)
    store = Store(str(settings.data / "store"), load_keys(settings.key_path).files)
    store.clear_leftovers()
    blobs = store.blobs()
    with database.sessions(engine).begin() as session:
        total = (
            len(blobs)
            + session.execute(select(func.count()).select_from(secret_table)).scalar_one()
        )
    spoilt: list[str] = []
    for done, blob in enumerate(blobs, start=1):
        if not store.reseal(blob, new.files):
            spoilt.append("/".join(blob.split("/")[-2:]))
        progress(done, total)
    with database.sessions(engine).begin() as session:
        values, spoilt_values = _reseal_register(
            session, old, new, lambda done: progress(len(blobs) + done, total)
        )
        access.write(session, who, "rotate_key", "rotated", secret_id=mark_of(new))
    former = settle(settings, engine)
    assert former is not None
    return Rotated(
        resumed=resumed,
        files=len(blobs) - len(spoilt),
        values=values,
        spoilt=tuple(spoilt),
        spoilt_values=spoilt_values,
        former_key=former,
        cleaned=_clean(engine),
    )


def _reseal_register(
    session: Session, old: Keys, new: Keys, told: Callable[[int], None]
) -> tuple[int, int]:
    """Seal every value anew and make every digest anew, in the caller's transaction. Returns how
    many values were sealed, and how many no key opened."""
    rekey(session, old, new)
    done = lost = 0
    for page in _pages(session):
        for row in page:
            try:
                fresh = new.values.seal(old.values.open(row.sealed, row.id), row.id)
            except BadSettings:
                lost += 1
                continue
            this = secret_table.c.id == row.id
            session.execute(update(secret_table).where(this).values(sealed=fresh))
            done += 1
        told(done + lost)
    return done, lost


def _pages(session: Session) -> Iterator[Sequence[Any]]:
    after = ""
    while True:
        query = select(secret_table.c.id, secret_table.c.sealed).where(secret_table.c.id > after)
        page = session.execute(query.order_by(secret_table.c.id).limit(_PAGE)).all()
        if not page:
            return
        yield page
        after = page[-1].id


def _clean(engine: Engine) -> bool:
    """Write the register's file anew: freed pages and the journal still hold what the former key
    sealed, and that key may be the one that was lost."""
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM"))
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    except OperationalError:
        return False
    return True


@contextmanager
def _opened(settings: Settings) -> Generator[Engine]:
    engine = database.open_engine(settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()
