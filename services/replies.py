"""What people answer to a call-out. Each use case holds the call-out's row, so that replies come one after another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.outbox import Method
from services import boards, briefings, closing, reserve
from services.notices import Notice, say, say_to_invited
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
    """They come to another call-out at that time; ask whether to switch."""

    invitation: Invitation
    elsewhere: Invitation


@dataclass(frozen=True)
class Closed:
    invitation: Invitation


@dataclass(frozen=True)
class NotInvited:
    """No such invitation, or somebody else's."""


AcceptResult = Coming | OnReserve | ComesElsewhere | Closed | NotInvited


async def accept(
    db: AsyncSession,
    person_id: int,
    invitation_id: int,
    now: datetime,
    policy: Policy,
    *,
    switch: bool = False,
) -> AcceptResult:
    """A place while there is one, the reserve list after that.

    Whoever comes elsewhere at that time is asked first; with `switch` that place is given up, once this one is theirs.
    """
    invitation = await _locked(db, person_id, invitation_id)
    if invitation is None:
        return NotInvited()
    if invitation.call_out.state is CallOutState.CLOSED:
        return Closed(invitation)
    if invitation.state is InvitationState.COMING:
        return Coming(invitation, await place_number(db, invitation))
    other = await elsewhere(db, invitation)
    if other and not switch and invitation.call_out.filled < invitation.call_out.needed:
        return ComesElsewhere(invitation, other)
    if not await _take_place(db, invitation.call_out):
        return await _stand_by(db, invitation, now, policy)
    if other:
        await _leave(db, other, now, policy)
    return await _come(db, invitation, now, policy)


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
    had_place = invitation.state is InvitationState.COMING
    if invitation.task_id:
        await say(db, person_id, Notice.ASSIGNED, invitation.id, now, method=Method.DELETE)
    await _answer(db, invitation, InvitationState.DECLINED, now)
    if had_place:
        await reserve.pass_place_on(db, invitation, now)
    await boards.refresh(db, invitation.call_out, now, policy)
    return Declined(invitation)


async def place_number(db: AsyncSession, invitation: Invitation) -> int:
    """Which of those who come this one is, in order of answering; from 1."""
    before = select(func.count()).where(
        Invitation.call_out_id == invitation.call_out_id,
        Invitation.state == InvitationState.COMING,
        Invitation.answer_number <= (invitation.answer_number or 0),
    )
    return await db.scalar(before) or 1


async def _locked(db: AsyncSession, person_id: int, invitation_id: int) -> Invitation | None:
    """Their invitation as it stands, with its call-out held; and, in one order for all, those that they come to."""
    invitation = await own(db, person_id, invitation_id)
    if invitation is None:
        return None
    theirs = select(Invitation.call_out_id).where(
        Invitation.person_id == person_id, Invitation.state == InvitationState.COMING
    )
    held = or_(CallOut.id == invitation.call_out_id, CallOut.id.in_(theirs))
    open_ones = or_(CallOut.id == invitation.call_out_id, CallOut.state == CallOutState.OPEN)
    await db.execute(select(CallOut.id).where(held, open_ones).order_by(CallOut.id).with_for_update())
    await db.get(CallOut, invitation.call_out_id, populate_existing=True)
    return await db.get(Invitation, invitation_id, populate_existing=True)


async def _leave(db: AsyncSession, other: Invitation, now: datetime, policy: Policy) -> None:
    await decline(db, other.person_id, other.id, now, policy)
    await say(db, other.person_id, Notice.BRIEFING, other.id, now, method=Method.EDIT, once=True)


async def _take_place(db: AsyncSession, call_out: CallOut) -> bool:
    taken = await db.execute(
        update(CallOut)
        .where(CallOut.id == call_out.id, CallOut.filled < CallOut.needed, CallOut.state == CallOutState.OPEN)
        .values(filled=CallOut.filled + 1)
        .returning(CallOut.filled)
        .execution_options(synchronize_session=False)
    )
    if taken.scalar() is None:
        return False
    await db.refresh(call_out, ["filled"])
    return True


async def _answer(db: AsyncSession, invitation: Invitation, state: InvitationState, now: datetime) -> None:
    invitation.call_out.answers += 1
    invitation.state = state
    invitation.answer_number = invitation.call_out.answers
    invitation.answered_at = now
    if state is not InvitationState.COMING:
        invitation.task = None
    await db.flush()


async def _come(db: AsyncSession, invitation: Invitation, now: datetime, policy: Policy) -> Coming:
    call_out = invitation.call_out
    await _answer(db, invitation, InvitationState.COMING, now)
    await briefings.pin(db, invitation, now)
    if call_out.filled == call_out.needed:
        await _tell_enough(db, call_out, now)
    await boards.refresh(db, call_out, now, policy)
    return Coming(invitation, call_out.filled)


async def _tell_enough(db: AsyncSession, call_out: CallOut, now: datetime) -> None:
    """Each silent person hears it once, however often places come free and are filled again."""
    await closing.recall_unsent(db, Invitation.call_out_id == call_out.id)
    silent = and_(
        Invitation.call_out_id == call_out.id,
        Invitation.state == InvitationState.SILENT,
        Invitation.told_enough.is_(False),
    )
    await say_to_invited(db, Notice.ENOUGH, silent, now)
    told = update(Invitation).where(silent).values(told_enough=True)
    await db.execute(told.execution_options(synchronize_session=False))


async def _stand_by(db: AsyncSession, invitation: Invitation, now: datetime, policy: Policy) -> OnReserve:
    if invitation.state is not InvitationState.RESERVE:
        await _answer(db, invitation, InvitationState.RESERVE, now)
        await boards.refresh(db, invitation.call_out, now, policy)
    return OnReserve(invitation, await reserve.reserve_position(db, invitation))
