"""Places that wait for a group: never one too many, each filled by a member's own tap, and given on in time."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from models.call_outs import CallOut, Invitation, InvitationState
from models.engine import Database
from models.groups import Group, GroupMember, PlaceHold
from models.outbox import OutboxRow
from models.people import Person
from services import group_endings, group_joining, groups, hold_endings, holds, memberships, replies
from services.group_joining import GroupIsFull
from services.groups import GroupOf
from services.holds import GivenBack, Held, NotTheirs, Question, TooLate
from services.notices import Notice
from services.policy import Policy
from services.replies import AcceptResult
from tests.harness.clock import TUESDAY_EVENING as NOW
from tests.services import world

POLICY = Policy()
LATER = NOW + POLICY.holds.urgent


@dataclass
class Scene:
    """A call-out to everybody, and two groups: the members' ids, each group's leader in front."""

    call_out: int
    first: list[int]
    second: list[int]
    others: list[int]
    invitations: dict[int, int]  # by person


async def group_of(db: Database, people: list[Person]) -> None:
    async with db.transaction() as session:
        leader = await session.get_one(Person, people[0].id)
        made = await groups.found(session, leader, "Scouts", NOW)
        assert isinstance(made, GroupOf)
        for person in people[1:]:
            joined = await group_joining.join(
                session, await session.get_one(Person, person.id), made.payload, NOW, POLICY
            )
            assert isinstance(joined, GroupOf)


async def scene(database: Database, *, needed: int, sizes: tuple[int, int], others: int = 0) -> Scene:
    async with database.transaction() as db:
        corps = await world.founded(db)
        people = [await world.member(db, 100 + number, corps) for number in range(sum(sizes) + others)]
        out, invitations = await world.call_out(db, await world.request(db, needed=needed), people)
    first, second = people[: sizes[0]], people[sizes[0] : sum(sizes)]
    for members in (first, second):
        if members:
            await group_of(database, members)
    return Scene(
        out.id,
        [person.id for person in first],
        [person.id for person in second],
        [person.id for person in people[sum(sizes) :]],
        {invited.person_id: invited.id for invited in invitations if invited.person_id},
    )


async def takes(database: Database, leader: int, call_out: int, number: int) -> object:
    async with database.transaction() as db:
        return await holds.take(db, await db.get_one(Person, leader), call_out, number, NOW, POLICY)


async def accepts(database: Database, here: Scene, person: int) -> AcceptResult:
    async with database.transaction() as db:
        return await replies.accept(db, person, here.invitations[person], NOW, POLICY)


async def stands(database: Database, call_out: int) -> tuple[int, int, list[tuple[int, int]]]:
    """Filled and held of the call-out, and taken and held of each hold; all of it adds up."""
    async with database.reading() as db:
        found = await db.get_one(CallOut, call_out)
        each = [(row.taken, row.held) for row in await db.execute(select(PlaceHold.taken, PlaceHold.held))]
        coming = select(func.count()).where(
            Invitation.call_out_id == call_out, Invitation.state == InvitationState.COMING
        )
        assert found.filled == await db.scalar(coming)
        assert found.held == sum(held for _taken, held in each)
        return found.filled, found.held, each


async def test_two_holds_and_everybody_at_once_fill_no_place_twice(database: Database) -> None:
    here = await scene(database, needed=10, sizes=(6, 6), others=12)
    leaders = [takes(database, members[0], here.call_out, 6) for members in (here.first, here.second)]
    taps = [accepts(database, here, person) for person in (*here.others, *here.first[1:], *here.second[1:])]
    mixed = [each for pair in zip(taps[:2], leaders, strict=True) for each in pair] + taps[2:]
    results = Counter(type(result).__name__ for result in await asyncio.gather(*mixed))
    filled, held, _each = await stands(database, here.call_out)
    assert results["Coming"] == filled
    assert filled + held == 10
    async with database.transaction() as db:
        await hold_endings.release(db, here.call_out, LATER, POLICY)
    assert (await stands(database, here.call_out))[:2] == (10, 0)


async def test_a_held_place_is_for_the_groups_own_members(database: Database) -> None:
    here = await scene(database, needed=4, sizes=(3, 0), others=2)
    assert isinstance(await takes(database, here.first[0], here.call_out, 3), Held)
    kinds = [type(await accepts(database, here, person)).__name__ for person in (*here.others, *here.first)]
    assert kinds == ["Coming", "OnReserve", "Coming", "Coming", "Coming"]
    assert await stands(database, here.call_out) == (4, 0, [(3, 0)])
    async with database.transaction() as db:
        told = select(OutboxRow.subject_id).where(OutboxRow.notice == Notice.HOLD, OutboxRow.method == "send")
        assert len((await db.scalars(told)).all()) == 1  # the leader hears that it is complete
        await replies.decline(db, here.first[1], here.invitations[here.first[1]], NOW, POLICY)
    assert await stands(database, here.call_out) == (4, 0, [(3, 0)])  # the reserve moved up: nothing waits any more


async def test_the_number_can_change_and_be_given_back_but_the_deadline_stays(database: Database) -> None:
    here = await scene(database, needed=5, sizes=(5, 0), others=2)
    leader = here.first[0]
    for number in (1, 6, 0):
        assert isinstance(await takes(database, leader, here.call_out, number), Question)
    assert isinstance(await takes(database, leader, here.call_out, 5), Held)
    for somebody in (*here.others, here.first[1], here.first[2]):
        await accepts(database, here, somebody)
    assert await stands(database, here.call_out) == (2, 3, [(2, 3)])
    assert isinstance(await takes(database, leader, here.call_out, 1), Question)  # two have tapped already
    assert isinstance(await takes(database, leader, here.call_out, 4), Held)
    assert await stands(database, here.call_out) == (3, 2, [(2, 2)])  # one of the reserve moved up
    async with database.transaction() as db:
        person = await db.get_one(Person, leader)
        assert isinstance(await holds.give_back(db, person, here.call_out, NOW, POLICY), GivenBack)
    assert await stands(database, here.call_out) == (4, 0, [(2, 0)])
    assert isinstance(await takes(database, leader, here.call_out, 3), Held)
    async with database.transaction() as db:
        assert await hold_endings.next_due(db) == LATER
        assert await hold_endings.overdue(db, LATER - timedelta(seconds=1)) == []
        assert await hold_endings.overdue(db, LATER) == [here.call_out]
        await hold_endings.release(db, here.call_out, LATER, POLICY)
        person = await db.get_one(Person, leader)
        assert isinstance(await holds.take(db, person, here.call_out, 3, LATER, POLICY), TooLate)
        assert isinstance(await holds.give_back(db, person, here.call_out, LATER, POLICY), TooLate)
        assert await hold_endings.next_due(db) is None


async def test_only_an_invited_leader_holds_places(database: Database) -> None:
    here = await scene(database, needed=5, sizes=(3, 0), others=1)
    for person in (here.first[1], here.others[0]):
        assert isinstance(await takes(database, person, here.call_out, 2), NotTheirs)
    async with database.transaction() as db:
        await replies.decline(db, here.first[0], here.invitations[here.first[0]], NOW, POLICY)
    assert isinstance(await takes(database, here.first[0], here.call_out, 2), NotTheirs)
    assert isinstance(await takes(database, here.first[0], 999, 2), NotTheirs)


async def test_members_who_fit_are_asked_whoever_they_are_and_others_are_not(database: Database) -> None:
    async with database.transaction() as db:
        corps = await world.founded(db)
        leader = await world.member(db, 1, corps)
        traits = {
            "fits": {},
            "has other times": {"availability": 0},
            "is too young": {"birth_date": date(2010, 1, 1)},
            "is on a pause": {"paused_at": NOW},
            "can't be reached": {"reachable": False},
        }
        people = [await world.member(db, 10 + n, corps, **each) for n, each in enumerate(traits.values())]  # type: ignore[arg-type]
        outsider = await world.member(db, 30, corps)
        out, _ = await world.call_out(db, await world.request(db, needed=9), [leader])
    await group_of(database, [leader, *people])
    async with database.transaction() as db:
        question = await holds.ask(db, await db.get_one(Person, leader.id), out.id, NOW, POLICY)
        assert isinstance(question, Question)
        assert (question.least, question.most) == (2, 4)  # old enough and to be reached; a pause can end
    assert isinstance(await takes(database, leader.id, out.id, 3), Held)
    async with database.transaction() as db:
        asked = set(await db.scalars(select(Invitation.person_id)))
        assert asked == {leader.id, people[0].id, people[1].id}
        late = await db.get_one(Person, outsider.id)
        group = (await db.scalars(select(Group))).unique().one()
        assert isinstance(await group_joining.join(db, late, groups.PREFIX + group.token, NOW, POLICY), GroupOf)
        assert outsider.id in set(await db.scalars(select(Invitation.person_id)))  # joined while places wait


async def test_whoever_leaves_the_corps_leaves_the_group_and_the_oldest_member_leads(database: Database) -> None:
    here = await scene(database, needed=5, sizes=(3, 0))
    await takes(database, here.first[0], here.call_out, 3)
    async with database.transaction() as db:
        group = (await db.scalars(select(Group))).unique().one()
        for person_id, leader in ((here.first[0], here.first[1]), (here.first[2], here.first[1])):
            await memberships.move(db, await db.get_one(Person, person_id), 44021, None, NOW)
            await db.refresh(group)
            assert (group.leader_id, group.dissolved_at) == (leader, None)
        led = select(OutboxRow.person_id).where(OutboxRow.notice == Notice.GROUP_LED)
        assert list(await db.scalars(led)) == [here.first[1]]
        await group_endings.part(db, await db.get_one(Person, here.first[1]), NOW)
        await db.refresh(group)
        assert group.dissolved_at == NOW
        assert await db.scalar(select(func.count()).where(GroupMember.left_at.is_(None))) == 0
        assert await hold_endings.overdue(db, NOW) == [here.call_out]
        await hold_endings.release(db, here.call_out, NOW, POLICY)
    assert (await stands(database, here.call_out))[:2] == (0, 0)


@pytest.mark.parametrize("at_once", [2, 6])
async def test_a_group_is_never_too_large(database: Database, at_once: int) -> None:
    small = Policy(largest_group=3)
    async with database.transaction() as db:
        corps = await world.founded(db)
        leader, *people = [await world.member(db, number, corps) for number in range(1, at_once + 2)]
        made = await groups.found(db, leader, "Chiro", NOW)
        assert isinstance(made, GroupOf)

    async def joins(person_id: int) -> object:
        async with database.transaction() as db:
            return await group_joining.join(db, await db.get_one(Person, person_id), made.payload, NOW, small)

    results = Counter(type(result) for result in await asyncio.gather(*(joins(person.id) for person in people)))
    assert results == Counter({GroupOf: 2, GroupIsFull: at_once - 2})


async def test_the_table_refuses_one_place_too_many(database: Database) -> None:
    here = await scene(database, needed=3, sizes=(2, 0))
    for wrong in ({"held": 4}, {"held": -1}, {"held": 3, "filled": 1}):
        with pytest.raises(IntegrityError):
            async with database.transaction() as db:
                await db.execute(update(CallOut).where(CallOut.id == here.call_out).values(**wrong))
