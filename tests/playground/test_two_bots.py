"""Bots side by side: each has its own updates, chats, menus and ids; people are the same."""

from __future__ import annotations

import pytest

from playground import BotIdentity, Person, Playground, Refused
from tests.playground.conftest import OTHER_TOKEN, Api, Call


async def test_they_do_not_mix(playground: Playground, call: Call, api: Api) -> None:
    bo = playground.people.add("Bo", "nl")
    await api("POST", f"/users/{bo.id}/messages", {"text": "/start", "bot": OTHER_TOKEN})
    assert (await call("sendMessage", chat_id=bo.id, text="x"))[0] == 403  # bo started the other one
    assert (await call("sendMessage", OTHER_TOKEN, chat_id=bo.id, text="hello"))[0] == 200
    assert (await call("getUpdates"))[1]["result"] == []
    assert len((await call("getUpdates", OTHER_TOKEN))[1]["result"]) == 1
    assert playground.chat(bo.id)["messages"] == []
    assert len(playground.chat(bo.id, bot=OTHER_TOKEN)["messages"]) == 2
    assert [each["method"] for each in playground.calls(bot=OTHER_TOKEN)] == ["sendMessage", "getUpdates"]
    _, body = await api("GET", f"/users/{bo.id}/chat?bot={OTHER_TOKEN}")
    assert [message["text"] for message in body["messages"]] == ["/start", "hello"]
    assert (await call("getMe", OTHER_TOKEN))[1]["result"]["id"] == 43


async def test_which_bot_is_meant() -> None:
    playground = Playground()
    with pytest.raises(Refused, match="Which bot"):
        playground.chat(7001)
    nadia = playground.people.add("Nadia", "nl")
    assert playground.chat(nadia.id, bot=OTHER_TOKEN)["messages"] == []
    assert playground.chat(nadia.id)["messages"] == []  # the only bot there is


def test_people_brought_up_to_date(playground: Playground, nadia: Person) -> None:
    again = playground.people.add("Nadia B.", "en", id=nadia.id)
    assert again is nadia
    assert (again.first_name, again.language_code, again.started) == ("Nadia B.", "en", True)


def test_an_introduced_bot(identity: BotIdentity) -> None:
    playground = Playground(default_bot=identity)
    assert playground.phones()._bot.identity.username == "helper_bot"
