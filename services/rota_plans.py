"""Planning a rota: shifts of the week, shifts that come once, taking them out again, and taking over at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.outbox import Method
from models.people import Person
from models.rota import Duty, Reason, Rota, RotaException, RotaShift
from services import rota as rotas
from services import rota_watch
from services.areas import Area
from services.audit import record
from services.authority import NotAllowed
from services.notices import Notice, say
from services.policy import Policy
from services.rules.rota import Span, WeekTimes, at, clashing


@dataclass(frozen=True)
class Planned:
    """It stands."""


@dataclass(frozen=True)
class Clash:
    """Part of those hours is somebody's already."""

    shift: RotaShift


@dataclass(frozen=True)
class CannotBeOnCall:
    """They don't coordinate that area, or no message reaches them."""


@dataclass(frozen=True)
class Removed:
    area: Area


@dataclass(frozen=True)
class NoSuchShift:
    """It was taken out before, or is over."""


@dataclass(frozen=True)
class TookOver:
    """They are on call from now until `until`."""

    until: datetime


@dataclass(frozen=True)
class OnCallAlready:
    """It is their own shift that is running."""


@dataclass(frozen=True)
class Acknowledged:
    duty: Duty


async def plan_weekly(
    db: AsyncSession, by: Person, area: Area, who: int, times: WeekTimes, now: datetime, policy: Policy
) -> Planned | Clash | CannotBeOnCall | NotAllowed:
    """Adds a shift to the pattern; nobody else may have part of its hours."""
    if refusal := await _refusal(db, by, area, who):
        return refusal
    rota = await rotas.rota_for(db, area, now)
    pattern = await rotas.weekly_of(db, rota)
    if other := clashing([rotas.as_weekly(shift) for shift in pattern], times):
        return Clash(next(shift for shift in pattern if rotas.as_weekly(shift) == other))
    db.add(
        RotaShift(rota_id=rota.id, person_id=who, days=times.bits, start_minute=times.start,
                  end_minute=times.end, created_at=now)
    )  # fmt: skip
    await _changed(db, rota, by, "rota_planned", now, policy)
    return Planned()


async def plan_once(
    db: AsyncSession, by: Person, area: Area, who: int, span: Span, now: datetime, policy: Policy
) -> Planned | CannotBeOnCall | NotAllowed:
    """Somebody is on call in that time, whatever the pattern says."""
    if refusal := await _refusal(db, by, area, who):
        return refusal
    rota = await rotas.rota_for(db, area, now)
    lay_over(db, rota, who, span, Reason.PLANNED, now)
    await _changed(db, rota, by, "rota_planned_once", now, policy)
    return Planned()


async def _refusal(db: AsyncSession, by: Person, area: Area, who: int) -> CannotBeOnCall | NotAllowed | None:
    if not await rotas.may_plan(db, by, area):
        return NotAllowed()
    able = {person.id for person in await rotas.coordinators(db, area)}
    return None if who in able else CannotBeOnCall()


def lay_over(db: AsyncSession, rota: Rota, who: int, span: Span, reason: Reason, now: datetime) -> None:
    """Puts an exception over all that was planned for that time."""
    db.add(
        RotaException(rota_id=rota.id, person_id=who, starts_at=span.start, ends_at=span.end, reason=reason,
                      created_at=now)
    )  # fmt: skip


async def _changed(db: AsyncSession, rota: Rota, by: Person, action: str, now: datetime, policy: Policy) -> None:
    """Whoever is on call from now on is told at once; the one who plans is awake."""
    await db.flush()
    record(db, by.id, action, "rota", rota.id, now)
    await rota_watch.look(db, rota, now, policy, awake=by.id)


async def remove_weekly(
    db: AsyncSession, by: Person, shift_id: int, now: datetime, policy: Policy
) -> Removed | NoSuchShift | NotAllowed:
    """Takes a shift out of the pattern."""
    return await _remove(db, by, await db.get(RotaShift, shift_id), now, policy)


async def remove_once(
    db: AsyncSession, by: Person, exception_id: int, now: datetime, policy: Policy
) -> Removed | NoSuchShift | NotAllowed:
    """Takes an exception out: what it lay over holds again."""
    found = await db.get(RotaException, exception_id)
    return await _remove(db, by, found if found and found.ends_at > now else None, now, policy)


async def _remove(
    db: AsyncSession, by: Person, row: RotaShift | RotaException | None, now: datetime, policy: Policy
) -> Removed | NoSuchShift | NotAllowed:
    if row is None:
        return NoSuchShift()
    rota = await db.get_one(Rota, row.rota_id, with_for_update=True)
    area = await rotas.area_of(db, rota)
    if not await rotas.may_plan(db, by, area):
        return NotAllowed()
    await db.delete(row)
    await _changed(db, rota, by, "rota_removed", now, policy)
    return Removed(area)


async def take_over(
    db: AsyncSession, by: Person, area: Area, now: datetime, policy: Policy
) -> TookOver | OnCallAlready | NotAllowed:
    """A coordinator of the area is on call at once, until the shift or the gap ends; whoever had it is told."""
    if not await rotas.may_be_on_call(db, by, area):
        return NotAllowed()
    rota = await rotas.rota_for(db, area, now)
    current = at(await rotas.turns(db, rota, now, policy.rota.longest, policy), now)
    if current.who == by.id:
        return OnCallAlready()
    before = await rota_watch.running(db, rota)
    lay_over(db, rota, by.id, Span(by.id, now, current.end), Reason.TAKE_OVER, now)
    await _changed(db, rota, by, "rota_taken_over", now, policy)
    if before and before.person_id == current.who:
        await say(db, before.person_id, Notice.ROTA_CHANGED, before.id, now)
    return TookOver(current.end)


async def acknowledge(
    db: AsyncSession, person: Person, duty_id: int, now: datetime, policy: Policy
) -> Acknowledged | NotAllowed:
    """Whoever came on call answers the test alarm; those who heard that they didn't, hear that they do."""
    locked = select(Duty).where(Duty.id == duty_id).with_for_update(of=Duty)
    duty = (await db.scalars(locked)).unique().one_or_none()
    if duty is None or duty.person_id != person.id:
        return NotAllowed()
    if duty.acknowledged_at is None and duty.ended_at is None:
        duty.acknowledged_at, duty.next_alarm_at = now, None
        await db.flush()
        record(db, person.id, "duty_acknowledged", "rota", duty.rota_id, now)
        if duty.alarms >= rota_watch.OTHERS_TOLD:
            await rota_watch.tell_others(db, duty, now, policy, Method.EDIT)
    return Acknowledged(duty)
