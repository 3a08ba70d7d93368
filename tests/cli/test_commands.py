"""The commands as a person or a script meets them: words, JSON, exit statuses."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.settings import Settings
from tests.papers import COMPLAINT, DENOUNCER, DENUNCIATION

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "from pipeline.cli.main import main; main()"]


def donthu(
    home: Path, *arguments: str | bytes, lang: str = "vi"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments],
        env={
            "PATH": os.environ["PATH"],
            "DONTHU_HOME": str(home),
            "DONTHU_LANG": lang,
            "PYTHONPATH": str(ROOT),
        },
        cwd=home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
        timeout=120,
    )


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "khiếu nại.txt").write_text(COMPLAINT, "utf-8")
    (folder / "tố cáo.txt").write_text(DENUNCIATION, "utf-8")
    (folder / "rỗng.txt").write_text("")
    return folder


def test_a_folder_that_is_no_office_is_told_so(tmp_path: Path) -> None:
    done = donthu(tmp_path, "register", "list")
    assert done.returncode == 2
    assert "donthu init" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_init_makes_an_office_once(tmp_path: Path) -> None:
    assert donthu(tmp_path, "init").returncode == 0
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"donthu.toml", "donthu.key", "inbox", "outbox", "templates", "data"}
    kept = [(tmp_path / name).read_bytes() for name in ("donthu.toml", "donthu.key")]
    assert donthu(tmp_path, "init").returncode == 0
    assert [(tmp_path / name).read_bytes() for name in ("donthu.toml", "donthu.key")] == kept


def test_the_settings_that_init_writes_are_the_defaults(tmp_path: Path) -> None:
    """A comment in the file would lie if the program took something else."""
    from pipeline.settings import load

    donthu(tmp_path, "init")
    written = load(tmp_path).model_dump(exclude={"home"})
    assert written == load(tmp_path / "nowhere", must_exist=False).model_dump(exclude={"home"})


def test_process_files_papers_and_says_what_became_of_them(office: Settings, papers: Path) -> None:
    done = donthu(office.home, "process", "--json", *map(str, sorted(papers.iterdir())))
    assert done.returncode == 1, "one of them is empty"
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [f["status"] for f in found] == ["registered", "failed", "registered"]
    assert set(found[0]) == {"file", "sha256", "status", "case", "drafts", "error"}
    assert [Path(d).name for d in found[0]["drafts"]] == [
        "thong-bao-tiep-nhan.docx",
        "phieu-de-xuat-thu-ly.docx",
    ]
    assert all(Path(d).is_file() for d in found[0]["drafts"])
    assert found[1]["error"]["code"] == "empty"
    again = donthu(office.home, "process", str(papers / "khiếu nại.txt"))
    assert again.returncode == 0
    assert f"không lập vụ việc mới; vụ việc {found[0]['case']}" in again.stdout


def test_a_clerk_states_arrival_and_source(office: Settings, papers: Path) -> None:
    paper = str(papers / "khiếu nại.txt")
    done = donthu(office.home, "process", paper, "--arrived", "20/11/2026", "--source", "direct")
    assert "giay-bien-nhan.docx" in done.stdout
    view = json.loads(donthu(office.home, "register", "show", "2026-000001", "--json").stdout)
    assert view["arrived_on"] == {"value": "2026-11-20", "assumed": False}
    assert view["source"] == {"value": "direct", "assumed": False}


def test_a_person_confirms_arrival_and_source_afterwards(office: Settings, papers: Path) -> None:
    """What the inbox can't know: deadlines move, the receipt fits, the history says who."""
    donthu(office.home, "process", str(papers / "khiếu nại.txt"))
    number, by = "2026-000001", ("--as", "Trần Thị Soát")
    before = json.loads(donthu(office.home, "register", "show", number, "--json").stdout)
    assert (
        donthu(office.home, "case", "set", number, "arrived_on", "02/11/2026", *by).returncode == 0
    )
    done = donthu(office.home, "case", "set", number, "source", "direct", *by)
    assert "giay-bien-nhan.docx" in done.stdout
    view = json.loads(donthu(office.home, "register", "show", number, "--json").stdout)
    assert view["arrived_on"] == {"value": "2026-11-02", "assumed": False}
    assert view["deadlines"][0]["due"] == "2026-11-11" < before["deadlines"][0]["due"]
    assert {"case.arrived_on", "case.source", "deadline.due"} <= {
        change["what"] for change in view["history"] if change["who"] == "Trần Thị Soát"
    }


def test_a_fact_that_nobody_signs_for_is_not_recorded(office: Settings, papers: Path) -> None:
    donthu(office.home, "process", str(papers / "khiếu nại.txt"))
    done = donthu(office.home, "case", "set", "2026-000001", "source", "direct")
    assert done.returncode == 2
    assert "--as" in done.stderr
    done = donthu(office.home, "case", "set", "2026-000001", "kind", "x", "--as", "A")
    assert (done.returncode, "arrived_on" in done.stderr) == (2, True)


def test_a_crash_between_case_and_drafts_is_made_good(office: Settings, papers: Path) -> None:
    paper = str(papers / "khiếu nại.txt")
    first = json.loads(donthu(office.home, "process", "--json", paper).stdout)
    for draft in first["drafts"]:
        Path(draft).unlink()
    again = json.loads(donthu(office.home, "process", "--json", paper).stdout)
    assert again["status"] == "duplicate"
    assert all(Path(d).is_file() for d in again["drafts"])


