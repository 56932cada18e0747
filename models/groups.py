"""Groups that come together, such as scouts or Chiro, and the places that are held for one in a call-out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import KEEP_IDS, Base
from models.call_outs import CallOut
from models.corps import Corps
from models.people import Person, random_id


class Group(Base):
    """Volunteers of one corps who come together. `token` is the secret of the link by which one joins.

    Only one that was dissolved can be without a leader (see services.group_endings).
    """

    __tablename__ = "volunteer_group"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=random_id)
    name: Mapped[str] = mapped_column(String(60))
    corps_id: Mapped[int] = mapped_column(ForeignKey("corps.id"), index=True)
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    token: Mapped[str] = mapped_column(String(32), unique=True)
    founded_at: Mapped[datetime]
    dissolved_at: Mapped[datetime | None]

    corps: Mapped[Corps] = relationship(lazy="joined")
    leader: Mapped[Person | None] = relationship(lazy="joined")


class GroupMember(Base):
    """That somebody is or was in a group, its leader too; in one at a time."""

    __tablename__ = "group_member"
    __table_args__ = (
        CheckConstraint("left_at >= joined_at", name="leaves_after_joining"),
        Index(
            "uq_group_member_open",
            "person_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
        Index("ix_group_member_person_id", "person_id"),
        Index("ix_group_member_group_id", "group_id", "left_at"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("volunteer_group.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]

    group: Mapped[Group] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")


class PlaceHold(Base):
    """Places of a call-out that wait for a group's members until `until`, on which it ends whatever has become of them.

    `places` is what the leader asked for last, `taken` how many members have filled since, and `held` what still waits.
    `CallOut.held` is the sum of these and of what is offered to the reserve list. It changes only while the call-out's
    row is held.
    """

    __tablename__ = "place_hold"
    __table_args__ = (
        UniqueConstraint("call_out_id", "group_id"),
        CheckConstraint("held >= 0 AND taken >= 0 AND held + taken <= places", name="never_over_taken"),
        CheckConstraint("ended_at IS NULL OR held = 0", name="holds_nothing_at_the_end"),
        Index("ix_place_hold_group_id", "group_id"),
        Index(
            "ix_place_hold_until",
            "until",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_out_id: Mapped[int] = mapped_column(ForeignKey("call_out.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("volunteer_group.id", ondelete="CASCADE"))
    places: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    held: Mapped[int]
    until: Mapped[datetime]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    call_out: Mapped[CallOut] = relationship(lazy="joined")
    group: Mapped[Group] = relationship(lazy="joined")
