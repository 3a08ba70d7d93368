"""What a reader process allows itself: memory, processor time, open files, no file on the disk.

A file made to eat the machine then costs itself only. These are limits, not a prison: code that
has taken over the process can lift them again. Only soft limits are lowered, so that a program
which the process starts may take back what it needs; for core dumps, which would lay the paper on
the disk in clear, there is no way back.
"""

import math
import time

from pipeline.settings import Intake

try:
    import resource
except ImportError:  # Windows has none of these limits
    resource = None

_BASE_BYTES = 600_000_000
"""The libraries, Tesseract and its data, and what a long text layer needs."""
_BYTES_A_PIXEL = 12
"""Of a page image: Pillow's or pdfium's own 4, 3 as an array, the rest while it is prepared."""
_OPEN_FILES = 256
_SPARE_SECONDS = 5


def memory_limit(intake: Intake) -> int:
    """Return how many bytes a reader process may have: a page of ``max_pixels`` must fit."""
    return _BASE_BYTES + _BYTES_A_PIXEL * intake.max_pixels


def limit_process(intake: Intake) -> None:
    """Limit this process for the rest of its life."""
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_DATA, memory_limit(intake))
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_NOFILE, _OPEN_FILES)


def limit_next_page(intake: Intake) -> None:
    """Allow the process as much processor time from now on as a page may take in all.

    The parent's clock comes first; this one also ends a process whose parent does not run.
    """
    if resource is not None:
        more = intake.page_timeout_seconds + _SPARE_SECONDS
        _lower(resource.RLIMIT_CPU, math.ceil(time.process_time()) + more)


def _lower(kind: int, limit: int) -> None:
    assert resource is not None
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
