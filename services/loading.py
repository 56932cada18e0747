"""What a message is worded from, as it stands at delivery; None where its receiver may no longer see it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, Invitation
from models.consents import ConsentState, GuardianConsent
from models.corps import Corps
from models.emergencies import Emergency, HelpRequest
from models.people import Person
from models.roles import RoleGrant
from services import boards, call_outs, consents, help_requests
from services.boards import Board
from services.consents import Standing
from services.policy import Policy


async def person(db: AsyncSession, person_id: int) -> Person | None:
    """The person."""
    return await db.get(Person, person_id)


async def grant(db: AsyncSession, grant_id: int) -> RoleGrant | None:
    """The role that somebody holds or held."""
    return await db.get(RoleGrant, grant_id)


async def invitation(db: AsyncSession, invitation_id: int) -> Invitation | None:
    """The invitation."""
    return await db.get(Invitation, invitation_id)


async def call_out(db: AsyncSession, person_id: int, call_out_id: int) -> CallOut | None:
    """The call-out, for somebody who coordinates it."""
    who = await person(db, person_id)
    return await call_outs.led(db, who, call_out_id) if who else None


async def board(db: AsyncSession, person_id: int, call_out_id: int) -> Board | None:
    """How the call-out stands, for somebody who coordinates it."""
    led = await call_out(db, person_id, call_out_id)
    return await boards.board(db, led) if led else None


async def request_to_lead(db: AsyncSession, person_id: int, request_id: int) -> HelpRequest | None:
    """The help request, for somebody who coordinates where it comes from."""
    who = await person(db, person_id)
    return await help_requests.led(db, who, request_id) if who else None


async def own_request(db: AsyncSession, person_id: int, request_id: int) -> HelpRequest | None:
    """The help request, for whoever raised it and may still ask for help there."""
    who = await person(db, person_id)
    return await help_requests.raised_by(db, who, request_id) if who else None


async def board_of_request(db: AsyncSession, request_id: int) -> Board | None:
    """How the request's call-out stands; None until there is one."""
    launched = await boards.latest_call_out(db, request_id)
    return await boards.board(db, launched) if launched else None


async def emergency(db: AsyncSession, emergency_id: int) -> Emergency | None:
    """The emergency."""
    return await db.get(Emergency, emergency_id)


async def corps(db: AsyncSession, corps_id: int) -> Corps | None:
    """The corps."""
    return await db.get(Corps, corps_id)


async def consent(db: AsyncSession, consent_id: int) -> GuardianConsent | None:
    """The question to a guardian with its answer, while it is the answer that the minor is to hear of."""
    found = await db.get(GuardianConsent, consent_id)
    return found if found and found.state is not ConsentState.ASKED else None


async def consent_of(db: AsyncSession, person_id: int, now: datetime, policy: Policy) -> Standing | None:
    """How a guardian's consent stands for this person."""
    who = await person(db, person_id)
    return await consents.standing(db, who, now, policy) if who else None
