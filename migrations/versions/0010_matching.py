"""Whose turn it is to be asked, skills that are preferred, and criteria that a coordinator lets go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INDEX = "ix_person_matching"
WISH = "ix_person_erase_wished_at"
BEFORE = ["corps_id", "reachable", "birth_date", "skill_bits"]
NOW = [
    "corps_id", "reachable", "paused_at", "erase_wished_at", "birth_date", "skill_bits",
    "municipality_nis", "availability", "call_always", "asked_at", "deployments",
]  # fmt: skip
ALSO = ("also_unavailable", "also_recently_asked", "also_far")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("person", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    kind = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE person ADD COLUMN deployments {kind} DEFAULT 0 NOT NULL"
        " CONSTRAINT ck_person_deployments_are_counted CHECK (deployments >= 0)"
    )
    op.execute("UPDATE person SET asked_at = (SELECT max(asked_at) FROM invitation WHERE person_id = person.id)")
    op.execute(
        "UPDATE person SET deployments ="
        " (SELECT count(*) FROM invitation WHERE person_id = person.id AND state = 'coming')"
    )
    _index(NOW)
    wish = sa.text("erase_wished_at IS NOT NULL")
    op.drop_index(WISH, "person")
    op.create_index(WISH, "person", ["erase_wished_at"], sqlite_where=wish, postgresql_where=wish)
    op.add_column("help_request", sa.Column("preferred_skill_bits", NUMBER, server_default="0", nullable=False))
    for column in ALSO:
        op.add_column("help_request", sa.Column(column, sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    for column in (*ALSO, "preferred_skill_bits"):
        op.drop_column("help_request", column)
    op.drop_index(WISH, "person")
    op.create_index(WISH, "person", ["erase_wished_at"])
    _index(BEFORE)
    op.drop_column("person", "deployments")
    op.drop_column("person", "asked_at")


def _index(columns: list[str]) -> None:
    op.drop_index(INDEX, "person")
    op.create_index(INDEX, "person", columns)
