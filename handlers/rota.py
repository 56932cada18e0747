"""Who is on call in an area, and what can be done about it by a tap."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.areas import AreaChoice
from handlers.rota_planning import begin as begin_planning
from handlers.rota_swaps import begin as begin_swap
from handlers.staff import Holds, Known, not_allowed, person_in
from handlers.visit import Visit
from messages import rota as words
from messages import rota_alarms, rota_swaps
from messages.buttons import DutyButton, RotaButton, RotaOutButton, SwapButton
from messages.card import Reply, reply
from messages.menus import names
from messages.staff import refused
from models.people import Person
from services import rota, rota_plans
from services import rota_swaps as swaps
from services.areas import Area, place_of, read_area
from services.authority import NotAllowed
from services.rota import PLANNERS, RotaView
from services.rota_plans import Acknowledged, NoSuchShift, OnCallAlready, Removed, TookOver
from services.rota_swaps import Answered

router = Router(name="rota")
router.callback_query.filter(Known())


async def show(area: Area, visit: Visit) -> Reply:
    """The area's rota, for those who plan it."""
    match await rota.view(visit.db, person_in(visit), area, visit.now, visit.policy):
        case RotaView() as seen:
            return reply(words.view(seen, visit.now))
        case NotAllowed():
            return reply(refused())


choice = AreaChoice("on_call", PLANNERS, show, wider=True)


@router.message(Command(*names("rota"), ignore_case=True), Holds(*PLANNERS))
async def asked(_message: Message, visit: Visit, person: Person) -> Reply:
    return await choice.open(visit, person)


@router.message(Command(*names("rota"), ignore_case=True))
async def asked_without_a_role(_message: Message) -> Reply:
    return reply(words.only_planners())


@router.callback_query(RotaButton.filter())
async def taps(_tap: CallbackQuery, callback_data: RotaButton, visit: Visit, person: Person) -> Reply:
    area = await read_area(visit.db, callback_data.area)
    seen = await rota.view(visit.db, person, area, visit.now, visit.policy) if area else NotAllowed()
    if area is None or isinstance(seen, NotAllowed):
        return not_allowed()
    match callback_data.act:
        case "week" | "once":
            return await begin_planning(area, visit, once=callback_data.act == "once")
        case "swap":
            return await begin_swap(area, visit)
        case "out":
            return reply(words.take_out(seen))
        case "over":
            return reply(words.ask_take_over(seen, visit.now))
        case "over_sure":
            return await _take_over(area, visit, person)
        case "show":
            return reply(words.view(seen, visit.now))


async def _take_over(area: Area, visit: Visit, person: Person) -> Reply:
    match await rota_plans.take_over(visit.db, person, area, visit.now, visit.policy):
        case TookOver():
            return replace(await show(area, visit), toast=words.took_over())
        case OnCallAlready():
            return replace(await show(area, visit), toast=words.on_call_already())
        case NotAllowed():
            return not_allowed()


@router.callback_query(RotaOutButton.filter())
async def take_out(_tap: CallbackQuery, callback_data: RotaOutButton, visit: Visit, person: Person) -> Reply:
    remove = rota_plans.remove_weekly if callback_data.kind == "week" else rota_plans.remove_once
    match await remove(visit.db, person, callback_data.shift, visit.now, visit.policy):
        case Removed(area):
            return replace(await show(area, visit), toast=words.taken_out())
        case NoSuchShift():
            return reply(toast=words.no_such_shift(), alert=True)
        case NotAllowed():
            return not_allowed()


@router.callback_query(DutyButton.filter())
async def is_on_call(_tap: CallbackQuery, callback_data: DutyButton, visit: Visit, person: Person) -> Reply:
    match await rota_plans.acknowledge(visit.db, person, callback_data.duty, visit.now, visit.policy):
        case Acknowledged(duty):
            place = await place_of(visit.db, await rota.area_of(visit.db, duty.rota))
            return reply(rota_alarms.shift_alarm(duty, place, visit.now))
        case NotAllowed():
            return not_allowed()


@router.callback_query(SwapButton.filter(F.act.in_({"yes", "no"})))
async def answers_swap(_tap: CallbackQuery, callback_data: SwapButton, visit: Visit, person: Person) -> Reply:
    accepts = callback_data.act == "yes"
    match await swaps.answer(visit.db, person, callback_data.swap, visit.now, visit.policy, accepts=accepts):
        case Answered(swap):
            return reply(rota_swaps.asked(swap))
        case NotAllowed():
            return not_allowed()
