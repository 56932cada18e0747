"""How a whole crowd gets a call-out says the same as the pure rule for each of them; and what waits is taken back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.call_outs import Invitation, InvitationState
from models.engine import Database
from models.outbox import OutboxRow
from models.people import Person
from services import boards, closing, pauses
from services.notices import Notice, say_to_invited
from services.policy import Policy
from services.quiet import when_asked
from services.rules.quiet_hours import QuietHours, Timing, timing
from tests.harness.clock import TUESDAY_EVENING
from tests.harness.databases import database_at
from tests.services import world

POLICY = Policy()
MIDNIGHT = TUESDAY_EVENING + timedelta(hours=4)  # 0.04 in Brussels
NIGHT = QuietHours(22 * 60, 7 * 60)
HALF_HOURS = st.integers(0, 47).map(lambda number: number * 30)
HOURS = st.tuples(HALF_HOURS, HALF_HOURS).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: QuietHours(*pair))
# Around the night in which summer time begins, and an ordinary one.
NOWS = st.datetimes(datetime(2026, 3, 28, 18), datetime(2026, 3, 30, 12), timezones=st.just(UTC))  # noqa: DTZ001


@dataclass(frozen=True)
class Sleeper:
    quiet: QuietHours | None
    call_always: bool


class RollBack(Exception):
    pass


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    crowd=st.lists(st.builds(Sleeper, st.none() | HOURS | st.just(NIGHT), st.booleans()), min_size=1, max_size=8),
    now=NOWS,
    ahead=st.integers(0, 30 * 60).map(lambda minutes: timedelta(minutes=minutes)),
    urgent=st.booleans(),
)
def test_the_statement_is_the_rule(
    database_url: str, crowd: list[Sleeper], now: datetime, ahead: timedelta, urgent: bool
) -> None:
    sent = asyncio.run(ask_all(database_url, crowd, now, now + ahead, urgent=urgent))
    assert sent == [
        timing(
            who.quiet, now, POLICY.zone, now + ahead, POLICY.notice_after_quiet_hours,
            urgent=urgent, call_always=who.call_always,
        )
        for who in crowd
    ]  # fmt: skip


async def ask_all(url: str, crowd: list[Sleeper], now: datetime, starts_at: datetime, *, urgent: bool) -> list[Timing]:
    database = database_at(url)
    sent: list[Timing] = []
    try:
        async with database.transaction() as db:
            corps = await world.founded(db)
            people = [
                await world.member(
                    db, number, corps, call_always=who.call_always,
                    quiet_from=who.quiet.start if who.quiet else None,
                    quiet_until=who.quiet.end if who.quiet else None,
                )
                for number, who in enumerate(crowd, start=1)
            ]  # fmt: skip
            out, _ = await world.call_out(db, await world.request(db, starts_at=starts_at, urgent=urgent), people)
            timed = when_asked(out.help_request, now, POLICY)
            await say_to_invited(db, Notice.INVITATION, Invitation.call_out_id == out.id, now, timed=timed)
            rows = {row.person_id: row for row in await db.scalars(select(OutboxRow))}
            sent += [Timing(rows[person.id].due_at, rows[person.id].silent) for person in people]
            raise RollBack
    except RollBack:
        return sent
    finally:
        await database.close()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = database_at(database_url)
    yield database
    await database.close()


async def planned_at_night(database: Database) -> tuple[int, list[Person]]:
    """A call-out for the afternoon, launched at midnight: An's message goes out at once, Bo's in the morning."""
    async with database.transaction() as db:
        corps = await world.founded(db)
        an = await world.member(db, 1, corps)
        bo = await world.member(db, 2, corps, quiet_from=NIGHT.start, quiet_until=NIGHT.end)
        asked = await world.request(db, starts_at=MIDNIGHT + timedelta(hours=14), urgent=False)
        out, _ = await world.call_out(db, asked, [an, bo])
        timed = when_asked(asked, MIDNIGHT, POLICY)
        await say_to_invited(db, Notice.INVITATION, Invitation.call_out_id == out.id, MIDNIGHT, timed=timed)
        return out.id, [an, bo]


async def test_the_board_says_how_many_are_asked_later(database: Database) -> None:
    out_id, _people = await planned_at_night(database)
    async with database.transaction() as db:
        out = (await db.scalars(select(Invitation))).first()
        assert out
        figures = await boards.board(db, out.call_out)
        assert (out_id, figures.silent, figures.later) == (out.call_out_id, 2, 1)


async def test_a_pause_takes_back_what_has_not_left(database: Database) -> None:
    _out_id, (_an, bo) = await planned_at_night(database)
    async with database.transaction() as db:
        await pauses.pause(db, await db.get_one(Person, bo.id), None, MIDNIGHT, POLICY)
        assert set(await db.scalars(select(Invitation.person_id))) == {_an.id}
        assert set(await db.scalars(select(OutboxRow.person_id))) == {_an.id}


async def test_that_it_is_over_wakes_only_whoever_comes(database: Database) -> None:
    """At midnight: Bo sleeps and never answered, Cas sleeps but is on the way."""
    async with database.transaction() as db:
        corps = await world.founded(db)
        night = {"quiet_from": NIGHT.start, "quiet_until": NIGHT.end}
        people = [
            await world.member(db, 1, corps),
            await world.member(db, 2, corps, **night),
            await world.member(db, 3, corps, **night),
        ]
        out, invitations = await world.call_out(db, await world.request(db), people)
        invitations[2].state, invitations[2].answer_number, out.filled = InvitationState.COMING, 1, 1
        await db.flush()
        await closing.shut(db, out, MIDNIGHT, POLICY)
        silent = {row.person_id: row.silent for row in await db.scalars(select(OutboxRow))}
        assert [silent[person.id] for person in people] == [False, True, False]
