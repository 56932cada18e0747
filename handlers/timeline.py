"""What happened to a request, step by step, in the chat and as a file."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.staff import Holds, Known, not_a_coordinator, not_allowed
from handlers.visit import Visit
from messages import timeline as words
from messages.buttons import TimelineButton
from messages.card import Reply, reply
from messages.menus import names
from models.people import Person
from models.roles import Role
from services import timeline
from services.authority import NotAllowed
from services.timeline import Timeline

router = Router(name="timeline")
router.callback_query.filter(Known())


@router.message(Command(*names("timeline"), ignore_case=True), Holds(Role.COORDINATOR))
async def choose(_message: Message, visit: Visit, person: Person) -> Reply:
    """The timeline of the only request, or the choice of several."""
    match await timeline.requests_of(visit.db, person):
        case [request]:
            return await _show(request.id, 0, visit, person)
        case requests:
            return reply(words.choose(requests))


router.message.register(not_a_coordinator, Command(*names("timeline"), ignore_case=True))


@router.callback_query(TimelineButton.filter(F.act == "page"))
async def turn(_tap: CallbackQuery, callback_data: TimelineButton, visit: Visit, person: Person) -> Reply:
    return await _show(callback_data.request, callback_data.page, visit, person)


@router.callback_query(TimelineButton.filter(F.act == "file"))
async def export(_tap: CallbackQuery, callback_data: TimelineButton, visit: Visit, person: Person) -> Reply:
    sent = await timeline.export(visit.db, person, callback_data.request, visit.now)
    return reply(toast=words.on_its_way()) if sent else not_allowed()


async def _show(request_id: int, page: int, visit: Visit, person: Person) -> Reply:
    match await timeline.timeline(visit.db, person, request_id):
        case Timeline() as seen:
            return reply(words.timeline(seen, page))
        case NotAllowed():
            return not_allowed()
