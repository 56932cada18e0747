"""Places are filled, never one too many, whatever the concurrency; the reserve list keeps its order."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models.call_outs import CallOut, Invitation, InvitationState
from models.engine import Database
from models.outbox import OutboxRow
from models.people import Person
from services import pauses, replies, reserve
from services.notices import Notice
from services.pauses import Paused
from services.policy import Policy
from services.replies import AcceptResult, ComesElsewhere, Coming, Declined, NotInvited, OnReserve
from tests.harness.clock import TUESDAY_EVENING
from tests.harness.databases import database_at
from tests.services import world

POLICY = Policy()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = database_at(database_url)
    yield database
    await database.close()


async def invite(database: Database, people: int, needed: int) -> tuple[int, list[tuple[int, int]]]:
    """A call-out with that many people asked: its id, and (person, invitation) of each."""
    async with database.transaction() as db:
        corps = await world.founded(db)
        members = [await world.member(db, 100 + number, corps) for number in range(people)]
        out, invitations = await world.call_out(db, await world.request(db, needed=needed), members)
        return out.id, [(person.id, invited.id) for person, invited in zip(members, invitations, strict=True)]


async def accepts(database: Database, person_id: int, invitation_id: int, *, switch: bool = False) -> AcceptResult:
    async with database.transaction() as db:
        return await replies.accept(db, person_id, invitation_id, TUESDAY_EVENING, POLICY, switch=switch)


async def declines(database: Database, person_id: int, invitation_id: int) -> object:
    async with database.transaction() as db:
        return await replies.decline(db, person_id, invitation_id, TUESDAY_EVENING, POLICY)


async def test_simultaneous_drop_outs_move_each_of_the_reserve_up_once(database: Database) -> None:
    call_out_id, invited = await invite(database, people=40, needed=10)
    for who in invited:
        await accepts(database, *who)
    await asyncio.gather(*(declines(database, *who) for who in invited[:10]))
    async with database.reading() as db:
        coming = select(Invitation.id).where(Invitation.state == InvitationState.COMING)
        assert set(await db.scalars(coming)) == {invitation for _, invitation in invited[10:20]}
        assert (await db.get_one(CallOut, call_out_id)).filled == 10
        told = select(OutboxRow.subject_id).where(OutboxRow.notice == Notice.CALLED_UP)
        assert Counter(await db.scalars(told)) == {invitation: 1 for _, invitation in invited[10:20]}


async def test_the_same_tap_twice_takes_one_place(database: Database) -> None:
    call_out_id, invited = await invite(database, people=2, needed=2)
    first, again = await asyncio.gather(accepts(database, *invited[0]), accepts(database, *invited[0]))
    assert isinstance(first, Coming)
    assert isinstance(again, Coming)
    async with database.reading() as db:
        assert (await db.get_one(CallOut, call_out_id)).filled == 1


async def test_somebody_elses_invitation_is_none(database: Database) -> None:
    _, invited = await invite(database, people=2, needed=2)
    (an, _), (_, of_bo) = invited
    assert isinstance(await accepts(database, an, of_bo), NotInvited)
    assert isinstance(await declines(database, an, of_bo), NotInvited)
    assert isinstance(await accepts(database, an, 999_999), NotInvited)


async def test_who_comes_elsewhere_is_asked_before_switching(database: Database) -> None:
    first_id, [(an, in_first)] = await invite(database, people=1, needed=1)
    await accepts(database, an, in_first)
    async with database.transaction() as db:
        later = await world.request(db, needed=1, starts_at=TUESDAY_EVENING + timedelta(hours=2))
        second, [second_invited] = await world.call_out(db, later, [await db.get_one(Person, an)])
    asked = await accepts(database, an, second_invited.id)
    assert isinstance(asked, ComesElsewhere)
    assert [other.id for other in asked.elsewhere] == [in_first]
    assert isinstance(await accepts(database, an, second_invited.id, switch=True), Coming)
    async with database.reading() as db:
        assert (await db.get_one(CallOut, first_id)).filled == 0
        assert (await db.get_one(CallOut, second.id)).filled == 1


async def test_a_call_out_that_starts_after_the_other_ends_is_no_clash(database: Database) -> None:
    _, [(an, in_first)] = await invite(database, people=1, needed=1)
    await accepts(database, an, in_first)
    async with database.transaction() as db:
        after = await world.request(db, needed=1, starts_at=TUESDAY_EVENING + timedelta(hours=4))
        _, [invited] = await world.call_out(db, after, [await db.get_one(Person, an)])
    assert isinstance(await accepts(database, an, invited.id), Coming)


async def test_a_drop_out_without_a_reserve_frees_the_place(database: Database) -> None:
    call_out_id, invited = await invite(database, people=2, needed=1)
    await accepts(database, *invited[0])
    assert isinstance(await declines(database, *invited[0]), Declined)
    async with database.reading() as db:
        assert (await db.get_one(CallOut, call_out_id)).filled == 0
    assert isinstance(await accepts(database, *invited[1]), Coming)


async def two_call_outs(database: Database, people: int, *needed: int) -> tuple[list[int], list[list[int]]]:
    """Two call-outs at the same time that ask the same people: the people, and their invitations to each."""
    async with database.transaction() as db:
        corps = await world.founded(db)
        members = [await world.member(db, 100 + number, corps) for number in range(people)]
        invitations = [
            (await world.call_out(db, await world.request(db, needed=places), members))[1] for places in needed
        ]
        return [member.id for member in members], [[invited.id for invited in each] for each in invitations]


async def states(database: Database, *invitation_ids: int) -> list[InvitationState]:
    async with database.reading() as db:
        return [(await db.get_one(Invitation, invitation_id)).state for invitation_id in invitation_ids]


async def filled(database: Database) -> list[int]:
    async with database.reading() as db:
        return list(await db.scalars(select(CallOut.filled).order_by(CallOut.id)))


async def test_forty_people_switch_crosswise_at_once(database: Database) -> None:
    people, (first, second) = await two_call_outs(database, 40, 40, 40)
    for number, person in enumerate(people):
        await accepts(database, person, (first, second)[number % 2][number])
    results = await asyncio.gather(
        *(accepts(database, person, (second, first)[n % 2][n], switch=True) for n, person in enumerate(people))
    )
    assert {type(result) for result in results} == {Coming}
    assert await filled(database) == [20, 20]


async def test_switching_to_a_full_call_out_keeps_the_first_place(database: Database) -> None:
    (an, bo), (first, second) = await two_call_outs(database, 2, 1, 1)
    await accepts(database, bo, second[1])
    await accepts(database, an, first[0])
    assert isinstance(await accepts(database, an, second[0], switch=True), OnReserve)
    assert await states(database, first[0], second[0]) == [InvitationState.COMING, InvitationState.RESERVE]
    assert await filled(database) == [1, 1]


async def test_who_comes_elsewhere_may_wait_on_a_reserve_list_without_being_asked(database: Database) -> None:
    (an, bo), (first, second) = await two_call_outs(database, 2, 1, 1)
    await accepts(database, bo, second[1])
    await accepts(database, an, first[0])
    assert isinstance(await accepts(database, an, second[0]), OnReserve)


async def test_nobody_moves_up_who_comes_elsewhere_at_that_time(database: Database) -> None:
    (an, bo, cas), (first, second) = await two_call_outs(database, 3, 1, 1)
    await accepts(database, an, first[0])
    await accepts(database, bo, first[1])
    await accepts(database, cas, first[2])
    await accepts(database, bo, second[1], switch=True)
    await declines(database, an, first[0])
    assert await states(database, first[1], first[2], second[1]) == [
        InvitationState.RESERVE,
        InvitationState.COMING,
        InvitationState.COMING,
    ]


async def test_nobody_moves_up_whom_no_message_reaches(database: Database) -> None:
    (an, bo, cas), (first,) = await two_call_outs(database, 3, 1)
    for person, invitation in zip((an, bo, cas), first, strict=True):
        await accepts(database, person, invitation)
    async with database.transaction() as db:
        (await db.get_one(Person, bo)).reachable = False
    await declines(database, an, first[0])
    assert await states(database, first[1], first[2]) == [InvitationState.RESERVE, InvitationState.COMING]


async def test_nobody_moves_up_who_has_a_pause(database: Database) -> None:
    (an, bo, cas), (first,) = await two_call_outs(database, 3, 1)
    for person, invitation in zip((an, bo, cas), first, strict=True):
        await accepts(database, person, invitation)
    async with database.transaction() as db:
        paused = await pauses.pause(db, await db.get_one(Person, bo), None, TUESDAY_EVENING, POLICY)
        assert isinstance(paused, Paused)
        assert (paused.coming, paused.in_reserve) == ([], True)
    await declines(database, an, first[0])
    assert await states(database, first[1], first[2]) == [InvitationState.RESERVE, InvitationState.COMING]


async def test_that_there_are_enough_is_said_once_however_often_places_change_hands(database: Database) -> None:
    (an, bo), (first,) = await two_call_outs(database, 2, 1)
    for _ in range(3):
        await accepts(database, an, first[0])
        await declines(database, an, first[0])
    async with database.reading() as db:
        told = select(func.count()).where(OutboxRow.notice == Notice.ENOUGH)
        assert await db.scalar(told) == 1
    assert bo


async def third(database: Database, people: list[int], hours: float) -> list[int]:
    """One more call-out for everybody, that starts so many hours later: their invitations."""
    async with database.transaction() as db:
        asked = await world.request(db, needed=len(people), starts_at=TUESDAY_EVENING + timedelta(hours=hours))
        _, invitations = await world.call_out(db, asked, [await db.get_one(Person, person) for person in people])
        return [invited.id for invited in invitations]


async def test_who_switches_leaves_everything_at_that_time(database: Database) -> None:
    [an], [[early]] = await two_call_outs(database, 1, 1)
    [late] = await third(database, [an], 4)
    [between] = await third(database, [an], 2)
    await accepts(database, an, early)
    await accepts(database, an, late)
    asked = await accepts(database, an, between)
    assert isinstance(asked, ComesElsewhere)
    assert [other.id for other in asked.elsewhere] == [early, late]
    assert isinstance(await accepts(database, an, between, switch=True), Coming)
    declined, coming = InvitationState.DECLINED, InvitationState.COMING
    assert await states(database, early, late, between) == [declined, declined, coming]


async def test_nobody_is_called_up_to_one_place_while_they_accept_another(database: Database) -> None:
    people, (first, second) = await two_call_outs(database, 24, 12, 24)
    for person, invitation in zip(people, first, strict=True):
        await accepts(database, person, invitation)
    leaving = [declines(database, people[n], first[n]) for n in range(12)]
    accepting = [accepts(database, people[n], second[n]) for n in range(12, 24)]
    await asyncio.gather(*(each for pair in zip(leaving, accepting, strict=True) for each in pair))
    for n in range(12, 24):
        assert (await states(database, first[n], second[n])).count(InvitationState.COMING) == 1


async def test_nobody_is_called_up_to_two_places_at_once(database: Database) -> None:
    people, (first, second) = await two_call_outs(database, 24, 8, 8)
    for fill, each in ((range(8), first), (range(8, 16), second)):
        for n in fill:
            await accepts(database, people[n], each[n])
    for n in range(16, 24):
        await accepts(database, people[n], first[n])
        await accepts(database, people[n], second[n])
    leaving = [declines(database, people[n], (first if n < 8 else second)[n]) for n in (0, 8, 1, 9, 2, 10, 3, 11)]
    await asyncio.gather(*leaving)
    async with database.reading() as db:
        short = await reserve.beside_a_place(db, POLICY)
    for call_out_id in short:  # what a tick does
        async with database.transaction() as db:
            await reserve.settle(db, call_out_id, TUESDAY_EVENING, POLICY)
    for n in range(16, 24):  # eight places came free, for eight people
        assert (await states(database, first[n], second[n])).count(InvitationState.COMING) == 1
    assert await filled(database) == [8, 8]


async def test_two_taps_at_once_on_two_invitations_give_one_place(database: Database) -> None:
    people, (first, second) = await two_call_outs(database, 12, 12, 12)
    taps = [accepts(database, person, each[n]) for n, person in enumerate(people) for each in (first, second)]
    results = Counter(type(result).__name__ for result in await asyncio.gather(*taps))
    assert results == {"Coming": 12, "ComesElsewhere": 12}
    assert sum(await filled(database)) == 12
