"""The roles among the people whom a request asks for: which skill, and how many people."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.request_edits import card_name, refused
from handlers.staff import Known
from handlers.visit import Visit
from messages import request_roles as words
from messages.buttons import RequestRoleButton, RequestRoleNumberButton, RequestRolesButton
from messages.card import Reply, reply
from models.emergencies import HelpRequest
from models.people import Person
from services import request_edits, request_roles
from services.request_edits import Edited, EndsBeforeStart
from services.rules.skills import Category, SkillCode, to_bits

router = Router(name="request_roles")
router.callback_query.filter(Known())


@router.callback_query(RequestRolesButton.filter())
async def show(_tap: CallbackQuery, callback_data: RequestRolesButton, visit: Visit, person: Person) -> Reply:
    """The roles with the pages of skills, or one such page."""
    request = await request_edits.open_to(visit.db, person, callback_data.request, "roles")
    if not isinstance(request, HelpRequest):
        return refused(request)
    name = card_name(request, visit)
    page = callback_data.page
    return reply(words.page(request, Category(page), name) if page else words.roles(request, name))


@router.callback_query(RequestRoleButton.filter())
async def ask_number(_tap: CallbackQuery, callback_data: RequestRoleButton, visit: Visit, person: Person) -> Reply:
    request = await request_edits.open_to(visit.db, person, callback_data.request, "roles")
    if not isinstance(request, HelpRequest):
        return refused(request)
    return reply(words.number(request, SkillCode(callback_data.skill), card_name(request, visit)))


@router.callback_query(RequestRoleNumberButton.filter())
async def set_number(
    _tap: CallbackQuery, callback_data: RequestRoleNumberButton, visit: Visit, person: Person
) -> Reply:
    bits = to_bits([SkillCode(callback_data.skill)])
    result = await request_roles.set_role(
        visit.db, person, callback_data.request, bits, callback_data.number, visit.now, visit.policy
    )
    match result:
        case Edited(request) | EndsBeforeStart(request):
            return reply(words.roles(request, card_name(request, visit)))
        case why:
            return refused(why)
