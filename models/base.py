"""The declarative base and the column types that every table shares."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# The ids of these tables stand in buttons that people keep for years, so a deleted row's id is never given out again.
KEEP_IDS = {"sqlite_autoincrement": True}


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. Naive datetimes are refused; SQLite gives them back timezone-aware too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all tables; constraint names are fixed so that migrations can address them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Instant(), int: BigInteger().with_variant(Integer, "sqlite")}  # noqa: RUF012


def states(kind: type[StrEnum]) -> Enum:
    """A text column that holds only the values of `kind` (guarded by a CHECK constraint)."""

    def values(members: Any) -> list[str]:
        return [member.value for member in members]

    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        values_callable=values,
        length=24,
        name=kind.__name__.lower(),
    )
