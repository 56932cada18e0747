"""What people write about a call-out: kept whole, understood where it is certain, asked back where it isn't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.outbox import PostedCard
from models.people import Person
from models.remarks import Remark
from services import arrivals, boards, call_outs, replies
from services.arrivals import AfterTheEnd
from services.audit import record
from services.authority import NotAllowed
from services.notices import LastingCard
from services.policy import Policy
from services.replies import AcceptResult, Closed, Declined, NotInvited
from services.rules.written_replies import Answer, Understood, understand

MOST_SHOWN = 30


@dataclass(frozen=True)
class AskBack:
    """It was kept; what it means for this invitation has to be tapped. `arrives_at`: the time that was named."""

    invitation: Invitation
    arrives_at: datetime | None = None


@dataclass(frozen=True)
class WhichOne:
    """It was kept; they have several open call-outs, and only they know which is meant."""

    remark: Remark
    invitations: Sequence[Invitation]


@dataclass(frozen=True)
class Written:
    """What was written about a call-out, the newest last; at most MOST_SHOWN."""

    call_out: CallOut
    remarks: Sequence[Remark]


Answered = AcceptResult | Declined | AfterTheEnd | AskBack


async def answered_card(db: AsyncSession, person: Person, telegram_message_id: int) -> Invitation | None:
    """The invitation whose card stands in that message of the person's chat."""
    here = (PostedCard.chat_id == person.telegram_id, PostedCard.message_id == telegram_message_id)
    for name in await db.scalars(select(PostedCard.card).where(*here)):
        if invitation_id := LastingCard.INVITATION.subject_of(name):
            return await replies.own(db, person.id, invitation_id)
    return None


async def open_ones(db: AsyncSession, person: Person) -> list[Invitation]:
    """Their open call-outs that they haven't declined, the newest first: what a bare text can be about."""
    theirs = select(Invitation).join(CallOut, CallOut.id == Invitation.call_out_id).where(
        Invitation.person_id == person.id,
        Invitation.state != InvitationState.DECLINED,
        CallOut.state == CallOutState.OPEN,
    )  # fmt: skip
    return list((await db.scalars(theirs.order_by(Invitation.id.desc()))).unique())


async def write(
    db: AsyncSession, person: Person, about: Sequence[Invitation], text: str, now: datetime, policy: Policy
) -> Answered | WhichOne:
    """Keeps the text, and does what it says if that is certain. `about`: the one call-out, or those it may be about."""
    only = about[0] if len(about) == 1 else None
    remark = Remark(person_id=person.id, invitation_id=only.id if only else None, text=text, written_at=now)
    db.add(remark)
    await db.flush()
    return await _act(db, person, only, text, now, policy) if only else WhichOne(remark, about)


async def assign(
    db: AsyncSession, person: Person, remark_id: int, invitation_id: int, now: datetime, policy: Policy
) -> Answered:
    """They say which call-out they wrote about."""
    remark, invitation = await db.get(Remark, remark_id), await replies.own(db, person.id, invitation_id)
    if remark is None or remark.person_id != person.id or invitation is None:
        return NotInvited()
    if remark.invitation_id not in (None, invitation_id):
        return AskBack(invitation)
    remark.invitation_id = invitation_id
    await db.flush()
    return await _act(db, person, invitation, remark.text, remark.written_at, policy, since=now)


async def _act(
    db: AsyncSession,
    person: Person,
    invitation: Invitation,
    text: str,
    now: datetime,
    policy: Policy,
    since: datetime | None = None,
) -> Answered:
    """`now` is when it was written ("in 20 minutes"), `since` when it is acted on."""
    moment = since or now
    meant = _meaning(invitation, text, now, policy)
    await boards.refresh(db, invitation.call_out, moment, policy)
    match meant:
        case Understood(Answer.NO):
            return await replies.decline(db, person.id, invitation.id, moment, policy)
        case Understood(Answer.YES, None):
            return await replies.accept(db, person.id, invitation.id, moment, policy)
        case Understood(Answer.YES, datetime() as arrives_at):
            return await arrivals.accept_at(db, person.id, invitation.id, max(arrives_at, moment), moment, policy)
        case _ if invitation.call_out.state is CallOutState.CLOSED:
            return Closed(invitation)
        case _:
            return AskBack(invitation, meant.arrives_at)


def _meaning(invitation: Invitation, text: str, now: datetime, policy: Policy) -> Understood:
    coming = invitation.state is InvitationState.COMING
    return understand(text, now, invitation.call_out.help_request.ends_at, policy.zone, coming=coming)


async def written_about(db: AsyncSession, person: Person, call_out_id: int, now: datetime) -> Written | NotAllowed:
    """The texts about a call-out, for whoever coordinates it; that they were shown is noted."""
    call_out = await call_outs.led(db, person, call_out_id)
    if call_out is None:
        return NotAllowed()
    record(db, person.id, "remarks_shown", "call_out", call_out_id, now)
    newest = select(Remark).join(Invitation, Invitation.id == Remark.invitation_id)
    of_it = newest.where(Invitation.call_out_id == call_out_id).order_by(Remark.id.desc()).limit(MOST_SHOWN)
    return Written(call_out, list((await db.scalars(of_it)).unique())[::-1])


async def last_of(db: AsyncSession, call_out_id: int) -> dict[int, Remark]:
    """The newest text about each invitation of a call-out."""
    newest = select(func.max(Remark.id)).join(Invitation, Invitation.id == Remark.invitation_id)
    ids = newest.where(Invitation.call_out_id == call_out_id).group_by(Remark.invitation_id)
    found = (await db.scalars(select(Remark).where(Remark.id.in_(ids)))).unique()
    return {remark.invitation_id: remark for remark in found if remark.invitation_id}