def test_a_draft_that_an_officer_edited_is_never_overwritten(
    office: Settings, papers: Path
) -> None:
    paper = str(papers / "khiếu nại.txt")
    first = json.loads(donthu(office.home, "process", "--json", paper).stdout)
    edited = Path(first["drafts"][0])
    edited.write_bytes(b"edited in Word")
    donthu(office.home, "process", paper)
    done = donthu(office.home, "draft", first["case"], edited.stem, "--json")
    assert edited.read_bytes() == b"edited in Word"
    assert Path(json.loads(done.stdout)["path"]).name == f"{edited.stem}-2.docx"


def test_extract_registers_nothing_and_stores_nothing(tmp_path: Path, papers: Path) -> None:
    home = tmp_path / "no office"
    home.mkdir()
    done = donthu(home, "extract", "--json", str(papers / "tố cáo.txt"), str(papers / "rỗng.txt"))
    assert done.returncode == 1
    found, empty = [json.loads(line) for line in done.stdout.splitlines()]
    assert found["kind"]["value"] == "denunciation"
    assert found["fields"]["petitioners"][0]["name"]["value"] == DENOUNCER
    assert found["text"] == DENUNCIATION
    assert empty["error"]["code"] == "empty"
    assert list(home.iterdir()) == []


def test_a_name_with_odd_bytes_is_handled(office: Settings, papers: Path) -> None:
    odd = os.fsencode(papers) + b"/don \xff\n[red].txt"
    Path(os.fsdecode(odd)).write_text(COMPLAINT, "utf-8")
    done = donthu(office.home, "process", "--json", odd)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["status"] == "registered"
    view = donthu(office.home, "register", "show", "2026-000001", "--json")
    assert view.returncode == 0


def test_the_register_lists_searches_and_exports(office: Settings, papers: Path) -> None:
    donthu(office.home, "process", str(papers / "khiếu nại.txt"))
    assert "2026-000001" in donthu(office.home, "register", "list").stdout
    found = json.loads(donthu(office.home, "register", "search", "thua dat", "--json").stdout)
    assert found == []
    found = json.loads(donthu(office.home, "register", "search", "thu hoi dat", "--json").stdout)
    assert [row["number"] for row in found] == ["2026-000001"]
    done = donthu(office.home, "register", "export", str(papers / "so.pdf"))
    assert (done.returncode, "xlsx" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("register", "show", "2026-000009"), "Không có vụ việc số 2026-000009"),
        (("draft", "2026-000009", "thong-bao-tiep-nhan"), "Không có vụ việc số 2026-000009"),
        (("draft", "2026-000009", "abc"), "Không có mẫu «abc»"),
    ],
)
def test_what_does_not_exist_is_an_input_problem(
    office: Settings, arguments: tuple[str, ...], sentence: str
) -> None:
    done = donthu(office.home, *arguments)
    assert (done.returncode, sentence in done.stderr) == (1, True)
    assert done.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("process",),
        ("process", "/no/such/file"),
        ("process", "--nonsense", "x"),
        ("process", "x", "--arrived", "31/02/2026"),
        ("process", "x", "--source", "fax"),
        ("nonsense",),
    ],
)
def test_a_wrong_call_is_two_and_one_sentence(office: Settings, arguments: tuple[str, ...]) -> None:
    done = donthu(office.home, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_help_speaks_both_languages(tmp_path: Path) -> None:
    assert "Chạy dịch vụ" in donthu(tmp_path, "--help").stdout
    assert "Run the service" in donthu(tmp_path, "--help", lang="en").stdout


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ("[intake]\nquiet_seconds = -1\n", "intake.quiet_seconds"),
        ("[office\n", "donthu.toml"),
        ("[intake]\nquite_seconds = 1\n", "intake.quite_seconds"),
    ],
)
def test_settings_that_are_wrong_are_named(tmp_path: Path, change: str, key: str) -> None:
    (tmp_path / "donthu.toml").write_text(change, "utf-8")
    done = donthu(tmp_path, "register", "list")
    assert done.returncode == 2
    assert key in done.stderr


def test_doctor_says_what_is_broken_and_how_to_mend_it(office: Settings) -> None:
    well = donthu(office.home, "doctor", "--json")
    assert well.returncode == 0
    states = {check["name"]: check["state"] for check in json.loads(well.stdout)}
    assert states["Nhận dạng chữ"] == "ok"
    assert states["Lịch nghỉ"] == "warning"
    office.key_path.unlink()
    ill = donthu(office.home, "doctor")
    assert ill.returncode == 1
    assert "tệp khóa" in ill.stdout


def test_a_broken_template_is_refused_at_start(office: Settings) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("Kính gửi {{ khong_co_truong_nay }}")
    document.save(str(office.templates / "thong-bao-tiep-nhan.docx"))
    done = donthu(office.home, "run")
    assert done.returncode == 1
    assert "khong_co_truong_nay" in done.stderr


def test_a_lost_or_changed_key_is_told(office: Settings, papers: Path) -> None:
    donthu(office.home, "process", str(papers / "tố cáo.txt"))
    office.key_path.write_text("00" * 32)
    done = donthu(office.home, "register", "show", "2026-000001", "--as", "Trần Thị Soát")
    assert done.returncode == 2
    assert "khóa không khớp" in done.stderr
