"""What happens at once, or after the clock has jumped: nobody asked twice, nothing over-filled, nothing forgotten.

A call-out's own parts are tested beside them (test_seats, test_replies, test_escalation); here they meet.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.intake.lanes import AT_ONCE
from models.call_outs import CallOut, CallOutState, Invitation
from models.engine import Database
from models.outbox import OutboxRow
from models.people import Person
from models.roles import Role
from services import (
    call_outs,
    closing,
    escalation,
    proposals,
    reminders,
    replies,
    request_edits,
    waves,
)
from services.areas import Area
from services.call_outs import AlreadyLaunched, Launched
from services.notices import Notice
from services.policy import Policy
from services.replies import OnReserve
from services.request_edits import Changes, Edited
from tests.harness.clock import TUESDAY_EVENING as NOW
from tests.services import world
from tests.services.staff import with_role
from tests.services.test_seats import AID, DRIVER, consistent, launched

POLICY = Policy()
MORNING = NOW.replace(hour=10) + timedelta(days=1)  # nobody sleeps


async def in_one(database: Database, work: Callable[[AsyncSession], Awaitable[object]]) -> object:
    async with database.transaction() as db:
        return await work(db)


def accepting(who: tuple[int, int], now: datetime) -> Callable[[AsyncSession], Awaitable[object]]:
    return lambda db: replies.accept(db, *who, now, POLICY)


async def coordinator(db: AsyncSession) -> Person:
    """Whom `launched` made one."""
    return (await db.scalars(select(Person).order_by(Person.telegram_id).limit(1))).unique().one()


async def said(database: Database, notice: Notice) -> list[int | None]:
    async with database.reading() as db:
        rows = await db.scalars(select(OutboxRow.person_id).where(OutboxRow.notice == notice))
        return list(rows)


async def asked(database: Database) -> int:
    async with database.reading() as db:
        return await db.scalar(select(func.count(Invitation.id))) or 0


async def change(database: Database, changes: Changes, now: datetime = NOW) -> None:
    async with database.transaction() as db:
        request_id = (await db.scalars(select(CallOut.help_request_id))).one()
        assert isinstance(await request_edits.edit(db, await coordinator(db), request_id, changes, now, POLICY), Edited)


async def test_three_hundred_answer_at_once(database: Database) -> None:
    """250 accept and 50 decline, as many at once as intake handles, for 40 places, some of them for two roles."""
    skills = [DRIVER if number % 10 == 0 else AID if number % 3 == 0 else 0 for number in range(300)]
    call_out_id, people = await launched(database, skills, needed=40, roles=[[DRIVER, 5], [AID, 10]])
    slots = asyncio.Semaphore(AT_ONCE)

    async def answers(number: int, who: tuple[int, int]) -> object:
        use_case = replies.decline if number % 6 == 5 else replies.accept
        async with slots:
            return await in_one(database, lambda db: use_case(db, *who, NOW, POLICY))

    results = await asyncio.gather(*(answers(number, who) for number, who in enumerate(people)))
    assert Counter(type(one).__name__ for one in results) == {"Coming": 40, "OnReserve": 210, "Declined": 50}
    assert (await consistent(database, call_out_id)).reserved == 0
    async with database.reading() as db:
        numbers = [number or 0 for number in await db.scalars(select(Invitation.answer_number))]
    assert sorted(numbers) == list(range(1, 301))
    assert sorted(one.position for one in results if isinstance(one, OnReserve)) == list(range(1, 211))
    assert Counter(await said(database, Notice.ENOUGH)).most_common(1)[0][1] == 1


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    engine = database._writer.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(("needed", "most"), [(3, 20), (1, 16)], ids=["a place", "the reserve list"])
async def test_an_answer_asks_the_database_little(database: Database, needed: int, most: int) -> None:
    """However many answered before: else hundreds of answers take minutes."""
    _, people = await launched(database, [AID] * 3, needed=needed, roles=[[AID, 1]])
    for who in people[:2]:
        await in_one(database, accepting(who, NOW))
    with counted(database) as statements:
        result = await in_one(database, lambda db: replies.accept(db, *people[2], NOW, POLICY))
    assert isinstance(result, OnReserve) == (needed == 1)
    assert len([each for each in statements if not each.startswith("BEGIN")]) <= most, "\n".join(statements)


async def test_no_wave_and_no_proposal_when_the_clock_has_jumped_past_the_end(database: Database) -> None:
    call_out_id, first = await launched(database, [0] * 12, needed=2, roles=[], planned=True)
    assert len(first) == 5
    over = NOW + timedelta(days=3)
    for _ in range(2):
        await in_one(database, lambda db: waves.go_on(db, call_out_id, over, POLICY))
        await in_one(database, lambda db: proposals.look(db, call_out_id, over, POLICY))
        await in_one(database, lambda db: reminders.remind_due(db, over, POLICY))
    assert await asked(database) == 5
    for notice in (Notice.INVITATION, Notice.ESCALATION_PROPOSED, Notice.REMINDER):
        assert await said(database, notice) == []
    async with database.reading() as db:  # nor is it looked at every second from now on
        assert await waves.overdue(db, over) == []
        assert await proposals.due(db, over) == []


async def test_the_rest_is_asked_at_once_when_it_is_needed_sooner(database: Database) -> None:
    call_out_id, first = await launched(database, [0] * 12, needed=2, roles=[], planned=True)
    await in_one(database, lambda db: db.execute(update(Person).values(call_always=True)))
    await change(database, {"starts_at": NOW + timedelta(minutes=30)})
    async with database.reading() as db:
        assert await waves.overdue(db, NOW) == [call_out_id]
    await in_one(database, lambda db: waves.go_on(db, call_out_id, NOW, POLICY))
    assert await asked(database) == 12
    async with database.reading() as db:
        assert await waves.overdue(db, NOW + timedelta(hours=1)) == []
    assert len(first) == 5


async def test_waves_go_on_when_a_full_call_out_needs_more(database: Database) -> None:
    call_out_id, first = await launched(database, [0] * 12, needed=2, roles=[], planned=True)
    for who in first[:2]:
        await in_one(database, accepting(who, NOW))
    await in_one(database, lambda db: waves.go_on(db, call_out_id, MORNING, POLICY))
    assert await asked(database) == 5
    await change(database, {"needed": 8}, MORNING)
    await in_one(database, lambda db: waves.go_on(db, call_out_id, MORNING, POLICY))
    assert await asked(database) == 12


async def test_nobody_is_reminded_who_knows_that_there_are_enough_or_stays_at_home(database: Database) -> None:
    _, people = await launched(database, [0] * 5, needed=1, roles=[], planned=True)
    (_, enough), (_, kept), (silent, _) = people[:3]
    async with database.transaction() as db:
        await db.execute(update(Invitation).where(Invitation.id == enough).values(told_enough=True))
        await db.execute(update(Invitation).where(Invitation.id == kept).values(withheld=True))
        await db.execute(update(CallOut).values(remind_at=MORNING))
    await in_one(database, lambda db: reminders.remind_due(db, MORNING, POLICY))
    assert set(await said(database, Notice.REMINDER)) == {silent, *(person for person, _ in people[3:])}
    async with database.reading() as db:
        assert await reminders.next_due(db) != MORNING


async def test_who_is_kept_at_home_hears_nothing_of_enough_people_and_holds_up_no_wave(database: Database) -> None:
    call_out_id, people = await launched(database, [0] * 12, needed=2, roles=[], planned=True)
    async with database.transaction() as db:
        await db.execute(update(Invitation).where(Invitation.id != people[0][1]).values(withheld=True))
        await db.execute(update(CallOut).values(next_wave_at=MORNING + timedelta(hours=2)))
    await in_one(database, lambda db: replies.decline(db, *people[0], MORNING, POLICY))
    async with database.reading() as db:
        assert await waves.overdue(db, MORNING) == [call_out_id]  # nobody of the first wave can come any more
    await in_one(database, lambda db: waves.go_on(db, call_out_id, MORNING, POLICY))
    async with database.reading() as db:
        second = select(Invitation.person_id, Invitation.id).where(Invitation.wave == 2)
        newcomers = [(person or 0, one) for person, one in await db.execute(second.order_by(Invitation.id))]
    assert len(newcomers) == 5
    for who in newcomers[:2]:
        await in_one(database, accepting(who, MORNING))
    assert not set(await said(database, Notice.ENOUGH)) & {person for person, _ in people}


async def test_two_launch_while_a_third_edits(database: Database) -> None:
    async with database.transaction() as db:
        corps = await world.founded(db)
        people = [await world.member(db, 100 + number, corps) for number in range(9)]
        request = await world.request(db, needed=3)
        els, jan = [await with_role(db, number, Role.COORDINATOR, Area()) for number in (1, 2)]

    works: list[Callable[[AsyncSession], Awaitable[object]]] = [
        lambda db: call_outs.launch(db, els, request.id, NOW, POLICY),
        lambda db: request_edits.edit(db, jan, request.id, {"needed": 6}, NOW, POLICY),
        lambda db: call_outs.launch(db, jan, request.id, NOW, POLICY),
    ]
    results = await asyncio.gather(*(in_one(database, work) for work in works))
    assert Counter(type(one) for one in results) == {Launched: 1, AlreadyLaunched: 1, Edited: 1}
    async with database.reading() as db:
        out = (await db.scalars(select(CallOut))).unique().one()
        assert (out.needed, out.help_request.needed) == (6, 6)
    assert Counter(await said(database, Notice.INVITATION)) == {person.id: 1 for person in people}


async def test_one_closes_while_others_escalate_edit_and_answer(database: Database) -> None:
    call_out_id, people = await launched(database, [0] * 8, needed=4, roles=[])
    async with database.transaction() as db:
        els = await coordinator(db)
        neighbours = await world.founded(db, 12005)
        for number in range(4):
            await world.member(db, 900 + number, neighbours)

    def works(now: datetime) -> Iterator[Callable[[AsyncSession], Awaitable[object]]]:
        yield lambda db: escalation.escalate(db, els, call_out_id, 1, now, POLICY)
        yield lambda db: closing.close(db, els, call_out_id, now, POLICY)
        yield lambda db: request_edits.edit(db, els, request_id, {"needed": 2}, now, POLICY)
        yield lambda db: escalation.escalate(db, els, call_out_id, 1, now, POLICY)
        for who in people[:5]:
            yield accepting(who, now)

    async with database.reading() as db:
        request_id = (await db.get_one(CallOut, call_out_id)).help_request_id
    await asyncio.gather(*(in_one(database, work) for work in works(NOW)))
    out = await consistent(database, call_out_id)
    assert out.state is CallOutState.CLOSED
    invited = Counter(await said(database, Notice.INVITATION))
    assert all(number == 1 for number in invited.values())
    told = Counter(await said(database, Notice.CALL_OUT_CLOSED))
    assert set(told.values()) == {1}
    async with database.reading() as db:  # whoever's call-out hadn't left is told nothing: they were never asked
        left = set(await db.scalars(select(Invitation.person_id)))
    assert set(told) == left


async def test_a_clock_that_is_put_back_holds_up_no_board(database: Database) -> None:
    call_out_id, people = await launched(database, [0] * 3, needed=3, roles=[])
    await in_one(database, lambda db: replies.accept(db, *people[0], NOW + timedelta(hours=1), POLICY))
    await in_one(database, lambda db: replies.accept(db, *people[1], NOW, POLICY))
    async with database.reading() as db:
        assert (await db.get_one(CallOut, call_out_id)).board_due_at <= NOW + POLICY.board_interval
