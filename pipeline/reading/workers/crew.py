"""The reader processes of a pool: started when wanted, kept warm, ended without work.

At most as many are at work as there are places. Whoever brings a file waits for a place; more
places for the same file are had only while nobody waits.
"""

import threading
import time
from collections.abc import Generator
from concurrent.futures import Future
from contextlib import contextmanager
from queue import Empty as NothingQueued
from queue import SimpleQueue

from pipeline.reading.workers.reader_process import ReaderProcess
from pipeline.settings import Settings


class PoolClosed(Exception):
    """The pool was closed before the file was read; it may be read again by another pool."""


class Crew:
    """Processes and places. All methods may be called from several threads at once."""

    def __init__(self, settings: Settings, size: int, idle_seconds: float) -> None:
        self._settings = settings
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._turn = threading.Condition(self._lock)
        self._free = size
        self._waiting = 0
        self._idle: list[tuple[ReaderProcess, float]] = []
        self._busy: set[ReaderProcess] = set()
        self._wanted: SimpleQueue[Future[ReaderProcess] | None] = SimpleQueue()
        self._keeper: threading.Thread | None = None
        self.closed = False

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            self.closed = True
            processes = [*self._busy, *(process for process, _ in self._idle)]
            self._idle.clear()
            keeper = self._keeper
            self._wanted.put(None)
        for process in processes:
            process.kill()
        if keeper is not None:
            keeper.join(timeout=5)

    @property
    def pids(self) -> tuple[int, ...]:
        """Process ids of those alive."""
        with self._lock:
            found = [*self._busy, *(process for process, _ in self._idle)]
        return tuple(process.pid for process in found if process.alive)

    # --- places ------------------------------------------------------------------------------

    @contextmanager
    def place(self) -> Generator[None]:
        """Wait for a place and hold it."""
        with self._turn:
            self._waiting += 1
            try:
                self._turn.wait_for(lambda: self._free > 0)
            finally:
                self._waiting -= 1
            self._free -= 1
        try:
            yield
        finally:
            self.leave_place()

    def take_spare_place(self) -> bool:
        """Take one more place if one is free and nobody waits for it."""
        with self._turn:
            if self._waiting or not self._free:
                return False
            self._free -= 1
            return True

    def leave_place(self) -> None:
        """Give a place to whoever waits longest."""
        with self._turn:
            self._free += 1
            self._turn.notify()

    @property
    def awaited(self) -> bool:
        """Whether somebody waits for a place."""
        return self._waiting > 0

    @property
    def warm(self) -> bool:
        """Whether a process stands ready, so that none would have to be started."""
        return bool(self._idle)

    # --- processes ---------------------------------------------------------------------------

    def take(self) -> ReaderProcess:
        """Return an idle process or start one. Raises ``PoolClosed``."""
        while True:
            with self._lock:
                if self.closed:
                    raise PoolClosed
                if not self._idle:
                    break
                process, _ = self._idle.pop()
                if process.alive:
                    self._busy.add(process)
                    return process
            process.kill()
        return self._start()

    def give_back(self, process: ReaderProcess) -> None:
        """Take back a process that answered all it was asked."""
        with self._lock:
            self._busy.discard(process)
            if process.alive and not self.closed:
                self._idle.append((process, time.monotonic()))
                return
        process.kill()

    def end(self, process: ReaderProcess) -> None:
        """End a process that nobody wants an answer from any more."""
        process.kill()
        with self._lock:
            self._busy.discard(process)

    def _start(self) -> ReaderProcess:
        """Let the keeper start a process.

        The kernel ties its life to the thread that started it, so that must not be the caller's
        thread, which may end long before the pool does.
        """
        coming: Future[ReaderProcess] = Future()
        with self._lock:
            if self.closed:
                raise PoolClosed
            if self._keeper is None:
                self._keeper = threading.Thread(target=self._keep, daemon=True, name="reader-pool")
                self._keeper.start()
            self._wanted.put(coming)
        process = coming.result()
        with self._lock:
            self._busy.add(process)
            closed = self.closed
        if closed:
            process.kill()
        return process

    def _keep(self) -> None:
        """Start processes when asked, end those without work; runs in a thread of its own."""
        while True:
            try:
                coming = self._wanted.get(timeout=self._idle_seconds / 4)
            except NothingQueued:
                self._drop_idle()
                continue
            if coming is None:
                return
            try:
                coming.set_result(ReaderProcess(self._settings))
            except BaseException as error:
                coming.set_exception(error)

    def _drop_idle(self) -> None:
        limit = time.monotonic() - self._idle_seconds
        with self._lock:
            late = [process for process, since in self._idle if since < limit]
            self._idle = [(process, since) for process, since in self._idle if since >= limit]
        for process in late:
            process.kill()
