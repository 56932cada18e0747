"""What nobody comes back to is swept away: abandoned drafts, and messages that Telegram refused."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select, update

from models.base import Base
from models.conversations import Conversation
from models.outbox import OutboxRow, OutboxState
from services.notices import Notice, say
from tests.flows.sign_up_steps import to_town
from tests.harness.town import Town


async def number_of(town: Town, table: type[Base]) -> int:
    async with town.database.reading() as db:
        return await db.scalar(select(func.count()).select_from(table)) or 0


async def later(town: Town, **by: float) -> None:
    town.clock.moment += timedelta(**by)
    await town.app.timers.clean()


async def test_a_strangers_draft_goes_after_a_week_and_nothing_of_them_is_left(town: Town) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await to_town(nadia)
    await later(town, days=6, hours=23)
    assert await number_of(town, Conversation) == 1
    await later(town, hours=2)
    assert await number_of(town, Conversation) == 0
    nadia.forget()
    await nadia.says("/start")
    await nadia.expects("112")


async def test_an_answer_keeps_the_draft(town: Town) -> None:
    await town.corps()
    nadia = town.stranger("Nadia Peeters", "en")
    await to_town(nadia)
    await later(town, days=6)
    await nadia.says("Mechelen")
    await nadia.sees("What are you good at?")
    nadia.forget()
    await later(town, days=2)
    assert await number_of(town, Conversation) == 1


async def test_the_draft_of_somebody_known_stays_for_a_month(town: Town) -> None:
    tom = await town.requester("Tom", "en")
    await tom.says("/request")
    await tom.expects("What is needed?")
    await later(town, days=29)
    assert await number_of(town, Conversation) == 1
    await later(town, days=2)
    assert await number_of(town, Conversation) == 0


async def test_refused_messages_go_after_a_week(town: Town) -> None:
    tom = await town.requester("Tom", "en")
    person = await town.person(tom)
    assert person
    async with town.database.transaction() as db:
        await say(db, person.id, Notice.MENU, None, town.clock.now(), due_at=town.clock.now() + timedelta(days=365))
        await say(db, person.id, Notice.MENU, None, town.clock.now(), due_at=town.clock.now() + timedelta(days=366))
        refused = update(OutboxRow).where(OutboxRow.due_at < town.clock.now() + timedelta(days=365, hours=1))
        await db.execute(refused.values(state=OutboxState.FAILED, due_at=town.clock.now(), failure="Bad Request"))
    await later(town, days=6)
    assert await number_of(town, OutboxRow) == 2
    await later(town, days=2)
    assert await number_of(town, OutboxRow) == 1  # the one that still waits
