"""A help request that changes while people are being called out: what stands on their phones follows."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

from models.call_outs import CallOut, Invitation, InvitationState
from models.outbox import Method
from services import reminders, time_changes, waves
from services.notices import Notice, say, say_to_invited
from services.policy import Policy
from services.rules.escalation import look_at

HOURS = {"starts_at", "ends_at"}
PLACE = {"address", "latitude", "longitude"}
ON_INVITATION = {"what", "needed", "ends_at", "bring"}  # the exact place is only for those who come


async def tell_invited(db: AsyncSession, call_out: CallOut, changed: Set[str], now: datetime, policy: Policy) -> None:
    """Edits the cards; a new place rings with those who come, for they may be on their way to the old one.

    A new time asks everybody again.
    """
    of_it = Invitation.call_out_id == call_out.id
    coming = and_(of_it, Invitation.state == InvitationState.COMING)
    if changed & HOURS:
        _look_sooner(call_out, now, policy)
    if "starts_at" in changed:
        waves.follow_start(call_out, now, policy)
        reminders.replan(call_out, now, policy)
        await time_changes.ask_again(db, call_out, now, policy)
        return
    await say_to_invited(db, Notice.BRIEFING, coming, now, method=Method.EDIT)
    if changed & ON_INVITATION:
        await say_to_invited(db, Notice.BRIEFING, and_(of_it, _still_asked()), now, method=Method.EDIT)
    if changed & PLACE:
        await say_to_invited(db, Notice.PLACE_CHANGED, coming, now)
        await _move_pins(db, call_out, now)


def _look_sooner(call_out: CallOut, now: datetime, policy: Policy) -> None:
    """Whether it fills in time is looked at as if it were launched now, unless that was planned earlier already."""
    request, planned = call_out.help_request, call_out.proposal_due_at
    again = look_at(policy.escalation, now, request.starts_at, urgent=request.urgent)
    call_out.proposal_due_at = min(planned, again) if planned else again


def _still_asked() -> ColumnElement[bool]:
    """Whose card shows the request without its place; whoever read that there are enough people is left alone."""
    silent = and_(Invitation.state == InvitationState.SILENT, ~Invitation.told_enough)
    return or_(silent, Invitation.state == InvitationState.RESERVE)


async def _move_pins(db: AsyncSession, call_out: CallOut, now: datetime) -> None:
    coming = and_(Invitation.call_out_id == call_out.id, Invitation.state == InvitationState.COMING)
    for invitation_id, person_id in await db.execute(select(Invitation.id, Invitation.person_id).where(coming)):
        await say(db, person_id, Notice.MEETING_PIN, invitation_id, now, method=Method.DELETE)
        if call_out.help_request.latitude is not None:
            await say(db, person_id, Notice.MEETING_PIN, invitation_id, now)
