"""What can be wrong when the program starts: one clear line, exit code 2, no traceback."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from pathlib import Path

import aiohttp
import pytest

from bot.identity import CannotStart
from bot.running import run_bot
from bot.settings import Settings
from playground import Playground
from tests.harness.databases import SqliteTemplate
from tests.program.programs import TOKEN, end_of, fake_telegram, free_port, start


async def line_of(folder: Path, *arguments: str, **setting: str) -> str:
    code, _, err = await end_of(await start(folder, *arguments, **setting))
    assert (code, err.count("\n")) == (2, 1), err
    return err


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear all, this is a letter and no database." * 50, "utf-8")
    assert "isn't a database" in await line_of(tmp_path, "migrate", DATABASE_URL="sqlite:///letter.db")


async def test_a_database_that_may_only_be_read(tmp_path: Path, sqlite_template: SqliteTemplate) -> None:
    with sqlite_template.copy() as url:
        read_only = url.replace("sqlite+aiosqlite:///", "sqlite:///file:") + "?mode=ro&uri=true"
        assert "not write to it" in await line_of(tmp_path, "migrate", DATABASE_URL=read_only)


@pytest.mark.parametrize("command", ["migrate", "run"])
async def test_a_schema_newer_than_the_program(tmp_path: Path, sqlite_template: SqliteTemplate, command: str) -> None:
    with sqlite_template.copy() as url:
        with sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///")) as database:
            database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.close()
        port = str(free_port())
        line = await line_of(tmp_path, command, DATABASE_URL=url, PLAYGROUND_PORT=port)
    assert line.startswith("DATABASE_URL: a newer Paraat")


async def test_phones_that_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be", "utf-8")
    assert "phones.db" in await line_of(tmp_path, "run", PLAYGROUND_PORT=str(free_port()))


async def test_a_journal_of_erasures_that_cannot_be_read(tmp_path: Path) -> None:
    """Without it a restored backup could bring people back, so nothing starts."""
    line = await line_of(tmp_path, "run", ERASURE_JOURNAL=str(tmp_path), PLAYGROUND_PORT=str(free_port()))
    assert line.startswith("ERASURE_JOURNAL: ")


async def test_a_port_for_administrators_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def forbidden(_playground: Playground, _port: int = 0) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Playground, "start", forbidden)
    with pytest.raises(CannotStart, match="PLAYGROUND_PORT: this user may not open port 80"):
        await run_bot(Settings(bot_token=None, playground_port=80))


async def test_a_webhook_is_told_from_another_program(tmp_path: Path) -> None:
    async with fake_telegram() as address, aiohttp.ClientSession() as session:
        webhook = f"http://127.0.0.1:{free_port()}/a-secret-path"
        async with session.post(f"{address}/bot{TOKEN}/setWebhook", json={"url": webhook}) as answer:
            assert answer.status == 200, await answer.text()
        line = await line_of(tmp_path, "run", BOT_TOKEN=TOKEN, TELEGRAM_API_URL=address)
    assert "webhook at 127.0.0.1." in line
    assert "deleteWebhook" in line
    assert "a-secret-path" not in line
    assert "AAE3f" not in line


@pytest.mark.parametrize("after", [0.5, 1.5, 3.0])
async def test_ctrl_c_during_the_start_leaves_no_traceback(tmp_path: Path, after: float) -> None:
    program = await start(tmp_path, "run", PLAYGROUND_PORT=str(free_port()))
    await asyncio.sleep(after)
    program.send_signal(signal.SIGINT)
    _, _, err = await end_of(program)
    assert "Traceback" not in err
