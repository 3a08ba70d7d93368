"""Finding the same writer or contested decision again by keyed digests, without the names.

Secret cases have keys of their own: the same key in an open case, where the name stands in clear,
would name a denouncer to whoever joins the tables without the key file.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pipeline.errors import BadSettings
from pipeline.register.models import Case, Person, Petition
from pipeline.secrecy.cipher import Keys
from pipeline.secrecy.tables import secret_table
from pipeline.text.unicode import fold


def person_key(keys: Keys, name: str, *, secret: bool) -> str:
    """Return the digest by which a person's name is found again; empty for no name."""
    return keys.match_key(_purpose("person", secret), fold(name)) if name else ""


def contested_key(keys: Keys, contested: Iterable[str], *, secret: bool) -> str:
    """Return the digest of what a paper contests, in any order; empty where that is nothing."""
    texts = sorted(map(fold, contested))
    return keys.match_key(_purpose("contested", secret), *texts) if texts else ""


def _purpose(what: str, secret: bool) -> str:
    return f"{what}.secret" if secret else what


def rekey(session: Session, old: Keys, new: Keys) -> int:
    """Make every digest of the register anew for another key, in the caller's transaction.

    The sealed values are opened with the ``old`` keys. Returns how many digests could not be made
    because their seal is spoilt: these are emptied, for a digest of the old key finds nothing.
    """
    lost = 0
    people = select(Person.id, Person.name, Person.sealed_id).where(Person.match_key != "")
    for row in session.execute(people).all():
        sealed = _opened(session, old, row.sealed_id) if row.sealed_id else {}
        name = str(sealed.get("name", "") if row.sealed_id else row.name)
        made = person_key(new, name, secret=row.sealed_id is not None)
        lost += not made
        session.execute(update(Person).where(Person.id == row.id).values(match_key=made))
    cases = select(Case.number, Case.secret).where(Case.contested_key != "")
    for row in session.execute(cases).all():
        texts = _contested(session, old, row.number)
        made = contested_key(new, texts, secret=row.secret)
        lost += not made
        session.execute(update(Case).where(Case.number == row.number).values(contested_key=made))
    return lost


def _contested(session: Session, old: Keys, number: str) -> list[str]:
    """What the first paper of a case contests: the one that made its digest."""
    first = select(Petition.texts, Petition.sealed_id).where(Petition.case_number == number)
    row = session.execute(first.order_by(Petition.id).limit(1)).one()
    texts: dict[str, Any] = _opened(session, old, row.sealed_id) if row.sealed_id else row.texts
    return [str(text) for text in texts.get("contested", ())]


def _opened(session: Session, old: Keys, secret_id: str) -> dict[str, Any]:
    """The sealed value, for the program's own use; empty where it is spoilt."""
    query = select(secret_table.c.sealed).where(secret_table.c.id == secret_id)
    try:
        return json.loads(old.values.open(session.execute(query).scalar_one(), secret_id))
    except BadSettings:
        return {}
