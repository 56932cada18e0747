"""People whom the bot knows: volunteers, and staff with a role."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.corps import Corps
from models.reference import Municipality


def random_id() -> int:
    """An internal id that says nothing about whom it belongs to, nor about when they came; fits a button."""
    return secrets.randbelow(2**40) + 1


class Person(Base):
    """Somebody with a chat. A volunteer once `signed_up_at` is set; roles are grants of their own."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_matching", "corps_id", "reachable", "birth_date", "skill_bits"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=random_id)
    telegram_id: Mapped[int] = mapped_column(unique=True)
    language: Mapped[str] = mapped_column(String(5))
    created_at: Mapped[datetime]
    reachable: Mapped[bool] = mapped_column(default=True)

    name: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    birth_date: Mapped[date | None]
    municipality_nis: Mapped[int | None] = mapped_column(ForeignKey("municipality.nis"))
    corps_id: Mapped[int | None] = mapped_column(ForeignKey("corps.id"))
    skill_bits: Mapped[int] = mapped_column(default=0)
    availability: Mapped[int] = mapped_column(default=0)
    call_always: Mapped[bool] = mapped_column(default=False)
    privacy_version: Mapped[str | None] = mapped_column(String(20))
    privacy_shown_at: Mapped[datetime | None]
    signed_up_at: Mapped[datetime | None]

    municipality: Mapped[Municipality | None] = relationship(lazy="joined")
    corps: Mapped[Corps | None] = relationship(lazy="joined")
