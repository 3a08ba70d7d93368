"""``donthu process``: the same work as the service's, at once and in the caller's own process."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.engine.cases import (
    AlreadyRegistered,
    draft_proposed,
    record_failure,
    register_submission,
)
from pipeline.engine.desk import Desk
from pipeline.engine.papers import ChangedUnderway, extract_submission, read_submission
from pipeline.errors import Corrupt, DonthuError, InputError
from pipeline.intake import Submission, gather
from pipeline.reading import Progress
from pipeline.register.entry import MACHINE, case_of_submission
from pipeline.triage.proposal import Facts


@dataclass(frozen=True, slots=True)
class Processed:
    """What became of one submission."""

    digest: str
    status: Literal["registered", "duplicate", "failed"]
    case: str | None
    drafts: tuple[Path, ...]
    error: DonthuError | None


def process(
    desk: Desk,
    path: Path,
    given: Facts | None = None,
    who: str = MACHINE,
    progress: Progress | None = None,
) -> Processed:
    """File one document or folder into the register now; the path itself is left where it is.

    ``progress`` is told the pages read so far and their number.

    A submission seen before is a duplicate; drafts that a crash kept from being written are
    written then. Input that can't be taken in comes back as ``failed``, on the failed list.
    """
    digest = ""
    try:
        submission = gather(path, desk.settings.intake.max_bytes)
        digest = submission.digest
        return _process(desk, submission, given, who, progress)
    except (ChangedUnderway, FileNotFoundError):  # the path was replaced or taken away meanwhile
        return Processed(digest, "failed", None, (), Corrupt())
    except InputError as error:
        record_failure(desk, error.code, digest)
        return Processed(digest, "failed", None, (), error)


def _process(
    desk: Desk, submission: Submission, given: Facts | None, who: str, progress: Progress | None
) -> Processed:
    with desk.transaction() as session:
        known = case_of_submission(session, submission.digest)
    if known is None:
        read_submission(desk, submission, progress)
        extract_submission(desk, submission.digest)
        try:
            with desk.transaction(who) as session:
                number = register_submission(desk, session, submission.digest, given=given)
        except AlreadyRegistered as seen:
            known = seen.number
        else:
            drafts = tuple(draft_proposed(desk, number))
            return Processed(submission.digest, "registered", number, drafts, None)
    drafts = tuple(draft_proposed(desk, known))
    return Processed(submission.digest, "duplicate", known, drafts, None)
