"""Who is on call: for a municipality, by the most specific region that has somebody, and in one area's rota."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.people import Person
from models.reference import Municipality
from models.roles import Role
from models.rota import Rota, RotaException, RotaShift
from models.upsert import insert_for
from services.areas import Area, Place, code_of, place_of, read_area, territory_of
from services.authority import NotAllowed, authority_of, reachable_holders
from services.policy import Policy
from services.rules.authority import Town
from services.rules.rota import Plan, Span, Weekly, WeekTimes, after, at, days_of, gaps, timeline

PLANNERS: Final = (Role.COORDINATOR, Role.ADMINISTRATOR)
LOOKS_BACK: Final = timedelta(days=8)  # longer than any shift of a pattern


@dataclass(frozen=True)
class Turn:
    """Somebody's time on call; `end` is None where it goes on as far as one looks."""

    person: Person
    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class RotaView:
    """An area's rota. `now`: whose turn it is, `next`: somebody else's after it. `wider`: who is on call in the wider
    regions. `gaps`: when nobody is on call there, nor in a wider region. `asks`: the viewer has a shift to swap.
    """

    place: Place
    weekly: Sequence[RotaShift]
    exceptions: Sequence[RotaException]
    now: Turn | None
    next: Turn | None
    wider: Sequence[tuple[Place, Person]]
    gaps: Sequence[Span]
    coordinates: bool  # the viewer may take over
    asks: bool

    @property
    def begun(self) -> bool:
        """Whether anything is planned."""
        return bool(self.weekly or self.exceptions)


async def rota_of(db: AsyncSession, area: Area) -> Rota | None:
    """The area's own rota."""
    found: Rota | None = await db.scalar(select(Rota).where(Rota.area == code_of(area)))
    return found


async def rota_for(db: AsyncSession, area: Area, now: datetime) -> Rota:
    """The area's rota, held until the end of the transaction; begun if there is none."""
    new = insert_for(db, Rota).values(area=code_of(area), created_at=now, look_at=now)
    await db.execute(new.on_conflict_do_nothing(index_elements=["area"]))
    found = await db.scalars(select(Rota).where(Rota.area == code_of(area)).with_for_update())
    return found.one()


async def area_of(db: AsyncSession, rota: Rota) -> Area:
    """The area of a rota."""
    area = await read_area(db, rota.area)
    if area is None:
        raise LookupError(f"a rota for {rota.area}, which isn't in Flanders")
    return area


def regions(where: Town) -> list[Area]:
    """The areas whose rotas answer for that one, the most specific first."""
    own = [Area(nis=where.nis)] if where.nis is not None else []
    province = [Area(province=where.province)] if where.province else []
    return [*own, *province, Area()]


async def coordinators(db: AsyncSession, area: Area) -> list[Person]:
    """Who can be on call there: coordinators for the whole of it whom a message reaches."""
    return await reachable_holders(db, Role.COORDINATOR, await territory_of(db, area))


async def weekly_of(db: AsyncSession, rota: Rota) -> list[RotaShift]:
    """The pattern, in the order of the week."""
    shifts = await db.scalars(select(RotaShift).where(RotaShift.rota_id == rota.id))
    return sorted(shifts.unique(), key=lambda shift: (min(days_of(shift.days)), shift.start_minute, shift.id))


async def exceptions_of(db: AsyncSession, rota: Rota, since: datetime) -> list[RotaException]:
    """Those that end later, in the order in which one lies over the other."""
    found = select(RotaException).where(RotaException.rota_id == rota.id, RotaException.ends_at > since)
    return list((await db.scalars(found.order_by(RotaException.id))).unique())


def as_weekly(shift: RotaShift) -> Weekly:
    """The shift as the rules take it."""
    return Weekly(shift.person_id, WeekTimes(days_of(shift.days), shift.start_minute, shift.end_minute))


async def turns(db: AsyncSession, rota: Rota, now: datetime, ahead: timedelta, policy: Policy) -> tuple[Span, ...]:
    """Who is on call in that rota, from some days ago until then; only who can be."""
    since, until = now - LOOKS_BACK, now + ahead
    able = {person.id for person in await coordinators(db, await area_of(db, rota))}
    over = [Span(each.person_id, each.starts_at, each.ends_at) for each in await exceptions_of(db, rota, since)]
    weekly = [as_weekly(shift) for shift in await weekly_of(db, rota)]
    return timeline(Plan(tuple(weekly), tuple(over), frozenset(able)), since, until, policy.zone)


