"""A second start shows the same phones."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from playground import BotIdentity, Limits, Playground
from playground.errors import Json
from tests.playground.conftest import TOKEN

NADIA = 7001


async def call(playground: Playground, method: str, **params: Any) -> Any:
    url = f"{playground.url}/bot{TOKEN}/{method}"
    async with aiohttp.ClientSession() as http, http.post(url, json=params) as response:
        return (await response.json())["result"]


async def started(path: Path) -> Playground:
    playground = Playground(limits=Limits.none(), state=path, default_bot=BotIdentity(TOKEN, "b", "B"))
    await playground.start()
    return playground


@pytest.fixture
async def restarted(tmp_path: Path) -> AsyncIterator[tuple[Json, Playground]]:
    """What a phone showed before, and the playground started again from its file."""
    path = tmp_path / "var" / "playground.sqlite"
    first = await started(path)
    first.people.add("Nadia", "nl")
    first.message(NADIA, {"text": "/start"})
    first.message(NADIA, {"document": {"file_name": "a.txt", "content_base64": "aGk="}})
    buttons = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await call(first, "sendMessage", chat_id=NADIA, text="<b>x</b>", parse_mode="HTML", reply_markup=buttons)
    gone = await call(first, "sendMessage", chat_id=NADIA, text="y", reply_markup={"keyboard": [["A"]]})
    await call(first, "deleteMessage", chat_id=NADIA, message_id=gone["message_id"])
    await call(first, "setMyCommands", commands=[{"command": "a", "description": "x"}], language_code="nl")
    await call(first, "setMyDescription", description="d")
    await call(first, "getUpdates", allowed_updates=["message"])
    first.memory.update({"clock_offset": 3600.5, "other": 1})
    del first.memory["other"]
    before = first.chat(NADIA)
    await first.stop()
    second = await started(path)
    yield before, second
    await second.stop()


async def test_phones_are_the_same(restarted: tuple[Json, Playground]) -> None:
    before, second = restarted
    assert second.chat(NADIA) == before
    assert len(before["messages"]) == 3
    assert second.people.get(NADIA).first_name == "Nadia"
    assert second.commands(NADIA) == [{"command": "a", "description": "x"}]
    assert dict(second.memory) == {"clock_offset": 3600.5}
    assert await call(second, "getMyDescription") == {"description": "d"}


async def test_unconfirmed_updates_and_files_are_kept(restarted: tuple[Json, Playground]) -> None:
    _, second = restarted
    updates = await call(second, "getUpdates")
    assert [update["message"]["message_id"] for update in updates] == [1, 2]
    file_id = updates[1]["message"]["document"]["file_id"]
    assert (await call(second, "getFile", file_id=file_id))["file_size"] == 2
    second.block(NADIA)
    assert len(await call(second, "getUpdates")) == 2  # allowed_updates were kept too


async def test_ids_go_on(restarted: tuple[Json, Playground]) -> None:
    _, second = restarted
    newest = (await call(second, "getUpdates", offset=-1))[0]["update_id"]
    assert second.people.add("Bo", "nl").id == NADIA + 1
    assert second.message(NADIA, {"text": "z"}) == 5
    assert (await call(second, "getUpdates", offset=-1))[0]["update_id"] == newest + 1
    assert (await call(second, "editMessageText", chat_id=NADIA, message_id=3, text="new"))["text"] == "new"


async def test_a_killed_playground_has_kept_what_it_answered(tmp_path: Path) -> None:
    path = tmp_path / "playground.sqlite"
    killed = await started(path)
    nadia = killed.people.add("Nadia", "nl", started=True)
    await call(killed, "sendMessage", chat_id=nadia.id, text="x")
    # No stop: a second one opens the files as a kill at this instant would leave them.
    left = tmp_path / "left.sqlite"
    for suffix in ("", "-wal"):
        shutil.copy(f"{path}{suffix}", f"{left}{suffix}")
    second = Playground(state=left, default_bot=BotIdentity(TOKEN, "b", "B"))
    assert [message["text"] for message in second.chat(nadia.id)["messages"]] == ["x"]
    await second.stop()
    await killed.stop()


async def test_no_state_no_file(playground: Playground) -> None:
    playground.memory["x"] = 1
    assert dict(playground.memory) == {"x": 1}


def test_a_file_that_is_something_else(tmp_path: Path) -> None:
    path = tmp_path / "state"
    path.write_text("not a database, but long enough to be read as one" * 20)
    with pytest.raises(sqlite3.DatabaseError):
        Playground(state=path)


async def test_a_busy_port(playground: Playground) -> None:
    other = Playground()
    with pytest.raises(OSError, match="address already in use"):
        await other.start(playground.port)
    await other.stop()
