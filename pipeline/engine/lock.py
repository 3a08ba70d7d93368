"""Locks on an office's data that the system releases when their holder dies."""

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.errors import AlreadyRunning, DeskInUse, KeyChanging

try:
    import fcntl
except ImportError:  # Windows has no fcntl; its own lock on the open file does the same
    import msvcrt

    def _try_lock(file: IO[str], *, shared: bool = False) -> None:
        del shared  # Windows knows no shared lock here
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
else:

    def _try_lock(file: IO[str], *, shared: bool = False) -> None:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


_PATIENCE_SECONDS = 1.0
_SHARES = os.name == "posix"
"""Whether a lock can be held by several at once here."""
_PAUSE_SECONDS = 0.05


@contextmanager
def only_service(data: Path) -> Generator[None]:
    """Hold the folder's service lock. Raises ``AlreadyRunning`` when another process has it.

    A glance of :func:`is_served` in the same moment is waited for.
    """
    with (data / "service.lock").open("w") as file:
        if not _wait_for_lock(file, _PATIENCE_SECONDS):
            raise AlreadyRunning
        yield


def is_served(data: Path) -> bool:
    """Return whether a service runs in the folder."""
    with (data / "service.lock").open("a") as file:
        try:
            _try_lock(file, shared=True)
        except OSError:
            return True
    return False


@contextmanager
def one_at_a_time(data: Path) -> Generator[None]:
    """Wait until no other process makes or changes the folder's tables, and keep others off."""
    with (data / "open.lock").open("w") as file:
        while not _wait_for_lock(file, _PATIENCE_SECONDS):
            pass
        yield


@contextmanager
def at_work(data: Path) -> Generator[None]:
    """Hold a place among those who work in the folder with its present key.

    Raises ``KeyChanging`` while :func:`alone` keeps everybody else out.
    """
    with (data / "desk.lock").open("a") as file:
        # where locks can't be shared, two commands at once matter more than this one guard
        if _SHARES and not _wait_for_lock(file, _PATIENCE_SECONDS, shared=True):
            raise KeyChanging
        yield


@contextmanager
def alone(data: Path) -> Generator[None]:
    """Keep everybody else out of the folder. Raises ``DeskInUse`` while somebody is there."""
    with (data / "desk.lock").open("a") as file:
        if not _wait_for_lock(file, _PATIENCE_SECONDS):
            raise DeskInUse
        yield


def _wait_for_lock(file: IO[str], seconds: float, *, shared: bool = False) -> bool:
    """Take the lock within the time given; False when another holds it for longer."""
    end = time.monotonic() + seconds
    while True:
        try:
            _try_lock(file, shared=shared)
        except OSError:
            if time.monotonic() > end:
                return False
            time.sleep(_PAUSE_SECONDS)
        else:
            return True
