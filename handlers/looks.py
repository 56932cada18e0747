"""Who somebody is who comes: how to reach them, and whom to call if something happens to them."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.staff import Known, not_allowed
from handlers.visit import Visit
from messages import looks as words
from messages.buttons import ComerButton, ComersButton
from messages.card import Reply, reply
from models.people import Person
from services import looks
from services.authority import NotAllowed
from services.looks import Comer, Comers, NotDeployed

router = Router(name="looks")
router.callback_query.filter(Known())


@router.callback_query(ComersButton.filter())
async def list_comers(_tap: CallbackQuery, callback_data: ComersButton, visit: Visit, person: Person) -> Reply:
    match await looks.comers(visit.db, person, callback_data.call_out, callback_data.page):
        case Comers() as seen:
            return reply(words.comers(seen))
        case NotDeployed():
            return reply(toast=words.not_deployed(), alert=True)
        case NotAllowed():
            return not_allowed()


@router.callback_query(ComerButton.filter())
async def show_comer(_tap: CallbackQuery, callback_data: ComerButton, visit: Visit, person: Person) -> Reply:
    contact = callback_data.act == "contact"
    match await looks.comer(visit.db, person, callback_data.invitation, visit.now, with_contact=contact):
        case Comer() as seen:
            return reply(words.comer(seen, callback_data.page))
        case NotDeployed():
            return reply(toast=words.not_deployed(), alert=True)
        case NotAllowed():
            return not_allowed()
