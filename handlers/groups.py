"""Coming with a group: making one, its card, another name, and leaving it."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.forms import runner
from handlers.forms.answers import Answer, Words
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step
from handlers.staff import Known, person_in
from handlers.visit import Visit
from messages import group_endings as ending_words
from messages import group_joining as joining_words
from messages import groups as words
from messages.buttons import GroupButton
from messages.card import Card, Reply, reply
from messages.menus import names
from models.people import Person
from services import group_endings, groups
from services.group_endings import LeadsIt, Left, NotYours
from services.groups import GroupOf, InAnother, NoCorps, NoGroup, NotLeader
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
            return reply(joining_words.in_another(group))
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
        return reply(toast=ending_words.not_yours(), alert=True)
    return await runner.start(group_form, GroupDraft(known=group.name), visit)


@router.callback_query(GroupButton.filter(F.act == "leave"))
async def ask_to_leave(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    match await groups.own(visit.db, person):
        case GroupOf(group, leads=True):
            return reply(toast=ending_words.leads_it(group), alert=True)
        case GroupOf(group):
            return reply(ending_words.ask_leave(group))
        case _:
            return await _own(visit)


@router.callback_query(GroupButton.filter(F.act == "leave_sure"))
async def leave(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    match await group_endings.leave(visit.db, person, visit.now):
        case Left(group):
            return reply(ending_words.left(group))
        case LeadsIt(group):
            return reply(toast=ending_words.leads_it(group), alert=True)
        case NotYours():
            return await _own(visit)
