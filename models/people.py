"""People whom the bot knows: volunteers, and staff with a role."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.corps import Corps
from models.reference import Municipality


def random_id() -> int:
    """An internal id that says nothing about whom it belongs to, nor about when they came; fits a button."""
    return secrets.randbelow(2**40) + 1


def _when_they_came(context: DefaultExecutionContext) -> datetime:
    came: datetime = context.get_current_parameters()["created_at"]  # type: ignore[no-untyped-call]
    return came


class Person(Base):
    """Somebody with a chat. A volunteer once `signed_up_at` is set; roles are grants of their own.

    Quiet hours are minutes after midnight on the local clock, whole half hours. A pause without `paused_until` lasts
    until further notice; one whose time has come is ended by a tick.

    `seen_at` is the last sign of life, to the day. After a long silence they are asked whether they are still in:
    `stay_asked` times by now, the last time at `stay_asked_at`. `erase_wished_at`: they want to be erased as soon as
    what they have promised is over. `adult_at` is when a volunteer who is a minor is
    told that they are 18, and empty once they were; whether they are, only the birth date says.

    `asked_at` is when they were last asked to come, `deployments` how often they came or are to come: both follow their
    invitations (services.turns), and say whose turn it is.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("(quiet_from IS NULL) = (quiet_until IS NULL)", name="quiet_hours_are_whole"),
        CheckConstraint("quiet_from <> quiet_until", name="quiet_hours_are_not_a_day"),
        CheckConstraint("quiet_from % 30 = 0 AND quiet_from BETWEEN 0 AND 1410", name="quiet_from_is_a_half_hour"),
        CheckConstraint("quiet_until % 30 = 0 AND quiet_until BETWEEN 0 AND 1410", name="quiet_until_is_a_half_hour"),
        CheckConstraint("paused_until IS NULL OR paused_at IS NOT NULL", name="only_a_pause_ends"),
        CheckConstraint("(stay_asked = 0) = (stay_asked_at IS NULL)", name="a_question_has_time"),
        CheckConstraint("deployments >= 0", name="deployments_are_counted"),
        # All that matching asks of a person, so that it reads nothing but this index (docs/benchmarks.md).
        Index(
            "ix_person_matching",
            "corps_id",
            "reachable",
            "paused_at",
            "erase_wished_at",
            "birth_date",
            "skill_bits",
            "municipality_nis",
            "availability",
            "call_always",
            "asked_at",
            "deployments",
        ),
        Index("ix_person_paused_until", "paused_until"),
        Index("ix_person_seen_at", "seen_at"),
        Index("ix_person_stay_asked_at", "stay_asked_at"),
        Index(  # of all people it would tempt SQLite to find those without such a wish by it
            "ix_person_erase_wished_at",
            "erase_wished_at",
            sqlite_where=text("erase_wished_at IS NOT NULL"),
            postgresql_where=text("erase_wished_at IS NOT NULL"),
        ),
        Index("ix_person_adult_at", "adult_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=random_id)
    telegram_id: Mapped[int] = mapped_column(unique=True)
    language: Mapped[str] = mapped_column(String(5))
    created_at: Mapped[datetime]
    reachable: Mapped[bool] = mapped_column(default=True)

    name: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    birth_date: Mapped[date | None]
    adult_at: Mapped[datetime | None]
    municipality_nis: Mapped[int | None] = mapped_column(ForeignKey("municipality.nis"))
    corps_id: Mapped[int | None] = mapped_column(ForeignKey("corps.id"))
    skill_bits: Mapped[int] = mapped_column(default=0)
    availability: Mapped[int] = mapped_column(default=0)
    call_always: Mapped[bool] = mapped_column(default=False)
    quiet_from: Mapped[int | None] = mapped_column(SmallInteger)
    quiet_until: Mapped[int | None] = mapped_column(SmallInteger)
    paused_at: Mapped[datetime | None]
    paused_until: Mapped[datetime | None]
    emergency_name: Mapped[str] = mapped_column(String(80), default="")
    emergency_phone: Mapped[str] = mapped_column(String(20), default="")
    privacy_version: Mapped[str | None] = mapped_column(String(20))
    privacy_shown_at: Mapped[datetime | None]
    signed_up_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None] = mapped_column(default=_when_they_came)
    stay_asked: Mapped[int] = mapped_column(SmallInteger, default=0)
    stay_asked_at: Mapped[datetime | None]
    erase_wished_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    deployments: Mapped[int] = mapped_column(default=0)

    municipality: Mapped[Municipality | None] = relationship(lazy="joined")
    corps: Mapped[Corps | None] = relationship(lazy="joined")
