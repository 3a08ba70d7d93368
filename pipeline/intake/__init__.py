"""A dropped file or folder becomes a submission; what can't be taken in is put aside visibly."""

from pipeline.intake.divert import Aside, leave_note, put_aside
from pipeline.intake.inbox import Inbox
from pipeline.intake.submission import Submission, SubmittedFile, gather

__all__ = ["Aside", "Inbox", "Submission", "SubmittedFile", "gather", "leave_note", "put_aside"]
