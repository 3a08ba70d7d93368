"""How the pool and its children talk: pickled frames over pipes, a file's bytes in shared memory.

A large file would stand in memory once more for every child that reads some of its pages. Where
the system has anonymous memory files (Linux) it is written into one, which never has a name on a
disk; children read from it as they need. Elsewhere the bytes go through the pipe.
"""

import os
import pickle
import struct
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_FRAME = struct.Struct("!Q")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The question that begins a file. Its answer is a ``Document``, ``Paged`` or an error.

    To ``Paged`` follow indices of pages, each answered with its page or an error, and None when
    no more are wanted, which has no answer.
    """

    source: bytes | Path
    suffix: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of the PDFs in a file: its bytes ``[start, end)`` and its number of pages."""

    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class Paged:
    """A file of ``count`` pages, none of which has been read."""

    sha256: str
    media_type: str
    count: int
    parts: tuple[Part, ...] = ()
    """The PDFs that the file consists of; empty for an image file."""


class NotShared:
    """Answer to a ``ReadFile`` whose memory the child may not open: it wants the bytes."""


@dataclass(frozen=True, slots=True)
class Step:
    """May come before an answer: the child is getting on with a long file."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Remark:
    """May come before an answer: a line for the log."""

    logger: str
    line: str


@contextmanager
def shared(data: bytes) -> Generator[bytes | Path]:
    """Yield the place of the bytes in memory that children can open; else the bytes themselves."""
    if not hasattr(os, "memfd_create"):
        yield data
        return
    import fcntl  # Windows has none

    descriptor = os.memfd_create("paper", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        # no child can change what the others read
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK)
        yield Path(f"/proc/{os.getpid()}/fd/{descriptor}")
    finally:
        os.close(descriptor)


@contextmanager
def opened(source: bytes | Path) -> Generator[bytes | Path]:
    """Hold the parent's memory open, so that it stays the same file even if the parent goes on.

    Raises ``OSError`` where the system forbids a look into the parent's descriptors, or where the
    parent has closed this one.
    """
    if isinstance(source, bytes):
        yield source
        return
    import fcntl

    descriptor = os.open(source, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        fcntl.fcntl(descriptor, fcntl.F_GET_SEALS)  # fails if the number is another file's by now
        yield Path(f"/proc/self/fd/{descriptor}")
    finally:
        os.close(descriptor)


def send(pipe: IO[bytes], value: object) -> None:
    """Write one pickled value with its length."""
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_FRAME.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> object:
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
