"""A volunteer's first-aid certificates: sending one, seeing what became of it, taking it back."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.forms import runner
from handlers.forms.answers import Answer
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step
from handlers.sign_up.certificate import file_in
from handlers.sign_up.draft import today
from handlers.staff import Known, person_in
from handlers.visit import Visit
from messages import certificates as words
from messages.buttons import CertificateButton
from messages.card import Card, Reply, reply
from messages.menus import names
from models.people import Person
from services import certificates
from services.certificates import NotAVolunteer, NothingWaits, SentFile, Waiting, Withdrawn

router = Router(name="certificates")
router.callback_query.filter(Known())


class CertificateDraft(Draft):
    certificate: SentFile | None = None


async def _ask(_draft: CertificateDraft, _visit: Visit) -> Card:
    return words.ask()


async def _read(answer: Answer, draft: CertificateDraft, visit: Visit) -> Read[CertificateDraft]:
    file = file_in(answer, visit)
    return file if isinstance(file, NotUnderstood) else Accepted(draft.model_copy(update={"certificate": file}))


async def _finish(draft: CertificateDraft, visit: Visit) -> Reply:
    assert draft.certificate is not None  # the only question of the form
    match await certificates.send(visit.db, person_in(visit), draft.certificate, visit.now, visit.policy):
        case Waiting() as done:
            return reply(words.sent(done))
        case NotAVolunteer():
            return reply(words.for_volunteers())


certificate_form: Form[CertificateDraft] = Form(
    name=words.FORM,
    draft=CertificateDraft,
    steps=(Step(words.STEP, _ask, _read),),
    finish=_finish,
    stopped=words.stopped,
    subject=words.subject,
)


async def more_of_an_album(message: Message, visit: Visit) -> bool:
    """A filter: the second photo and on of an album of which the first was taken; that was said with the first."""
    album = message.media_group_id
    if album is None:
        return False
    taken = visit.conversation.draft.get("certificate") if visit.conversation else None
    if taken and taken.get("album") == album:
        return True
    waiting = await certificates.waiting_of(visit.db, visit.person.id) if visit.person else None
    return waiting is not None and waiting.album == album


@router.message(more_of_an_album)
async def passed_over(_message: Message) -> Reply:
    return reply()


@router.message(Command(*names("certificate"), ignore_case=True))
async def asked(_message: Message, visit: Visit) -> Reply:
    """Whoever has none is asked for it at once."""
    if visit.person is None or not visit.is_volunteer:
        return reply(words.for_volunteers())
    known = await certificates.own(visit.db, visit.person)
    if known.waiting or known.declined or known.kept:
        return reply(words.own(known, today(visit)))
    return await runner.start(certificate_form, CertificateDraft(), visit)


@router.callback_query(CertificateButton.filter(F.act == "mine"))
async def show(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    return replace(await _own(visit, person), keep=True)


async def _own(visit: Visit, person: Person) -> Reply:
    if not visit.is_volunteer:
        return reply(words.for_volunteers())
    return reply(words.own(await certificates.own(visit.db, person), today(visit)))


@router.callback_query(CertificateButton.filter(F.act == "send"))
async def begin(_tap: CallbackQuery, visit: Visit) -> Reply:
    if not visit.is_volunteer:
        return reply(words.for_volunteers())
    return replace(await runner.start(certificate_form, CertificateDraft(), visit), keep=True)


@router.callback_query(CertificateButton.filter(F.act == "withdraw"))
async def withdraw(_tap: CallbackQuery, visit: Visit, person: Person) -> Reply:
    match await certificates.withdraw(visit.db, person, visit.now):
        case Withdrawn():
            toast = words.withdrawn()
        case NothingWaits():
            toast = words.nothing_waits()
    return replace(await _own(visit, person), toast=toast)
