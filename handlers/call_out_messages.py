"""Telling some people of a call-out something: to whom, the text, the preview, and then it is out."""

from __future__ import annotations

from uuid import uuid4

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from pydantic import Field

from handlers.forms import runner
from handlers.forms.answers import Answer, Choice
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step
from handlers.staff import Holds, Known, not_a_coordinator, not_allowed, person_in
from handlers.texts import letter_in
from handlers.visit import Visit
from messages import boards as board_words
from messages import call_out_messages as words
from messages.buttons import CallOutButton
from messages.card import Card, Reply, reply
from messages.forms import tap_a_button
from messages.menus import names
from messages.staff import refused
from models.announcements import Audience
from models.people import Person
from models.roles import Role
from services import call_out_messages, call_outs
from services.announcements import SentBefore
from services.authority import NotAllowed
from services.call_out_messages import NobodyThere, Receivers, Told
from services.call_outs import IsClosed

router = Router(name="call_out_messages")
router.callback_query.filter(Known())


class MessageDraft(Draft):
    """`key` makes two taps on the same preview one message."""

    call_out: int
    audience: Audience = Audience.COMING
    text: str = ""
    key: str = Field(default_factory=lambda: uuid4().hex)


async def _receivers(draft: MessageDraft, visit: Visit) -> Receivers | IsClosed | NotAllowed:
    return await call_out_messages.receivers(visit.db, person_in(visit), draft.call_out)


def _over(why: IsClosed | NotAllowed, visit: Visit) -> Card:
    return board_words.closed_before(why.call_out, visit.now) if isinstance(why, IsClosed) else refused()


async def _ask_whom(draft: MessageDraft, visit: Visit) -> Card:
    found = await _receivers(draft, visit)
    return words.ask_whom(found) if isinstance(found, Receivers) else _over(found, visit)


async def _read_whom(answer: Answer, draft: MessageDraft, _visit: Visit) -> Read[MessageDraft]:
    match answer:
        case Choice(value) if value in set(Audience):
            return Accepted(draft.model_copy(update={"audience": Audience(value)}))
        case _:
            return NotUnderstood(tap_a_button())


async def _ask_text(draft: MessageDraft, visit: Visit) -> Card:
    found = await _receivers(draft, visit)
    if not isinstance(found, Receivers):
        return _over(found, visit)
    return words.ask_text(found, draft.audience, visit.policy)


async def _read_text(answer: Answer, draft: MessageDraft, visit: Visit) -> Read[MessageDraft]:
    text = letter_in(answer, visit.policy.longest_announcement)
    return text if isinstance(text, NotUnderstood) else Accepted(draft.model_copy(update={"text": text}))


async def _ask_check(draft: MessageDraft, visit: Visit) -> Card:
    found = await _receivers(draft, visit)
    if not isinstance(found, Receivers):
        return _over(found, visit)
    return words.preview(found, draft.audience, person_in(visit), draft.text)


async def _read_check(answer: Answer, draft: MessageDraft, _visit: Visit) -> Read[MessageDraft]:
    return Accepted(draft) if answer == Choice(words.SEND) else NotUnderstood(tap_a_button())


async def _tell(draft: MessageDraft, visit: Visit) -> Reply:
    result = await call_out_messages.tell(
        visit.db, person_in(visit), draft.call_out, draft.audience, draft.text, draft.key, visit.now, visit.policy
    )
    match result:
        case Told() as done:
            return reply(words.told(done))
        case SentBefore():
            return reply(toast=words.sent_before())
        case NobodyThere(call_out):
            return reply(words.nobody(call_out))
        case IsClosed() | NotAllowed() as why:
            return reply(_over(why, visit))


message_form: Form[MessageDraft] = Form(
    name=words.FORM,
    draft=MessageDraft,
    steps=(
        Step("whom", _ask_whom, _read_whom),
        Step("text", _ask_text, _read_text),
        Step("check", _ask_check, _read_check),
    ),
    finish=_tell,
    stopped=words.stopped,
    subject=words.subject,
)


@router.message(Command(*names("message"), ignore_case=True), Holds(Role.COORDINATOR))
async def choose(_message: Message, visit: Visit, person: Person) -> Reply:
    """Whom of the open call-out to write to, or the choice of several."""
    match await call_outs.open_for(visit.db, person):
        case []:
            return reply(board_words.none_open())
        case [call_out]:
            return await _begin(call_out.id, visit, person)
        case several:
            return reply(board_words.choose(several, "message"))


router.message.register(not_a_coordinator, Command(*names("message"), ignore_case=True))


@router.callback_query(CallOutButton.filter(F.act == "message"))
async def begin(_tap: CallbackQuery, callback_data: CallOutButton, visit: Visit, person: Person) -> Reply:
    return await _begin(callback_data.call_out, visit, person)


async def _begin(call_out_id: int, visit: Visit, person: Person) -> Reply:
    match await call_out_messages.receivers(visit.db, person, call_out_id):
        case Receivers(call_out, numbers) if not any(numbers.values()):
            return reply(words.nobody(call_out), keep=True)
        case Receivers(call_out):
            asked = await runner.start(message_form, MessageDraft(call_out=call_out.id), visit)
            return reply(*asked.cards, keep=True)
        case IsClosed(call_out):
            return reply(toast=board_words.is_closed(call_out, visit.now), alert=True)
        case NotAllowed():
            return not_allowed()
