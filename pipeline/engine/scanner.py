"""What happens to dropped paths: taken, told to be a duplicate, put aside, released.

Digests stand for paths here, because a received file's name is a secret and workflows remember
what they are given. The scanner alone knows which path a digest belongs to, and finds it again by
reading the inbox after a restart.
"""

import contextlib
import hashlib
import threading
from pathlib import Path
from typing import Protocol

from pipeline.engine.desk import Desk
from pipeline.engine.journal import log, log_error
from pipeline.engine.papers import originals_are_safe
from pipeline.errors import InputError, ServiceFailed
from pipeline.intake import Aside, Inbox, Submission, gather, put_aside
from pipeline.intake.inbox import Signature
from pipeline.intake.submission import is_junk
from pipeline.messages import say
from pipeline.register import history
from pipeline.register.entry import case_of_submission
from pipeline.register.models import Failure


class Carrier(Protocol):
    """What the scanner needs of the service."""

    def under_way(self) -> set[str]: ...
    def gave_up(self, digest: str) -> bool: ...
    def take(self, digest: str) -> None: ...
    def forget(self, digest: str) -> None: ...


class Scanner:
    """Looks through the inbox; its methods may be called from the workflows' threads."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.inbox = Inbox(desk.settings)
        self._gathered: dict[Path, tuple[Signature, Submission]] = {}
        self._state_secrets: set[str] = set()
        self._lock = threading.Lock()

    def scan(self, carrier: Carrier) -> None:
        """Look at every dropped path that has come to rest and do what is due."""
        resting = self.inbox.at_rest()
        under_way = carrier.under_way()
        for path, signature in resting.items():
            try:
                submission = self._gather(path, signature)
            except InputError as error:
                self._put_path_aside(path, "", error)
            except FileNotFoundError:
                continue
            else:
                if submission.digest not in under_way:
                    self._deal_with(submission, carrier)
                    under_way.add(submission.digest)
        with self._lock:
            self._gathered = {p: g for p, g in self._gathered.items() if p in resting}

    def _deal_with(self, submission: Submission, carrier: Carrier) -> None:
        with self._desk.transaction() as session:
            number = case_of_submission(session, submission.digest)
        if number is not None:
            self.put_duplicate_aside(submission, number)
        elif carrier.gave_up(submission.digest):
            self.put_failed_aside(submission, ServiceFailed())
            carrier.forget(submission.digest)  # dropped again, it is tried again
        else:
            carrier.take(submission.digest)

    def locate(self, digest: str) -> Submission | None:
        """Return the dropped path with that digest, or None when the inbox no longer has it."""
        with self._lock:
            known = [s for _, s in self._gathered.values() if s.digest == digest]
        for submission in known:
            if submission.path.exists():
                return submission
        for path in self.inbox.dropped():
            with contextlib.suppress(InputError, OSError):
                submission = gather(path, self._desk.settings.intake.max_bytes)
                if submission.digest == digest:
                    return submission
        return None

    def release(self, digest: str) -> None:
        """Remove a dropped path whose case is committed, when every byte is safe in the store.

        Only the very files that were taken go: what was changed or added since stays and becomes
        a submission of its own.
        """
        submission = self.locate(digest)
        if submission is None:
            return
        if not originals_are_safe(self._desk, digest):
            raise ServiceFailed
        for file in submission.files:
            if _digest(file.path) == file.sha256:
                file.path.unlink(missing_ok=True)
        if submission.path.is_dir():
            _remove_empty(submission.path)

    def put_duplicate_aside(self, submission: Submission, number: str) -> None:
        """Move a submission that was seen before to ``_trung`` and say which case it is."""
        sentence = say(
            f"Tệp này đã được tiếp nhận trước đây, thuộc vụ việc {number}. "
            "donthu không lập vụ việc mới. Có thể xóa tệp này, bản gốc đã được lưu.",
            f"This was received before; it is case {number}. No new case was made. "
            "The copy can be deleted: the original is stored.",
        )
        with contextlib.suppress(FileNotFoundError):
            put_aside(self._desk.settings.inbox, submission.path, Aside.DUPLICATE, sentence)
            log.info("submission.duplicate", submission=submission.digest[:12], case=number)

    def put_failed_aside(self, submission: Submission, error: InputError) -> None:
        """Move what can't be taken in to ``_loi``, a state secret to ``_mat``, with a sentence."""
        self._put_path_aside(submission.path, submission.digest, error)

    def state_secrets(self) -> list[str]:
        """Return the digests that must leave the engine's tables."""
        with self._lock:
            return list(self._state_secrets)

    def forgotten(self, digest: str) -> None:
        with self._lock:
            self._state_secrets.discard(digest)

    def _put_path_aside(self, path: Path, digest: str, error: InputError) -> None:
        secret = error.code == "state_secret"
        with self._desk.transaction() as session:
            session.add(
                Failure(at=history.now(), code=error.code, submission="" if secret else digest)
            )
        where = Aside.STATE_SECRET if secret else Aside.FAILED
        try:
            put_aside(self._desk.settings.inbox, path, where, error.message)
        except FileNotFoundError:
            return
        except OSError as fault:
            log_error("put_aside.failed", fault)
            return
        log.warning("submission.put_aside", submission=digest[:12], code=error.code)
        if secret:
            with self._lock:
                self._state_secrets.add(digest)

    def _gather(self, path: Path, signature: Signature) -> Submission:
        with self._lock:
            known = self._gathered.get(path)
        if known is not None and known[0] == signature:
            return known[1]
        submission = gather(path, self._desk.settings.intake.max_bytes)
        with self._lock:
            self._gathered[path] = (signature, submission)
        return submission


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _remove_empty(folder: Path) -> None:
    """Remove a folder in which only empty folders and junk are left."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            _remove_empty(entry)
        elif is_junk(entry.name):
            entry.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # something was added since: it stays
        folder.rmdir()
