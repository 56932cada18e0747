"""Everything that is known about somebody, on one card; each line is changed by the question that the sign-up asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.contact import name_step, phone_step
from handlers.forms import runner
from handlers.forms.form import END, Form
from handlers.quiet_hours import quiet_step
from handlers.sign_up.birth import birth_step
from handlers.sign_up.draft import PersonDraft
from handlers.sign_up.emergency_contact import emergency_steps
from handlers.sign_up.home import corps_step, sure_step, town_step, which_town_step
from handlers.sign_up.offer import offer_steps
from handlers.staff import Known, person_in
from handlers.visit import Visit
from messages import emergency_contact, quiet_hours
from messages import profile as words
from messages import sign_up as questions
from messages.buttons import MoveCorpsButton, ProfileButton
from messages.card import Card, Reply, reply
from messages.contact import NAME, PHONE
from messages.html import Html
from messages.menus import names
from messages.moving import SURE
from models.people import Person
from services import corps, memberships, profiles
from services.profiles import Changed, Changes, SameNumber, TooYoung
from services.quiet import quiet_hours_of
from services.rules.skills import ABILITIES, Category, mask_of

router = Router(name="profile")
router.callback_query.filter(Known())


@dataclass(frozen=True)
class Line:
    """A line of the card: the question behind it, and what of the person its answer changes.

    Of that line only: the rest of the draft may be out of date when it is answered.
    """

    question: str
    changes: Callable[[PersonDraft, Person], Changes] = lambda _draft, _person: {}
    pages: tuple[Category, ...] = ()


def _quiet(draft: PersonDraft, _person: Person) -> Changes:
    hours = draft.quiet
    return {"quiet_from": hours.start if hours else None, "quiet_until": hours.end if hours else None}


def _skills(draft: PersonDraft, person: Person) -> Changes:
    asked = mask_of(draft.categories)
    return {"skill_bits": person.skill_bits & ~asked | draft.skill_bits & asked}


def _emergency(draft: PersonDraft, _person: Person) -> Changes:
    return {"emergency_name": draft.emergency_name, "emergency_phone": draft.emergency_phone}


LINES: Final = {
    "name": Line(NAME, lambda draft, _person: {"name": draft.name}),
    "birth": Line(questions.BIRTH_DATE, lambda draft, _: {"birth_date": draft.birth_date} if draft.birth_date else {}),
    "phone": Line(PHONE, lambda draft, _person: {"phone": draft.phone}),
    "emergency": Line(emergency_contact.NAME, _emergency),
    "town": Line(questions.TOWN),
    "corps": Line(questions.CORPS),
    "skills": Line(questions.SKILLS, _skills, ABILITIES),
    "languages": Line(questions.SKILLS, _skills, (Category.LANGUAGES,)),
    "equipment": Line(questions.SKILLS, _skills, (Category.EQUIPMENT,)),
    "when": Line(questions.AVAILABILITY, lambda draft, _person: {"availability": draft.availability}),
    "always": Line(questions.ALWAYS, lambda draft, _person: {"call_always": draft.call_always}),
    "quiet": Line(quiet_hours.STEP, _quiet),
}
MOVES: Final = frozenset({"town", "corps"})  # they change the membership, not only the person
OF_ANYBODY: Final = frozenset({"name", "phone"})  # the rest is asked of volunteers only


async def show_profile(person: Person, visit: Visit, note: Html = words.NOTHING) -> Card:
    """The card as it stands now; `note` says what was just done."""
    return words.profile(await profiles.profile_of(visit.db, person), note)


@router.message(Command(*names("profile"), ignore_case=True), Known())
async def asked(_message: Message, visit: Visit, person: Person) -> Reply:
    return reply(await show_profile(person, visit))


@router.message(Command(*names("profile"), ignore_case=True))
async def stranger(_message: Message) -> Reply:
    """Nothing is known of whoever hasn't signed up."""
    return reply(words.nothing_known())


@router.callback_query(ProfileButton.filter(F.line == "all"))
async def show(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    return reply(await show_profile(person, visit), keep=True)


@router.callback_query(ProfileButton.filter())
async def change(_tap: CallbackQuery, callback_data: ProfileButton, visit: Visit, person: Person) -> Reply:
    """The question behind a line."""
    line = callback_data.line
    if not visit.is_volunteer and line not in OF_ANYBODY:
        return reply(await show_profile(person, visit))
    return await runner.start(profile_form, _draft_of(person, line), visit, LINES[line].question)


@router.callback_query(MoveCorpsButton.filter())
async def move(_tap: CallbackQuery, callback_data: MoveCorpsButton, visit: Visit, person: Person) -> Reply:
    """To the corps whose link they followed; asks once more."""
    chosen = await corps.by_id(visit.db, callback_data.corps)
    if chosen is None or person.corps is None or person.corps.id == chosen.id:
        return reply(await show_profile(person, visit))
    draft = _draft_of(person, "corps").model_copy(update={"corps": chosen.id})
    return await runner.start(profile_form, draft, visit, SURE)


def _draft_of(person: Person, line: str) -> PersonDraft:
    return PersonDraft(
        form=words.FORM,
        line=line,
        return_to=END,
        name=person.name,
        phone=person.phone,
        birth_date=person.birth_date,
        town=person.municipality_nis,
        corps=person.corps_id,
        near_corps=person.corps_id,
        categories=LINES[line].pages,
        skill_bits=person.skill_bits,
        availability=person.availability,
        call_always=person.call_always,
        quiet=quiet_hours_of(person),
        emergency_name=person.emergency_name,
        emergency_phone=person.emergency_phone,
    )


async def _finish(draft: PersonDraft, visit: Visit) -> Reply:
    person = person_in(visit)
    if draft.line in MOVES:
        return await _move(draft, visit, person)
    changes = LINES[draft.line].changes(draft, person)
    match await profiles.change(visit.db, person, changes, visit.now, visit.policy):
        case Changed():
            note = words.kept()
        case TooYoung():
            note = Html(questions.would_be_too_young().text)
        case SameNumber():
            note = Html(emergency_contact.own_number().text)
    return reply(await show_profile(person, visit, note))


async def _move(draft: PersonDraft, visit: Visit, person: Person) -> Reply:
    chosen = await corps.by_id(visit.db, draft.corps) if draft.corps else None
    await memberships.move(visit.db, person, draft.town or 0, chosen, visit.now)
    return reply(await show_profile(person, visit, words.kept()))


profile_form: Form[PersonDraft] = Form(
    name=words.FORM,
    draft=PersonDraft,
    steps=(
        birth_step,
        name_step(),
        phone_step(),
        town_step,
        which_town_step,
        corps_step,
        sure_step,
        *offer_steps,
        quiet_step,
        *emergency_steps,
    ),
    finish=_finish,
    stopped=words.unchanged,
    subject=words.subject,
)
