"""Announcements: who may, to whom, how often; and what becomes of them and of the answers."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.announcements import Announcement, InboxMessage
from models.audit import AuditEntry
from models.corps import Corps
from models.engine import Database
from models.outbox import OutboxRow, PostedCard, Priority
from models.people import Person
from models.roles import Role
from services import announcements, inbox, roles
from services.announcements import Announced, EnoughToday, NobodyToTell, NoCorps, Prospect, SentBefore
from services.areas import Area
from services.authority import NotAllowed, grants_of
from services.inbox import SpeaksNoLonger, Subject
from services.notices import Notice
from services.policy import Policy
from tests.harness.clock import TUESDAY_EVENING
from tests.services import world
from tests.services.staff import with_role

MECHELEN = world.MECHELEN
POLICY = Policy()


async def a_corps(db: AsyncSession) -> tuple[Person, Corps, list[Person]]:
    """Its administrator, herself a member, three members who can be reached and one who can't."""
    corps = await world.founded(db)
    rita = await with_role(db, 1, Role.CORPS_ADMINISTRATOR, Area(nis=MECHELEN))
    rita.corps_id = corps.id
    reached = [await world.member(db, 10 + number, corps) for number in range(3)]
    await world.member(db, 20, corps, reachable=False)
    await world.member(db, 21, await world.founded(db, 44021))
    return rita, corps, reached


async def announced(db: AsyncSession, by: Person, key: str = "k", text: str = "Training on Saturday") -> object:
    return await announcements.announce(db, by, MECHELEN, text, key, TUESDAY_EVENING, POLICY)


async def the_announcement(db: AsyncSession, by: Person) -> Announcement:
    done = await announced(db, by)
    assert isinstance(done, Announced)
    return done.announcement


async def answered(db: AsyncSession, person: Person, said: Announcement, text: str) -> None:
    subject = await inbox.announcement_to_answer(db, person, said.id)
    assert isinstance(subject, Subject)
    await inbox.answer(db, person, subject, text, TUESDAY_EVENING)


async def test_all_members_get_it_once_after_everything_else(database: Database) -> None:
    async with database.transaction() as db:
        rita, corps, reached = await a_corps(db)
        found = await announcements.prospect(db, rita, MECHELEN, TUESDAY_EVENING, POLICY)
        assert found == Prospect(corps, receivers=3, unreachable=1, by_night=False)
        said = await the_announcement(db, rita)
        assert await announced(db, rita) == SentBefore(said)
        rows = list(await db.scalars(select(OutboxRow).where(OutboxRow.notice == Notice.ANNOUNCEMENT)))
        noted = await db.scalar(select(AuditEntry).where(AuditEntry.action == "announced"))
    assert {row.person_id for row in rows} == {person.id for person in reached}
    assert {(row.priority, row.subject_id, row.card) for row in rows} == {
        (Priority.REMINDER, said.id, f"announcement:{said.id}")
    }
    assert said.receivers == 3
    assert noted
    assert (noted.actor_id, noted.detail) == (rita.id, {"corps": corps.id, "receivers": 3})


async def test_two_taps_at_once_send_it_once(database: Database) -> None:
    async with database.transaction() as db:
        rita, _, reached = await a_corps(db)

    async def taps() -> object:
        async with database.transaction() as db:
            return await announced(db, await db.merge(rita))

    assert {type(result) for result in await asyncio.gather(taps(), taps())} == {Announced, SentBefore}
    async with database.reading() as db:
        sent = await db.scalar(select(func.count()).where(OutboxRow.notice == Notice.ANNOUNCEMENT))
    assert sent == len(reached)


async def test_a_corps_gets_so_many_a_day(database: Database) -> None:
    async with database.transaction() as db:
        rita, corps, _ = await a_corps(db)
        els = await with_role(db, 2, Role.COORDINATOR, Area())
        for number in range(POLICY.announcements_a_day):
            assert isinstance(await announced(db, (rita, els)[number % 2], f"k{number}"), Announced)
        assert await announced(db, els, "one more") == EnoughToday(corps, POLICY.announcements_a_day)
        midnight = TUESDAY_EVENING + timedelta(hours=3, minutes=56)  # in Brussels
        one_more = (MECHELEN, "Sunday", "tomorrow")
        before = await announcements.announce(db, els, *one_more, midnight - timedelta(minutes=1), POLICY)
        assert isinstance(before, EnoughToday)
        assert isinstance(await announcements.announce(db, els, *one_more, midnight, POLICY), Announced)


