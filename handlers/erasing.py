"""Being erased, and staying."""

from __future__ import annotations

from datetime import UTC, datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.staff import Known
from handlers.visit import Visit
from messages import erasing as words
from messages import staying
from messages.buttons import EraseButton, StillInButton
from messages.card import Card, Reply, reply
from messages.menus import names
from models.people import Person
from services import conversations, erasure
from services.erasure import Erased, Held, MayGo

router = Router(name="erasing")


@router.message(Command(*names("erase"), ignore_case=True), Known())
async def asked(_message: Message, visit: Visit, person: Person) -> Reply:
    return reply(await _prospect(visit, person, words.explained()))


@router.message(Command(*names("erase"), ignore_case=True))
async def stranger(_message: Message, visit: Visit) -> Reply:
    return await _nothing_kept(visit)


@router.callback_query(EraseButton.filter(), ~Known())
async def stranger_taps(_tap: CallbackQuery, visit: Visit) -> Reply:
    """A second tap, or the button of a card from an earlier life."""
    return await _nothing_kept(visit)


async def _nothing_kept(visit: Visit) -> Reply:
    await conversations.erase(visit.db, visit.telegram_id)
    visit.conversation = None
    return reply(words.nothing_to_erase())


@router.callback_query(EraseButton.filter(F.act == "ask"), Known())
async def tapped(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    return reply(await _prospect(visit, person, words.explained()), keep=True)


@router.callback_query(EraseButton.filter(F.act == "go_on"), Known())
async def goes_on(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    return reply(await _prospect(visit, person, words.sure(person, visit.now)))


async def _prospect(visit: Visit, person: Person, free: Card) -> Card:
    match await erasure.prospect(visit.db, person, visit.now, visit.policy):
        case MayGo():
            return free
        case Held() as seen:
            return words.held(seen)


@router.callback_query(EraseButton.filter(F.act == "sure"), Known())
async def sure(_tap: CallbackQuery, callback_data: EraseButton, visit: Visit, person: Person) -> Reply:
    """An old card must not erase anybody by accident: then it is explained and asked again."""
    asked_at = datetime.fromtimestamp(min(callback_data.asked_at, visit.now.timestamp()), UTC)
    if visit.now - asked_at > visit.policy.erase_sure_within:
        return reply(await _prospect(visit, person, words.explained()))
    match await erasure.erase_self(visit.db, person, visit.now, visit.policy):
        case Erased() as gone:
            visit.person = visit.conversation = None
            return reply(words.erased(gone.cause))
        case Held() as seen:
            return reply(words.held(seen))


@router.callback_query(EraseButton.filter(F.act == "later"), Known())
async def later(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    match await erasure.wish(visit.db, person, visit.now, visit.policy):
        case MayGo():
            return reply(words.sure(person, visit.now))
        case Held() as seen:
            return reply(words.held(seen))


@router.callback_query(EraseButton.filter(), Known())
async def stays(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    return reply(words.stays(wished=await erasure.withdraw_wish(visit.db, person)))


@router.callback_query(StillInButton.filter(), Known())
async def still_in(_tap: CallbackQuery, person: Person) -> Reply:
    """The tap itself was the sign of life."""
    return reply(staying.stayed(person))
