"""What a rota does by itself: shifts begin with a test alarm, and gaps are announced before they are there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.outbox import Method
from models.people import Person
from models.roles import Role
from models.rota import Duty, Rota, RotaGap
from services import rota as rotas
from services.areas import Area, territory_of
from services.audit import record
from services.authority import reachable_holders
from services.notices import Notice, say
from services.policy import Policy
from services.rules.rota import Span, after, announcements_due, at, next_announcement

AT_LEAST_DAILY = timedelta(days=1)
OTHERS_TOLD = 3  # after the first alarm and the one that repeats it


# Delivery finds out that somebody can't be reached, and knows no business time: so this is asked at each tick.
LOST = (
    select(Duty.rota_id)
    .join(Person, Person.id == Duty.person_id)
    .where(Duty.ended_at.is_(None), Person.reachable.is_(False))
)


async def next_look(db: AsyncSession) -> datetime | None:
    """When a rota must be looked at next; in the past where whoever is on call can't be reached any more."""
    earliest = select(func.min(Rota.look_at), select(func.min(Duty.started_at)).where(Duty.rota_id.in_(LOST),
                      Duty.ended_at.is_(None)).scalar_subquery())  # fmt: skip
    return min((moment for moment in (await db.execute(earliest)).one() if moment is not None), default=None)


async def look_due(db: AsyncSession, now: datetime, policy: Policy) -> None:
    """Looks at each rota for which it is time."""
    due = select(Rota).where(or_(Rota.look_at <= now, Rota.id.in_(LOST))).with_for_update(skip_locked=True)
    for rota in (await db.scalars(due)).all():
        await look(db, rota, now, policy)


async def look(db: AsyncSession, rota: Rota, now: datetime, policy: Policy, *, awake: int | None = None) -> None:
    """Has the turn of whoever is on call begin, announces gaps, and says when to look again.

    The caller holds the rota. Somebody who is `awake`, since they have just planned or tapped, needs no alarm, and sees
    the gaps: others hear of those that are still there when the rota has settled.
    """
    area = await rotas.area_of(db, rota)
    spans = await rotas.turns(db, rota, now, policy.rota.looks_ahead, policy)
    current = at(spans, now)
    await _hand_over(db, rota, current.who, now, policy, awake)
    gaps = await rotas.uncovered(db, area, now, policy.rota.looks_ahead, policy) if await _is_begun(db, rota) else ()
    await _announce(db, rota, area, gaps, now, policy, settled=awake is None)
    coming = [next_announcement(policy.rota, gap, now) for gap in gaps]
    latest = now + (AT_LEAST_DAILY if awake is None else policy.rota.settles_within)
    rota.look_at = min([current.end, latest, *(moment for moment in coming if moment)])
    await db.flush()


async def _is_begun(db: AsyncSession, rota: Rota) -> bool:
    """Whether anybody was ever on call in it: until then nothing is missing."""
    begun = select(Duty.id).where(Duty.rota_id == rota.id).limit(1)
    return bool(await rotas.weekly_of(db, rota)) or await db.scalar(begun) is not None


async def running(db: AsyncSession, rota: Rota) -> Duty | None:
    """The turn that has begun and not ended."""
    found = await db.scalars(select(Duty).where(Duty.rota_id == rota.id, Duty.ended_at.is_(None)))
    return found.unique().one_or_none()


async def _hand_over(
    db: AsyncSession, rota: Rota, who: int | None, now: datetime, policy: Policy, awake: int | None
) -> None:
    before = await running(db, rota)
    if before and before.person_id == who:
        return
    if before:
        before.ended_at, before.next_alarm_at = now, None
        await say(db, before.person_id, Notice.SHIFT_ALARM, before.id, now, method=Method.EDIT)
        await db.flush()
    if who is None:
        return
    up = who == awake
    duty = Duty(
        rota_id=rota.id, person_id=who, started_at=now, alarms=0 if up else 1,
        acknowledged_at=now if up else None, next_alarm_at=None if up else now + policy.rota.alarm_again,
    )  # fmt: skip
    db.add(duty)
    await db.flush()
    record(db, who, "duty_begun", "rota", rota.id, now, acknowledged=up)
    if not up:
        await say(db, who, Notice.SHIFT_ALARM, duty.id, now)


