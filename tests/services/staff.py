"""People with a role, for tests that need no chat."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from models.people import Person
from models.roles import Role
from services import invites, people
from services.areas import Area
from services.people import Newcomer
from tests.harness.clock import TUESDAY_EVENING


async def with_role(db: AsyncSession, number: int, role: Role, area: Area) -> Person:
    person = await people.introduce(db, Newcomer(number, f"Staff {number}", "nl"), TUESDAY_EVENING)
    await invites.grant_role(db, person, role, area, TUESDAY_EVENING)
    return person
