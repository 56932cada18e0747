"""Telegram's rates: 30 a second over all chats, about one a second in one, 20 a minute in a group."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from playground import BotIdentity, Limits, Playground
from playground.errors import ApiError
from playground.limits import Limiter


class Ticker:
    """A monotonic clock by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def is_accepted(limiter: Limiter, chat_id: int, *, paid: bool) -> bool:
    try:
        limiter.take(chat_id, paid=paid)
    except ApiError as refusal:
        return not (refusal.code == 429 and refusal.parameters["retry_after"] >= 1)
    return True


def accepted(limiter: Limiter, chats: list[int], *, paid: bool = False) -> int:
    return sum(is_accepted(limiter, chat_id, paid=paid) for chat_id in chats)


def test_thirty_in_any_sliding_second() -> None:
    ticker = Ticker()
    limiter = Limiter(Limits(), ticker)
    assert accepted(limiter, list(range(1, 21))) == 20
    ticker.now += 0.5
    assert accepted(limiter, list(range(21, 61))) == 10
    ticker.now += 0.5  # the first twenty are a second old
    assert accepted(limiter, list(range(61, 101))) == 20


def test_a_thousand_when_paid() -> None:
    limiter = Limiter(Limits(), Ticker())
    assert accepted(limiter, list(range(1, 1202)), paid=True) == 1000


def test_one_chat_has_a_burst_then_one_a_second() -> None:
    ticker = Ticker()
    limiter = Limiter(Limits(), ticker)
    assert accepted(limiter, [7] * 25) == 20
    ticker.now += 1
    assert accepted(limiter, [7] * 5) == 1
    ticker.now += 3
    assert accepted(limiter, [7] * 5) == 3


def test_twenty_a_minute_in_a_group() -> None:
    ticker = Ticker()
    limiter = Limiter(Limits(), ticker)
    assert accepted(limiter, [-1] * 25) == 20
    ticker.now += 59
    assert accepted(limiter, [-1]) == 0
    ticker.now += 1
    assert accepted(limiter, [-1]) == 1


def test_the_brake_on_polls() -> None:
    ticker = Ticker()
    limiter = Limiter(Limits(brake_polls=True), ticker)
    assert limiter.brake(5, 100, 0) == (100, 0)
    ticker.now += 0.4
    assert limiter.brake(5, 100, 0) == (1, 3)
    ticker.now += 2.9
    assert limiter.brake(5, 100, 0) == (100, 3)
    assert limiter.brake(6, 100, 0) == (100, 0)  # another offset: progress
    assert limiter.brake(6, 100, 25) == (1, 25)
    relaxed = Limiter(Limits(), ticker)
    assert [relaxed.brake(5, 100, 0), relaxed.brake(5, 100, 0)] == [(100, 0), (100, 0)]


def test_none() -> None:
    assert accepted(Limiter(Limits.none(), Ticker()), [7] * 5000) == 5000


@pytest.fixture
async def strict(identity: BotIdentity) -> AsyncIterator[Playground]:
    playground = Playground(limits=Limits(per_second=2), default_bot=identity)
    await playground.start()
    yield playground
    await playground.stop()


async def test_the_answer_says_how_long_to_wait(strict: Playground) -> None:
    nadia = strict.people.add("Nadia", "nl", started=True)
    async with aiohttp.ClientSession(f"{strict.url}/bot42:TEST/") as http:
        for _ in range(3):
            async with http.post("sendMessage", json={"chat_id": nadia.id, "text": "x"}) as response:
                body = await response.json()
        assert body == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        }
        for free in ("getMe", "getUpdates"):
            async with http.post(free) as response:
                assert response.status == 200
        async with http.post("answerCallbackQuery", json={"callback_query_id": "1"}) as response:
            assert response.status == 400  # unknown, but not refused for the rate
    assert len(strict.chat(nadia.id)["messages"]) == 2
