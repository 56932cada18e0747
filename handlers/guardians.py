"""A minor's link for their parent or guardian, and what the guardian does with it."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from handlers.forms import runner
from handlers.signatures import SignatureDraft, refuse, signature_form, visitor
from handlers.staff import Known, not_allowed
from handlers.visit import Visit
from messages import guardians as words
from messages import minors as minor_words
from messages.buttons import ConsentButton, GuardianButton, MinorButton
from messages.card import Reply, reply
from messages.formats import first_name
from messages.language import LANGUAGES, speaking
from models.consents import GuardianConsent
from models.people import Person
from services import guardians, minors
from services.guardians import PREFIX, Link, NotNeeded, NotValid, NotYou, Withdrawn
from services.minors import Minor

router = Router(name="guardians")


@router.callback_query(ConsentButton.filter(), Known())
async def wants_a_link(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    match await guardians.make_link(visit.db, person, visit.now, visit.policy):
        case Link() as link:
            return reply(words.to_pass_on(person, visit.start_link(link.payload), link.expires_at), keep=True)
        case NotNeeded():
            return reply(toast=words.no_link_needed())


@router.message(CommandStart(deep_link=True, ignore_case=True, magic=F.args.startswith(PREFIX)))
async def opened(_message: Message, command: CommandObject, visit: Visit) -> Reply:
    """What the link asks; nothing is stored until it is answered."""
    return await _about((command.args or "").removeprefix(PREFIX), visit.language, visit)


async def _about(token: str, language: str, visit: Visit) -> Reply:
    match await guardians.find(visit.db, token, visitor(visit), visit.now, visit.policy):
        case GuardianConsent() as asked:
            return reply(words.about(asked, token, language, choose=visit.person is None))
        case NotValid():
            return reply(words.not_valid())
        case NotYou():
            return reply(words.not_you())


@router.callback_query(GuardianButton.filter(F.act == "show"), GuardianButton.filter(F.language.in_(LANGUAGES)))
async def in_another_language(_tap: CallbackQuery, callback_data: GuardianButton, visit: Visit) -> Reply:
    with speaking(callback_data.language):
        return await _about(callback_data.token, callback_data.language, visit)


@router.callback_query(GuardianButton.filter(F.language.in_(LANGUAGES)))
async def answered(_tap: CallbackQuery, callback_data: GuardianButton, visit: Visit) -> Reply:
    """The bot keeps to the language in which the link was read."""
    with speaking(callback_data.language):
        match callback_data.act:
            case "on":
                return await _go_on(callback_data, visit)
            case "no":
                return await refuse(callback_data.token, visit)
            case "withdraw_sure":
                return await _withdraw(callback_data, visit)
            case _:
                return await _ask_to_withdraw(callback_data, visit)


async def _go_on(tapped: GuardianButton, visit: Visit) -> Reply:
    match await guardians.find(visit.db, tapped.token, visitor(visit), visit.now, visit.policy):
        case GuardianConsent() as asked:
            name = first_name(asked.person.name)
            draft = SignatureDraft(language=tapped.language, token=tapped.token, minor_name=name)
            return replace(await runner.start(signature_form, draft, visit), keep=True)  # what they agree to
        case NotValid():
            return reply(toast=words.not_valid_toast())
        case NotYou():
            return reply(words.not_you())


async def _ask_to_withdraw(tapped: GuardianButton, visit: Visit) -> Reply:
    match await guardians.given_by(visit.db, tapped.token):
        case GuardianConsent() as consent if tapped.act == "withdraw":
            return reply(words.withdraw_sure(consent, tapped.token, tapped.language))
        case GuardianConsent() as consent:
            return reply(words.given(consent, tapped.token, tapped.language, visit.policy))
        case NotValid():
            return reply(toast=words.not_valid_toast())


async def _withdraw(tapped: GuardianButton, visit: Visit) -> Reply:
    match await guardians.withdraw(visit.db, tapped.token, visit.now, visit.policy):
        case Withdrawn(consent):
            return reply(words.withdrawn(consent))
        case NotValid():
            return reply(toast=words.not_valid_toast())


@router.callback_query(MinorButton.filter(F.act == "paper"), Known())
async def paper(_tap: CallbackQuery, callback_data: MinorButton, visit: Visit, person: Person) -> Reply:
    """The same questions, to whoever has the signed paper."""
    corps, member, page = callback_data.corps, callback_data.person, callback_data.page
    match await minors.one(visit.db, person, corps, member, visit.now, visit.policy):
        case Minor() as seen if seen.standing.missing:
            draft = SignatureDraft(minor_name=seen.person.name, corps=corps, member=member, page=page)
            return await runner.start(signature_form, draft, visit)
        case Minor():
            return reply(toast=minor_words.nothing_to_do())
        case _:
            return not_allowed()
