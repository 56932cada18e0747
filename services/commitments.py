"""Why somebody can't be erased at this moment: what they have promised, lead or hold together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.emergencies import Emergency, HelpRequest, RequestState
from models.people import Person
from services import teams
from services.policy import Policy


class Tie(StrEnum):
    """What holds them."""

    DEPLOYED = "deployed"  # they come to a call-out, or came in an emergency that goes on
    ASKING = "asking"  # they asked for help, and it isn't closed
    LEADING = "leading"  # they lead an emergency that goes on, are on site, or took a request over
    LAST_ADMINISTRATOR = "last_administrator"  # nobody else hands out roles for all of Flanders


PASSING = frozenset({Tie.DEPLOYED, Tie.ASKING, Tie.LEADING})  # over once the emergency is


@dataclass(frozen=True)
class Commitment:
    """`about`: the emergencies, as their coordinators named them, each once."""

    tie: Tie
    about: Sequence[str] = ()


Check = Callable[[AsyncSession, Person, datetime, Policy], Awaitable[Commitment | None]]


def _going_on(now: datetime, policy: Policy) -> object:
    """An emergency that nobody ends doesn't hold people for ever."""
    return or_(
        CallOut.state == CallOutState.OPEN,
        (Emergency.ended_at.is_(None)) & (HelpRequest.ends_at > now - policy.erase_waits_at_most),
    )


async def _deployed(db: AsyncSession, person: Person, now: datetime, policy: Policy) -> Commitment | None:
    names = (
        select(Emergency.name)
        .join(HelpRequest, HelpRequest.emergency_id == Emergency.id)
        .join(CallOut, CallOut.help_request_id == HelpRequest.id)
        .join(Invitation, Invitation.call_out_id == CallOut.id)
        .where(
            Invitation.person_id == person.id,
            Invitation.state == InvitationState.COMING,
            _going_on(now, policy),  # type: ignore[arg-type]
        )
    )
    return await _commitment(db, Tie.DEPLOYED, names)


async def _asking(db: AsyncSession, person: Person, _now: datetime, _policy: Policy) -> Commitment | None:
    names = (
        select(Emergency.name)
        .join(HelpRequest, HelpRequest.emergency_id == Emergency.id)
        .where(HelpRequest.requester_id == person.id, HelpRequest.state != RequestState.CLOSED)
    )
    return await _commitment(db, Tie.ASKING, names)


async def _leading(db: AsyncSession, person: Person, _now: datetime, _policy: Policy) -> Commitment | None:
    took_over = select(HelpRequest.emergency_id).where(
        HelpRequest.taken_by_id == person.id, HelpRequest.state == RequestState.TAKEN
    )
    names = select(Emergency.name).where(
        Emergency.ended_at.is_(None),
        or_(
            Emergency.in_charge_id == person.id,
            Emergency.on_site_id == person.id,
            Emergency.id.in_(took_over),
        ),
    )
    return await _commitment(db, Tie.LEADING, names)


async def _commitment(db: AsyncSession, tie: Tie, names: object) -> Commitment | None:
    found = sorted(set(await db.scalars(names)))  # type: ignore[call-overload]
    return Commitment(tie, found) if found else None


async def _last_administrator(db: AsyncSession, person: Person, _now: datetime, _policy: Policy) -> Commitment | None:
    return Commitment(Tie.LAST_ADMINISTRATOR) if await teams.is_last_administrator(db, person) else None


CHECKS: tuple[Check, ...] = (_deployed, _asking, _leading, _last_administrator)


async def commitments_of(db: AsyncSession, person: Person, now: datetime, policy: Policy) -> list[Commitment]:
    """All that holds them now; nothing where they may go."""
    found = [await check(db, person, now, policy) for check in CHECKS]
    return [commitment for commitment in found if commitment]


async def next_release(db: AsyncSession, now: datetime, policy: Policy) -> datetime | None:
    """When the next of those who wish to be erased is held no longer by an emergency that nobody ends."""
    earliest = (
        select(func.min(HelpRequest.ends_at))
        .join(CallOut, CallOut.help_request_id == HelpRequest.id)
        .join(Invitation, Invitation.call_out_id == CallOut.id)
        .join(Person, Person.id == Invitation.person_id)
        .where(Person.erase_wished_at.is_not(None), HelpRequest.ends_at > now - policy.erase_waits_at_most)
    )
    ends_at: datetime | None = await db.scalar(earliest)
    return ends_at + policy.erase_waits_at_most if ends_at else None
