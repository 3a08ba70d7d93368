"""One file read by as many processes as have a place free, its pages put together in order.

The first process opens the file. Each is given the next page when it has answered the last, so
that slow pages balance out. More processes join while nobody else waits for a place and the pages
left are worth it; they leave again as soon as somebody waits. What is read does not depend on how
many there were: the error of the first page that has one is the file's.
"""

import logging
import time
from collections import Counter
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from queue import Empty as NothingQueued
from queue import SimpleQueue

from pipeline.errors import Corrupt, DonthuError, TimedOut, Unreadable
from pipeline.reading.document import Document
from pipeline.reading.layout.assemble import ArrangedPage, DocumentBuilder
from pipeline.reading.reader import Progress
from pipeline.reading.workers.crew import Crew, PoolClosed
from pipeline.reading.workers.reader_process import Answers, Gone, ReaderProcess
from pipeline.reading.workers.wire import NotShared, Paged, ReadFile, Remark, Step
from pipeline.settings import Intake

_TRIES = 2
_WORTH_JOINING_SECONDS = 0.2
_WORTH_STARTING_SECONDS = 2.0
"""Time that the pages left must take at the pace so far; a process takes a second to start."""
_LOOK_SECONDS = 0.5
_OPENING = -1
"""In place of a page's index: the process opens the file."""


@dataclass(slots=True)
class _Task:
    """What a process has been asked, and until when it must have answered."""

    index: int
    deadline: float


class Spread:
    """One file on its way through the pool. The caller holds a place for its first process."""

    def __init__(
        self, crew: Crew, question: ReadFile, data: bytes, intake: Intake, progress: Progress
    ) -> None:
        self._crew = crew
        self._question = question
        self._data = data
        self._intake = intake
        self._progress = progress
        self._answers: Answers = SimpleQueue()
        self._tasks: dict[ReaderProcess, _Task] = {}
        self._spare_places = 0
        self._may_grow = True
        self._deadline = time.monotonic() + intake.timeout_seconds
        self._pages: _Pages | None = None
        self._outcome: Document | DonthuError | None = None
        self._tries: Counter[int] = Counter()

    def run(self) -> Document:
        """Read the file. Raises as :meth:`~pipeline.reading.workers.pool.ReaderPool.read`."""
        try:
            while self._outcome is None:
                if not self._tasks:
                    self._employ()
                self._grow()
                self._hear()
                self._end_late()
                if self._outcome is None and self._pages is not None:
                    self._outcome = self._pages.outcome()
        finally:
            self._dismiss_all()
        if isinstance(self._outcome, Document):
            return self._outcome
        raise self._outcome

    # --- processes come and go ---------------------------------------------------------------

    def _employ(self) -> None:
        process = self._crew.take()
        self._tasks[process] = _Task(_OPENING, 0)
        self._ask(process, _OPENING)

    def _grow(self) -> None:
        """Let one more process join if that is worth it."""
        if not self._may_grow or self._pages is None:
            return
        least = _WORTH_JOINING_SECONDS if self._crew.warm else _WORTH_STARTING_SECONDS
        if self._pages.seconds_left() > least and self._crew.take_spare_place():
            self._spare_places += 1
            self._employ()

    def _go_on(self, process: ReaderProcess) -> None:
        """Give the process its next page, or let it go."""
        assert self._pages is not None
        others = [task for other, task in self._tasks.items() if other is not process]
        replaceable = any(task.index != _OPENING for task in others)
        index = None if replaceable and self._crew.awaited else self._pages.next()
        if index is None:
            self._dismiss(process)
        else:
            self._ask(process, index)

    def _ask(self, process: ReaderProcess, index: int) -> None:
        seconds = self._intake.page_timeout_seconds
        self._tasks[process] = _Task(index, time.monotonic() + seconds)
        process.ask(self._question if index == _OPENING else index, self._answers, seconds)

    def _dismiss(self, process: ReaderProcess) -> None:
        del self._tasks[process]
        process.end_of_file()
        self._crew.give_back(process)
        self._leave_spare_place()

    def _end(self, process: ReaderProcess) -> _Task:
        """End a process and return what it leaves undone."""
        self._crew.end(process)
        task = self._tasks.pop(process)
        self._leave_spare_place()
        return task

    def _leave_spare_place(self) -> None:
        if self._spare_places > 0:
            self._spare_places -= 1
            self._crew.leave_place()

    def _dismiss_all(self) -> None:
        for process, task in list(self._tasks.items()):
            if task.index == _OPENING and self._pages is not None:  # it soon will have
                self._dismiss(process)
            else:
                self._end(process)
        while self._spare_places:
            self._leave_spare_place()

    # --- what they answer --------------------------------------------------------------------

    def _hear(self) -> None:
        """Wait for an answer, until the first deadline or for a short time."""
        first = min((task.deadline for task in self._tasks.values()), default=self._deadline)
        wait = min(first, self._deadline) - time.monotonic()
        try:
            process, answer = self._answers.get(timeout=max(0.0, min(wait, _LOOK_SECONDS)))
        except NothingQueued:
            return
        if process in self._tasks:  # else it was late
            self._take(process, self._tasks[process], answer)

    def _take(self, process: ReaderProcess, task: _Task, answer: object) -> None:
        match answer:
            case Remark():
                logging.getLogger(answer.logger).warning("%s", answer.line)
            case Step():
                task.deadline = time.monotonic() + self._intake.page_timeout_seconds
                self._progress(answer.done, answer.total)
            case NotShared():
                self._question = replace(self._question, source=self._data)
                self._ask(process, _OPENING)
            case Gone():
                self._lose(process)
            case DonthuError():
                self._dismiss(process)
                self._fail(task.index, answer)
            case Document():
                self._dismiss(process)
                self._outcome = answer
            case Paged():
                if self._pages is None:
                    self._pages = _Pages(answer)
                    self._progress(0, answer.count)
                self._go_on(process)
            case ArrangedPage():
                assert self._pages is not None
                self._pages.deliver(task.index, answer)
                self._progress(self._pages.done, self._pages.count)
                self._go_on(process)
            case _:
                raise TypeError(type(answer))

    def _lose(self, process: ReaderProcess) -> None:
        """A process has ended: maybe killed by chance, then another tries once more."""
        task = self._end(process)
        if self._crew.closed:
            raise PoolClosed
        if process.ran_out_of_time:
            self._fail(task.index, self._timed_out())
        elif not process.was_killed:
            self._fail(task.index, Corrupt())
        else:
            self._retry(task.index)

    def _retry(self, index: int) -> None:
        self._tries[index] += 1
        if self._tries[index] + self._tries[_OPENING] * (index != _OPENING) == _TRIES:
            self._fail(index, Unreadable())
        elif self._pages is not None and index != _OPENING:
            self._pages.hand_back(index)

    def _fail(self, index: int, error: DonthuError) -> None:
        if self._pages is not None and index != _OPENING:
            self._pages.fail(index, error)
        elif self._tasks:  # who came first could open it, and goes on alone
            self._may_grow = False
        else:
            self._outcome = error

    def _end_late(self) -> None:
        now = time.monotonic()
        if now >= self._deadline:
            self._outcome = TimedOut(seconds=self._intake.timeout_seconds)
            return
        for process, task in list(self._tasks.items()):
            if now >= task.deadline:
                self._end(process)
                self._fail(task.index, self._timed_out())

    def _timed_out(self) -> TimedOut:
        return TimedOut(seconds=self._intake.page_timeout_seconds)


