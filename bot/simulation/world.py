"""A database for a simulation: corps of the wished sizes around Mechelen, a coordinator, and a help request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.simulation.scenarios import MECHELEN, Scenario
from models.corps import Corps
from models.informing import InformationShown
from models.people import Person
from models.reference import Municipality
from models.roles import Role
from services import corps, help_requests, invites, people, reference
from services.areas import Area
from services.help_requests import NewRequest, Raised
from services.people import Newcomer
from services.policy import Policy
from services.rules.availability import ALWAYS
from services.rules.rings import rings

COORDINATOR = 1  # the coordinator's chat; volunteers have the numbers after it
BORN = date(1990, 1, 1)


async def populate(db: AsyncSession, scenario: Scenario, random: Random, policy: Policy) -> Person:
    """Founds the corps and signs their members up; returns the coordinator."""
    for nis, size in await _sizes(db, scenario):
        await corps.found(db, nis, scenario.at)
        found = await corps.of_municipality(db, nis)
        assert found
        await _add_members(db, found, size, scenario.at, random, policy)
    els = await people.introduce(db, Newcomer(COORDINATOR, "Els", "nl"), scenario.at)
    await invites.grant_role(db, els, Role.COORDINATOR, Area(), scenario.at)
    return els


async def _sizes(db: AsyncSession, scenario: Scenario) -> list[tuple[int, int]]:
    """Municipalities of Flanders by REFNIS code, each with its corps' number of members."""
    around = {0: frozenset({MECHELEN}), **rings(await reference.neighbour_graph(db), MECHELEN)}
    distance = {nis: steps for steps, ring in around.items() for nis in ring}
    home = await db.get_one(Municipality, MECHELEN)
    flemish = select(Municipality.nis, Municipality.province).where(Municipality.region == home.region)
    sized = []
    for nis, province in await db.execute(flemish.order_by(Municipality.nis)):
        rest = scenario.sizes.get(None, 0) if province == home.province else 0
        sized.append((nis, scenario.sizes.get(distance[nis], rest)))
    return [(nis, size) for nis, size in sized if size]


async def _add_members(db: AsyncSession, home: Corps, size: int, now: datetime, random: Random, policy: Policy) -> None:
    rows = list(_members(home, size, now, random))
    connection = await db.connection()
    await connection.execute(insert(Person), rows)
    told = [
        {"person_id": row["id"], "version": policy.terms.version, "language": "nl", "shown_at": now} for row in rows
    ]
    await connection.execute(insert(InformationShown), told)


def _members(home: Corps, size: int, now: datetime, random: Random) -> Iterator[dict[str, Any]]:
    for number in range(size):
        yield {
            "id": random.randrange(1, 2**40),
            "telegram_id": 1_000_000 + home.municipality_nis * 1_000 + number,
            "language": "nl",
            "created_at": now,
            "signed_up_at": now,
            "seen_at": now,
            "birth_date": BORN,
            "municipality_nis": home.municipality_nis,
            "corps_id": home.id,
            "availability": ALWAYS,
            "call_always": True,
        }


async def ask_for_help(db: AsyncSession, els: Person, scenario: Scenario, policy: Policy) -> int:
    """The help request, entered by the coordinator; returns its id."""
    wish = NewRequest(
        municipality_nis=MECHELEN,
        what="Zandzakken vullen",
        address="Zoutwerf 5",
        latitude=None,
        longitude=None,
        needed=scenario.needed,
        starts_at=scenario.at + scenario.lead,
    )
    raised = await help_requests.raise_request(db, els, wish, scenario.at, policy)
    assert isinstance(raised, Raised)
    return raised.request.id
