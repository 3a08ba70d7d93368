"""Originals by digest: encrypted, whole or absent, never silently changed."""

import hashlib
from pathlib import Path

import pytest

from pipeline.errors import BadSettings
from pipeline.secrecy.cipher import load_keys, make_key_file
from pipeline.storage import Store

PAPER = "Tôi tên là Lò Thị Mẩy".encode()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    make_key_file(tmp_path / "key")
    return Store(str(tmp_path / "store"), load_keys(tmp_path / "key").files)


def blobs(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_original_comes_back_byte_for_byte(store: Store) -> None:
    digest = store.put_original(PAPER)
    assert digest == hashlib.sha256(PAPER).hexdigest()
    assert store.original(digest) == PAPER


def test_the_same_original_is_stored_once(store: Store, tmp_path: Path) -> None:
    store.put_original(PAPER)
    store.put_original(PAPER)
    assert len(blobs(tmp_path / "store")) == 1


def test_nothing_stands_in_clear_on_the_disk(store: Store, tmp_path: Path) -> None:
    digest = store.put_original(PAPER)
    store.put_derived(digest, "document.json", PAPER)
    for blob in blobs(tmp_path / "store"):
        assert PAPER not in blob.read_bytes()


def test_derived_data_is_replaced_and_absent_data_is_none(store: Store) -> None:
    store.put_derived("d", "a.json", b"1")
    store.put_derived("d", "a.json", b"2")
    assert store.derived("d", "a.json") == b"2"
    assert store.derived("d", "b.json") is None


def test_a_changed_blob_is_refused(store: Store, tmp_path: Path) -> None:
    digest = store.put_original(PAPER)
    blob = blobs(tmp_path / "store")[0]
    blob.write_bytes(blob.read_bytes()[:-1] + b"\0")
    with pytest.raises(BadSettings):
        store.original(digest)


def test_a_write_that_fails_leaves_nothing(store: Store, tmp_path: Path) -> None:
    """A full disk, here: a folder where the blob should go can't be made."""
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "originals").write_text("in the way")
    with pytest.raises(OSError):
        store.put_original(PAPER)
    assert [b.name for b in blobs(tmp_path / "store")] == ["originals"]
