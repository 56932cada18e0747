"""How updates reach a bot that polls: order, confirmation, redelivery, expiry, conflicts."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

import pytest
from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram import Bot

from playground import Person, Playground, Refused
from tests.playground.conftest import TOKEN, Call, Clock

EVERY_KIND: list[dict[str, Any]] = [
    {"text": "/start abc"},
    {"text": "see https://example.org #now"},
    {"contact": "own"},
    {"contact": {"phone_number": "+32470000000", "first_name": "Els", "user_id": 7999}},
    {"location": {"latitude": 51.03, "longitude": 4.48}},
    {"photo": {"caption": "the lift"}},
    {"document": {"file_name": "a.pdf", "mime_type": "application/pdf", "content_base64": "JVBERg=="}},
    {"sticker": {"emoji": "🎉"}},
    {"voice": {"duration": 3}},
    {"video": {"duration": 3, "caption": "the water"}},
    {"poll": {"question": "When?", "options": ["now", "later"]}},
    {"text": "an answer", "reply_to": 1},
]


async def ids(call: Call, **params: Any) -> list[int]:
    _, body = await call("getUpdates", **params)
    return [update["update_id"] for update in body["result"]]


async def test_every_kind_is_parsed_by_two_clients(playground: Playground, bot: Bot, nadia: Person) -> None:
    for wish in EVERY_KIND:
        playground.message(nadia.id, wish)
    playground.block(nadia.id)
    theirs = await bot.get_updates()
    session = AiohttpSession(api=TelegramAPIServer.from_base(playground.url))
    async with AiogramBot(TOKEN, session=session) as aiogram:
        ours = await aiogram.get_updates()
    assert [update.update_id for update in ours] == [update.update_id for update in theirs]
    kinds = [update.message.content_type for update in ours if update.message]
    assert kinds == [next(key for key in wish if key != "reply_to") for wish in EVERY_KIND]
    assert ours[-1].my_chat_member is not None
    messages = [update.message for update in theirs if update.message]
    assert [entity.type for entity in messages[0].entities] == ["bot_command"]
    contacts = [message.contact.user_id for message in messages if message.contact]
    assert contacts == [nadia.id, 7999]
    assert messages[-1].reply_to_message == messages[0]


async def test_unconfirmed_updates_come_again(playground: Playground, call: Call, nadia: Person) -> None:
    for number in range(3):
        playground.message(nadia.id, {"text": str(number)})
    assert playground.unconfirmed() == 3
    first, second, third = await ids(call)
    assert await ids(call) == [first, second, third]
    assert await ids(call, limit=1) == [first]
    assert await ids(call, offset=second) == [second, third]
    assert await ids(call) == [second, third]  # an offset confirms for good
    assert await ids(call, offset=-1) == [third]
    assert await ids(call, offset=third + 1) == []
    assert playground.unconfirmed() == 0
    assert await ids(call, offset=third + 1_000) == []


async def test_the_phone_sees_what_the_bot_has_read(playground: Playground, call: Call, nadia: Person) -> None:
    playground.message(nadia.id, {"text": "x"})
    assert playground.chat(nadia.id)["messages"][0]["delivered"] == "sent"
    (update_id,) = await ids(call)
    assert playground.chat(nadia.id)["messages"][0]["delivered"] == "sent"
    await ids(call, offset=update_id + 1)
    assert playground.chat(nadia.id)["messages"][0]["delivered"] == "read-by-bot"


async def test_long_poll_wakes_up(playground: Playground, call: Call, nadia: Person) -> None:
    poll = asyncio.create_task(ids(call, timeout=50))
    await asyncio.sleep(0.05)
    assert not poll.done()
    playground.message(nadia.id, {"text": "x"})
    async with asyncio.timeout(1):
        assert len(await poll) == 1


async def test_long_poll_ends_empty(call: Call) -> None:
    async with asyncio.timeout(2):
        assert await ids(call, timeout=1) == []


async def test_a_second_poller_ends_the_first(call: Call, playground: Playground, nadia: Person) -> None:
    first = asyncio.create_task(call("getUpdates", timeout=50))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(call("getUpdates", timeout=50))
    status, body = await first
    assert (status, body["description"]) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    playground.message(nadia.id, {"text": "x"})
    assert (await second)[0] == 200


async def test_no_polling_beside_a_webhook(call: Call) -> None:
    waiting = asyncio.create_task(call("getUpdates", timeout=50))
    await asyncio.sleep(0.05)
    await call("setWebhook", url="http://127.0.0.1:9/")
    assert (await waiting)[1]["description"] == "Conflict: terminated by setWebhook request"
    status, body = await call("getUpdates")
    assert status == 409
    assert body["description"] == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await call("deleteWebhook")
    assert (await call("getUpdates"))[0] == 200


async def test_allowed_updates_persist(playground: Playground, call: Call, nadia: Person) -> None:
    await call("getUpdates", allowed_updates=["my_chat_member"])
    playground.message(nadia.id, {"text": "unseen"})
    assert await ids(call) == []
    playground.block(nadia.id)
    assert len(await ids(call)) == 1
    await call("getUpdates", allowed_updates=[])
    playground.unblock(nadia.id)
    playground.message(nadia.id, {"text": "seen"})
    assert len(await ids(call)) == 3


async def test_updates_expire(playground: Playground, call: Call, nadia: Person, clock: Clock) -> None:
    _, body = await call(
        "sendMessage",
        chat_id=nadia.id,
        text="x",
        reply_markup={"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]},
    )
    message_id = body["result"]["message_id"]
    tap = asyncio.create_task(playground.tap(nadia.id, message_id, "Yes"))
    playground.message(nadia.id, {"text": "x"})
    await asyncio.sleep(0)
    _, body = await call("getUpdates")
    query = next(update["callback_query"] for update in body["result"] if "callback_query" in update)
    clock.real += 151
    assert len(await ids(call)) == 1
    status, body = await call("answerCallbackQuery", callback_query_id=query["id"])
    assert status == 400
    assert "query is too old" in body["description"]
    clock.real += 86_400
    assert await ids(call) == []
    tap.cancel()


async def test_ids_are_never_given_out_twice(playground: Playground, call: Call, nadia: Person) -> None:
    """Not even by a playground whose state was lost: a bot that remembers ids would ignore what is new."""
    playground.message(nadia.id, {"text": "x"})
    assert (await ids(call))[0] >= 1_800_000_000


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"text": " "},
        {"text": "x" * 4097},
        {"contact": {"first_name": "x"}},
        {"location": {"latitude": "north"}},
        {"location": {"latitude": 91, "longitude": 0}},
        {"document": {"content_base64": "?"}},
        {"text": "x", "reply_to": 99},
        {"text": "x", "chat_id": -9},
        {"link": "https://example.org"},
        {"link": "https://t.me/helper_bot?start=" + "x" * 65},
        {"link": "https://t.me/helper_bot?start=a.b"},
    ],
)
async def test_what_a_person_cannot_send(playground: Playground, nadia: Person, wish: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        playground.message(nadia.id, wish)
    assert playground.chat(nadia.id)["messages"] == []


async def test_start_links(playground: Playground, nadia: Person) -> None:
    playground.message(nadia.id, {"link": "https://t.me/helper_bot?start=corps-1_A"})
    playground.message(nadia.id, {"link": "t.me/Helper_Bot"})
    texts = [message["text"] for message in playground.chat(nadia.id)["messages"]]
    assert texts == ["/start corps-1_A", "/start"]


async def test_uploads_arrive_whole(playground: Playground, bot: Bot, nadia: Person) -> None:
    content = base64.b64encode(b"a claim").decode()
    playground.message(nadia.id, {"document": {"file_name": "../claim.txt", "content_base64": content}})
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.document
    file = await update.message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"a claim"
