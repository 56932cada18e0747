"""The way in: /start, the choice of a language, the privacy notice, and joining a corps by its link."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from handlers.forms.router import idle
from handlers.privacy import note_shown
from handlers.sign_up import begin
from handlers.visit import Visit
from messages import corps as corps_words
from messages import home as home_words
from messages import privacy, welcome
from messages.buttons import JoinCorpsButton, LanguageButton, PrivacyButton, ShowButton, SignUpButton
from messages.card import Card, Reply, reply
from messages.language import LANGUAGES, speaking
from models.corps import Corps
from models.people import Person
from services import briefings, consents, corps, memberships, people
from services.authority import grants_of
from services.guardians import PREFIX as GUARDIAN
from services.invites import PREFIX as INVITE
from services.memberships import AlreadyMember, Joined, NotSignedUp

router = Router(name="start")


@router.message(CommandStart(ignore_case=True, magic=~F.args.startswith(INVITE) & ~F.args.startswith(GUARDIAN)), idle)
async def started(_message: Message, command: CommandObject, visit: Visit) -> Reply:
    """The first screen for a stranger, and where they stand for everybody else."""
    linked = await corps.by_slug(visit.db, command.args) if command.args else None
    unknown_link = bool(command.args) and linked is None
    if visit.person is None:
        return reply(welcome.first_screen(linked, unknown_link=unknown_link))
    note = welcome.unknown_link() if unknown_link else ""
    return reply(await home_of(visit.person, visit, note=note, linked=linked))


async def home_of(person: Person, visit: Visit, *, note: str = "", linked: Corps | None = None) -> Card:
    """Somebody's home card, after their open call-outs; `linked` is the corps whose link they followed."""
    grants = await grants_of(visit.db, person.id)
    invited = await briefings.show_again(visit.db, person.id, visit.now)
    consent = await consents.standing(visit.db, person, visit.now, visit.policy)
    if linked and person.corps and person.corps.id != linked.id:
        note = corps_words.in_another(person.corps, linked)
        return home_words.home(person, grants, consent, note=note, other=linked, invited=invited)
    offered = linked if person.corps is None else None
    return home_words.home(person, grants, consent, note=note, offered=offered, invited=invited)


@router.callback_query(ShowButton.filter(F.what == "home"))
async def taps_home(_tap: CallbackQuery, visit: Visit) -> Reply:
    """The same by a button, where somebody typed what means nothing here."""
    return reply(await home_of(visit.person, visit) if visit.person else welcome.first_screen(None))


@router.callback_query(LanguageButton.filter(F.code.in_(LANGUAGES)))
async def language_chosen(_tap: CallbackQuery, callback_data: LanguageButton, visit: Visit) -> Reply:
    """The bot speaks it from now on; a stranger is shown the privacy notice in it, and nothing is stored."""
    with speaking(callback_data.code):
        if visit.person is None:
            visit.asked = True  # by the notice: it leads back to a registration that was open
            return reply(privacy.notice(callback_data.corps, visit.policy))
        await people.change_language(visit.db, visit.person, callback_data.code, visit.now)
        visit.language = callback_data.code
        return reply(welcome.language_changed())


@router.callback_query(SignUpButton.filter())
async def volunteers(_tap: CallbackQuery, callback_data: SignUpButton, visit: Visit) -> Reply:
    """Somebody with a role wants to be a volunteer too."""
    await note_shown(visit, visit.language)
    return reply(privacy.notice(callback_data.corps, visit.policy))


@router.callback_query(PrivacyButton.filter(F.language.in_(LANGUAGES)))
async def informed(_tap: CallbackQuery, callback_data: PrivacyButton, visit: Visit) -> Reply:
    """On to the first question; from here on there is a draft. Whoever read an older notice gets today's first."""
    if visit.person and visit.is_volunteer:
        return reply(await home_of(visit.person, visit))
    with speaking(callback_data.language):
        if callback_data.version != privacy.version_in(callback_data.language):
            await note_shown(visit, callback_data.language)
            return reply(privacy.notice(callback_data.corps, visit.policy))
        return await begin(callback_data.language, callback_data.corps, visit)


@router.callback_query(JoinCorpsButton.filter())
async def joins(_tap: CallbackQuery, callback_data: JoinCorpsButton, visit: Visit) -> Reply:
    """A volunteer without a corps joins one that was founded later."""
    chosen = await corps.by_id(visit.db, callback_data.corps)
    if visit.person is None or chosen is None:
        return reply(toast=home_words.dead_button())
    match await memberships.join(visit.db, visit.person, chosen, visit.now):
        case Joined(own):
            return reply(await home_of(visit.person, visit, note=corps_words.joined(own)))
        case AlreadyMember(own):
            return reply(toast=corps_words.already_member(own))
        case NotSignedUp():
            return reply(await home_of(visit.person, visit, linked=chosen))
