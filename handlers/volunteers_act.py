"""The Volunteers Act's information: in the sign-up, by /rights, and to whoever signed up before what holds now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message, TelegramObject

from handlers.visit import Visit
from messages import volunteers_act as words
from messages.card import Reply, reply
from messages.menus import names
from services import informing

router = Router(name="volunteers_act")


@router.message(Command(*names("rights"), ignore_case=True))
async def asked(_message: Message, visit: Visit) -> Reply:
    """To anybody; of a stranger nothing is recorded."""
    if visit.person is None:
        return reply(words.card(visit.policy))
    before = await informing.shown_at(visit.db, visit.person.id, visit.policy)
    await _note(visit)
    return reply(words.card(visit.policy, before))


async def _note(visit: Visit) -> None:
    if visit.person:
        version = visit.policy.terms.version
        await informing.note_shown(visit.db, visit.person.id, version, visit.person.language, visit.now)


async def informed(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
) -> Any:
    """Middleware around answers to messages: a volunteer who hasn't seen what holds now gets it below the answer.

    Not in the middle of a form, which it would push out of sight.
    """
    answer, visit = await handler(event, data), data["visit"]
    if not isinstance(answer, Reply) or not answer.cards or visit.person is None or visit.conversation:
        return answer
    if not await informing.owes(visit.db, visit.person, visit.policy):
        return answer
    await _note(visit)
    return replace(answer, cards=(*answer.cards, words.card(visit.policy)))
