"""Groups that come together, and the places that are held for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RULE = "ck_call_out_never_over_held"


def upgrade() -> None:
    """The constraint comes with its column: so the table of call-outs stays as it is, on SQLite too."""
    op.execute(
        f"ALTER TABLE call_out ADD COLUMN held {_int_type()} DEFAULT 0 NOT NULL "
        f"CONSTRAINT {RULE} CHECK (held >= 0 AND filled + held <= needed)"
    )
    _create_group()
    _create_member()
    _create_hold()


def _int_type() -> str:
    return "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"


def _create_group() -> None:
    op.create_table(
        "volunteer_group",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("corps_id", ID, nullable=False),
        sa.Column("leader_id", ID, nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("founded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dissolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["corps_id"], ["corps.id"], name=op.f("fk_volunteer_group_corps_id_corps")),
        sa.ForeignKeyConstraint(
            ["leader_id"], ["person.id"], name=op.f("fk_volunteer_group_leader_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_group")),
        sa.UniqueConstraint("token", name=op.f("uq_volunteer_group_token")),
    )
    op.create_index("ix_volunteer_group_corps_id", "volunteer_group", ["corps_id"])
    op.create_index("ix_volunteer_group_leader_id", "volunteer_group", ["leader_id"])


def _create_member() -> None:
    op.create_table(
        "group_member",
        sa.Column("id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("left_at >= joined_at", name=op.f("ck_group_member_leaves_after_joining")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["volunteer_group.id"], name=op.f("fk_group_member_group_id_volunteer_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_group_member_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
        sqlite_autoincrement=True,
    )  # fmt: skip
    is_open = sa.text("left_at IS NULL")
    op.create_index(
        "uq_group_member_open", "group_member", ["person_id"], unique=True,
        sqlite_where=is_open, postgresql_where=is_open,
    )  # fmt: skip
    op.create_index("ix_group_member_person_id", "group_member", ["person_id"])
    op.create_index("ix_group_member_group_id", "group_member", ["group_id", "left_at"])


def _create_hold() -> None:
    op.create_table(
        "place_hold",
        sa.Column("id", ID, nullable=False),
        sa.Column("call_out_id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("places", ID, nullable=False),
        sa.Column("taken", ID, nullable=False),
        sa.Column("held", ID, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "held >= 0 AND taken >= 0 AND held + taken <= places", name=op.f("ck_place_hold_never_over_taken")
        ),
        sa.CheckConstraint("ended_at IS NULL OR held = 0", name=op.f("ck_place_hold_holds_nothing_at_the_end")),
        sa.ForeignKeyConstraint(["call_out_id"], ["call_out.id"], name=op.f("fk_place_hold_call_out_id_call_out")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["volunteer_group.id"], name=op.f("fk_place_hold_group_id_volunteer_group"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_hold")),
        sa.UniqueConstraint("call_out_id", "group_id", name=op.f("uq_place_hold_call_out_id_group_id")),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("ix_place_hold_group_id", "place_hold", ["group_id"])
    is_open = sa.text("ended_at IS NULL")
    op.create_index("ix_place_hold_until", "place_hold", ["until"], sqlite_where=is_open, postgresql_where=is_open)


def downgrade() -> None:
    op.drop_table("place_hold")
    op.drop_table("group_member")
    op.drop_table("volunteer_group")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(RULE), "call_out", type_="check")
    op.drop_column("call_out", "held")
