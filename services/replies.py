"""What people answer to a call-out. Each use case holds the call-out's row, so that replies come one after another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.outbox import Method
from models.people import Person
from services import (
    boards,
    briefings,
    consents,
    group_sides,
    informing,
    late_answers,
    need,
    reserve,
    seats,
    turns,
    waves,
)  # fmt: skip
from services.notices import Notice, say
from services.overlaps import elsewhere
from services.policy import Policy


@dataclass(frozen=True)
class Coming:
    """The place is theirs; the card is now the briefing."""

    invitation: Invitation
    number: int  # which of the needed people this one is


@dataclass(frozen=True)
class OnReserve:
    invitation: Invitation
    position: int


@dataclass(frozen=True)
class Declined:
    invitation: Invitation


@dataclass(frozen=True)
class ComesElsewhere:
    """They come to other call-outs at that time, mostly one; ask whether to switch."""

    invitation: Invitation
    elsewhere: list[Invitation]


@dataclass(frozen=True)
class ConsentMissing:
    """A minor whose guardian must agree first: it was withdrawn, or the policy asks for it since they were invited."""

    invitation: Invitation


@dataclass(frozen=True)
class KeptHome:
    """Their own municipality keeps them at home, so they can't accept now."""

    invitation: Invitation


@dataclass(frozen=True)
class Closed:
    invitation: Invitation


@dataclass(frozen=True)
class Late:
    """It has closed; whoever leads sees their yes, and can still take them."""

    invitation: Invitation


@dataclass(frozen=True)
class NotInvited:
    """No such invitation, or somebody else's."""


AcceptResult = Coming | OnReserve | ComesElsewhere | ConsentMissing | KeptHome | Late | Closed | NotInvited


async def accept(
    db: AsyncSession,
    person_id: int,
    invitation_id: int,
    now: datetime,
    policy: Policy,
    *,
    switch: bool = False,
) -> AcceptResult:
    """A place while there is one, the reserve list after that. One that waits for their group comes first.

    Whoever comes elsewhere at that time is asked first; with `switch` that place is given up, once this one is theirs.
    Whoever hasn't been told yet what the Volunteers Act demands gets that beneath the answer.
    """
    informed = await informing.is_informed(db, person_id, policy)  # asked before anything is held
    result = await _accept(db, person_id, invitation_id, now, policy, switch=switch)
    if not informed and isinstance(result, Coming | OnReserve) and result.invitation.person:
        await informing.inform(db, result.invitation.person, now, policy)
    return result


async def _accept(
    db: AsyncSession, person_id: int, invitation_id: int, now: datetime, policy: Policy, *, switch: bool
) -> AcceptResult:
    invitation = await _locked(db, person_id, invitation_id)
    if invitation is None:
        return NotInvited()
    if invitation.call_out.state is CallOutState.CLOSED:
        return Late(invitation) if await late_answers.note(db, invitation, now) else Closed(invitation)
    if invitation.state is InvitationState.COMING:
        return await _still_come(db, invitation, now, policy, switch=switch)
    if invitation.withheld and invitation.state is InvitationState.SILENT:
        return KeptHome(invitation)
    if not await consents.allows(db, invitation, policy):
        return ConsentMissing(invitation)
    others = await elsewhere(db, invitation)
    if others and not switch and await _has_room(db, invitation):
        return ComesElsewhere(invitation, others)
    if not await _take_place(db, invitation, now):
        return await _stand_by(db, invitation, now, policy)
    for other in others:
        await _leave(db, person_id, other.id, now, policy)
    return await _come(db, invitation, now, policy)


async def _still_come(
    db: AsyncSession, invitation: Invitation, now: datetime, policy: Policy, *, switch: bool
) -> Coming | ComesElsewhere:
    """Whoever is asked because the time moved may come elsewhere at the new one."""
    asked = invitation.confirm_until is not None
    others = await elsewhere(db, invitation) if asked or switch else []
    if others and not switch:
        return ComesElsewhere(invitation, others)
    for other in others:
        await _leave(db, other.person_id or 0, other.id, now, policy)
    invitation.confirm_until = None
    await boards.refresh(db, invitation.call_out, now, policy)
    return Coming(invitation, await boards.number_among(db, invitation))


async def own(db: AsyncSession, person_id: int, invitation_id: int) -> Invitation | None:
    """The person's own invitation as it stands; None for anybody else's."""
    invitation = await db.get(Invitation, invitation_id)
    return invitation if invitation and invitation.person_id == person_id else None


