"""``donthu run``: the inbox watched, every submission carried through as a durable workflow.

A workflow's steps take and return the submission's digest, case numbers and codes only: the
engine keeps what steps return in clear tables. For the same reason no error may travel into it as
it is: a step turns an ``InputError`` into its code and any other error into :class:`StepFailed`,
which names the error's class and nothing of its message.
"""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, NoReturn

from dbos import DBOS, DBOSConfig, SetWorkflowID, SQLAlchemyDatasource, WorkflowStatus
from sqlalchemy.exc import DBAPIError

from pipeline import __version__
from pipeline.engine.cases import AlreadyRegistered, draft_proposed, register_submission
from pipeline.engine.clock import mark
from pipeline.engine.desk import Desk
from pipeline.engine.journal import log, log_error, tag
from pipeline.engine.lock import only_service
from pipeline.engine.papers import (
    ChangedUnderway,
    extract_submission,
    read_submission,
)
from pipeline.engine.scanner import Scanner
from pipeline.errors import InputError, StateSecret
from pipeline.reading import Progress
from pipeline.register.entry import MACHINE
from pipeline.register.history import acting

_QUEUE = "submissions"
_STEPS_VERSION = "1"
"""Of the workflows' steps, not of donthu: another number makes every unfinished workflow start
anew, which an upgrade that leaves the steps alone must not do."""
_RECENT = 1000
_LOW_DISK_BYTES = 500_000_000
_PROGRESS_SECONDS = 60
_NIGHTLY = "5 17 * * *"
"""Five past midnight in Vietnam, as the UTC by which DBOS reads it without a zone database."""
_MOST_TOLD = 50
_PAUSE_SECONDS = 0.2
"""One event of the file system seldom comes alone."""
_ACTIVE = ["PENDING", "ENQUEUED", "DELAYED"]
_STEP = {"retries_allowed": True, "max_attempts": 4, "interval_seconds": 0.5, "backoff_rate": 3.0}

GONE = "gone"
"""The dropped path left the inbox, or changed, before it was read."""


def _attempt(workflow: WorkflowStatus) -> int:
    return int(workflow.workflow_id.rpartition("-")[2])


class StepFailed(Exception):
    """A step failed for a reason that is not the paper's; carries the error's class name only."""


