"""Which updates were handled, and which could not be."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class SeenUpdate(Base):
    """An update whose effects are committed in the same transaction as this row."""

    __tablename__ = "seen_update"

    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seen_at: Mapped[datetime] = mapped_column(index=True)


class FailedUpdate(Base):
    """An update that failed at each try: the kind of error only, never its content."""

    __tablename__ = "failed_update"

    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    failed_at: Mapped[datetime]
    error: Mapped[str] = mapped_column(String(200))
