"""When people arrive, what they write, who is asked and reminded again, and why a call-out closed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
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
    _create_remark()
    _create_closing_words()


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


def _create_closing_words() -> None:
    op.create_table(
        "closing_words",
        sa.Column("call_out_id", ID, autoincrement=False, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["call_out_id"], ["call_out.id"], name=op.f("fk_closing_words_call_out_id_call_out")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_closing_words_person_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("call_out_id", name=op.f("pk_closing_words")),
    )
    op.create_index("ix_closing_words_person_id", "closing_words", ["person_id"])


def downgrade() -> None:
    op.drop_table("closing_words")
    op.drop_table("remark")
    for table, column in INDEXES:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
    for table, columns in MOMENTS.items():
        for column in columns:
            op.drop_column(table, column)
