"""Who may come in: filters that hand on the person behind an update, and the answer to everybody else."""

from __future__ import annotations

from aiogram.filters import Filter
from aiogram.types import Message, TelegramObject

from handlers.visit import Visit
from messages import staff as words
from messages.card import Reply, reply
from models.people import Person
from models.roles import Role


class Known(Filter):
    """Lets through whoever the bot knows, as `person`; what they may do, each use case checks."""

    async def __call__(self, _event: TelegramObject, visit: Visit) -> bool | dict[str, Person]:
        return {"person": visit.person} if visit.person else False


class Holds(Filter):
    """Lets through whoever holds one of these roles anywhere, as `person`; where, each use case checks."""

    def __init__(self, *roles: Role) -> None:
        self.roles = roles

    async def __call__(self, _event: TelegramObject, visit: Visit) -> bool | dict[str, Person]:
        held = any(visit.has_role(role) for role in self.roles)
        return {"person": visit.person} if visit.person and held else False


async def not_a_coordinator(_message: Message) -> Reply:
    """Answers a coordinator's command of anybody else."""
    return reply(words.not_a_coordinator())


def person_in(visit: Visit) -> Person:
    """The person who fills in a form that only known people can open."""
    if visit.person is None:
        raise LookupError("a form of staff in the chat of a stranger")
    return visit.person


def not_allowed() -> Reply:
    """Answers a tap for which the role is missing."""
    return reply(toast=words.not_allowed(), alert=True)
