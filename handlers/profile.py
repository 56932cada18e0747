"""Everything that is known about somebody, on one card; each line is changed by the question that the sign-up asks."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.forms import runner
from handlers.forms.form import Form
from handlers.profile_lines import LINES, MOVES, OF_ANYBODY, draft_of
from handlers.quiet_hours import quiet_step
from handlers.sign_up.draft import PersonDraft
from handlers.sign_up.home import sure_step
from handlers.sign_up.questions import questions as sign_up_questions
from handlers.staff import Known, person_in
from handlers.visit import Visit
from messages import emergency_contact
from messages import profile as words
from messages import sign_up as questions
from messages.buttons import MoveCorpsButton, ProfileButton
from messages.card import Card, Reply, reply
from messages.html import Html
from messages.menus import names
from messages.moving import SURE
from models.people import Person
from services import corps, memberships, profiles
from services.profiles import Changed, SameNumber, StaysMinor, TooYoung

router = Router(name="profile")
router.callback_query.filter(Known())


async def show_profile(person: Person, visit: Visit, note: Html = words.NOTHING) -> Card:
    """The card as it stands now; `note` says what was just done."""
    return words.profile(await profiles.profile_of(visit.db, person, visit.now, visit.policy), note)


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
    return await runner.start(profile_form, draft_of(person, line), visit, LINES[line].question)


@router.callback_query(MoveCorpsButton.filter())
async def move(_tap: CallbackQuery, callback_data: MoveCorpsButton, visit: Visit, person: Person) -> Reply:
    """To the corps whose link they followed; asks once more."""
    chosen = await corps.by_id(visit.db, callback_data.corps)
    if chosen is None or person.corps is None or person.corps.id == chosen.id:
        return reply(await show_profile(person, visit))
    draft = draft_of(person, "corps").model_copy(update={"corps": chosen.id})
    return await runner.start(profile_form, draft, visit, SURE)


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
        case StaysMinor():
            note = words.stays_minor(visit.policy)
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
    steps=(*sign_up_questions, sure_step, quiet_step),
    finish=_finish,
    stopped=words.unchanged,
    subject=words.subject,
)
