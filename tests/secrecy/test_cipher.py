"""Keys and sealing: nothing opens with the wrong key, in the wrong place, or after a change."""

import pickle
import stat
from pathlib import Path

import pytest

from pipeline.errors import BadSettings
from pipeline.secrecy.cipher import Keys, load_keys, make_key_file


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    make_key_file(tmp_path / "key")
    return load_keys(tmp_path / "key")


def test_what_was_sealed_opens_again(keys: Keys) -> None:
    assert keys.files.open(keys.files.seal("Đơn".encode(), "a"), "a").decode() == "Đơn"


def test_a_sealed_value_does_not_open_in_another_place(keys: Keys) -> None:
    sealed = keys.files.seal(b"x", "a")
    with pytest.raises(BadSettings):
        keys.files.open(sealed, "b")


def test_a_changed_value_does_not_open(keys: Keys) -> None:
    sealed = bytearray(keys.files.seal(b"x", "a"))
    sealed[-1] ^= 1
    with pytest.raises(BadSettings):
        keys.files.open(bytes(sealed), "a")


def test_keys_for_files_and_values_differ(keys: Keys) -> None:
    with pytest.raises(BadSettings):
        keys.values.open(keys.files.seal(b"x", "a"), "a")


def test_the_key_file_is_for_its_owner_and_never_made_twice(tmp_path: Path) -> None:
    path = tmp_path / "key"
    make_key_file(path)
    first = path.read_text()
    make_key_file(path)
    assert path.read_text() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, "00" * 31, "Đ" * 64])
def test_a_damaged_key_file_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "key").write_text(content, "utf-8")
    with pytest.raises(BadSettings, match="hỏng"):
        load_keys(tmp_path / "key")


def test_a_missing_key_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="không thấy tệp khóa"):
        load_keys(tmp_path / "key")


def test_match_keys_find_the_same_and_tell_nothing(keys: Keys, tmp_path: Path) -> None:
    assert keys.match_key("person", "do thi hoa") == keys.match_key("person", "do thi hoa")
    assert keys.match_key("a", "bc") != keys.match_key("ab", "c")
    make_key_file(tmp_path / "other")
    assert load_keys(tmp_path / "other").match_key("a") != keys.match_key("a")


def test_printing_keys_shows_no_key(keys: Keys, tmp_path: Path) -> None:
    master = (tmp_path / "key").read_text().strip()
    assert master[:8] not in f"{keys!r} {keys.files!r}"
    assert bytes.fromhex(master) not in pickle.dumps(keys)
