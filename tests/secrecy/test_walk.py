"""A planted denouncer is found nowhere but in the drafts that go to her.

The walk looks at every byte below the office's folder (the folder for temporary files of all its
processes is put there, too), whatever kind of file it is, and at everything that commands print.
"""

import base64
import gzip
import io
import shutil
import sqlite3
import tarfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import img2pdf
import pytest
import typer.main
from PIL import Image, PngImagePlugin

from pipeline.cli.main import app
from pipeline.engine.desk import open_desk
from pipeline.engine.foreground import process
from pipeline.engine.papers import papers_of
from pipeline.law.forms import all_forms
from pipeline.register.entry import case_of_submission, earlier_cases
from pipeline.secrecy.cipher import make_key_file
from pipeline.secrecy.gate import Reader
from pipeline.settings import Settings, load
from pipeline.text.unicode import fold
from tests.conftest import OFFICE
from tests.faults.running import dropped, running, said, start, wait_for
from tests.papers import (
    COMPLAINT,
    DENOUNCER,
    DENOUNCER_ADDRESS,
    DENOUNCER_FILE,
    DENOUNCER_ID,
    DENOUNCER_PHONE,
    DENUNCIATION,
)
from tests.scanned import scanned_page
from tests.secrecy.conftest import Said
from tests.secrecy.walk import Needles, is_picture, places

Run = Callable[..., Said]
TO_HER = tuple(form.id for form in all_forms().values() if form.identity == "open")
PLANTED = Needles(
    [
        DENOUNCER,
        DENOUNCER.upper(),
        fold(DENOUNCER),
        DENOUNCER_ID,
        DENOUNCER_PHONE,
        DENOUNCER_PHONE.replace(".", ""),
        DENOUNCER_ADDRESS,
        fold(DENOUNCER_ADDRESS),
        DENOUNCER_FILE.removesuffix(".txt"),
        "Lo Thi May",
    ]
)
TEXT_CASE, SCAN_CASE = "2026-000001", "2026-000002"


def leaks(settings: Settings, *, but: tuple[str, ...] = ()) -> list[str]:
    """Where the planted words stand, except where the place's name holds one of ``but``."""
    return [
        f"{place}: {found}"
        for place, data in places(settings.home)
        if (found := PLANTED.found_in(data)) and not any(one in place for one in but)
    ]


@pytest.fixture(scope="session")
def served_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office's folder after the real service took the denunciation as a text and as a scan."""
    home = tmp_path_factory.mktemp("served") / "office"
    for folder in ("inbox", "outbox", "templates", "data", "tmp"):
        (home / folder).mkdir(parents=True)
    (home / "donthu.toml").write_text(OFFICE, "utf-8")
    make_key_file(home / "donthu.key")
    settings = load(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(home / "tmp"))
        with running(settings):
            (settings.inbox / DENOUNCER_FILE).write_text(DENUNCIATION, "utf-8")
            wait_for(lambda: said(settings).count("case.done") == 1)
            scan = settings.inbox / f"{Path(DENOUNCER_FILE).stem}.png"
            scan.write_bytes(scanned_page(DENUNCIATION))
            wait_for(lambda: said(settings).count("case.done") == 2)
        assert not dropped(settings)
    return home


@pytest.fixture
def denounced(served_once: Path, tmp_path: Path) -> Settings:
    shutil.copytree(served_once, tmp_path / "served")
    return load(tmp_path / "served")


def test_the_denouncer_is_in_no_place_but_what_goes_to_her(denounced: Settings) -> None:
    assert leaks(denounced, but=TO_HER) == []
    [receipt, *_] = denounced.outbox.rglob(f"{TEXT_CASE}/thong-bao-tiep-nhan.docx")
    with zipfile.ZipFile(receipt) as package:
        carrying = [part for part in package.namelist() if PLANTED.found_in(package.read(part))]
    assert carrying == ["word/document.xml"], "in its text, not in its properties or comments"


def test_nothing_that_was_sealed_stands_in_the_clear(denounced: Settings) -> None:
    """Also of the scan, whose words are what the reader made of them."""
    with open_desk(denounced) as desk, desk.transaction() as session:
        rows = session.connection().exec_driver_sql("SELECT id, owner FROM secret").all()
        gate = desk.gate
        sealed = [(row.owner, gate.open(session, row.id, Reader("donthu", "t"))) for row in rows]
    assert {owner for owner, _ in sealed} == {TEXT_CASE, SCAN_CASE}
    names = [value["name"] for _, value in sealed if "id_number" in value]
    told = [
        value[key]
        for _, value in sealed
        for key in ("id_number", "phone", "summary")
        if key in value
    ]
    denounced_name = "Trần Quốc Giả"  # he may stand on a withheld draft
    words = Needles(word for word in (*names, *told) if word and word != denounced_name)
    assert words.found_in(DENUNCIATION.encode()), "the walk knows what to look for"
    found = [
        f"{place}: {hit}"
        for place, data in places(denounced.home)
        if (hit := words.found_in(data)) and not any(form in place for form in TO_HER)
    ]
    assert found == []


