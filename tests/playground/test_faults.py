"""Trouble on request, as a bot's client meets it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from playground import Person, Playground, Refused
from tests.playground.conftest import Call


def texts(playground: Playground, person: Person) -> list[str]:
    return [message["text"] for message in playground.chat(person.id)["messages"]]


async def test_retry_after(playground: Playground, bot: Bot, nadia: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # the client's newer way to say how long
    playground.faults({"method": "sendMessage", "fault": "retry_after", "value": 7, "times": 2})
    for _ in range(2):
        with pytest.raises(RetryAfter) as refusal:
            await bot.send_message(nadia.id, "x")
        assert refusal.value.retry_after == timedelta(seconds=7)
    await bot.send_message(nadia.id, "third")
    assert texts(playground, nadia) == ["third"]
    assert [each["status"] for each in playground.calls() if each["method"] == "sendMessage"] == [
        429,
        429,
        200,
    ]


async def test_server_error(playground: Playground, call: Call, nadia: Person) -> None:
    playground.faults({"method": "*", "chat_id": nadia.id, "fault": "server_error"})
    assert (await call("getUpdates"))[0] == 200  # "*" leaves polling alone
    assert await call("sendMessage", chat_id=nadia.id, text="x") == (
        500,
        {"ok": False, "error_code": 500, "description": "Internal Server Error"},
    )
    assert texts(playground, nadia) == []


async def test_drop(playground: Playground, call: Call, nadia: Person) -> None:
    playground.faults({"method": "sendMessage", "fault": "drop"})
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await call("sendMessage", chat_id=nadia.id, text="x")
    assert texts(playground, nadia) == []
    assert playground.calls()[-1]["status"] is None


async def test_timeout_after_delivery(playground: Playground, bot: Bot, nadia: Person) -> None:
    playground.faults({"method": "sendMessage", "fault": "timeout_after_delivery"})
    with pytest.raises(TimedOut):
        await bot.send_message(nadia.id, "x", read_timeout=0.1)
    assert texts(playground, nadia) == ["x"]


async def test_silence_ends_with_the_playground(playground: Playground, call: Call, nadia: Person) -> None:
    playground.faults({"method": "sendMessage", "fault": "timeout_after_delivery"})
    silent = asyncio.create_task(call("sendMessage", chat_id=nadia.id, text="x"))
    await asyncio.sleep(0.05)
    async with asyncio.timeout(1):
        await playground.stop()
        with pytest.raises(aiohttp.ClientError):
            await silent


async def test_only_one_chat(playground: Playground, bot: Bot, nadia: Person) -> None:
    bo = playground.people.add("Bo", "nl", started=True)
    playground.faults({"method": "sendMessage", "chat_id": bo.id, "fault": "drop"})
    await bot.send_message(nadia.id, "x")
    with pytest.raises(NetworkError):
        await bot.send_message(bo.id, "x")


def test_faults_that_make_no_sense() -> None:
    playground = Playground()
    with pytest.raises(Refused, match="Which bot"):
        playground.faults({"fault": "drop"})
    for wish in ({}, {"fault": "earthquake"}, {"fault": "drop", "times": "many"}):
        with pytest.raises(Refused, match="retry_after, timeout_after_delivery, server_error, drop"):
            playground.faults(wish, bot="42:TEST")


async def test_taken_back(playground: Playground, bot: Bot, nadia: Person) -> None:
    playground.faults({"method": "*", "fault": "drop", "times": 99})
    playground.clear_faults()
    await bot.send_message(nadia.id, "x")
