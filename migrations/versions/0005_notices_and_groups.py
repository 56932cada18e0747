"""The history of the privacy notices that people were shown, and the groups in which the bot explained itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The history begins with the notice that each person is known to have seen."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "notice_shown",
        sa.Column("id", number, nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notice_shown_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_shown")),
        sa.UniqueConstraint(
            "person_id", "version", "language", name=op.f("uq_notice_shown_person_id_version_language")
        ),
    )
    op.execute(
        "INSERT INTO notice_shown (person_id, version, language, shown_at) "
        "SELECT id, privacy_version, language, COALESCE(privacy_shown_at, created_at) FROM person "
        "WHERE privacy_version IS NOT NULL"
    )
    op.create_table(
        "group_chat",
        sa.Column("chat_id", number, autoincrement=False, nullable=False),
        sa.Column("explained_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_group_chat")),
    )


def downgrade() -> None:
    op.drop_table("group_chat")
    op.drop_table("notice_shown")
