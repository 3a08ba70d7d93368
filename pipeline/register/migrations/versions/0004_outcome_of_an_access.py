"""The access log also tells what was refused, who read the log, and when the key was changed"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("outcome", sa.String(length=12), nullable=False, server_default="opened")
        )
        batch_op.create_index(batch_op.f("ix_access_log_at"), ["at"], unique=False)
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.alter_column("outcome", existing_type=sa.String(length=12), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_log_at"))
        batch_op.drop_column("outcome")
