"""kill -9 while the key is being changed: all is readable at once, and the next call finishes."""

import signal

import pytest

from pipeline.secrecy.cipher import coming_key, read_keys
from pipeline.settings import Settings
from tests.faults.rotation import POINTS, rotate_and_die
from tests.secrecy.test_rotation import ADMINISTRATOR, check_all_readable, opened_by, rotate, stored


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_change_loses_nothing_and_is_finished(filed: Settings, point: str) -> None:
    first = read_keys(filed.key_path)
    before = stored(filed)
    assert rotate_and_die(filed, ADMINISTRATOR, point) == signal.SIGKILL
    check_all_readable(filed, before)
    done = rotate(filed)
    assert not coming_key(filed.key_path).exists()
    check_all_readable(filed, before)
    assert opened_by(first, filed) == 0
    assert read_keys(done.former_key) != read_keys(filed.key_path)
    assert not list((filed.data / "store").rglob("*.part"))
