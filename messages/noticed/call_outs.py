"""What is said about one person's copy of a call-out, and about places that wait for a group."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from messages import assignments, call_outs, holds
from messages.card import Card
from messages.wording import Worder, Wording
from models.call_outs import CallOutState, Invitation, InvitationState
from services import loading
from services.boards import number_among
from services.policy import Policy


def of_invitation(card: Callable[[Invitation, Wording], Awaitable[Card | None]]) -> Worder:
    async def worder(invitation_id: int, at: Wording) -> Card | None:
        invited = await loading.invitation(at.db, invitation_id)
        return await card(invited, at) if invited else None

    return worder


def is_open(invited: Invitation) -> bool:
    return invited.call_out.state is CallOutState.OPEN


async def invitation(invited: Invitation, at: Wording) -> Card | None:
    waits = is_open(invited) and invited.state is InvitationState.SILENT and not invited.withheld
    return call_outs.invitation(invited, at.now, await loading.group_side(at.db, invited)) if waits else None


async def standing(invited: Invitation, at: Wording) -> Card | None:
    number, side = await number_among(at.db, invited), await loading.group_side(at.db, invited)
    return call_outs.standing(invited, number, at.now, at.policy, side)


async def group_comes(invited: Invitation, at: Wording) -> Card | None:
    side = await loading.group_side(at.db, invited)
    waits = is_open(invited) and invited.state is InvitationState.SILENT and side and side.waiting
    return call_outs.invitation(invited, at.now, side) if waits else None


def to_who_comes(card: Callable[[Invitation, int, datetime, Policy], Card]) -> Worder:
    async def worder(invited: Invitation, at: Wording) -> Card | None:
        if not is_open(invited) or invited.state is not InvitationState.COMING:
            return None
        return card(invited, await number_among(at.db, invited), at.now, at.policy)

    return of_invitation(worder)


async def place_offer(invited: Invitation, at: Wording) -> Card | None:
    until = invited.offered_until
    return call_outs.place_offer(invited, until, at.now) if until and is_open(invited) else None


async def offer_lapsed(invited: Invitation, at: Wording) -> Card | None:
    lapsed = is_open(invited) and invited.state is InvitationState.RESERVE and invited.offer_lapsed
    return call_outs.on_reserve(invited, await number_among(at.db, invited)) if lapsed else None


async def meeting_pin(invited: Invitation, _at: Wording) -> Card | None:
    return call_outs.meeting_pin(invited) if invited.state is InvitationState.COMING else None


async def enough(invited: Invitation, _at: Wording) -> Card | None:
    waits = is_open(invited) and invited.call_out.met and invited.state is InvitationState.SILENT
    return call_outs.enough(invited) if waits and not invited.told_enough else None


async def closed(invited: Invitation, _at: Wording) -> Card | None:
    return call_outs.closed(invited)


async def assigned(invited: Invitation, at: Wording) -> Card | None:
    return assignments.assigned(invited, at.now) if is_open(invited) else None


async def hold(hold_id: int, at: Wording) -> Card | None:
    found = await loading.hold_of(at.db, at.person_id, hold_id)
    return holds.hold(found, at.now) if found else None


async def superseded(_id: int, _at: Wording) -> Card | None:
    return call_outs.superseded()
