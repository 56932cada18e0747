"""Groups and channels in which the bot has said what it is for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class GroupChat(Base):
    """A chat of several people. The bot explains itself there once, and keeps nothing else of it."""

    __tablename__ = "group_chat"

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    explained_at: Mapped[datetime]
