"""Originals by their SHA-256, and what was derived from them, all encrypted at rest.

Everything is encrypted, not denunciations alone: until a paper has been read nobody knows what
it is, and one way of storing is simpler to trust than two.
"""

import contextlib
import hashlib
import os
import uuid
from typing import Any, cast

import fsspec  # pyright: ignore[reportMissingTypeStubs]

from pipeline.errors import BadSettings, Corrupt, DonthuError
from pipeline.secrecy.cipher import Cipher

_UNFINISHED = ".part"


class Store:
    """A folder (any fsspec address) of encrypted blobs; a blob appears whole or not at all."""

    def __init__(self, address: str, cipher: Cipher) -> None:
        fs, root = cast("Any", fsspec).url_to_fs(address)
        self._fs: Any = fs
        self._root: str = root
        self._cipher = cipher

    def put_original(self, data: bytes) -> str:
        """Store the bytes under their SHA-256 and return it; stored once however often put, and
        written again where the disk has spoilt them."""
        digest = hashlib.sha256(data).hexdigest()
        if not self.has_original(digest):
            self._write(self._original(digest), data, label=digest)
        return digest

    def has_original(self, digest: str) -> bool:
        """Return whether the original is there and can be read back whole."""
        try:
            self.original(digest)
        except (OSError, DonthuError):
            return False
        return True

    def original(self, digest: str) -> bytes:
        """Return the bytes as received. Raises ``Corrupt`` if they no longer have their digest."""
        data = self._read(self._original(digest), label=digest)
        if hashlib.sha256(data).hexdigest() != digest:
            raise Corrupt
        return data

    def put_derived(self, digest: str, name: str, data: bytes) -> None:
        """Store what was derived from a file, replacing an earlier derivation."""
        self._write(self._derived(digest, name), data, label=f"{digest}/{name}")

    def derived(self, digest: str, name: str) -> bytes | None:
        """Return what was derived, or None where nothing was yet."""
        path = self._derived(digest, name)
        return self._read(path, label=f"{digest}/{name}") if self._fs.exists(path) else None

    def blobs(self) -> list[str]:
        """Return the paths of all blobs, for :meth:`reseal`."""
        return [path for path in self._all() if not path.endswith(_UNFINISHED)]

    def clear_leftovers(self) -> None:
        """Remove what crashes left half written. Only for who is alone in the folder."""
        for path in self._all():
            if path.endswith(_UNFINISHED):
                self._fs.rm(path)

    def reseal(self, path: str, fresh: Cipher) -> bool:
        """Seal one blob anew with another cipher, unless it is so already.

        False when this store can't open it either: the disk has spoilt it, and it stays as it is.
        """
        label = self._label(path)
        sealed = cast("bytes", self._fs.cat_file(path))
        with contextlib.suppress(BadSettings):
            fresh.open(sealed, label)
            return True
        with contextlib.suppress(BadSettings):
            self._write(path, self._cipher.open(sealed, label), label, fresh)
            return True
        return False

    def _all(self) -> list[str]:
        return cast("list[str]", self._fs.find(self._root)) if self._fs.exists(self._root) else []

    def _label(self, path: str) -> str:
        """The label of a blob, which its path tells: ``<digest>`` or ``<digest>/<name>``."""
        kind, _, *label = path.removeprefix(f"{self._root}/").split("/")
        assert kind in ("originals", "derived")
        return "/".join(label)

    def _original(self, digest: str) -> str:
        return f"{self._root}/originals/{digest[:2]}/{digest}"

    def _derived(self, digest: str, name: str) -> str:
        return f"{self._root}/derived/{digest[:2]}/{digest}/{name}"

    def _read(self, path: str, label: str) -> bytes:
        return self._cipher.open(cast("bytes", self._fs.cat_file(path)), label)

    def _write(self, path: str, data: bytes, label: str, cipher: Cipher | None = None) -> None:
        temporary = f"{path}.{uuid.uuid4().hex}{_UNFINISHED}"
        self._fs.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        try:
            with self._fs.open(temporary, "wb") as file:
                file.write((cipher or self._cipher).seal(data, label))
                file.flush()
                if hasattr(file, "fileno"):  # a local disk: survive a power cut too
                    os.fsync(file.fileno())
            self._fs.mv(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                self._fs.rm(temporary)
            raise
