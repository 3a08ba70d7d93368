"""The commands as a person or a script meets them: words, JSON, exit statuses."""

import json
import os
import shlex
import sqlite3
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
    assert {"case.arrived_on", "case.source", "deadline.complaint.accept.due"} <= {
        change["what"] for change in view["history"] if change["who"] == "Trần Thị Soát"
    }


def test_a_fact_that_nobody_signs_for_is_not_recorded(office: Settings, papers: Path) -> None:
    donthu(office.home, "process", str(papers / "khiếu nại.txt"))
    done = donthu(office.home, "case", "set", "2026-000001", "source", "direct")
    assert done.returncode == 2
    assert "--as" in done.stderr
    done = donthu(office.home, "case", "set", "2026-000001", "nonsense", "x", "--as", "A")
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
    assert "2026-000001\t" in donthu(office.home, "register", "list").stdout
    found = json.loads(donthu(office.home, "register", "search", "nghia trang", "--json").stdout)
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
        ("process", "donthu.toml", "/no/such/file"),
        ("process", "x", "--arrived", "31/02/2026"),
        ("process", "x", "--arrived", "31/12/2199"),
        ("process", "x", "--source", "fax"),
        ("process", "x", "--source", "post", "--forwarded-by", "Báo Đồng Nai"),
        ("process", "x", "--as", " "),
        ("case", "set", "2026-000001", "source", "post", "--as", ""),
        ("case", "set", "2026-000001", "arrived_on", "31/12/2199", "--as", "A"),
        ("draft", "2026-000001", "phieu-huong-dan", "--as", ""),
        ("register", "show", "2026-000001", "--as", ""),
        ("register", "show", "2026-000001", "--reason", "xem"),
        ("register", "list", "--kind", "petition"),
        ("register", "list", "--route", "bin"),
        ("register", "export", "so.csv", "--kind", "petition"),
        ("nonsense",),
    ],
)
def test_a_wrong_call_is_two_and_one_sentence(office: Settings, arguments: tuple[str, ...]) -> None:
    done = donthu(office.home, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_an_unknown_code_is_answered_with_the_known(office: Settings) -> None:
    assert "denunciation" in donthu(office.home, "register", "list", "--kind", "x").stderr
    assert "transfer" in donthu(office.home, "register", "list", "--route", "x").stderr


def piped(home: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command line of the shell in which ``donthu`` is the program."""
    program = " ".join(map(shlex.quote, PROGRAM))
    return subprocess.run(
        ["bash", "-c", f'set -o pipefail; donthu() {{ {program} "$@"; }}; {command}'],
        env={"PATH": os.environ["PATH"], "DONTHU_HOME": str(home), "PYTHONPATH": str(ROOT)},
        cwd=home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("options", ["", "--json"])
def test_a_reader_that_leaves_early_stops_no_work(
    office: Settings, papers: Path, options: str
) -> None:
    (papers / "rỗng.txt").unlink()
    first, second = sorted(shlex.quote(str(path)) for path in papers.iterdir())
    done = piped(office.home, f"donthu process {options} {first} {second} | true")
    assert (done.returncode, done.stderr) == (0, "")
    done = piped(office.home, f"donthu register list {options} | true")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(donthu(office.home, "register", "list", "--json").stdout)) == 2


def test_closed_output_is_no_error(office: Settings, papers: Path) -> None:
    paper = shlex.quote(str(papers / "tố cáo.txt"))
    for command in (f"process {paper}", "register list --json", "register list"):
        done = piped(office.home, f"donthu {command} >&-")
        assert (done.returncode, done.stderr) == (0, ""), command
    done = donthu(office.home, "doctor", "--json")
    states = {check["name"]: check["state"] for check in json.loads(done.stdout)}
    assert states["Sổ"] == "ok", "no word was printed into the register"


@pytest.mark.parametrize("options", ["", "--json"])
def test_whoever_read_a_seal_stands_in_the_log_even_when_the_pipe_closed(
    office: Settings, papers: Path, options: str
) -> None:
    donthu(office.home, "process", str(papers / "tố cáo.txt"))
    command = f"donthu register show 2026-000001 --as Soát {options}"
    assert piped(office.home, f"{command} | true").returncode == 0
    with sqlite3.connect(office.data / "register.sqlite") as register:
        assert register.execute("SELECT 1 FROM access_log WHERE reader = 'Soát'").fetchall()


def test_a_form_is_drafted_in_the_name_of_who_asks(office: Settings, papers: Path) -> None:
    donthu(office.home, "process", str(papers / "tố cáo.txt"))
    done = donthu(office.home, "draft", "2026-000001", "thong-bao-tiep-nhan", "--as", "Lê Soạn")
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(office.data / "register.sqlite") as register:
        purposes = register.execute("SELECT purpose FROM access_log WHERE reader = 'Lê Soạn'")
        assert {purpose for (purpose,) in purposes} == {"draft thong-bao-tiep-nhan"}


def test_a_known_case_does_not_take_new_facts_and_says_where_to_give_them(
    office: Settings, papers: Path
) -> None:
    paper = str(papers / "khiếu nại.txt")
    donthu(office.home, "process", paper)
    assert "case set" not in donthu(office.home, "process", paper).stdout
    again = donthu(office.home, "process", paper, "--source", "direct")
    assert "donthu case set 2026-000001" in again.stdout


def test_a_case_is_shown_in_vietnamese(office: Settings, papers: Path) -> None:
    paper = str(papers / "khiếu nại.txt")
    donthu(office.home, "process", paper, "--arrived", "02/11/2026")
    shown = donthu(office.home, "register", "show", "2026-000001").stdout
    assert "Ngày đến: 02/11/2026" in shown
    assert "Hạn 11/11/2026" in shown
    assert "Yêu cầu: " in shown and "requests" not in shown
    extracted = donthu(office.home, "extract", paper).stdout
    assert "Yêu cầu: " in extracted and "requests" not in extracted


def test_the_list_shows_the_earliest_day_of_all_sources(office: Settings, papers: Path) -> None:
    """From 27/8/2026 the ten calendar days end before the seven working days."""
    donthu(office.home, "process", str(papers / "khiếu nại.txt"), "--arrived", "27/08/2026")
    [row] = json.loads(donthu(office.home, "register", "list", "--json").stdout)
    assert row["due"] == "2026-09-07"


def test_a_new_key_is_never_made_for_old_data(office: Settings, papers: Path) -> None:
    donthu(office.home, "process", str(papers / "khiếu nại.txt"))
    office.key_path.unlink()
    done = donthu(office.home, "init")
    assert (done.returncode, office.key_path.exists()) == (2, False)
    assert "bản cất giữ" in done.stderr


@pytest.mark.parametrize(
    "command", [("register", "list"), ("run",), ("init",), ("process", "donthu.toml")]
)
def test_a_key_that_does_not_fit_is_refused_by_every_command(
    office: Settings, command: tuple[str, ...]
) -> None:
    donthu(office.home, "register", "list")
    office.key_path.write_text("00" * 32)
    done = donthu(office.home, *command)
    assert done.returncode == 2
    assert "khóa không khớp" in done.stderr


def test_a_damaged_register_is_told_by_every_command(office: Settings, papers: Path) -> None:
    donthu(office.home, "process", str(papers / "khiếu nại.txt"))
    (office.data / "register.sqlite").write_bytes(b"no database at all " * 500)
    for command in (("register", "list"), ("draft", "2026-000001", "phieu-huong-dan")):
        done = donthu(office.home, *command)
        assert (done.returncode, "bản sao lưu" in done.stderr) == (1, True)
    done = donthu(office.home, "doctor", "--json")
    states = {check["name"]: check["state"] for check in json.loads(done.stdout)}
    assert (done.returncode, states["Sổ"], states["Khóa"]) == (1, "broken", "ok")


def test_the_data_are_for_their_owner_alone(office: Settings) -> None:
    office.data.chmod(0o755)
    donthu(office.home, "register", "list")
    assert office.data.stat().st_mode & 0o777 == 0o700


def test_many_may_open_a_new_office_at_once(tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "DONTHU_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    (tmp_path / "donthu.toml").write_text("")
    started = [
        subprocess.Popen([*PROGRAM, "init"], env=env, stdout=subprocess.DEVNULL) for _ in range(4)
    ]
    assert [process.wait(60) for process in started] == [0] * 4


def test_doctor_counts_what_lies_aside_now(office: Settings) -> None:
    aside = office.inbox / "_loi"
    aside.mkdir()
    (aside / "đơn.pdf").write_bytes(b"x")
    (aside / "đơn.pdf.GHI-CHU.txt").write_text("Tệp bị hỏng.", "utf-8")

    def failed() -> str:
        checks = json.loads(donthu(office.home, "doctor", "--json").stdout)
        return next(check["sentence"] for check in checks if check["name"] == "Tệp lỗi")

    assert failed().startswith("1 tệp")
    (aside / "đơn.pdf").unlink()
    assert failed() == "0"


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
