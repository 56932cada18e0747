"""What this database is for, decided at its first use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from models.installation import Installation


class Purpose(StrEnum):
    PLAYGROUND = "playground"
    TELEGRAM = "telegram"


@dataclass(frozen=True)
class Claimed:
    purpose: Purpose


@dataclass(frozen=True)
class OtherPurpose:
    purpose: str


async def claim(db: AsyncSession, purpose: Purpose) -> Claimed | OtherPurpose:
    """Marks a new database for `purpose`; one that is marked otherwise is left alone."""
    marked = await db.get(Installation, 1)
    if marked is None:
        db.add(Installation(id=1, purpose=purpose))
        return Claimed(purpose)
    return Claimed(purpose) if marked.purpose == purpose else OtherPurpose(marked.purpose)


async def clock_ahead(db: AsyncSession) -> timedelta:
    """How far business time runs ahead of real time: nothing, unless somebody moved the playground's clock."""
    marked = await db.get(Installation, 1)
    return timedelta(seconds=marked.clock_ahead if marked else 0)


async def keep_clock_ahead(db: AsyncSession, ahead: timedelta) -> None:
    """Remembers how far the clock was moved, so that a restart doesn't turn it back."""
    (await db.get_one(Installation, 1)).clock_ahead = ahead.total_seconds()
