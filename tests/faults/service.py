"""``donthu run`` that kills itself (SIGKILL) at a named point.

``python -m tests.faults.service POINT``. The points are put around the product's own functions
from here; the product knows nothing of them.
"""

import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from pipeline.cli.main import main
from pipeline.engine import cases, papers, scanner, service
from pipeline.intake import divert
from pipeline.reading import ReaderPool
from pipeline.register import entry
from tests.papers import DENUNCIATION


def _die(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)


def _before(module: Any, name: str) -> None:
    setattr(module, name, _die)


def _after(module: Any, name: str) -> None:
    original = getattr(module, name)

    def then_die(*args: Any, **kwargs: Any) -> Any:
        original(*args, **kwargs)
        _die()

    setattr(module, name, then_die)


def _while_reading() -> None:
    original = ReaderPool.read

    def read(self: ReaderPool, *args: Any) -> Any:
        threading.Thread(target=_die_when_busy, args=(self,), daemon=True).start()
        return original(self, *args)

    ReaderPool.read = read  # type: ignore[method-assign]


def _die_when_busy(pool: ReaderPool) -> None:
    while not pool.children:
        time.sleep(0.01)
    time.sleep(0.5)
    (Path(os.environ["DONTHU_HOME"]) / "children").write_text(" ".join(map(str, pool.children)))
    _die()


def _half_a_draft(target: Path, content: bytes, *, again: bool) -> None:
    target.with_name(f".{target.name}.part").write_bytes(content[: len(content) // 2])
    _die()


def _quote(*_: Any, **__: Any) -> None:
    raise ValueError(DENUNCIATION)


ERRORS = {
    "error_in_read": lambda: setattr(service, "read_submission", _quote),
    "error_in_extract": lambda: setattr(service, "extract_submission", _quote),
    "error_in_register": lambda: setattr(entry, "index_case", _quote),
}
POINTS = {
    "": lambda: None,
    "in_ocr": _while_reading,
    "before_storing": lambda: _before(papers, "_refuse_state_secrets"),
    "after_reading": lambda: _after(service, "read_submission"),
    "between_ocr_and_register": lambda: _after(service, "extract_submission"),
    "in_transaction": lambda: _before(entry, "index_case"),
    "after_transaction": lambda: _before(service, "draft_proposed"),
    "half_written_draft": lambda: setattr(cases, "_write_whole", _half_a_draft),
    "after_drafts": lambda: _after(service, "draft_proposed"),
    "after_release": lambda: _after(scanner.Scanner, "release"),
    "putting_aside": lambda: _before(divert.Path, "rename"),
}

if __name__ == "__main__":
    {**POINTS, **ERRORS}[sys.argv[1]]()
    sys.argv = ["donthu", "run"]
    main()
