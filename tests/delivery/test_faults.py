"""What goes wrong between the outbox and a phone, and between a phone and the database."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

from models.call_outs import Invitation, InvitationState
from models.intake import FailedUpdate, SeenUpdate
from models.outbox import OutboxRow, OutboxState
from services import help_requests, people
from services.help_requests import NewRequest, Raised
from services.notices import Notice, say
from services.people import Newcomer
from tests.harness.phones import Phone
from tests.harness.town import MECHELEN, Town


async def ready(town: Town, needed: int = 2) -> tuple[Phone, Phone, Phone]:
    """A coordinator who has taken over a request, and two volunteers who know of nothing yet."""
    els, tom = await town.coordinator(language="en"), await town.requester(language="en")
    an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", language="en")
    person = await town.person(tom)
    assert person
    new = NewRequest(MECHELEN, "Fill sandbags", "Zoutwerf 5", None, None, needed, town.clock.now())
    async with town.database.transaction() as db:
        raised = await help_requests.raise_request(db, person, new, town.clock.now(), town.policy)
        assert isinstance(raised, Raised)
    await town.settle()
    await els.taps("Take over")
    for phone in (els, tom):
        phone.forget()
    return els, an, bo


async def called_out(town: Town, needed: int = 2) -> tuple[Phone, Phone, Phone]:
    """The same, launched."""
    els, an, bo = await ready(town, needed)
    await els.taps("Start with Mechelen")
    els.forget()
    return els, an, bo


async def count(town: Town, *where: Any) -> int:
    async with town.database.reading() as db:
        return await db.scalar(select(func.count()).where(*where)) or 0


async def launched_with_trouble(town: Town, *faults: str) -> tuple[Phone, Phone]:
    """Launches while sending fails in these ways, and waits in real time until the outbox is empty."""
    els, an, bo = await ready(town)
    for fault in faults:
        town.playground.faults({"method": "sendMessage", "chat_id": None, "fault": fault, "value": 1, "times": 1})
    await els.taps("Start with Mechelen")
    els.forget()
    async with asyncio.timeout(20):
        while await count(town, OutboxRow.state != OutboxState.FAILED):
            await asyncio.sleep(0.02)
    return an, bo


@pytest.mark.parametrize("fault", ["retry_after", "server_error", "drop"])
async def test_trouble_delays_a_message_and_loses_none(town: Town, fault: str) -> None:
    for phone in await launched_with_trouble(town, fault):
        await phone.expects("Fill sandbags")
    assert await count(town, OutboxRow.id > 0) == 0


async def test_after_a_time_out_a_call_out_is_sent_once_more_and_one_answer_counts(town: Town) -> None:
    an, bo = await launched_with_trouble(town, "timeout_after_delivery")
    twice = an if len(an.unread()) == 2 else bo
    assert sorted(len(phone.unread()) for phone in (an, bo)) == [1, 2]
    for phone in (an, bo):
        phone.forget()
    for message in twice.from_bot():
        await twice.taps_data(message["buttons"][0][0]["callback_data"], message["message_id"])
    assert await count(town, Invitation.state == InvitationState.COMING) == 1


async def test_who_blocked_the_bot_is_unreachable_until_they_come_back(town: Town) -> None:
    an = await town.volunteer("An")
    an.block()
    await town.settle()
    person = await town.person(an)
    assert person
    assert not person.reachable
    an.unblock()
    await town.settle()
    person = await town.person(an)
    assert person
    assert person.reachable


async def test_a_403_marks_the_person_unreachable(town: Town) -> None:
    never_started, home = town.stranger("Cas"), await town.corps()
    async with town.database.transaction() as db:
        await people.introduce(db, Newcomer(never_started.id, "Cas", "nl"), town.clock.now())
        cas = await people.by_telegram_id(db, never_started.id)
        assert cas
        await say(db, cas.id, Notice.CORPS_FOUNDED, home.id, town.clock.now())
    await town.settle()
    person = await town.person(never_started)
    assert person
    assert not person.reachable
    assert await count(town, OutboxRow.id > 0) == 0


async def test_an_update_that_comes_twice_has_its_effect_once(town: Town) -> None:
    _, an, bo = await called_out(town, needed=2)
    bo.forget()
    await an.taps("coming")
    await an.sees("You are coming")
    before = await count(town, SeenUpdate.update_id > 0)
    async with town.database.reading() as db:
        seen = await db.scalar(select(func.max(SeenUpdate.update_id)))
    raw = {
        "update_id": seen,
        "message": {"message_id": 1, "date": 1, "chat": {"id": an.id, "type": "private"}, "text": "/help",
                    "from": {"id": an.id, "is_bot": False, "first_name": "An"}},
    }  # fmt: skip
    await town.app.handling(raw)
    await an.expects_nothing()
    assert await count(town, SeenUpdate.update_id > 0) == before
    assert await count(town, Invitation.state == InvitationState.COMING) == 1


async def test_an_update_that_cannot_be_handled_is_apologised_for_and_noted_without_its_content(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("secret text of a person")

    an = await town.volunteer("An")
    monkeypatch.setattr(town.app.handling.dispatcher, "feed_update", broken)
    await an.says("/help")
    await an.expects("112")
    async with town.database.reading() as db:
        failed = (await db.scalars(select(FailedUpdate))).one()
    assert failed.error.startswith("RuntimeError")
    assert "secret" not in failed.error


async def test_who_unblocks_the_bot_sees_how_their_invitation_stands(town: Town) -> None:
    els, an, bo = await called_out(town, needed=1)
    await an.expects("Fill sandbags")
    await bo.expects("Fill sandbags")
    an.block()
    await town.settle()
    await bo.taps("coming")
    an.unblock()
    await an.sees("enough people", "Put me on the reserve list")
    await bo.sees("You are coming")
    els.forget()
