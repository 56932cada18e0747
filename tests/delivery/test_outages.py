"""When Telegram answers with a proxy's error page, and when the database goes away for a moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

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
from sqlalchemy import func, select

from bot.delivery.sending import attempt
from bot.session import connect
from models.engine import Database
from models.intake import FailedUpdate
from models.outbox import OutboxRow
from services.rules.delivery import Gone, Outcome, Refused, RetryAt, Sent, Unknown
from tests.harness.town import TOKEN, Town

METHOD = GetMe()


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
