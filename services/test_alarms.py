"""A test alarm: what a call-out looks and sounds like, to whoever asks for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.people import Person
from services.notices import Notice, say
from services.policy import Policy


async def send(db: AsyncSession, person: Person, now: datetime, policy: Policy) -> None:
    """Sends one after a moment, in which the phone can be locked; however often it is asked for meanwhile."""
    await say(db, person.id, Notice.TEST_ALARM, None, now, due_at=now + policy.test_alarm_after, once=True)
