"""Updates pushed to a bot: secret, order in a chat, parallel chats, redelivery, methods as answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from playground import Person, Playground
from tests.playground.conftest import Call


@dataclass
class Receiver:
    """A bot's own server: records what comes and answers what the test says."""

    url: str = ""
    got: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)  # status codes of the next answers, then 200
    reply: dict[str, Any] | None = None
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    in_flight: int = 0
    most_in_flight: int = 0

    async def handle(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.got.append(await request.json())
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        await self.gate.wait()
        self.in_flight -= 1
        status = self.answers.pop(0) if self.answers else 200
        return web.json_response(self.reply, status=status) if self.reply else web.Response(status=status)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    receiver.gate.set()
    await runner.cleanup()


async def until(condition: Any) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.01)


async def test_delivery_with_the_secret(playground: Playground, call: Call, nadia: Person, receiver: Receiver) -> None:
    playground.message(nadia.id, {"text": "before"})
    receiver.gate.set()
    await call("setWebhook", url=receiver.url, secret_token="s3-cret_")
    playground.message(nadia.id, {"text": "after"})
    await until(lambda: len(receiver.got) == 2)
    assert receiver.texts() == ["before", "after"]
    assert receiver.secrets == ["s3-cret_", "s3-cret_"]
    await until(lambda: playground.chat(nadia.id)["messages"][-1]["delivered"] == "read-by-bot")
    _, body = await call("getWebhookInfo")
    assert body["result"]["pending_update_count"] == 0


async def test_one_in_flight_for_each_chat(
    playground: Playground, call: Call, nadia: Person, receiver: Receiver
) -> None:
    bo = playground.people.add("Bo", "nl")
    await call("setWebhook", url=receiver.url)
    for text in ("1", "2", "3"):
        playground.message(nadia.id, {"text": text})
    playground.message(bo.id, {"text": "bo"})
    await until(lambda: len(receiver.got) == 2)
    await asyncio.sleep(0.05)
    assert sorted(receiver.texts()) == ["1", "bo"]  # nadia's second waits for her first
    receiver.gate.set()
    await until(lambda: len(receiver.got) == 4)
    assert [text for text in receiver.texts() if text != "bo"] == ["1", "2", "3"]
    assert receiver.most_in_flight == 2


async def test_max_connections(playground: Playground, call: Call, receiver: Receiver) -> None:
    await call("setWebhook", url=receiver.url, max_connections=3)
    for number in range(6):
        playground.message(playground.people.add(f"P{number}", "nl").id, {"text": "x"})
    await until(lambda: receiver.in_flight == 3)
    await asyncio.sleep(0.05)
    assert len(receiver.got) == 3
    receiver.gate.set()
    await until(lambda: len(receiver.got) == 6)
    assert receiver.most_in_flight == 3


async def test_delivered_again_until_2xx(playground: Playground, call: Call, nadia: Person, receiver: Receiver) -> None:
    receiver.answers = [500]
    receiver.gate.set()
    await call("setWebhook", url=receiver.url)
    playground.message(nadia.id, {"text": "1"})
    playground.message(nadia.id, {"text": "2"})
    await until(lambda: len(receiver.got) == 3)
    assert receiver.texts() == ["1", "1", "2"]
    _, body = await call("getWebhookInfo")
    assert body["result"]["last_error_message"] == ("Wrong response from the webhook: 500 Internal Server Error")


async def test_what_the_webhook_never_took_can_be_polled(playground: Playground, call: Call, nadia: Person) -> None:
    await call("setWebhook", url="http://127.0.0.1:9/")
    playground.message(nadia.id, {"text": "1"})
    await asyncio.sleep(0.05)
    assert "Connection failed" in (await call("getWebhookInfo"))[1]["result"]["last_error_message"]
    await call("deleteWebhook")
    assert len((await call("getUpdates"))[1]["result"]) == 1
    await call("deleteWebhook", drop_pending_updates=True)
    assert (await call("getUpdates"))[1]["result"] == []


async def test_a_method_as_the_answer(playground: Playground, call: Call, nadia: Person, receiver: Receiver) -> None:
    receiver.reply = {"method": "sendMessage", "chat_id": nadia.id, "text": "by return"}
    receiver.gate.set()
    await call("setWebhook", url=receiver.url)
    playground.message(nadia.id, {"text": "1"})
    await until(lambda: len(playground.chat(nadia.id)["messages"]) == 2)
    assert playground.chat(nadia.id)["messages"][-1]["text"] == "by return"
    assert playground.calls()[-1]["method"] == "sendMessage"
