"""A migrated register in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from pipeline.register.database import migrate, open_engine
from pipeline.secrecy.cipher import Keys, load_keys, make_key_file


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{tmp_path / 'register.sqlite'}")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    make_key_file(tmp_path / "key")
    return load_keys(tmp_path / "key")
