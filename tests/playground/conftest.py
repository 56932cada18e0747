"""A playground on a free port, clients of it, and a person who has pressed start."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from playground import BotIdentity, Hooks, Limits, Person, Playground

TOKEN = "42:TEST"
OTHER_TOKEN = "43:OTHER"

Answer = tuple[int, dict[str, Any]]
Call = Callable[..., Coroutine[Any, Any, Answer]]
Api = Callable[..., Coroutine[Any, Any, Answer]]


@dataclass
class Clock:
    """A clock of the bot's time that only moves when told, and one of real seconds beside it."""

    instant: datetime = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
    real: float = 1_800_000_000.0
    steps: list[timedelta] = field(default_factory=list)

    def now(self) -> datetime:
        return self.instant

    def seconds(self) -> float:
        return self.real

    async def advance(self, step: timedelta) -> datetime:
        self.steps.append(step)
        self.instant += step
        return self.instant


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hooks(clock: Clock) -> Hooks:
    return Hooks(now=clock.now, advance=clock.advance, seconds=clock.seconds)


@pytest.fixture
def identity() -> BotIdentity:
    return BotIdentity(TOKEN, "helper_bot", "Helper")


@pytest.fixture
async def playground(hooks: Hooks, identity: BotIdentity) -> AsyncIterator[Playground]:
    playground = Playground(hooks=hooks, limits=Limits.none(), default_bot=identity)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
def nadia(playground: Playground) -> Person:
    """Somebody to whom the bot may write."""
    return playground.people.add("Nadia", "nl", started=True)


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def call(playground: Playground, http: aiohttp.ClientSession) -> Call:
    """Call a method of the Bot API with JSON parameters; returns the status and the body."""

    async def run(method: str, token: str = TOKEN, **params: Any) -> Answer:
        async with http.post(f"{playground.url}/bot{token}/{method}", json=params) as response:
            return response.status, await response.json()

    return run


@pytest.fixture
def api(playground: Playground, http: aiohttp.ClientSession) -> Api:
    """Call the JSON interface, with a verb, a path and a body, as in `"POST", "/users", {…}`."""

    async def run(verb: str, path: str, body: Any = None) -> Answer:
        async with http.request(verb, f"{playground.url}/playground/api{path}", json=body) as response:
            return response.status, await response.json()

    return run


@pytest.fixture
async def bot(playground: Playground) -> AsyncIterator[Bot]:
    """The bot, seen by python-telegram-bot: an independent client that parses every answer."""
    base, files = f"{playground.url}/bot", f"{playground.url}/file/bot"
    async with Bot(TOKEN, base_url=base, base_file_url=files) as bot:
        yield bot
