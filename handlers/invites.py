"""Roles by invitation: a link, a tap, and two questions to whoever isn't known yet."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from handlers.contact import ContactDraft, known_name, name_step, optional_phone_step
from handlers.forms import runner
from handlers.forms.form import Form
from handlers.start import home_of
from handlers.visit import Visit
from messages import invites as words
from messages.buttons import InviteButton
from messages.card import Reply, reply
from services import invites, people
from services.invites import PREFIX, AlreadyYours, Granted, NotValid
from services.people import Newcomer

FORM = "contact"
router = Router(name="invites")


@router.message(CommandStart(deep_link=True, ignore_case=True, magic=F.args.startswith(PREFIX)))
async def invited(_message: Message, command: CommandObject, visit: Visit) -> Reply:
    """What the link offers; nothing is stored until it is accepted."""
    payload = command.args or ""
    found = await invites.find_invite(visit.db, payload, visit.now)
    if isinstance(found, NotValid):
        return reply(words.not_valid())
    return reply(words.invitation(found, payload.removeprefix(PREFIX)))


@router.callback_query(InviteButton.filter())
async def accepted(_tap: CallbackQuery, callback_data: InviteButton, visit: Visit) -> Reply:
    """Grants the role; a second tap does nothing."""
    who = visit.person or Newcomer(visit.telegram_id, known_name(visit), visit.language)
    match await invites.accept(visit.db, callback_data.token, who, visit.now):
        case Granted() as granted:
            return await _welcome(granted, visit)
        case AlreadyYours():
            return reply(toast=words.already_yours())
        case NotValid():
            return reply(words.not_valid())


async def _welcome(granted: Granted, visit: Visit) -> Reply:
    """Asks how to call and reach them, unless that is known or another form is asking it already."""
    card = words.granted(granted.grant)
    if granted.person.phone or visit.conversation:
        return reply(card)
    asked = await runner.start(contact_form, ContactDraft(), visit)
    return reply(card, *asked.cards)


async def _finish(draft: ContactDraft, visit: Visit) -> Reply:
    person = visit.person
    assert person is not None  # the form opens for whoever has just been given a role
    await people.set_contact(visit.db, person, draft.name, draft.phone)
    return reply(await home_of(person, visit, note=words.contact_kept()))


contact_form: Form[ContactDraft] = Form(
    name=FORM,
    draft=ContactDraft,
    steps=(name_step(), optional_phone_step()),
    finish=_finish,
    stopped=words.contact_stopped,
    subject=words.contact_subject,
)
