"""Putting people who come on a task: which task, who; then they are told."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.forms import runner
from handlers.forms.answers import Answer, Choice, Words
from handlers.forms.form import Accepted, Again, Draft, Form, NotUnderstood, Read, Step, Stop
from handlers.staff import Holds, Known, not_a_coordinator, not_allowed, person_in
from handlers.visit import Visit
from messages import assignments as words
from messages import boards as board_words
from messages.buttons import CallOutButton
from messages.card import Card, Reply, reply
from messages.forms import tap_a_button
from messages.menus import names
from messages.staff import refused
from models.call_outs import Task
from models.people import Person
from models.roles import Role
from services import assignments, call_outs
from services.assignments import Assignable, Assigned
from services.authority import NotAllowed
from services.call_outs import IsClosed
from services.rules.texts import one_line

router = Router(name="assignments")
router.callback_query.filter(Known())


class AssignDraft(Draft):
    """The task by id, or the name of one to be made; `chosen` are invitations."""

    call_out: int
    task: int | None = None
    name: str = ""
    chosen: tuple[int, ...] = ()
    page: int = 0


async def _assignable(draft: AssignDraft, visit: Visit) -> Assignable | IsClosed | NotAllowed:
    return await assignments.assignable(visit.db, person_in(visit), draft.call_out)


def _over(why: IsClosed | NotAllowed, visit: Visit) -> Card:
    if isinstance(why, IsClosed):
        return Card(board_words.is_closed(why.call_out, visit.now))
    return refused()


async def _ask_task(draft: AssignDraft, visit: Visit) -> Card:
    found = await _assignable(draft, visit)
    if not isinstance(found, Assignable):
        return _over(found, visit)
    return words.ask_task(found.call_out, found.tasks)


async def _read_task(answer: Answer, draft: AssignDraft, visit: Visit) -> Read[AssignDraft]:
    found = await _assignable(draft, visit)
    if not isinstance(found, Assignable):
        return Stop(reply(_over(found, visit)))
    match answer:
        case Choice(value):
            known = [task for task in found.tasks if str(task.id) == value]
            return _with_task(draft, known[0], found) if known else NotUnderstood(words.name_expected())
        case Words(text) if 0 < len(name := one_line(text)) <= words.LONGEST_NAME:
            known = [task for task in found.tasks if task.name.casefold() == name.casefold()]
            new = draft.model_copy(update={"task": None, "name": name, "chosen": (), "page": 0})
            return _with_task(draft, known[0], found) if known else Accepted(new)
        case Words(text) if text:
            return NotUnderstood(words.name_too_long(len(one_line(text))))
        case _:
            return NotUnderstood(words.name_expected())


def _with_task(draft: AssignDraft, task: Task, found: Assignable) -> Read[AssignDraft]:
    on_it = tuple(invited.id for invited in found.coming if invited.task_id == task.id)
    known = {"task": task.id, "name": task.name, "chosen": on_it, "page": 0}
    return Accepted(draft.model_copy(update=known))


async def _ask_people(draft: AssignDraft, visit: Visit) -> Card:
    found = await _assignable(draft, visit)
    if not isinstance(found, Assignable):
        return _over(found, visit)
    return words.ask_people(draft.name, found.coming, draft.chosen, draft.page)


async def _read_people(answer: Answer, draft: AssignDraft, _visit: Visit) -> Read[AssignDraft]:
    match answer:
        case Choice(words.DONE):
            return Accepted(draft)
        case Choice(words.NEXT):
            return Again(draft.model_copy(update={"page": draft.page + 1}))
        case Choice(words.PREVIOUS):
            return Again(draft.model_copy(update={"page": max(0, draft.page - 1)}))
        case Choice(value) if value.isdecimal():
            toggled = tuple(sorted({*draft.chosen} ^ {int(value)}))
            return Again(draft.model_copy(update={"chosen": toggled}))
        case _:
            return NotUnderstood(tap_a_button())


async def _assign(draft: AssignDraft, visit: Visit) -> Reply:
    person = person_in(visit)
    task = await assignments.task_for(visit.db, person, draft.call_out, draft.task, draft.name)
    if not isinstance(task, Task):
        return reply(_over(task, visit))
    match await assignments.assign(visit.db, person, task.id, draft.chosen, visit.now):
        case Assigned(_, told):
            return reply(words.done(task, told))
        case IsClosed() | NotAllowed() as why:
            return reply(_over(why, visit))


assign_form: Form[AssignDraft] = Form(
    name=words.FORM,
    draft=AssignDraft,
    steps=(Step("task", _ask_task, _read_task), Step("people", _ask_people, _read_people)),
    finish=_assign,
    stopped=words.stopped,
    subject=words.subject,
)


@router.message(Command(*names("assign"), ignore_case=True), Holds(Role.COORDINATOR))
async def choose(_message: Message, visit: Visit, person: Person) -> Reply:
    """The tasks of the open call-out, or the choice of several."""
    match await call_outs.open_for(visit.db, person):
        case []:
            return reply(board_words.none_open())
        case [call_out]:
            return await _begin(call_out.id, visit, person)
        case several:
            return reply(board_words.choose(several, "assign"))


router.message.register(not_a_coordinator, Command(*names("assign"), ignore_case=True))


@router.callback_query(CallOutButton.filter(F.act == "assign"))
async def begin(_tap: CallbackQuery, callback_data: CallOutButton, visit: Visit, person: Person) -> Reply:
    return await _begin(callback_data.call_out, visit, person)


async def _begin(call_out_id: int, visit: Visit, person: Person) -> Reply:
    match await assignments.assignable(visit.db, person, call_out_id):
        case Assignable(call_out, _, coming) if not coming:
            return reply(words.nobody_comes(call_out), keep=True)
        case Assignable(call_out):
            asked = await runner.start(assign_form, AssignDraft(call_out=call_out.id), visit)
            return reply(*asked.cards, keep=True)
        case IsClosed(call_out):
            return reply(toast=board_words.is_closed(call_out, visit.now), alert=True)
        case NotAllowed():
            return not_allowed()
