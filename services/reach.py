"""Which corps a call-out has called and could call next, and how many people it finds in each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut
from models.emergencies import HelpRequest
from models.reference import Municipality
from services import matching
from services.corps import having_corps
from services.matching import Count
from services.policy import Policy
from services.reference import neighbour_graph
from services.rules.rings import Ring, next_ring, rings


@dataclass(frozen=True)
class Reach:
    """The people whom one municipality's corps could send."""

    town: Municipality
    count: Count


async def reach_of(
    db: AsyncSession,
    request: HelpRequest,
    municipalities: Collection[int],
    policy: Policy,
    now: datetime | None = None,
) -> list[Reach]:
    """Each municipality with its people who fit and are free, whoever has most of them free in front; for `now` see
    `matching.rested_since`.
    """
    counts = (await matching.count(db, request, municipalities, policy, now)).by_municipality
    towns = await towns_of(db, municipalities)
    reach = [Reach(town, counts.get(town.nis, Count(0, 0))) for town in towns]
    return sorted(reach, key=lambda corps: -corps.count.free)


async def towns_of(db: AsyncSession, municipalities: Collection[int]) -> list[Municipality]:
    """The municipalities with these REFNIS codes, by name."""
    wanted = select(Municipality).where(Municipality.nis.in_(municipalities))
    return list(await db.scalars(wanted.order_by(Municipality.name_nl)))


async def ring_after(db: AsyncSession, request: HelpRequest, called: int) -> Ring | None:
    """The nearest ring beyond number `called` (0: the own corps) that has a corps."""
    graph, start = await neighbour_graph(db), request.municipality_nis
    done = {nis for number, ring in rings(graph, start).items() if number <= called for nis in ring}
    return next_ring(graph, start, await having_corps(db), done)


async def nearest_with_people(
    db: AsyncSession, request: HelpRequest, policy: Policy, now: datetime | None = None
) -> tuple[Ring | None, list[Reach]]:
    """The nearest ring in which anybody is free, and those of its corps that have somebody; None if nobody is."""
    graph, start = await neighbour_graph(db), request.municipality_nis
    counts = (await matching.count(db, request, await having_corps(db), policy, now)).by_municipality
    free = {nis for nis, count in counts.items() if count.free}
    ring = next_ring(graph, start, free, {start})
    return ring, await reach_of(db, request, ring.municipalities, policy, now) if ring else []


async def called_by(db: AsyncSession, call_out: CallOut) -> set[int]:
    """REFNIS codes of the own municipality and all rings that were called; also where a corps was founded since."""
    start = call_out.help_request.municipality_nis
    around = rings(await neighbour_graph(db), start)
    return {start}.union(*(ring for number, ring in around.items() if number <= call_out.ring))
