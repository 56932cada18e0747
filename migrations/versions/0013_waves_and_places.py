"""Waves, offers to the reserve list, and places by role."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RESERVED = "ck_call_out_never_over_reserved"
OFFERED = "ck_invitation_offered_to_the_reserve"
ROLE = "fk_invitation_role_id_call_out_role"


def upgrade() -> None:
    op.add_column("call_out", sa.Column("wave", ID, nullable=False, server_default="1"))
    op.add_column("call_out", sa.Column("next_wave_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("invitation", sa.Column("wave", ID, nullable=False, server_default="1"))
    _alter_call_out()
    _create_role()
    _alter_invitation()
    op.add_column("help_request", sa.Column("roles", sa.JSON(), nullable=False, server_default="[]"))
    waits = sa.text("next_wave_at IS NOT NULL")
    op.create_index(
        "ix_call_out_next_wave_at", "call_out", ["next_wave_at"], sqlite_where=waits, postgresql_where=waits
    )


def _int_type() -> str:
    return "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"


def _alter_call_out() -> None:
    """The constraint comes with its column: so the table stays as it is, on SQLite too."""
    op.execute(
        f"ALTER TABLE call_out ADD COLUMN reserved {_int_type()} DEFAULT 0 NOT NULL "
        f"CONSTRAINT {RESERVED} CHECK (reserved >= 0 AND filled + held + reserved <= needed)"
    )


def _create_role() -> None:
    op.create_table(
        "call_out_role",
        sa.Column("id", ID, nullable=False),
        sa.Column("call_out_id", ID, nullable=False),
        sa.Column("skill_bits", ID, nullable=False),
        sa.Column("needed", ID, nullable=False),
        sa.Column("filled", ID, nullable=False),
        sa.CheckConstraint("filled BETWEEN 0 AND needed", name=op.f("ck_call_out_role_never_over_filled")),
        sa.CheckConstraint("skill_bits > 0", name=op.f("ck_call_out_role_asks_for_skills")),
        sa.ForeignKeyConstraint(["call_out_id"], ["call_out.id"], name=op.f("fk_call_out_role_call_out_id_call_out")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_out_role")),
        sa.UniqueConstraint("call_out_id", "skill_bits", name=op.f("uq_call_out_role_call_out_id_skill_bits")),
        sqlite_autoincrement=True,
    )


def _alter_invitation() -> None:
    timestamp = "TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME"
    op.execute(
        f"ALTER TABLE invitation ADD COLUMN role_id {_int_type()} CONSTRAINT {ROLE} REFERENCES call_out_role (id)"
    )
    op.execute(
        f"ALTER TABLE invitation ADD COLUMN offered_until {timestamp} "
        f"CONSTRAINT {OFFERED} CHECK (offered_until IS NULL OR state = 'reserve')"
    )
    op.add_column("invitation", sa.Column("offer_lapsed", sa.Boolean(), nullable=False, server_default=sa.false()))
    is_open = sa.text("offered_until IS NOT NULL")
    op.create_index(
        "ix_invitation_offered_until", "invitation", ["offered_until"], sqlite_where=is_open, postgresql_where=is_open
    )


def downgrade() -> None:
    op.drop_column("help_request", "roles")
    op.drop_index("ix_invitation_offered_until", "invitation")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(OFFERED), "invitation", type_="check")
        op.drop_constraint(op.f(RESERVED), "call_out", type_="check")
        op.drop_constraint(op.f(ROLE), "invitation", type_="foreignkey")
    for column in ("offer_lapsed", "offered_until", "role_id"):
        op.drop_column("invitation", column)
    op.drop_table("call_out_role")
    op.drop_column("call_out", "reserved")
    op.drop_index("ix_call_out_next_wave_at", "call_out")
    op.drop_column("invitation", "wave")
    op.drop_column("call_out", "next_wave_at")
    op.drop_column("call_out", "wave")
