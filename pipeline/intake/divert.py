"""Putting a dropped path aside inside the inbox, with a sentence beside it."""

import contextlib
import os
from enum import StrEnum
from pathlib import Path

_NOTE_SUFFIX = ".GHI-CHU.txt"
_SUFFIX_BYTES = 12
_NAME_BYTES = 255  # what common file systems allow a name


class Aside(StrEnum):
    """The folders inside ``inbox/`` for what did not become a case."""

    FAILED = "_loi"
    STATE_SECRET = "_mat"
    DUPLICATE = "_trung"


def put_aside(inbox: Path, path: Path, where: Aside, sentence: str) -> Path:
    """Move a dropped path into ``inbox/_loi`` (or the like) and write the sentence beside it.

    Returns the new path. Nothing there is overwritten. The sentence is written first: a crash in
    between leaves the path where it was, to be put aside again, never a path without its reason.
    Raises ``OSError`` when the path can't be moved; then no sentence stays behind.
    """
    folder = inbox / where
    folder.mkdir(exist_ok=True)
    target = _free_name(folder, path.name)
    note = folder / _note_name(target.name)
    with contextlib.suppress(OSError):  # a full disk: the move alone still tells the clerk
        note.write_text(sentence + "\n", encoding="utf-8-sig")  # Notepad reads the mark
    try:
        path.rename(target)
    except OSError:
        note.unlink(missing_ok=True)
        raise
    return target


def leave_note(inbox: Path, path: Path, sentence: str) -> None:
    """Write the sentence about a path that can't be moved into ``inbox/_loi``."""
    with contextlib.suppress(OSError):  # where nothing can be written, the log alone tells it
        folder = inbox / Aside.FAILED
        folder.mkdir(exist_ok=True)
        (folder / _note_name(path.name)).write_text(sentence + "\n", encoding="utf-8-sig")


def _free_name(folder: Path, name: str) -> Path:
    """A name in the folder that neither a path nor a note has taken."""
    target = folder / name
    count = 1
    while os.path.lexists(target) or os.path.lexists(folder / _note_name(target.name)):
        count += 1
        suffix = Path(name).suffix
        if len(os.fsencode(suffix)) > _SUFFIX_BYTES:  # «12. Đơn của ông …» has no real one
            suffix = ""
        mark = f" ({count}){suffix}"
        room = _NAME_BYTES - len(os.fsencode(mark)) - len(_NOTE_SUFFIX)
        target = folder / (_shorten(name.removesuffix(suffix), room) + mark)
    return target


def _note_name(name: str) -> str:
    return _shorten(name, _NAME_BYTES - len(_NOTE_SUFFIX)) + _NOTE_SUFFIX


def _shorten(name: str, limit: int) -> str:
    """Cut a name to ``limit`` bytes without splitting a character."""
    while name and len(os.fsencode(name)) > limit:
        name = name[:-1]
    return name
