"""The JSON interface of the people, over HTTP; docs/playground.md promises what is tested here."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from playground import Hooks, Person, Playground
from playground.errors import Json
from tests.playground.conftest import TOKEN, Api, Call, Clock


async def test_the_bot(api: Api) -> None:
    assert await api("GET", "/bot") == (
        200,
        {"token": TOKEN, "username": "helper_bot", "first_name": "Helper"},
    )


async def test_people(api: Api, hooks: Hooks) -> None:
    async def labels(ids: list[int]) -> dict[int, dict[str, str]]:
        return {ids[0]: {"nl": "coördinator", "en": "coordinator"}}

    hooks.labels = labels
    assert await api("POST", "/users", {"first_name": "Els", "language_code": "nl"}) == (200, {"id": 7001})
    assert await api("POST", "/users", {"first_name": "Tom"}) == (200, {"id": 7002})
    _, body = await api("GET", "/users")
    assert [(user["id"], user["label"]) for user in body["users"]] == [(7001, "coordinator"), (7002, "")]
    assert [user["labels"] for user in body["users"]] == [{"nl": "coördinator", "en": "coordinator"}, {}]
    assert body["users"][0] | {"started": False, "blocked": False} == body["users"][0]


async def test_a_conversation(api: Api, call: Call, playground: Playground) -> None:
    await api("POST", "/users", {"first_name": "An", "language_code": "nl"})
    assert await api("POST", "/users/7001/messages", {"text": "/start"}) == (200, {"message_id": 1})
    await call(
        "sendMessage",
        chat_id=7001,
        text="Kom <b>je</b>?\n1 & 2",
        parse_mode="",
        reply_markup={"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]},
    )
    tap = asyncio.create_task(api("POST", "/users/7001/taps", {"message_id": 2, "button": "Ja"}))
    _, body = await call("getUpdates", offset=-1, timeout=5)
    while "callback_query" not in body["result"][-1]:
        _, body = await call("getUpdates", offset=-1)
    query = body["result"][-1]["callback_query"]
    await call("answerCallbackQuery", callback_query_id=query["id"], text="Dank je")
    assert await tap == (200, {"answer": "Dank je", "alert": False})
    _, chat = await api("GET", "/users/7001/chat?after=1")
    (message,) = chat["messages"]
    assert (
        message
        | {
            "message_id": 2,
            "from": "bot",
            "text": "Kom <b>je</b>?\n1 & 2",
            "html": "Kom &lt;b&gt;je&lt;/b&gt;?<br>1 &amp; 2",
            "buttons": [[{"text": "Ja", "callback_data": "y"}]],
            "keyboard": [],
            "date": "2026-03-01T20:00:00Z",
            "edited": False,
        }
        == message
    )


async def test_the_reply_keyboard_that_stands(api: Api, call: Call, nadia: Person) -> None:
    markup = {
        "keyboard": [
            [{"text": "My number", "request_contact": True}, {"text": "Here", "request_location": True}],
            ["No"],
        ],
        "one_time_keyboard": True,
        "input_field_placeholder": "Number?",
    }
    await call("sendMessage", chat_id=nadia.id, text="Number?", reply_markup=markup)
    _, chat = await api("GET", f"/users/{nadia.id}/chat")
    assert chat["messages"][0]["keyboard"] == [["My number", "Here"], ["No"]]
    assert chat["keyboard"] == {
        "rows": [
            [{"text": "My number", "request": "contact"}, {"text": "Here", "request": "location"}],
            [{"text": "No", "request": None}],
        ],
        "one_time": True,
        "placeholder": "Number?",
    }
    await api("POST", f"/users/{nadia.id}/messages", {"contact": "own"})
    assert (await api("GET", f"/users/{nadia.id}/chat"))[1]["keyboard"] is None  # one time: used up
    await call("sendMessage", chat_id=nadia.id, text="x", reply_markup={"keyboard": [["Stay"]]})
    await api("POST", f"/users/{nadia.id}/messages", {"text": "Stay"})
    assert (await api("GET", f"/users/{nadia.id}/chat"))[1]["keyboard"] is not None
    await call("sendMessage", chat_id=nadia.id, text="x", reply_markup={"remove_keyboard": True})
    assert (await api("GET", f"/users/{nadia.id}/chat"))[1]["keyboard"] is None


async def served(playground: Playground, http: aiohttp.ClientSession, file: Json) -> tuple[str, str | None]:
    async with http.get(playground.url + file["url"]) as response:
        assert response.status == 200
        return response.content_type, response.headers.get("Content-Disposition")


async def test_what_cards_show(
    api: Api, call: Call, nadia: Person, playground: Playground, http: aiohttp.ClientSession
) -> None:
    place = {"latitude": 51.02, "longitude": 4.48}
    await call("sendVenue", chat_id=nadia.id, title="Zoutwerf", address="Zoutwerf 5", **place)
    await call("sendContact", chat_id=nadia.id, phone_number="+32470000000", first_name="Els")
    await api("POST", f"/users/{nadia.id}/messages", {"photo": {"caption": "lift"}})
    await api("POST", f"/users/{nadia.id}/messages", {"document": {"file_name": "a b.html"}})
    await call("sendMessage", chat_id=nadia.id, text="quiet", disable_notification=True)
    _, chat = await api("GET", f"/users/{nadia.id}/chat")
    venue, contact, photo, document, quiet = chat["messages"]
    assert (venue["venue"], venue["location"]) == ({"title": "Zoutwerf", "address": "Zoutwerf 5"}, place)
    assert contact["contact"]["first_name"] == "Els"
    assert (photo["text"], document["document"]["file_name"]) == ("lift", "a b.html")
    assert (quiet["silent"], venue["silent"]) == (True, False)
    assert await served(playground, http, photo["photo"]) == ("image/png", None)
    assert await served(playground, http, document["document"]) == (
        "application/octet-stream",
        "attachment; filename*=UTF-8''a%20b.html",
    )


async def test_menus_follow_telegrams_precedence(api: Api, call: Call, nadia: Person) -> None:
    async def seen() -> list[str]:
        _, body = await api("GET", f"/users/{nadia.id}/commands")
        return [each["command"] for each in body["commands"]]

    async def menu(command: str, **where: Any) -> None:
        await call("setMyCommands", commands=[{"command": command, "description": "x"}], **where)

    chat = {"type": "chat", "chat_id": nadia.id}
    assert await seen() == []
    for command, where in (
        ("default", {}),
        ("default_nl", {"language_code": "nl"}),
        ("private", {"scope": {"type": "all_private_chats"}}),
        ("own_fr", {"scope": chat, "language_code": "fr"}),
    ):
        await menu(command, **where)
    assert await seen() == ["private"]
    await menu("own", scope=chat)
    assert await seen() == ["own"]
    await menu("own_nl", scope=chat, language_code="nl")
    assert await seen() == ["own_nl"]
    await call("deleteMyCommands", scope=chat, language_code="nl")
    assert await seen() == ["own"]


async def test_the_clock(api: Api, clock: Clock) -> None:
    assert await api("GET", "/clock") == (200, {"now": "2026-03-01T20:00:00Z"})
    assert await api("POST", "/clock", {"advance": 1800}) == (200, {"now": "2026-03-01T20:30:00Z"})
    assert clock.steps == [timedelta(minutes=30)]
    for wrong in (None, 0, -5, "1h", True, float("nan"), 400 * 86_400 + 1, 1e300):
        status, body = await api("POST", "/clock", {"advance": wrong})
        assert (status, '{"advance": 1800}' in body["error"]) == (400, True)
    assert clock.steps == [timedelta(minutes=30)]


async def test_a_clock_that_nothing_moves(api: Api, hooks: Hooks) -> None:
    hooks.advance = None
    status, body = await api("POST", "/clock", {"advance": 60})
    assert status == 501
    assert "Nothing can move the clock" in body["error"]


async def test_calls_and_faults(api: Api, call: Call, nadia: Person) -> None:
    assert await api("POST", "/faults", {"method": "sendMessage", "chat_id": None, "fault": "server_error"}) == (
        200,
        {},
    )
    await call("sendMessage", chat_id=nadia.id, text="x")
    await call("getMe")
    _, body = await api("GET", "/calls?after=0")
    assert [(each["seq"], each["method"], each["status"]) for each in body["calls"]] == [
        (1, "sendMessage", 500),
        (2, "getMe", 200),
    ]
    assert body["calls"][0]["params"] == {"chat_id": nadia.id, "text": "x"}
    assert TOKEN not in json.dumps(body)
    assert len((await api("GET", "/calls?after=1"))[1]["calls"]) == 1


@pytest.mark.parametrize(
    ("verb", "path", "body", "status"),
    [
        ("GET", "/users/9/chat", None, 404),
        ("GET", "/users/9/commands", None, 404),
        ("POST", "/users/9/block", {}, 404),
        ("POST", "/users/9/messages", {"text": "x"}, 404),
        ("POST", "/users/7001/messages", {"nothing": 1}, 400),
        ("POST", "/users/7001/messages", {"text": "x", "reply_to": "first"}, 400),
        ("POST", "/users/7001/taps", {"message_id": 1}, 400),
        ("POST", "/users/7001/taps", {"message_id": "x", "button": "x"}, 400),
        ("POST", "/users", {}, 400),
        ("POST", "/users", ["An"], 400),
        ("POST", "/groups", {"title": "x", "members": ["x"]}, 400),
        ("POST", "/groups", {"title": "", "members": [7001]}, 400),
        ("POST", "/faults", {"fault": "flood"}, 400),
        ("GET", "/calls?after=x", None, 400),
        ("GET", "/bot?bot=nonsense", None, 401),
        ("GET", "/nothing", None, 404),
        ("DELETE", "/users", None, 405),
    ],
)
async def test_refusals_are_plain_sentences(
    api: Api, nadia: Person, verb: str, path: str, body: Any, status: int
) -> None:
    answer = await api(verb, path, body)
    assert answer[0] == status
    assert set(answer[1]) == {"error"}


async def test_groups(api: Api, call: Call, nadia: Person) -> None:
    _, body = await api("POST", "/groups", {"title": "Team", "members": [nadia.id]})
    group = body["id"]
    await call("sendMessage", chat_id=group, text="hello all")
    await api("POST", f"/users/{nadia.id}/messages", {"text": "hi", "chat_id": group})
    _, chat = await api("GET", f"/users/{nadia.id}/chat?chat_id={group}")
    assert [message["text"] for message in chat["messages"]] == ["hello all", "hi"]
    _, updates = await call("getUpdates")
    added, message = updates["result"]
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert message["message"]["chat"] == {"id": group, "type": "group", "title": "Team"}
    assert (await api("GET", f"/users/{nadia.id}/chat"))[1]["messages"] == []


async def test_only_this_machine(playground: Playground, http: aiohttp.ClientSession) -> None:
    users = f"{playground.url}/playground/api/users"
    for headers in (
        {"Host": "playground.example.org"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
    ):
        async with http.post(users, json={"first_name": "x"}, headers=headers) as response:
            assert response.status == 403
    own = {"Origin": playground.url}
    async with http.post(users, json={"first_name": "x"}, headers=own) as response:
        assert response.status == 200
    local = {"Host": f"localhost:{playground.port}"}
    async with http.get(users, headers=local) as response:
        assert response.status == 200


async def test_the_page(playground: Playground, http: aiohttp.ClientSession) -> None:
    async with http.get(playground.url) as response:
        assert response.content_type == "text/html"
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    async with http.get(f"{playground.url}/static/index.html") as response:
        assert response.status == 200
    async with http.get(f"{playground.url}/static/../server.py") as response:
        assert response.status == 404
