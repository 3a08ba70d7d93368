"""The real service as a process of its own, waited for and ended by its id."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from pipeline.settings import Settings

_PATIENCE = 90.0
ROOT = Path(__file__).parents[2]


def wait_for(what: Callable[[], bool], seconds: float = _PATIENCE) -> None:
    """Wait until something is so; fails loudly when it never is."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def start(settings: Settings, fault: str = "") -> subprocess.Popen[bytes]:
    """Start ``donthu run`` on the folder; with ``fault`` it kills itself at that point."""
    with (settings.home / "service.out").open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults.service", fault],
            cwd=ROOT,
            env={**os.environ, "DONTHU_HOME": str(settings.home), "PYTHONPATH": str(ROOT)},
            stdout=out,
            stderr=out,
        )


@contextmanager
def running(settings: Settings) -> Generator[subprocess.Popen[bytes]]:
    """The service, stopped at the end as a person stops it."""
    before = said(settings).count("service.started")
    process = start(settings)
    try:
        wait_for(
            lambda: said(settings).count("service.started") > before or process.poll() is not None
        )
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def dropped(settings: Settings) -> list[Path]:
    """What still lies in the inbox itself."""
    return [p for p in settings.inbox.iterdir() if not p.name.startswith("_")]


def said(settings: Settings) -> str:
    """What the service printed so far."""
    out = settings.home / "service.out"
    return out.read_text("utf-8", "replace") if out.exists() else ""
