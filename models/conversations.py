"""Where each person is in a form; survives restarts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Conversation(Base):
    """A form in progress. Keyed by Telegram id, since whoever fills one in may not be a person here yet.

    `beneath`: forms that gave way to it and go on after it, the last one first, each with its form, step and draft.
    """

    __tablename__ = "conversation"

    telegram_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    form: Mapped[str] = mapped_column(String(30))
    step: Mapped[str] = mapped_column(String(30))
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    beneath: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    updated_at: Mapped[datetime]
