"""Events of a case, confirmed calendars, and deadlines with their start, state and end"""

import json
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_number"], ["case.number"], name=op.f("fk_event_case_number_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_case_number"), ["case_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_code"), ["code"], unique=False)
    op.create_table(
        "confirmed_year",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_confirmed_year")),
    )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("instance", sa.String(length=8), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("clock", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.alter_column("instance", existing_type=sa.String(length=8), server_default=None)
        batch_op.alter_column("clock", existing_type=sa.JSON(), server_default=None)
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nature", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("start_code", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("start_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("warn_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("soon_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("met_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("state", sa.String(length=10), nullable=True))
    _fill()
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.alter_column("nature", existing_type=sa.String(length=8), nullable=False)
        batch_op.alter_column("start_code", existing_type=sa.String(length=40), nullable=False)
        batch_op.alter_column("start_on", existing_type=sa.Date(), nullable=False)
        batch_op.alter_column("warn_on", existing_type=sa.Date(), nullable=False)
        batch_op.alter_column("soon_on", existing_type=sa.Date(), nullable=False)
        batch_op.alter_column("state", existing_type=sa.String(length=10), nullable=False)
        batch_op.create_index(batch_op.f("ix_deadline_warn_on"), ["warn_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_deadline_state"), ["state"], unique=False)


def _fill() -> None:
    """Every deadline of the first register started on the day the paper arrived."""
    deadline = sa.table(
        "deadline",
        sa.column("id", sa.Integer()),
        sa.column("due", sa.Date()),
        sa.column("working", sa.String()),
        sa.column("nature", sa.String()),
        sa.column("start_code", sa.String()),
        sa.column("start_on", sa.Date()),
        sa.column("warn_on", sa.Date()),
        sa.column("soon_on", sa.Date()),
        sa.column("state", sa.String()),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(deadline.c.id, deadline.c.due, deadline.c.working)):
        working = json.loads(row.working)
        others = (date.fromisoformat(other["due"]) for other in working.get("also", ()))
        connection.execute(
            deadline.update()
            .where(deadline.c.id == row.id)
            .values(
                nature="duty",
                start_code="received",
                start_on=date.fromisoformat(working["start"]),
                warn_on=(first := min((row.due, *others))),
                soon_on=first,
                state="due",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deadline_state"))
        batch_op.drop_index(batch_op.f("ix_deadline_warn_on"))
        batch_op.drop_column("state")
        batch_op.drop_column("met_on")
        batch_op.drop_column("soon_on")
        batch_op.drop_column("warn_on")
        batch_op.drop_column("start_on")
        batch_op.drop_column("start_code")
        batch_op.drop_column("nature")
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_column("clock")
        batch_op.drop_column("instance")
    op.drop_table("confirmed_year")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_code"))
        batch_op.drop_index(batch_op.f("ix_event_case_number"))
    op.drop_table("event")
