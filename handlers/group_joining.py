"""Joining a group by its link: at once for a volunteer, at the end of the sign-up for whoever isn't one yet."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from handlers.groups import shown
from handlers.sign_up import take_along
from handlers.staff import Known
from handlers.visit import Visit
from messages import group_joining as words
from messages import groups as group_words
from messages import privacy, welcome
from messages.buttons import GroupJoinButton
from messages.card import Reply, reply
from models.people import Person
from services import group_joining, groups
from services.group_joining import GroupIsFull, NoSuchGroup, OfAnotherCorps, Refusal, Welcome
from services.groups import PREFIX, GroupOf, InAnother
from services.memberships import NotSignedUp

router = Router(name="group_joining")
router.callback_query.filter(Known())


@router.message(CommandStart(deep_link=True, ignore_case=True, magic=F.args.lower().startswith(PREFIX)))
async def linked(_message: Message, command: CommandObject, visit: Visit) -> Reply:
    """Whoever isn't a volunteer yet signs up first, alone and in full, and joins at its end."""
    payload = (command.args or "").lower()
    if visit.person and visit.is_volunteer:
        return _answer(await group_joining.welcome(visit.db, visit.person, payload, visit.policy), visit)
    group = await groups.by_payload(visit.db, payload)
    if group and (on_the_way := await take_along(payload, visit)):
        return on_the_way
    if visit.person is None:
        return reply(welcome.first_screen(group.corps if group else None, unknown_link=group is None, group=group))
    return reply(privacy.notice(payload, visit.policy) if group else words.no_such_group())


@router.callback_query(GroupJoinButton.filter())
async def joins(_tap: CallbackQuery, callback_data: GroupJoinButton, visit: Visit, person: Person) -> Reply:
    match await group_joining.join(visit.db, person, PREFIX + callback_data.token, visit.now, visit.policy):
        case GroupOf() as seen:
            return reply(shown(seen, visit, note="" if seen.leads else group_words.joined()))
        case refusal:
            return _answer(refusal, visit)


def _answer(result: Welcome | GroupOf | Refusal, visit: Visit) -> Reply:
    match result:
        case Welcome() as found:
            return reply(words.ask_join(found))
        case GroupOf() as seen:
            return reply(shown(seen, visit))
        case InAnother(own):
            return reply(words.in_another(own))
        case OfAnotherCorps(group, corps):
            return reply(words.of_another_corps(group, corps))
        case GroupIsFull(group):
            return reply(words.is_full(group))
        case NoSuchGroup():
            return reply(words.no_such_group())
        case NotSignedUp():
            return reply(group_words.for_volunteers())
