"""Which coordinator is on call: the weekly pattern of an area, exceptions, swaps, and what came of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import KEEP_IDS, Base, states
from models.people import Person


class Rota(Base):
    """An area's rota; `area` is a code as in services.areas. `look_at`: when the next hand-over or word about a gap is
    due, or sooner.
    """

    __tablename__ = "rota"
    __table_args__ = (Index("ix_rota_look_at", "look_at"), KEEP_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(String(40), unique=True)
    created_at: Mapped[datetime]
    look_at: Mapped[datetime]


class RotaShift(Base):
    """A shift of the weekly pattern. `days`: bit 0 is Monday. Minutes after midnight on the local clock; an end that
    isn't after the start is on the day after.
    """

    __tablename__ = "rota_shift"
    __table_args__ = (
        CheckConstraint("days BETWEEN 1 AND 127", name="some_day"),
        CheckConstraint("start_minute BETWEEN 0 AND 1439 AND end_minute BETWEEN 1 AND 1440", name="on_the_clock"),
        Index("ix_rota_shift_rota_id", "rota_id"),
        Index("ix_rota_shift_person_id", "person_id"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rota_id: Mapped[int] = mapped_column(ForeignKey("rota.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    days: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    created_at: Mapped[datetime]

    person: Mapped[Person] = relationship(lazy="joined")


class Reason(StrEnum):
    """Why somebody is on call outside the pattern."""

    PLANNED = "planned"
    SWAP = "swap"
    TAKE_OVER = "take_over"


class RotaException(Base):
    """Over the pattern and over the exceptions before it. Without a person nobody is on call: they were erased."""

    __tablename__ = "rota_exception"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_rota_exception_rota_id", "rota_id", "ends_at"),
        Index("ix_rota_exception_person_id", "person_id"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rota_id: Mapped[int] = mapped_column(ForeignKey("rota.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[Reason] = mapped_column(states(Reason))
    created_at: Mapped[datetime]

    person: Mapped[Person | None] = relationship(lazy="joined")


class SwapState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"  # the rota had changed, or the shift had begun and gone


class RotaSwap(Base):
    """One coordinator asks another to take a shift, for one of theirs or for nothing. It changes nothing until both
    agree: by asking, and by accepting.
    """

    __tablename__ = "rota_swap"
    __table_args__ = (
        CheckConstraint("(state = 'asked') = (answered_at IS NULL)", name="answered_or_asked"),
        CheckConstraint("(back_starts_at IS NULL) = (back_ends_at IS NULL)", name="back_is_whole"),
        Index("ix_rota_swap_rota_id", "rota_id"),
        Index("ix_rota_swap_from_id", "from_id"),
        Index("ix_rota_swap_to_id", "to_id"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rota_id: Mapped[int] = mapped_column(ForeignKey("rota.id", ondelete="CASCADE"))
    from_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    to_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    back_starts_at: Mapped[datetime | None]
    back_ends_at: Mapped[datetime | None]
    state: Mapped[SwapState] = mapped_column(states(SwapState))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    rota: Mapped[Rota] = relationship(lazy="joined")
    asker: Mapped[Person] = relationship(lazy="joined", foreign_keys=[from_id])
    asked: Mapped[Person] = relationship(lazy="joined", foreign_keys=[to_id])


class Duty(Base):
    """Somebody's turn, from when they came on call until somebody else did. It begins with a test alarm that they
    acknowledge; `next_alarm_at`: when it is repeated, and after that when others are told.
    """

    __tablename__ = "duty"
    __table_args__ = (
        CheckConstraint("acknowledged_at IS NULL OR next_alarm_at IS NULL", name="acknowledged_is_quiet"),
        Index("uq_duty_running", "rota_id", unique=True,
              sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL")),
        Index("ix_duty_person_id", "person_id"),
        Index("ix_duty_next_alarm_at", "next_alarm_at"),
        KEEP_IDS,
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    rota_id: Mapped[int] = mapped_column(ForeignKey("rota.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    alarms: Mapped[int]
    next_alarm_at: Mapped[datetime | None]

    rota: Mapped[Rota] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")


class RotaGap(Base):
    """A time that nobody covers, and how often that was announced."""

    __tablename__ = "rota_gap"
    __table_args__ = (Index("ix_rota_gap_rota_id", "rota_id"), KEEP_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    rota_id: Mapped[int] = mapped_column(ForeignKey("rota.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    announced: Mapped[int]
