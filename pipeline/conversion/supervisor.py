"""Runs LibreOffice once, as a script between the reader and LibreOffice.

The file comes on standard input, what became of it goes to standard output, the exit status is
one of those below. It needs the standard library only, so that it starts at once.

When its parent dies it is told, so that it can end LibreOffice and take away the folder in which
the paper lay in clear. LibreOffice gets a new profile with the settings of ``profile.xcu``, limits
of its own, and where the kernel allows it a network of its own in which there is nobody.
"""

import contextlib
import ctypes
import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from types import FrameType
from typing import NoReturn

CONVERTED, REFUSED, MACHINE_FAULT, STOPPED = 0, 3, 4, 5
"""Exit statuses: done; LibreOffice made nothing of the file; the machine had no room; ended."""

_STARTED_ANEW = 81
"""LibreOffice's own exit status: it has made its profile and asks to be started again."""
_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_LIMITS = {
    resource.RLIMIT_AS: 2_000_000_000,  # bytes; an ordinary conversion takes a quarter of it
    resource.RLIMIT_FSIZE: 400_000_000,  # bytes of one file
    resource.RLIMIT_CORE: 0,
}
_LOWERED = (resource.RLIMIT_AS, resource.RLIMIT_DATA, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU)
"""Limits that the reader keeps low for itself; they are not meant for LibreOffice."""
_SHARED_MEMORY = Path("/dev/shm")
_PROFILE_BYTES = 50_000_000
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
_libc = ctypes.CDLL(None, use_errno=True)


def main(program: str, source: str, source_filter: str, target: str) -> int:
    """Convert standard input to standard output and return the exit status.

    ``source`` is the suffix of the file that comes (``.doc``), ``target`` what LibreOffice's
    ``--convert-to`` takes.
    """
    for kind in _LOWERED:
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (hard, hard))
    for stop in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(stop, _stop)
    _die_with(os.getppid(), signal.SIGTERM)
    data = sys.stdin.buffer.read()
    try:
        with tempfile.TemporaryDirectory(prefix="donthu-", dir=_place(len(data))) as scratch:
            folder = Path(scratch)
            (folder / f"in{source}").write_bytes(data)
            _run(folder, [program, *_options(folder, source_filter, target), f"in{source}"])
            made = next((folder / "out").glob("*"), None)
            if made is None:
                return REFUSED
            sys.stdout.buffer.write(made.read_bytes())
            sys.stdout.buffer.flush()
    except OSError:
        return MACHINE_FAULT
    return CONVERTED


def _options(folder: Path, source_filter: str, target: str) -> list[str]:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    settings = Path(__file__).with_name("profile.xcu")
    shutil.copyfile(settings, profile / "user" / "registrymodifications.xcu")
    (folder / "out").mkdir()
    return [
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        # without it LibreOffice would try every format it knows, plain text in the end
        f"--infilter={source_filter}",
        "--convert-to",
        target,
        "--outdir",
        "out",
    ]


def _run(folder: Path, command: list[str]) -> None:
    parent = os.getpid()

    def confine() -> None:
        with contextlib.suppress(OSError):
            _leave_the_network()
        for kind, limit in _LIMITS.items():
            hard = resource.getrlimit(kind)[1]
            least = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(kind, (least, least))
        _die_with(parent, signal.SIGKILL)

    for _ in range(2):
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_ENVIRONMENT | {"HOME": str(folder), "TMPDIR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=confine,
        )
        try:
            if process.wait() != _STARTED_ANEW:
                return
        finally:
            process.kill()
            process.wait()
            _remove_socket(folder)


def _remove_socket(folder: Path) -> None:
    """Remove the socket that a killed LibreOffice leaves: named after its profile's address."""
    address = (folder / "profile").as_uri().encode("utf-16-le")
    name = "".join(f"{byte:x}" for byte in hashlib.md5(address, usedforsecurity=False).digest())
    for place in ("/tmp", "/var/tmp"):
        Path(place, f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}").unlink(missing_ok=True)


def _place(size: int) -> Path | None:
    """Return a folder in memory if there is room: the paper should not reach the disk in clear."""
    with contextlib.suppress(OSError):
        room = shutil.disk_usage(_SHARED_MEMORY).free
        if os.access(_SHARED_MEMORY, os.W_OK) and room > 4 * size + _PROFILE_BYTES:
            return _SHARED_MEMORY
    return None


def _leave_the_network() -> None:
    """Enter a network of one's own, as the same user. Raises ``OSError`` where that is barred."""
    user, group = os.getuid(), os.getgid()
    if _libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        Path("/proc/self", name).write_text(line, encoding="ascii")


def _die_with(parent: int, by: signal.Signals) -> None:
    """Ask the kernel for a signal when the parent dies; leave if that has happened already."""
    if sys.platform == "linux":
        _libc.prctl(_PR_SET_PDEATHSIG, by)
    if os.getppid() != parent:
        os._exit(STOPPED)


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(STOPPED)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
