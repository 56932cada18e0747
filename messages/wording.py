"""What there is to word a notice with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from messages.card import Card
from services.policy import Policy


@dataclass(frozen=True)
class Wording:
    """What there is to word with: a session to hand on to services, the business time, and whom it is for."""

    db: AsyncSession
    now: datetime
    policy: Policy
    bot_username: str
    person_id: int

    def start_link(self, payload: str) -> str:
        """The address that opens this bot with `payload`."""
        return f"https://t.me/{self.bot_username}?start={payload}"


Worder = Callable[[int, Wording], Awaitable[Card | None]]


def by_night(card: Card, at: Wording) -> Card:
    """What can wait until morning rings nobody."""
    return replace(card, silent=at.policy.night.includes(at.now, at.policy.zone))
