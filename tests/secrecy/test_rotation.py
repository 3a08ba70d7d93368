"""Changing the key: the former key opens nothing any more, and nothing is lost or forgotten."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.engine.desk import open_desk
from pipeline.engine.foreground import process
from pipeline.engine.papers import papers_of
from pipeline.engine.rotation import Rotated, rotate_key
from pipeline.errors import BadSettings, DeskInUse, KeyChanging, NotAllowed
from pipeline.register.entry import case_of_submission, earlier_cases
from pipeline.register.views import case_view
from pipeline.secrecy.cipher import Keys, coming_key, read_keys
from pipeline.secrecy.gate import Reader
from pipeline.settings import Settings
from pipeline.storage import Store
from tests.papers import COMPLAINT, DENOUNCER, DENUNCIATION
from tests.secrecy.conftest import SECRET_CASE, Said

ADMINISTRATOR = "Đỗ Quản Trị"
Run = Callable[..., Said]


@dataclass(frozen=True)
class Stored:
    """What an office's folder holds, as its own key shows it."""

    originals: dict[str, bytes]
    derived: dict[str, bytes | None]
    cases: list[object]
    earlier: list[list[tuple[str, bool, bool]]]


def stored(settings: Settings) -> Stored:
    """Read all of it through the product's own ways."""
    folder = settings.data / "store"
    originals = [path.name for path in (folder / "originals").rglob("*") if path.is_file()]
    derived = [path for path in (folder / "derived").rglob("*") if path.is_file()]
    with open_desk(settings) as desk, desk.transaction() as session:
        reader = Reader("donthu", "kiểm thử")
        numbers = [f"2026-{n:06d}" for n in (1, 2, 3)]
        views = [case_view(session, number, desk.gate, reader) for number in numbers]
        submissions = [view["petitions"][0]["submission"] for view in views]
        found = [
            earlier_cases(session, desk.keys, papers_of(desk, one).main_findings)
            for one in submissions
        ]
        return Stored(
            originals={name: desk.store.original(name) for name in originals},
            derived={
                f"{path.parent.name}/{path.name}": desk.store.derived(path.parent.name, path.name)
                for path in derived
                if not path.name.endswith(".part")
            },
            cases=[[view["people"], view["petitions"]] for view in views],
            earlier=[[(c.number, c.same_petitioner, c.same_contested) for c in f] for f in found],
        )


def check_all_readable(settings: Settings, before: Stored) -> None:
    assert stored(settings) == before
    assert DENOUNCER in str(before.cases[0])
    assert len(before.earlier[1]) == 2, "the two complaints are one writer's"


def rotate(settings: Settings) -> Rotated:
    return rotate_key(settings, ADMINISTRATOR)


def opened_by(keys: Keys, settings: Settings) -> int:
    """How much of the folder the keys open: stored files, sealed values, the check file."""
    store = Store(str(settings.data / "store"), keys.files)
    count = 0
    for blob in store.blobs():
        count += _opens(lambda b=blob: keys.files.open(Path(b).read_bytes(), store._label(b)))
    with sqlite3.connect(settings.data / "register.sqlite") as register:
        for secret_id, sealed in register.execute("SELECT id, sealed FROM secret"):
            count += _opens(lambda i=secret_id, s=sealed: keys.values.open(s, i))
    check = (settings.data / "key-check").read_bytes()
    return count + _opens(lambda: keys.values.open(check, "donthu key check"))


def _opens(attempt: Callable[[], bytes]) -> bool:
    try:
        attempt()
    except BadSettings:
        return False
    return True


def keyed_digests(settings: Settings) -> set[str]:
    """Every value of the register that looks like a keyed digest."""
    with sqlite3.connect(settings.data / "register.sqlite") as register:
        tables = register.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        cells = {
            cell
            for (table,) in tables
            for row in register.execute(f'SELECT * FROM "{table}"')
            for cell in row
        }
    hexadecimal = set("0123456789abcdef")
    return {c for c in cells if isinstance(c, str) and len(c) == 32 and set(c) <= hexadecimal}


def test_everything_is_on_the_new_key_and_still_found(filed: Settings) -> None:
    before, first, digests = stored(filed), read_keys(filed.key_path), keyed_digests(filed)
    assert opened_by(first, filed) > 10
    assert len(digests) >= 4, "writers and contested decisions of three cases"
    done = rotate(filed)
    second = read_keys(filed.key_path)
    assert opened_by(first, filed) == 0
    assert opened_by(second, filed) == done.files + done.values + 1
    assert (done.spoilt, done.spoilt_values, done.resumed, done.cleaned) == ((), 0, False, True)
    assert not digests & keyed_digests(filed), "a digest that anybody made with the former key"
    check_all_readable(filed, before)


