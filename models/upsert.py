"""INSERT … ON CONFLICT, which SQLite and PostgreSQL share but SQLAlchemy words per dialect."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Base


def insert_for(db: AsyncSession, table: type[Base]) -> Any:
    """The insert of this session's dialect, with `on_conflict_do_nothing` and `on_conflict_do_update`."""
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
