"""The governor declares the provincial phase, and whoever coordinates a whole province enters the order."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.forms import runner
from handlers.forms.answers import Answer, Choice, Words
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step
from handlers.staff import Holds, Known, not_allowed, person_in
from handlers.visit import Visit
from messages import provincial_phases as words
from messages.buttons import PhaseButton
from messages.card import Card, Reply, reply
from messages.forms import tap_a_button
from messages.menus import names
from messages.staff import refused
from models.people import Person
from models.provincial_phases import ProvincialPhase
from services import declaring, provincial_phases
from services.authority import NotAllowed
from services.declaring import Declared, Over, Plan, Running
from services.provincial_phases import DECLARED_BY
from services.rules.texts import read_name

router = Router(name="provincial_phases")
router.callback_query.filter(Known())
LONGEST_REFERENCE = 100


class PhaseDraft(Draft):
    province: str
    reference: str = ""


async def _ask_reference(draft: PhaseDraft, _visit: Visit) -> Card:
    return words.ask_reference(draft.province)


async def _read_reference(answer: Answer, draft: PhaseDraft, _visit: Visit) -> Read[PhaseDraft]:
    reference = read_name(answer.text, LONGEST_REFERENCE) if isinstance(answer, Words) else None
    if reference is None:
        return NotUnderstood(words.not_a_reference(LONGEST_REFERENCE))
    return Accepted(draft.model_copy(update={"reference": reference}))


async def _ask_check(draft: PhaseDraft, visit: Visit) -> Card:
    match await declaring.plan(visit.db, person_in(visit), draft.province, visit.now, visit.policy):
        case Plan() as plan:
            return words.check(plan, draft.reference)
        case Running(phase):
            return words.running(phase, visit.now)
        case NotAllowed():
            return refused()


async def _read_check(answer: Answer, draft: PhaseDraft, _visit: Visit) -> Read[PhaseDraft]:
    return Accepted(draft) if answer == Choice(words.SURE) else NotUnderstood(tap_a_button())


async def _declare(draft: PhaseDraft, visit: Visit) -> Reply:
    person = person_in(visit)
    match await declaring.declare(visit.db, person, draft.province, draft.reference, visit.now, visit.policy):
        case Declared() as done:
            return reply(words.begun(done, visit.now))
        case Running(phase):
            return reply(words.running(phase, visit.now))
        case Plan():
            return reply(words.none_yet(draft.province))
        case NotAllowed():
            return reply(refused())


phase_form: Form[PhaseDraft] = Form(
    name=words.FORM,
    draft=PhaseDraft,
    steps=(Step(words.REFERENCE, _ask_reference, _read_reference), Step(words.CHECK, _ask_check, _read_check)),
    finish=_declare,
    stopped=words.stopped,
    subject=words.subject,
)


@router.message(Command(*names("province"), ignore_case=True), Holds(*DECLARED_BY))
async def asked(_message: Message, visit: Visit, person: Person) -> Reply:
    match await provincial_phases.provinces_of(visit.db, person):
        case []:
            return reply(words.not_for_you())
        case [province]:
            return await _show(province, visit)
        case several:
            return reply(words.which(several))


@router.message(Command(*names("province"), ignore_case=True))
async def asked_without_a_role(_message: Message) -> Reply:
    return reply(words.not_for_you())


@router.callback_query(PhaseButton.filter(F.act == "show"))
async def show(_tap: CallbackQuery, callback_data: PhaseButton, visit: Visit) -> Reply:
    return await _show(callback_data.province, visit)


async def _show(province: str, visit: Visit) -> Reply:
    match await declaring.plan(visit.db, person_in(visit), province, visit.now, visit.policy):
        case Plan():
            return reply(words.none_yet(province))
        case Running(phase):
            return reply(words.running(phase, visit.now))
        case NotAllowed():
            return not_allowed()


@router.callback_query(PhaseButton.filter(F.act == "declare"))
async def declare(_tap: CallbackQuery, callback_data: PhaseButton, visit: Visit) -> Reply:
    match await declaring.plan(visit.db, person_in(visit), callback_data.province, visit.now, visit.policy):
        case Plan():
            return await runner.start(phase_form, PhaseDraft(province=callback_data.province), visit)
        case Running(phase):
            return reply(words.running(phase, visit.now))
        case NotAllowed():
            return not_allowed()


@router.callback_query(PhaseButton.filter(F.act == "end"))
async def ask_end(_tap: CallbackQuery, callback_data: PhaseButton, visit: Visit) -> Reply:
    match await declaring.plan(visit.db, person_in(visit), callback_data.province, visit.now, visit.policy):
        case Running():
            return reply(words.ask_end(callback_data.province))
        case Plan():
            return reply(words.over(callback_data.province))
        case NotAllowed():
            return not_allowed()


@router.callback_query(PhaseButton.filter(F.act == "end_sure"))
async def end(_tap: CallbackQuery, callback_data: PhaseButton, visit: Visit, person: Person) -> Reply:
    match await declaring.end(visit.db, person, callback_data.province, visit.now):
        case ProvincialPhase() as phase:
            return reply(words.ended(phase, visit.now))
        case Over(province):
            return reply(words.over(province))
        case NotAllowed():
            return not_allowed()
