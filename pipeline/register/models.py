"""The case register's tables.

Of a secret case (one that may be a denunciation) no word of the paper stands here: the columns
for names and texts are empty and ``sealed_id`` points into the secret store.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from pipeline.secrecy.gate import metadata as secret_metadata


class Base(DeclarativeBase):
    metadata = secret_metadata
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[dict[str, Any]]: JSON,
    }


class Counter(Base):
    """The last case number given in a year."""

    __tablename__ = "counter"
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class Case(Base):
    """A matter (vụ việc) with its number, how it came, and what is proposed."""

    __tablename__ = "case"
    number: Mapped[str] = mapped_column(String(16), primary_key=True)
    registered_at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(20), index=True)
    secret: Mapped[bool]
    arrived_on: Mapped[date] = mapped_column(index=True)
    arrival_assumed: Mapped[bool]
    source: Mapped[str] = mapped_column(String(12))
    source_assumed: Mapped[bool]
    forwarded_by: Mapped[str] = mapped_column(String(300), default="")
    competence: Mapped[str] = mapped_column(String(16))
    route: Mapped[str] = mapped_column(String(16), index=True)
    instance: Mapped[str] = mapped_column(String(8), default="")
    """``first``, ``second``, ``renewed``; empty when the paper doesn't say."""
    clock: Mapped[dict[str, Any]]
    """What people found that moves the clock: ``Facts.remote``, ``criteria`` and the like."""
    contested_key: Mapped[str] = mapped_column(String(32), default="", index=True)
    proposal: Mapped[dict[str, Any]]
    """The proposal as triage made it; it never quotes a secret paper."""
    petitions: Mapped[list["Petition"]] = relationship(order_by="Petition.id")
    people: Mapped[list["Person"]] = relationship(order_by="Person.id")
    references: Mapped[list["Reference"]] = relationship(order_by="Reference.id")
    deadlines: Mapped[list["Deadline"]] = relationship(order_by="Deadline.id")
    drafts: Mapped[list["Draft"]] = relationship(order_by="Draft.id")
    events: Mapped[list["Event"]] = relationship(order_by="Event.happened_on, Event.id")
    decided: Mapped[str] = mapped_column(String(16), default="", index=True)
    """The route that a person decided; empty until then."""
    facts: Mapped[list["Fact"]] = relationship(order_by="Fact.id")
    decisions: Mapped[list["Decision"]] = relationship(order_by="Decision.id")


class Petition(Base):
    """One paper (đơn) of a case. ``sealed_id`` holds its texts when the case is secret."""

    __tablename__ = "petition"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_number: Mapped[str] = mapped_column(ForeignKey("case.number"), index=True)
    submission: Mapped[str] = mapped_column(String(64), unique=True)
    written_on: Mapped[str] = mapped_column(String(10), default="")
    signatures: Mapped[int | None]
    title: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    texts: Mapped[dict[str, Any]]
    """Place of writing, addressees, contested, requests, attachments; ``{}`` when secret."""
    sealed_id: Mapped[str | None] = mapped_column(ForeignKey("secret.id"))
    files: Mapped[list["PaperFile"]] = relationship(order_by="PaperFile.id")


