"""When Telegram answers with a proxy's error page, and when the database goes away for a moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import GetMe
from sqlalchemy import func, select, text

from bot import app
from bot.delivery.sending import attempt, send
from bot.intake import handling
from bot.session import connect
from messages.card import Card
from models.engine import Database
from models.intake import FailedUpdate
from models.outbox import Method, OutboxRow
from playground import BotIdentity, Playground
from services.notices import Notice
from services.outbox import Claimed
from services.rules.delivery import Gone, Outcome, Refused, RetryAt, Sent, Unknown
from tests.harness.town import TOKEN, Town

METHOD = GetMe()
FAR_OFF = datetime(2026, 11, 24, 19, 4, tzinfo=UTC)


@pytest.mark.parametrize(("status", "kind"), [(502, TelegramServerError), (200, TelegramNetworkError)])
async def test_an_answer_that_is_no_json_is_trouble_and_is_never_quoted(
    status: int, kind: type[TelegramAPIError]
) -> None:
    bot = connect(TOKEN, "http://127.0.0.1:1")
    with pytest.raises(kind) as caught:
        bot.session.check_response(bot, METHOD, status, "<html>Nadia Peeters</html>")
    await bot.session.close()
    assert "Nadia" not in str(caught.value)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (TelegramRetryAfter(METHOD, "Too Many Requests", 7), RetryAt(7.0)),
        (TelegramServerError(METHOD, "Bad Gateway"), RetryAt(5.0)),
        (TelegramNetworkError(METHOD, "ClientConnectorError: Cannot connect to host"), RetryAt(5.0)),
        (TelegramNetworkError(METHOD, "Request timeout error"), Unknown()),
        (TelegramForbiddenError(METHOD, "Forbidden: bot was blocked by the user"), Gone()),
        (TelegramBadRequest(METHOD, "Bad Request: chat not found"), Gone()),
        (TelegramBadRequest(METHOD, "Bad Request: message is not modified: specified new message"), Sent(None)),
        (TelegramBadRequest(METHOD, 'Bad Request: start tag "jan"'), Refused("Bad Request: start tag")),
        (
            TelegramBadRequest(METHOD, "Bad Request: button URL 'https://maps/Zoutwerf 5' is invalid"),
            Refused("Bad Request: button URL"),
        ),
        (
            TelegramBadRequest(METHOD, "Bad Request: can't parse entities: bad tag \"Jan\""),
            Refused("Bad Request: can't parse entities: bad tag"),
        ),
    ],
)  # fmt: skip
async def test_what_an_answer_means_for_the_message(error: TelegramAPIError, outcome: Outcome) -> None:
    async def failing() -> None:
        raise error

    assert await attempt(failing()) == outcome


class Refusing:
    """A transaction that can't be opened."""

    async def __aenter__(self) -> None:
        raise ConnectionRefusedError

    async def __aexit__(self, *_error: object) -> None:
        return


async def test_what_may_be_repeated_when_its_fate_is_unknown() -> None:
    telegram = Playground(default_bot=BotIdentity(TOKEN, "paraat_bot", "Paraat"))
    await telegram.start()
    bot, nadia = connect(TOKEN, telegram.url, timeout=0.2), telegram.people.add("Nadia", "nl", started=True).id
    stands = (await bot.send_message(nadia, "before")).message_id
    telegram.faults({"method": "*", "fault": "timeout_after_delivery", "times": 99})
    first = Claimed(
        1, nadia, 1, "nl", True, Method.REPLACE, Notice.BRIEFING, 1, None, "invitation:1", None, False, 0, FAR_OFF
    )  # fmt: skip
    assert await send(bot, first, Card("new")) == Unknown(repeatable=False)
    assert await send(bot, replace(first, message_id=stands), Card("changed")) == Unknown(repeatable=True)
    assert await send(bot, replace(first, message_id=stands, method=Method.DELETE), None) == Unknown(repeatable=True)
    assert [message["text"] for message in telegram.chat(nadia)["messages"]] == ["new"]
    await bot.session.close()
    await telegram.stop()


@asynccontextmanager
async def away(database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The database can't be reached until this ends."""

    async def not_there() -> bool:
        return False

    with monkeypatch.context() as patched:
        patched.setattr(database, "transaction", Refusing)
        patched.setattr(database, "reading", Refusing)
        patched.setattr(database, "is_there", not_there)
        yield


async def test_an_update_waits_until_the_database_is_back(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    an = await town.volunteer("An", language="en")
    async with away(town.database, monkeypatch):
        town.playground.message(an.id, {"text": "/help"})
        await asyncio.sleep(1.2)
        assert town.playground.unconfirmed() == 1
    await an.expects("As a volunteer")
    async with town.database.reading() as db:
        assert await db.scalar(select(func.count()).select_from(FailedUpdate)) == 0
        assert await db.scalar(select(func.count()).select_from(OutboxRow)) == 0


async def test_a_full_disk_makes_nothing_spin_and_loses_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything can be read, and nothing can be written: not even that an update is given up."""
    monkeypatch.setattr(handling, "BETWEEN_TRIES", 0.01)
    monkeypatch.setattr(handling, "DATABASE_PATIENCE", 0.3)
    an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", language="en")
    await town.settle()
    before = len(town.playground.calls())
    async with town.database.connection() as connection:
        await connection.execute(text("ALTER TABLE seen_update RENAME TO out_of_space"))
    for phone in (an, bo):
        town.playground.message(phone.id, {"text": "/help"})
    await asyncio.sleep(0.8)
    assert len(town.playground.calls()) - before < 20
    assert town.playground.unconfirmed() == 2
    async with town.database.connection() as connection:
        await connection.execute(text("ALTER TABLE out_of_space RENAME TO seen_update"))
    for phone in (an, bo):  # answered, or told that it couldn't be: that can be written down again too
        await town.settle()
        [answer] = phone.unread()
        assert "As a volunteer" in answer["text"] or "went wrong" in answer["text"]
        phone.forget()


async def test_the_answer_on_a_button_holds_up_nobody(town: Town) -> None:
    tom = await town.requester("Tom", "en")
    await tom.says("/language")
    card = await tom.expects("Which language")
    town.playground.faults({"method": "answerCallbackQuery", "fault": "timeout_after_delivery", "times": 1})
    await town.playground.tap(tom.id, card["message_id"], "English")
    async with asyncio.timeout(2):  # the call itself hangs for longer
        await tom.sees("I speak English")
        await tom.says("/help")
        await tom.expects("As a requester")


async def test_the_menus_of_strangers_are_set_once_telegram_takes_them(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "MENUS_AGAIN", 0.05)
    nadia = town.stranger("Nadia", "en")
    town.playground.faults({"method": "setMyCommands", "fault": "server_error", "times": 2})
    await town.restart()
    async with asyncio.timeout(20):  # one language after another
        while nadia.commands() != ["start", "help", "language", "privacy", "cancel"]:
            await asyncio.sleep(0.02)


async def test_a_stop_while_the_database_is_away_leaves_the_update_to_the_next_start(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    an = await town.volunteer("An", language="en")
    async with away(town.database, monkeypatch):
        town.playground.message(an.id, {"text": "/help"})
        await asyncio.sleep(0.3)
        await town.app.stop()
    assert town.playground.unconfirmed() == 1
    await town.start_program()
    await an.expects("As a volunteer")
