"""The board of a call-out, the names behind it, and who is on site."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.staff import Holds, Known, not_a_coordinator, not_allowed
from handlers.visit import Visit
from messages import boards as words
from messages import closing as closing_words
from messages import rolls
from messages.buttons import CallOutButton, EmergencyButton
from messages.card import Reply, reply
from messages.menus import names
from models.people import Person
from models.roles import Role
from services import boards, call_outs, emergencies, overview
from services.authority import NotAllowed
from services.boards import Board
from services.emergencies import AlreadyEnded, OnSite
from services.overview import Roll

router = Router(name="boards")
router.callback_query.filter(Known())


@router.message(Command(*names("board"), ignore_case=True), Holds(Role.COORDINATOR))
async def show_boards(_message: Message, visit: Visit, person: Person) -> Reply:
    """The board of the open call-out, or the choice of several."""
    match await call_outs.open_for(visit.db, person):
        case []:
            return reply(words.none_open())
        case [call_out]:
            return reply(words.board(await boards.board(visit.db, call_out), visit.now))
        case several:
            return reply(words.choose(several, "board"))


router.message.register(not_a_coordinator, Command(*names("board"), ignore_case=True))


@router.callback_query(CallOutButton.filter(F.act == "board"))
async def show_board(_tap: CallbackQuery, callback_data: CallOutButton, visit: Visit, person: Person) -> Reply:
    match await overview.board_for(visit.db, person, callback_data.call_out):
        case Board() as figures:
            return reply(words.board(figures, visit.now))
        case NotAllowed():
            return not_allowed()


@router.callback_query(CallOutButton.filter(F.act == "names"))
async def show_names(_tap: CallbackQuery, callback_data: CallOutButton, visit: Visit, person: Person) -> Reply:
    match await overview.roll_for(visit.db, person, callback_data.call_out, visit.now):
        case Roll() as roll:
            return reply(rolls.names(roll, visit.now), keep=True)
        case NotAllowed():
            return not_allowed()


@router.callback_query(EmergencyButton.filter(F.act == "on_site"))
async def arrive(_tap: CallbackQuery, callback_data: EmergencyButton, visit: Visit, person: Person) -> Reply:
    """The boards follow by themselves, this one too."""
    result = await emergencies.arrive_on_site(visit.db, person, callback_data.emergency, visit.now, visit.policy)
    match result:
        case OnSite():
            return reply(toast=words.on_site_noted())
        case AlreadyEnded(emergency):
            return reply(toast=closing_words.ended_before(emergency, visit.now), alert=True)
        case NotAllowed():
            return not_allowed()
