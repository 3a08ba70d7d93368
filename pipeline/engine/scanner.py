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

from pipeline.engine.cases import record_failure
from pipeline.engine.desk import Desk
from pipeline.engine.journal import log, log_error, tag
from pipeline.engine.papers import (
    file_digests,
    originals_are_safe,
    store_again,
)
from pipeline.errors import InputError, ServiceFailed
from pipeline.intake import Aside, Inbox, Submission, gather, leave_note, put_aside
from pipeline.intake.inbox import Signature
from pipeline.intake.submission import is_litter
from pipeline.messages import say
from pipeline.register.entry import case_of_submission

_LEAVING = ".dang-go-khoi-inbox"
"""Hidden folder in the inbox for what is being removed, by digest: a whole submission leaves in
one rename, so that a crash never leaves half of it behind as a new one."""


class Carrier(Protocol):
    """What the scanner needs of the service."""

    def under_way(self) -> set[str]: ...
    def gave_up(self, digest: str) -> bool: ...
    def left_off(self, digest: str) -> bool: ...
    def take(self, digest: str) -> None: ...
    def finish(self, digest: str, number: str) -> None: ...
    def forget(self, digest: str) -> None: ...


class Scanner:
    """Looks through the inbox; its methods may be called from the workflows' threads."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.inbox = Inbox(desk.settings)
        self._gathered: dict[Path, tuple[Signature, Submission]] = {}
        self._stuck: dict[Path, Signature] = {}
        self._state_secrets: set[str] = set()
        self._lock = threading.Lock()

    def scan(self, carrier: Carrier) -> None:
        """Look at every dropped path that has come to rest and do what is due. What goes wrong
        with one path never keeps the others waiting."""
        resting = self.inbox.at_rest()
        under_way = carrier.under_way()
        for path, signature in resting.items():
            if self._stuck.get(path) == signature:
                continue
            try:
                self._look_at(path, signature, carrier, under_way)
            except FileNotFoundError:
                continue
            except OSError as fault:
                self._leave_stuck(path, signature, fault)
        with self._lock:
            self._gathered = {p: g for p, g in self._gathered.items() if p in resting}
        self._stuck = {p: s for p, s in self._stuck.items() if resting.get(p) == s}

    def _look_at(
        self, path: Path, signature: Signature, carrier: Carrier, under_way: set[str]
    ) -> None:
        try:
            submission = self._gather(path, signature)
        except InputError as error:
            self._put_path_aside(path, "", error)
            return
        if submission.digest not in under_way:
            under_way.add(submission.digest)
            self._deal_with(submission, carrier)

    def _deal_with(self, submission: Submission, carrier: Carrier) -> None:
        digest = submission.digest
        with self._desk.transaction() as session:
            number = case_of_submission(session, digest)
        if number is None and carrier.gave_up(digest):
            self.put_failed_aside(submission, ServiceFailed())
            carrier.forget(digest)  # dropped again, it is tried again
        elif number is None:
            carrier.take(digest)
        elif carrier.left_off(digest):
            record_failure(self._desk, ServiceFailed.code, digest)
            carrier.finish(digest, number)  # its own case, not a repeat
        else:
            self.put_duplicate_aside(submission, number)

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

    def mislaid(self, digest: str) -> None:
        """Forget what was gathered under a digest: the path no longer holds those bytes."""
        with self._lock:
            self._gathered = {p: g for p, g in self._gathered.items() if g[1].digest != digest}

    def release(self, digest: str) -> None:
        """Remove a dropped path whose case is committed, when every byte is safe in the store.

        Raises ``ServiceFailed`` when the store can't give an original back.
        """
        submission = self.locate(digest)
        if submission is not None:
            if not originals_are_safe(self._desk, digest):
                store_again(self._desk, submission)
            if not originals_are_safe(self._desk, digest):
                raise ServiceFailed
            leaving = self._desk.settings.inbox / _LEAVING / digest
            leaving.mkdir(parents=True, exist_ok=True)
            submission.path.rename(leaving / submission.path.name)
        self._clear_leaving(digest)

    def finish_leaving(self) -> None:
        """Finish the removals that a crash interrupted."""
        folder = self._desk.settings.inbox / _LEAVING
        for leaving in folder.iterdir() if folder.is_dir() else ():
            self._clear_leaving(leaving.name)

    def _clear_leaving(self, digest: str) -> None:
        """Delete the very files that were taken; what was changed or added since goes back to
        the inbox, where it becomes a submission of its own."""
        leaving = self._desk.settings.inbox / _LEAVING / digest
        if not leaving.is_dir():
            return
        taken = file_digests(self._desk, digest)
        for path in leaving.iterdir():
            _remove_taken(path, taken)
            if path.exists():
                path.rename(_free_in(self._desk.settings.inbox, path.name))
        leaving.rmdir()
        with contextlib.suppress(OSError):  # another submission is leaving too
            leaving.parent.rmdir()

    def put_duplicate_aside(self, submission: Submission, number: str) -> None:
        """Move a submission that was seen before to ``_trung`` and say which case it is."""
        if not originals_are_safe(self._desk, submission.digest):
            store_again(self._desk, submission)
        sentence = say(
            f"Tệp này đã được tiếp nhận trước đây, thuộc vụ việc {number}. "
            "donthu không lập vụ việc mới. Có thể xóa tệp này, bản gốc đã được lưu.",
            f"This was received before; it is case {number}. No new case was made. "
            "The copy can be deleted: the original is stored.",
        )
        put_aside(self._desk.settings.inbox, submission.path, Aside.DUPLICATE, sentence)
        log.info("submission.duplicate", submission=tag(self._desk, submission.digest), case=number)

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
        where = Aside.STATE_SECRET if secret else Aside.FAILED
        put_aside(self._desk.settings.inbox, path, where, error.message)
        record_failure(self._desk, error.code, digest)
        log.warning("submission.put_aside", submission=tag(self._desk, digest), code=error.code)
        if secret:
            with self._lock:
                self._state_secrets.add(digest)

    def _leave_stuck(self, path: Path, signature: Signature, fault: OSError) -> None:
        """A path that can't be moved (no right to, a full disk) is left until it changes."""
        self._stuck[path] = signature
        leave_note(self._desk.settings.inbox, path, ServiceFailed().message)
        record_failure(self._desk, ServiceFailed.code, "")
        log_error("path.stuck", fault)

    def _gather(self, path: Path, signature: Signature) -> Submission:
        with self._lock:
            known = self._gathered.get(path)
        if known is not None and known[0] == signature:
            return known[1]
        submission = gather(path, self._desk.settings.intake.max_bytes)
        with self._lock:
            self._gathered[path] = (signature, submission)
        return submission


def _remove_taken(path: Path, taken: frozenset[str]) -> None:
    """Delete the files with the digests, the systems' litter, and the folders left empty."""
    if path.is_dir() and not path.is_symlink():
        for entry in path.iterdir():
            _remove_taken(entry, taken)
        with contextlib.suppress(OSError):  # something else is in it
            path.rmdir()
    elif is_litter(path.name) or (path.is_file() and _digest(path) in taken):
        path.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _free_in(folder: Path, name: str) -> Path:
    target, count = folder / name, 1
    while target.exists():
        count += 1
        target = folder / f"({count}) {name}"
    return target
