"""Putting a dropped path aside inside the inbox, with a sentence beside it."""

import os
from enum import StrEnum
from pathlib import Path

_NOTE_SUFFIX = ".GHI-CHU.txt"
_NAME_BYTES = 255  # what common file systems allow a name


class Aside(StrEnum):
    """The folders inside ``inbox/`` for what did not become a case."""

    FAILED = "_loi"
    STATE_SECRET = "_mat"
    DUPLICATE = "_trung"


def put_aside(inbox: Path, path: Path, where: Aside, sentence: str) -> Path:
    """Move a dropped path into ``inbox/_loi`` (or the like) and write the sentence beside it.

    Returns the new path. Nothing there is overwritten. The move is a rename inside the inbox, so
    it works on a full disk; a note that can't be written raises ``OSError`` after the move.
    """
    folder = inbox / where
    folder.mkdir(exist_ok=True)
    target = _free_name(folder, path.name)
    path.rename(target)
    note = folder / _note_name(target.name)
    note.write_text(sentence + "\n", encoding="utf-8-sig")  # Notepad reads the mark
    return target


def _free_name(folder: Path, name: str) -> Path:
    target = folder / name
    count = 1
    while os.path.lexists(target):
        count += 1
        stem, suffix = os.path.splitext(name)
        mark = f" ({count})"
        target = folder / (
            _shorten(stem, _NAME_BYTES - len(os.fsencode(mark + suffix))) + mark + suffix
        )
    return target


def _note_name(name: str) -> str:
    return _shorten(name, _NAME_BYTES - len(_NOTE_SUFFIX)) + _NOTE_SUFFIX


def _shorten(name: str, limit: int) -> str:
    """Cut a name to ``limit`` bytes without splitting a character."""
    while len(os.fsencode(name)) > limit:
        name = name[:-1]
    return name
