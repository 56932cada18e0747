"""A text to those of a call-out who come, who are in reserve, or who haven't answered: from whoever coordinates it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.announcements import Announcement, Audience
from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.outbox import OutboxRow, OutboxState
from models.people import Person
from services import announcements, call_outs
from services.announcements import SentBefore
from services.audit import record
from services.authority import NotAllowed
from services.call_outs import IsClosed
from services.notices import Notice, say_to_people
from services.policy import Policy
from services.quiet import when_told


@dataclass(frozen=True)
class Receivers:
    """How many of each audience a message would reach now, whoever writes it left out."""

    call_out: CallOut
    numbers: Mapping[Audience, int]


@dataclass(frozen=True)
class Told:
    message: Announcement
    call_out: CallOut


@dataclass(frozen=True)
class NobodyThere:
    """There is nobody of that audience whom a message reaches, or no longer."""

    call_out: CallOut


async def receivers(db: AsyncSession, person: Person, call_out_id: int) -> Receivers | IsClosed | NotAllowed:
    """Whom this coordinator can tell something."""
    call_out = await call_outs.led(db, person, call_out_id)
    if call_out is None:
        return NotAllowed()
    if call_out.state is CallOutState.CLOSED:
        return IsClosed(call_out)
    return Receivers(call_out, {each: await _number(db, person, call_out, each) for each in Audience})


async def tell(
    db: AsyncSession,
    person: Person,
    call_out_id: int,
    audience: Audience,
    text: str,
    key: str,
    now: datetime,
    policy: Policy,
) -> Told | SentBefore | NobodyThere | IsClosed | NotAllowed:
    """Sends the text to that audience as it is now; the draft `key` is sent once, and rings but for those at rest."""
    await db.execute(select(CallOut.id).where(CallOut.id == call_out_id).with_for_update())
    if before := await announcements.with_key(db, person, key):
        return SentBefore(before)
    found = await receivers(db, person, call_out_id)
    if not isinstance(found, Receivers):
        return found
    if not found.numbers[audience]:
        return NobodyThere(found.call_out)
    return Told(await _send(db, person, found.call_out, audience, text, key, now, policy), found.call_out)


async def _send(
    db: AsyncSession,
    person: Person,
    call_out: CallOut,
    audience: Audience,
    text: str,
    key: str,
    now: datetime,
    policy: Policy,
) -> Announcement:
    message = Announcement(
        call_out=call_out, audience=audience, author=person, key=key, text=text, sent_at=now, receivers=0
    )
    db.add(message)
    await db.flush()
    which = _reached(person, call_out, audience)
    # Whoever has promised to come is on the way or about to leave: it rings in their quiet hours too.
    comes = Person.id.is_not(None) if audience is Audience.COMING else None
    timed = when_told(now, policy, rings=comes)
    message.receivers = await say_to_people(db, Notice.CALL_OUT_MESSAGE, message.id, which, now, timed)
    told = {"message": message.id, "audience": audience.value, "receivers": message.receivers}
    record(db, person.id, "message_sent", "call_out", call_out.id, now, **told)
    return message


async def _number(db: AsyncSession, author: Person, call_out: CallOut, audience: Audience) -> int:
    them = select(func.count()).select_from(Person).where(Person.reachable, _reached(author, call_out, audience))
    return await db.scalar(them) or 0


def _reached(author: Person, call_out: CallOut, audience: Audience) -> ColumnElement[bool]:
    """Those of the audience who have had their invitation: who is to be asked later hears nothing before."""
    waits = exists().where(
        OutboxRow.notice == Notice.INVITATION,
        OutboxRow.state == OutboxState.PENDING,
        OutboxRow.subject_id == Invitation.id,
    )
    asked = select(Invitation.person_id).where(
        Invitation.call_out_id == call_out.id, Invitation.state == InvitationState(audience.value), ~waits
    )
    return and_(Person.id.in_(asked), Person.id != author.id)
