"""Closing a call-out, and ending an emergency."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.forms import runner
from handlers.forms.answers import Answer
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step
from handlers.request_answers import text_in
from handlers.staff import Holds, Known, not_a_coordinator, not_allowed, person_in
from handlers.visit import Visit
from messages import boards as board_words
from messages import closing as words
from messages.buttons import CallOutButton, EmergencyButton, NotNowButton, WaysToEndButton
from messages.card import Card, Reply, reply
from messages.menus import names
from messages.staff import refused
from models.call_outs import CallOutState
from models.people import Person
from models.roles import Role
from services import boards, call_outs, closing, emergencies, endings, overview
from services.authority import NotAllowed
from services.boards import Board
from services.closing import CallOutClosed, ClosedBefore
from services.emergencies import AlreadyEnded
from services.endings import Ended, Outlook

LONGEST_WHY = 300  # as the column

router = Router(name="closing")
router.callback_query.filter(Known())


@router.message(Command(*names("close"), ignore_case=True), Holds(Role.COORDINATOR))
async def choose(_message: Message, visit: Visit, person: Person) -> Reply:
    """What can be closed: open call-outs, and emergencies that have none any more."""
    open_ones = await call_outs.open_for(visit.db, person)
    led = {call_out.help_request.emergency_id for call_out in open_ones}
    bare = [found for found in await emergencies.open_for(visit.db, person) if found.id not in led]
    match open_ones, bare:
        case [], []:
            return reply(words.nothing_open())
        case [call_out], []:
            return reply(words.ways_to_end(await boards.board(visit.db, call_out)))
        case _:
            return reply(words.choose(open_ones, bare))


router.message.register(not_a_coordinator, Command(*names("close"), ignore_case=True))


@router.callback_query(WaysToEndButton.filter())
async def ask_what(_tap: CallbackQuery, callback_data: WaysToEndButton, visit: Visit, person: Person) -> Reply:
    """A message of its own: the board from which it was asked goes on changing."""
    match await overview.board_for(visit.db, person, callback_data.call_out):
        case Board() as figures:
            return replace(_if_open(figures, words.ways_to_end(figures), visit), keep=True)
        case NotAllowed():
            return not_allowed()


@router.callback_query(CallOutButton.filter(F.act == "close"))
async def ask_close(_tap: CallbackQuery, callback_data: CallOutButton, visit: Visit, person: Person) -> Reply:
    match await overview.board_for(visit.db, person, callback_data.call_out):
        case Board() as figures:
            return _if_open(figures, words.confirm_close(figures), visit)
        case NotAllowed():
            return not_allowed()


def _if_open(figures: Board, card: Card, visit: Visit) -> Reply:
    is_open = figures.call_out.state is CallOutState.OPEN
    return reply(card if is_open else board_words.closed_before(figures.call_out, visit.now))


@router.callback_query(CallOutButton.filter(F.act == "close_sure"))
async def close(_tap: CallbackQuery, callback_data: CallOutButton, visit: Visit, person: Person) -> Reply:
    return await _close(callback_data.call_out, visit, person)


async def _close(call_out_id: int, visit: Visit, person: Person, why: str = "") -> Reply:
    match await closing.close(visit.db, person, call_out_id, visit.now, visit.policy, why):
        case CallOutClosed(_, figures):
            return reply(words.closed(figures))
        case ClosedBefore(call_out):
            return reply(board_words.closed_before(call_out, visit.now))
        case NotAllowed():
            return not_allowed()


class ClosingDraft(Draft):
    """Which call-out closes, and why."""

    call_out: int
    why: str = ""


async def _ask_why(draft: ClosingDraft, visit: Visit) -> Card:
    match await overview.board_for(visit.db, person_in(visit), draft.call_out):
        case Board() as figures:
            return words.ask_why(figures)
        case NotAllowed():
            return refused()


async def _read_why(answer: Answer, draft: ClosingDraft, _visit: Visit) -> Read[ClosingDraft]:
    text = text_in(answer, LONGEST_WHY)
    return text if isinstance(text, NotUnderstood) else Accepted(draft.model_copy(update={"why": text}))


closing_form: Form[ClosingDraft] = Form(
    name=words.FORM,
    draft=ClosingDraft,
    steps=(Step("why", _ask_why, _read_why, skip=lambda draft: draft),),
    finish=lambda draft, visit: _close(draft.call_out, visit, person_in(visit), draft.why),
    stopped=words.stopped,
    subject=words.subject,
)


@router.callback_query(CallOutButton.filter(F.act == "close_why"))
async def ask_why(_tap: CallbackQuery, callback_data: CallOutButton, visit: Visit, person: Person) -> Reply:
    match await overview.board_for(visit.db, person, callback_data.call_out):
        case Board() as figures if figures.call_out.state is CallOutState.OPEN:
            return await runner.start(closing_form, ClosingDraft(call_out=figures.call_out.id), visit)
        case Board() as figures:
            return _if_open(figures, words.confirm_close(figures), visit)
        case NotAllowed():
            return not_allowed()


@router.callback_query(EmergencyButton.filter(F.act == "end"))
async def ask_end(_tap: CallbackQuery, callback_data: EmergencyButton, visit: Visit, person: Person) -> Reply:
    match await endings.outlook(visit.db, person, callback_data.emergency):
        case Outlook() as seen:
            return reply(words.confirm_end(seen))
        case AlreadyEnded(emergency):
            return reply(toast=words.ended_before(emergency, visit.now), alert=True)
        case NotAllowed():
            return not_allowed()


@router.callback_query(EmergencyButton.filter(F.act == "end_sure"))
async def end(_tap: CallbackQuery, callback_data: EmergencyButton, visit: Visit, person: Person) -> Reply:
    match await endings.end(visit.db, person, callback_data.emergency, visit.now, visit.policy):
        case Ended() as result:
            return reply(words.ended(result))
        case AlreadyEnded(emergency):
            return reply(toast=words.ended_before(emergency, visit.now), alert=True)
        case NotAllowed():
            return not_allowed()


@router.callback_query(NotNowButton.filter())
async def leave_open(_tap: CallbackQuery) -> Reply:
    return reply(board_words.unchanged())