async def planners(db: AsyncSession, area: Area) -> list[Person]:
    """The area's coordinators and administrators whom a message reaches, nobody twice."""
    where = await territory_of(db, area)
    found = [person for role in rotas.PLANNERS for person in await reachable_holders(db, role, where)]
    return list({person.id: person for person in found}.values())


async def _announce(
    db: AsyncSession, rota: Rota, area: Area, gaps: Sequence[Span], now: datetime, policy: Policy, *, settled: bool
) -> None:
    known = list(await db.scalars(select(RotaGap).where(RotaGap.rota_id == rota.id)))
    is_news, told = False, any(row.announced for row in known)
    for gap in gaps:
        row = next((row for row in known if _same(row, gap, now)), None)
        if row is None:
            row = RotaGap(rota_id=rota.id, starts_at=gap.start, ends_at=gap.end, announced=0)
            db.add(row)
        else:
            known.remove(row)
        row.ends_at = gap.end
        due = announcements_due(policy.rota, gap, now) if settled else row.announced
        is_news, row.announced = is_news or due > row.announced, max(due, row.announced)
    for row in known:
        await db.delete(row)
    await db.flush()
    if is_news or (told and known):
        for person in await planners(db, area):
            await say(db, person.id, Notice.ROTA_GAPS, rota.id, now, method=Method.SEND if is_news else Method.EDIT)
    if is_news:
        record(db, None, "rota_gap_announced", "rota", rota.id, now)


def _same(row: RotaGap, gap: Span, now: datetime) -> bool:
    """A gap keeps its beginning, or has begun already."""
    return row.starts_at == gap.start or (row.starts_at <= now and gap.start <= now)


async def announced(db: AsyncSession, rota_id: int, now: datetime) -> list[RotaGap]:
    """The gaps of which people were told and that aren't over, in order."""
    found = select(RotaGap).where(RotaGap.rota_id == rota_id, RotaGap.announced > 0, RotaGap.ends_at > now)
    return list(await db.scalars(found.order_by(RotaGap.starts_at)))


async def next_alarm(db: AsyncSession) -> datetime | None:
    """When the next test alarm is repeated, or others hear that it wasn't answered."""
    found: datetime | None = await db.scalar(select(func.min(Duty.next_alarm_at)))
    return found


async def alarm_due(db: AsyncSession, now: datetime, policy: Policy) -> None:
    """Repeats test alarms that nobody acknowledged; the next time others are told."""
    due = select(Duty).where(Duty.next_alarm_at <= now).with_for_update(skip_locked=True, of=Duty)
    for duty in (await db.scalars(due)).unique().all():
        duty.alarms += 1
        if duty.alarms < OTHERS_TOLD:
            duty.next_alarm_at = now + policy.rota.alarm_again
            await say(db, duty.person_id, Notice.SHIFT_ALARM, duty.id, now)
        else:
            duty.next_alarm_at = None
            await tell_others(db, duty, now, policy)
            record(db, duty.person_id, "duty_unanswered", "rota", duty.rota_id, now)
    await db.flush()


async def tell_others(
    db: AsyncSession, duty: Duty, now: datetime, policy: Policy, method: Method = Method.SEND
) -> None:
    """To the next in line and the administrators: whoever is on call doesn't answer; or, as an edit, does after all."""
    where = await territory_of(db, await rotas.area_of(db, duty.rota))
    following = after(await rotas.turns(db, duty.rota, now, rotas.LOOKS_BACK, policy), now)
    told = [following.who] if following else []
    told += [person.id for person in await reachable_holders(db, Role.ADMINISTRATOR, where)]
    for person_id in dict.fromkeys(told):
        if person_id != duty.person_id:
            await say(db, person_id, Notice.SHIFT_UNANSWERED, duty.id, now, method=method)
