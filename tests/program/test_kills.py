"""The program is killed at the instants that matter, and started again: no answer is lost, and none counts twice.

Everything is real but Telegram and the people: the process, its database, SIGKILL. Telegram's trouble on request holds
the program where it is to die.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.clock import SystemClock
from models.call_outs import CallOut, Invitation, InvitationState
from models.outbox import OutboxRow, OutboxState
from models.roles import Role
from services import call_outs, help_requests, invites, people
from services.call_outs import Launched
from services.help_requests import NewRequest, Raised
from services.invites import Area
from services.people import Newcomer
from tests.harness.databases import database_at
from tests.harness.phones import Phone
from tests.harness.town import MECHELEN, TOKEN, Town
from tests.program.killing import Program

PATIENCE = 30  # seconds of real time, where a fraction of one is usual
ANY_LEASE_IS_OVER = datetime(2000, 1, 1, tzinfo=UTC)


async def until(holds: Callable[[], Awaitable[bool] | bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            now = holds()
            if now if isinstance(now, bool) else await now:
                return
            await asyncio.sleep(0.01)


@dataclass
class Scene:
    """A call-out for one person that has reached An and Bo."""

    town: Town
    program: Program
    an: Phone
    bo: Phone

    async def count(self, *where: Any) -> int:
        async with self.town.database.reading() as db:
            return await db.scalar(select(func.count()).where(*where)) or 0

    async def an_comes(self) -> bool:
        return await self.count(Invitation.state == InvitationState.COMING) == 1

    def taps(self, phone: Phone, label: str) -> asyncio.Task[Any]:
        """Doesn't wait for the answer on the button, which may never come."""
        message, data = phone._button(label, "")
        return asyncio.create_task(self.town.playground.tap(phone.id, message["message_id"], data=data))

    def copies(self, phone: Phone, part: str) -> int:
        return sum(part in message["text"] for message in phone.from_bot())

    def troubles(self, phone: Phone | None, **fault: Any) -> None:
        self.town.playground.faults({"method": "*", "chat_id": phone.id if phone else None, **fault})

    async def starts_again(self) -> None:
        """Without trouble; what a dead sender held comes free at once here, and after some seconds in life."""
        self.program.kill()
        self.town.playground.clear_faults()
        async with self.town.database.transaction() as db:
            held = update(OutboxRow).where(OutboxRow.state == OutboxState.SENDING)
            await db.execute(held.values(sending_until=ANY_LEASE_IS_OVER))
        self.program.start()

    async def rests(self) -> None:
        """Everything is handled, confirmed and delivered."""
        await until(lambda: self.town.playground.unconfirmed() == 0)
        await until(self.all_is_said)

    async def all_is_said(self) -> bool:
        """Whether all that is due has been sent, and that is written down."""
        return await self.count(OutboxRow.due_at <= SystemClock().now()) == 0


