"""First-aid certificates, while they wait to be checked and what is kept of them afterwards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WAITS = "state = 'pending'"
RULES = {
    "file_while_it_waits": f"({WAITS}) = (file_id IS NOT NULL)",
    "form_while_it_waits": f"({WAITS}) = (is_picture IS NOT NULL)",
    "album_while_it_waits": f"album IS NULL OR {WAITS}",
    "reminder_while_it_waits": f"remind_at IS NULL OR {WAITS}",
    "decided_at_a_moment": f"({WAITS}) = (decided_at IS NULL)",
    "confirmed_as_a_kind": "(state = 'confirmed') = (kind IS NOT NULL)",
    "only_confirmed_expires": "expires_on IS NULL OR state = 'confirmed'",
    "declined_for_a_reason": "(state = 'declined') = (reason IS NOT NULL)",
    "remark_is_the_reason": "(reason = 'other') = (remark <> '')",
}
STATES = ("pending", "confirmed", "declined")
KINDS = ("basic", "refresher", "other")
REASONS = ("unreadable", "expired", "not_first_aid", "somebody_elses", "other")


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "certificate",
        sa.Column("id", number, nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("state", _one_of("certificatestate", *STATES), nullable=False),
        sa.Column("file_id", sa.String(length=255), nullable=True),
        sa.Column("is_picture", sa.Boolean(), nullable=True),
        sa.Column("album", sa.String(length=40), nullable=True),
        sa.Column("sent_at", moment, nullable=False),
        sa.Column("remind_at", moment, nullable=True),
        sa.Column("kind", _one_of("certificatekind", *KINDS), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("reason", _one_of("declinereason", *REASONS), nullable=True),
        sa.Column("remark", sa.String(length=300), nullable=False),
        sa.Column("decided_at", moment, nullable=True),
        sa.Column("decided_by_id", number, nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_certificate_{name}")) for name, rule in RULES.items()),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_certificate_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_certificate_decided_by_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sqlite_autoincrement=True,
    )
    waits = sa.text(WAITS)
    op.create_index(
        "uq_certificate_waiting", "certificate", ["person_id"], unique=True, sqlite_where=waits, postgresql_where=waits
    )
    op.create_index("ix_certificate_person_id", "certificate", ["person_id"])
    op.create_index("ix_certificate_remind_at", "certificate", ["remind_at"])


def downgrade() -> None:
    op.drop_table("certificate")
