"""A change of the key that kills itself (SIGKILL) at a named point, in a process of its own.

The points are put around the product's own functions from here; see ``service.py``.
"""

import os
import signal
import time
from typing import Any

from pipeline.engine import keys, rotation
from pipeline.secrecy import access
from pipeline.settings import Settings
from pipeline.storage import Store


def _die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)


def _before(place: Any, name: str) -> None:
    setattr(place, name, _die)


def _after(place: Any, name: str, times: int = 1) -> None:
    original, left = getattr(place, name), [times]

    def then_die(*args: Any, **kwargs: Any) -> Any:
        result = original(*args, **kwargs)
        left[0] -= 1
        if not left[0]:
            _die()
        return result

    setattr(place, name, then_die)


def _half_a_blob() -> None:
    """Dies while the second file is written: its new bytes are there, not yet under its name."""
    original, calls = os.fsync, [0]

    def fsync(handle: int) -> None:
        original(handle)
        calls[0] += 1
        if calls[0] == 2:
            _die()

    def reseal(store: Store, path: str, fresh: Any) -> bool:
        os.fsync = fsync
        return done(store, path, fresh)

    done = Store.reseal
    Store.reseal = reseal  # type: ignore[method-assign]


POINTS = {
    "before_the_coming_key": lambda: _before(rotation, "make_coming_key"),
    "after_the_coming_key": lambda: _after(rotation, "make_coming_key"),
    "after_two_files": lambda: _after(Store, "reseal", times=2),
    "in_the_middle_of_a_file": _half_a_blob,
    "before_the_register": lambda: _before(rotation, "_reseal_register"),
    "in_the_transaction": lambda: _after(rotation, "_reseal_register"),
    "before_the_commit": lambda: _after(access, "write"),
    "after_the_commit": lambda: _before(rotation, "settle"),
    "after_the_check_file": lambda: _after(keys, "write_check"),
    "after_the_former_key_is_aside": lambda: _after(keys, "_lay_aside"),
    "after_the_key_files": lambda: _after(rotation, "settle"),
}


def rotate_and_die(settings: Settings, who: str, point: str) -> int:
    """Change the key in a child process up to the point; returns the signal that ended it."""
    child = os.fork()
    if child == 0:
        try:
            POINTS[point]()
            rotation.rotate_key(settings, who)
        finally:
            os._exit(1)  # it was not killed: the point was never reached
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status)
