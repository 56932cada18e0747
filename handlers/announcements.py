"""Telling all members of a corps something: the text, the preview, and then it is out."""

from __future__ import annotations

from uuid import uuid4

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from pydantic import Field

from handlers.areas import AreaChoice
from handlers.forms import runner
from handlers.forms.answers import Answer, Choice
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step
from handlers.staff import Holds, Known, person_in
from handlers.texts import letter_in
from handlers.visit import Visit
from messages import announcements as words
from messages.buttons import AnnounceButton
from messages.card import Card, Reply, reply
from messages.forms import tap_a_button
from messages.menus import names
from messages.staff import refused
from messages.teams import nobody_to_manage
from models.people import Person
from services import announcements
from services.announcements import (
    SPEAKERS,
    Announced,
    EnoughToday,
    NobodyToTell,
    NoCorps,
    Prospect,
    SentBefore,
)
from services.areas import Area
from services.authority import NotAllowed

router = Router(name="announcements")
router.callback_query.filter(Known())
Refusal = NoCorps | NobodyToTell | EnoughToday | NotAllowed


class AnnounceDraft(Draft):
    """`key` makes two taps on the same preview one announcement."""

    nis: int
    text: str = ""
    key: str = Field(default_factory=lambda: uuid4().hex)


async def _prospect(draft: AnnounceDraft, visit: Visit) -> Prospect | Refusal:
    return await announcements.prospect(visit.db, person_in(visit), draft.nis, visit.now, visit.policy)


def _refusal(why: Refusal) -> Card:
    match why:
        case NoCorps():
            return words.no_corps()
        case NobodyToTell():
            return words.nobody_to_tell(why)
        case EnoughToday():
            return words.enough_today(why)
        case NotAllowed():
            return refused()


async def _ask_text(draft: AnnounceDraft, visit: Visit) -> Card:
    found = await _prospect(draft, visit)
    return words.ask_text(found, visit.policy) if isinstance(found, Prospect) else _refusal(found)


async def _read_text(answer: Answer, draft: AnnounceDraft, visit: Visit) -> Read[AnnounceDraft]:
    text = letter_in(answer, visit.policy.longest_announcement)
    return text if isinstance(text, NotUnderstood) else Accepted(draft.model_copy(update={"text": text}))


async def _ask_check(draft: AnnounceDraft, visit: Visit) -> Card:
    found = await _prospect(draft, visit)
    if not isinstance(found, Prospect):
        return _refusal(found)
    return words.preview(found, person_in(visit), draft.text)


async def _read_check(answer: Answer, draft: AnnounceDraft, _visit: Visit) -> Read[AnnounceDraft]:
    return Accepted(draft) if answer == Choice(words.SEND) else NotUnderstood(tap_a_button())


async def _announce(draft: AnnounceDraft, visit: Visit) -> Reply:
    person, key = person_in(visit), draft.key
    result = await announcements.announce(visit.db, person, draft.nis, draft.text, key, visit.now, visit.policy)
    match result:
        case Announced() as done:
            return reply(words.announced(done))
        case SentBefore():
            return reply(toast=words.sent_before())
        case _:
            return reply(_refusal(result))


announce_form: Form[AnnounceDraft] = Form(
    name=words.FORM,
    draft=AnnounceDraft,
    steps=(Step("text", _ask_text, _read_text), Step("check", _ask_check, _read_check)),
    finish=_announce,
    stopped=words.stopped,
)


async def _begin(area: Area, visit: Visit) -> Reply:
    draft = AnnounceDraft(nis=area.nis or 0)
    found = await _prospect(draft, visit)
    if not isinstance(found, Prospect):
        return reply(_refusal(found))
    return await runner.start(announce_form, draft, visit)


choice = AreaChoice("announce_to", SPEAKERS, _begin)


@router.message(Command(*names("announce"), ignore_case=True), Holds(*SPEAKERS))
async def asked(_message: Message, visit: Visit, person: Person) -> Reply:
    return await choice.open(visit, person)


@router.message(Command(*names("announce"), ignore_case=True))
async def asked_without_a_role(_message: Message) -> Reply:
    return reply(nobody_to_manage())


@router.callback_query(AnnounceButton.filter())
async def begin(_tap: CallbackQuery, callback_data: AnnounceButton, visit: Visit) -> Reply:
    """A message of its own: the figures of the corps stay where they are."""
    asked_now = await _begin(Area(nis=callback_data.nis), visit)
    return reply(*asked_now.cards, keep=True)
