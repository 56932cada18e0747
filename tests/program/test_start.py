"""`python -m bot` as somebody starts it: what it prints, what it keeps, and how it says no."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.program.programs import PATIENCE, TOKEN, end_of, fake_telegram, free_port, start


@asynccontextmanager
async def playing(folder: Path) -> AsyncIterator[str]:
    """A playground that has printed its address; ended by the signal that Ctrl+C sends."""
    program = await start(folder, "run", PLAYGROUND_PORT=str(free_port()))
    assert program.stdout
    async with asyncio.timeout(PATIENCE):
        line = (await program.stdout.readline()).decode()
    address = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert address, (line, await end_of(program))
    yield address[0]
    program.send_signal(signal.SIGINT)
    code, _, err = await end_of(program)
    assert code == 0
    assert "Traceback" not in err


async def ask(address: str, path: str, **body: Any) -> Any:
    async with aiohttp.ClientSession() as session:
        url = f"{address}/playground/api{path}"
        request = session.post(url, json=body) if body else session.get(url)
        async with request as answer:
            return await answer.json()


async def chat_holds(address: str, user: int, text: str) -> None:
    for _ in range(200):
        messages = (await ask(address, f"/users/{user}/chat"))["messages"]
        if any(text in message["text"] for message in messages if message["from"] == "bot"):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{text!r} never came: {messages}")


async def test_the_playground_opens_with_people_and_a_second_start_keeps_everything(tmp_path: Path) -> None:
    async with playing(tmp_path) as address:
        people = (await ask(address, "/users"))["users"]
        labels = {person["label"] for person in people}
        assert {"coordinator", "requester Mechelen", "volunteer Mechelen", "volunteer Bonheiden"} <= labels
        zoe = (await ask(address, "/users", first_name="Zoë", language_code="en"))["id"]
        await ask(address, f"/users/{zoe}/messages", text="/start")
        await chat_holds(address, zoe, "112")
        before = (await ask(address, "/clock", advance=3600))["now"]
    async with playing(tmp_path) as address:
        again = (await ask(address, "/users"))["users"]
        assert [person["id"] for person in again] == [*(person["id"] for person in people), zoe]
        await chat_holds(address, zoe, "112")
        assert (await ask(address, "/clock", advance=1))["now"] > before


async def test_a_busy_port_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, _, err = await end_of(await start(tmp_path, "run", PLAYGROUND_PORT=port))
    assert (code, err.count("\n")) == (2, 1)
    assert port in err


@pytest.mark.parametrize(
    ("setting", "part"),
    [
        ({"BOT_TOKEN": "wrong"}, "BOT_TOKEN"),
        ({"PLAYGROUND_PORT": "none"}, "PLAYGROUND_PORT"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://postgres@127.0.0.1:1/none"}, "no server answers"),
        ({"DATABASE_URL": "sqlite:////proc/none/x.db"}, "DATABASE_URL: its file can't be opened"),
        ({"DATABASE_URL": "sqlite:////sys/x.db"}, "DATABASE_URL: its file can't be opened"),
        ({"DATABASE_URL": "sqlite://"}, "no file"),
    ],
)
async def test_a_broken_setting_is_one_line_and_exit_code_2(tmp_path: Path, setting: dict[str, str], part: str) -> None:
    usual = {"PLAYGROUND_PORT": str(free_port())}
    code, _, err = await end_of(await start(tmp_path, "run", **{**usual, **setting}))
    assert (code, err.count("\n")) == (2, 1), err
    assert part in err


async def test_a_token_that_telegram_does_not_know_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    async def unauthorized(_request: web.Request) -> web.Response:
        body = {"ok": False, "error_code": 401, "description": "Unauthorized"}
        return web.json_response(body, status=401)

    telegram = web.Application()
    telegram.router.add_route("*", "/{anything:.*}", unauthorized)
    runner = web.AppRunner(telegram)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        program = await start(tmp_path, "run", BOT_TOKEN=TOKEN, TELEGRAM_API_URL=f"http://127.0.0.1:{port}")
        code, _, err = await end_of(program)
    finally:
        await runner.cleanup()
    assert (code, err.count("\n")) == (2, 1)
    assert "BOT_TOKEN" in err
    assert "AAE3f" not in err


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ({"CONTROLLER": "", "DPO_CONTACT": ""}, "CONTROLLER and DPO_CONTACT: missing."),
        ({"DPO_CONTACT": " "}, "DPO_CONTACT: missing."),
        ({"CONTROLLER": "x" * 161}, "Setting CONTROLLER: is too long for the privacy notice: 161 signs"),
    ],
)
async def test_telegram_is_not_served_without_who_answers_for_the_data(
    tmp_path: Path, setting: dict[str, str], line: str
) -> None:
    code, _, err = await end_of(await start(tmp_path, "run", BOT_TOKEN=TOKEN, **setting))
    assert (code, err.count("\n")) == (2, 1), err
    assert err.startswith(line)
    assert not (tmp_path / "var").exists()  # nothing was begun


async def test_an_unreachable_telegram_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    program = await start(tmp_path, "run", BOT_TOKEN=TOKEN, TELEGRAM_API_URL=f"http://127.0.0.1:{free_port()}")
    code, _, err = await end_of(program)
    assert (code, err.count("\n")) == (2, 1)
    assert "reached" in err


async def test_demo_people_and_real_people_never_share_a_database(tmp_path: Path) -> None:
    shared = f"sqlite:///{tmp_path}/shared.db"
    code, _, _ = await end_of(await start(tmp_path, "migrate", DATABASE_URL=shared))
    assert code == 0
    assert stat.S_IMODE((tmp_path / "shared.db").stat().st_mode) == 0o600
    program = await start(tmp_path, "run", PLAYGROUND_PORT=str(free_port()), DATABASE_URL=shared)
    assert program.stdout
    await program.stdout.readline()
    program.send_signal(signal.SIGTERM)
    await end_of(program)
    async with fake_telegram() as address:
        program = await start(tmp_path, "run", BOT_TOKEN=TOKEN, TELEGRAM_API_URL=address, DATABASE_URL=shared)
        code, _, err = await end_of(program)
    assert (code, err.count("\n")) == (2, 1)
    assert "playground" in err


async def test_links_are_made_on_the_command_line(tmp_path: Path) -> None:
    code, out, _ = await end_of(await start(tmp_path, "invite", "coordinator", "--municipality", "Mechelen"))
    assert code == 0
    assert re.fullmatch(r"https://t\.me/paraat_bot\?start=invite_[\w-]{20,64}\n", out)
    code, out, _ = await end_of(await start(tmp_path, "corps", "found", "2800"))
    assert (code, "start=mechelen" in out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["invite", "coordinator"], "--municipality"),
        (["invite", "coordinator", "--municipality", "Atlantis"], "Atlantis"),
        (["invite", "requester", "--province", "Holland"], "Antwerpen"),
        (["corps", "found", "Namur"], "Flanders"),
        (["neighbours", "add", "Mechelen", "Mechelen"], "neighbour"),
    ],
)
async def test_a_command_that_cannot_be_done_is_one_line_and_exit_code_2(
    tmp_path: Path, arguments: list[str], part: str
) -> None:
    code, _, err = await end_of(await start(tmp_path, *arguments))
    assert (code, err.count("\n")) == (2, 1), err
    assert part in err


async def test_two_playgrounds_never_share_their_phones(tmp_path: Path) -> None:
    first = await start(tmp_path, "run", PLAYGROUND_PORT=str(free_port()))
    assert first.stdout
    await first.stdout.readline()
    code, _, err = await end_of(await start(tmp_path, "run", PLAYGROUND_PORT=str(free_port())))
    assert (code, err.count("\n")) == (2, 1), err
    assert "phones.db: another playground is running" in err
    first.send_signal(signal.SIGTERM)
    assert (await end_of(first))[0] == 0
