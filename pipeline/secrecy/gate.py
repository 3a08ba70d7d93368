"""The store of secrets and the one gate through which a value comes out again."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Index, LargeBinary, MetaData, String, Table, select
from sqlalchemy.orm import Session

from pipeline.errors import AccessRefused
from pipeline.secrecy.cipher import Cipher

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

secret_table = Table(
    "secret",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("owner", String(32), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("ix_secret_owner", "owner"),
)

access_log_table = Table(
    "access_log",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("reader", String(200), nullable=False),
    Column("purpose", String(200), nullable=False),
    Column("owner", String(32), nullable=False),
    Column("secret_id", String(36), nullable=False),
)


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


class Gate:
    """Seals values in the secret store and opens them for a named reader.

    Both work inside the caller's transaction: a case and its secrets are stored together or not
    at all, and a value never comes out without its line in the access log.
    """

    def __init__(self, cipher: Cipher) -> None:
        self._cipher = cipher

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

        Raises ``AccessRefused`` when the reader gives no name, ``KeyError`` for an unknown id.
        """
        if not reader.name.strip():
            raise AccessRefused
        row = session.execute(
            select(secret_table.c.owner, secret_table.c.sealed).where(
                secret_table.c.id == secret_id
            )
        ).one_or_none()
        if row is None:
            raise KeyError(secret_id)
        session.execute(
            access_log_table.insert().values(
                id=str(uuid.uuid4()),
                at=datetime.now(UTC).replace(tzinfo=None),
                reader=reader.name,
                purpose=reader.purpose,
                owner=row.owner,
                secret_id=secret_id,
            )
        )
        session.flush()
        return json.loads(self._cipher.open(row.sealed, secret_id))
