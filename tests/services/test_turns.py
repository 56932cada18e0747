"""Whose turn it is follows the invitations, whatever becomes of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import Invitation
from models.engine import Database
from models.outbox import OutboxRow
from models.people import Person
from models.roles import Role
from services import call_outs, replies
from services.areas import Area
from services.call_outs import Launched
from services.policy import Policy
from tests.harness.clock import TUESDAY_EVENING as NOW
from tests.services import world
from tests.services.staff import with_role

POLICY = Policy()


async def stands(db: AsyncSession, person: Person) -> tuple[datetime | None, int]:
    asked_at, deployments = (
        await db.execute(select(Person.asked_at, Person.deployments).where(Person.id == person.id))
    ).one()
    return asked_at, deployments


async def test_asked_when_and_how_often_they_came(database: Database) -> None:
    async with database.transaction() as db:
        corps = await world.founded(db)
        els = await with_role(db, 99, Role.COORDINATOR, Area(nis=world.MECHELEN))
        an, bo, cas = [await world.member(db, number, corps) for number in (1, 2, 3)]
        request = await world.request(db, needed=1)
        launched = await call_outs.launch(db, els, request.id, NOW, POLICY)
        assert isinstance(launched, Launched)
        assert [await stands(db, each) for each in (an, bo, cas)] == [(NOW, 0)] * 3
        await db.execute(delete(OutboxRow).where(OutboxRow.person_id.in_([an.id, bo.id])))  # sent
        theirs = {each.person_id: each for each in await db.scalars(select(Invitation))}
        for person in (an, bo):
            await replies.accept(db, person.id, theirs[person.id].id, NOW, POLICY)
        assert (await stands(db, an), await stands(db, bo)) == ((NOW, 1), (NOW, 0))
        await replies.decline(db, an.id, theirs[an.id].id, NOW, POLICY)  # so that Bo moves up
        assert (await stands(db, an), await stands(db, bo)) == ((NOW, 0), (NOW, 1))
        assert await stands(db, cas) == (None, 0)  # theirs hadn't left when the place was taken
