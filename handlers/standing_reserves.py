"""What a corps keeps at home when neighbours call, set by whoever runs it."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.staff import Known, not_allowed
from handlers.visit import Visit
from messages import standing_reserves as words
from messages.buttons import KeepHomeButton
from messages.card import Reply, reply
from models.corps import Corps
from models.people import Person
from services import standing_reserves
from services.authority import NotAllowed

router = Router(name="standing_reserves")
router.callback_query.filter(Known())


@router.callback_query(KeepHomeButton.filter(F.act == "ask"))
async def ask(_tap: CallbackQuery, callback_data: KeepHomeButton, visit: Visit, person: Person) -> Reply:
    match await standing_reserves.of(visit.db, person, callback_data.nis):
        case Corps() as corps:
            return reply(words.ask(corps, visit.policy))
        case NotAllowed():
            return not_allowed()


@router.callback_query(KeepHomeButton.filter())
async def keep(_tap: CallbackQuery, callback_data: KeepHomeButton, visit: Visit, person: Person) -> Reply:
    number = callback_data.number if callback_data.act == "people" else None
    percent = callback_data.number if callback_data.act == "percent" else None
    kept = await standing_reserves.keep(visit.db, person, callback_data.nis, visit.now, number=number, percent=percent)
    match kept:
        case Corps() as corps:
            return reply(words.ask(corps, visit.policy), toast=words.changed())
        case NotAllowed():
            return not_allowed()
