"""Corps of municipalities, and people who wait for one to start."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.reference import Municipality


class Corps(Base):
    """A municipality's volunteer corps; `slug` is the payload of its sign-up link.

    When a neighbour calls, it keeps `keep_home` of its free people at home, or `keep_home_percent` of them; with
    neither, as many as is usual.
    """

    __tablename__ = "corps"
    __table_args__ = (
        CheckConstraint("keep_home >= 0", name="keeps_people"),
        CheckConstraint("keep_home_percent BETWEEN 0 AND 100", name="keeps_a_share"),
        CheckConstraint("keep_home IS NULL OR keep_home_percent IS NULL", name="keeps_a_number_or_a_share"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_nis: Mapped[int] = mapped_column(ForeignKey("municipality.nis"), unique=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    founded_at: Mapped[datetime]
    keep_home: Mapped[int | None] = mapped_column(SmallInteger)
    keep_home_percent: Mapped[int | None] = mapped_column(SmallInteger)

    municipality: Mapped[Municipality] = relationship(lazy="joined")


class CorpsInterest(Base):
    """Somebody who wants to hear when the municipality founds a corps."""

    __tablename__ = "corps_interest"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    municipality_nis: Mapped[int] = mapped_column(ForeignKey("municipality.nis"), primary_key=True)
    since: Mapped[datetime]


class Membership(Base):
    """That somebody is or was in a corps, from when to when. The open one is `Person.corps_id` again: one at a time."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("until >= since", name="ends_after_start"),
        Index(
            "uq_membership_open",
            "person_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
        Index("ix_membership_person_id_since", "person_id", "since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    corps_id: Mapped[int] = mapped_column(ForeignKey("corps.id"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    corps: Mapped[Corps] = relationship(lazy="joined")
