"""For a while no call-outs; and back."""

from __future__ import annotations

from datetime import date

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.forms import runner
from handlers.forms.answers import Answer, Choice, Words
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step
from handlers.sign_up.draft import today
from handlers.staff import Known, person_in
from handlers.visit import Visit
from messages import pauses as words
from messages.buttons import PauseButton
from messages.card import Card, Reply, reply
from messages.menus import names
from models.people import Person
from services import pauses
from services.memberships import NotSignedUp
from services.pauses import Ended, NotPaused, Paused
from services.rules.coming_days import DayProblem, read_coming_day

router = Router(name="pauses")
router.callback_query.filter(Known())


class PauseDraft(Draft):
    """The day on which they are back; None until further notice."""

    back_on: date | None = None


async def _ask(_draft: PauseDraft, visit: Visit) -> Card:
    return words.ask(person_in(visit))


async def _read(answer: Answer, draft: PauseDraft, visit: Visit) -> Read[PauseDraft]:
    day: date | DayProblem | None
    match answer:
        case Choice(words.OPEN):
            day = None
        case Choice(value) if length := words.days_in(value):
            day = today(visit) + length
        case Words(text):
            day = read_coming_day(text, today(visit))
        case _:
            day = DayProblem.UNREADABLE
    if isinstance(day, DayProblem):
        return NotUnderstood(words.not_a_day(day))
    return Accepted(draft.model_copy(update={"back_on": day}))


async def _finish(draft: PauseDraft, visit: Visit) -> Reply:
    match await pauses.pause(visit.db, person_in(visit), draft.back_on, visit.now, visit.policy):
        case Paused() as paused:
            return reply(words.paused(paused, visit.now))
        case NotSignedUp():
            return reply(words.for_volunteers())


pause_form: Form[PauseDraft] = Form(
    name=words.FORM,
    draft=PauseDraft,
    steps=(Step(words.STEP, _ask, _read),),
    finish=_finish,
    stopped=words.unchanged,
    subject=words.subject,
)


async def _begin(visit: Visit) -> Reply:
    if not visit.is_volunteer:
        return reply(words.for_volunteers())
    return await runner.start(pause_form, PauseDraft(), visit)


async def _end(person: Person, visit: Visit) -> Reply:
    match await pauses.end(visit.db, person):
        case Ended():
            return reply(words.ended())
        case NotPaused():
            return reply(words.not_paused() if visit.is_volunteer else words.for_volunteers())


@router.message(Command(*names("pause"), ignore_case=True))
async def wants_pause(_message: Message, visit: Visit) -> Reply:
    return await _begin(visit)


@router.message(Command(*names("active"), ignore_case=True))
async def is_back(_message: Message, visit: Visit) -> Reply:
    return await _end(visit.person, visit) if visit.person else reply(words.for_volunteers())


@router.callback_query(PauseButton.filter(F.act == "ask"))
async def taps_pause(_tap: CallbackQuery, visit: Visit) -> Reply:
    return await _begin(visit)


@router.callback_query(PauseButton.filter(F.act == "end"))
async def taps_back(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    return await _end(person, visit)
