"""Announcements to some people of a call-out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AUDIENCE = sa.Enum("coming", "reserve", "silent", name="audience", native_enum=False, create_constraint=True, length=24)
ONE_OF_THEM = "(corps_id IS NULL) <> (call_out_id IS NULL)"
WITH_AUDIENCE = "(call_out_id IS NULL) = (audience IS NULL)"


def upgrade() -> None:
    with op.batch_alter_table("announcement", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.alter_column("corps_id", existing_type=ID, nullable=True)
        table.add_column(sa.Column("call_out_id", ID, nullable=True))
        table.add_column(sa.Column("audience", AUDIENCE, nullable=True))
        table.create_foreign_key(
            op.f("fk_announcement_call_out_id_call_out"), "call_out", ["call_out_id"], ["id"], ondelete="CASCADE"
        )
        table.create_check_constraint(op.f("ck_announcement_to_a_corps_or_a_call_out"), ONE_OF_THEM)
        table.create_check_constraint(op.f("ck_announcement_a_call_out_has_audience"), WITH_AUDIENCE)
        table.create_index("ix_announcement_call_out_id", ["call_out_id"])


def downgrade() -> None:
    """What was written to the people of a call-out goes: before, there was no place for it."""
    to_call_outs = "SELECT id FROM announcement WHERE call_out_id IS NOT NULL"
    op.execute(f"DELETE FROM inbox_message WHERE announcement_id IN ({to_call_outs})")  # noqa: S608  no values in it
    op.execute("DELETE FROM announcement WHERE call_out_id IS NOT NULL")
    with op.batch_alter_table("announcement", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_index("ix_announcement_call_out_id")
        table.drop_constraint(op.f("ck_announcement_a_call_out_has_audience"), type_="check")
        table.drop_constraint(op.f("ck_announcement_to_a_corps_or_a_call_out"), type_="check")
        table.drop_constraint(op.f("ck_announcement_audience"), type_="check")
        table.drop_constraint(op.f("fk_announcement_call_out_id_call_out"), type_="foreignkey")
        table.drop_column("audience")
        table.drop_column("call_out_id")
        table.alter_column("corps_id", existing_type=ID, nullable=False)
