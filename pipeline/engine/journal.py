"""The service's log: what happened to which submission, never what stood in it.

An exception's message may quote a paper or a file's name, so only its class and the places in the
code are written.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import structlog

from pipeline.engine.desk import Desk

log: structlog.stdlib.BoundLogger = structlog.get_logger("donthu")

_LOG_BYTES = 10_000_000
_LOG_FILES = 5


def tag(desk: Desk, digest: str) -> str:
    """Return what the log calls a submission: keyed, so that it is nobody's digest. The log
    lives on after a state secret is found to be one."""
    return desk.keys.match_key("log", digest)[:12] if digest else ""


def start_journal(folder: Path) -> None:
    """Write the log as JSON lines to ``<folder>/donthu.log`` and as short lines to stderr."""
    folder.mkdir(parents=True, exist_ok=True)
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    file = RotatingFileHandler(
        folder / "donthu.log", maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8"
    )
    screen = logging.StreamHandler(sys.stderr)
    file.setFormatter(_formatter(structlog.processors.JSONRenderer(ensure_ascii=False)))
    screen.setFormatter(_formatter(_short_line))
    logger = logging.getLogger("donthu")
    logger.handlers = [file, screen]
    logger.setLevel(logging.INFO)
    logger.propagate = False


def log_error(event: str, error: BaseException, **known: str) -> None:
    """Log an error by its class and the places it passed, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(f.filename).name}:{f.lineno}" for f in frames[-6:]]
    log.error(event, error=type(error).__name__, places=places, **known)


def _formatter(renderer: Any) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer]
    )


def _short_line(_logger: object, _name: str, event: MutableMapping[str, Any]) -> str:
    stamp, level, what = event.pop("timestamp"), event.pop("level"), event.pop("event")
    rest = " ".join(f"{key}={value}" for key, value in event.items())
    return f"{stamp[:19]}Z {level:<7} {what} {rest}".rstrip()
