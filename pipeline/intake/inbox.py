"""The inbox: which dropped paths are there, and which have come to rest.

Events of the file system are a hint to look sooner and never relied on: a folder that was made
anew silently kills its watch, and network shares raise none.
"""

import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from pipeline.intake.divert import Aside
from pipeline.intake.submission import is_junk, is_unfinished
from pipeline.settings import Settings

Signature = tuple[tuple[str, int, int, int, int], ...]
"""Of every file: path, size, times of content and of status in ns, inode number."""

_UNFINISHED_SECONDS = 60.0
"""How long a folder is given in which something is still being copied."""
_OURS = frozenset(Aside)
_CHANGES = frozenset(
    {
        EVENT_TYPE_CREATED,
        EVENT_TYPE_MODIFIED,
        EVENT_TYPE_MOVED,
        EVENT_TYPE_DELETED,
        EVENT_TYPE_CLOSED,
    }
)
"""Not the opening and closing of a file for reading: the service reads, and would wake itself."""


class Inbox:
    """Watches one inbox folder. Not thread-safe: one scanner owns it."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = settings.inbox
        self._quiet_seconds = settings.intake.quiet_seconds
        self._rescan_seconds = settings.intake.rescan_seconds
        self._polling = settings.intake.polling
        self._clock = clock
        self._seen: dict[Path, tuple[Signature, float]] = {}

    def dropped(self) -> list[Path]:
        """Return what a person has put into the inbox, by name; our own folders and junk apart."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return sorted(
            entry
            for entry in self._folder.iterdir()
            if entry.name not in _OURS and not is_junk(entry.name)
        )

    def at_rest(self) -> dict[Path, Signature]:
        """Return the dropped paths whose files have not changed for the quiet period, each with
        the sizes and times that it rests at."""
        now = self._clock()
        present = {path: _signature(path) for path in self.dropped()}
        for path, signature in present.items():
            known = self._seen.get(path)
            if known is None or known[0] != signature:
                self._seen[path] = (signature, now)
        self._seen = {path: seen for path, seen in self._seen.items() if path in present}
        return {
            path: signature
            for path, (signature, since) in self._seen.items()
            if now - since >= self._patience(signature)
        }

    def restless(self) -> bool:
        """Return whether, at the last look, something had not come to rest yet."""
        now = self._clock()
        return any(now - since < self._patience(found) for found, since in self._seen.values())

    def _patience(self, signature: Signature) -> float:
        """Seconds of rest to wait for. A folder that is still empty, or that is vanishing, gets
        more: over a slow network its first file may come late."""
        if not signature:
            return self._quiet_seconds + self._rescan_seconds
        unfinished = any(is_unfinished(name) for name, *_ in signature)
        return max(self._quiet_seconds, _UNFINISHED_SECONDS if unfinished else 0.0)

    @contextmanager
    def watched(self, hint: Callable[[], None]) -> Generator[None]:
        """Call ``hint`` from another thread whenever the file system reports a change."""
        observer: BaseObserver = (
            PollingObserver(timeout=self._quiet_seconds) if self._polling else Observer()
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        observer.schedule(_Hint(self._folder, hint), str(self._folder), recursive=True)
        observer.start()
        try:
            yield
        finally:
            observer.stop()
            observer.join()


class _Hint(FileSystemEventHandler):
    def __init__(self, folder: Path, hint: Callable[[], None]) -> None:
        self._folder = folder
        self._hint = hint

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES and not self._is_ours(event):
            self._hint()

    def _is_ours(self, event: FileSystemEvent) -> bool:
        parts = Path(os.fsdecode(event.src_path)).relative_to(self._folder).parts
        return bool(parts) and (parts[0] in _OURS or is_junk(parts[0]))


def _signature(path: Path) -> Signature:
    """What tells a dropped path that rests from one that changes; empty while it is vanishing
    and for an empty folder. Unfinished copies count, other junk does not."""
    try:
        below = _files_below(path) if path.is_dir() and not path.is_symlink() else [path]
        return tuple(_state(file) for file in below)
    except OSError:
        return ()


def _state(file: Path) -> tuple[str, int, int, int, int]:
    stat = file.lstat()
    return (os.fspath(file), stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def _files_below(folder: Path) -> list[Path]:
    return sorted(
        Path(root) / name
        for root, _, names in os.walk(folder)
        for name in names
        if not is_junk(name) or is_unfinished(name)
    )
