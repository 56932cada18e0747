"""Rows of the outbox are their sender's for a while, and nobody's after that."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.engine import Database
from models.outbox import OutboxRow, OutboxState
from services import outbox
from services.rules.delivery import Refused
from tests.harness.clock import TUESDAY_EVENING as NOW
from tests.harness.databases import database_at

REAL = NOW - timedelta(days=300)  # the machine's clock, which isn't business time
CHAT = 7001


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = database_at(database_url)
    yield database
    await database.close()


async def claimed(database: Database) -> outbox.Claimed:
    async with database.transaction() as db:
        outbox.put_card(db, CHAT, {"text": "secret", "rows": []}, NOW)
    async with database.transaction() as db:
        [claim] = await outbox.claim(db, NOW, REAL, 10, set())
    return claim


async def row(database: Database) -> OutboxRow:
    async with database.reading() as db:
        return (await db.scalars(select(OutboxRow))).one()


async def test_what_another_process_sends_is_left_to_it(database: Database) -> None:
    claim = await claimed(database)
    almost = outbox.LEASE - timedelta(seconds=1)
    async with database.transaction() as db:
        await outbox.take_up_again(db, REAL + almost)
    assert (await row(database)).state is OutboxState.SENDING
    async with database.transaction() as db:
        await outbox.keep(db, {claim.id}, REAL + almost)
        await outbox.take_up_again(db, REAL + outbox.LEASE + almost / 2)
    assert (await row(database)).state is OutboxState.SENDING


async def test_what_a_sender_that_died_has_left_is_taken_up(database: Database) -> None:
    claim = await claimed(database)
    late = REAL + outbox.LEASE + timedelta(seconds=1)
    async with database.transaction() as db:
        await outbox.take_up_again(db, late, but_not={claim.id})
    assert (await row(database)).state is OutboxState.SENDING  # our own: still on its way
    async with database.transaction() as db:
        await outbox.take_up_again(db, late)
    left = await row(database)
    assert (left.state, left.attempts, left.sending_until) == (OutboxState.PENDING, 1, None)


async def test_a_message_that_telegram_refuses_keeps_nothing_of_what_it_said(database: Database) -> None:
    claim = await claimed(database)
    async with database.transaction() as db:
        await outbox.record(db, [(claim, Refused("Bad Request"))])
    refused = await row(database)
    assert (refused.state, refused.failure, refused.payload) == (OutboxState.FAILED, "Bad Request", None)
