"""What is always there: help, the language, a way out; and a short answer where nothing else answers."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus
from aiogram.filters import Command
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from handlers.forms.router import idle
from handlers.visit import Visit
from messages import home as words
from messages import welcome
from messages.buttons import ChooseLanguageButton, ShowButton
from messages.card import Reply, reply
from messages.menus import names
from services import briefings, people

router = Router(name="home")
fallback = Router(name="fallback")  # comes last: it answers everything


@router.message(Command(*names("help"), ignore_case=True))
async def helped(_message: Message, visit: Visit) -> Reply:
    """What this person can do."""
    return reply(words.help_card(volunteer=visit.is_volunteer, roles=visit.authority.roles))


@router.callback_query(ShowButton.filter(F.what == "help"))
async def taps_help(_tap: CallbackQuery, visit: Visit) -> Reply:
    return reply(words.help_card(volunteer=visit.is_volunteer, roles=visit.authority.roles))


@router.message(Command(*names("language"), ignore_case=True))
async def asked_for_a_language(_message: Message, visit: Visit) -> Reply:
    """The languages; a stranger gets the first screen."""
    return reply(welcome.choose_language() if visit.person else welcome.first_screen(None))


@router.callback_query(ChooseLanguageButton.filter())
async def taps_language(_tap: CallbackQuery) -> Reply:
    return reply(welcome.choose_language(), keep=True)


@router.message(Command(*names("cancel"), ignore_case=True), idle)
async def nothing_to_stop(_message: Message) -> Reply:
    """Outside any form; within one, the router of the forms answers."""
    return reply(words.nothing_to_stop())


@router.my_chat_member()
async def blocked_or_opened(event: ChatMemberUpdated, visit: Visit) -> None:
    """Somebody blocked the bot, or opened the chat again."""
    here = event.new_chat_member.status == ChatMemberStatus.MEMBER
    if visit.person:
        await people.set_reachable(visit.db, visit.person, visit.now, reachable=here)


@fallback.message()
async def not_understood(message: Message, visit: Visit) -> Reply:
    """A short way on, and their open call-outs once more, since at night people type what they should tap.

    Within a form only an unknown command comes here: the form takes all the rest.
    """
    if visit.conversation:
        return reply(words.unknown_command_in_form())
    shown = await _shown_again(message, visit)
    roles, kind = visit.authority.roles, message.content_type
    return reply(words.not_understood(kind=kind, volunteer=visit.is_volunteer, roles=roles, invited=shown > 0))


async def _shown_again(message: Message, visit: Visit) -> int:
    """How many open call-outs they see again: not for a command, which is no answer to one."""
    if visit.person is None or (message.text or "").startswith("/"):
        return 0
    return await briefings.show_again(visit.db, visit.person.id, visit.now)


@fallback.callback_query()
async def dead_button(_tap: CallbackQuery) -> Reply:
    """A button that is older than its handler, or made up by a modified client."""
    return reply(toast=words.dead_button())
