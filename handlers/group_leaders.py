"""What a group's leader does beyond its card: hand it over, dissolve it, and say with how many it comes."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.staff import Known
from handlers.visit import Visit
from messages import group_endings as words
from messages import holds as hold_words
from messages import trouble
from messages.buttons import GroupButton, GroupHeirButton, HoldButton, HoldNumberButton
from messages.card import Reply, reply
from models.people import Person
from services import group_endings, groups, holds
from services.group_endings import Dissolved, HandedOver, NoSuchMember, NotYours
from services.groups import GroupOf
from services.holds import CallOutOver, GivenBack, Held, NotNow, NotTheirs, Question, TooLate

router = Router(name="group_leaders")
router.callback_query.filter(Known())


def not_yours() -> Reply:
    return reply(toast=words.not_yours(), alert=True)


def no_such_member() -> Reply:
    return reply(toast=words.no_such_member(), alert=True)


async def led(visit: Visit, person: Person) -> GroupOf | None:
    seen = await groups.own(visit.db, person)
    return seen if isinstance(seen, GroupOf) and seen.leads else None


@router.callback_query(GroupButton.filter(F.act == "heirs"))
async def choose_heir(_tap: CallbackQuery, callback_data: GroupButton, visit: Visit, person: Person) -> Reply:
    seen = await led(visit, person)
    return reply(words.choose_heir(seen, callback_data.page)) if seen else not_yours()


@router.callback_query(GroupHeirButton.filter(F.act == "ask"))
async def ask_heir(_tap: CallbackQuery, callback_data: GroupHeirButton, visit: Visit, person: Person) -> Reply:
    seen = await led(visit, person)
    if seen is None:
        return not_yours()
    heirs = [member.person for member in seen.members if member.person_id == callback_data.person != person.id]
    return reply(words.ask_heir(seen.group, heirs[0])) if heirs else no_such_member()


@router.callback_query(GroupHeirButton.filter(F.act == "sure"))
async def hand_over(_tap: CallbackQuery, callback_data: GroupHeirButton, visit: Visit, person: Person) -> Reply:
    match await group_endings.hand_over(visit.db, person, callback_data.person, visit.now):
        case HandedOver(group, heir):
            return reply(words.handed_over(group, heir))
        case NoSuchMember():
            return no_such_member()
        case NotYours():
            return not_yours()


@router.callback_query(GroupButton.filter(F.act == "dissolve"))
async def ask_to_dissolve(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    seen = await led(visit, person)
    return reply(words.ask_dissolve(seen)) if seen else not_yours()


@router.callback_query(GroupButton.filter(F.act == "dissolve_sure"))
async def dissolve(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    match await group_endings.dissolve(visit.db, person, visit.now):
        case Dissolved(group):
            return reply(words.dissolved(group))
        case NotYours():
            return not_yours()


@router.callback_query(HoldButton.filter(F.act == "ask"))
async def ask_number(_tap: CallbackQuery, callback_data: HoldButton, visit: Visit, person: Person) -> Reply:
    """With how many; as a card of its own, so that the invitation stays as it is."""
    match await holds.ask(visit.db, person, callback_data.call_out, visit.now, visit.policy):
        case Question() as asked:
            return reply(hold_words.question(asked, visit.now), keep=True)
        case refusal:
            return _not_now(refusal, visit)


@router.callback_query(HoldNumberButton.filter())
async def take(_tap: CallbackQuery, callback_data: HoldNumberButton, visit: Visit, person: Person) -> Reply:
    call_out, number = callback_data.call_out, callback_data.number
    match await holds.take(visit.db, person, call_out, number, visit.now, visit.policy):
        case Held(hold):
            return reply(hold_words.hold(hold, visit.now), toast=hold_words.toast_held(hold))
        case Question() as asked:
            return reply(hold_words.question(asked, visit.now))
        case refusal:
            return _not_now(refusal, visit)


@router.callback_query(HoldButton.filter(F.act == "back"))
async def ask_to_give_back(_tap: CallbackQuery, callback_data: HoldButton, visit: Visit, person: Person) -> Reply:
    match await holds.ask(visit.db, person, callback_data.call_out, visit.now, visit.policy):
        case Question(hold=hold) if hold and hold.held:
            return reply(hold_words.ask_back(hold), keep=True)
        case Question(hold=hold) if hold:
            return reply(hold_words.hold(hold, visit.now))
        case Question():
            return not_yours()
        case refusal:
            return _not_now(refusal, visit)


@router.callback_query(HoldButton.filter(F.act == "back_sure"))
async def give_back(_tap: CallbackQuery, callback_data: HoldButton, visit: Visit, person: Person) -> Reply:
    match await holds.give_back(visit.db, person, callback_data.call_out, visit.now, visit.policy):
        case GivenBack(hold):
            return reply(hold_words.hold(hold, visit.now))
        case refusal:
            return _not_now(refusal, visit)


def _not_now(refusal: NotNow, visit: Visit) -> Reply:
    match refusal:
        case TooLate(hold):
            return reply(toast=hold_words.too_late(hold, visit.now), alert=True)
        case CallOutOver():
            return reply(toast=hold_words.is_over(), alert=True)
        case NotTheirs():
            return reply(toast=trouble.not_yours(), alert=True)
