"""A migrated, empty database for each test: prepared once, and copied or put back."""

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
from models.tables import metadata

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


REFERENCE = ("municipality", "postcode", "place", "neighbour")  # filled by the migration; a test may change them
KEEP = (
    "CREATE SCHEMA kept",
    *(f"CREATE TABLE kept.{table} AS TABLE {table}" for table in REFERENCE),
)
LEFT_BEHIND = (  # whoever a test left would hold locks
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
PUT_BACK = (
    LEFT_BEHIND,
    *(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables) if table.name not in REFERENCE),
    *(f"DELETE FROM {table} WHERE {table} NOT IN (SELECT {table} FROM kept.{table})" for table in reversed(REFERENCE)),
    *(f"INSERT INTO {table} TABLE kept.{table} EXCEPT TABLE {table}" for table in REFERENCE),
    "SELECT setval(format('%I.%I', schemaname, sequencename), 1, false) FROM pg_sequences WHERE last_value IS NOT NULL",
)


async def _on_server(*statements: str, name: str = "") -> None:
    connection = await asyncpg.connect(_address(name, "postgresql") if name else SERVER, timeout=5)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _address(name: str, driver: str = "postgresql+asyncpg") -> str:
    return SERVER.replace("postgresql", driver, 1).rpartition("/")[0] + f"/{name}"


class PostgresqlTemplate:
    """One prepared database, put back after each test (a copy of its own takes the server ten times as long).

    Skips where no server runs, except in CI.
    """

    def __init__(self) -> None:
        self._name = f"paraat_test_{secrets.token_hex(6)}"
        try:
            asyncio.run(_on_server(f"CREATE DATABASE {self._name}"))
        except (OSError, TimeoutError, asyncpg.PostgresError) as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"needs PostgreSQL at TEST_POSTGRESQL_URL ({type(error).__name__})")
        asyncio.run(prepare(_address(self._name)))
        asyncio.run(_on_server(*KEEP, name=self._name))

    @contextmanager
    def copy(self) -> Iterator[str]:
        yield _address(self._name)
        asyncio.run(_on_server(*PUT_BACK, name=self._name))

    @contextmanager
    def own_copy(self) -> Iterator[str]:
        """For a test that changes the schema."""
        name = f"{self._name}_copy"
        asyncio.run(_on_server(LEFT_BEHIND, name=self._name))
        asyncio.run(_on_server(f"CREATE DATABASE {name} TEMPLATE {self._name}"))
        yield _address(name)
        asyncio.run(_on_server(f"DROP DATABASE {name} WITH (FORCE)"))

    def drop(self) -> None:
        asyncio.run(_on_server(f"DROP DATABASE {self._name} WITH (FORCE)"))
