"""The process behind one place of the :class:`~pipeline.reading.pool.ReaderPool`.

Frames come in on standard input: first the settings, then files. Each file is answered with its
``Document`` or its error. The only reader of this input is the parent, over its own pipe.
"""

import ctypes
import os
import pickle
import signal
import sys
import threading
import warnings
from queue import SimpleQueue
from typing import IO

from pipeline.errors import DonthuError
from pipeline.reading.pool import receive_frame, send
from pipeline.reading.reader import read

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Serve until the parent closes the pipe or is gone."""
    _die_with_parent()
    warnings.simplefilter("ignore")  # libraries describe odd files on the clerk's terminal
    questions, answers = _private_pipes()
    frames: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(questions, frames), daemon=True).start()
    settings = pickle.loads(frames.get())
    while True:
        data, suffix = pickle.loads(frames.get())
        try:
            answer: object = read(data, suffix, settings)
        except DonthuError as error:
            answer = error
        del data
        send(answers, answer)


def _listen(questions: IO[bytes], frames: "SimpleQueue[bytes]") -> None:
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