async def decline(
    db: AsyncSession, person_id: int, invitation_id: int, now: datetime, policy: Policy
) -> Declined | Closed | NotInvited:
    """A no, also after a yes: then the place goes to the first of the reserve list."""
    invitation = await _locked(db, person_id, invitation_id)
    if invitation is None:
        return NotInvited()
    if invitation.call_out.state is CallOutState.CLOSED:
        return Closed(invitation)
    if invitation.state is InvitationState.DECLINED:
        return Declined(invitation)
    had_place = invitation.state is InvitationState.COMING or invitation.offered_until is not None
    if invitation.task_id:
        await say(db, person_id, Notice.ASSIGNED, invitation.id, now, method=Method.DELETE)
    if had_place:
        await _give_place_up(db, invitation, now)
    await _answer(db, invitation, InvitationState.DECLINED, now)
    if had_place:
        await reserve.pass_on(db, invitation.call_out, 1, now, policy)
    await waves.hurry(db, invitation.call_out, now)
    await boards.refresh(db, invitation.call_out, now, policy)
    return Declined(invitation)


async def _give_place_up(db: AsyncSession, left: Invitation, now: datetime) -> None:
    if left.offered_until is not None:
        await seats.withdraw(db, left)
    else:
        await briefings.unpin(db, left, now)
        await seats.leave(db, left)


async def _locked(db: AsyncSession, person_id: int, invitation_id: int) -> Invitation | None:
    """Their invitation as it stands.

    Their own row is held, so that their answers come one after another in whatever process they are handled; then, in
    one order for all, the call-outs in which somebody else's answer can change what they do: this one, those that they
    come to, and those on whose reserve list they are.
    """
    their_own = select(Invitation.call_out_id).join(Person, Person.id == Invitation.person_id)
    one = their_own.where(Invitation.id == invitation_id, Person.id == person_id)
    call_out_id = await db.scalar(one.with_for_update(key_share=True, of=Person))
    if call_out_id is None:
        return None
    theirs = select(Invitation.call_out_id).where(
        Invitation.person_id == person_id,
        Invitation.state.in_((InvitationState.COMING, InvitationState.RESERVE)),
    )
    held = or_(CallOut.id == call_out_id, CallOut.id.in_(theirs))
    open_ones = or_(CallOut.id == call_out_id, CallOut.state == CallOutState.OPEN)
    await db.execute(select(CallOut.id).where(held, open_ones).order_by(CallOut.id).with_for_update())
    return await db.get(Invitation, invitation_id, populate_existing=True)  # and its call-out, in the same statement


async def _leave(db: AsyncSession, person_id: int, other_id: int, now: datetime, policy: Policy) -> None:
    await decline(db, person_id, other_id, now, policy)
    await say(db, person_id, Notice.BRIEFING, other_id, now, method=Method.EDIT, once=True)


async def _has_room(db: AsyncSession, invitation: Invitation) -> bool:
    if invitation.offered_until is not None:
        return True
    side = await group_sides.side_of(db, invitation)
    return await seats.has_room(db, invitation) or (side is not None and side.waiting > 0)


async def _take_place(db: AsyncSession, invitation: Invitation, now: datetime) -> bool:
    """The one that is held for them comes first, then one that waits for their group."""
    if invitation.offered_until is not None:
        await seats.sit_down(db, invitation)
        return True
    return await group_sides.take_place(db, invitation, now) or await seats.take(db, invitation, now)


async def _answer(db: AsyncSession, invitation: Invitation, state: InvitationState, now: datetime) -> None:
    invitation.call_out.answers += 1
    invitation.state = state
    invitation.offer_lapsed = False
    invitation.answer_number = invitation.call_out.answers
    invitation.answered_at = now
    invitation.confirm_until = None
    if state is not InvitationState.COMING:
        invitation.task = None
    if state is InvitationState.DECLINED:
        invitation.arrives_at = invitation.arrival_given_at = None
    await db.flush()
    await turns.recount(db, [invitation.person_id])


async def _come(db: AsyncSession, invitation: Invitation, now: datetime, policy: Policy) -> Coming:
    call_out = invitation.call_out
    await _answer(db, invitation, InvitationState.COMING, now)
    await briefings.pin(db, invitation, now)
    if call_out.met:
        call_out.next_wave_at = None
        await need.tell_met(db, call_out, now)
    if call_out.open == 0:
        await need.show_reserve(db, call_out, now)
    await boards.refresh(db, call_out, now, policy)
    return Coming(invitation, call_out.filled)


async def _stand_by(db: AsyncSession, invitation: Invitation, now: datetime, policy: Policy) -> OnReserve:
    if invitation.state is not InvitationState.RESERVE or invitation.offer_lapsed:
        await _answer(db, invitation, InvitationState.RESERVE, now)
        await boards.refresh(db, invitation.call_out, now, policy)
    return OnReserve(invitation, await boards.number_among(db, invitation))
