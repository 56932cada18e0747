"""Answering an announcement or what was written about one: by a tap, or by replying to the message; and the inbox."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message

from handlers.forms import runner
from handlers.forms.answers import Answer, answer_in
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step
from handlers.staff import Known, person_in
from handlers.texts import letter_in
from handlers.visit import Visit
from messages import inbox as words
from messages.buttons import AnswerButton, InboxButton, InboxMessageButton
from messages.card import Card, Reply, reply
from messages.menus import names
from models.people import Person
from services import inbox
from services.authority import NotAllowed
from services.inbox import Received, SpeaksNoLonger, Subject

router = Router(name="inbox")
router.message.filter(Known())
router.callback_query.filter(Known())
Target = Subject | SpeaksNoLonger | NotAllowed


class AnswerDraft(Draft):
    """What is answered: an announcement or a message, as in the button."""

    to: str
    subject: int
    text: str = ""


async def _target(to: str, subject_id: int, visit: Visit) -> Target:
    find = inbox.announcement_to_answer if to == "announcement" else inbox.message_to_answer
    return await find(visit.db, person_in(visit), subject_id)


def _why_not(target: SpeaksNoLonger | NotAllowed) -> str:
    if isinstance(target, SpeaksNoLonger):
        return words.speaks_no_longer(target.author)
    return words.nothing_to_answer()


async def _ask_text(draft: AnswerDraft, visit: Visit) -> Card:
    target = await _target(draft.to, draft.subject, visit)
    return words.ask_text(target, visit.policy) if isinstance(target, Subject) else words.refused(_why_not(target))


async def _read_text(answer: Answer, draft: AnswerDraft, visit: Visit) -> Read[AnswerDraft]:
    text = letter_in(answer, visit.policy.longest_announcement)
    return text if isinstance(text, NotUnderstood) else Accepted(draft.model_copy(update={"text": text}))


async def _finish(draft: AnswerDraft, visit: Visit) -> Reply:
    return await _deliver(await _target(draft.to, draft.subject, visit), draft.text, visit)


async def _deliver(target: Target, text: str, visit: Visit) -> Reply:
    if not isinstance(target, Subject):
        return reply(words.refused(_why_not(target)))
    return reply(words.delivered(await inbox.answer(visit.db, person_in(visit), target, text, visit.now)))


answer_form: Form[AnswerDraft] = Form(
    name=words.FORM,
    draft=AnswerDraft,
    steps=(Step("text", _ask_text, _read_text),),
    finish=_finish,
    stopped=words.stopped,
)


@router.callback_query(AnswerButton.filter())
async def begin(_tap: CallbackQuery, callback_data: AnswerButton, visit: Visit) -> Reply:
    """A message of its own: what is answered stays where it is."""
    target = await _target(callback_data.to, callback_data.subject, visit)
    if not isinstance(target, Subject):
        return reply(toast=_why_not(target), alert=True)
    draft = AnswerDraft(to=callback_data.to, subject=callback_data.subject)
    asked = await runner.start(answer_form, draft, visit)
    return reply(*asked.cards, keep=True)


class RepliesToText(Filter):
    """Lets through what is a reply, in Telegram's sense, to an announcement or to what was written about one."""

    async def __call__(self, message: Message, visit: Visit) -> bool | dict[str, Any]:
        if message.reply_to_message is None:
            return False
        target = await inbox.card_to_answer(visit.db, person_in(visit), message.reply_to_message.message_id)
        return {"target": target} if target else False


@router.message(~F.text.startswith("/"), RepliesToText())
async def replied(message: Message, target: Target, visit: Visit) -> Reply:
    """Also in the middle of a form, whose question stays: which message is answered is beyond doubt."""
    text = letter_in(answer_in(message), visit.policy.longest_announcement)
    return reply(text.card) if isinstance(text, NotUnderstood) else await _deliver(target, text, visit)


@router.message(Command(*names("inbox"), ignore_case=True))
async def asked(_message: Message, visit: Visit, person: Person) -> Reply:
    return reply(words.inbox(await inbox.received(visit.db, person, 0), visit.now))


@router.callback_query(InboxButton.filter())
async def turned(_tap: CallbackQuery, callback_data: InboxButton, visit: Visit, person: Person) -> Reply:
    return reply(words.inbox(await inbox.received(visit.db, person, callback_data.page), visit.now))


@router.callback_query(InboxMessageButton.filter())
async def opened(_tap: CallbackQuery, callback_data: InboxMessageButton, visit: Visit, person: Person) -> Reply:
    match await inbox.one_received(visit.db, person, callback_data.message):
        case Received() as received:
            return reply(words.one(received, callback_data.page, visit.now))
        case NotAllowed():
            return reply(toast=words.nothing_to_answer(), alert=True)
