"""Files read in child processes, so that a file that hangs or crashes costs only itself.

The children are started one for each core when files come, and leave after a minute without work:
the service at rest holds none of the PDF and OCR libraries. The parent never imports them.

A child is ``python -m pipeline.reading.child`` with pipes on its standard input and output, not
a ``multiprocessing`` process: that one would import the parent's main program again (the
whole command line and engine, for every child), start a tracker process and join its children
at interpreter exit.

Children die with their parent: the kernel kills them where it can (Linux), and everywhere each
child watches its input and leaves at its end, also in the middle of a page.
"""

import contextlib
import os
import pickle
import struct
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from queue import Empty as NothingQueued
from queue import SimpleQueue
from types import TracebackType
from typing import IO, Self

from pipeline.errors import Corrupt, DonthuError, TimedOut, Unreadable
from pipeline.reading.document import Document
from pipeline.settings import Settings

_FRAME = struct.Struct("!Q")
_IDLE_SECONDS = 60.0
_KILLED = (-9, 9)


class PoolClosed(Exception):
    """The pool was closed before the file was read; it may be read again by another pool."""


class ReaderPool:
    """A context manager whose :meth:`read` may be called from several threads at once."""

    def __init__(self, settings: Settings, *, idle_seconds: float = _IDLE_SECONDS) -> None:
        self._settings = settings
        self._size = settings.reading.workers or os.cpu_count() or 1
        self._idle_seconds = idle_seconds
        self._places = threading.BoundedSemaphore(self._size)
        self._lock = threading.Lock()
        self._idle: list[tuple[_Child, float]] = []
        self._busy: set[_Child] = set()
        self._wanted: SimpleQueue[Future[_Child] | None] = SimpleQueue()
        self._keeper: threading.Thread | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all children; a reading under way and later ones get ``PoolClosed``."""
        with self._lock:
            self._closed = True
            children = [*self._busy, *(child for child, _ in self._idle)]
            self._idle.clear()
            keeper = self._keeper
            self._wanted.put(None)
        for child in children:
            child.kill()
        if keeper is not None:
            keeper.join(timeout=5)

    @property
    def children(self) -> tuple[int, ...]:
        """Process ids of the children alive."""
        with self._lock:
            found = [*self._busy, *(child for child, _ in self._idle)]
        return tuple(child.pid for child in found if child.alive)

    def read(self, data: bytes, suffix: str) -> Document:
        """Read a file in a child; see :func:`pipeline.reading.read`.

        Waits for a free child. Besides the errors of reading it raises ``TimedOut`` after the
        seconds of ``[intake] timeout_seconds``, ``Corrupt`` for a file on which the reader
        crashes, ``Unreadable`` for one whose reader was killed twice (as the kernel does when
        memory runs out). ``PoolClosed`` says nothing of the file: the pool was closed first.
        """
        with self._places:
            deadline = time.monotonic() + self._settings.intake.timeout_seconds
            for _ in range(2):
                try:
                    return self._read_once(data, suffix, deadline)
                except _ChildGone as gone:
                    if self._closed:
                        raise PoolClosed from None
                    if isinstance(gone, _ChildLate):
                        seconds = self._settings.intake.timeout_seconds
                        raise TimedOut(seconds=seconds) from None
                    if isinstance(gone, _ChildCrashed):
                        raise Corrupt from None
        raise Unreadable

    def _read_once(self, data: bytes, suffix: str, deadline: float) -> Document:
        child = self._take()
        try:
            answer = child.ask((data, suffix), max(0.0, deadline - time.monotonic()))
        finally:
            self._give_back(child)
        if isinstance(answer, Document):
            return answer
        raise answer

    def _take(self) -> "_Child":
        while True:
            with self._lock:
                if self._closed:
                    raise PoolClosed
                if not self._idle:
                    break
                child, _ = self._idle.pop()
                if child.alive:
                    self._busy.add(child)
                    return child
            child.kill()
        return self._start()

    def _start(self) -> "_Child":
        """Let the keeper start a child.

        The kernel ties a child's life to the thread that started it, so that must not be the
        caller's thread, which may end long before the pool does.
        """
        coming: Future[_Child] = Future()
        with self._lock:
            if self._closed:
                raise PoolClosed
            if self._keeper is None:
                self._keeper = threading.Thread(target=self._keep, daemon=True, name="reader-pool")
                self._keeper.start()
            self._wanted.put(coming)
        child = coming.result()
        with self._lock:
            self._busy.add(child)
            closed = self._closed
        if closed:
            child.kill()
        return child

    def _give_back(self, child: "_Child") -> None:
        with self._lock:
            self._busy.discard(child)
            if child.alive and not self._closed:
                self._idle.append((child, time.monotonic()))
                return
        child.kill()

    def _keep(self) -> None:
        """Start children when asked, end those without work; runs in a thread of its own."""
        while True:
            try:
                coming = self._wanted.get(timeout=self._idle_seconds / 4)
            except NothingQueued:
                self._drop_idle()
                continue
            if coming is None:
                return
            try:
                coming.set_result(_Child(self._settings))
            except BaseException as error:
                coming.set_exception(error)

    def _drop_idle(self) -> None:
        limit = time.monotonic() - self._idle_seconds
        with self._lock:
            late = [child for child, since in self._idle if since < limit]
            self._idle = [(child, since) for child, since in self._idle if since >= limit]
        for child in late:
            child.kill()


class _ChildGone(Exception):
    pass


class _ChildLate(_ChildGone):
    pass


class _ChildCrashed(_ChildGone):
    pass


class _ChildKilled(_ChildGone):
    pass


class _Child:
    """One reader process, asked one file at a time."""

    def __init__(self, settings: Settings) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.reading.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            # Ctrl+C on a terminal goes to a whole group: the parent alone decides what stops
            process_group=0 if os.name == "posix" else None,
        )
        assert self._process.stdin and self._process.stdout
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        self._late = False
        self._reaped = threading.Lock()
        self._settings: Settings | None = settings

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, question: tuple[bytes, str], seconds: float) -> Document | DonthuError:
        """Send a file and wait for its document or its error.

        Raises ``_ChildLate`` after ``seconds``, ``_ChildKilled`` or ``_ChildCrashed`` when the
        process is gone; in each case it has been ended and reaped.
        """
        clock = threading.Timer(seconds, self._end_late)
        clock.daemon = True
        clock.start()
        try:
            if self._settings is not None:
                send(self._to, self._settings)
                self._settings = None
            send(self._to, question)
            return receive(self._from)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self.kill()
            if self._late:
                raise _ChildLate from None
            raise (
                _ChildKilled() if self._process.returncode in _KILLED else _ChildCrashed()
            ) from None
        finally:
            clock.cancel()

    def _end_late(self) -> None:
        self._late = True
        self._process.kill()

    def kill(self) -> None:
        """End the process, wait for it and close its pipes; harmless when repeated."""
        with self._reaped:
            with contextlib.suppress(OSError):
                if self._process.poll() is None:
                    self._process.kill()
            self._process.wait()
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError, ValueError):
                pipe.close()


def _environment() -> dict[str, str]:
    """The child must find this package where the parent found it, and use one thread."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "OMP_THREAD_LIMIT": "1",
    }


def send(pipe: IO[bytes], value: object) -> None:
    """Write one pickled value with its length."""
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_FRAME.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> "Document | DonthuError":
    """Read the next value. Raises ``EOFError`` at the end of the pipe."""
    return pickle.loads(receive_frame(pipe))


def receive_frame(pipe: IO[bytes]) -> bytes:
    """Read the bytes of the next value. Raises ``EOFError`` at the end of the pipe."""
    head = pipe.read(_FRAME.size)
    if len(head) < _FRAME.size:
        raise EOFError
    (size,) = _FRAME.unpack(head)
    body = pipe.read(size)
    if len(body) < size:
        raise EOFError
    return body
