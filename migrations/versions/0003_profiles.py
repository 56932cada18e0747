"""Profiles: emergency contact, quiet hours, pauses, the history of memberships, and forms that wait beneath others.

Columns are added and dropped in place: where SQLite's table `person` is made anew (Alembic's batch mode), dropping the
old one deletes by cascade whatever refers to it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

HALF_HOUR = "{column} % 30 = 0 AND {column} BETWEEN 0 AND 1410"


def _add_checked(column: str, kind: str, *checks: tuple[str, str]) -> None:
    """A column with named constraints; a later one may speak of earlier columns."""
    constraints = " ".join(f"CONSTRAINT ck_person_{name} CHECK ({rule})" for name, rule in checks)
    op.execute(f"ALTER TABLE person ADD COLUMN {column} {kind} {constraints}")


def upgrade() -> None:
    op.add_column("conversation", sa.Column("beneath", sa.JSON(), nullable=False, server_default="[]"))
    moment = "TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME"
    _add_checked("quiet_from", "SMALLINT", ("quiet_from_is_a_half_hour", HALF_HOUR.format(column="quiet_from")))
    _add_checked(
        "quiet_until",
        "SMALLINT",
        ("quiet_until_is_a_half_hour", HALF_HOUR.format(column="quiet_until")),
        ("quiet_hours_are_whole", "(quiet_from IS NULL) = (quiet_until IS NULL)"),
        ("quiet_hours_are_not_a_day", "quiet_from <> quiet_until"),
    )
    _add_checked("paused_at", moment)
    _add_checked("paused_until", moment, ("only_a_pause_ends", "paused_until IS NULL OR paused_at IS NOT NULL"))
    op.add_column("person", sa.Column("emergency_name", sa.String(length=80), nullable=False, server_default=""))
    op.add_column("person", sa.Column("emergency_phone", sa.String(length=20), nullable=False, server_default=""))
    op.create_index("ix_person_paused_until", "person", ["paused_until"])

    op.create_table(
        "membership",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("corps_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("until >= since", name=op.f("ck_membership_ends_after_start")),
        sa.ForeignKeyConstraint(["corps_id"], ["corps.id"], name=op.f("fk_membership_corps_id_corps")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index("ix_membership_person_id_since", "membership", ["person_id", "since"])
    is_open = sa.text("until IS NULL")
    op.create_index(
        "uq_membership_open", "membership", ["person_id"], unique=True, sqlite_where=is_open, postgresql_where=is_open
    )
    op.execute(
        "INSERT INTO membership (person_id, corps_id, since) "
        "SELECT id, corps_id, COALESCE(signed_up_at, created_at) FROM person WHERE corps_id IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_table("membership")
    op.drop_index("ix_person_paused_until", "person")
    for column in ("emergency_phone", "emergency_name", "paused_until", "paused_at", "quiet_until", "quiet_from"):
        op.drop_column("person", column)
    op.drop_column("conversation", "beneath")
