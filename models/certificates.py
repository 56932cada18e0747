"""First-aid certificates: one that waits to be checked, with the file, and what is kept of one afterwards."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import KEEP_IDS, Base, states
from models.people import Person

WAITS = "state = 'pending'"


class CertificateState(StrEnum):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class CertificateKind(StrEnum):
    """The training that a certificate proves (policy paper, 2.2.2)."""

    BASIC = "basic"  # basic first aid
    REFRESHER = "refresher"  # the yearly one
    OTHER = "other"  # recognised as at least as good: a nurse's diploma, a company's first-aider


class DeclineReason(StrEnum):
    UNREADABLE = "unreadable"
    EXPIRED = "expired"
    NOT_FIRST_AID = "not_first_aid"
    SOMEBODY_ELSES = "somebody_elses"
    OTHER = "other"  # in `remark`


class Certificate(Base):
    """What a volunteer sent. Once it is decided on, nothing of the file is left: only kind, expiry, who checked, when.

    `remind_at`: when whoever may check it is asked once more; None once they were.
    `file_id` is Telegram's name of the file, for this bot alone; `album` that of the photos it was sent among.
    It counts until the end of `expires_on`; None: it doesn't expire.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint(f"({WAITS}) = (file_id IS NOT NULL)", name="file_while_it_waits"),
        CheckConstraint(f"({WAITS}) = (is_picture IS NOT NULL)", name="form_while_it_waits"),
        CheckConstraint(f"album IS NULL OR {WAITS}", name="album_while_it_waits"),
        CheckConstraint(f"remind_at IS NULL OR {WAITS}", name="reminder_while_it_waits"),
        CheckConstraint(f"({WAITS}) = (decided_at IS NULL)", name="decided_at_a_moment"),
        CheckConstraint("(state = 'confirmed') = (kind IS NOT NULL)", name="confirmed_as_a_kind"),
        CheckConstraint("expires_on IS NULL OR state = 'confirmed'", name="only_confirmed_expires"),
        CheckConstraint("(state = 'declined') = (reason IS NOT NULL)", name="declined_for_a_reason"),
        CheckConstraint("(reason = 'other') = (remark <> '')", name="remark_is_the_reason"),
        Index(
            "uq_certificate_waiting", "person_id", unique=True, sqlite_where=text(WAITS), postgresql_where=text(WAITS)
        ),
        Index("ix_certificate_person_id", "person_id"),
        Index("ix_certificate_remind_at", "remind_at"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    state: Mapped[CertificateState] = mapped_column(states(CertificateState), default=CertificateState.PENDING)
    file_id: Mapped[str | None] = mapped_column(String(255))
    is_picture: Mapped[bool | None]
    album: Mapped[str | None] = mapped_column(String(40))
    sent_at: Mapped[datetime]
    remind_at: Mapped[datetime | None]
    kind: Mapped[CertificateKind | None] = mapped_column(states(CertificateKind))
    expires_on: Mapped[date | None]
    reason: Mapped[DeclineReason | None] = mapped_column(states(DeclineReason))
    remark: Mapped[str] = mapped_column(String(300), default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=[person_id])
    decided_by: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[decided_by_id])
