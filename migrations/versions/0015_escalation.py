"""Escalation: what neighbours keep at home, proposals, and the provincial phase."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Constraints come with their columns: so the tables that others refer to stay as they are, on SQLite too."""
    _add_to_corps()
    op.add_column("call_out", sa.Column("proposal_due_at", MOMENT, nullable=True))
    op.add_column("call_out", sa.Column("escalates_at", MOMENT, nullable=True))
    op.create_index("ix_call_out_proposal_due_at", "call_out", ["proposal_due_at"])
    op.create_index("ix_call_out_escalates_at", "call_out", ["escalates_at"])
    op.add_column("invitation", sa.Column("withheld", sa.Boolean(), server_default=sa.false(), nullable=False))
    _create_corps_call()
    _create_phase()


def _add_to_corps() -> None:
    op.execute(
        "ALTER TABLE corps ADD COLUMN keep_home SMALLINT CONSTRAINT ck_corps_keeps_people CHECK (keep_home >= 0)"
    )
    op.execute(
        "ALTER TABLE corps ADD COLUMN keep_home_percent SMALLINT "
        "CONSTRAINT ck_corps_keeps_a_share CHECK (keep_home_percent BETWEEN 0 AND 100) "
        "CONSTRAINT ck_corps_keeps_a_number_or_a_share CHECK (keep_home IS NULL OR keep_home_percent IS NULL)"
    )


def _create_corps_call() -> None:
    op.create_table(
        "corps_call",
        sa.Column("id", ID, nullable=False),
        sa.Column("call_out_id", ID, nullable=False),
        sa.Column("corps_id", ID, nullable=False),
        sa.Column("called_at", MOMENT, nullable=False),
        sa.Column("asked", ID, nullable=False),
        sa.Column("kept", ID, nullable=False),
        sa.Column("withheld_at", MOMENT, nullable=True),
        sa.Column("withheld_by_id", ID, nullable=True),
        sa.CheckConstraint("asked >= 0 AND kept >= 0", name=op.f("ck_corps_call_counts_people")),
        sa.ForeignKeyConstraint(["call_out_id"], ["call_out.id"], name=op.f("fk_corps_call_call_out_id_call_out")),
        sa.ForeignKeyConstraint(["corps_id"], ["corps.id"], name=op.f("fk_corps_call_corps_id_corps")),
        sa.ForeignKeyConstraint(
            ["withheld_by_id"], ["person.id"], name=op.f("fk_corps_call_withheld_by_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corps_call")),
        sa.UniqueConstraint("call_out_id", "corps_id", name=op.f("uq_corps_call_call_out_id_corps_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_corps_call_corps_id", "corps_call", ["corps_id"])


def _create_phase() -> None:
    op.create_table(
        "provincial_phase",
        sa.Column("id", ID, nullable=False),
        sa.Column("province", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=False),
        sa.Column("declared_by_id", ID, nullable=True),
        sa.Column("declared_at", MOMENT, nullable=False),
        sa.Column("ended_by_id", ID, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("ended_at >= declared_at", name=op.f("ck_provincial_phase_ends_after_start")),
        sa.CheckConstraint("reference <> ''", name=op.f("ck_provincial_phase_has_a_reference")),
        sa.ForeignKeyConstraint(
            ["declared_by_id"], ["person.id"], name=op.f("fk_provincial_phase_declared_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_provincial_phase_ended_by_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provincial_phase")),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index(
        "uq_provincial_phase_open",
        "provincial_phase",
        ["province"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("provincial_phase")
    op.drop_table("corps_call")
    op.drop_column("invitation", "withheld")
    op.drop_index("ix_call_out_escalates_at", "call_out")
    op.drop_index("ix_call_out_proposal_due_at", "call_out")
    op.drop_column("call_out", "escalates_at")
    op.drop_column("call_out", "proposal_due_at")
    op.drop_column("corps", "keep_home_percent")
    op.drop_column("corps", "keep_home")
