"""Emergencies: opening one, and who leads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.emergencies import Emergency, HelpRequest
from models.outbox import Method
from models.people import Person
from models.reference import Municipality
from models.roles import Role
from services import boards
from services.audit import record
from services.authority import NotAllowed, authority_of, municipalities_of
from services.notices import Notice, say_to_invited
from services.policy import Policy
from services.rules.shortening import shortened

LONGEST_NAME = 60  # readable on a button


@dataclass(frozen=True)
class AlreadyEnded:
    emergency: Emergency


@dataclass(frozen=True)
class OnSite:
    emergency: Emergency


async def open_in(db: AsyncSession, nis: int, *, hold: bool = False) -> list[Emergency]:
    """The municipality's emergencies that haven't ended, the newest first; with `hold`, none ends before we do."""
    found = (
        select(Emergency)
        .where(Emergency.municipality_nis == nis, Emergency.ended_at.is_(None))
        .order_by(Emergency.opened_at.desc(), Emergency.id.desc())
    )
    if hold:
        locked = found.with_for_update(key_share=True, of=Emergency)
        found = locked.execution_options(populate_existing=True)
    return list((await db.scalars(found)).unique())


async def held(db: AsyncSession, emergency_id: int) -> Emergency:
    """The emergency as it stands; it doesn't end before this transaction does.

    Held before any call-out or request, in one order for all: the end of an emergency closes these.
    """
    one = select(Emergency).where(Emergency.id == emergency_id).with_for_update(key_share=True, of=Emergency)
    return (await db.scalars(one.execution_options(populate_existing=True))).unique().one()


async def open_emergency(db: AsyncSession, nis: int, name: str, now: datetime) -> Emergency:
    """A new emergency in that municipality."""
    emergency = Emergency(municipality_nis=nis, name=name, opened_at=now)
    db.add(emergency)
    await db.flush()
    await db.refresh(emergency)
    return emergency


def name_from(what: str) -> str:
    """A name for the emergency that a first help request opens: the words with which help was asked."""
    return shortened(what, LONGEST_NAME)


async def open_for(db: AsyncSession, person: Person) -> list[Emergency]:
    """The emergencies that haven't ended, of those that this person coordinates, the newest first."""
    authority = await authority_of(db, person.id)
    found = await db.scalars(
        select(Emergency)
        .join(Municipality, Municipality.nis == Emergency.municipality_nis)
        .where(Emergency.ended_at.is_(None), municipalities_of(authority, Role.COORDINATOR))
        .order_by(Emergency.id.desc())
    )
    return list(found.unique())


async def open_call_outs(db: AsyncSession, emergency_id: int) -> list[CallOut]:
    """The emergency's call-outs that aren't closed, the oldest first."""
    found = await db.scalars(
        select(CallOut)
        .join(HelpRequest, HelpRequest.id == CallOut.help_request_id)
        .where(HelpRequest.emergency_id == emergency_id, CallOut.state == CallOutState.OPEN)
        .order_by(CallOut.id)
    )
    return list(found.unique())


async def led(db: AsyncSession, person: Person, emergency_id: int) -> Emergency | None:
    """The emergency, if this person coordinates where it is."""
    emergency = await db.get(Emergency, emergency_id, populate_existing=True)
    authority = await authority_of(db, person.id)
    where = emergency.municipality if emergency else None
    return emergency if where and authority.may(Role.COORDINATOR, where) else None


async def arrive_on_site(
    db: AsyncSession, person: Person, emergency_id: int, now: datetime, policy: Policy
) -> OnSite | AlreadyEnded | NotAllowed:
    """Names this coordinator as the one on site: on the boards, and on the cards of those who come."""
    emergency = await led(db, person, emergency_id)
    if emergency is None:
        return NotAllowed()
    if emergency.ended_at:
        return AlreadyEnded(emergency)
    emergency.on_site = person
    await db.flush()
    record(db, person.id, "on_site", "emergency", emergency.id, now)
    await _show_on_site(db, emergency, now, policy)
    return OnSite(emergency)


async def _show_on_site(db: AsyncSession, emergency: Emergency, now: datetime, policy: Policy) -> None:
    for call_out in await open_call_outs(db, emergency.id):
        coming = and_(Invitation.call_out_id == call_out.id, Invitation.state == InvitationState.COMING)
        await say_to_invited(db, Notice.BRIEFING, coming, now, method=Method.EDIT)
        await boards.refresh(db, call_out, now, policy)