async def rotas_for(db: AsyncSession, where: Town) -> list[Rota]:
    """The rotas that answer for that area, the most specific region's first."""
    found = [await rota_of(db, area) for area in regions(where)]
    return [rota for rota in found if rota]


async def line(db: AsyncSession, municipality: Municipality, now: datetime, policy: Policy) -> list[int]:
    """Who is on call for that municipality, the most specific region first, and then who comes next in these rotas.

    Ids of people, nobody twice. Empty where nobody is on call now.
    """
    timelines = [await turns(db, rota, now, LOOKS_BACK, policy) for rota in await rotas_for(db, municipality)]
    on_call = [at(spans, now).who for spans in timelines]
    if not any(on_call):
        return []
    following = [after(spans, now) for spans in timelines]
    return list(dict.fromkeys(who for who in (*on_call, *(span.who for span in following if span)) if who))


async def uncovered(db: AsyncSession, area: Area, now: datetime, ahead: timedelta, policy: Policy) -> tuple[Span, ...]:
    """When nobody is on call for that area, nor for a wider one, from some days ago until then."""
    rotas = await rotas_for(db, await territory_of(db, area))
    timelines = [await turns(db, rota, now, ahead, policy) for rota in rotas]
    found = gaps(timelines, now - LOOKS_BACK, now + ahead)
    return tuple(gap for gap in found if gap.end > now)


async def may_plan(db: AsyncSession, person: Person, area: Area) -> bool:
    """Whether this person plans that area's rota."""
    return (await authority_of(db, person.id)).may_as_any(PLANNERS, await territory_of(db, area))


async def may_be_on_call(db: AsyncSession, person: Person, area: Area) -> bool:
    """Whether this person coordinates all of that area."""
    return (await authority_of(db, person.id)).may(Role.COORDINATOR, await territory_of(db, area))


async def view(db: AsyncSession, person: Person, area: Area, now: datetime, policy: Policy) -> RotaView | NotAllowed:
    """The rota with who is on call now and next, for those who plan it."""
    if not await may_plan(db, person, area):
        return NotAllowed()
    rota = await rota_of(db, area)
    ahead = policy.rota.shows_ahead
    spans = await turns(db, rota, now, ahead, policy) if rota else (Span(None, now, now + ahead),)
    current, following = at(spans, now), after(spans, now)
    return RotaView(
        await place_of(db, area),
        await weekly_of(db, rota) if rota else (),
        await exceptions_of(db, rota, now) if rota else (),
        await _turn(db, current, now + ahead),
        await _turn(db, following, now + ahead) if following else None,
        await _wider(db, area, now, policy),
        await uncovered(db, area, now, policy.rota.looks_ahead, policy) if rota else (),
        await may_be_on_call(db, person, area),
        any(span.who == person.id and span.end > now for span in spans),
    )


async def _turn(db: AsyncSession, span: Span, seen_until: datetime) -> Turn | None:
    if span.who is None:
        return None
    return Turn(await db.get_one(Person, span.who), span.start, span.end if span.end < seen_until else None)


async def _wider(db: AsyncSession, area: Area, now: datetime, policy: Policy) -> list[tuple[Place, Person]]:
    found = []
    for rota in await rotas_for(db, await territory_of(db, area)):
        who = at(await turns(db, rota, now, LOOKS_BACK, policy), now).who
        if rota.area != code_of(area) and who:
            found.append((await place_of(db, await area_of(db, rota)), await db.get_one(Person, who)))
    return found


async def look_again(db: AsyncSession, person_id: int, now: datetime) -> None:
    """Has the rotas in which this person stands looked at: they may no longer be on call, or are again."""
    planned = select(RotaShift.rota_id).where(RotaShift.person_id == person_id)
    extra = select(RotaException.rota_id).where(RotaException.person_id == person_id, RotaException.ends_at > now)
    await db.execute(
        update(Rota)
        .where(Rota.id.in_(planned.union(extra)))
        .values(look_at=now)
        .execution_options(synchronize_session=False)
    )
