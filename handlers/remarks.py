"""Somebody writes about a call-out instead of tapping: as a reply to its card, or without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.arrivals import answered
from handlers.call_outs import answer_to
from handlers.staff import Known, not_allowed
from handlers.visit import Visit
from messages import remarks as words
from messages.buttons import CallOutButton, RemarkButton
from messages.card import Reply, reply
from models.call_outs import Invitation
from models.people import Person
from services import remarks
from services.arrivals import AfterTheEnd
from services.authority import NotAllowed
from services.remarks import Answered, AskBack, WhichOne, Written
from services.replies import Declined

router = Router(name="remarks")
router.message.filter(Known())
router.callback_query.filter(Known())
bare = Router(name="bare_remarks")  # comes after the forms: what is written within one answers its question
bare.message.filter(Known())


class RepliesToCallOut(Filter):
    """Lets through what is a reply, in Telegram's sense, to the card of a call-out that asked them."""

    async def __call__(self, message: Message, visit: Visit, person: Person) -> bool | dict[str, Any]:
        if message.reply_to_message is None:
            return False
        invited = await remarks.answered_card(visit.db, person, message.reply_to_message.message_id)
        return {"about": [invited]} if invited else False


class HasOpenCallOuts(Filter):
    """Lets through whoever was asked by call-outs that are open, and hasn't declined them."""

    async def __call__(self, _message: Message, visit: Visit, person: Person) -> bool | dict[str, Any]:
        about = await remarks.open_ones(visit.db, person)
        return {"about": about} if about and visit.conversation is None else False


async def wrote(message: Message, visit: Visit, person: Person, about: Sequence[Invitation]) -> Reply:
    """Kept whole, and done what it says where that is certain; whoever may be in danger reads first whom to call."""
    text = message.text or ""
    match await remarks.write(visit.db, person, about, text, visit.now, visit.policy):
        case WhichOne(remark, invitations):
            answer = reply(words.which_one(remark, invitations))
        case result:
            answer = await _acted(result, visit)
    return replace(answer, cards=tuple(words.danger_first(card, text) for card in answer.cards))


router.message.register(wrote, F.text, ~F.text.startswith("/"), RepliesToCallOut())
bare.message.register(wrote, F.text, ~F.text.startswith("/"), HasOpenCallOuts())


async def _acted(result: Answered, visit: Visit) -> Reply:
    match result:
        case AskBack():
            return reply(words.ask_back(result, visit.now))
        case Declined():
            answer = await answer_to(result, visit)
        case AfterTheEnd() | _:
            answer = await answered(result, visit)
    return replace(answer, cards=tuple(words.kept(card) for card in answer.cards))


@router.callback_query(RemarkButton.filter())
async def meant(_tap: CallbackQuery, callback_data: RemarkButton, visit: Visit, person: Person) -> Reply:
    remark, invitation = callback_data.remark, callback_data.invitation
    return await _acted(await remarks.assign(visit.db, person, remark, invitation, visit.now, visit.policy), visit)


@router.callback_query(CallOutButton.filter(F.act == "words"))
async def show(_tap: CallbackQuery, callback_data: CallOutButton, visit: Visit, person: Person) -> Reply:
    """A message of its own: the board goes on changing."""
    match await remarks.written_about(visit.db, person, callback_data.call_out, visit.now):
        case Written() as found:
            return reply(words.written(found, visit.now), keep=True)
        case NotAllowed():
            return not_allowed()
