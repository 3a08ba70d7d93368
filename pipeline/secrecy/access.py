"""The access log: who opened what of which case, when and why. It never holds a value."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.secrecy.tables import access_log_table as table

Outcome = Literal["opened", "refused", "read_log", "rotated"]

_ONE_LOOK = timedelta(seconds=2)
"""A case has a seal for each person and paper: what is opened in one go is one look."""


@dataclass(frozen=True, slots=True)
class Access:
    """One look at a case, or another act that the administrator must be able to see."""

    at: datetime
    """UTC, without a zone."""
    reader: str
    case: str
    """Empty for what concerns no one case."""
    purpose: str
    outcome: Outcome
    values: int
    """How many seals were opened."""


def write(
    session: Session,
    reader: str,
    purpose: str,
    outcome: Outcome,
    *,
    owner: str = "",
    secret_id: str = "",
) -> None:
    """Write a line into the log, in the caller's transaction."""
    session.execute(
        table.insert().values(
            id=str(uuid.uuid4()),
            at=datetime.now(UTC).replace(tzinfo=None),
            reader=reader[:200],
            purpose=purpose[:200],
            owner=owner[:32],
            secret_id=secret_id,
            outcome=outcome,
        )
    )


def accesses(session: Session, case: str | None = None) -> Iterator[Access]:
    """Yield the log, oldest first, the seals opened in one go as one line."""
    query = select(table).order_by(table.c.at, table.c.id)
    if case is not None:
        query = query.where(table.c.owner == case)
    look: Access | None = None
    for row in session.execute(query.execution_options(yield_per=1000)):
        opened = 1 if row.outcome == "opened" else 0
        line = Access(row.at, row.reader, row.owner, row.purpose, row.outcome, opened)
        if look is not None and opened and _same_look(look, line):
            look = replace(look, values=look.values + 1)
            continue
        if look is not None:
            yield look
        look = line
    if look is not None:
        yield look


def _same_look(look: Access, line: Access) -> bool:
    same = replace(line, at=look.at, values=look.values) == look
    return same and line.at - look.at < _ONE_LOOK
