"""The minors of a corps for its people: the list, one of them, and withdrawing a consent."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.staff import Known, not_allowed
from handlers.visit import Visit
from messages import minors as words
from messages.buttons import MinorButton, MinorsButton
from messages.card import Reply, reply
from models.people import Person
from services import minors
from services.authority import NotAllowed
from services.guardians import NotNeeded, Withdrawn
from services.minors import Minor, Minors, NoMinor

router = Router(name="minors")
router.callback_query.filter(Known())


@router.callback_query(MinorsButton.filter())
async def listed(_tap: CallbackQuery, callback_data: MinorsButton, visit: Visit, person: Person) -> Reply:
    return await _list(callback_data.corps, callback_data.page, visit, person)


async def _list(corps_id: int, page: int, visit: Visit, person: Person) -> Reply:
    match await minors.listed(visit.db, person, corps_id, page, visit.now, visit.policy):
        case Minors() as seen:
            return reply(words.listed(seen))
        case NotAllowed():
            return not_allowed()


async def show_minor(corps_id: int, person_id: int, page: int, visit: Visit, by: Person) -> Reply:
    """One of them, or the list where they are no longer on it."""
    match await minors.one(visit.db, by, corps_id, person_id, visit.now, visit.policy):
        case Minor() as seen:
            return reply(words.one(seen, page))
        case NoMinor() as gone:
            return replace(await _list(corps_id, page, visit, by), toast=words.no_minor(gone))
        case NotAllowed():
            return not_allowed()


@router.callback_query(MinorButton.filter(F.act == "show"))
async def show(_tap: CallbackQuery, callback_data: MinorButton, visit: Visit, person: Person) -> Reply:
    return await show_minor(callback_data.corps, callback_data.person, callback_data.page, visit, person)


@router.callback_query(MinorButton.filter(F.act == "withdraw"))
async def ask_to_withdraw(_tap: CallbackQuery, callback_data: MinorButton, visit: Visit, person: Person) -> Reply:
    ids = (callback_data.corps, callback_data.person)
    match await minors.one(visit.db, person, *ids, visit.now, visit.policy):
        case Minor() as seen if seen.standing.given:
            return reply(words.withdraw_sure(seen, callback_data.page))
        case _:
            return await show_minor(*ids, callback_data.page, visit, person)


@router.callback_query(MinorButton.filter(F.act == "withdraw_sure"))
async def withdraw(_tap: CallbackQuery, callback_data: MinorButton, visit: Visit, person: Person) -> Reply:
    ids = (callback_data.corps, callback_data.person)
    match await minors.withdraw(visit.db, person, *ids, visit.now, visit.policy):
        case Withdrawn():
            toast = words.withdrawn()
        case NotNeeded():
            toast = words.nothing_to_do()
        case NoMinor() as gone:
            toast = words.no_minor(gone)
        case NotAllowed():
            return not_allowed()
    return replace(await show_minor(*ids, callback_data.page, visit, person), toast=toast)
