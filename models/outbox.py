"""Everything that is still to be said, and where the lasting cards stand."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, states


class Priority(IntEnum):
    """Lower goes first."""

    SAFETY = 0
    PAGE = 10
    ANSWER = 20
    CALL_OUT = 30
    STAND_DOWN = 40
    REMINDER = 50


class Method(StrEnum):
    SEND = "send"
    REPLACE = "replace"  # edits the card that stands, or sends it where none stands
    EDIT = "edit"  # edits the card that stands, or does nothing
    DELETE = "delete"
    MENU = "menu"


class OutboxState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    FAILED = "failed"


class OutboxRow(Base):
    """A message to one chat, committed with the state that it tells about; gone once Telegram has it.

    `notice` and `subject_id` say what, rendered at delivery in the receiver's language; `payload` is a card that was
    rendered already. `card` names the lasting card that it becomes or changes. A pending row with the same `coalesce`
    stands for both. A row is its sender's until `sending_until`, in real time, and nobody's after that.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (chat_id IS NULL)", name="one_receiver"),
        CheckConstraint("(state = 'sending') = (sending_until IS NOT NULL)", name="sending_has_deadline"),
        Index("ix_outbox_claim", "state", "priority", "id"),
        Index(
            "uq_outbox_coalesce",
            "coalesce",
            unique=True,
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    chat_id: Mapped[int | None]
    method: Mapped[Method] = mapped_column(states(Method), default=Method.SEND)
    notice: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int | None]
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    card: Mapped[str | None] = mapped_column(String(60))
    coalesce: Mapped[str | None] = mapped_column(String(80))
    priority: Mapped[int] = mapped_column(SmallInteger)
    silent: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    state: Mapped[OutboxState] = mapped_column(states(OutboxState), default=OutboxState.PENDING)
    sending_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str | None] = mapped_column(String(200))


class PostedCard(Base):
    """The message in which a lasting card (an invitation, a board, an alert) stands in somebody's chat."""

    __tablename__ = "posted_card"

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    card: Mapped[str] = mapped_column(String(60), primary_key=True)
    message_id: Mapped[int]
