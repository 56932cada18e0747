"""Corps administrators, who gave and took roles, and announcements with their inbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROLES_BEFORE = "role IN ('requester', 'coordinator', 'administrator')"
ROLES = "role IN ('requester', 'corps_administrator', 'coordinator', 'administrator')"
CORPS_IS_LOCAL = "role <> 'corps_administrator' OR scope = 'municipality'"


def upgrade() -> None:
    with op.batch_alter_table("role_grant", table_kwargs={"sqlite_autoincrement": True}) as grant:
        _swap_roles(grant, "role_grant", ROLES)
        grant.create_check_constraint(op.f("ck_role_grant_corps_is_local"), CORPS_IS_LOCAL)
        grant.add_column(sa.Column("revoked_by_id", ID, nullable=True))
        grant.create_foreign_key(
            op.f("fk_role_grant_revoked_by_id_person"), "person", ["revoked_by_id"], ["id"], ondelete="SET NULL"
        )
    with op.batch_alter_table("role_invite", table_kwargs={"sqlite_autoincrement": True}) as invite:
        _swap_roles(invite, "role_invite", ROLES)
        invite.create_check_constraint(op.f("ck_role_invite_corps_is_local"), CORPS_IS_LOCAL)
        invite.add_column(sa.Column("created_by_id", ID, nullable=True))
        invite.create_foreign_key(
            op.f("fk_role_invite_created_by_id_person"), "person", ["created_by_id"], ["id"], ondelete="CASCADE"
        )
        invite.create_index("ix_role_invite_created_by_id", ["created_by_id"])
    _create_announcement()
    _create_inbox_message()


def downgrade() -> None:
    op.drop_table("inbox_message")
    op.drop_table("announcement")
    for table in ("role_invite", "role_grant"):  # the old schema doesn't know this role
        op.execute(sa.text(f"DELETE FROM {table} WHERE role = 'corps_administrator'"))  # noqa: S608  our own names
    with op.batch_alter_table("role_invite", table_kwargs={"sqlite_autoincrement": False}) as invite:
        invite.drop_index("ix_role_invite_created_by_id")
        invite.drop_constraint(op.f("fk_role_invite_created_by_id_person"), type_="foreignkey")
        invite.drop_column("created_by_id")
        invite.drop_constraint(op.f("ck_role_invite_corps_is_local"), type_="check")
        _swap_roles(invite, "role_invite", ROLES_BEFORE)
    with op.batch_alter_table("role_grant", table_kwargs={"sqlite_autoincrement": False}) as grant:
        grant.drop_constraint(op.f("fk_role_grant_revoked_by_id_person"), type_="foreignkey")
        grant.drop_column("revoked_by_id")
        grant.drop_constraint(op.f("ck_role_grant_corps_is_local"), type_="check")
        _swap_roles(grant, "role_grant", ROLES_BEFORE)


def _swap_roles(batch: BatchOperations, table: str, roles: str) -> None:
    batch.drop_constraint(op.f(f"ck_{table}_role"), type_="check")
    batch.create_check_constraint(op.f(f"ck_{table}_role"), roles)


def _create_announcement() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", ID, nullable=False),
        sa.Column("corps_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("receivers", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_announcement_author_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["corps_id"], ["corps.id"], name=op.f("fk_announcement_corps_id_corps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
        sa.UniqueConstraint("key", name=op.f("uq_announcement_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_announcement_author_id", "announcement", ["author_id"])
    op.create_index("ix_announcement_corps_id_sent_at", "announcement", ["corps_id", "sent_at"])
    op.create_index("ix_announcement_sent_at", "announcement", ["sent_at"])


def _create_inbox_message() -> None:
    op.create_table(
        "inbox_message",
        sa.Column("id", ID, nullable=False),
        sa.Column("announcement_id", ID, nullable=False),
        sa.Column("from_id", ID, nullable=False),
        sa.Column("to_id", ID, nullable=False),
        sa.Column("answers_id", ID, nullable=True),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcement.id"],
            name=op.f("fk_inbox_message_announcement_id_announcement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["answers_id"],
            ["inbox_message.id"],
            name=op.f("fk_inbox_message_answers_id_inbox_message"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["from_id"], ["person.id"], name=op.f("fk_inbox_message_from_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["person.id"], name=op.f("fk_inbox_message_to_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_message")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_message_announcement_id", "inbox_message", ["announcement_id"])
    op.create_index("ix_inbox_message_answers_id", "inbox_message", ["answers_id"])
    op.create_index("ix_inbox_message_from_id", "inbox_message", ["from_id"])
    op.create_index("ix_inbox_message_to_id", "inbox_message", ["to_id", "id"])
