"""The pool: children that hang, crash, are killed or lose their parent."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.errors import DonthuError, Empty, TimedOut, Unreadable
from pipeline.reading import PoolClosed, ReaderPool, read
from pipeline.settings import Settings
from tests.reading.made_bombs import one_page

LIGHT = """
import sys
from pathlib import Path
from pipeline.reading import ReaderPool
from pipeline.settings import Settings
with ReaderPool(Settings(home=Path(sys.argv[1]))) as pool:
    assert pool.read(Path(sys.argv[1], "page.pdf").read_bytes(), ".pdf").pages
heavy = {"cv2", "tesserocr", "pdfplumber", "pypdfium2", "PIL", "numpy"} & set(sys.modules)
assert not heavy, heavy
"""

PARENT = """
import sys, threading, time
from pathlib import Path
from pipeline.reading import ReaderPool
from pipeline.settings import Settings
pool = ReaderPool(Settings(home=Path(sys.argv[1]), reading={"workers": 2}))
data = Path(sys.argv[2]).read_bytes()
for _ in range(2):
    threading.Thread(target=pool.read, args=(data, ".png"), daemon=True).start()
while len(pool.children) < 2:
    time.sleep(0.02)
print(*pool.children, flush=True)
if sys.argv[3] == "wait":
    time.sleep(60)
"""


@pytest.fixture
def page(scanned, as_file) -> bytes:
    return as_file(scanned, "PNG", 200)


def one(settings: Settings, **reading: int) -> Settings:
    return settings.model_copy(
        update={"reading": settings.reading.model_copy(update={"workers": 1, **reading})}
    )


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
        return stat.read().rpartition(")")[2].split()[0] == "Z"


def eventually(check: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if check():
            return True
        time.sleep(0.02)
    return False


def test_the_parent_stays_light(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(one_page())
    subprocess.run([sys.executable, "-c", LIGHT, str(tmp_path)], check=True, timeout=60)


def test_no_child_until_the_first_file(settings: Settings) -> None:
    with ReaderPool(settings) as pool:
        assert pool.children == ()


def test_reads_like_read_from_several_threads(letter_docx: bytes, settings: Settings) -> None:
    truth = read(letter_docx, ".docx", settings)
    with ReaderPool(settings) as pool, ThreadPoolExecutor(6) as threads:
        for document in threads.map(lambda _: pool.read(letter_docx, ".docx"), range(12)):
            assert document == truth
        assert 1 <= len(pool.children) <= (os.cpu_count() or 1)
        children = pool.children
    assert all(gone(pid) for pid in children)


def test_error_of_a_file_leaves_the_child_alive(letter_docx: bytes, settings: Settings) -> None:
    with ReaderPool(one(settings)) as pool:
        with pytest.raises(Empty):
            pool.read(b"", ".pdf")
        before = pool.children
        pool.read(letter_docx, ".docx")
        assert pool.children == before


def kill_each(pool: ReaderPool, times: int, sent: list[int]) -> None:
    while len(sent) < times:
        for pid in pool.children:
            if pid not in sent:
                time.sleep(0.4)  # in the middle of the page
                os.kill(pid, signal.SIGKILL)
                sent.append(pid)
        time.sleep(0.01)


def test_child_killed_once_costs_nothing(page: bytes, settings: Settings) -> None:
    sent: list[int] = []
    with ReaderPool(one(settings)) as pool:
        threading.Thread(target=kill_each, args=(pool, 1, sent), daemon=True).start()
        assert "Số: 45/TB-UBND" in pool.read(page, ".png").text
        assert len(sent) == 1 and sent[0] not in pool.children


def test_child_killed_twice_costs_that_file_only(
    page: bytes, letter_docx: bytes, settings: Settings
) -> None:
    sent: list[int] = []
    with ReaderPool(one(settings)) as pool:
        killer = threading.Thread(target=kill_each, args=(pool, 2, sent), daemon=True)
        killer.start()
        with pytest.raises(Unreadable):
            pool.read(page, ".png")
        killer.join()
        assert pool.read(letter_docx, ".docx").text


def test_timeout_replaces_the_child(page: bytes, letter_docx: bytes, settings: Settings) -> None:
    hurried = one(settings).model_copy(
        update={"intake": settings.intake.model_copy(update={"timeout_seconds": 4})}
    )
    with ReaderPool(hurried) as pool:
        pool.read(letter_docx, ".docx")
        (before,) = pool.children
        os.kill(before, signal.SIGSTOP)  # hangs
        start = time.monotonic()
        with pytest.raises(TimedOut) as caught:
            pool.read(page, ".png")
        assert caught.value.details == {"seconds": 4}
        assert time.monotonic() - start < 8
        assert gone(before)
        assert pool.read(letter_docx, ".docx").text


def test_idle_children_leave(letter_docx: bytes, settings: Settings) -> None:
    with ReaderPool(one(settings), idle_seconds=0.2) as pool:
        pool.read(letter_docx, ".docx")
        (pid,) = pool.children
        assert eventually(lambda: gone(pid))
        assert pool.read(letter_docx, ".docx").text


@pytest.mark.parametrize("end", ["killed", "exits"])
def test_children_die_with_their_parent(end: str, page: bytes, tmp_path) -> None:
    (tmp_path / "page.png").write_bytes(page)
    how = "wait" if end == "killed" else "exit"
    command = [sys.executable, "-c", PARENT, str(tmp_path), str(tmp_path / "page.png"), how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(children) == 2
        if end == "killed":
            time.sleep(0.5)
            parent.kill()
        assert parent.wait(timeout=10) == (-9 if end == "killed" else 0)
    assert eventually(lambda: all(gone(pid) for pid in children), 5)


def test_closing_ends_a_reading_under_way(page: bytes, settings: Settings) -> None:
    with ThreadPoolExecutor(2) as threads, ReaderPool(one(settings)) as pool:
        reading = threads.submit(pool.read, page, ".png")
        assert eventually(lambda: bool(pool.children))
        time.sleep(0.3)
        waiting = threads.submit(pool.read, page, ".png")
        pool.close()
        for under_way in (reading, waiting):
            with pytest.raises(PoolClosed):
                under_way.result(timeout=5)
        with pytest.raises(PoolClosed):
            pool.read(page, ".png")


def test_closing_says_nothing_of_the_file() -> None:
    assert not issubclass(PoolClosed, DonthuError)


def ignores(pid: int, stop: signal.Signals) -> bool:
    """Whether a process has come as far as to ignore the signal."""
    status = Path(f"/proc/{pid}/status").read_text()
    mask = int(status.split("SigIgn:")[1].split()[0], 16)
    return bool(mask & (1 << (stop - 1)))


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stop_sent_to_the_whole_group_does_not_end_a_reading(
    stop: signal.Signals, page: bytes, settings: Settings
) -> None:
    with ThreadPoolExecutor(1) as threads, ReaderPool(one(settings)) as pool:
        reading = threads.submit(pool.read, page, ".png")
        assert eventually(lambda: bool(pool.children) and ignores(pool.children[0], stop))
        os.kill(pool.children[0], stop)
        assert "Số: 45/TB-UBND" in reading.result(timeout=60).text
