"""The key files of an office's folder: the present one, the coming one, and those laid aside.

While the key is being changed the coming key stands beside the key file as ``donthu.key.new``. The
register changes in one transaction, whose line in the access log proves that it is on the coming
key (:func:`mark_of`). What is left then takes a moment, and whoever opens the folder next does it:
:func:`settle`.
"""

import itertools
import os
from pathlib import Path

from sqlalchemy import Engine, inspect, select

from pipeline.errors import BadSettings
from pipeline.register.history import today
from pipeline.secrecy.cipher import KEY_BYTES, Keys, coming_key, read_keys, write_check
from pipeline.secrecy.tables import access_log_table as log
from pipeline.settings import Settings

KEY_CHECK = "key-check"


def make_coming_key(path: Path) -> Keys:
    """Return the coming key beside the key file ``path``; made when there is none, and then safe
    on the disk before anything is sealed with it.

    Raises ``BadSettings`` where the folder can't be written to.
    """
    coming = coming_key(path)
    if not coming.exists():
        try:
            write_durably(coming, f"{os.urandom(KEY_BYTES).hex()}\n".encode())
        except OSError as error:
            fault = error.strerror or type(error).__name__
            raise BadSettings(
                key="key_file", fault=f"không ghi được tệp {coming.name} cạnh tệp khóa ({fault})."
            ) from None
    return read_keys(coming)


def mark_of(keys: Keys) -> str:
    """Return what the access log calls a key: it tells nothing of the key."""
    return keys.match_key("rotation")


def settle(settings: Settings, engine: Engine) -> Path | None:
    """Finish a change of key whose register is on the coming key already; harmless to repeat.

    Returns where the former key was laid aside; None when there was nothing to finish.
    """
    path, coming = settings.key_path, coming_key(settings.key_path)
    if not coming.exists():
        return None
    keys = read_keys(coming)
    if not _is_register_of(engine, keys):
        return None
    write_check(keys, settings.data / KEY_CHECK)
    # every file sealed with the coming key is on the disk before the former key loses its name
    if hasattr(os, "sync"):
        os.sync()
    aside = _lay_aside(path)
    coming.replace(path)
    _sync_folder(path.parent)
    return aside


def laid_aside(path: Path) -> list[Path]:
    """Return the former keys that still lie beside the key file."""
    return sorted(path.parent.glob(f"{path.name}.cu-*"))


def write_durably(path: Path, content: bytes) -> None:
    """Write a file for its owner only, whole or not at all, and on the disk when this returns."""
    temporary = path.with_name(f"{path.name}.part")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)


def _is_register_of(engine: Engine, keys: Keys) -> bool:
    if not inspect(engine).has_table(log.name):
        return False
    query = select(log.c.id).where(log.c.secret_id == mark_of(keys))
    with engine.connect() as connection:
        return connection.execute(query.limit(1)).first() is not None


def _lay_aside(path: Path) -> Path:
    """Keep a copy of the key under the day's name, next to copies of other keys of that day."""
    key = path.read_bytes()
    for count in itertools.count(1):
        more = f"-{count}" if count > 1 else ""
        aside = path.with_name(f"{path.name}.cu-{today().isoformat()}{more}")
        if not aside.exists():
            write_durably(aside, key)
        if aside.read_bytes() == key:
            return aside
    raise AssertionError  # the count never ends


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
