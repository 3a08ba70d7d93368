"""How long a dropped paper takes, and what the service holds: ``python -m benchmarks.service``.

The real service runs on a folder of its own; made papers are dropped into its inbox one at a
time, each measured from the end of the copy to its case. In the same run the peers read the same
pages: pdfplumber's ``extract_words`` for digital ones, plain Tesseract (no preparation, one
process, models kept loaded) for scans. Times hold the quiet period, which is printed.
"""

import os
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pdfplumber
import pypdfium2
import tesserocr

from pipeline.reading import tessdata_folder
from pipeline.secrecy.cipher import make_key_file
from pipeline.settings import Settings, load
from tests.conftest import OFFICE
from tests.corpus import MadeDocument, make, write_docx, write_pdfs, write_scan
from tests.faults.running import dropped, running, said, wait_for

SEED = 77
PAPERS = 6
QUIET_SECONDS = 0.2


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = [d for d in make(SEED, 40) if d.kind != "official"][: 2 * PAPERS]
        pdfs = write_pdfs(documents, folder)
        papers = _papers(folder, documents, pdfs)
        pages = {kind: [_page_count(p) for p in paths] for kind, paths in papers.items()}
        settings = _office(folder)
        with running(settings) as service, _watched_memory(service.pid) as memory:
            time.sleep(5)
            rest = _resident(service.pid)
            warm = _timed_drop(settings, papers["scan"][-1])
            seconds = {
                kind: [_timed_drop(settings, path) for path in paths[:PAPERS]]
                for kind, paths in papers.items()
            }
        _report(seconds, pages, papers, rest, max(memory), warm)


def _report(
    seconds: dict[str, list[float]],
    pages: dict[str, list[int]],
    papers: dict[str, list[Path]],
    rest: int,
    peak: int,
    warm: float,
) -> None:
    print(f"{PAPERS} papers of each kind; the quiet period of {QUIET_SECONDS} s is in every figure")
    print(f"first scan, children starting: {warm:.2f} s")
    for kind, times in seconds.items():
        each = [s / n for s, n in zip(times, pages[kind], strict=False)]
        print(f"{kind:8} median {statistics.median(times):.2f} s a paper, "
              f"{statistics.median(each):.2f} s a page")  # fmt: skip
    for kind, peer, read in (
        ("pdf", "pdfplumber", _pdfplumber),
        ("scan", "Tesseract", _plain_ocr()),
    ):
        own = sum(seconds[kind]) / sum(pages[kind][:PAPERS])
        other = _timed(lambda p=papers[kind][:PAPERS], r=read: [r(path) for path in p])
        other /= sum(pages[kind][:PAPERS])
        print(f"{kind:8} {own:.2f} s a page, {peer} alone {other:.2f} s: ratio {own / other:.2f}")
    print(f"memory of the service and its readers: {rest} MB at rest, {peak} MB at most")


def _papers(folder: Path, documents: list[MadeDocument], pdfs: list[Path]) -> dict[str, list[Path]]:
    papers: dict[str, list[Path]] = {"docx": [], "pdf": [], "scan": []}
    for index, (document, pdf) in enumerate(zip(documents, pdfs, strict=True)):
        if index < PAPERS:
            papers["docx"].append(folder / f"{index}.docx")
            write_docx(document, papers["docx"][-1])
        else:
            papers["pdf"].append(pdf)
        papers["scan"].append(folder / f"scan-{index}.pdf")
        write_scan(pdf, papers["scan"][-1], SEED + index, "skewed")
    return papers


def _office(folder: Path) -> Settings:
    home = folder / "office"
    home.mkdir()
    (home / "donthu.toml").write_text(OFFICE.replace("workers = 1", "workers = 0"), "utf-8")
    settings = load(home)
    for made in (settings.inbox, settings.outbox, settings.templates, settings.data):
        made.mkdir()
    make_key_file(settings.key_path)
    return settings


def _timed_drop(settings: Settings, paper: Path) -> float:
    before = said(settings).count("case.done")
    copy = settings.inbox / paper.name
    shutil.copy(paper, copy)
    start = time.monotonic()
    wait_for(lambda: said(settings).count("case.done") > before and not dropped(settings))
    return time.monotonic() - start


def _timed(work: Callable[[], object]) -> float:
    start = time.monotonic()
    work()
    return time.monotonic() - start


def _page_count(path: Path) -> int:
    if path.suffix == ".docx":
        return 1
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def _pdfplumber(path: Path) -> None:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_words()


def _plain_ocr() -> Callable[[Path], None]:
    os.environ["OMP_THREAD_LIMIT"] = "1"
    data = str(tessdata_folder(load(Path("/nowhere"), must_exist=False)))
    api = tesserocr.PyTessBaseAPI(path=data, lang="vie", psm=tesserocr.PSM.AUTO)

    def read(path: Path) -> None:
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                api.SetImage(page.render(scale=300 / 72).to_pil())
                api.GetUTF8Text()

    return read


def _resident(pid: int) -> int:
    """Resident memory of a process and its children, in MB."""
    total = 0
    for process in (pid, *_children(pid)):
        try:
            fields = (Path(f"/proc/{process}/statm")).read_text().split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += int(fields[1]) * os.sysconf("SC_PAGE_SIZE")
    return total // 1_000_000


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        children = (task / "children").read_text().split()
        yield from (int(child) for child in children)


@contextmanager
def _watched_memory(pid: int) -> Iterator[list[int]]:
    seen, stop = [0], threading.Event()

    def watch() -> None:
        while not stop.wait(0.2):
            seen.append(_resident(pid))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        stop.set()
        thread.join()


if __name__ == "__main__":
    main()
