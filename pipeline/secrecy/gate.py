"""The store of secrets and the one gate through which a value comes out again."""

import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.errors import BadSettings
from pipeline.secrecy import access
from pipeline.secrecy.cipher import Cipher
from pipeline.secrecy.discretion import discreet
from pipeline.secrecy.rights import EVERYBODY, Guard, Right
from pipeline.secrecy.tables import metadata as metadata
from pipeline.secrecy.tables import secret_table


@dataclass(frozen=True, slots=True)
class Secret:
    """A reference to a sealed value. It never holds the value: printing, logging, pickling or
    formatting it shows the pseudonym."""

    id: str
    pseudonym: str

    def __str__(self) -> str:
        return self.pseudonym

    def __repr__(self) -> str:
        return f"Secret({self.pseudonym!r})"

    def __format__(self, spec: str) -> str:
        return format(self.pseudonym, spec)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks the gate, and why. Both are written to the access log."""

    name: str
    purpose: str
    right: Right = "open_secret"
    """The right that the reader needs."""


class Gate:
    """Seals values in the secret store and opens them for a named reader whom the guard lets in.

    Both work inside the caller's transaction: a case and its secrets are stored together or not
    at all, and a value never comes out without its line in the access log. A refusal ends the
    transaction; whoever owns it writes the refusal down afterwards.
    """

    def __init__(self, cipher: Cipher, guard: Guard = EVERYBODY) -> None:
        self._cipher = cipher
        self._guard = guard
        self._purposes: dict[tuple[str, str], str] = {}

    def seal(
        self, session: Session, owner: str, value: Mapping[str, Any], pseudonym: str
    ) -> Secret:
        """Store the value for its owner (a case number) and return the reference to it."""
        secret = Secret(id=str(uuid.uuid4()), pseudonym=pseudonym)
        # json with ASCII escapes keeps odd bytes of file names (lone surrogates) intact
        sealed = self._cipher.seal(json.dumps(value).encode("ascii"), secret.id)
        session.execute(secret_table.insert().values(id=secret.id, owner=owner, sealed=sealed))
        return secret

    def open(self, session: Session, secret_id: str, reader: Reader) -> dict[str, Any]:
        """Return the sealed value and log who read it.

        Raises ``AccessRefused`` when the reader gives no name, ``Refused`` when the office's
        settings don't let the reader in, ``KeyError`` for an unknown id.
        """
        row = session.execute(
            select(secret_table.c.owner, secret_table.c.sealed).where(
                secret_table.c.id == secret_id
            )
        ).one_or_none()
        if row is None:
            raise KeyError(secret_id)
        purpose = self._purpose(session, row.owner, reader)
        self._guard.admit(reader.name, reader.right, case=row.owner, purpose=purpose)
        access.write(session, reader.name, purpose, "opened", owner=row.owner, secret_id=secret_id)
        session.flush()
        return self._open(secret_id, row.sealed)

    def _purpose(self, session: Session, owner: str, reader: Reader) -> str:
        """The reader's own words, without what they may quote of the secret: the log is read by
        somebody who must not know it."""
        known = self._purposes.get((owner, reader.purpose))
        if known is None:
            values = self._values_of(session, owner)
            known = self._purposes[owner, reader.purpose] = discreet(reader.purpose, values)
        return known

    def _values_of(self, session: Session, owner: str) -> Iterator[dict[str, Any]]:
        rows = session.execute(select(secret_table).where(secret_table.c.owner == owner))
        for row in rows:
            with suppress(BadSettings):  # one that the disk has spoilt must not bar the others
                yield self._open(row.id, row.sealed)

    def _open(self, secret_id: str, sealed: bytes) -> dict[str, Any]:
        return json.loads(self._cipher.open(sealed, secret_id))
