"""When people arrive, what they write, who is asked and reminded again, and why a call-out closed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENTS = {
    "call_out": ("remind_at", "start_reminder_at"),
    "invitation": ("arrives_at", "arrival_given_at", "confirm_until", "reminded_at", "asked_again_at", "late_at"),
}
INDEXES = (("call_out", "remind_at"), ("call_out", "start_reminder_at"), ("invitation", "confirm_until"))


def upgrade() -> None:
    for table, columns in MOMENTS.items():
        for column in columns:
            op.add_column(table, sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.add_column("call_out", sa.Column("closing_words", sa.String(length=300), nullable=False, server_default=""))
    op.execute(
        f"ALTER TABLE call_out ADD COLUMN closed_by_id {_int_type()} "
        "CONSTRAINT fk_call_out_closed_by_id_person REFERENCES person (id) ON DELETE SET NULL"
    )
    _create_remark()


def _int_type() -> str:
    return "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"


def _create_remark() -> None:
    op.create_table(
        "remark",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("invitation_id", ID, nullable=True),
        sa.Column("text", sa.String(length=4096), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_remark_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_remark_invitation_id_invitation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index("ix_remark_invitation_id", "remark", ["invitation_id"])
    op.create_index("ix_remark_person_id", "remark", ["person_id"])


def downgrade() -> None:
    op.drop_table("remark")
    for table, column in INDEXES:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
    op.drop_column("call_out", "closed_by_id")
    op.drop_column("call_out", "closing_words")
    for table, columns in MOMENTS.items():
        for column in columns:
            op.drop_column(table, column)
