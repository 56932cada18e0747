"""Whether a call-out still needs people, told to those whom it concerns."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

from models.call_outs import CallOut, Invitation, InvitationState
from models.emergencies import HelpRequest
from models.outbox import Method, OutboxRow, OutboxState
from models.people import Person
from models.roles import Role
from services import turns
from services.audit import record
from services.authority import reachable_holders
from services.notices import Notice, say, say_to_invited


async def tell_met(db: AsyncSession, call_out: CallOut, now: datetime) -> None:
    """All places are filled: each silent person hears it once, however often places come free and are filled again.

    Who has heard it is written down when it has arrived: whoever's message is still on its way when a place comes free
    again needs none then, and hears it when the places are filled the next time.
    """
    record(db, None, "call_out_met", "call_out", call_out.id, now, filled=call_out.filled)
    await recall_unsent(db, Invitation.call_out_id == call_out.id)
    silent = and_(
        Invitation.call_out_id == call_out.id,
        Invitation.state == InvitationState.SILENT,
        Invitation.told_enough.is_(False),
        Invitation.withheld.is_(False),
    )
    await say_to_invited(db, Notice.ENOUGH, silent, now, once=True)


async def tell_unmet(db: AsyncSession, call_out: CallOut, now: datetime) -> None:
    """Places are free again and nobody on the reserve list can come: whoever leads hears it, or every coordinator."""
    record(db, None, "call_out_unmet", "call_out", call_out.id, now, filled=call_out.filled)
    await tell_leaders(db, call_out, Notice.PLACE_FREE, now)
    await show_reserve(db, call_out, now)


async def tell_leaders(db: AsyncSession, call_out: CallOut, notice: Notice, now: datetime) -> None:
    """A message about the call-out to those who lead it."""
    for person in await leaders(db, call_out):
        await say(db, person.id, notice, call_out.id, now, once=True)


async def leaders(db: AsyncSession, call_out: CallOut) -> list[Person]:
    """Who hears how it goes: whoever is in charge, if a message reaches them, or else every coordinator."""
    return await whoever_leads(db, call_out.help_request)


async def whoever_leads(db: AsyncSession, request: HelpRequest) -> list[Person]:
    """The coordinator in charge of the emergency; every one whom a message reaches where nobody is."""
    coordinators = await reachable_holders(db, Role.COORDINATOR, request.municipality)
    in_charge = request.emergency.in_charge
    return [in_charge] if in_charge in coordinators else coordinators


async def show_reserve(db: AsyncSession, call_out: CallOut, now: datetime) -> None:
    """Has the cards of the reserve list edited, which say whether there is a place."""
    reserve = and_(Invitation.call_out_id == call_out.id, Invitation.state == InvitationState.RESERVE)
    await say_to_invited(db, Notice.BRIEFING, reserve, now, method=Method.EDIT, once=True)


async def recall_unsent(db: AsyncSession, which: ColumnElement[bool]) -> None:
    """Takes back invitations that haven't left yet: those people were never asked, and are told nothing."""
    unsent = and_(
        OutboxRow.notice == Notice.INVITATION,
        OutboxRow.state == OutboxState.PENDING,
        OutboxRow.attempts == 0,
        OutboxRow.subject_id.in_(select(Invitation.id).where(which, Invitation.state == InvitationState.SILENT)),
    )
    never_asked = await db.scalars(delete(OutboxRow).where(unsent).returning(OutboxRow.subject_id))
    ids = never_asked.all()
    for start in range(0, len(ids), 500):
        gone = delete(Invitation).where(Invitation.id.in_(ids[start : start + 500])).returning(Invitation.person_id)
        await turns.recount(db, (await db.scalars(gone)).all())