class _Pages:
    """The pages of the file: which are left to read, and those read so far, in order."""

    def __init__(self, file: Paged) -> None:
        self.count = file.count
        self.done = 0
        self._started = time.monotonic()
        self._left = list(range(file.count))
        self._early: dict[int, ArrangedPage] = {}
        self._errors: dict[int, DonthuError] = {}
        self._builder = DocumentBuilder(file.sha256, file.media_type)
        self._added = 0

    def next(self) -> int | None:
        """Return the next page to read; None where none is left or none is wanted any more."""
        wanted = bool(self._left) and self._left[0] < self._end()
        return heappop(self._left) if wanted else None

    def hand_back(self, index: int) -> None:
        """Let the page be read once more."""
        heappush(self._left, index)

    def deliver(self, index: int, page: ArrangedPage) -> None:
        self.done += 1
        self._early[index] = page
        while self._added in self._early:
            self._builder.add(self._early.pop(self._added))
            self._added += 1

    def fail(self, index: int, error: DonthuError) -> None:
        self._errors[index] = error

    def seconds_left(self) -> float:
        """Return how long the pages that nobody reads yet would take at the pace so far."""
        left = len(self._left) if self._left and self._left[0] < self._end() else 0
        return (time.monotonic() - self._started) / (self.done + 1) * left

    def outcome(self) -> Document | DonthuError | None:
        """Return the document or the error of the first page that has one; None before that."""
        if self._added < self._end():
            return None
        if self._errors:
            return self._errors[self._end()]
        try:
            return self._builder.result()
        except DonthuError as error:
            return error

    def _end(self) -> int:
        return min(self._errors, default=self.count)
