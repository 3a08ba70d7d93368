"""An office that has filed one denunciation and two complaints, made once and copied."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.engine.desk import open_desk
from pipeline.engine.foreground import process
from pipeline.secrecy.cipher import make_key_file
from pipeline.settings import Settings, load
from tests.conftest import OFFICE
from tests.papers import COMPLAINT, DENOUNCER_FILE, DENUNCIATION

PEOPLE = """
[[people]]
name = "Trần Thị Soát"
role = "officer"

[[people]]
name = "Lê Văn Thư"
role = "clerk"

[[people]]
name = "Phạm Quốc Lãnh"
role = "leader"

[[people]]
name = "Đỗ Quản Trị"
role = "administrator"
"""
SECRET_CASE, OPEN_CASE = "2026-000001", "2026-000002"


@pytest.fixture(scope="session")
def filed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("filed") / "office"
    for folder in ("inbox", "outbox", "templates", "data"):
        (home / folder).mkdir(parents=True)
    (home / "donthu.toml").write_text(OFFICE, "utf-8")
    make_key_file(home / "donthu.key")
    papers = home.parent
    (papers / DENOUNCER_FILE).write_text(DENUNCIATION, "utf-8")
    (papers / "đơn.txt").write_text(COMPLAINT, "utf-8")
    (papers / "đơn hai.txt").write_text(COMPLAINT.replace("05 tháng 11", "06 tháng 11"), "utf-8")
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("DONTHU_")}
    with open_desk(load(home)) as desk:
        done = [process(desk, papers / name) for name in (DENOUNCER_FILE, "đơn.txt", "đơn hai.txt")]
    os.environ.update(kept)
    assert [(one.status, one.error) for one in done] == [("registered", None)] * 3
    return home


@pytest.fixture
def filed(filed_once: Path, tmp_path: Path) -> Settings:
    """The office without named people."""
    shutil.copytree(filed_once, tmp_path / "office")
    return load(tmp_path / "office")


@pytest.fixture
def with_people(filed: Settings) -> Settings:
    """The office with four people, one of each role."""
    return add_settings(filed, PEOPLE)


def add_settings(settings: Settings, more: str) -> Settings:
    """Return the settings after more was written into the office's ``donthu.toml``."""
    path = settings.home / "donthu.toml"
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    return load(settings.home)


Said = tuple[int, str, str]


@pytest.fixture
def donthu(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Said]:
    """Run a command of the program in an office's folder: status, output, complaints."""
    from pipeline.cli import main

    def run(settings: Settings, *arguments: str) -> Said:
        monkeypatch.setenv("DONTHU_HOME", str(settings.home))
        capfdbinary.readouterr()
        status = main._run(list(arguments))
        said = capfdbinary.readouterr()
        return status, said.out.decode(), said.err.decode()

    return run
