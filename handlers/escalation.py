"""Calling the neighbours' corps, ring after ring."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.staff import Holds, Known, not_a_coordinator, not_allowed
from handlers.visit import Visit
from messages import boards as board_words
from messages import escalation as words
from messages import proposals as proposal_words
from messages.buttons import CallOutButton, EscalateButton, ProposalButton
from messages.card import Reply, reply
from messages.menus import names
from models.call_outs import CallOut
from models.people import Person
from models.roles import Role
from services import boards, call_outs, escalation, proposals
from services.authority import NotAllowed
from services.call_outs import IsClosed
from services.escalation import (
    Escalated,
    IsFull,
    NextRing,
    NoMoreRings,
    NotAskedYet,
    NothingToCall,
    RestAsked,
)

router = Router(name="escalation")
router.callback_query.filter(Known())


@router.message(Command(*names("escalate"), ignore_case=True), Holds(Role.COORDINATOR))
async def choose(_message: Message, visit: Visit, person: Person) -> Reply:
    """Who comes next for the open call-out, or the choice of several."""
    match await call_outs.open_for(visit.db, person):
        case []:
            return reply(board_words.none_open())
        case [call_out]:
            return await _show_next(call_out.id, visit, person)
        case several:
            return reply(board_words.choose(several, "escalate"))


router.message.register(not_a_coordinator, Command(*names("escalate"), ignore_case=True))


@router.callback_query(CallOutButton.filter(F.act == "escalate"))
async def show_next(_tap: CallbackQuery, callback_data: CallOutButton, visit: Visit, person: Person) -> Reply:
    return await _show_next(callback_data.call_out, visit, person)


async def _show_next(call_out_id: int, visit: Visit, person: Person) -> Reply:
    """A message of its own: the board from which it was asked goes on changing."""
    upcoming = await escalation.next_escalation(visit.db, person, call_out_id, visit.now, visit.policy)
    if isinstance(upcoming, NotAskedYet | NextRing):
        return replace(await _ask_for(upcoming, visit), keep=True)
    return replace(_nothing_to_call(upcoming, visit), keep=True)


@router.callback_query(EscalateButton.filter())
async def escalate(_tap: CallbackQuery, callback_data: EscalateButton, visit: Visit, person: Person) -> Reply:
    result = await escalation.escalate(
        visit.db, person, callback_data.call_out, callback_data.ring, visit.now, visit.policy
    )
    match result:
        case Escalated():
            return reply(words.escalated(result))
        case RestAsked():
            return reply(words.rest_asked(result))
        case NotAskedYet() | NextRing() as upcoming:
            return replace(await _ask_for(upcoming, visit), toast=words.changed_meanwhile())
        case _:
            return _nothing_to_call(result, visit)


@router.callback_query(ProposalButton.filter())
async def put_off(_tap: CallbackQuery, callback_data: ProposalButton, visit: Visit, person: Person) -> Reply:
    match await proposals.put_off(visit.db, person, callback_data.call_out, visit.now, visit.policy):
        case CallOut() as call_out:
            figures = await boards.board(visit.db, call_out)
            return reply(board_words.board(figures, visit.now), toast=proposal_words.put_off(call_out.proposal_due_at))
        case IsClosed(call_out):
            return reply(board_words.closed_before(call_out, visit.now))
        case NotAllowed():
            return not_allowed()


async def _ask_for(upcoming: NotAskedYet | NextRing, visit: Visit) -> Reply:
    return reply(words.proposed(upcoming, await boards.board(visit.db, upcoming.call_out)))


def _nothing_to_call(why: NothingToCall, visit: Visit) -> Reply:
    match why:
        case NoMoreRings(call_out):
            return reply(words.no_more_rings(call_out))
        case IsFull(call_out):
            return reply(words.full(call_out))
        case IsClosed(call_out):
            return reply(board_words.closed_before(call_out, visit.now))
        case NotAllowed():
            return not_allowed()
