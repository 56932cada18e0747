"""Call-outs, each person's invitation to one, and the tasks that people are put on."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import KEEP_IDS, Base, states
from models.emergencies import HelpRequest
from models.people import Person


class CallOutState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class CallOut(Base):
    """A help request sent to people's phones. The table itself refuses one person too many."""

    __tablename__ = "call_out"
    __table_args__ = (
        CheckConstraint("filled BETWEEN 0 AND needed", name="never_over_filled"),
        CheckConstraint("held >= 0 AND filled + held <= needed", name="never_over_held"),
        CheckConstraint("reserved >= 0 AND filled + held + reserved <= needed", name="never_over_reserved"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_has_time"),
        Index(
            "ix_call_out_next_wave_at",
            "next_wave_at",
            sqlite_where=text("next_wave_at IS NOT NULL"),
            postgresql_where=text("next_wave_at IS NOT NULL"),
        ),
        Index(
            "uq_call_out_open_request",
            "help_request_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_call_out_proposal_due_at", "proposal_due_at"),
        Index("ix_call_out_escalates_at", "escalates_at"),
        Index("ix_call_out_remind_at", "remind_at"),
        Index("ix_call_out_start_reminder_at", "start_reminder_at"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    help_request_id: Mapped[int] = mapped_column(ForeignKey("help_request.id"))
    state: Mapped[CallOutState] = mapped_column(states(CallOutState), default=CallOutState.OPEN)
    needed: Mapped[int]
    filled: Mapped[int] = mapped_column(default=0)
    held: Mapped[int] = mapped_column(default=0)  # for groups (PlaceHold), or offered to somebody of the reserve list
    reserved: Mapped[int] = mapped_column(default=0)  # free, but only for those who fit a role (CallOutRole)
    answers: Mapped[int] = mapped_column(default=0)  # replies so far; numbers them in order of arrival
    ring: Mapped[int] = mapped_column(default=0)  # the furthest ring called: 0 is the own corps
    wave: Mapped[int] = mapped_column(default=0)  # how often people were asked
    next_wave_at: Mapped[datetime | None]  # when more are asked, if it isn't full by then
    launched_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    launched_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    board_due_at: Mapped[datetime]  # not before this is the board edited again
    proposal_due_at: Mapped[datetime | None]  # when it is looked at whether it fills in time
    escalates_at: Mapped[datetime | None]  # when what was proposed is carried out by itself
    remind_at: Mapped[datetime | None]  # when those who haven't answered are reminded next
    start_reminder_at: Mapped[datetime | None]  # when those who come are reminded of the start next

    help_request: Mapped[HelpRequest] = relationship(lazy="joined")
    closing_words: Mapped[ClosingWords | None] = relationship(lazy="joined")

    @property
    def free(self) -> int:
        """Places that anybody can take."""
        return self.open - self.reserved

    @property
    def open(self) -> int:
        """Places that nobody has and that are kept for nobody; some of them may be for a role."""
        return self.needed - self.filled - self.held

    @property
    def met(self) -> bool:
        """Whether somebody comes for every place; one that is held for a group still waits."""
        return self.filled == self.needed


class CallOutRole(Base):
    """Places of a call-out for people with certain skills. `filled` counts those that are offered too.

    `CallOut.reserved` is what is free of them all together. It changes only while the call-out's row is held.
    """

    __tablename__ = "call_out_role"
    __table_args__ = (
        UniqueConstraint("call_out_id", "skill_bits"),
        CheckConstraint("filled BETWEEN 0 AND needed", name="never_over_filled"),
        CheckConstraint("skill_bits > 0", name="asks_for_skills"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_out_id: Mapped[int] = mapped_column(ForeignKey("call_out.id"))
    skill_bits: Mapped[int]
    needed: Mapped[int]
    filled: Mapped[int] = mapped_column(default=0)


class ClosingWords(Base):
    """Why a call-out closed, as whoever closed it wrote for everybody who is told."""

    __tablename__ = "closing_words"

    call_out_id: Mapped[int] = mapped_column(ForeignKey("call_out.id"), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    text: Mapped[str] = mapped_column(String(300))

    person: Mapped[Person | None] = relationship(lazy="joined")


class InvitationState(StrEnum):
    SILENT = "silent"
    COMING = "coming"
    RESERVE = "reserve"
    DECLINED = "declined"


class Invitation(Base):
    """One person's copy of a call-out. `answer_number` orders the reserve list.

    Of somebody who was erased it stays, as a figure of the call-out: nobody's.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("call_out_id", "person_id"),
        CheckConstraint("(state = 'silent') = (answer_number IS NULL)", name="an_answer_is_numbered"),
        CheckConstraint("offered_until IS NULL OR state = 'reserve'", name="offered_to_the_reserve"),
        Index(
            "ix_invitation_offered_until",
            "offered_until",
            sqlite_where=text("offered_until IS NOT NULL"),
            postgresql_where=text("offered_until IS NOT NULL"),
        ),
        Index("ix_invitation_call_out_state", "call_out_id", "state", "answer_number"),
        Index("ix_invitation_person_state", "person_id", "state"),
        Index("ix_invitation_confirm_until", "confirm_until"),
        KEEP_IDS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_out_id: Mapped[int] = mapped_column(ForeignKey("call_out.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    state: Mapped[InvitationState] = mapped_column(states(InvitationState), default=InvitationState.SILENT)
    ring: Mapped[int]
    wave: Mapped[int] = mapped_column(default=1)
    asked_at: Mapped[datetime]
    answer_number: Mapped[int | None]
    answered_at: Mapped[datetime | None]
    role_id: Mapped[int | None] = mapped_column(
        ForeignKey("call_out_role.id")
    )  # of the place they have; none: the rest
    offered_until: Mapped[datetime | None]  # a place is held for them until then
    offer_lapsed: Mapped[bool] = mapped_column(default=False)  # they didn't answer when one was
    told_enough: Mapped[bool] = mapped_column(default=False)  # they know that there are enough people
    withheld: Mapped[bool] = mapped_column(default=False)  # their municipality keeps them at home (CorpsCall)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id", ondelete="SET NULL"))
    arrives_at: Mapped[datetime | None]  # when they said that they will be there; None: as asked
    arrival_given_at: Mapped[datetime | None]
    confirm_until: Mapped[datetime | None]  # the time moved: until then their place waits for another yes
    reminded_at: Mapped[datetime | None]  # while they hadn't answered; once
    asked_again_at: Mapped[datetime | None]  # after they were told that there are enough people; once
    late_at: Mapped[datetime | None]  # when they said yes to a call-out that had closed

    call_out: Mapped[CallOut] = relationship(lazy="joined")
    person: Mapped[Person | None] = relationship(lazy="joined")
    task: Mapped[Task | None] = relationship(lazy="joined")
    role: Mapped[CallOutRole | None] = relationship(lazy="joined")


class Task(Base):
    """A task or team of a call-out that people who come are put on."""

    __tablename__ = "task"
    __table_args__ = (UniqueConstraint("call_out_id", "name"), KEEP_IDS)

    id: Mapped[int] = mapped_column(primary_key=True)
    call_out_id: Mapped[int] = mapped_column(ForeignKey("call_out.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
