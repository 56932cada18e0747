"""What is held about somebody: all of it, at once."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.visit import Visit
from messages import personal_data as words
from messages.buttons import MyDataButton
from messages.card import Reply, reply
from messages.menus import names
from services import personal_data, profiles

router = Router(name="personal_data")


@router.message(Command(*names("mydata"), ignore_case=True))
async def asked(_message: Message, visit: Visit) -> Reply:
    return await _everything(visit)


@router.callback_query(MyDataButton.filter())
async def tapped(_tap: CallbackQuery, visit: Visit) -> Reply:
    return await _everything(visit)


async def _everything(visit: Visit) -> Reply:
    if visit.person is None:
        return reply(words.nothing(form=visit.conversation is not None), keep=True)
    held = await personal_data.held_about(visit.db, visit.person)
    known = await profiles.profile_of(visit.db, visit.person, visit.now, visit.policy)
    return reply(*words.everything(held, known, visit.now), keep=True)
