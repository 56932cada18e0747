"""Emergencies and the help requests that belong to them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import KEEP_IDS, Base, states
from models.people import Person
from models.reference import Municipality


class Emergency(Base):
    """What happened, and who leads: one coordinator in charge, one on site. It is the emergency that ends."""

    __tablename__ = "emergency"
    __table_args__ = KEEP_IDS

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    municipality_nis: Mapped[int] = mapped_column(ForeignKey("municipality.nis"), index=True)
    opened_at: Mapped[datetime]
    in_charge_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    on_site_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    ended_at: Mapped[datetime | None]

    municipality: Mapped[Municipality] = relationship(lazy="joined")
    in_charge: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[in_charge_id])
    on_site: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[on_site_id])


class RequestState(StrEnum):
    WAITING = "waiting"  # nobody has taken it over yet
    TAKEN = "taken"
    CALLED_OUT = "called_out"
    CLOSED = "closed"


class HelpRequest(Base):
    """What a municipality asks for. A waiting one always has a next page and one that was taken over a moment by which
    it must be called out, so that nothing waits unseen.

    Everybody must have `skill_bits`; who has more of `preferred_skill_bits` is asked earlier. `also_…`: a coordinator
    lets the call-out reach those people as well.
    """

    __tablename__ = "help_request"
    __table_args__ = (
        CheckConstraint("needed > 0", name="needs_people"),
        CheckConstraint("minimum_age IN (16, 18)", name="minimum_age"),
        CheckConstraint("(state = 'waiting') = (next_page_at IS NOT NULL)", name="waiting_is_paged"),
        CheckConstraint("state <> 'taken' OR launch_due_at IS NOT NULL", name="taken_is_followed"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_help_request_next_page_at", "next_page_at"),
        Index("ix_help_request_launch_due_at", "launch_due_at"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    emergency_id: Mapped[int] = mapped_column(ForeignKey("emergency.id"), index=True)
    municipality_nis: Mapped[int] = mapped_column(ForeignKey("municipality.nis"), index=True)
    requester_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    on_behalf: Mapped[bool] = mapped_column(default=False)  # a coordinator entered it for the municipality
    caller: Mapped[str] = mapped_column(String(120), default="")  # who asked by phone, until it is closed
    state: Mapped[RequestState] = mapped_column(states(RequestState), default=RequestState.WAITING)
    created_at: Mapped[datetime]

    what: Mapped[str] = mapped_column(String(500))
    address: Mapped[str] = mapped_column(String(300), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    needed: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    urgent: Mapped[bool]
    minimum_age: Mapped[int] = mapped_column(default=18)
    skill_bits: Mapped[int] = mapped_column(default=0)
    roles: Mapped[list[list[int]]] = mapped_column(JSON, default=list)  # skills and number (services.request_roles)
    preferred_skill_bits: Mapped[int] = mapped_column(default=0)
    also_unavailable: Mapped[bool] = mapped_column(default=False)
    also_recently_asked: Mapped[bool] = mapped_column(default=False)
    also_far: Mapped[bool] = mapped_column(default=False)
    bring: Mapped[str] = mapped_column(String(300), default="")

    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    taken_at: Mapped[datetime | None]
    # While it waits: the page of the ladder at which it stands; once it is taken over: reminders.
    pages_sent: Mapped[int] = mapped_column(default=0)
    next_page_at: Mapped[datetime | None]
    launch_due_at: Mapped[datetime | None]  # of one that is taken over: the next reminder, or the end of patience

    emergency: Mapped[Emergency] = relationship(lazy="joined")
    municipality: Mapped[Municipality] = relationship(lazy="joined")
    requester: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[requester_id])
    taken_by: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[taken_by_id])


class PassedRequest(Base):
    """A coordinator who said that a waiting request isn't theirs; they aren't paged for it again."""

    __tablename__ = "passed_request"

    help_request_id: Mapped[int] = mapped_column(ForeignKey("help_request.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
