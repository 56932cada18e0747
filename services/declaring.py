"""The governor's order is entered: what is short of people reaches the whole province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState
from models.corps import Corps
from models.emergencies import HelpRequest
from models.people import Person
from models.provincial_phases import ProvincialPhase
from models.reference import Municipality
from models.roles import Role, RoleGrant, Scope
from models.upsert import insert_for
from services import escalation
from services.audit import record
from services.authority import NotAllowed
from services.notices import Notice, say_to_people
from services.policy import Policy
from services.provincial_phases import open_in, provinces_of
from services.rules.rings import PROVINCE


@dataclass(frozen=True)
class Plan:
    """What the order would do: the call-outs that it spreads, and how many people of how many corps they reach."""

    province: str
    corps: int
    call_outs: list[CallOut]
    people: int


@dataclass(frozen=True)
class Declared:
    phase: ProvincialPhase
    call_outs: int
    asked: int


@dataclass(frozen=True)
class Running:
    """The phase is declared already."""

    phase: ProvincialPhase


@dataclass(frozen=True)
class Over:
    """It isn't declared, or no longer."""

    province: str


async def plan(
    db: AsyncSession, person: Person, province: str, now: datetime, policy: Policy
) -> Plan | Running | NotAllowed:
    """What declaring the phase there would do now."""
    if province not in await provinces_of(db, person):
        return NotAllowed()
    if running := await open_in(db, province):
        return Running(running)
    short = await _short_of_people(db, province)
    reach = [await escalation.in_province(db, call_out, now, policy) for call_out in short]
    return Plan(province, await _corps_in(db, province), short, sum(reach))


async def declare(
    db: AsyncSession, person: Person, province: str, reference: str, now: datetime, policy: Policy
) -> Declared | Running | Plan | NotAllowed:
    """Declares it, calls every corps of the province for whatever is short of people there, and tells coordinators.

    Of two who do so at once, one does; where that one has ended it again already, the plan comes back.
    """
    if province not in await provinces_of(db, person):
        return NotAllowed()
    phase = await _begun(db, person, province, reference, now)
    if phase is None:
        return await plan(db, person, province, now, policy)
    record(db, person.id, "provincial_phase_declared", "provincial_phase", phase.id, now)
    short = await _short_of_people(db, province, hold=True)
    asked = [await escalation.call_province(db, person, call_out, now, policy) for call_out in short]
    await _tell(db, phase, Notice.PHASE_DECLARED, now)
    return Declared(phase, len(short), sum(asked))


async def end(db: AsyncSession, person: Person, province: str, now: datetime) -> ProvincialPhase | Over | NotAllowed:
    """The governor has ended it: whoever was called stays called; new call-outs begin with their own corps again."""
    if province not in await provinces_of(db, person):
        return NotAllowed()
    phase = await open_in(db, province)
    if phase is None:
        return Over(province)
    phase.ended_at, phase.ended_by = now, person
    record(db, person.id, "provincial_phase_ended", "provincial_phase", phase.id, now)
    await db.flush()
    await _tell(db, phase, Notice.PHASE_ENDED, now)
    return phase


async def _begun(
    db: AsyncSession, person: Person, province: str, reference: str, now: datetime
) -> ProvincialPhase | None:
    """The new phase; None if one is open: of two who declare it at once, one does."""
    row = insert_for(db, ProvincialPhase).values(
        province=province, reference=reference, declared_by_id=person.id, declared_at=now
    )
    inserted = await db.scalar(row.on_conflict_do_nothing().returning(ProvincialPhase.id))
    return await db.get_one(ProvincialPhase, inserted) if inserted else None


async def _short_of_people(db: AsyncSession, province: str, *, hold: bool = False) -> list[CallOut]:
    """The open call-outs of that province with free places that haven't reached the whole of it."""
    wanted = (
        select(CallOut)
        .join(HelpRequest, HelpRequest.id == CallOut.help_request_id)
        .join(Municipality, Municipality.nis == HelpRequest.municipality_nis)
        .where(
            Municipality.province == province,
            CallOut.state == CallOutState.OPEN,
            CallOut.ring < PROVINCE,
            CallOut.filled + CallOut.held < CallOut.needed,
        )
        .order_by(CallOut.id)
    )
    locked = wanted.with_for_update(of=CallOut).execution_options(populate_existing=True) if hold else wanted
    return list((await db.scalars(locked)).unique())


async def _corps_in(db: AsyncSession, province: str) -> int:
    there = select(func.count()).select_from(Corps).join(Municipality, Municipality.nis == Corps.municipality_nis)
    return await db.scalar(there.where(Municipality.province == province)) or 0


async def _tell(db: AsyncSession, phase: ProvincialPhase, notice: Notice, now: datetime) -> None:
    """The coordinators of the province and of places in it, but for whoever has just entered it."""
    in_it = select(Municipality.nis).where(Municipality.province == phase.province)
    here = or_(
        RoleGrant.scope == Scope.FLANDERS, RoleGrant.province == phase.province, RoleGrant.municipality_nis.in_(in_it)
    )
    coordinators = select(RoleGrant.person_id).where(
        RoleGrant.role == Role.COORDINATOR, RoleGrant.revoked_at.is_(None), here
    )
    acted = phase.ended_by_id or phase.declared_by_id
    await say_to_people(db, notice, phase.id, and_(Person.id.in_(coordinators), Person.id != acted), now)
