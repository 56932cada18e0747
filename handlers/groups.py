"""Coming with a group: making one, joining it by its link, leaving it, and its end."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from handlers.forms import runner
from handlers.forms.answers import Answer, Words
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step
from handlers.sign_up import take_along
from handlers.staff import Known, person_in
from handlers.visit import Visit
from messages import groups as words
from messages import privacy, welcome
from messages.buttons import GroupButton, GroupJoinButton
from messages.card import Card, Reply, reply
from messages.menus import names
from models.people import Person
from services import group_endings, groups
from services.group_endings import LeadsIt, Left, NotYours
from services.groups import (
    PREFIX,
    GroupIsFull,
    GroupOf,
    InAnother,
    NoCorps,
    NoGroup,
    NoSuchGroup,
    NotLeader,
    OfAnotherCorps,
    Refusal,
    Welcome,
)
from services.memberships import NotSignedUp
from services.rules.texts import read_name

router = Router(name="groups")
router.callback_query.filter(Known())


def shown(seen: GroupOf, visit: Visit, *, page: int = 0, note: str = "") -> Card:
    """The group's card, with the link for its leader."""
    return words.group(seen, visit.start_link(seen.payload), page, note)


async def _own(visit: Visit, page: int = 0) -> Reply:
    match await groups.own(visit.db, visit.person) if visit.person else NotSignedUp():
        case GroupOf() as seen:
            return reply(shown(seen, visit, page=page))
        case NoGroup(corps):
            return reply(words.explain() if corps else words.no_corps())
        case NotSignedUp():
            return reply(words.for_volunteers())


@router.message(Command(*names("group"), ignore_case=True))
async def asked(_message: Message, visit: Visit) -> Reply:
    return await _own(visit)


@router.callback_query(GroupButton.filter(F.act == "show"))
async def show(_tap: CallbackQuery, callback_data: GroupButton, visit: Visit) -> Reply:
    return await _own(visit, callback_data.page)


@router.message(CommandStart(deep_link=True, ignore_case=True, magic=F.args.lower().startswith(PREFIX)))
async def linked(_message: Message, command: CommandObject, visit: Visit) -> Reply:
    """Whoever isn't a volunteer yet signs up first, alone and in full, and joins at its end."""
    payload = (command.args or "").lower()
    if visit.person and visit.is_volunteer:
        return _answer(await groups.welcome(visit.db, visit.person, payload, visit.policy), visit)
    group = await groups.by_payload(visit.db, payload)
    if group and (on_the_way := await take_along(payload, visit)):
        return on_the_way
    if visit.person is None:
        return reply(welcome.first_screen(group.corps if group else None, unknown_link=group is None, group=group))
    return reply(privacy.notice(payload) if group else words.no_such_group())


@router.callback_query(GroupJoinButton.filter())
async def joins(_tap: CallbackQuery, callback_data: GroupJoinButton, visit: Visit, person: Person) -> Reply:
    match await groups.join(visit.db, person, PREFIX + callback_data.token, visit.now, visit.policy):
        case GroupOf() as seen:
            return reply(shown(seen, visit, note="" if seen.leads else words.joined()))
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
            return reply(words.for_volunteers())


class GroupDraft(Draft):
    """`known`: how the group is called until now; empty for a new one."""

    known: str = ""
    name: str = ""


async def _ask_name(draft: GroupDraft, _visit: Visit) -> Card:
    return words.ask_name(draft.known)


async def _read_name(answer: Answer, draft: GroupDraft, visit: Visit) -> Read[GroupDraft]:
    most = visit.policy.longest_group_name
    name = read_name(answer.text, most) if isinstance(answer, Words) else None
    return Accepted(draft.model_copy(update={"name": name})) if name else NotUnderstood(words.not_a_name(most))


async def _finish(draft: GroupDraft, visit: Visit) -> Reply:
    if draft.known:
        return await _rename(draft.name, visit)
    match await groups.found(visit.db, person_in(visit), draft.name, visit.now):
        case GroupOf() as seen:
            return reply(shown(seen, visit, note=words.made()))
        case InAnother(group):
            return reply(words.in_another(group))
        case NoCorps():
            return reply(words.no_corps())
        case NotSignedUp():
            return reply(words.for_volunteers())


async def _rename(name: str, visit: Visit) -> Reply:
    match await groups.rename(visit.db, person_in(visit), name):
        case GroupOf() as seen:
            return reply(shown(seen, visit, note=words.renamed()))
        case NotLeader():
            return await _own(visit)


group_form: Form[GroupDraft] = Form(
    name=words.FORM,
    draft=GroupDraft,
    steps=(Step(words.NAME, _ask_name, _read_name),),
    finish=_finish,
    stopped=words.unchanged,
    subject=words.subject,
)


@router.callback_query(GroupButton.filter(F.act == "make"))
async def make(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    match await groups.own(visit.db, person):
        case NoGroup(corps) if corps:
            return await runner.start(group_form, GroupDraft(), visit)
        case _:
            return await _own(visit)


@router.callback_query(GroupButton.filter(F.act == "rename"))
async def ask_new_name(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    group = await groups.led(visit.db, person)
    if isinstance(group, NotLeader):
        return reply(toast=words.not_yours(), alert=True)
    return await runner.start(group_form, GroupDraft(known=group.name), visit)


@router.callback_query(GroupButton.filter(F.act == "leave"))
async def ask_to_leave(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    match await groups.own(visit.db, person):
        case GroupOf(group, leads=leads):
            return reply(toast=words.leads_it(group), alert=True) if leads else reply(words.ask_leave(group))
        case _:
            return await _own(visit)


@router.callback_query(GroupButton.filter(F.act == "leave_sure"))
async def leave(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    match await group_endings.leave(visit.db, person, visit.now):
        case Left(group):
            return reply(words.left(group))
        case LeadsIt(group):
            return reply(toast=words.leads_it(group), alert=True)
        case NotYours():
            return await _own(visit)
