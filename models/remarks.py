"""What people write about a call-out instead of tapping: their own words, kept whole."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.call_outs import Invitation
from models.people import Person


class Remark(Base):
    """One text. Until its writer has said about which of several call-outs it is, it belongs to none."""

    __tablename__ = "remark"
    __table_args__ = (Index("ix_remark_invitation_id", "invitation_id"), Index("ix_remark_person_id", "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(String(4096))  # as long as a message of Telegram
    written_at: Mapped[datetime]

    person: Mapped[Person] = relationship(lazy="joined")
    invitation: Mapped[Invitation | None] = relationship(lazy="joined")
