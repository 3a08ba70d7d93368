"""Files of many pages: spread over the children, never all in memory, and told as they go."""

import io
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from fpdf import FPDF
from PIL import Image

from pipeline.errors import Corrupt, InputError, TimedOut, TooLarge
from pipeline.reading import ReaderPool, read
from pipeline.reading.workers import spread, wire
from pipeline.reading.workers.process_limits import memory_limit
from pipeline.settings import Settings

FONT = "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf"


@pytest.fixture
def all_join(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every child joins at once, however short the file."""
    monkeypatch.setattr(spread, "_WORTH_JOINING_SECONDS", -1.0)
    monkeypatch.setattr(spread, "_WORTH_STARTING_SECONDS", -1.0)


@pytest.fixture(scope="module")
def booklet(body: str) -> Callable[..., bytes]:
    """``booklet(n)``: a PDF of n pages of text, no two alike."""

    def made(pages: int, paragraphs: int = 1) -> bytes:
        pdf = FPDF()
        pdf.add_font("Tinos", fname=FONT)
        for i in range(pages):
            pdf.add_page()
            pdf.set_font("Tinos", size=13)
            pdf.multi_cell(0, 7, f"Trang thứ {i}. {body * paragraphs}")
        return bytes(pdf.output())

    return made


@pytest.fixture(scope="module")
def three(settings: Settings) -> Iterator[ReaderPool]:
    """A pool of three children."""
    reading = settings.reading.model_copy(update={"workers": 3})
    with ReaderPool(settings.model_copy(update={"reading": reading})) as pool:
        yield pool


@pytest.fixture(scope="module")
def one(settings: Settings) -> Iterator[ReaderPool]:
    """A pool of one child."""
    reading = settings.reading.model_copy(update={"workers": 1})
    with ReaderPool(settings.model_copy(update={"reading": reading})) as pool:
        yield pool


def held_mb(pool: ReaderPool, data: bytes) -> float:
    """The most memory, in MB, that the child of a pool holds while it reads a PDF."""
    folder = Path(f"/proc/{pool.children[0]}")
    (folder / "clear_refs").write_text("5")  # the peak counts from here
    assert pool.read(data, ".pdf").text
    return int((folder / "status").read_text().split("VmHWM:")[1].split()[0]) / 1024


# --- one file, several children --------------------------------------------------------------


@pytest.mark.usefixtures("all_join")
def test_the_document_is_the_same_however_many_read_it(
    three: ReaderPool, booklet: Callable[..., bytes], scanned: np.ndarray, settings: Settings
) -> None:
    data = mixed(booklet(7), scanned)
    told: list[tuple[int, int]] = []
    document = three.read(data, ".pdf", lambda done, total: told.append((done, total)))
    assert len(three.children) == 3
    assert document == read(data, ".pdf", settings)
    assert [page.source for page in document.pages[:3]] == ["ocr", "text", "text"]
    assert told == [(done, 8) for done in range(9)]


def mixed(text: bytes, scanned: np.ndarray) -> bytes:
    """A slow page of a scan before fast ones."""
    scan = io.BytesIO()
    Image.fromarray(scanned[150:700]).save(scan, "PDF", resolution=200)
    out = io.BytesIO()
    with pikepdf.open(scan) as pdf, pikepdf.open(io.BytesIO(text)) as rest:
        pdf.pages.extend(rest.pages)
        pdf.save(out)
    return out.getvalue()


@pytest.mark.usefixtures("all_join")
def test_pages_of_a_tiff_are_spread_too(
    three: ReaderPool, scanned: np.ndarray, settings: Settings
) -> None:
    frames = [
        Image.fromarray(scanned[top : top + 160]).convert("L") for top in range(150, 630, 160)
    ]
    file = io.BytesIO()
    frames[0].save(file, "TIFF", save_all=True, append_images=frames[1:], dpi=(200, 200))
    document = three.read(file.getvalue(), ".tif")
    assert len(three.children) == 3
    assert document == read(file.getvalue(), ".tif", settings)
    assert len(document.pages) == 3


def broken_at(data: bytes, page: int, later: int) -> bytes:
    """A page with an image of too many pixels, and a later one that is no page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        image = pdf.make_stream(b"\0" * 100)
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.BitsPerComponent = 60_000, 60_000, 8
        image.ColorSpace = pikepdf.Name.DeviceGray
        pdf.pages[page].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
        pdf.pages[page].Contents = pdf.make_stream(b"600 0 0 800 0 0 cm /I Do")
        pdf.pages[later].obj.MediaBox = pikepdf.Array([0, 0, 0, 0])
        pdf.pages[later].obj.Type = pikepdf.Name.Nothing
        pdf.save(out)
    return out.getvalue()


@pytest.mark.usefixtures("all_join")
def test_the_first_page_that_has_an_error_decides(
    three: ReaderPool, booklet: Callable[..., bytes]
) -> None:
    data = broken_at(booklet(12), 6, 8)
    for _ in range(3):
        with pytest.raises(TooLarge):
            three.read(data, ".pdf")
    assert three.read(booklet(2), ".pdf").text


@pytest.mark.usefixtures("all_join")
def test_a_child_killed_among_several_costs_nothing(
    three: ReaderPool, booklet: Callable[..., bytes], settings: Settings
) -> None:
    data = booklet(20)
    killed: list[int] = []

    def kill_one(done: int, total: int) -> None:
        if done == 5:
            killed.extend(three.children[:1])
            os.kill(killed[0], signal.SIGKILL)

    document = three.read(data, ".pdf", kill_one)
    assert killed and killed[0] not in three.children
    assert document == read(data, ".pdf", settings)


@pytest.mark.usefixtures("all_join")
def test_who_comes_later_need_not_wait_for_a_long_file(
    three: ReaderPool, booklet: Callable[..., bytes], letter_docx: bytes
) -> None:
    read_first = threading.Event()
    beside: list[bool] = []
    with ThreadPoolExecutor(1) as threads:

        def bring_another(done: int, total: int) -> None:
            if done == 10:
                letter = threads.submit(three.read, letter_docx, ".docx")
                letter.add_done_callback(lambda _: read_first.set())
            beside.append(read_first.is_set())

        three.read(booklet(80), ".pdf", bring_another)
    assert beside[-2]


def test_what_progress_raises_ends_the_reading(
    one: ReaderPool, booklet: Callable[..., bytes], letter_docx: bytes
) -> None:
    def stop(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        one.read(booklet(20), ".pdf", stop)
    assert one.read(letter_docx, ".docx").text


def test_a_page_has_a_limit_of_its_own(
    booklet: Callable[..., bytes], letter_docx: bytes, settings: Settings
) -> None:
    def hang(done: int, total: int) -> None:
        if done == 3:
            os.kill(pool.children[0], signal.SIGSTOP)

    intake = settings.intake.model_copy(update={"page_timeout_seconds": 3})
    reading = settings.reading.model_copy(update={"workers": 1})
    with ReaderPool(settings.model_copy(update={"intake": intake, "reading": reading})) as pool:
        pool.read(letter_docx, ".docx")
        with pytest.raises(TimedOut) as caught:
            pool.read(booklet(20), ".pdf", hang)
    assert caught.value.details == {"seconds": 3}


# --- memory ----------------------------------------------------------------------------------


def test_a_child_does_not_grow_with_the_pages(
    one: ReaderPool, booklet: Callable[..., bytes]
) -> None:
    one.read(booklet(1), ".pdf")
    assert held_mb(one, booklet(60, 8)) - held_mb(one, booklet(6, 8)) < 6


def heavy(data: bytes) -> bytes:
    """The file with 80 MB in it that no page needs."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.Ballast = pdf.make_stream(np.random.default_rng(1).bytes(80_000_000))
        pdf.save(out, compress_streams=False)
    return out.getvalue()


def test_the_bytes_of_a_file_are_not_copied_into_each_child(
    one: ReaderPool, booklet: Callable[..., bytes]
) -> None:
    light = booklet(3)
    one.read(light, ".pdf")
    assert held_mb(one, heavy(light)) - held_mb(one, light) < 15


@contextmanager
def nowhere(data: bytes) -> Iterator[Path]:
    yield Path("/proc/self/fd/999")


@pytest.mark.parametrize("why", ["no memory files", "not to be opened"])
def test_without_shared_memory_the_bytes_go_through_the_pipe(
    why: str,
    three: ReaderPool,
    booklet: Callable[..., bytes],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if why == "no memory files":
        monkeypatch.delattr(os, "memfd_create")
    else:
        monkeypatch.setattr("pipeline.reading.workers.pool.shared", nowhere)
    data = booklet(3)
    assert three.read(data, ".pdf") == read(data, ".pdf", settings)


def test_shared_memory_cannot_be_written() -> None:
    with wire.shared(b"to be read only") as source:
        assert isinstance(source, Path)
        assert source.read_bytes() == b"to be read only"
        with pytest.raises(PermissionError), source.open("r+b") as file:
            file.write(b"X")
            file.flush()
    assert not source.exists()


# --- limits ----------------------------------------------------------------------------------


def limits_of(pid: int) -> dict[str, list[str]]:
    """The soft and the hard limits of a process by name."""
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()[1:]
    return {line[:25].strip(): line[25:].split()[:2] for line in lines}


def test_a_child_has_limits(three: ReaderPool, letter_docx: bytes, settings: Settings) -> None:
    three.read(letter_docx, ".docx")
    limits = limits_of(three.children[0])
    assert limits["Max core file size"] == ["0", "0"]
    assert limits["Max file size"][0] == "0"
    assert limits["Max data size"][0] == str(memory_limit(settings.intake))
    assert int(limits["Max open files"][0]) <= 256
    allowed = settings.intake.page_timeout_seconds
    assert allowed <= int(limits["Max cpu time"][0]) <= 2 * allowed


@pytest.mark.parametrize(("end", "error"), [(signal.SIGXCPU, TimedOut), (signal.SIGSEGV, Corrupt)])
def test_how_a_child_ends_says_what_is_wrong_with_the_file(
    end: signal.Signals,
    error: type[InputError],
    one: ReaderPool,
    booklet: Callable[..., bytes],
) -> None:
    """It has used up its processor time; it has crashed."""

    def end_it(done: int, total: int) -> None:
        if done == 3:
            os.kill(one.children[0], end)

    with pytest.raises(error):
        one.read(booklet(20), ".pdf", end_it)
    assert one.read(booklet(1), ".pdf").text
