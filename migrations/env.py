"""Runs migrations on the connection that it is given (see bot.migrating), or on DATABASE_URL from a shell."""

from __future__ import annotations

import asyncio
from typing import Any, Literal

from alembic import context
from sqlalchemy.engine import Connection

from models.base import Instant
from models.tables import metadata


def _written(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """New migrations name the plain column type, so that they don't depend on the models of today."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=_written,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def from_a_shell() -> None:
    from bot.settings import load  # noqa: PLC0415  only here: the program itself hands a connection in
    from models.engine import Database  # noqa: PLC0415

    database = Database(load().database)
    async with database.connection() as connection:
        await connection.run_sync(migrate)
    await database.close()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    asyncio.run(from_a_shell())
