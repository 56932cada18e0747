"""Checking first-aid certificates: the open ones, and what somebody decides about one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.forms import runner
from handlers.forms.answers import Answer, Choice, Words
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step, never
from handlers.sign_up.draft import today
from handlers.staff import Holds, Known, not_allowed, person_in
from handlers.texts import letter_in
from handlers.visit import Visit
from messages import certificate_checks as words
from messages.buttons import CheckButton, ChecksButton
from messages.card import Card, Reply, reply
from messages.forms import tap_a_button
from messages.menus import names
from messages.staff import refused
from models.certificates import Certificate, CertificateKind, DeclineReason
from models.people import Person
from services import certificate_checks
from services.authority import NotAllowed
from services.certificate_cards import VERIFIERS
from services.certificate_checks import Decided, DecidedBefore, NoLongerThere, Refusal, ToCheck
from services.rules.certificates import usual_end
from services.rules.coming_days import DayProblem, read_coming_day

router = Router(name="certificate_checks")
router.callback_query.filter(Known())
LONGEST_REMARK = 300  # signs, as in the table


class CheckDraft(Draft):
    """A certificate's id, and what is decided about it."""

    chosen: int
    kind: CertificateKind | None = None
    until: date | None = None
    reason: DeclineReason | None = None
    remark: str = ""


async def _found(draft: CheckDraft, visit: Visit) -> Certificate | None:
    found = await certificate_checks.to_check(visit.db, person_in(visit), draft.chosen)
    return found.certificate if isinstance(found, ToCheck) else None


async def _ask_kind(draft: CheckDraft, visit: Visit) -> Card:
    found = await _found(draft, visit)
    return words.ask_kind(found) if found else words.nothing_to_ask()


async def _read_kind(answer: Answer, draft: CheckDraft, _visit: Visit) -> Read[CheckDraft]:
    kinds = [kind for kind in CertificateKind if answer == Choice(kind.value)]
    return Accepted(draft.model_copy(update={"kind": kinds[0]})) if kinds else NotUnderstood(tap_a_button())


async def _ask_until(draft: CheckDraft, visit: Visit) -> Card:
    return words.ask_until(usual_end(draft.kind or "", today(visit)))


async def _read_until(answer: Answer, draft: CheckDraft, visit: Visit) -> Read[CheckDraft]:
    day: date | DayProblem | None
    match answer:
        case Choice(words.FOR_GOOD):
            day = None
        case Choice(text) | Words(text):
            day = read_coming_day(text, today(visit), visit.policy.certificate_validity)
        case _:
            day = DayProblem.UNREADABLE
    if isinstance(day, DayProblem):
        return NotUnderstood(words.not_a_day(day))
    return Accepted(draft.model_copy(update={"until": day}))


async def _confirm(draft: CheckDraft, visit: Visit) -> Reply:
    assert draft.kind is not None  # the form's first question
    by, chosen = person_in(visit), draft.chosen
    return _answer(await certificate_checks.confirm(visit.db, by, chosen, draft.kind, draft.until, visit.now))


async def _ask_reason(draft: CheckDraft, visit: Visit) -> Card:
    found = await _found(draft, visit)
    return words.ask_reason(found) if found else words.nothing_to_ask()


async def _read_reason(answer: Answer, draft: CheckDraft, _visit: Visit) -> Read[CheckDraft]:
    reasons = [reason for reason in DeclineReason if answer == Choice(reason.value)]
    if not reasons:
        return NotUnderstood(tap_a_button())
    with_reason = draft.model_copy(update={"reason": reasons[0], "remark": ""})
    return Accepted(with_reason, to=words.REMARK if reasons[0] is DeclineReason.OTHER else None)


async def _ask_remark(_draft: CheckDraft, _visit: Visit) -> Card:
    return words.ask_remark(LONGEST_REMARK)


async def _read_remark(answer: Answer, draft: CheckDraft, _visit: Visit) -> Read[CheckDraft]:
    text = letter_in(answer, LONGEST_REMARK)
    return text if isinstance(text, NotUnderstood) else Accepted(draft.model_copy(update={"remark": text}))


async def _decline(draft: CheckDraft, visit: Visit) -> Reply:
    assert draft.reason is not None  # the form's first question
    by, chosen = person_in(visit), draft.chosen
    return _answer(await certificate_checks.decline(visit.db, by, chosen, draft.reason, draft.remark, visit.now))


def _answer(outcome: Decided | Refusal) -> Reply:
    match outcome:
        case Decided(certificate):
            return reply(words.done(certificate))
        case DecidedBefore(certificate):
            return reply(words.decided_before(certificate))
        case NoLongerThere():
            return reply(words.no_longer_there())
        case NotAllowed():
            return reply(refused())


confirm_form: Form[CheckDraft] = Form(
    name=words.CONFIRM,
    draft=CheckDraft,
    steps=(Step(words.KIND, _ask_kind, _read_kind), Step(words.UNTIL, _ask_until, _read_until)),
    finish=_confirm,
    stopped=words.stopped,
    subject=words.subject,
)
decline_form: Form[CheckDraft] = Form(
    name=words.DECLINE,
    draft=CheckDraft,
    steps=(Step(words.REASON, _ask_reason, _read_reason), Step(words.REMARK, _ask_remark, _read_remark, never)),
    finish=_decline,
    stopped=words.stopped,
    subject=words.subject,
)


@router.message(Command(*names("certificates"), ignore_case=True), Holds(*VERIFIERS))
async def asked(_message: Message, visit: Visit, person: Person) -> Reply:
    return reply(words.queue(await certificate_checks.open_ones(visit.db, person, 0), visit.now))


@router.message(Command(*names("certificates"), ignore_case=True))
async def asked_without_a_role(_message: Message) -> Reply:
    return reply(words.not_a_verifier())


@router.callback_query(ChecksButton.filter(), Holds(*VERIFIERS))
async def turned(_tap: CallbackQuery, callback_data: ChecksButton, visit: Visit, person: Person) -> Reply:
    return reply(words.queue(await certificate_checks.open_ones(visit.db, person, callback_data.page), visit.now))


@router.callback_query(ChecksButton.filter())
async def turned_without_a_role(_tap: CallbackQuery) -> Reply:
    return not_allowed()


@router.callback_query(CheckButton.filter(F.act == "show"))
async def show(_tap: CallbackQuery, callback_data: CheckButton, visit: Visit, person: Person) -> Reply:
    found = await certificate_checks.show(visit.db, person, callback_data.certificate, visit.now)
    return reply(toast=words.sent_again()) if isinstance(found, ToCheck) else _too_late(found)


@router.callback_query(CheckButton.filter(F.act.in_({"confirm", "decline"})))
async def decide(_tap: CallbackQuery, callback_data: CheckButton, visit: Visit, person: Person) -> Reply:
    """A question of its own: the card stays, since it changes for everybody who was asked."""
    found = await certificate_checks.to_check(visit.db, person, callback_data.certificate)
    if not isinstance(found, ToCheck):
        return _too_late(found)
    form = confirm_form if callback_data.act == "confirm" else decline_form
    return replace(await runner.start(form, CheckDraft(chosen=callback_data.certificate), visit), keep=True)


def _too_late(refusal: Refusal) -> Reply:
    match refusal:
        case DecidedBefore(certificate):
            return reply(words.decided(certificate), toast=words.decided_already())
        case NoLongerThere():
            return reply(words.no_longer_there(), toast=words.not_there())
        case NotAllowed():
            return not_allowed()
