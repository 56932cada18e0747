"""Asking a group's members whether they come along: each for themselves, with their own age and skills."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import Invitation, InvitationState
from models.corps import Corps
from models.groups import GroupMember, PlaceHold
from models.outbox import Method, OutboxRow, OutboxState
from models.people import Person
from services import matching, turns
from services.notices import Notice, say_to_invited
from services.overlaps import coming_during
from services.policy import Policy
from services.quiet import when_asked


async def tell_members(db: AsyncSession, hold: PlaceHold, now: datetime, policy: Policy, *, first_time: bool) -> None:
    """Whoever has the call-out and hasn't answered learns once that they are counted on; the others are asked."""
    if first_time:
        await _tell_silent(db, hold, now, policy)
    else:
        await show_silent(db, hold, now)
    if hold.held:
        await invite(db, hold, now, policy)


async def _tell_silent(db: AsyncSession, hold: PlaceHold, now: datetime, policy: Policy) -> None:
    """Not those whose invitation is still on its way: it says so by itself."""
    request = hold.call_out.help_request
    on_its_way = select(OutboxRow.subject_id).where(
        OutboxRow.notice == Notice.INVITATION, OutboxRow.state == OutboxState.PENDING
    )
    can_come = and_(Person.paused_at.is_(None), Person.id.not_in(coming_during(request, Invitation.person_id)))
    which = and_(_silent(hold), Invitation.id.not_in(on_its_way), can_come)
    await say_to_invited(db, Notice.GROUP_COMES, which, now, timed=when_asked(request, now, policy), once=True)


async def show_silent(db: AsyncSession, hold: PlaceHold, now: datetime) -> None:
    """The cards of those who haven't answered follow, without a message."""
    await say_to_invited(db, Notice.BRIEFING, _silent(hold), now, method=Method.EDIT, once=True)


def _silent(hold: PlaceHold) -> ColumnElement[bool]:
    members = select(GroupMember.person_id).where(GroupMember.group_id == hold.group_id, GroupMember.left_at.is_(None))
    return and_(
        Invitation.call_out_id == hold.call_out_id,
        Invitation.state == InvitationState.SILENT,
        Invitation.person_id.in_(members),
        Invitation.person_id != hold.group.leader_id,
    )


async def invite(db: AsyncSession, hold: PlaceHold, now: datetime, policy: Policy, *, only: int | None = None) -> None:
    """Asks the members, or `only` this one, who fit the call-out, could come and haven't been asked."""
    chosen = _could_come(hold, policy)
    new = [
        Invitation(
            call_out_id=hold.call_out_id,
            person_id=person_id,
            ring=hold.call_out.ring,
            wave=hold.call_out.wave,
            asked_at=now,
        )
        for person_id in await db.scalars(chosen.where(Person.id == only) if only else chosen)
    ]
    db.add_all(new)
    await db.flush()
    which = Invitation.id.in_([invited.id for invited in new])
    await turns.note_asked(db, which, now)
    timed = when_asked(hold.call_out.help_request, now, policy)
    await say_to_invited(db, Notice.INVITATION, which, now, timed=timed)


def _could_come(hold: PlaceHold, policy: Policy) -> Select[int]:
    """Their usual times don't matter, since it is their own leader who asks; their quiet hours do."""
    request = hold.call_out.help_request
    return (
        select(Person.id)
        .join(Corps, Corps.id == Person.corps_id)
        .join(GroupMember, GroupMember.person_id == Person.id)
        .where(
            GroupMember.group_id == hold.group_id,
            GroupMember.left_at.is_(None),
            matching.fits(request, {hold.group.corps.municipality_nis}, policy),
            matching.is_unbound(request, policy),
        )
        .order_by(Person.id)
    )
