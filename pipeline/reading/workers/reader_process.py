"""One reader process as the pool sees it: questions in, answers out, and its end.

It is ``python -m pipeline.reading.workers.child`` with pipes on its standard input and output,
not a ``multiprocessing`` process: that one would import the parent's main program again (the whole
command line and engine, for every process), start a tracker process and join its children at
interpreter exit.
"""

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from queue import SimpleQueue
from typing import IO

from pipeline.reading.workers.wire import ReadFile, Remark, Step, receive, send
from pipeline.settings import Settings

_KILLED = (-9, 9)
_OUT_OF_TIME = -24
"""SIGXCPU: the process used up the processor time that it had allowed itself."""


class Gone:
    """Stands in the place of an answer when the process has ended."""


class ReaderProcess:
    """A reader process, asked one question at a time.

    Each answer arrives in the queue that was given with its question, so that one thread can wait
    for several processes, and no longer than it wants to.
    """

    def __init__(self, settings: Settings) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.reading.workers.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            # Ctrl+C on a terminal goes to a whole group: the parent alone decides what stops
            process_group=0 if os.name == "posix" else None,
        )
        assert self._process.stdin and self._process.stdout
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        self._reaped = threading.Lock()
        self._settings: Settings | None = settings
        self._lock = threading.Lock()
        self._owed: deque[Answers] = deque()
        self._ended = False
        threading.Thread(target=self._listen, daemon=True, name="reader-answers").start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def was_killed(self) -> bool:
        """Whether somebody else ended it, as the kernel does when memory runs out."""
        return self._process.returncode in _KILLED

    @property
    def ran_out_of_time(self) -> bool:
        return self._process.returncode == _OUT_OF_TIME

    def ask(
        self,
        question: object,
        answers: "Answers",
        seconds: float,
    ) -> None:
        """Send a question; its answer comes into ``answers``, or ``Gone`` in its place.

        A process that does not take the question within ``seconds`` is killed.
        """
        with self._lock:
            self._owed.append(answers)
            if self._ended:
                answers.put((self, Gone()))
                return
        clock = threading.Timer(seconds, self.kill)
        clock.daemon = True
        if isinstance(question, ReadFile) and isinstance(question.source, bytes):
            clock.start()  # more than a pipe holds: a process that hangs would never take it
        self._send(question)
        clock.cancel()

    def end_of_file(self) -> None:
        """Say that no more pages are wanted; an answer still owed comes, and disturbs nobody."""
        self._send(None)

    def _send(self, question: object) -> None:
        """Send what can be sent: that the process is gone is seen where it answers."""
        with contextlib.suppress(OSError, ValueError):
            if self._settings is not None:
                send(self._to, self._settings)
                self._settings = None
            send(self._to, question)

    def kill(self) -> None:
        """End the process and what it started, wait for it and close its pipes; may be repeated."""
        with self._reaped:
            with contextlib.suppress(OSError):
                if self._process.poll() is None:
                    self._kill_group()
            self._process.wait()
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError, ValueError):
                pipe.close()

    def _kill_group(self) -> None:
        if os.name == "posix":
            os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()

    def _listen(self) -> None:
        while True:
            try:
                answer = receive(self._from)
            except (OSError, EOFError, ValueError, pickle.UnpicklingError):
                break
            with self._lock:
                last = not isinstance(answer, Step | Remark)
                answers = self._owed.popleft() if last else self._owed[0]
            answers.put((self, answer))
        with self._lock:
            self._ended = True
            for answers in self._owed:
                answers.put((self, Gone()))


Answers = SimpleQueue[tuple[ReaderProcess, object]]
"""Where the answers of the processes at work on one file arrive, each with who gave it."""


def _environment() -> dict[str, str]:
    """The child must find this package where the parent found it, and use one thread.

    The threads that OpenBLAS would start with NumPy cost 90 MB of address space each.
    """
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
