"""Provincial phases: the governor leads, and call-outs reach the whole province."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import KEEP_IDS, Base
from models.people import Person


class ProvincialPhase(Base):
    """That a province's governor declared the provincial phase, entered by somebody with that authority.

    `reference` is that of the governor's order. At most one is open in a province.
    """

    __tablename__ = "provincial_phase"
    __table_args__ = (
        CheckConstraint("ended_at >= declared_at", name="ends_after_start"),
        CheckConstraint("reference <> ''", name="has_a_reference"),
        Index(
            "uq_provincial_phase_open",
            "province",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    province: Mapped[str] = mapped_column(String(40))
    reference: Mapped[str] = mapped_column(String(100))
    declared_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    declared_at: Mapped[datetime]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    ended_at: Mapped[datetime | None]

    declared_by: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[declared_by_id])
    ended_by: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[ended_by_id])
