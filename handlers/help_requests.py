"""A municipality asks for help: four questions, and it is out."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.forms import runner
from handlers.forms.form import Form
from handlers.launch import show_preview
from handlers.request_steps import RequestDraft, request_steps
from handlers.staff import Holds, person_in
from handlers.visit import Visit
from messages import request_form as words
from messages.buttons import ShowButton
from messages.card import Reply, reply
from messages.menus import names
from messages.staff import not_a_requester, refused
from models.emergencies import RequestState
from models.people import Person
from models.roles import Role
from services import help_requests
from services.authority import NotAllowed
from services.help_requests import NewRequest, Raised
from services.rules.age import ADULT_AGE
from services.rules.templates import template

router = Router(name="help_requests")


async def _raise(draft: RequestDraft, visit: Visit) -> Reply:
    person = person_in(visit)
    result = await help_requests.raise_request(visit.db, person, _new_request(draft, visit), visit.now, visit.policy)
    match result:
        case NotAllowed():
            return reply(refused())
        case Raised(request) if request.state is RequestState.TAKEN:
            return await show_preview(request.id, visit, person)
        case Raised():
            return reply(words.raised(result, visit.now, visit.policy))


def _new_request(draft: RequestDraft, visit: Visit) -> NewRequest:
    usual = template(draft.template)
    return NewRequest(
        municipality_nis=draft.town or 0,
        what=draft.what,
        address=draft.address,
        latitude=draft.latitude,
        longitude=draft.longitude,
        needed=draft.needed,
        starts_at=draft.starts_at or visit.now,
        bring=draft.bring,
        lasts=usual.lasts if usual else None,
        minimum_age=usual.minimum_age if usual else ADULT_AGE,
        skill_bits=usual.skill_bits if usual else 0,
        caller=draft.caller if draft.on_behalf else "",
    )


request_form: Form[RequestDraft] = Form(
    name=words.FORM,
    draft=RequestDraft,
    steps=request_steps,
    finish=_raise,
    stopped=words.stopped,
    subject=lambda draft: words.subject(draft.what),
)


@router.message(Command(*names("request"), ignore_case=True), Holds(Role.REQUESTER, Role.COORDINATOR))
async def ask_for_help(_message: Message, visit: Visit, person: Person) -> Reply:
    return await _begin(visit, person)


@router.callback_query(ShowButton.filter(F.what == "request"), Holds(Role.REQUESTER, Role.COORDINATOR))
async def taps_help_request(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    return await _begin(visit, person)


async def _begin(visit: Visit, person: Person) -> Reply:
    """The first question; which municipality is asked only of whoever may speak for several.

    Whoever is asking for help already stays where they are.
    """
    if begun := await runner.reopen(request_form, visit):
        return begun
    towns = await help_requests.municipalities_to_ask_for(visit.db, person, 2)
    only = towns[0].nis if len(towns) == 1 else None
    on_behalf = only is not None and await help_requests.asks_on_behalf(visit.db, person, only)
    return await runner.start(request_form, RequestDraft(asks_town=only is None, town=only, on_behalf=on_behalf), visit)


@router.message(Command(*names("request"), ignore_case=True))
async def not_appointed(_message: Message, visit: Visit) -> Reply:
    """Nothing happens for whoever the municipality didn't appoint."""
    return reply(not_a_requester(visit.policy))
