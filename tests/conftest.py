"""An office's folder for the tests, with a quick inbox."""

import os
from pathlib import Path

import pytest

from pipeline.secrecy.cipher import make_key_file
from pipeline.settings import Settings, load

OFFICE = """
[office]
name = "Ủy ban nhân dân xã Bình Minh"
level = "commune"
province = "tỉnh Đồng Nai"
place = "Bình Minh"
unit = "Văn phòng HĐND và UBND"
units = ["công chức địa chính xã Bình Minh"]

[office.superior]
name = "Ủy ban nhân dân tỉnh Đồng Nai"

[intake]
quiet_seconds = 0.2
rescan_seconds = 1.0

[reading]
workers = 1
"""


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of whoever runs the tests must not reach them."""
    for name in list(os.environ):
        if name.startswith("DONTHU_"):
            monkeypatch.delenv(name)


@pytest.fixture
def office(tmp_path: Path) -> Settings:
    """A fresh office's folder: settings, inbox, outbox, data and key."""
    home = tmp_path / "office"
    home.mkdir()
    (home / "donthu.toml").write_text(OFFICE, "utf-8")
    settings = load(home)
    for folder in (settings.inbox, settings.outbox, settings.templates, settings.data):
        folder.mkdir()
    make_key_file(settings.key_path)
    return settings
