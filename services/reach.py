"""Which corps a call-out has called and could call next, and how many people it finds in each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut
from models.emergencies import HelpRequest
from models.reference import Municipality
from services import matching, provincial_phases, standing_reserves
from services.corps import having_corps
from services.matching import Count
from services.policy import Policy
from services.reference import neighbour_graph
from services.rules.authority import FLANDERS
from services.rules.placing import ANYBODY
from services.rules.rings import Map, Ring, next_ring


@dataclass(frozen=True)
class Reach:
    """The people whom one municipality's corps could send: of the free ones `kept` are left out, who stay at home."""

    town: Municipality
    count: Count
    kept: int = 0


async def reach_of(
    db: AsyncSession,
    request: HelpRequest,
    municipalities: Collection[int],
    policy: Policy,
    now: datetime | None = None,
    *,
    masks: Sequence[int] = (ANYBODY,),
) -> list[Reach]:
    """Each municipality with its people who fit, have the skills of one of the `masks` and are free, whoever has most
    of them free in front; for `now` see `matching.rested_since`.
    """
    counts = (await matching.count(db, request, municipalities, policy, now, masks=masks)).by_municipality
    kept = await _kept(db, request, counts, policy)
    towns = await towns_of(db, municipalities)
    reach = [_reach(town, counts.get(town.nis, Count(0, 0)), kept.get(town.nis, 0)) for town in towns]
    return sorted(reach, key=lambda corps: -corps.count.free)


def _reach(town: Municipality, count: Count, kept: int) -> Reach:
    stay = min(kept, count.free)
    return Reach(town, Count(count.fits, count.free - stay), stay)


async def kept_home(
    db: AsyncSession, request: HelpRequest, municipalities: Collection[int], now: datetime, policy: Policy
) -> dict[int, int]:
    """How many of each other corps' free people stay at home, by REFNIS code."""
    others = set(municipalities) - {request.municipality_nis}
    if not others:
        return {}
    return await _kept(db, request, (await matching.count(db, request, others, policy, now)).by_municipality, policy)


async def _kept(db: AsyncSession, request: HelpRequest, counts: Mapping[int, Count], policy: Policy) -> dict[int, int]:
    return await standing_reserves.kept(db, request, {nis: count.free for nis, count in counts.items()}, policy)


async def towns_of(db: AsyncSession, municipalities: Collection[int]) -> list[Municipality]:
    """The municipalities with these REFNIS codes, by name."""
    wanted = select(Municipality).where(Municipality.nis.in_(municipalities))
    return list(await db.scalars(wanted.order_by(Municipality.name_nl)))


async def ring_after(db: AsyncSession, request: HelpRequest, called: int, policy: Policy) -> Ring | None:
    """The next step beyond number `called` (0: the own corps) that has a corps."""
    around = await map_around(db, request.municipality)
    most_rings = await _rings_first(db, request.municipality, policy)
    return next_ring(around, await having_corps(db), around.called(called, most_rings), most_rings)


async def nearest_with_people(
    db: AsyncSession, request: HelpRequest, policy: Policy, now: datetime | None = None
) -> tuple[Ring | None, list[Reach]]:
    """The nearest step in which anybody is free, and those of its corps that have somebody; None if nobody is."""
    around = await map_around(db, request.municipality)
    counts = (await matching.count(db, request, await having_corps(db), policy, now)).by_municipality
    kept = await _kept(db, request, counts, policy)
    free = {nis for nis, count in counts.items() if count.free > kept.get(nis, 0)}
    ring = next_ring(around, free, {around.start}, await _rings_first(db, request.municipality, policy))
    return ring, await reach_of(db, request, ring.municipalities, policy, now) if ring else []


async def called_by(db: AsyncSession, call_out: CallOut, policy: Policy) -> set[int]:
    """REFNIS codes of the own municipality and all that was called around it; also where a corps was founded since."""
    town = call_out.help_request.municipality
    return (await map_around(db, town)).called(call_out.ring, await _rings_first(db, town, policy))


async def map_around(db: AsyncSession, town: Municipality) -> Map:
    """Who borders on whom, and the municipality's province and Flanders by REFNIS code."""
    flemish = await db.execute(select(Municipality.nis, Municipality.province).where(Municipality.region == FLANDERS))
    provinces: dict[int, str] = {nis: of for nis, of in flemish}  # noqa: C416  rows are no pairs to mypy
    province = frozenset(nis for nis, of in provinces.items() if of == town.province)
    return Map(await neighbour_graph(db), town.nis, province, frozenset(provinces))


async def _rings_first(db: AsyncSession, town: Municipality, policy: Policy) -> int:
    """How many rings of neighbours come before the whole province: none while a governor's order opens it."""
    return 0 if await provincial_phases.open_in(db, town.province) else policy.escalation.rings
