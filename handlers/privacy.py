"""The privacy notice of today, to whoever asks for it, and that somebody has been shown it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers.visit import Visit
from messages import privacy as words
from messages.card import Reply, reply
from messages.menus import names
from services import privacy

router = Router(name="privacy")


@router.message(Command(*names("privacy"), ignore_case=True))
async def shown(_message: Message, visit: Visit) -> Reply:
    await note_shown(visit, visit.language)
    return reply(words.shown_again(visit.policy))


async def note_shown(visit: Visit, language: str) -> None:
    """Whoever reads it in an answer isn't shown it a second time; of strangers nothing is kept."""
    if visit.person:
        version = words.version_in(language)
        await privacy.note_shown(visit.db, visit.person.id, version, language, visit.now)