def test_no_picture_of_her_handwriting_is_left(denounced: Settings) -> None:
    """Not the scan, no thumbnail or crop of it, in no package: a picture would be one of hers."""
    original = scanned_page(DENUNCIATION)
    scraps = [original[at : at + 48] for at in range(200, len(original) - 48, len(original) // 20)]
    for place, data in places(denounced.home):
        assert not is_picture(data), place
        assert not any(scrap in data for scrap in scraps), place


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


OUTSIDE_THE_GATE = {("init",), ("run",), ("process",), ("extract",), ("searchable",)}
"""Whoever runs these holds the paper, or they never end."""
BY_METAVAR = {"VỤ-VIỆC": [TEXT_CASE], "MẪU": ["phieu-de-xuat-thu-ly"], "TỪ…": DENOUNCER.split()}


def arguments_for(command: Any, home: Path) -> list[str]:
    """Plausible arguments for any command: its case is the denunciation, its files are new."""
    given: list[str] = []
    for param in command.params:
        if param.param_type_name == "argument":
            given += BY_METAVAR.get(param.metavar or "", [str(home / "out.json")])
        elif param.required:
            given += [param.opts[0], "Ai Đó"]
    return given


def test_the_denouncer_is_in_nothing_that_any_command_prints(
    denounced: Settings, donthu: Run
) -> None:
    """Commands of later versions are run too: they only have to exist."""
    known = dict(commands(typer.main.get_command(app)))
    done: dict[str, int] = {}
    for path, command in sorted(known.items()):
        if path in OUTSIDE_THE_GATE:
            continue
        arguments = arguments_for(command, denounced.home)
        shapes = [arguments]
        if any("--json" in param.opts for param in command.params):
            shapes.append([*arguments, "--json"])
        for shape in shapes:
            status, printed, complaint = donthu(denounced, *path, *shape)
            assert PLANTED.found_in((printed + complaint).encode()) == [], path
            done[" ".join(path)] = status
    for name in ("register list", "register show", "register search", "register export", "doctor"):
        assert done[name] == 0, name
    assert done["access log"] == 0
    assert done["key rotate"] == 0
    assert leaks(denounced, but=TO_HER) == []


def test_exports_and_searches_find_nobody(denounced: Settings, donthu: Run) -> None:
    for suffix in ("xlsx", "csv", "json"):
        status, _, _ = donthu(denounced, "register", "export", str(denounced.home / f"x.{suffix}"))
        assert status == 0
    for words in (DENOUNCER.split(), [DENOUNCER_ID], ["nà", "khoang"]):
        _, printed, complaint = donthu(denounced, "register", "search", *words)
        assert TEXT_CASE not in printed + complaint
    assert TEXT_CASE in donthu(denounced, "register", "list")[1], "the case itself is listed"
    assert donthu(denounced, "draft", TEXT_CASE, "phieu-de-xuat-thu-ly")[0] == 0
    assert leaks(denounced, but=TO_HER) == []


def test_the_gate_opens_for_a_named_reader_and_writes_it_down(
    denounced: Settings, donthu: Run
) -> None:
    command = ("register", "show", TEXT_CASE, "--json", "--as", "Trần Thị Soát")
    _, shown, _ = donthu(denounced, *command, "--reason", f"xem đơn của {DENOUNCER}")
    assert DENOUNCER in shown
    assert DENOUNCER_FILE in shown
    log = sqlite3.connect(denounced.data / "register.sqlite").execute(
        "SELECT DISTINCT reader, owner FROM access_log ORDER BY reader"
    )
    assert ("Trần Thị Soát", TEXT_CASE) in log.fetchall()
    assert leaks(denounced, but=TO_HER) == []


def test_a_kill_while_reading_leaves_nothing_of_the_paper(
    office: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader's and its children's temporary files are below the walked folder."""
    (office.home / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(office.home / "tmp"))
    paper = office.inbox / "đơn.png"
    paper.write_bytes(scanned_page(DENUNCIATION))
    assert start(office, "in_ocr").wait(90) == -9
    assert paper.exists()
    paper.unlink()
    assert leaks(office) == []
    assert [place for place, data in places(office.home) if is_picture(data)] == []


def test_no_join_leads_from_an_open_case_to_the_denouncer(office: Settings) -> None:
    """She complains in the open first; her name stands there, and must not lead to her secret."""
    open_paper, secret_paper = office.home / "mot.txt", office.home / "hai.txt"
    open_paper.write_text(COMPLAINT.replace("Nguyễn Văn Thử", DENOUNCER), "utf-8")
    secret_paper.write_text(DENUNCIATION, "utf-8")
    with open_desk(office) as desk:
        digests = [process(desk, paper).digest for paper in (open_paper, secret_paper)]
        with desk.transaction() as session:
            numbers = [case_of_submission(session, digest) for digest in digests]
            found = earlier_cases(session, desk.keys, papers_of(desk, digests[1]).main_findings)
    assert [case.number for case in found if case.same_petitioner] == numbers
    with sqlite3.connect(office.data / "register.sqlite") as register:
        for join in (
            "SELECT 1 FROM person a JOIN person b ON a.match_key = b.match_key"
            " AND a.case_number != b.case_number AND a.match_key != ''",
            'SELECT 1 FROM "case" a JOIN "case" b ON a.contested_key = b.contested_key'
            " AND a.number != b.number AND a.contested_key != ''",
        ):
            assert register.execute(join).fetchall() == []


@pytest.mark.parametrize("point", ["error_in_read", "error_in_extract", "error_in_register"])
def test_an_error_that_quotes_the_paper_is_not_passed_on(office: Settings, point: str) -> None:
    (office.inbox / DENOUNCER_FILE).write_text(DENUNCIATION, "utf-8")
    service = start(office, point)
    try:
        wait_for(lambda: (office.inbox / "_loi").exists() and not dropped(office))
    finally:
        service.terminate()
        service.wait(30)
    assert "ValueError" in said(office), "the error is told by its class"
    assert leaks(office, but=("_loi",)) == [], "the clerk's own file aside"


# The walk itself: a word planted in each kind of place is found. ---------------------------------


def _zip(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return out.getvalue()


def _tar(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def _sqlite(content: bytes, folder: Path) -> bytes:
    path = folder / "made.sqlite"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t (a)")
        database.execute("INSERT INTO t VALUES (?)", (content,))
    data = path.read_bytes()
    path.unlink()
    return data


def _png(said: str) -> bytes:
    info, out = PngImagePlugin.PngInfo(), io.BytesIO()
    info.add_text("Title", said, zip=True)
    Image.new("L", (4, 4)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def _pdf_with_title(said: str) -> bytes:
    out = io.BytesIO()
    Image.new("L", (40, 40)).save(out, "PNG", dpi=(72, 72))
    return img2pdf.convert(out.getvalue(), title=said)


NAME = DENOUNCER.encode()
WRITTEN: dict[str, Callable[[Path], bytes]] = {
    "plain": lambda _: NAME,
    "decomposed": lambda _: unicodedata.normalize("NFD", DENOUNCER).encode(),
    "utf-16": lambda _: DENOUNCER.encode("utf-16"),
    "json": lambda _: b'{"a": "' + DENOUNCER.encode("unicode_escape") + b'"}',
    "percent": lambda _: b"file:///L%C3%B2%20Th%E1%BB%8B%20M%E1%BA%A9y",
    "entities": lambda _: DENOUNCER.encode("ascii", "xmlcharrefreplace"),
    "gzip": lambda _: gzip.compress(NAME),
    "zip in zip": lambda _: _zip("a.zip", _zip("b.txt", NAME)),
    "name in zip": lambda _: _zip(f"{DENOUNCER}.txt", b""),
    "tar of a database": lambda folder: _tar("r.sqlite", _sqlite(gzip.compress(NAME), folder)),
    "database": lambda folder: _sqlite(gzip.compress(NAME), folder),
    "data address": lambda _: b"src=data:;base64," + base64.b64encode(b"x" * 40 + NAME),
    "picture's title": lambda _: _png(DENOUNCER),
    "pdf's title": lambda _: _pdf_with_title(DENOUNCER),
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_the_walk_finds_a_word_however_it_is_kept(tmp_path: Path, kind: str) -> None:
    content = WRITTEN[kind](tmp_path)
    deep = tmp_path / ".hidden" / "cache"
    deep.mkdir(parents=True)
    (deep / "something.bin").write_bytes(content)
    assert any(PLANTED.found_in(data) for _, data in places(tmp_path))


def test_the_walk_finds_a_word_in_a_name_and_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / f"{DENOUNCER}.txt")
    assert any(PLANTED.found_in(data) for _, data in places(tmp_path))


def test_the_walk_finds_a_picture_in_a_package(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(_zip("word/media/image1.png", _png("")))
    assert any(is_picture(data) for _, data in places(tmp_path))


def test_the_walk_finds_nothing_where_there_is_nothing(office: Settings) -> None:
    assert leaks(office) == []
