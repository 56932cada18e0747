"""Erasures that the journal outside the backup doesn't hold yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Erasure(Base):
    """Somebody is erased, committed together with that; the row goes once the journal has it.

    `person_id` is the random internal id of a row that is no more.
    """

    __tablename__ = "erasure"

    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    erased_at: Mapped[datetime]
