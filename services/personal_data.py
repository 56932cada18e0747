"""All that is held about somebody, for themselves: the rows, and the same as a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.audit import AuditEntry
from models.base import Base
from models.people import Person
from services.inventory import HOLDINGS, Holding


@dataclass(frozen=True)
class Held:
    """`rows` by the name of their holding, the oldest first. `looks`: others looked at their data, or changed it."""

    person: Person
    rows: Mapping[str, Sequence[Any]]
    looks: Sequence[AuditEntry]


async def held_about(db: AsyncSession, person: Person) -> Held:
    """Every row that says whose it is by this person's id or by their chat."""
    rows = {holding.name: await _rows(db, holding, person) for holding in HOLDINGS}
    return Held(person, rows, await looks_at(db, person))


async def _rows(db: AsyncSession, holding: Holding, person: Person) -> Sequence[Any]:
    theirs = person.telegram_id if holding.by_chat else person.id
    found = select(holding.table).where(holding.column == theirs)
    return (await db.scalars(found.order_by(*inspect(holding.table).primary_key))).unique().all()


async def looks_at(db: AsyncSession, person: Person) -> Sequence[AuditEntry]:
    """The entries of the audit log about this person, the oldest first."""
    about = select(AuditEntry).where(AuditEntry.subject == "person", AuditEntry.subject_id == person.id)
    return (await db.scalars(about.order_by(AuditEntry.id))).all()


def as_json(held: Held, now: datetime) -> bytes:
    """A file that other programs read: UTF-8, names of fields in English, moments in UTC."""
    everything = {
        "exported_at": now,
        **{holding.name: [_row(holding, row) for row in held.rows[holding.name]] for holding in HOLDINGS},
        "looked_at": [{"at": entry.at, "action": entry.action} for entry in held.looks],
    }
    return json.dumps(everything, ensure_ascii=False, indent=1, default=_written).encode()


def _row(holding: Holding, row: Base) -> dict[str, object]:
    columns = inspect(holding.table).columns
    shown = [each for each in columns if each.name not in holding.secret and not _names_another(each, holding)]
    return {**{each.name: getattr(row, each.name) for each in shown}, **holding.more(row)}


def _names_another(column: Any, holding: Holding) -> bool:
    """Whether it is the id of a person who need not be this one: others have their own rights."""
    keys = {key.target_fullname for key in column.foreign_keys}
    return "person.id" in keys and column.name != holding.column.key


def _written(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
