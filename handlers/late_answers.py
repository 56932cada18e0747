"""A coordinator takes somebody who said yes too late, or asks once more those who were told that there are enough."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.staff import Known, not_allowed
from handlers.visit import Visit
from messages import boards as board_words
from messages import late_answers as words
from messages.buttons import CallOutButton, LateButton
from messages.card import Reply, reply
from messages.formats import name_of
from models.call_outs import CallOut, Invitation
from models.people import Person
from services import asking_again, late_answers
from services.asking_again import AskedAgain
from services.authority import NotAllowed
from services.late_answers import NoLongerFree, NoLongerNeeded, Taken

router = Router(name="late_answers")
router.callback_query.filter(Known())


@router.callback_query(LateButton.filter())
async def take(_tap: CallbackQuery, callback_data: LateButton, visit: Visit, person: Person) -> Reply:
    match await late_answers.take(visit.db, person, callback_data.invitation, visit.now, visit.policy):
        case Taken(invited):
            return await _with_news(invited.call_out, words.taken(_name(invited)), visit)
        case NoLongerFree(invited):
            return await _with_news(invited.call_out, words.not_free(_name(invited)), visit)
        case NoLongerNeeded(call_out):
            return await _with_news(call_out, words.over(), visit)
        case NotAllowed():
            return not_allowed()


def _name(invited: Invitation) -> str:
    return name_of(invited.person)


async def _with_news(call_out: CallOut, news: str, visit: Visit) -> Reply:
    late = await late_answers.of_call_out(visit.db, call_out)
    return reply(words.late_answers(late, visit.now), toast=news)


@router.callback_query(CallOutButton.filter(F.act == "ask_again"))
async def ask_again(_tap: CallbackQuery, callback_data: CallOutButton, visit: Visit, person: Person) -> Reply:
    match await asking_again.ask_by_hand(visit.db, person, callback_data.call_out, visit.now, visit.policy):
        case AskedAgain(_, people):
            return reply(toast=board_words.asked_again(people), alert=not people)
        case NotAllowed():
            return not_allowed()
