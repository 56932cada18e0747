"""What this database is used for."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Installation(Base):
    """One row: `playground` or `telegram`. Demo people and real ones never share a database.

    `clock_ahead` is how many seconds the playground's time was moved on; on Telegram it stays 0.
    """

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    purpose: Mapped[str] = mapped_column(String(20))
    clock_ahead: Mapped[float] = mapped_column(default=0.0)
