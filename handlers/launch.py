"""From the alert to the call-out: take over, see whom it would reach, start."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.staff import Holds, Known, not_a_coordinator, not_allowed
from handlers.visit import Visit
from messages import boards as board_words
from messages import launch as words
from messages import requests as request_words
from messages.buttons import PreferSkillButton, RelaxButton, RequestButton
from messages.card import Reply, reply
from messages.menus import names
from messages.request_edits import cannot_change
from models.call_outs import CallOut
from models.people import Person
from models.roles import Role
from services import boards, call_outs, help_requests, relaxing
from services.authority import NotAllowed
from services.call_outs import AlreadyLaunched, Launched, Preview
from services.help_requests import AlreadyTaken, NoLongerEditable, PassedOn, TakenOver
from services.request_edits import Edited, Locked

router = Router(name="launch")
router.callback_query.filter(Known())


@router.message(Command(*names("callout"), ignore_case=True), Holds(Role.COORDINATOR))
async def call_out_by_hand(_message: Message, visit: Visit, person: Person) -> Reply:
    """The request that waits for a call-out, or the choice of several."""
    match await help_requests.waiting_for_launch(visit.db, person):
        case []:
            return reply(words.nothing_waits())
        case [request]:
            return await show_preview(request.id, visit, person)
        case several:
            return reply(words.choose(several))


router.message.register(not_a_coordinator, Command(*names("callout"), ignore_case=True))


@router.callback_query(RequestButton.filter(F.act == "take"))
async def take_over(_tap: CallbackQuery, callback_data: RequestButton, visit: Visit, person: Person) -> Reply:
    match await help_requests.take_over(visit.db, person, callback_data.request, visit.now, visit.policy):
        case TakenOver(request):
            return await show_preview(request.id, visit, person)
        case AlreadyTaken() as late:
            return _too_late(late, visit, person)
        case NotAllowed():
            return not_allowed()


@router.callback_query(RequestButton.filter(F.act == "pass"))
async def pass_on(_tap: CallbackQuery, callback_data: RequestButton, visit: Visit, person: Person) -> Reply:
    match await help_requests.pass_on(visit.db, person, callback_data.request, visit.now):
        case PassedOn(request):
            return reply(request_words.passed(request))
        case AlreadyTaken() as late:
            return _too_late(late, visit, person)
        case NotAllowed():
            return not_allowed()


def _too_late(late: AlreadyTaken, visit: Visit, person: Person) -> Reply:
    card = request_words.alert(late.request, person.id, visit.now)
    toast = request_words.taken_before(late.request, visit.now) if late.request.taken_by else ""
    return reply(card, toast=toast)


@router.callback_query(RequestButton.filter(F.act == "preview"))
async def preview(_tap: CallbackQuery, callback_data: RequestButton, visit: Visit, person: Person) -> Reply:
    return await show_preview(callback_data.request, visit, person)


@router.callback_query(RequestButton.filter(F.act.in_({"launch", "wider"})))
async def launch(_tap: CallbackQuery, callback_data: RequestButton, visit: Visit, person: Person) -> Reply:
    wider = callback_data.act == "wider"
    result = await call_outs.launch(
        visit.db, person, callback_data.request, visit.now, visit.policy, with_neighbours=wider
    )
    match result:
        case Launched(call_out, asked):
            return await show_board(call_out, visit, words.launched(asked))
        case AlreadyLaunched() as before:
            return await _launched_before(before, visit, person)
        case NotAllowed():
            return not_allowed()


@router.callback_query(RequestButton.filter(F.act == "more"))
async def ask_more(_tap: CallbackQuery, callback_data: RequestButton, visit: Visit, person: Person) -> Reply:
    return await _show_criteria(callback_data.request, visit, person)


@router.callback_query(RelaxButton.filter())
async def relax(_tap: CallbackQuery, callback_data: RelaxButton, visit: Visit, person: Person) -> Reply:
    also, asked = callback_data.also, callback_data.asked
    result = await relaxing.let(
        visit.db, person, callback_data.request, also, visit.now, visit.policy, asked=asked
    )  # fmt: skip
    return await _relaxed(result, visit, person)


@router.callback_query(PreferSkillButton.filter())
async def prefer(_tap: CallbackQuery, callback_data: PreferSkillButton, visit: Visit, person: Person) -> Reply:
    request, skill = callback_data.request, callback_data.skill
    result = await relaxing.prefer(visit.db, person, request, skill, visit.now, visit.policy)
    return await _relaxed(result, visit, person)


async def _relaxed(result: Edited | Locked | NoLongerEditable | NotAllowed, visit: Visit, person: Person) -> Reply:
    match result:
        case Edited(request):
            return await _show_criteria(request.id, visit, person)
        case NotAllowed():
            return not_allowed()
        case why:
            return reply(toast=cannot_change(why), alert=True)


async def _show_criteria(request_id: int, visit: Visit, person: Person) -> Reply:
    match await call_outs.preview(visit.db, person, request_id, visit.now, visit.policy):
        case Preview() as seen:
            return reply(words.criteria(seen))
        case AlreadyLaunched() as before:
            return await _launched_before(before, visit, person)
        case NotAllowed():
            return not_allowed()


async def show_preview(request_id: int, visit: Visit, person: Person) -> Reply:
    """Whom a launch of this request would reach; the board if it was launched before."""
    match await call_outs.preview(visit.db, person, request_id, visit.now, visit.policy):
        case Preview() as seen:
            return reply(words.preview(seen, visit.now), toast=words.nobody_free(seen))
        case AlreadyLaunched() as before:
            return await _launched_before(before, visit, person)
        case NotAllowed():
            return not_allowed()


async def _launched_before(before: AlreadyLaunched, visit: Visit, person: Person) -> Reply:
    if before.call_out:
        return await show_board(before.call_out, visit, words.launched_before())
    return reply(request_words.alert(before.request, person.id, visit.now))


async def show_board(call_out: CallOut, visit: Visit, toast: str = "") -> Reply:
    """How the call-out stands; its viewer is known to lead it."""
    figures = await boards.board(visit.db, call_out)
    return reply(board_words.board(figures, visit.now), toast=toast)
