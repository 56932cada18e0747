"""What a message is worded from, as it stands at delivery; None where its receiver may no longer see it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, Invitation
from models.certificates import Certificate
from models.consents import ConsentState, GuardianConsent
from models.corps import Corps
from models.corps_calls import CorpsCall
from models.emergencies import Emergency, HelpRequest
from models.groups import Group, PlaceHold
from models.people import Person
from models.provincial_phases import ProvincialPhase
from models.roles import Role, RoleGrant
from models.rota import Duty, Rota, RotaGap, RotaSwap
from services import (
    boards,
    call_outs,
    certificate_checks,
    consents,
    group_sides,
    groups,
    help_requests,
    holds,
    rota,
    rota_watch,
    withholding,
)
from services import late_answers as late
from services.areas import Place, place_of
from services.authority import authority_of
from services.boards import Board
from services.certificate_checks import DecidedBefore, ToCheck
from services.consents import Standing
from services.group_sides import GroupSide
from services.groups import GroupOf
from services.late_answers import LateAnswers
from services.policy import Policy
from services.withholding import Lent


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


async def lent(db: AsyncSession, person_id: int, call_id: int) -> Lent | None:
    """A corps that a neighbour called, for its municipality's people."""
    return await withholding.lent(db, person_id, call_id)


async def corps_call(db: AsyncSession, person_id: int, call_id: int) -> CorpsCall | None:
    """The same for somebody who coordinates the call-out."""
    call = await db.get(CorpsCall, call_id)
    return call if call and await call_out(db, person_id, call.call_out_id) else None


async def phase(db: AsyncSession, phase_id: int) -> ProvincialPhase | None:
    """The provincial phase, also one that has ended."""
    return await db.get(ProvincialPhase, phase_id)


async def late_answers(db: AsyncSession, person_id: int, call_out_id: int) -> LateAnswers | None:
    """Who said yes after it had closed, for somebody who coordinates it."""
    led = await call_out(db, person_id, call_out_id)
    return await late.of_call_out(db, led) if led else None


async def request_to_lead(db: AsyncSession, person_id: int, request_id: int) -> HelpRequest | None:
    """The help request, for somebody who coordinates where it comes from."""
    who = await person(db, person_id)
    return await help_requests.led(db, who, request_id) if who else None


async def own_request(db: AsyncSession, person_id: int, request_id: int) -> HelpRequest | None:
    """The help request, for whoever raised it and may still ask for help there."""
    who = await person(db, person_id)
    return await help_requests.raised_by(db, who, request_id) if who else None


async def request_to_watch(db: AsyncSession, person_id: int, request_id: int) -> HelpRequest | None:
    """The help request, for an administrator of where it comes from."""
    request = await db.get(HelpRequest, request_id, populate_existing=True)
    authority = await authority_of(db, person_id)
    return request if request and authority.may(Role.ADMINISTRATOR, request.municipality) else None


async def duty(db: AsyncSession, duty_id: int) -> tuple[Duty, Place] | None:
    """Somebody's turn on call, and for which area."""
    found = await db.get(Duty, duty_id, populate_existing=True)
    return (found, await rota_place(db, found.rota_id)) if found else None


async def duty_to_watch(db: AsyncSession, person_id: int, duty_id: int) -> tuple[Duty, Place] | None:
    """The same, for somebody who plans that rota."""
    found, who = await duty(db, duty_id), await person(db, person_id)
    return found if found and who and await rota.may_plan(db, who, found[1].area) else None


async def rota_place(db: AsyncSession, rota_id: int) -> Place:
    """The area of a rota that is there."""
    return await place_of(db, await rota.area_of(db, await db.get_one(Rota, rota_id)))


async def gaps(db: AsyncSession, person_id: int, rota_id: int, now: datetime) -> tuple[Place, list[RotaGap]] | None:
    """The gaps that were announced and aren't over, for somebody who plans that rota."""
    found, who = await db.get(Rota, rota_id), await person(db, person_id)
    if found is None or who is None or not await rota.may_plan(db, who, await rota.area_of(db, found)):
        return None
    return await rota_place(db, rota_id), await rota_watch.announced(db, rota_id, now)


async def on_call_now(db: AsyncSession, ended: Duty) -> Person | None:
    """Who came on call after that turn."""
    now = await rota_watch.running(db, ended.rota)
    return now.person if now else None


async def swap(db: AsyncSession, person_id: int, swap_id: int) -> RotaSwap | None:
    """The swap, for the two whom it concerns."""
    found = await db.get(RotaSwap, swap_id, populate_existing=True)
    return found if found and person_id in (found.from_id, found.to_id) else None


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


async def group_side(db: AsyncSession, invited: Invitation) -> GroupSide | None:
    """What an invitation has to do with the person's group."""
    return await group_sides.side_of(db, invited)


async def hold_of(db: AsyncSession, person_id: int, hold_id: int) -> PlaceHold | None:
    """The places that wait or waited for a group, for whoever leads it."""
    found = await holds.by_id(db, hold_id)
    return found if found and found.group.leader_id == person_id else None


async def group(db: AsyncSession, group_id: int) -> Group | None:
    """The group, also one that was dissolved."""
    return await groups.by_id(db, group_id)


async def group_led(db: AsyncSession, person_id: int, group_id: int) -> GroupOf | None:
    """The group with its members, for whoever leads it."""
    found = await group(db, group_id)
    return await groups.seen_by(db, found, person_id) if found and found.leader_id == person_id else None


async def certificate(db: AsyncSession, person_id: int, certificate_id: int) -> Certificate | None:
    """The certificate, for whoever sent it."""
    found = await db.get(Certificate, certificate_id)
    return found if found and found.person_id == person_id else None


async def certificate_to_check(db: AsyncSession, person_id: int, certificate_id: int) -> Certificate | None:
    """The certificate while it waits, for somebody who may decide on it."""
    who = await person(db, person_id)
    found = await certificate_checks.to_check(db, who, certificate_id) if who else None
    return found.certificate if isinstance(found, ToCheck) else None


async def certificate_decided(db: AsyncSession, person_id: int, certificate_id: int) -> Certificate | None:
    """The certificate that was decided on, for somebody who could have."""
    who = await person(db, person_id)
    found = await certificate_checks.to_check(db, who, certificate_id) if who else None
    return found.certificate if isinstance(found, DecidedBefore) else None


async def consent(db: AsyncSession, consent_id: int) -> GuardianConsent | None:
    """The question to a guardian with its answer, while it is the answer that the minor is to hear of."""
    found = await db.get(GuardianConsent, consent_id)
    return found if found and found.state is not ConsentState.ASKED else None


async def consent_of(db: AsyncSession, person_id: int, now: datetime, policy: Policy) -> Standing | None:
    """How a guardian's consent stands for this person."""
    who = await person(db, person_id)
    return await consents.standing(db, who, now, policy) if who else None
