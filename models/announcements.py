"""What is announced to a corps or to the people of a call-out, and what is written about it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import KEEP_IDS, Base, states
from models.call_outs import CallOut
from models.corps import Corps
from models.people import Person

MOST_SIGNS = 2_000  # what the columns hold; the policy sets how long a text may be


class Audience(StrEnum):
    """Which of the people who were asked a message is for, by what they answered."""

    COMING = "coming"
    RESERVE = "reserve"
    SILENT = "silent"


class Announcement(Base):
    """A text to all members of a corps, or to some people of a call-out, as its author wrote it; it goes with them.

    `key` is the draft from which it was sent, so that one draft is sent once. `receivers` is how many got it.
    """

    __tablename__ = "announcement"
    __table_args__ = (
        CheckConstraint("(corps_id IS NULL) <> (call_out_id IS NULL)", name="to_a_corps_or_a_call_out"),
        CheckConstraint("(call_out_id IS NULL) = (audience IS NULL)", name="a_call_out_has_audience"),
        Index("ix_announcement_call_out_id", "call_out_id"),
        Index("ix_announcement_corps_id_sent_at", "corps_id", "sent_at"),
        Index("ix_announcement_author_id", "author_id"),
        Index("ix_announcement_sent_at", "sent_at"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    corps_id: Mapped[int | None] = mapped_column(ForeignKey("corps.id"))
    call_out_id: Mapped[int | None] = mapped_column(ForeignKey("call_out.id", ondelete="CASCADE"))
    audience: Mapped[Audience | None] = mapped_column(states(Audience))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(32), unique=True)
    text: Mapped[str] = mapped_column(String(MOST_SIGNS))
    sent_at: Mapped[datetime]
    receivers: Mapped[int]

    corps: Mapped[Corps | None] = relationship(lazy="joined")
    call_out: Mapped[CallOut | None] = relationship(lazy="joined")
    author: Mapped[Person] = relationship(lazy="joined")


class InboxMessage(Base):
    """One person's text to another about an announcement; it goes with the announcement and with both people.

    `answers_id` is the message that it answers; None: the announcement itself.
    """

    __tablename__ = "inbox_message"
    __table_args__ = (
        Index("ix_inbox_message_to_id", "to_id", "id"),
        Index("ix_inbox_message_from_id", "from_id"),
        Index("ix_inbox_message_announcement_id", "announcement_id"),
        Index("ix_inbox_message_answers_id", "answers_id"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcement.id", ondelete="CASCADE"))
    from_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    to_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("inbox_message.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(String(MOST_SIGNS))
    sent_at: Mapped[datetime]

    announcement: Mapped[Announcement] = relationship(lazy="joined")
    sender: Mapped[Person] = relationship(lazy="joined", foreign_keys=[from_id])