class Service:
    """One office's running service. Only one exists in a process: DBOS's registry is global."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.scanner = Scanner(desk)
        self.datasource: SQLAlchemyDatasource
        self._wake = threading.Event()
        self._stop = threading.Event()

    def run(self, on_start: Callable[[], None]) -> NoReturn:
        """Serve until :meth:`stop`, then end the process with status 0.

        Raises ``AlreadyRunning`` when another serves this folder. The end does not wait for work
        under way: stopping is the crash that everything here is made for, and at the next start
        the work goes on. A page half read must not come back as unreadable.
        """
        global _service
        with only_service(self.desk.settings.data):
            _service = self
            self._launch()
            on_start()
            self._serve()
            sys.stdout.flush()
            os._exit(0)

    def stop(self) -> None:
        """Ask the service to stop; may be called from a signal handler."""
        self._stop.set()
        self._wake.set()

    def _launch(self) -> None:
        engine_file = (self.desk.settings.data / "engine.sqlite").as_posix()
        config: DBOSConfig = {
            "name": "donthu",
            "system_database_url": f"sqlite:///{engine_file}",
            "application_version": _STEPS_VERSION,
            "executor_id": "donthu-service",
            "log_level": "CRITICAL",  # its errors come with tracebacks and parameters
            "enable_otlp": False,
            "notification_listener_polling_interval_sec": 0.5,
        }
        self.datasource = SQLAlchemyDatasource.create(
            database_url=self.desk.settings.database_url, engine=self.desk.engine
        )
        DBOS(config=config)
        DBOS.launch()
        DBOS.register_queue(
            _QUEUE,
            worker_concurrency=self.desk.settings.reading.workers or os.cpu_count() or 1,
            polling_interval_sec=0.2,
            on_conflict="always_update",
        )
        DBOS.apply_schedules(
            [
                {
                    "schedule_name": "mark_deadlines",
                    "workflow_fn": mark_deadlines,
                    "schedule": _NIGHTLY,
                }
            ]
        )

    def _serve(self) -> None:
        log.info("service.started", version=__version__)
        self._clean_up()
        self._mark_deadlines()
        settings = self.desk.settings.intake
        with self.scanner.inbox.watched(self._wake.set):
            while not self._stop.is_set():
                self._wake.clear()
                self._look()
                restless = self.scanner.inbox.restless()
                self._wake.wait(settings.quiet_seconds if restless else settings.rescan_seconds)
                time.sleep(_PAUSE_SECONDS)
        log.info("service.stopped")

    def _look(self) -> None:
        try:
            if shutil.disk_usage(self.desk.settings.data).free < _LOW_DISK_BYTES:
                log.warning("disk.low")
            self.scanner.scan(self)
            self._forget_state_secrets()
        except Exception as error:  # the watch must outlive whatever happens to one look
            log_error("scan.failed", error)

    def _mark_deadlines(self) -> None:
        """What the nights brought while no service ran."""
        try:
            _mark()
        except Exception as error:
            log_error("mark.failed", error)

    def _clean_up(self) -> None:
        """What a crash or an older version left: half removals, workflows of other steps, and
        the digests of state secrets."""
        self.scanner.finish_leaving()
        for workflow in DBOS.list_workflows(status=_ACTIVE, load_input=False, load_output=False):
            if workflow.app_version != _STEPS_VERSION:
                DBOS.cancel_workflow(workflow.workflow_id)
        for workflow in DBOS.list_workflows(
            status="SUCCESS", load_input=False, sort_desc=True, limit=_RECENT
        ):
            if workflow.output == StateSecret.code:
                DBOS.delete_workflow(workflow.workflow_id)

    # What the scanner asks about submissions --------------------------------------------------

    def under_way(self) -> set[str]:
        """Return the digests of the submissions that a workflow is carrying through."""
        found = DBOS.list_workflows(status=_ACTIVE, load_input=False, load_output=False)
        return {workflow.workflow_id.partition("-")[0] for workflow in found}

    def gave_up(self, digest: str) -> bool:
        """Return whether every retry of the submission's last workflow failed."""
        return self.left_off(digest) and self._workflows(digest)[-1].status != "CANCELLED"

    def left_off(self, digest: str) -> bool:
        """Return whether the last workflow of this submission ended without an outcome: every
        retry failed, or an upgrade cancelled it."""
        ended = self._workflows(digest)
        return bool(ended) and ended[-1].status not in (*_ACTIVE, "SUCCESS")

    def take(self, digest: str) -> None:
        """Start carrying a submission through. An earlier attempt that ended does not bar it."""
        with SetWorkflowID(self._next_id(digest)):
            DBOS.enqueue_workflow(_QUEUE, carry_through, digest)
        log.info("submission.taken", submission=tag(self.desk, digest))

    def finish(self, digest: str, number: str) -> None:
        """Start what an earlier attempt left undone after it had registered the case."""
        with SetWorkflowID(self._next_id(digest)):
            DBOS.enqueue_workflow(_QUEUE, finish_case, digest, number)
        log.info("case.finishing", submission=tag(self.desk, digest), case=number)

    def _next_id(self, digest: str) -> str:
        earlier = self._workflows(digest)
        return f"{digest}-{_attempt(earlier[-1]) + 1 if earlier else 1}"

    def _workflows(self, digest: str) -> list[WorkflowStatus]:
        """The submission's workflows in the order of their attempts."""
        found = DBOS.list_workflows(
            workflow_id_prefix=f"{digest}-", load_input=False, load_output=False
        )
        return sorted(found, key=_attempt)

    def _forget_state_secrets(self) -> None:
        """Of a state secret nothing is kept, not even its digest in the engine's tables."""
        for digest in self.scanner.state_secrets():
            if digest not in self.under_way():
                self.forget(digest)
                self.scanner.forgotten(digest)

    def forget(self, digest: str) -> None:
        """Remove the ended workflows of a submission from the engine's tables."""
        for workflow in self._workflows(digest):
            if workflow.status not in _ACTIVE:
                DBOS.delete_workflow(workflow.workflow_id)


