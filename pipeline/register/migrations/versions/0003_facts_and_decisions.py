"""What persons found, corrected and decided in a case"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create("fact", sa.Column("field", sa.String(length=60), nullable=False), "value")
    _create("decision", sa.Column("route", sa.String(length=16), nullable=False), "reason")
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("decided", sa.String(length=16), nullable=False, server_default="")
        )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.alter_column("decided", existing_type=sa.String(length=16), server_default=None)
        batch_op.create_index(batch_op.f("ix_case_decided"), ["decided"], unique=False)


def _create(table: str, what: sa.Column[str], words: str) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(length=16), nullable=False),
        what,
        sa.Column(words, sa.String(), nullable=False),
        sa.Column("sealed_id", sa.String(length=36), nullable=True),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_number"], ["case.number"], name=op.f(f"fk_{table}_case_number_case")
        ),
        sa.ForeignKeyConstraint(
            ["sealed_id"], ["secret.id"], name=op.f(f"fk_{table}_sealed_id_secret")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(batch_op.f(f"ix_{table}_case_number"), ["case_number"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_decided"))
        batch_op.drop_column("decided")
    for table in ("decision", "fact"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f"ix_{table}_case_number"))
        op.drop_table(table)
