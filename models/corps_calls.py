"""Neighbouring corps that a call-out has called, and whether their municipality keeps more people at home."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import KEEP_IDS, Base
from models.call_outs import CallOut
from models.corps import Corps
from models.people import Person


class CorpsCall(Base):
    """That a call-out of another municipality asked people of this corps. One a call-out and corps."""

    __tablename__ = "corps_call"
    __table_args__ = (
        UniqueConstraint("call_out_id", "corps_id"),
        CheckConstraint("asked >= 0 AND kept >= 0", name="counts_people"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_out_id: Mapped[int] = mapped_column(ForeignKey("call_out.id"))
    corps_id: Mapped[int] = mapped_column(ForeignKey("corps.id"), index=True)
    called_at: Mapped[datetime]
    asked: Mapped[int]  # people whom the call-out asked
    kept: Mapped[int]  # people who were free and weren't asked: the standing reserve
    withheld_at: Mapped[datetime | None]  # since then its municipality lets nobody more go
    withheld_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    call_out: Mapped[CallOut] = relationship(lazy="joined")
    corps: Mapped[Corps] = relationship(lazy="joined")
    withheld_by: Mapped[Person | None] = relationship(lazy="joined")
