"""A group's leader takes a member out of it."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.group_leaders import led, no_such_member, not_yours
from handlers.staff import Known
from handlers.visit import Visit
from messages import group_removing as words
from messages.buttons import GroupButton, GroupRemoveButton
from messages.card import Reply, reply
from models.people import Person
from services import group_endings
from services.group_endings import NoSuchMember, NotYours, Removed

router = Router(name="group_removing")
router.callback_query.filter(Known())


@router.callback_query(GroupButton.filter(F.act == "others"))
async def choose(_tap: CallbackQuery, callback_data: GroupButton, visit: Visit, person: Person) -> Reply:
    seen = await led(visit, person)
    return reply(words.choose(seen, callback_data.page)) if seen else not_yours()


@router.callback_query(GroupRemoveButton.filter(F.act == "ask"))
async def ask(_tap: CallbackQuery, callback_data: GroupRemoveButton, visit: Visit, person: Person) -> Reply:
    seen = await led(visit, person)
    if seen is None:
        return not_yours()
    found = [member.person for member in seen.members if member.person_id == callback_data.person != person.id]
    return reply(words.ask(seen.group, found[0])) if found else no_such_member()


@router.callback_query(GroupRemoveButton.filter(F.act == "sure"))
async def remove(_tap: CallbackQuery, callback_data: GroupRemoveButton, visit: Visit, person: Person) -> Reply:
    match await group_endings.remove(visit.db, person, callback_data.person, visit.now):
        case Removed(group, member):
            return reply(words.removed(group, member))
        case NoSuchMember():
            return no_such_member()
        case NotYours():
            return not_yours()
