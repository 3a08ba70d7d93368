"""One service a folder: a lock that the system releases when its holder dies."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.errors import AlreadyRunning

try:
    import fcntl
except ImportError:  # Windows has no fcntl; its own lock on the open file does the same
    import msvcrt

    def _lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
else:

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def only_service(data: Path) -> Generator[None]:
    """Hold the folder's service lock. Raises ``AlreadyRunning`` when another process has it."""
    with (data / "service.lock").open("w") as file:
        try:
            _lock(file)
        except OSError:
            raise AlreadyRunning from None
        yield
