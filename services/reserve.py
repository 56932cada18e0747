"""The reserve list: who moves up when a place comes free, or when they can take one that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.people import Person
from services import boards, briefings, consents, matching, need, seats, turns, waves
from services.notices import Notice, say
from services.overlaps import coming_during, elsewhere
from services.policy import Policy
from services.rules.moving_up import moves_up_at_once, offered_until


async def pass_on(db: AsyncSession, call_out: CallOut, number: int, now: datetime, policy: Policy) -> None:
    """Gives places to the reserve list in its order, `number` of which have just come free. Needs the call-out's row.

    If some are left where all were taken before, coordinators hear it; if somebody comes for each, everybody who is
    silent does.
    """
    all_were_taken = call_out.open == number
    while first := await _first_who_can(db, call_out, policy):
        await _call_on(db, first, now, policy)
    if call_out.met:
        call_out.next_wave_at = None
        await need.tell_met(db, call_out, now)
    elif call_out.open and all_were_taken:
        await need.tell_unmet(db, call_out, now)
        await waves.resume(db, call_out, now, policy)


async def _first_who_can(db: AsyncSession, call_out: CallOut, policy: Policy) -> Invitation | None:
    """The first who can, held so that nobody calls them up elsewhere meanwhile; the others keep their position.

    Whoever is held by somebody else is passed over: they are just answering or being called up, and are seen to after
    that (`beside_a_place`). What they come to by then shows only once they are held, hence the second look.
    """
    masks = await seats.open_for(db, call_out)
    if not masks:
        return None
    who_can = _who_can(call_out, masks, policy).with_for_update(key_share=True, skip_locked=True, of=Person)
    while first := (await db.scalars(who_can)).unique().one_or_none():
        if not await elsewhere(db, first):
            return first
    return None


def _who_can(call_out: CallOut, masks: Sequence[int], policy: Policy) -> Select[Invitation]:
    """Selects the first with the skills for a free place whom a message reaches, who has no pause, comes nowhere else
    at that time, and has no offer nor left one unanswered.

    Not a minor without consent: the policy may ask for it since they answered.
    """
    busy = coming_during(call_out.help_request, Invitation.person_id)
    day = consents.today(call_out.help_request.starts_at, policy)
    return (
        select(Invitation)
        .join(Person, Person.id == Invitation.person_id)
        .where(
            Invitation.call_out_id == call_out.id,
            Invitation.state == InvitationState.RESERVE,
            Person.reachable,
            Person.paused_at.is_(None),
            Person.id.not_in(busy),
            Invitation.offered_until.is_(None),
            Invitation.offer_lapsed.is_(False),
            matching.with_any(masks),
            consents.may_be_called_on(day, policy),
        )
        .order_by(Invitation.answer_number)
        .limit(1)
    )


async def _call_on(db: AsyncSession, first: Invitation, now: datetime, policy: Policy) -> None:
    """The place is theirs if they answered only just; else it is held until they say whether they still come."""
    at_once = moves_up_at_once(first.answered_at or now, now, policy.reserve)
    if not await seats.take(db, first, now, offered=not at_once):
        raise RuntimeError(f"invitation {first.id} fits no place")
    if at_once:
        await _move_up(db, first, now)
    else:
        await _offer(db, first, now, policy)


async def _move_up(db: AsyncSession, first: Invitation, now: datetime) -> None:
    first.state = InvitationState.COMING
    await db.flush()
    await turns.recount(db, [first.person_id])
    await say(db, first.person_id, Notice.CALLED_UP, first.id, now)
    await briefings.pin(db, first, now)


async def _offer(db: AsyncSession, first: Invitation, now: datetime, policy: Policy) -> None:
    request, night, zone = first.call_out.help_request, policy.night, policy.zone
    first.offered_until = offered_until(
        now, request.starts_at, urgent=request.urgent, policy=policy.reserve, night=night, zone=zone
    )
    await db.flush()
    await say(db, first.person_id, Notice.PLACE_OFFER, first.id, now)


async def beside_a_place(db: AsyncSession, policy: Policy) -> list[int]:
    """The call-outs with a free place that somebody on their reserve list can take by now.

    They couldn't when it came free: they came elsewhere at that time, or no message reached them. Whatever has ended
    that (they left the other one, it closed, its hours changed, they came back), this finds them.
    """
    waits = select(Invitation.call_out_id).where(Invitation.state == InvitationState.RESERVE)
    room = select(CallOut).where(
        CallOut.state == CallOutState.OPEN, CallOut.filled + CallOut.held < CallOut.needed, CallOut.id.in_(waits)
    )
    found = (await db.scalars(room.order_by(CallOut.id))).unique().all()
    return [call_out.id for call_out in found if await _anybody_can(db, call_out, policy)]


async def _anybody_can(db: AsyncSession, call_out: CallOut, policy: Policy) -> bool:
    masks = await seats.open_for(db, call_out)
    return bool(masks) and (await db.scalars(_who_can(call_out, masks, policy))).unique().first() is not None


async def settle(db: AsyncSession, call_out_id: int, now: datetime, policy: Policy) -> None:
    """Gives the free places of an open call-out to whoever of its reserve list can take them by now."""
    one = select(CallOut).where(CallOut.id == call_out_id, CallOut.state == CallOutState.OPEN)
    locked = one.with_for_update(of=CallOut).execution_options(populate_existing=True)
    if call_out := (await db.scalars(locked)).unique().one_or_none():
        await pass_on(db, call_out, 0, now, policy)
        await need.show_reserve(db, call_out, now)
        await boards.refresh(db, call_out, now, policy)
