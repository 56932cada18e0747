"""What a handler knows about the update that it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.conversations import Conversation
from models.people import Person
from services.places import PlaceIndex
from services.policy import Policy
from services.rules.authority import Authority


@dataclass
class Visit:
    """Somebody comes by with one update: its transaction, the business time, and who it is as far as we know.

    `asked`: the answer holds the question at which their form stands, or leads to it.
    """

    db: AsyncSession
    now: datetime
    policy: Policy
    places: PlaceIndex
    bot_username: str
    telegram_id: int
    telegram_name: str
    language: str
    person: Person | None
    authority: Authority
    conversation: Conversation | None
    asked: bool = False

    @property
    def is_volunteer(self) -> bool:
        return self.person is not None and self.person.signed_up_at is not None

    def has_role(self, role: str) -> bool:
        """Whether they hold the role anywhere; each use case checks where."""
        return role in self.authority.roles

    def start_link(self, payload: str) -> str:
        """The address that opens this bot with `payload`."""
        return f"https://t.me/{self.bot_username}?start={payload}"
