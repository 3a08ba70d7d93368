"""AES-256-GCM under keys derived from one key file."""

import contextlib
import hmac
import os
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pipeline.errors import BadSettings

KEY_BYTES = 32
_NONCE_BYTES = 12
_CHECK = b"donthu key check"


@dataclass(frozen=True, slots=True)
class Cipher:
    """Seals bytes under one key. The ``label`` binds a sealed value to its place: a value moved
    to another row or file does not open there."""

    _key: bytes
    _also: tuple[bytes, ...] = ()
    """Keys that open and never seal: the coming one, while the key is being changed."""

    def seal(self, clear: bytes, label: str) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(self._key).encrypt(nonce, clear, label.encode())

    def open(self, sealed: bytes, label: str) -> bytes:
        """Return the clear bytes. Raises ``BadSettings`` when another key sealed them."""
        nonce, box = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        for key in (self._key, *self._also):
            # ValueError: so little is left that it has no nonce
            with contextlib.suppress(InvalidTag, ValueError):
                return AESGCM(key).decrypt(nonce, box, label.encode())
        raise BadSettings(
            key="key_file", fault="khóa không khớp với dữ liệu, hoặc dữ liệu đã bị sửa."
        )

    def opening_also(self, other: "Cipher") -> "Cipher":
        """Return this cipher, made to open what the other has sealed as well."""
        return replace(self, _also=(*self._also, other._key))

    def __repr__(self) -> str:
        return "Cipher(•••)"


@dataclass(frozen=True, slots=True)
class Keys:
    """The office's keys: for stored files, for sealed values, for comparing without reading."""

    files: Cipher
    values: Cipher
    _matching: bytes

    def match_key(self, *parts: str) -> str:
        """Return a keyed digest of the parts: equal inputs are found again, nothing is revealed."""
        return hmac.digest(self._matching, "\x1f".join(parts).encode(), "sha256").hex()[:32]

    def __repr__(self) -> str:
        return "Keys(•••)"


def make_key_file(path: Path) -> None:
    """Write a new random key that only its owner may read; an existing file is left alone."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as file:
        file.write(os.urandom(KEY_BYTES).hex() + "\n")


def coming_key(path: Path) -> Path:
    """Return where the next key stands while the key file ``path`` is being changed."""
    return path.with_name(f"{path.name}.new")


def load_keys(path: Path) -> Keys:
    """Load the key file. Raises ``BadSettings`` when it is missing or not a key.

    While the key is being changed, stored files open with the coming key too.
    """
    keys, coming = read_keys(path), coming_key(path)
    if not coming.exists():
        return keys
    return replace(keys, files=keys.files.opening_also(read_keys(coming).files))


def read_keys(path: Path) -> Keys:
    """Load this one key file. Raises ``BadSettings`` when it is missing or not a key."""
    try:
        master = bytes.fromhex(path.read_text("ascii").strip())
    except FileNotFoundError:
        raise BadSettings(
            key="key_file", fault="không thấy tệp khóa; hãy chép lại từ bản cất giữ."
        ) from None
    except (ValueError, UnicodeDecodeError):
        master = b""
    if len(master) != KEY_BYTES:
        raise BadSettings(key="key_file", fault="tệp khóa bị hỏng; hãy chép lại từ bản cất giữ.")
    return Keys(
        files=Cipher(_derive(master, "files")),
        values=Cipher(_derive(master, "values")),
        _matching=_derive(master, "matching"),
    )


def check_key(keys: Keys, check_file: Path, *, first: bool) -> None:
    """Refuse a key that does not fit the data. Raises ``BadSettings``.

    The ``first`` key seals the check file; every later one must open it. Without this a wrong key
    would be noticed only by the first old secret, after new ones were sealed with it.
    """
    if first and not check_file.exists():
        write_check(keys, check_file)
    try:
        keys.values.open(check_file.read_bytes(), _CHECK.decode())
    except FileNotFoundError:
        raise BadSettings(
            key="key_file",
            fault=f"thiếu tệp {check_file.name} để đối chiếu khóa; hãy chép lại từ bản sao lưu.",
        ) from None


def write_check(keys: Keys, check_file: Path) -> None:
    """Seal the check file with the keys; whoever reads it meanwhile finds it whole."""
    temporary = check_file.with_suffix(".part")
    temporary.write_bytes(keys.values.seal(_CHECK, _CHECK.decode()))
    temporary.replace(check_file)


def _derive(master: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"donthu {purpose}".encode()).derive(master)
