"""`python -m bot` as a process, and a Telegram for it to meet."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playground import Playground

ROOT = Path(__file__).parents[2]
TOKEN = "123456789:AAE3fabcdefghijklmnopqrstuvwxyz_-012"
NAMED = {"CONTROLLER": "Testgemeente", "DPO_CONTACT": "dpo@example.org"}  # Telegram isn't served without
PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**setting: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("BOT_TOKEN", "DATABASE_URL")}
    return {**clean, "PYTHONPATH": str(ROOT), **NAMED, **setting}


async def start(folder: Path, *arguments: str, **setting: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments,
        cwd=folder, env=environment(**setting),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def end_of(program: asyncio.subprocess.Process) -> tuple[int, str, str]:
    async with asyncio.timeout(PATIENCE):
        out, err = await program.communicate()
    return program.returncode or 0, out.decode(), err.decode()


@asynccontextmanager
async def fake_telegram() -> AsyncIterator[str]:
    """The address of a Bot API server."""
    telegram = Playground()
    await telegram.start()
    yield telegram.url
    await telegram.stop()
