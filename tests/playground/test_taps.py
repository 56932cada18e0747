"""Tapping: which button is meant, and what comes back."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from playground import Person, Playground, Refused, taps
from tests.playground.conftest import Call

ROWS = [
    [{"text": "✅ Ik kom", "callback_data": "come:1"}, {"text": "❌ Ik kan niet", "callback_data": "no:1"}],
    [{"text": "🕒 Ik kom later", "callback_data": "later:1"}],
    [
        {"text": "Join", "url": "https://t.me/helper_bot?start=corps-7"},
        {"text": "Site", "url": "https://a.be"},
    ],
]


@pytest.fixture
async def card(call: Call, nadia: Person) -> int:
    _, body = await call("sendMessage", chat_id=nadia.id, text="card", reply_markup={"inline_keyboard": ROWS})
    return int(body["result"]["message_id"])


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taps, "ANSWER_SECONDS", 0.05)


async def tapped(playground: Playground, call: Call, *what: Any, **more: Any) -> dict[str, Any]:
    """Return the callback_query that a tap makes."""
    assert await playground.tap(*what, **more) == {"answer": None, "alert": False}
    _, body = await call("getUpdates", offset=-1)
    query: dict[str, Any] = body["result"][0]["callback_query"]
    return query


@pytest.mark.parametrize(
    ("button", "data"),
    [
        ("✅ Ik kom", "come:1"),
        ("Ik kom", "come:1"),  # whole, so it isn't "Ik kom later"
        ("come:1", "come:1"),
        ("kan niet", "no:1"),
        ("IK KOM LATER", "later:1"),
    ],
)
async def test_the_button_meant(
    playground: Playground, call: Call, nadia: Person, card: int, button: str, data: str
) -> None:
    query = await tapped(playground, call, nadia.id, card, button)
    assert query["data"] == data
    assert query["message"]["message_id"] == card


@pytest.mark.parametrize(
    ("button", "status", "words"),
    [
        ("Kom", 400, 'can be any of "✅ Ik kom" (come:1), "🕒 Ik kom later" (later:1)'),
        ("Nee", 404, 'has no button "Nee"; its buttons: "✅ Ik kom", "❌ Ik kan niet"'),
        ("🎉", 404, "has no button"),
        ("Site", 400, "https://a.be is no link to this bot"),
    ],
)
async def test_no_such_button(
    playground: Playground, nadia: Person, card: int, button: str, status: int, words: str
) -> None:
    with pytest.raises(Refused) as refusal:
        await playground.tap(nadia.id, card, button)
    assert refusal.value.status == status
    assert words in refusal.value.text


async def test_unknown_message_and_person(playground: Playground, nadia: Person, card: int) -> None:
    for person_id, message_id in ((nadia.id, card + 1), (1, card)):
        with pytest.raises(Refused) as refusal:
            await playground.tap(person_id, message_id, "x")
        assert refusal.value.status == 404


async def test_a_keyboard_button_is_not_tapped_but_sent(
    playground: Playground, call: Call, nadia: Person, card: int
) -> None:
    markup = {"keyboard": [["Stop"]]}
    await call("sendMessage", chat_id=nadia.id, text="keys", reply_markup=markup)
    with pytest.raises(Refused, match="is on the keyboard: POST /users/7001/messages"):
        await playground.tap(nadia.id, card, "Stop")


async def test_a_start_link_starts(playground: Playground, nadia: Person, card: int) -> None:
    await playground.tap(nadia.id, card, "Join")
    assert playground.chat(nadia.id)["messages"][-1]["text"] == "/start corps-7"


async def test_forged_data_and_vanished_messages(playground: Playground, call: Call, nadia: Person, card: int) -> None:
    """A modified client can send anything, and buttons of deleted messages still arrive."""
    assert (await tapped(playground, call, nadia.id, card, data="come:999"))["data"] == "come:999"
    await call("deleteMessage", chat_id=nadia.id, message_id=card)
    query = await tapped(playground, call, nadia.id, card, data="come:1")
    assert query["message"] == {
        "chat": nadia.as_chat(),
        "message_id": card,
        "date": 0,
    }


async def test_an_answer_counts_once(playground: Playground, call: Call, nadia: Person, card: int) -> None:
    query = await tapped(playground, call, nadia.id, card, "come:1")
    assert (await call("answerCallbackQuery", callback_query_id=query["id"]))[0] == 200
    assert (await call("answerCallbackQuery", callback_query_id=query["id"]))[0] == 400


async def test_an_empty_answer_comes_at_once(
    playground: Playground, call: Call, nadia: Person, card: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taps, "ANSWER_SECONDS", 5)
    tap = asyncio.create_task(playground.tap(nadia.id, card, "come:1"))
    _, body = await call("getUpdates", timeout=5)
    await call("answerCallbackQuery", callback_query_id=body["result"][0]["callback_query"]["id"])
    async with asyncio.timeout(1):
        assert await tap == {"answer": None, "alert": False}


async def test_who_has_blocked_the_bot_taps_in_vain(playground: Playground, nadia: Person, card: int) -> None:
    playground.block(nadia.id)
    with pytest.raises(Refused, match="has blocked the bot"):
        await playground.tap(nadia.id, card, "come:1")
    with pytest.raises(Refused, match="has blocked the bot"):
        playground.message(nadia.id, {"text": "x"})
