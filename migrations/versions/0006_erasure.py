"""Erasure: invitations outlive their person without a name; signs of life, the question of who stays, erasures to journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = "fk_invitation_person_id_person"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    for column in ("seen_at", "stay_asked_at", "erase_wished_at"):
        op.add_column("person", sa.Column(column, moment, nullable=True))
    asked = "(stay_asked = 0) = (stay_asked_at IS NULL)"
    op.execute(
        "ALTER TABLE person ADD COLUMN stay_asked SMALLINT DEFAULT 0 NOT NULL"
        f" CONSTRAINT ck_person_a_question_has_time CHECK ({asked})"
    )
    op.execute("UPDATE person SET seen_at = COALESCE(signed_up_at, created_at)")
    for column in ("seen_at", "stay_asked_at", "erase_wished_at"):
        op.create_index(f"ix_person_{column}", "person", [column])
    op.create_table(
        "erasure",
        sa.Column("person_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("erased_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_erasure")),
    )
    _let_invitations(nullable=True, ondelete="SET NULL")


def _let_invitations(*, nullable: bool, ondelete: str) -> None:
    """SQLite makes the table anew, which is safe: foreign keys are off meanwhile (models.engine.Database.connection).

    It goes on counting where it was: ids stand in buttons, and are never given out again.
    """
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    last = (
        op.get_bind().scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'invitation'")) if on_sqlite else 0
    )
    with op.batch_alter_table("invitation", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_constraint(KEY, type_="foreignkey")
        table.alter_column("person_id", existing_type=NUMBER, nullable=nullable)
        table.create_foreign_key(op.f(KEY), "person", ["person_id"], ["id"], ondelete=ondelete)
    if last:
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'invitation'")
        kept = sa.table("sqlite_sequence", sa.column("name"), sa.column("seq"))
        op.execute(kept.insert().values(name="invitation", seq=last))


def downgrade() -> None:
    op.execute("DELETE FROM invitation WHERE person_id IS NULL")
    _let_invitations(nullable=False, ondelete="CASCADE")
    op.drop_table("erasure")
    for column in ("seen_at", "stay_asked_at", "erase_wished_at"):
        op.drop_index(f"ix_person_{column}", "person")
    for column in ("stay_asked", "seen_at", "stay_asked_at", "erase_wished_at"):
        op.drop_column("person", column)
