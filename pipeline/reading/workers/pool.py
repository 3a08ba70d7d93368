"""Files read in child processes, so that a file that hangs or crashes costs only itself.

The children are started one for each core when files come, and leave after a minute without work:
the service at rest holds none of the PDF and OCR libraries. The parent never imports them.

Children die with their parent: the kernel kills them where it can (Linux), and everywhere each
child watches its input and leaves at its end, also in the middle of a page.
"""

import os
from types import TracebackType
from typing import Self

from pipeline.reading.document import Document
from pipeline.reading.reader import Progress, ignore
from pipeline.reading.workers.crew import Crew, PoolClosed
from pipeline.reading.workers.spread import Spread
from pipeline.reading.workers.wire import ReadFile, shared
from pipeline.settings import Settings

__all__ = ["PoolClosed", "ReaderPool"]

_IDLE_SECONDS = 60.0


class ReaderPool:
    """A context manager whose :meth:`read` may be called from several threads at once."""

    def __init__(self, settings: Settings, *, idle_seconds: float = _IDLE_SECONDS) -> None:
        self._intake = settings.intake
        self.size = settings.reading.workers or os.cpu_count() or 1
        """How many children may be at work at once."""
        self._crew = Crew(settings, self.size, idle_seconds)

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
        self._crew.close()

    @property
    def children(self) -> tuple[int, ...]:
        """Process ids of the children alive."""
        return self._crew.pids

    def read(self, data: bytes, suffix: str, progress: Progress | None = None) -> Document:
        """Read a file in children; see :func:`pipeline.reading.read`.

        Waits for a free child; the pages of a long file are read by several if they are free.
        ``progress`` is called in this thread, with the pages read so far and their number.

        Besides the errors of reading it raises ``TimedOut`` for a file that takes longer than
        ``[intake] timeout_seconds`` or a page that takes longer than ``page_timeout_seconds``,
        ``Corrupt`` for a file on which the reader crashes, ``Unreadable`` for one whose reader was
        killed twice at the same page (as the kernel does when memory runs out). ``PoolClosed``
        says nothing of the file: the pool was closed first.
        """
        with self._crew.place(), shared(data) as source:
            question = ReadFile(source, suffix)
            return Spread(self._crew, question, data, self._intake, progress or ignore).run()