_service: Service | None = None


def _here() -> Service:
    assert _service is not None
    return _service


@DBOS.workflow(name="carry_through", max_recovery_attempts=20)
def carry_through(digest: str) -> str:
    """From a dropped path to a case with its drafts and a clear inbox; returns the outcome:
    a case number, or the code of what stopped it."""
    outcome = _step("read", _read, digest)
    if outcome:
        return outcome
    _step("extract", _extract, digest)
    try:
        number = _here().datasource.run_tx_step({"name": "register"}, _register, digest)
    except AlreadyRegistered as seen:  # by `donthu process`, in the meantime
        _step("put_aside", _put_duplicate_aside, digest, seen.number)
        return "duplicate"
    return _finish(digest, number)


@DBOS.workflow(name="finish_case", max_recovery_attempts=20)
def finish_case(digest: str, number: str) -> str:
    """The end of :func:`carry_through` for a case that stands in the register already."""
    return _finish(digest, number)


@DBOS.workflow(name="mark_deadlines")
def mark_deadlines(_scheduled: datetime, _context: Any) -> None:
    """Each night: bring the states of the deadlines up to the day and tell what became late."""
    _step("mark", _mark)


def _finish(digest: str, number: str) -> str:
    _step("draft", _draft, number)
    _step("release", _release, digest)
    log.info("case.done", submission=tag(_here().desk, digest), case=number)
    return number


def _step(name: str, work: Callable[..., str], *args: str) -> str:
    def guarded() -> str:
        try:
            return work(*args)
        except Exception as error:
            log_error(f"{name}.failed", error)
            raise StepFailed(type(error).__name__) from None

    options: Any = {"name": name, **_STEP}
    return DBOS.run_step(options, guarded)


def _read(digest: str) -> str:
    service = _here()
    submission = service.scanner.locate(digest)
    if submission is None:
        return GONE
    try:
        started = time.monotonic()
        read_submission(service.desk, submission, _told_now_and_then(tag(service.desk, digest)))
    except (ChangedUnderway, FileNotFoundError):
        service.scanner.mislaid(digest)
        return GONE
    except InputError as error:
        service.scanner.put_failed_aside(submission, error)
        return error.code
    log.info(
        "read.done",
        submission=tag(service.desk, digest),
        seconds=round(time.monotonic() - started, 2),
    )
    return ""


def _told_now_and_then(submission: str) -> Progress:
    """Return what writes to the log, once a minute, how far the reading of a long file is."""
    last = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _PROGRESS_SECONDS:
            last = time.monotonic()
            log.info("read.progress", submission=submission, pages=done, of=total)

    return tell


def _extract(digest: str) -> str:
    extract_submission(_here().desk, digest)
    return ""


def _register(digest: str) -> str:
    service = _here()
    session = acting(service.datasource.sql_session(), MACHINE)
    try:
        return register_submission(service.desk, session, digest)
    except (AlreadyRegistered, DBAPIError):  # DBOS tries again when the database was busy
        raise
    except Exception as error:
        log_error("register.failed", error)
        raise StepFailed(type(error).__name__) from None


def _draft(number: str) -> str:
    draft_proposed(_here().desk, number)
    return ""


def _mark() -> str:
    changed, standing = mark(_here().desk)
    late = changed.get("late", [])
    log.info("deadlines.marked", **standing, newly_late=len(late))
    for one in late[:_MOST_TOLD]:
        log.warning("deadline.late", case=one.case, rule=one.rule, due=one.due.isoformat())
    return ""


def _release(digest: str) -> str:
    _here().scanner.release(digest)
    return ""


def _put_duplicate_aside(digest: str, number: str) -> str:
    scanner = _here().scanner
    submission = scanner.locate(digest)
    if submission is not None:
        scanner.put_duplicate_aside(submission, number)
    return ""
