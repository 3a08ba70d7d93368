"""The tables of the secret store: sealed values, and who came near them."""

from sqlalchemy import Column, DateTime, Index, LargeBinary, MetaData, String, Table

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
    Column("at", DateTime, nullable=False, index=True),
    Column("reader", String(200), nullable=False),
    Column("purpose", String(200), nullable=False),
    Column("owner", String(32), nullable=False),
    # which seal was opened; empty for what opens none
    Column("secret_id", String(36), nullable=False),
    Column("outcome", String(12), nullable=False),
)
