"""Nothing about people that their export or their erasure doesn't know of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Column, select

from messages.personal_data import WORDS
from models.engine import Database
from models.erasures import Erasure
from models.outbox import Method, OutboxRow
from models.people import Person
from models.roles import Role
from models.tables import metadata
from services import erasure, erasures, help_requests
from services.areas import Area
from services.commitments import Tie
from services.erasure import Cause, Erased, Held
from services.help_requests import NewRequest, Raised
from services.inventory import HOLDINGS, Fate, Holding
from services.policy import Policy
from tests.harness.clock import TUESDAY_EVENING
from tests.services import world
from tests.services.staff import with_role

POLICY = Policy()
DECLARED = {(each.table.__tablename__, each.column.key): each for each in HOLDINGS}
ON_DELETE = {Fate.GOES: "CASCADE", Fate.NAMELESS: "SET NULL"}


def personal() -> list[Column[object]]:
    """Every column that says whose a row is."""
    of_nobody = {"group_chat"}  # whose chat is a group's
    every = [column for table in metadata.tables.values() if table.name not in of_nobody for column in table.columns]
    return [each for each in every if _key(each) or each.name in ("chat_id", "telegram_id")]


def _key(column: Column[object]) -> str | None:
    return next((key.ondelete or "" for key in column.foreign_keys if key.column.table.name == "person"), None)


@pytest.mark.parametrize("column", personal(), ids=str)
def test_each_column_about_a_person_is_declared_and_the_database_does_what_is_said(column: Column[object]) -> None:
    holding = DECLARED.get((column.table.name, column.name))
    assert holding, f"{column} says whose a row is: declare it in services.inventory"
    if (on_delete := _key(column)) is not None:
        assert on_delete == ON_DELETE[holding.fate]


def test_nothing_else_is_declared_and_each_has_its_words() -> None:
    assert set(DECLARED) == {(column.table.name, column.name) for column in personal()}
    names = [holding.name for holding in HOLDINGS]
    assert len(names) == len(set(names))
    assert set(WORDS) == set(names) - {"person"}


@pytest.mark.parametrize("holding", [each for each in HOLDINGS if each.secret], ids=lambda each: each.name)
def test_what_is_left_out_exists(holding: Holding) -> None:
    assert holding.secret <= set(holding.table.__table__.columns.keys())


async def test_what_holds_somebody_is_over_with_the_emergency_or_is_handed_over_first(database: Database) -> None:
    async with database.transaction() as db:
        await world.founded(db)
        tom = await with_role(db, 1, Role.REQUESTER, Area(nis=world.MECHELEN))
        els = await with_role(db, 2, Role.COORDINATOR, Area(nis=world.MECHELEN))
        ann = await with_role(db, 3, Role.ADMINISTRATOR, Area())
        new = NewRequest(world.MECHELEN, "Fill sandbags", "Zoutwerf 5", None, None, 1, TUESDAY_EVENING)
        raised = await help_requests.raise_request(db, tom, new, TUESDAY_EVENING, POLICY)
        assert isinstance(raised, Raised)
        await help_requests.take_over(db, els, raised.request.id, TUESDAY_EVENING, POLICY)
        for person, tie in ((tom, Tie.ASKING), (els, Tie.LEADING), (ann, Tie.LAST_ADMINISTRATOR)):
            held = await erasure.wish(db, person, TUESDAY_EVENING, POLICY)
            assert isinstance(held, Held)
            assert [each.tie for each in held.commitments] == [tie]
            assert held.may_wait is held.wished is (tie is not Tie.LAST_ADMINISTRATOR)
        assert await erasure.ready(db, TUESDAY_EVENING, POLICY) == []
        await with_role(db, 4, Role.ADMINISTRATOR, Area())
        gone = await erasure.erase_self(db, ann, TUESDAY_EVENING, POLICY)
        assert gone == Erased(3, "nl", Cause.WISH)


async def test_an_emergency_that_nobody_ends_holds_nobody_for_ever(database: Database) -> None:
    async with database.transaction() as db:
        nadia = await world.member(db, 1, await world.founded(db))
        out, [invited] = await world.call_out(db, await world.request(db), [nadia])
        invited.state, invited.answer_number, out.filled = "coming", 1, 1  # type: ignore[assignment]
        out.state, out.closed_at = "closed", TUESDAY_EVENING  # type: ignore[assignment]
        await db.flush()
        assert isinstance(await erasure.wish(db, nadia, TUESDAY_EVENING, POLICY), Held)
        over = out.help_request.ends_at + POLICY.erase_waits_at_most
        assert await erasure.ready(db, over - timedelta(seconds=1), POLICY) == []
        assert await erasure.ready(db, over, POLICY) == [nadia.id]
        assert await erasure.carry_out(db, nadia.id, TUESDAY_EVENING, POLICY) is None
        assert await erasure.carry_out(db, nadia.id, over, POLICY) == Erased(1, "nl", Cause.WISH)


async def test_a_restored_backup_brings_nobody_back(database: Database) -> None:
    async with database.transaction() as db:
        corps = await world.founded(db)
        nadia, bo = await world.member(db, 1, corps), await world.member(db, 2, corps)
        _out, invitations = await world.call_out(db, await world.request(db, needed=1), [nadia, bo])
        assert await erasures.erase_again(db, {nadia.id, 7}, TUESDAY_EVENING, POLICY) == 1
        assert await erasures.erase_again(db, {nadia.id, 7}, TUESDAY_EVENING, POLICY) == 0
        assert [entry.person_id for entry in await erasures.to_journal(db)] == [nadia.id]
        assert await db.get(Person, nadia.id) is None
        assert await db.get(Erasure, nadia.id)
        await db.refresh(invitations[0])
        assert invitations[0].person_id is None
        [only] = (await db.scalars(select(OutboxRow))).all()
        assert (only.chat_id, only.method) == (nadia.telegram_id, Method.MENU)  # the strangers' menu, and no word
