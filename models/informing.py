"""Which information somebody was shown, and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class InformationShown(Base):
    """The first time that somebody was shown a version of the Volunteers Act's information in a language.

    Older versions stay on record: they prove what the person knew when they were deployed.
    """

    __tablename__ = "information_shown"
    __table_args__ = (UniqueConstraint("person_id", "version", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    version: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(5))
    shown_at: Mapped[datetime]
