"""Which privacy notice was shown to whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class NoticeShown(Base):
    """That somebody was shown this version in this language, and when first. `person.privacy_version` is the newest."""

    __tablename__ = "notice_shown"
    __table_args__ = (UniqueConstraint("person_id", "version", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    version: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(5))
    shown_at: Mapped[datetime]
