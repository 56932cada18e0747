"""Everything shown is told as it happens: to the page by server-sent events, to tests by a subscription."""

from __future__ import annotations

import asyncio
import json

import aiohttp

from playground import Hooks, Person, Playground, events, labels
from tests.playground.conftest import Call, Clock


async def test_what_is_told(playground: Playground, call: Call, nadia: Person, clock: Clock) -> None:
    subscription = playground.events()
    playground.message(nadia.id, {"text": "x"})
    buttons = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    _, body = await call("sendMessage", chat_id=nadia.id, text="old", reply_markup=buttons)
    card = {"chat_id": nadia.id, "message_id": body["result"]["message_id"]}
    await call("editMessageText", text="new", **card)
    await call("getUpdates", offset=2**31 - 1)  # too far: confirms nothing
    (update,) = (await call("getUpdates"))[1]["result"]
    await call("getUpdates", offset=update["update_id"] + 1)
    await call("sendMessage", chat_id=nadia.id, text="keys", reply_markup={"keyboard": [["A"]]})
    await call("deleteMessage", **card)
    await call("setMyCommands", commands=[{"command": "a", "description": "x"}])
    playground.block(nadia.id)
    playground.people.add("Bo", "fr")
    await playground.advance(60)
    await playground.stop()
    told = [event.as_json() async for event in subscription]
    assert [event["type"] for event in told] == [
        *("message", "message", "edit", "delivered", "message", "keyboard", "delete"),
        *("commands", "block", "user", "clock"),
    ]
    assert told[0]["user_id"] == nadia.id
    assert told[0]["message"]["delivered"] == "sent"
    assert (told[1]["message"]["text"], told[2]["message"]["text"]) == ("old", "new")
    assert told[3]["message"]["delivered"] == "read-by-bot"
    assert told[6]["message"]["message_id"] == card["message_id"]
    assert told[8]["blocked"]
    assert told[9]["user"]["first_name"] == "Bo"
    assert told[10]["now"] == "2026-03-01T20:01:00Z"


async def test_the_stream(playground: Playground, http: aiohttp.ClientSession, call: Call, nadia: Person) -> None:
    async with http.get(f"{playground.url}/playground/api/events") as response:
        assert response.content_type == "text/event-stream"
        assert await response.content.readline() == b": welcome\n"
        await call("sendMessage", chat_id=nadia.id, text="for the page")
        await call("sendMessage", token="43:OTHER", chat_id=nadia.id, text="of another bot")
        await playground.stop()
        told = [line async for line in response.content if line.startswith(b"data: ")]
    assert [json.loads(line.removeprefix(b"data: "))["message"]["text"] for line in told] == ["for the page"]


async def test_who_falls_far_behind_is_cut_off(playground: Playground, nadia: Person) -> None:
    subscription = playground.events()
    for _ in range(events.BACKLOG + 5):
        playground.people.add("Nadia", "nl", id=nadia.id)
    assert len([event async for event in subscription]) == events.BACKLOG
    assert subscription not in playground._world.events.watchers


async def test_a_label_that_changes_is_told(playground: Playground, hooks: Hooks, nadia: Person, call: Call) -> None:
    what = {nadia.id: "volunteer Mechelen"}

    async def look(ids: list[int]) -> dict[int, dict[str, str]]:
        return {each: {"en": what[each]} for each in ids if each in what}

    hooks.labels = look
    subscription = playground.events()
    watch = labels.LabelWatch(playground._world)
    await watch.look([nadia.id])
    await watch.look([nadia.id])
    what[nadia.id] = "coordinator"
    await watch.look([nadia.id])
    subscription.put(None)
    told = [event.data["user"]["label"] async for event in subscription]
    assert told == ["volunteer Mechelen", "coordinator"]


async def test_stopping_is_quick(playground: Playground, call: Call) -> None:
    poll = asyncio.create_task(call("getUpdates", timeout=50))
    await asyncio.sleep(0.05)
    async with asyncio.timeout(1):
        await playground.stop()
        assert await poll == (200, {"ok": True, "result": []})
