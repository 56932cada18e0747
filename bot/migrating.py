"""Brings a database to the newest schema and reference data; doing it again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from models.engine import Database
from services.reference import load_reference

ROOT = Path(__file__).parent.parent
NO_FILE = "its file can't be opened or made. Does the folder exist, and may this user write there?"
REASONS = {  # by the beginning of SQLite's name of the error, or of PostgreSQL's SQLSTATE
    "SQLITE_NOTADB": "this file isn't a database. Choose another one, or move it away.",
    "SQLITE_CANTOPEN": NO_FILE,
    "SQLITE_READONLY": "this user may read the database but not write to it.",
    "SQLITE_BUSY": "another program keeps the database locked. Stop it first.",
    "SQLITE_FULL": "the disk is full.",
    "28": "the server refuses this user or password.",
    "3D000": "the server has no database of this name. Create it first.",
    "42501": "this user may not make tables in the database.",
}


class UnusableDatabase(Exception):
    """Why the database can't be used, in one line for whoever started the program."""


def alembic_config(connection: Connection) -> Config:
    """Alembic on an open connection."""
    config = Config(str(ROOT / "alembic.ini"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "head")


async def migrate(database: Database) -> None:
    """Upgrades the schema, then loads the Belgian reference data."""
    async with database.connection() as connection:
        await connection.run_sync(_upgrade)
    async with database.transaction() as db:
        await load_reference(db)


async def open_database(url: str) -> Database:
    """The database at `url`, migrated; UnusableDatabase if that can't be."""
    with database_trouble():
        database = Database(url)
        try:
            await migrate(database)
        except BaseException:
            await database.close()
            raise
        return database


@contextmanager
def database_trouble() -> Iterator[None]:
    """Turns whatever is wrong with the database into UnusableDatabase."""
    try:
        yield
    except (SQLAlchemyError, OSError, CommandError) as error:
        raise UnusableDatabase(f"DATABASE_URL: {_why(error)}") from None


def _why(error: Exception) -> str:
    match error:
        case CommandError():
            return "a newer Paraat has changed this database. Update this program, or choose another database."
        case DBAPIError(orig=cause) if reason := _reason(cause):
            return reason
        case ConnectionRefusedError():
            return "no server answers at this address. Does PostgreSQL run?"
        case FileNotFoundError() | NotADirectoryError() | PermissionError():
            return NO_FILE
        case _:
            return f"the database can't be used ({type(error).__name__})."


def _reason(cause: BaseException | None) -> str | None:
    code = str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or "")
    return next((reason for begins, reason in REASONS.items() if code.startswith(begins)), None)
