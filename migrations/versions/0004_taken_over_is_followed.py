"""A help request that was taken over has a moment by which it must be called out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

RULE = "ck_help_request_taken_is_followed"
FOLLOWED = "state <> 'taken' OR launch_due_at IS NOT NULL"


def upgrade() -> None:
    """Whatever is taken over now is due at once: its coordinator is reminded."""
    if op.get_bind().dialect.name == "sqlite":
        _add_to_sqlite()
    else:
        op.add_column("help_request", sa.Column("launch_due_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE help_request SET pages_sent = CASE state WHEN 'taken' THEN 0 ELSE pages_sent END, "
        "launch_due_at = CASE state WHEN 'taken' THEN COALESCE(taken_at, created_at) END"
    )
    if op.get_bind().dialect.name != "sqlite":
        op.create_check_constraint(op.f(RULE), "help_request", FOLLOWED)
    op.create_index("ix_help_request_launch_due_at", "help_request", ["launch_due_at"])


def _add_to_sqlite() -> None:
    """The constraint comes with the column, and needs a default for the rows that are there: a copy of the table would
    need the foreign keys that refer to it off. No new row uses the default.
    """
    op.execute(
        "ALTER TABLE help_request ADD COLUMN launch_due_at DATETIME DEFAULT '2000-01-01 00:00:00.000000' "
        f"CONSTRAINT {RULE} CHECK ({FOLLOWED})"
    )


def downgrade() -> None:
    op.drop_index("ix_help_request_launch_due_at", "help_request")
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(RULE), "help_request", type_="check")
    op.drop_column("help_request", "launch_due_at")
