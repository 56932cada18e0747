"""One writer and one reader for whichever database the URL names.

SQLite's hooks follow measurement: without `BEGIN IMMEDIATE` and a pool of one, read-then-write loses updates.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Engine, event, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

DURABLE = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON")
STATEMENT_MILLISECONDS = 10_000


class Database:
    """The product's database. `transaction` is the only way to write; whoever opens it commits by leaving it."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writer, self._reader = self._sqlite() if self.is_sqlite else self._postgresql()

    def _sqlite(self) -> tuple[AsyncEngine, AsyncEngine]:
        if self.url.database:
            _make_file(self.url.database)
        writer = self._sqlite_writer("foreign_keys=ON")
        reader = create_async_engine(self.url, pool_size=4, connect_args={"timeout": 10}, hide_parameters=True)
        _take_over_begin(reader.sync_engine, ("query_only=ON",), "BEGIN")
        return writer, reader

    def _sqlite_writer(self, foreign_keys: str) -> AsyncEngine:
        engine = create_async_engine(
            self.url, pool_size=1, max_overflow=0, pool_timeout=60, connect_args={"timeout": 10}, hide_parameters=True
        )
        _take_over_begin(engine.sync_engine, (*DURABLE, foreign_keys), "BEGIN IMMEDIATE")
        return engine

    def _postgresql(self) -> tuple[AsyncEngine, AsyncEngine]:
        limits = {"statement_timeout": str(STATEMENT_MILLISECONDS)}
        writer = create_async_engine(
            self.url, pool_size=10, pool_pre_ping=True, connect_args={"server_settings": limits}, hide_parameters=True
        )
        return writer, writer.execution_options(postgresql_readonly=True)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session in one transaction: committed on leaving, rolled back on an exception."""
        async with AsyncSession(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that can't write; on SQLite it never waits for the writer."""
        async with AsyncSession(self._reader, expire_on_commit=False) as session, session.begin():
            yield session

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection]:
        """A bare writing connection in a transaction, for migrations; IntegrityError if rows are left hanging.

        SQLite changes a column by dropping its table, which takes along what refers to its rows unless foreign keys are
        off; they are checked at the end instead.
        """
        engine = self._sqlite_writer("foreign_keys=OFF") if self.is_sqlite else self._writer
        try:
            async with engine.begin() as connection:
                yield connection
                if self.is_sqlite:
                    await _refuse_hanging_rows(connection)
        finally:
            if self.is_sqlite:
                await engine.dispose()

    async def is_there(self) -> bool:
        """Whether a transaction can be opened now: the server answers, and nobody else holds SQLite's only writer."""
        try:
            async with self._writer.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError, TimeoutError):
            return False
        return True

    async def forget_erased(self) -> None:
        """Empties SQLite's write-ahead log, so that erased bytes are gone from the files as well."""
        if self.is_sqlite:
            async with self._reader.connect() as connection:
                await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    async def close(self) -> None:
        await self._writer.dispose()
        if self.is_sqlite:
            await self._reader.dispose()


def _make_file(name: str) -> None:
    """A new database may be read by its owner alone, and SQLite makes the files beside it like it."""
    if name.startswith("file:"):
        return  # a URI says itself what may be made
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)


async def _refuse_hanging_rows(connection: AsyncConnection) -> None:
    hanging = (await connection.execute(text("PRAGMA foreign_key_check"))).first()
    if hanging:
        raise IntegrityError(f"a row of {hanging[0]} refers to none of {hanging[2]}", None, Exception("foreign key"))


def _take_over_begin(engine: Engine, pragmas: tuple[str, ...], begin: str) -> None:
    @event.listens_for(engine, "connect")
    def _configure(connection: SqliteConnection, _record: object) -> None:
        connection.isolation_level = None  # the driver must not BEGIN for us
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
