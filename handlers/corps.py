"""A municipality's corps for its people: the figures, the members, the poster, and founding it."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.areas import AreaChoice
from handlers.staff import Holds, Known, not_allowed, person_in
from handlers.visit import Visit
from messages import corps_overview as words
from messages import founding
from messages import members as member_words
from messages.areas import not_in_flanders
from messages.buttons import CorpsButton, MemberButton, MemberContactButton, MembersButton
from messages.card import Reply, reply
from messages.menus import names
from messages.staff import refused
from models.people import Person
from services import corps_overview, members
from services.areas import Area
from services.authority import NotAllowed
from services.corps import AlreadyFounded, Founded, NotFlemish
from services.corps_overview import PEOPLE, NoCorpsYet, Overview
from services.members import Member, NoLongerMember, Roster

router = Router(name="corps")
router.callback_query.filter(Known())


async def _show(area: Area, visit: Visit) -> Reply:
    return await _overview(area.nis or 0, visit, person_in(visit))


choice = AreaChoice("corps", PEOPLE, _show)


@router.message(Command(*names("corps"), ignore_case=True), Holds(*PEOPLE))
async def asked(_message: Message, visit: Visit, person: Person) -> Reply:
    return await choice.open(visit, person)


@router.message(Command(*names("corps"), ignore_case=True))
async def asked_without_a_role(_message: Message) -> Reply:
    return reply(words.none_of_yours())


@router.callback_query(CorpsButton.filter(F.act == "show"))
async def show(_tap: CallbackQuery, callback_data: CorpsButton, visit: Visit, person: Person) -> Reply:
    return await _overview(callback_data.nis, visit, person)


async def _overview(nis: int, visit: Visit, person: Person) -> Reply:
    match await corps_overview.overview(visit.db, person, nis, visit.now, visit.policy):
        case Overview() as seen:
            return reply(words.overview(seen, visit.start_link(seen.corps.slug)))
        case NoCorpsYet() as seen:
            return reply(founding.no_corps_yet(seen))
        case NotAllowed():
            return reply(refused())


@router.callback_query(CorpsButton.filter(F.act == "found"))
async def ask_to_found(_tap: CallbackQuery, callback_data: CorpsButton, visit: Visit, person: Person) -> Reply:
    match await corps_overview.overview(visit.db, person, callback_data.nis, visit.now, visit.policy):
        case NoCorpsYet(may_found=True) as seen:
            return reply(founding.confirm(seen))
        case Overview() as seen:
            shown = await _overview(callback_data.nis, visit, person)
            return replace(shown, toast=founding.founded_before(seen.corps))
        case _:
            return not_allowed()


@router.callback_query(CorpsButton.filter(F.act == "found_sure"))
async def found(_tap: CallbackQuery, callback_data: CorpsButton, visit: Visit, person: Person) -> Reply:
    match await corps_overview.found(visit.db, person, callback_data.nis, visit.now):
        case Founded(corps, told):
            toast = founding.founded(corps, told)
        case AlreadyFounded(corps):
            toast = founding.founded_before(corps)
        case NotFlemish():
            return reply(not_in_flanders())
        case NotAllowed():
            return not_allowed()
    return replace(await _overview(callback_data.nis, visit, person), toast=toast)


@router.callback_query(CorpsButton.filter(F.act == "poster"))
async def poster(_tap: CallbackQuery, callback_data: CorpsButton, visit: Visit, person: Person) -> Reply:
    """Both files are made when they are sent."""
    match await corps_overview.overview(visit.db, person, callback_data.nis, visit.now, visit.policy):
        case Overview(corps=corps):
            return reply(*words.posters(corps, visit.start_link(corps.slug)), keep=True)
        case _:
            return not_allowed()


@router.callback_query(MembersButton.filter())
async def list_members(_tap: CallbackQuery, callback_data: MembersButton, visit: Visit, person: Person) -> Reply:
    return await _roster(callback_data.corps, callback_data.page, visit, person)


async def _roster(corps_id: int, page: int, visit: Visit, person: Person) -> Reply:
    match await members.roster(visit.db, person, corps_id, page, visit.now, visit.policy):
        case Roster() as seen:
            return reply(member_words.roster(seen, visit.now))
        case NotAllowed():
            return not_allowed()


@router.callback_query(MemberButton.filter())
async def show_member(_tap: CallbackQuery, callback_data: MemberButton, visit: Visit, person: Person) -> Reply:
    return await _member(callback_data, visit, person)


@router.callback_query(MemberContactButton.filter())
async def show_contact(_tap: CallbackQuery, callback_data: MemberContactButton, visit: Visit, person: Person) -> Reply:
    return await _member(callback_data, visit, person)


async def _member(of: MemberButton | MemberContactButton, visit: Visit, person: Person) -> Reply:
    contact = isinstance(of, MemberContactButton)
    found = await members.member(visit.db, person, of.corps, of.person, visit.now, visit.policy, with_contact=contact)
    match found:
        case Member() as seen:
            return reply(member_words.member(seen, of.page, visit.now))
        case NoLongerMember() as gone:
            shown = await _roster(of.corps, of.page, visit, person)
            return replace(shown, toast=member_words.no_longer_member(gone))
        case NotAllowed():
            return not_allowed()
