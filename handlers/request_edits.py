"""Completing a help request: a list of what can be changed, and a question behind each line."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.forms import runner
from handlers.forms.form import Form
from handlers.launch import show_board, show_preview
from handlers.request_edit_steps import EditDraft, edit_steps
from handlers.staff import Known, not_allowed, person_in
from handlers.visit import Visit
from messages import request_edits as words
from messages import requests as request_words
from messages.buttons import RequestButton, RequestEmergencyButton, RequestFieldButton
from messages.card import Reply, reply
from models.emergencies import HelpRequest, RequestState
from models.people import Person
from models.roles import Role
from services import boards, call_outs, help_requests, overview, request_edits
from services.authority import NotAllowed
from services.help_requests import NoLongerEditable
from services.overview import Status
from services.request_edits import Changes, Edited, EmergencyChoice, EndsBeforeStart, Locked
from services.rules.age import ADULT_AGE, MINIMUM_AGE

router = Router(name="request_edits")
router.callback_query.filter(Known())


async def _finish(draft: EditDraft, visit: Visit) -> Reply:
    return await _open(draft.request, visit, person_in(visit))


edit_form: Form[EditDraft] = Form(
    name=words.FORM, draft=EditDraft, steps=edit_steps, finish=_finish, stopped=words.stopped, subject=words.subject
)


@router.callback_query(RequestButton.filter(F.act == "edit"))
async def show(_tap: CallbackQuery, callback_data: RequestButton, visit: Visit, person: Person) -> Reply:
    """While people are being called out a message of its own: the card from which it was asked goes on changing."""
    listed = await _open(callback_data.request, visit, person)
    return replace(listed, keep=any(card.name is None for card in listed.cards))


async def _open(request_id: int, visit: Visit, person: Person) -> Reply:
    match await help_requests.editable(visit.db, person, request_id):
        case HelpRequest() as request:
            return _fields(request, visit)
        case why:
            return refused(why)


def _fields(request: HelpRequest, visit: Visit) -> Reply:
    return reply(words.fields(request, visit.now, card_name(request, visit)))


def card_name(request: HelpRequest, visit: Visit) -> str | None:
    """The lasting card in whose place the list stands until the call-out: what happens to the request shows there."""
    if request.state is RequestState.CALLED_OUT:
        return None
    leads = _leads(request, visit)
    return request_words.alert_name(request) if leads else request_words.status_name(request)


def _leads(request: HelpRequest, visit: Visit) -> bool:
    return visit.authority.may(Role.COORDINATOR, request.municipality)


def refused(why: Locked | NoLongerEditable | NotAllowed) -> Reply:
    """Why nothing was changed."""
    return not_allowed() if isinstance(why, NotAllowed) else reply(toast=words.cannot_change(why), alert=True)


@router.callback_query(RequestFieldButton.filter(F.field.in_({"age", "urgent"})))
async def turn(_tap: CallbackQuery, callback_data: RequestFieldButton, visit: Visit, person: Person) -> Reply:
    """Two values only: a tap changes to the other."""
    field = words.CHANGES[callback_data.field]
    request = await request_edits.open_to(visit.db, person, callback_data.request, field)
    if not isinstance(request, HelpRequest):
        return refused(request)
    other_age = MINIMUM_AGE if request.minimum_age == ADULT_AGE else ADULT_AGE
    age: Changes = {"minimum_age": other_age}
    changes: Changes = age if callback_data.field == "age" else {"urgent": not request.urgent}
    return _saved(await request_edits.edit(visit.db, person, request.id, changes, visit.now, visit.policy), visit)


def _saved(result: Edited | EndsBeforeStart | Locked | NoLongerEditable | NotAllowed, visit: Visit) -> Reply:
    match result:
        case Edited(request) | EndsBeforeStart(request):
            return _fields(request, visit)
        case why:
            return refused(why)


@router.callback_query(RequestFieldButton.filter(F.field == "done"))
async def done(_tap: CallbackQuery, callback_data: RequestFieldButton, visit: Visit, person: Person) -> Reply:
    """Back to where the list was opened: the requester's card, or the coordinator's preview or board."""
    match await overview.status_for(visit.db, person, callback_data.request):
        case Status(request, board) if not _leads(request, visit):
            return reply(request_words.status(request, board, visit.now, visit.policy))
        case _:
            return await _to_lead(callback_data.request, visit, person)


async def _to_lead(request_id: int, visit: Visit, person: Person) -> Reply:
    call_out = await boards.latest_call_out(visit.db, request_id)
    if call_out and await call_outs.led(visit.db, person, call_out.id):
        return await show_board(call_out, visit)
    return await show_preview(request_id, visit, person)


@router.callback_query(RequestFieldButton.filter())
async def ask(_tap: CallbackQuery, callback_data: RequestFieldButton, visit: Visit, person: Person) -> Reply:
    field = words.CHANGES[callback_data.field]
    match await request_edits.open_to(visit.db, person, callback_data.request, field):
        case HelpRequest() as request:
            chosen = request.preferred_skill_bits if callback_data.field == "preferred" else request.skill_bits
            draft = EditDraft(request=request.id, skill_bits=chosen)
            return await runner.start(edit_form, draft, visit, callback_data.field)
        case why:
            return refused(why)


@router.callback_query(RequestButton.filter(F.act == "emergency"))
async def ask_emergency(_tap: CallbackQuery, callback_data: RequestButton, visit: Visit, person: Person) -> Reply:
    match await request_edits.emergency_choice(visit.db, person, callback_data.request):
        case EmergencyChoice(request, running):
            return reply(words.emergencies(request, running, card_name(request, visit)))
        case why:
            return refused(why)


@router.callback_query(RequestEmergencyButton.filter())
async def move(_tap: CallbackQuery, callback_data: RequestEmergencyButton, visit: Visit, person: Person) -> Reply:
    result = await request_edits.move(visit.db, person, callback_data.request, callback_data.emergency, visit.now)
    return _saved(result, visit)
