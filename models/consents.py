"""What a minor's parent or guardian said about being called out, and the link by which they are asked."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import KEEP_IDS, Base, states
from models.people import Person

STANDS = text("state IN ('asked', 'given')")


class ConsentState(StrEnum):
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Relation(StrEnum):
    PARENT = "parent"
    GUARDIAN = "guardian"
    OTHER = "other"


class GuardianConsent(Base):
    """One question to a guardian and its answer. At most one of a minor's stands open or given; older ones stay.

    While it is asked, `token_hash` is the SHA-256 of the link's secret; once given by link, that of the secret behind
    the guardian's button to withdraw it. So nothing of the guardian's chat is kept. On paper: `recorded_by_id` says by
    whom. `remind_at`: when the minor, asked for the first time, hears that it is still missing.
    """

    __tablename__ = "guardian_consent"
    __table_args__ = (
        CheckConstraint("(state = 'asked') = (answered_at IS NULL)", name="answered_or_asked"),
        CheckConstraint("state <> 'given' OR guardian_name <> '' AND relation IS NOT NULL", name="given_by_somebody"),
        Index("ix_guardian_consent_person_id", "person_id"),
        Index("uq_guardian_consent_standing", "person_id", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),
        Index("ix_guardian_consent_remind_at", "remind_at"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    state: Mapped[ConsentState] = mapped_column(states(ConsentState))
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    remind_at: Mapped[datetime | None]
    guardian_name: Mapped[str] = mapped_column(String(80), default="")
    relation: Mapped[Relation | None] = mapped_column(states(Relation))
    answered_at: Mapped[datetime | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    withdrawn_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=[person_id])
