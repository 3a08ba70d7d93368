"""One dropped file or folder, with the digests that identify it."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ACCEPTED, Empty, TooLarge, Unreadable, Unsupported

_JUNK_NAMES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"})
_JUNK_PREFIXES = (".", "~$", ".~lock.")
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".download")
_JUNK_SUFFIXES = (*_UNFINISHED, ".swp", "~")


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """A file of a submission. ``name`` is its path below the submission as the disk has it: NFD
    and odd bytes are kept (bytes that are no UTF-8 as lone surrogates)."""

    path: Path
    name: str
    sha256: str
    size: int

    def __repr__(self) -> str:
        return f"SubmittedFile({self.sha256[:12]})"  # a received name is a secret


@dataclass(frozen=True, slots=True)
class Submission:
    """One dropped file or folder. ``digest`` is the SHA-256 of its sorted file digests."""

    path: Path
    digest: str
    files: tuple[SubmittedFile, ...]

    def __repr__(self) -> str:
        return f"Submission({self.digest[:12]}, {len(self.files)} files)"


def is_junk(name: str) -> bool:
    """Return whether a name is one that systems and programs leave behind, not a paper."""
    lower = name.lower()
    return (
        lower in _JUNK_NAMES or lower.startswith(_JUNK_PREFIXES) or lower.endswith(_JUNK_SUFFIXES)
    )


def is_unfinished(name: str) -> bool:
    """Return whether a name is one that programs give a file which they are still copying."""
    return name.lower().endswith(_UNFINISHED)


def is_litter(name: str) -> bool:
    """Return whether a name is a system's own, which nobody misses when its folder goes."""
    return name.lower() in {*_JUNK_NAMES, ".ds_store"}


def list_files(path: Path) -> list[Path]:
    """Return the files of a dropped path, in the order of their names; junk is left out.

    Raises ``Unsupported`` for anything that is neither a file nor a folder of files (a symbolic
    link, a pipe, a device): following it could leave the inbox or never end.
    """
    mode = path.lstat().st_mode
    if stat.S_ISREG(mode):
        return [path]
    if not stat.S_ISDIR(mode):
        raise Unsupported(accepted=ACCEPTED)
    found: list[Path] = []
    for entry in sorted(path.iterdir(), key=lambda p: _natural(p.name)):
        if not is_junk(entry.name):
            found.extend(list_files(entry))
    return found


def gather(path: Path, max_bytes: int) -> Submission:
    """Read a dropped path and return its submission.

    Raises ``Empty`` for no bytes at all, ``TooLarge`` over ``max_bytes`` in one file,
    ``Unsupported`` as :func:`list_files`, ``Unreadable`` where the disk refuses.
    """
    try:
        files = [_submitted(file, path, max_bytes) for file in list_files(path)]
    except PermissionError:
        raise Unreadable from None
    if not any(file.size for file in files):
        raise Empty
    digests = sorted(file.sha256 for file in files)
    digest = hashlib.sha256("\n".join(digests).encode()).hexdigest()
    return Submission(path=path, digest=digest, files=tuple(files))


def _submitted(file: Path, root: Path, max_bytes: int) -> SubmittedFile:
    size = file.stat().st_size
    if size > max_bytes:
        found, limit = (-(-number // 1_000_000) for number in (size, max_bytes))
        raise TooLarge(found=max(found, limit + 1), limit=limit, unit="MB")
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    name = file.name if file == root else os.fspath(file.relative_to(root))
    return SubmittedFile(path=file, name=name, sha256=digest, size=size)


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Sort key under which «trang 2» stands before «trang 10»."""
    parts: list[tuple[int, str]] = []
    digits = ""
    for char in name.lower() + "\0":
        if char.isascii() and char.isdigit():
            digits += char
            continue
        if digits:
            parts.append((int(digits), ""))
            digits = ""
        parts.append((-1, char))
    return tuple(parts)
