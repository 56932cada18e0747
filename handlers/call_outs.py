"""An invited person answers."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.visit import Visit
from messages import call_outs as cards
from messages import trouble
from messages.buttons import ReplyButton
from messages.card import Reply, reply
from messages.corps_calls import kept_home
from services import group_sides, replies
from services.replies import (
    AcceptResult,
    Closed,
    ComesElsewhere,
    Coming,
    ConsentMissing,
    Declined,
    KeptHome,
    Late,
    NotInvited,
    OnReserve,
)

router = Router(name="call_outs")


@router.callback_query(ReplyButton.filter(F.act.in_({"yes", "switch"})))
async def accept(_tap: CallbackQuery, callback_data: ReplyButton, visit: Visit) -> Reply:
    if visit.person is None:
        return reply(toast=trouble.not_yours())
    switch = callback_data.act == "switch"
    result = await replies.accept(
        visit.db, visit.person.id, callback_data.invitation, visit.now, visit.policy, switch=switch
    )
    return await answer_to(result, visit)


@router.callback_query(ReplyButton.filter(F.act.in_({"no", "keep"})))
async def decline(_tap: CallbackQuery, callback_data: ReplyButton, visit: Visit) -> Reply:
    """Also for who stays with another call-out at that time: this one is declined by it."""
    if visit.person is None:
        return reply(toast=trouble.not_yours())
    result = await replies.decline(visit.db, visit.person.id, callback_data.invitation, visit.now, visit.policy)
    return await answer_to(result, visit)


async def answer_to(result: AcceptResult | Declined, visit: Visit) -> Reply:
    """The card as it stands after an answer, in whatever way it was given."""
    match result:
        case Coming(invited, number):
            side = await group_sides.side_of(visit.db, invited)
            card = cards.briefing(invited, number, visit.now, visit.policy, side)
            return reply(card, toast=cards.toast_coming(number, invited.call_out.needed))
        case OnReserve(invited, position):
            side = await group_sides.side_of(visit.db, invited)
            return reply(cards.on_reserve(invited, position, side), toast=cards.toast_reserve(position))
        case Declined(invited):
            return reply(cards.declined(invited), toast=cards.toast_declined())
        case ComesElsewhere(invited, elsewhere):
            return reply(cards.comes_elsewhere(invited, elsewhere, visit.now))
        case _:
            return _not_now(result, visit)


def _not_now(result: ConsentMissing | KeptHome | Late | Closed | NotInvited, visit: Visit) -> Reply:
    match result:
        case ConsentMissing(invited):
            return reply(cards.consent_missing(invited))
        case KeptHome(invited):
            return reply(kept_home(invited))
        case Late(invited):
            return reply(cards.late(invited), toast=cards.closed_since(invited, visit.now), alert=True)
        case Closed(invited):
            return reply(cards.closed(invited), toast=cards.closed_since(invited, visit.now), alert=True)
        case NotInvited():
            return reply(toast=trouble.not_yours())