def test_the_former_key_is_kept_aside_for_its_owner(filed: Settings) -> None:
    first = filed.key_path.read_bytes()
    one, two = rotate(filed).former_key, rotate(filed).former_key
    assert one != two
    assert one.read_bytes() == first
    assert [path.stat().st_mode & 0o777 for path in (one, two, filed.key_path)] == [0o600] * 3
    assert not coming_key(filed.key_path).exists()


def test_no_page_of_the_register_keeps_what_the_former_key_sealed(filed: Settings) -> None:
    with sqlite3.connect(filed.data / "register.sqlite") as register:
        sealed = [bytes(s) for (s,) in register.execute("SELECT sealed FROM secret")]
    assert any(sealed[0] in path.read_bytes() for path in filed.data.glob("register.sqlite*"))
    rotate(filed)
    for path in filed.data.glob("register.sqlite*"):
        content = path.read_bytes()
        assert not any(s[:60] in content for s in sealed), path.name


def test_new_papers_come_in_and_are_matched_with_the_old(filed: Settings, tmp_path: Path) -> None:
    rotate(filed)
    again, other = tmp_path / "lần nữa.txt", tmp_path / "khác.txt"
    again.write_text(DENUNCIATION, "utf-8")
    other.write_text(COMPLAINT.replace("05 tháng 11", "07 tháng 11"), "utf-8")
    with open_desk(filed) as desk:
        assert process(desk, again).status == "duplicate"
        filed_now = process(desk, other)
        with desk.transaction() as session:
            found = earlier_cases(
                session,
                desk.keys,
                papers_of(desk, filed_now.digest).main_findings,
                but=case_of_submission(session, filed_now.digest) or "",
            )
    assert [(c.number, c.same_petitioner, c.same_contested) for c in found] == [
        ("2026-000002", True, True),
        ("2026-000003", True, True),
    ]


def test_while_it_is_half_done_papers_can_be_filed(filed: Settings, tmp_path: Path) -> None:
    """Stopped after the first file: work goes on with both keys, and the next call takes all."""
    first = read_keys(filed.key_path)

    class Stop(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise Stop

    with pytest.raises(Stop):
        rotate_key(filed, ADMINISTRATOR, stop)
    assert coming_key(filed.key_path).exists()
    paper = tmp_path / "giữa chừng.txt"
    paper.write_text(COMPLAINT.replace("05 tháng 11", "08 tháng 11"), "utf-8")
    with open_desk(filed) as desk:
        done = process(desk, paper)
    assert done.case == "2026-000004"
    assert rotate(filed).resumed
    assert opened_by(first, filed) == 0
    with open_desk(filed) as desk:
        assert papers_of(desk, done.digest).files[0].name == "giữa chừng.txt"


def test_a_spoilt_file_is_told_and_bars_nothing(filed: Settings, donthu: Run) -> None:
    [spoilt, *_] = sorted(p for p in (filed.data / "store/originals").rglob("*") if p.is_file())
    spoilt.write_bytes(b"spoilt by the disk, as disks do")
    status, said, complaint = donthu(filed, "key", "rotate", "--as", ADMINISTRATOR)
    assert status == 1
    assert "Đã đổi khóa" in said
    assert spoilt.name in complaint
    assert "1 tệp và 0 giá trị không mở được" in complaint
    assert spoilt.read_bytes().startswith(b"spoilt")


def test_only_the_administrator_changes_the_key(with_people: Settings, donthu: Run) -> None:
    key = with_people.key_path.read_bytes()
    with pytest.raises(NotAllowed):
        rotate_key(with_people, "Trần Thị Soát")
    assert with_people.key_path.read_bytes() == key
    status, said, _ = donthu(with_people, "key", "rotate", "--as", ADMINISTRATOR)
    assert status == 0
    assert "Khóa cũ nằm ở donthu.key.cu-" in said
    _, log, _ = donthu(with_people, "access", "log", "--as", ADMINISTRATOR)
    assert "đã đổi khóa" in log
    assert "BỊ TỪ CHỐI" in log


def test_nobody_works_in_the_folder_meanwhile(filed: Settings) -> None:
    with open_desk(filed), pytest.raises(DeskInUse):
        rotate(filed)
    assert not coming_key(filed.key_path).exists()
    refused: list[BaseException] = []

    def look(_done: int, _total: int) -> None:
        if not refused:
            with pytest.raises(KeyChanging) as caught, open_desk(filed):
                pass
            refused.append(caught.value)

    rotate_key(filed, ADMINISTRATOR, look)
    assert len(refused) == 1


def test_two_commands_work_side_by_side(filed: Settings) -> None:
    with open_desk(filed), open_desk(filed) as desk, desk.transaction() as session:
        assert case_view(session, SECRET_CASE, desk.gate, None)["case"] == SECRET_CASE


def test_a_damaged_coming_key_is_told(filed: Settings) -> None:
    coming_key(filed.key_path).write_text("half a k")
    with pytest.raises(BadSettings, match="hỏng"), open_desk(filed):
        pass
