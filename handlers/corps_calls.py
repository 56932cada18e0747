"""A municipality whose corps a neighbour called keeps more people at home, or lets them go after all."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.staff import Known, not_allowed
from handlers.visit import Visit
from messages import corps_calls as words
from messages.buttons import CorpsCallButton
from messages.card import Reply, reply
from models.people import Person
from services import withholding
from services.authority import NotAllowed
from services.call_outs import IsClosed
from services.withholding import Lent, LetGo, Withheld

router = Router(name="corps_calls")
router.callback_query.filter(Known())


@router.callback_query(CorpsCallButton.filter(F.act == "show"))
async def show(_tap: CallbackQuery, callback_data: CorpsCallButton, visit: Visit, person: Person) -> Reply:
    seen = await withholding.lent(visit.db, person.id, callback_data.call)
    return reply(words.called(seen, visit.now)) if seen else not_allowed()


@router.callback_query(CorpsCallButton.filter(F.act == "ask"))
async def ask(_tap: CallbackQuery, callback_data: CorpsCallButton, visit: Visit, person: Person) -> Reply:
    """A message of its own: the card goes on showing how it stands."""
    seen = await withholding.lent(visit.db, person.id, callback_data.call)
    return reply(words.ask(seen), keep=True) if seen else not_allowed()


@router.callback_query(CorpsCallButton.filter(F.act == "keep"))
async def keep(_tap: CallbackQuery, callback_data: CorpsCallButton, visit: Visit, person: Person) -> Reply:
    number = callback_data.number
    return _answer(
        await withholding.withhold(visit.db, person, callback_data.call, number, visit.now, visit.policy), visit
    )


@router.callback_query(CorpsCallButton.filter(F.act == "let_go"))
async def let_go(_tap: CallbackQuery, callback_data: CorpsCallButton, visit: Visit, person: Person) -> Reply:
    return _answer(await withholding.let_go(visit.db, person, callback_data.call, visit.now, visit.policy), visit)


def _answer(result: Withheld | LetGo | IsClosed | NotAllowed, visit: Visit) -> Reply:
    match result:
        case Withheld(Lent() as seen):
            return reply(words.called(seen, visit.now), toast=words.toast_withheld(result))
        case LetGo(Lent() as seen):
            return reply(words.called(seen, visit.now), toast=words.toast_let_go(result))
        case IsClosed(call_out):
            return reply(toast=words.no_longer_there(call_out), alert=True)
        case NotAllowed():
            return not_allowed()
