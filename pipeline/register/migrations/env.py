"""Alembic's entry: runs on the connection that ``database.migrate`` hands over."""

from alembic import context

from pipeline.register.models import Base

_OWN_SQL = ("case_search",)
"""FTS5 tables and their shadows: made by SQL, unknown to the models."""
_FOREIGN = ("datasource_outputs", "dbos")


def _include(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not (name or "").startswith(_OWN_SQL + _FOREIGN)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_name=_include,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
