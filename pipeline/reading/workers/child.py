"""The process behind one place of the :class:`~pipeline.reading.workers.pool.ReaderPool`.

Frames come in on standard input: first the settings, then questions (see ``wire.py``). The only
reader of this input is the parent, over its own pipe.
"""

import ctypes
import logging
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Generator
from contextlib import ExitStack
from queue import SimpleQueue
from typing import IO

from pipeline.errors import DonthuError
from pipeline.reading.reader import Source, open_file, pages_of
from pipeline.reading.workers.process_limits import limit_next_page, limit_process
from pipeline.reading.workers.wire import (
    NotShared,
    Paged,
    ReadFile,
    Remark,
    Step,
    opened,
    receive_frame,
    send,
)
from pipeline.settings import Settings

_PR_SET_PDEATHSIG = 1
Frames = SimpleQueue[bytes]


def main() -> None:
    """Serve until the parent closes the pipe or is gone."""
    _die_with_parent()
    warnings.simplefilter("ignore")  # libraries describe odd files on the clerk's terminal
    questions, answers = _private_pipes()
    logging.getLogger("pipeline").addHandler(_ToParent(answers))
    frames: Frames = SimpleQueue()
    threading.Thread(target=_listen, args=(questions, frames), daemon=True).start()
    settings = pickle.loads(frames.get())
    limit_process(settings.intake)
    while True:
        question = pickle.loads(frames.get())
        if question is not None:  # the end of a file whose last answer was an error
            _serve(question, frames, answers, settings)


def _serve(question: ReadFile, frames: Frames, answers: IO[bytes], settings: Settings) -> None:
    """Answer all questions about one file."""
    limit_next_page(settings.intake)

    def step(done: int, total: int) -> None:
        limit_next_page(settings.intake)
        send(answers, Step(done, total))

    with ExitStack() as closing:
        try:
            source = closing.enter_context(opened(question.source))
        except OSError:
            send(answers, NotShared())
            return
        try:
            file = open_file(source, question.suffix, settings, step)
            send(answers, file)
            if isinstance(file, Paged):
                _serve_pages(source, file, frames, answers, settings)
        except DonthuError as error:
            send(answers, error)


def _serve_pages(
    source: Source, file: Paged, frames: Frames, answers: IO[bytes], settings: Settings
) -> None:
    def wanted() -> Generator[int]:
        while (index := pickle.loads(frames.get())) is not None:
            limit_next_page(settings.intake)
            yield index

    for page in pages_of(source, file, settings, wanted()):
        send(answers, page)


class _ToParent(logging.Handler):
    """Passes remarks to the parent: this process writes no file, and its standard error may be."""

    def __init__(self, answers: IO[bytes]) -> None:
        super().__init__(logging.WARNING)
        self._answers = answers

    def emit(self, record: logging.LogRecord) -> None:
        send(self._answers, Remark(record.name, record.getMessage()))


def _listen(questions: IO[bytes], frames: Frames) -> None:
    """Pass frames on; at the end of the pipe the parent is gone, so leave at once."""
    while True:
        try:
            frames.put(receive_frame(questions))
        except (EOFError, OSError, ValueError):
            os._exit(0)


def _private_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Move the pipes away from the standard handles: a library that prints must not reach them."""
    questions = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for handle in (0, 1):
        os.dup2(nowhere, handle)
    return questions, answers


def _die_with_parent() -> None:
    # Ctrl-C in a terminal and systemd's stop reach the whole group: the parent decides when its
    # children end.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main()
