"""LibreOffice at work: what it may not do, and that nothing of it is left behind."""

import contextlib
import io
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest

from pipeline.conversion import convert, find_office, supervisor
from pipeline.errors import Corrupt, TimedOut

SECONDS = 60


@pytest.fixture(scope="module")
def letter() -> bytes:
    file, out = docx.Document(), io.BytesIO()
    file.add_paragraph("Kính gửi: Ủy ban nhân dân xã Mỹ Đức")
    file.save(out)
    return out.getvalue()


def test_there_and_back(letter: bytes) -> None:
    made = convert(convert(letter, ".docx", ".odt", SECONDS), ".odt", ".docx", SECONDS)
    (paragraph,) = docx.Document(io.BytesIO(made)).paragraphs
    assert paragraph.text == "Kính gửi: Ủy ban nhân dân xã Mỹ Đức"


def test_only_the_named_kind_is_tried() -> None:
    with pytest.raises(Corrupt):
        convert("Kính gửi: một tệp văn bản thường".encode(), ".doc", ".docx", SECONDS)


class Listener:
    """Counts who connects to a port of this machine."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.heard = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._socket.accept()[0].close()
                self.heard += 1

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


def linked(address: str) -> bytes:
    """An .odt with a picture, an object and a section that lie elsewhere."""
    names = {"office": "office", "text": "text", "draw": "drawing"}
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in names.items()
    )
    link = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
    content = (
        f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" '
        'office:version="1.2"><office:body><office:text><text:p>Đơn '
        f'<draw:frame><draw:image xlink:href="{address}/a.png" {link}/></draw:frame>'
        f'<draw:frame><draw:object xlink:href="{address}/b.odt" {link}/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{address}/c.odt"/>'
        "<text:p>x</text:p></text:section></office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"))
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("mimetype", kind)
        out.writestr("content.xml", content)
        out.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{space}">{entries}</manifest:manifest>',
        )
    return file.getvalue()


def test_nothing_is_fetched(listener: Listener) -> None:
    made = convert(linked(listener.address), ".odt", ".docx", SECONDS)
    assert "Đơn" in docx.Document(io.BytesIO(made)).paragraphs[0].text
    assert listener.heard == 0


def test_settings_alone_keep_it_from_fetching(listener: Listener, tmp_path: Path) -> None:
    """Where the kernel gives no network of one's own; without the settings it does connect."""
    (tmp_path / "in.odt").write_bytes(linked(listener.address))
    profile = tmp_path / "profile"
    for settings in (Path(supervisor.__file__).with_name("profile.xcu"), None):
        shutil.rmtree(profile, ignore_errors=True)
        (profile / "user").mkdir(parents=True)
        if settings is not None:
            shutil.copyfile(settings, profile / "user" / "registrymodifications.xcu")
        command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--convert-to", "docx", "in.odt"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=SECONDS)
        assert (tmp_path / "in.docx").exists()
        assert (listener.heard == 0) == (settings is not None)


def test_late_conversion_is_ended(letter: bytes) -> None:
    with pytest.raises(TimedOut):
        convert(letter, ".docx", ".odt", 0.2)


CALLER = """
import sys
from pipeline.conversion import convert
convert(sys.stdin.buffer.read(), ".docx", ".odt", 60)
"""
LIMITED = (
    """
import resource
resource.setrlimit(resource.RLIMIT_DATA, (150_000_000, resource.RLIM_INFINITY))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
"""
    + CALLER
)


@pytest.fixture
def start(letter: bytes) -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    """Start a program that converts, with the letter on its standard input."""
    started: list[subprocess.Popen[bytes]] = []

    def started_with(program: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE)
        started.append(process)
        assert process.stdin
        process.stdin.write(letter)
        process.stdin.close()
        return process

    yield started_with
    for process in started:
        process.kill()
        process.wait()


def test_limits_of_the_reader_do_not_bind_libreoffice(start) -> None:
    assert start(LIMITED).wait(SECONDS) == 0


def children(pid: int) -> list[int]:
    try:
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    except (FileNotFoundError, ProcessLookupError):
        return []


def wait_for(found: Callable[[], object]) -> object:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        value = found()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError("it did not come")


def test_killed_reader_leaves_nothing(start) -> None:
    caller = start(CALLER)

    def office() -> tuple[int, bytes] | None:
        for supervising in children(caller.pid):
            for pid in children(supervising):
                told = Path(f"/proc/{pid}/cmdline").read_bytes()
                if told.startswith(os.fsencode(find_office() or "")):
                    return pid, told.split(b"file://")[1].split(b"\0")[0]
        return None

    pid, profile = wait_for(office)  # type: ignore[misc]
    folder = Path(os.fsdecode(profile)).parent
    assert (folder / "in.docx").exists()
    caller.kill()
    wait_for(lambda: not folder.exists())
    wait_for(lambda: not Path(f"/proc/{pid}").exists())
