"""The tables of the first loop."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column(
            "telegram_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("form", sa.String(length=30), nullable=False),
        sa.Column("step", sa.String(length=30), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", name=op.f("pk_conversation")),
    )
    op.create_table(
        "failed_update",
        sa.Column(
            "update_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_failed_update")),
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("clock_ahead", sa.Double(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_installation_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "municipality",
        sa.Column("nis", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("name_nl", sa.String(length=80), nullable=False),
        sa.Column("name_fr", sa.String(length=80), nullable=False),
        sa.Column("name_de", sa.String(length=80), nullable=False),
        sa.Column("province", sa.String(length=40), nullable=False),
        sa.Column("region", sa.String(length=40), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("nis", name=op.f("pk_municipality")),
    )
    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_municipality_province"), ["province"], unique=False)

    op.create_table(
        "posted_card",
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("card", sa.String(length=60), nullable=False),
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "card", name=op.f("pk_posted_card")),
    )
    op.create_table(
        "seen_update",
        sa.Column(
            "update_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_seen_update")),
    )
    with op.batch_alter_table("seen_update", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seen_update_seen_at"), ["seen_at"], unique=False)

    op.create_table(
        "corps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_nis", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("founded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_nis"], ["municipality.nis"], name=op.f("fk_corps_municipality_nis_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corps")),
        sa.UniqueConstraint("municipality_nis", name=op.f("uq_corps_municipality_nis")),
        sa.UniqueConstraint("slug", name=op.f("uq_corps_slug")),
    )
    op.create_table(
        "neighbour",
        sa.Column("nis_a", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nis_b", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("nis_a < nis_b", name=op.f("ck_neighbour_ordered")),
        sa.ForeignKeyConstraint(["nis_a"], ["municipality.nis"], name=op.f("fk_neighbour_nis_a_municipality")),
        sa.ForeignKeyConstraint(["nis_b"], ["municipality.nis"], name=op.f("fk_neighbour_nis_b_municipality")),
        sa.PrimaryKeyConstraint("nis_a", "nis_b", name=op.f("pk_neighbour")),
    )
    with op.batch_alter_table("neighbour", schema=None) as batch_op:
        batch_op.create_index("ix_neighbour_nis_b", ["nis_b"], unique=False)

    op.create_table(
        "place",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_nis", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_nis"], ["municipality.nis"], name=op.f("fk_place_municipality_nis_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("municipality_nis", "name", name=op.f("uq_place_municipality_nis_name")),
    )
    op.create_table(
        "postcode",
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("municipality_nis", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_nis"], ["municipality.nis"], name=op.f("fk_postcode_municipality_nis_municipality")
        ),
        sa.PrimaryKeyConstraint("code", "municipality_nis", name=op.f("pk_postcode")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("telegram_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("municipality_nis", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("corps_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("skill_bits", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("availability", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("call_always", sa.Boolean(), nullable=False),
        sa.Column("privacy_version", sa.String(length=20), nullable=True),
        sa.Column("privacy_shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["corps_id"], ["corps.id"], name=op.f("fk_person_corps_id_corps")),
        sa.ForeignKeyConstraint(
            ["municipality_nis"], ["municipality.nis"], name=op.f("fk_person_municipality_nis_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_person_telegram_id")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index("ix_person_matching", ["corps_id", "reachable", "birth_date", "skill_bits"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=30), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["person.id"], name=op.f("fk_audit_entry_actor_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entry_subject", ["subject", "subject_id"], unique=False)

    op.create_table(
        "corps_interest",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_nis", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_nis"], ["municipality.nis"], name=op.f("fk_corps_interest_municipality_nis_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_corps_interest_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "municipality_nis", name=op.f("pk_corps_interest")),
    )
    op.create_table(
        "emergency",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("municipality_nis", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_charge_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("on_site_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["in_charge_id"], ["person.id"], name=op.f("fk_emergency_in_charge_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["municipality_nis"], ["municipality.nis"], name=op.f("fk_emergency_municipality_nis_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["on_site_id"], ["person.id"], name=op.f("fk_emergency_on_site_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("emergency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_emergency_municipality_nis"), ["municipality_nis"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "method",
            sa.Enum(
                "send",
                "replace",
                "edit",
                "delete",
                "menu",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("notice", sa.String(length=30), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("payload", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("card", sa.String(length=60), nullable=True),
        sa.Column("coalesce", sa.String(length=80), nullable=True),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending", "sending", "failed", name="outboxstate", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("sending_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("failure", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "(state = 'sending') = (sending_until IS NOT NULL)", name=op.f("ck_outbox_sending_has_deadline")
        ),
        sa.CheckConstraint("(person_id IS NULL) <> (chat_id IS NULL)", name=op.f("ck_outbox_one_receiver")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_outbox_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_claim", ["state", "priority", "id"], unique=False)
        batch_op.create_index(
            "uq_outbox_coalesce",
            ["coalesce"],
            unique=True,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )

    op.create_table(
        "role_grant",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "requester",
                "coordinator",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "scope",
            sa.Enum(
                "municipality",
                "province",
                "flanders",
                name="scope",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("municipality_nis", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("province", sa.String(length=40), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(scope = 'municipality') = (municipality_nis IS NOT NULL) AND (scope = 'province') = (province IS NOT NULL)",
            name=op.f("ck_role_grant_scope_is_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_nis"], ["municipality.nis"], name=op.f("fk_role_grant_municipality_nis_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index("ix_role_grant_person_id", ["person_id"], unique=False)

    op.create_table(
        "role_invite",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "requester",
                "coordinator",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "scope",
            sa.Enum(
                "municipality",
                "province",
                "flanders",
                name="scope",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("municipality_nis", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("province", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(scope = 'municipality') = (municipality_nis IS NOT NULL) AND (scope = 'province') = (province IS NOT NULL)",
            name=op.f("ck_role_invite_scope_is_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_nis"], ["municipality.nis"], name=op.f("fk_role_invite_municipality_nis_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["used_by_id"], ["person.id"], name=op.f("fk_role_invite_used_by_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_invite")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_role_invite_token_hash")),
    )
    op.create_table(
        "help_request",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("emergency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_nis", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("requester_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "taken",
                "called_out",
                "closed",
                name="requeststate",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=500), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("needed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("minimum_age", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("skill_bits", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bring", sa.String(length=300), nullable=False),
        sa.Column("taken_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pages_sent", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("next_page_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'waiting') = (next_page_at IS NOT NULL)", name=op.f("ck_help_request_waiting_is_paged")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_help_request_ends_after_start")),
        sa.CheckConstraint("minimum_age IN (16, 18)", name=op.f("ck_help_request_minimum_age")),
        sa.CheckConstraint("needed > 0", name=op.f("ck_help_request_needs_people")),
        sa.ForeignKeyConstraint(
            ["emergency_id"], ["emergency.id"], name=op.f("fk_help_request_emergency_id_emergency")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_nis"], ["municipality.nis"], name=op.f("fk_help_request_municipality_nis_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"], ["person.id"], name=op.f("fk_help_request_requester_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["person.id"], name=op.f("fk_help_request_taken_by_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_request")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("help_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_help_request_emergency_id"), ["emergency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_help_request_municipality_nis"), ["municipality_nis"], unique=False)
        batch_op.create_index("ix_help_request_next_page_at", ["next_page_at"], unique=False)

    op.create_table(
        "call_out",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("help_request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "closed", name="calloutstate", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("needed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("filled", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("answers", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ring", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("launched_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("launched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("board_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_call_out_closed_has_time")),
        sa.CheckConstraint("filled BETWEEN 0 AND needed", name=op.f("ck_call_out_never_over_filled")),
        sa.ForeignKeyConstraint(
            ["help_request_id"], ["help_request.id"], name=op.f("fk_call_out_help_request_id_help_request")
        ),
        sa.ForeignKeyConstraint(
            ["launched_by_id"], ["person.id"], name=op.f("fk_call_out_launched_by_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_out")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("call_out", schema=None) as batch_op:
        batch_op.create_index(
            "uq_call_out_open_request",
            ["help_request_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "passed_request",
        sa.Column("help_request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["help_request_id"], ["help_request.id"], name=op.f("fk_passed_request_help_request_id_help_request")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_passed_request_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("help_request_id", "person_id", name=op.f("pk_passed_request")),
    )
    op.create_table(
        "task",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("call_out_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["call_out_id"], ["call_out.id"], name=op.f("fk_task_call_out_id_call_out")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("call_out_id", "name", name=op.f("uq_task_call_out_id_name")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_call_out_id"), ["call_out_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("call_out_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "silent",
                "coming",
                "reserve",
                "declined",
                name="invitationstate",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("ring", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_enough", sa.Boolean(), nullable=False),
        sa.Column("task_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(state = 'silent') = (answer_number IS NULL)", name=op.f("ck_invitation_an_answer_is_numbered")
        ),
        sa.ForeignKeyConstraint(["call_out_id"], ["call_out.id"], name=op.f("fk_invitation_call_out_id_call_out")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_invitation_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_invitation_task_id_task"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("call_out_id", "person_id", name=op.f("uq_invitation_call_out_id_person_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index("ix_invitation_call_out_state", ["call_out_id", "state", "answer_number"], unique=False)
        batch_op.create_index("ix_invitation_person_state", ["person_id", "state"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index("ix_invitation_person_state")
        batch_op.drop_index("ix_invitation_call_out_state")

    op.drop_table("invitation")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_call_out_id"))

    op.drop_table("task")
    op.drop_table("passed_request")
    with op.batch_alter_table("call_out", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_call_out_open_request",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.drop_table("call_out")
    with op.batch_alter_table("help_request", schema=None) as batch_op:
        batch_op.drop_index("ix_help_request_next_page_at")
        batch_op.drop_index(batch_op.f("ix_help_request_municipality_nis"))
        batch_op.drop_index(batch_op.f("ix_help_request_emergency_id"))

    op.drop_table("help_request")
    op.drop_table("role_invite")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index("ix_role_grant_person_id")

    op.drop_table("role_grant")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_outbox_coalesce",
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.drop_index("ix_outbox_claim")

    op.drop_table("outbox")
    with op.batch_alter_table("emergency", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_emergency_municipality_nis"))

    op.drop_table("emergency")
    op.drop_table("corps_interest")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_subject")

    op.drop_table("audit_entry")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("ix_person_matching")

    op.drop_table("person")
    op.drop_table("postcode")
    op.drop_table("place")
    with op.batch_alter_table("neighbour", schema=None) as batch_op:
        batch_op.drop_index("ix_neighbour_nis_b")

    op.drop_table("neighbour")
    op.drop_table("corps")
    with op.batch_alter_table("seen_update", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seen_update_seen_at"))

    op.drop_table("seen_update")
    op.drop_table("posted_card")
    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_municipality_province"))

    op.drop_table("municipality")
    op.drop_table("installation")
    op.drop_table("failed_update")
    op.drop_table("conversation")