class PaperFile(Base):
    """A received file. Its name is a secret of a secret case: then it is in the petition's seal."""

    __tablename__ = "paper_file"
    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(ForeignKey("petition.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    role: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(default="")
    size: Mapped[int]
    pages: Mapped[int]
    error: Mapped[str] = mapped_column(String(20), default="")


class Person(Base):
    """A person or body of a case; ``pseudonym`` is what everybody may see."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_number: Mapped[str] = mapped_column(ForeignKey("case.number"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    pseudonym: Mapped[str] = mapped_column(String(60))
    is_organisation: Mapped[bool]
    match_key: Mapped[str] = mapped_column(String(32), default="", index=True)
    """Keyed digest of the folded name: finds the same writer again without the name."""
    name: Mapped[str] = mapped_column(default="")
    birth: Mapped[str] = mapped_column(String(10), default="")
    id_number: Mapped[str] = mapped_column(String(20), default="")
    id_issued_on: Mapped[str] = mapped_column(String(10), default="")
    id_issued_by: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    position: Mapped[str] = mapped_column(default="")
    sealed_id: Mapped[str | None] = mapped_column(ForeignKey("secret.id"))


class Reference(Base):
    """A document that a paper refers to."""

    __tablename__ = "reference"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_number: Mapped[str] = mapped_column(ForeignKey("case.number"), index=True)
    kind: Mapped[str] = mapped_column(String(60))
    symbol: Mapped[str] = mapped_column(String(80), default="", index=True)
    date: Mapped[str] = mapped_column(String(10), default="")
    agency: Mapped[str] = mapped_column(default="")
    relation: Mapped[str] = mapped_column(String(12))


class Deadline(Base):
    """A deadline of a case, with its working as JSON. A case has one for each rule and event."""

    __tablename__ = "deadline"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_number: Mapped[str] = mapped_column(ForeignKey("case.number"), index=True)
    rule: Mapped[str] = mapped_column(String(40))
    nature: Mapped[str] = mapped_column(String(8), default="duty")
    """``duty`` of the office, ``term`` that runs for others, ``minimum`` not to be undercut."""
    start_code: Mapped[str] = mapped_column(String(40), default="received")
    start_on: Mapped[date]
    due: Mapped[date] = mapped_column(index=True)
    warn_on: Mapped[date] = mapped_column(index=True)
    """The earliest last day that any source of law gives."""
    soon_on: Mapped[date]
    """From this day on the end is near."""
    met_on: Mapped[date | None]
    """The day of the event that did what was due."""
    state: Mapped[str] = mapped_column(String(10), default="due", index=True)
    """As last marked; see ``pipeline.triage.clock.State``."""
    provisional: Mapped[bool]
    working: Mapped[dict[str, Any]]


class Event(Base):
    """Something that happened in a case and moves its clock, as a person recorded it."""

    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_number: Mapped[str] = mapped_column(ForeignKey("case.number"), index=True)
    code: Mapped[str] = mapped_column(String(40), index=True)
    """Id of the event in ``pipeline/law/events.toml``."""
    happened_on: Mapped[date]
    days: Mapped[int | None]
    """Of an extension: by how many days."""
    document: Mapped[str] = mapped_column(String(64), default="")
    """SHA-256 of the document that proves it, in the store of originals; its name isn't kept."""
    recorded_at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(200))


class ConfirmedYear(Base):
    """A year whose days off a person has compared with the official calendar."""

    __tablename__ = "confirmed_year"
    year: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class Draft(Base):
    """A document drafted into the outbox; ``path`` is relative to the office's folder."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("path"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    case_number: Mapped[str] = mapped_column(ForeignKey("case.number"), index=True)
    form: Mapped[str] = mapped_column(String(40))
    path: Mapped[str]
    drafted_at: Mapped[datetime]


class Fact(Base):
    """What a person found or corrected in a case. Rows are only added: the last one of a field
    counts, and an empty value without a seal takes it back."""

    __tablename__ = "fact"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_number: Mapped[str] = mapped_column(ForeignKey("case.number"), index=True)
    field: Mapped[str] = mapped_column(String(60))
    value: Mapped[str] = mapped_column(default="")
    """A code, or words where the case is open; the words of a secret case stand in the seal."""
    sealed_id: Mapped[str | None] = mapped_column(ForeignKey("secret.id"))
    who: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class Decision(Base):
    """What a person decided to do with a case, beside what was proposed; the last one counts."""

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_number: Mapped[str] = mapped_column(ForeignKey("case.number"), index=True)
    route: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(default="")
    """Empty when the case is secret: then it stands in the seal."""
    sealed_id: Mapped[str | None] = mapped_column(ForeignKey("secret.id"))
    who: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class Failure(Base):
    """A submission that did not become a case, for the failed list.

    For a paper with a state-secrecy mark only this line is kept, without a digest.
    """

    __tablename__ = "failure"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    code: Mapped[str] = mapped_column(String(20))
    submission: Mapped[str] = mapped_column(String(64), default="", index=True)


class History(Base):
    """One change of the register: who, when, what, before and after."""

    __tablename__ = "history"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(200))
    case_number: Mapped[str] = mapped_column(String(16), index=True)
    what: Mapped[str] = mapped_column(String(60))
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")