@pytest.fixture
async def scene(database_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    town = Town(database_url)
    town.clock.moment, town.database = SystemClock().now(), database_at(database_url)
    await town.playground.start(0)
    an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", language="en")
    await launched(town)
    setting = {"BOT_TOKEN": TOKEN, "DATABASE_URL": database_url, "TELEGRAM_API_URL": town.playground.url}
    scene = Scene(town, Program(tmp_path, setting), an, bo)
    scene.program.start()
    await until(lambda: scene.copies(an, "Fill sandbags") == scene.copies(bo, "Fill sandbags") == 1)
    await scene.rests()
    yield scene
    scene.program.end()
    await town.database.close()
    await town.playground.stop()


async def launched(town: Town) -> None:
    now, els = town.clock.now(), town.stranger("Els", "en", started=True)
    async with town.database.transaction() as db:
        person = await people.introduce(db, Newcomer(els.id, "Els", "en"), now)
        await invites.grant_role(db, person, Role.COORDINATOR, Area(nis=MECHELEN), now)
        new = NewRequest(MECHELEN, "Fill sandbags", "Zoutwerf 5", None, None, 1, now)
        raised = await help_requests.raise_request(db, person, new, now, town.policy)
        assert isinstance(raised, Raised)
        result = await call_outs.launch(db, person, raised.request.id, now, town.policy)
        assert isinstance(result, Launched)


async def check_an_comes_once(scene: Scene) -> None:
    """Whatever happened: one answer counted, one place taken, and An and Bo know."""
    await until(lambda: scene.copies(scene.an, "You are coming") == 1)
    await until(lambda: scene.copies(scene.bo, "There are enough people") >= 1)
    await scene.rests()
    async with scene.town.database.reading() as db:
        call_out = (await db.scalars(select(CallOut))).unique().one()
        assert (call_out.filled, call_out.answers) == (1, 1)
    assert scene.copies(scene.an, "You are coming") == 1
    assert scene.copies(scene.an, "Fill sandbags") == 1  # the card itself: it was changed in its place


async def bo_is_still_served(scene: Scene) -> None:
    tap = scene.taps(scene.bo, "Put me on the reserve list")
    await until(lambda: scene.copies(scene.bo, "number 1 on the reserve list") == 1)
    await scene.rests()
    await tap


async def test_before_the_commit(scene: Scene) -> None:
    """The answer isn't stored, so Telegram delivers it again."""
    async with scene.town.database.transaction() as db:
        await db.execute(select(CallOut.id).with_for_update())
        tap = scene.taps(scene.an, "I'm coming")
        await until(lambda: fetched(scene))
        scene.program.kill()
    assert not await scene.an_comes()
    scene.program.start()
    await check_an_comes_once(scene)
    assert scene.copies(scene.bo, "There are enough people") == 1
    await bo_is_still_served(scene)
    await tap


def fetched(scene: Scene) -> bool:
    """Whether the program has got the update, and asks for more."""
    polls = [call for call in scene.town.playground.calls() if call["method"] == "getUpdates"]
    return scene.town.playground.unconfirmed() == 1 and len(polls) > 2 and polls[-2]["status"] == 200


async def test_between_the_commit_and_the_message(scene: Scene) -> None:
    """The answer is stored, and what it says waits in the outbox."""
    scene.troubles(scene.an, fault="retry_after", value=3600, times=99)
    scene.troubles(scene.bo, fault="retry_after", value=3600, times=99)
    tap = scene.taps(scene.an, "I'm coming")
    await until(scene.an_comes)
    await until(lambda: all_told_to_wait(scene))
    assert scene.copies(scene.an, "You are coming") == 0
    await scene.starts_again()
    await check_an_comes_once(scene)
    assert scene.copies(scene.bo, "There are enough people") == 1
    await bo_is_still_served(scene)
    await tap


async def all_told_to_wait(scene: Scene) -> bool:
    refused = {call["params"].get("chat_id") for call in scene.town.playground.calls() if call["status"] == 429}
    sending = await scene.count(OutboxRow.state == OutboxState.SENDING)
    return {str(chat) for chat in refused} >= {str(scene.an.id), str(scene.bo.id)} and sending == 0


async def test_after_the_message_before_that_is_written_down(scene: Scene) -> None:
    """Nobody knows whether it arrived: an edit is done again, and what matters is sent once more, and no more."""
    scene.troubles(scene.an, fault="timeout_after_delivery", times=1)
    scene.troubles(scene.bo, fault="timeout_after_delivery", times=1)
    tap = scene.taps(scene.an, "I'm coming")
    await until(lambda: scene.copies(scene.an, "You are coming") == 1)
    await until(lambda: scene.copies(scene.bo, "There are enough people") == 1)
    assert await scene.count(OutboxRow.state == OutboxState.SENDING) == 2
    await scene.starts_again()
    await until(lambda: scene.copies(scene.bo, "There are enough people") == 2)
    await check_an_comes_once(scene)
    assert scene.copies(scene.bo, "There are enough people") == 2
    await bo_is_still_served(scene)
    await tap


async def test_a_question_is_answered_once(scene: Scene) -> None:
    """As the next, with an update that would be answered each time that it is handled."""
    await until(lambda: polls(scene))
    scene.troubles(None, method="getUpdates", fault="server_error", times=999)
    scene.town.playground.message(scene.bo.id, {"text": "/help"})
    await until(lambda: scene.copies(scene.bo, "As a volunteer") == 1)
    await until(scene.all_is_said)
    assert scene.town.playground.unconfirmed() == 1
    await scene.starts_again()
    await scene.rests()
    assert scene.copies(scene.bo, "As a volunteer") == 1


async def test_after_the_commit_before_it_is_confirmed(scene: Scene) -> None:
    """Telegram delivers the answer again, and it is known."""
    await until(lambda: polls(scene))
    scene.troubles(None, method="getUpdates", fault="server_error", times=999)
    tap = scene.taps(scene.an, "I'm coming")  # brought by the poll that waits already
    await until(lambda: scene.copies(scene.an, "You are coming") == scene.copies(scene.bo, "There are enough") == 1)
    await until(scene.all_is_said)
    await tap
    assert scene.town.playground.unconfirmed() == 1
    await scene.starts_again()
    await check_an_comes_once(scene)
    assert scene.copies(scene.bo, "There are enough people") == 1
    await bo_is_still_served(scene)


def polls(scene: Scene) -> bool:
    last = [call for call in scene.town.playground.calls() if call["method"] == "getUpdates"][-1]
    return last["status"] is None and int(last["params"]["timeout"]) > 0