@pytest.mark.parametrize(
    ("role", "area", "may"),
    [
        (Role.REQUESTER, Area(nis=MECHELEN), False),
        (Role.CORPS_ADMINISTRATOR, Area(nis=44021), False),
        (Role.COORDINATOR, Area(province="Antwerpen"), True),
        (Role.ADMINISTRATOR, Area(), True),
    ],
)
async def test_who_may_announce(database: Database, role: Role, area: Area, may: bool) -> None:
    async with database.transaction() as db:
        await a_corps(db)
        somebody = await with_role(db, 2, role, area)
        assert isinstance(await announced(db, somebody), Announced if may else NotAllowed)


async def test_with_nobody_to_tell_nothing_is_sent(database: Database) -> None:
    async with database.transaction() as db:
        els = await with_role(db, 2, Role.COORDINATOR, Area())
        assert await announced(db, els) == NoCorps()
        corps = await world.founded(db)
        await world.member(db, 10, corps, reachable=False)
        assert await announced(db, els) == NobodyToTell(corps)
        assert await db.scalar(select(func.count()).select_from(Announcement)) == 0


async def test_only_who_got_it_can_answer_and_only_the_two_of_them_write(database: Database) -> None:
    async with database.transaction() as db:
        rita, _, [nadia, bram, moved] = await a_corps(db)
        stranger = await with_role(db, 3, Role.ADMINISTRATOR, Area())
        said = await the_announcement(db, rita)
        db.add(PostedCard(chat_id=moved.telegram_id, card=f"announcement:{said.id}", message_id=7))
        moved.corps_id = None
        await db.flush()
        for person in (nadia, moved):
            assert isinstance(await inbox.announcement_to_answer(db, person, said.id), Subject)
        for person in (stranger, rita):
            assert await inbox.announcement_to_answer(db, person, said.id) == NotAllowed()
        assert await inbox.announcement_to_answer(db, nadia, said.id + 1) == NotAllowed()
        subject = await inbox.card_to_answer(db, moved, 7)
        assert isinstance(subject, Subject)
        assert await inbox.card_to_answer(db, moved, 8) is None
        await inbox.answer(db, moved, subject, "May I come?", TUESDAY_EVENING)
        [written] = await db.scalars(select(InboxMessage))
        assert (written.from_id, written.to_id, written.answers_id) == (moved.id, rita.id, None)
        for person in (nadia, bram, moved, stranger):
            assert await inbox.message_to_answer(db, person, written.id) == NotAllowed()
            assert await inbox.one_received(db, person, written.id) == NotAllowed()
        back = await inbox.message_to_answer(db, rita, written.id)
        assert isinstance(back, Subject)
        assert not (await inbox.received(db, rita, 0)).items[0].answered
        await inbox.answer(db, rita, back, "Of course", TUESDAY_EVENING)
        assert (await inbox.received(db, rita, 3)).items[0].answered
        [answer] = (await inbox.received(db, moved, 0)).items
        assert (answer.message.text, answer.message.answers_id) == ("Of course", written.id)


async def test_without_the_role_nothing_reaches_the_author_any_more(database: Database) -> None:
    async with database.transaction() as db:
        rita, _, [nadia, *_] = await a_corps(db)
        said = await the_announcement(db, rita)
        await answered(db, nadia, said, "I come")
        [written] = await db.scalars(select(InboxMessage))
        [grant] = await grants_of(db, rita.id)
        await roles.revoke(db, grant.id, TUESDAY_EVENING)
        assert await inbox.announcement_to_answer(db, nadia, said.id) == SpeaksNoLonger(rita)
        assert await inbox.message_to_answer(db, rita, written.id) == NotAllowed()


async def test_texts_go_with_their_people_and_after_their_time(database: Database) -> None:
    async with database.transaction() as db:
        rita, _, [nadia, bram, _other] = await a_corps(db)
        said = await the_announcement(db, rita)
        for person in (nadia, bram):
            await answered(db, person, said, f"From {person.name}")
        await db.execute(delete(Person).where(Person.id == nadia.id))
        texts = select(InboxMessage.text)
        assert list(await db.scalars(texts)) == [f"From {bram.name}"]
        db.add(PostedCard(chat_id=bram.telegram_id, card=f"announcement:{said.id}", message_id=7))
        await announcements.sweep(db, said.sent_at)
        assert await db.scalar(select(func.count()).select_from(Announcement)) == 1
        await announcements.sweep(db, said.sent_at + timedelta(seconds=1))
        for table in (Announcement, InboxMessage, PostedCard):
            assert await db.scalar(select(func.count()).select_from(table)) == 0


async def test_the_author_takes_all_along(database: Database) -> None:
    async with database.transaction() as db:
        rita, _, [nadia, *_] = await a_corps(db)
        said = await the_announcement(db, rita)
        await answered(db, nadia, said, "I come")
        await db.execute(delete(Person).where(Person.id == rita.id))
        for table in (Announcement, InboxMessage):
            assert await db.scalar(select(func.count()).select_from(table)) == 0
