"""A migrated, empty database for each test: a copy of one that is prepared once."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import asyncpg
import pytest

from bot.migrating import migrate
from models.engine import Database

SERVER = os.environ.get("TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


@cache
def database_at(url: str) -> Database:
    """One a worker: closed after each test, its engines keep the statements that they have compiled (a quarter of
    a flow's time).
    """
    return Database(url)


async def prepare(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.forget_erased()
    await database.close()


class SqliteTemplate:
    """One prepared file, copied for each test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "template.db"
        asyncio.run(prepare(f"sqlite+aiosqlite:///{self._file}"))

    @contextmanager
    def copy(self) -> Iterator[str]:
        file = self._folder / "test.db"
        for left in self._folder.glob(f"{file.name}*"):  # with its write-ahead log
            left.unlink()
        shutil.copy(self._file, file)
        yield f"sqlite+aiosqlite:///{file}"


async def _on_server(*statements: str) -> None:
    connection = await asyncpg.connect(SERVER, timeout=5)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _address(name: str) -> str:
    return SERVER.replace("postgresql://", "postgresql+asyncpg://").rpartition("/")[0] + f"/{name}"


class PostgresqlTemplate:
    """One prepared database, which the server copies for each test; skips where no server runs, except in CI."""

    def __init__(self) -> None:
        unique = secrets.token_hex(6)
        self._name, self._copy = f"paraat_template_{unique}", f"paraat_test_{unique}"
        try:
            asyncio.run(_on_server(f"CREATE DATABASE {self._name}"))
        except (OSError, TimeoutError, asyncpg.PostgresError) as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"needs PostgreSQL at TEST_POSTGRESQL_URL ({type(error).__name__})")
        asyncio.run(prepare(_address(self._name)))

    @contextmanager
    def copy(self) -> Iterator[str]:
        asyncio.run(_on_server(f"CREATE DATABASE {self._copy} TEMPLATE {self._name}"))
        yield _address(self._copy)
        asyncio.run(_on_server(f"DROP DATABASE {self._copy} WITH (FORCE)"))

    def drop(self) -> None:
        asyncio.run(_on_server(f"DROP DATABASE {self._name} WITH (FORCE)"))
