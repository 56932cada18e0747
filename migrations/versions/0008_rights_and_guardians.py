"""Which information volunteers were shown, and whether a minor's guardian agrees; nobody has agreed yet."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "information_shown",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("shown_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_information_shown_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_shown")),
        sa.UniqueConstraint(
            "person_id", "version", "language", name=op.f("uq_information_shown_person_id_version_language")
        ),
    )
    _guardian_consent()
    op.add_column("person", sa.Column("adult_at", MOMENT, nullable=True))
    op.create_index("ix_person_adult_at", "person", ["adult_at"])
    _expect_birthdays()


def _guardian_consent() -> None:
    states, relations = ("asked", "given", "refused", "withdrawn"), ("parent", "guardian", "other")
    op.create_table(
        "guardian_consent",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("state", _one_of(*states, name="consentstate"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("remind_at", MOMENT, nullable=True),
        sa.Column("guardian_name", sa.String(length=80), nullable=False),
        sa.Column("relation", _one_of(*relations, name="relation"), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("recorded_by_id", ID, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "(state = 'asked') = (answered_at IS NULL)", name=op.f("ck_guardian_consent_answered_or_asked")
        ),
        sa.CheckConstraint(
            "state <> 'given' OR guardian_name <> '' AND relation IS NOT NULL",
            name=op.f("ck_guardian_consent_given_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_guardian_consent_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["person.id"],
            name=op.f("fk_guardian_consent_recorded_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian_consent")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_guardian_consent_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_guardian_consent_person_id", "guardian_consent", ["person_id"])
    op.create_index("ix_guardian_consent_remind_at", "guardian_consent", ["remind_at"])
    stands = sa.text("state IN ('asked', 'given')")
    op.create_index(
        "uq_guardian_consent_standing",
        "guardian_consent",
        ["person_id"],
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )


def _one_of(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def _expect_birthdays() -> None:
    """Volunteers who are minors today hear it at ten in the morning of their 18th birthday."""
    person = sa.table(
        "person",
        sa.column("id"),
        sa.column("birth_date", sa.Date),
        sa.column("signed_up_at"),
        sa.column("adult_at", MOMENT),
    )
    today: date = op.get_bind().execute(sa.select(sa.func.current_date())).scalar_one()
    volunteers = sa.select(person.c.id, person.c.birth_date).where(
        person.c.signed_up_at.is_not(None), person.c.birth_date.is_not(None)
    )
    for person_id, birth_date in op.get_bind().execute(volunteers).all():
        day = _eighteenth(birth_date)
        if day > today:
            moment = datetime.combine(day, time(10), ZoneInfo("Europe/Brussels")).astimezone(UTC)
            op.execute(person.update().where(person.c.id == person_id).values(adult_at=moment))


def _eighteenth(birth_date: date) -> date:
    try:
        return birth_date.replace(year=birth_date.year + 18)
    except ValueError:  # 29 February
        return date(birth_date.year + 18, 3, 1)


def downgrade() -> None:
    op.drop_index("ix_person_adult_at", "person")
    op.drop_column("person", "adult_at")
    op.drop_table("guardian_consent")
    op.drop_table("information_shown")
