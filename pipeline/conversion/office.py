"""One file becomes another through LibreOffice, in processes of its own that leave nothing.

Each call starts LibreOffice anew, with a profile of its own: about a second, most of it
LibreOffice's start. What runs is ``supervisor.py``.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from pipeline.conversion import supervisor
from pipeline.errors import Corrupt, NoConverter, ServiceFailed, TimedOut

PACKAGE = "libreoffice-writer-nogui"
"""Debian's package that must be installed."""
_FILTERS = {
    ".doc": "MS Word 97",  # also reads Word 6 and 95
    ".docx": "MS Word 2007 XML",
    ".odt": "writer8",
    ".rtf": "Rich Text Format",
}
_LEAVING_SECONDS = 5


def find_office() -> Path | None:
    """Return the program of the machine's LibreOffice, or None where there is none.

    It is the binary behind the command ``soffice``, which stays one process that can be ended.
    """
    command = shutil.which("soffice")
    if command is None:
        return None
    program = Path(command).resolve().with_name("soffice.bin")
    return program if program.is_file() else None


def convert(data: bytes, suffix: str, target: str, seconds: float) -> bytes:
    """Return a file of the kind ``suffix`` as one of the kind ``target``.

    Kinds: .doc, .docx, .odt, .rtf. Macros do not run and links are not followed. Raises
    ``Corrupt`` where LibreOffice can't read the file or crashes on it, ``TimedOut`` after
    ``seconds``, ``NoConverter`` where LibreOffice is not installed, ``ServiceFailed`` where the
    machine has no room for it.
    """
    program = find_office()
    if program is None:
        raise NoConverter(package=PACKAGE)
    command = [
        *(sys.executable, "-I", supervisor.__file__, str(program), suffix, _FILTERS[suffix]),
        f"{target.removeprefix('.')}:{_FILTERS[target]}",
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        made, _ = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise TimedOut(seconds=round(seconds)) from None
    finally:
        _end(process)
    if process.returncode == supervisor.MACHINE_FAULT:
        raise ServiceFailed
    if process.returncode != supervisor.CONVERTED:
        raise Corrupt
    return made


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Let the supervisor clear away what it made; then end whatever is left of its group."""
    with process:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_LEAVING_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
