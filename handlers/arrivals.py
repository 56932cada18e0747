"""Somebody comes later: a tap or a typed time, with the yes or after it."""

from __future__ import annotations

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.call_outs import answer_to
from handlers.forms import runner
from handlers.forms.answers import Answer
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step
from handlers.request_answers import moment_in
from handlers.staff import Known, person_in
from handlers.visit import Visit
from messages import arrivals as words
from messages import call_outs as cards
from messages import trouble
from messages.buttons import ArrivalButton, ReplyButton
from messages.card import Card, Reply, reply
from models.call_outs import Invitation
from models.people import Person
from services import arrivals
from services.arrivals import AfterTheEnd
from services.replies import AcceptResult, Closed, NotInvited

router = Router(name="arrivals")
router.callback_query.filter(Known())


@router.callback_query(ReplyButton.filter(F.act == "later"))
async def choose(_tap: CallbackQuery, callback_data: ReplyButton, visit: Visit, person: Person) -> Reply:
    match await arrivals.open_to(visit.db, person.id, callback_data.invitation):
        case Invitation() as invited:
            return reply(words.choose(invited, arrivals.offers(invited, visit.now, visit.policy), visit.now))
        case why:
            return _not_open(why, visit)


@router.callback_query(ArrivalButton.filter())
async def comes_at(_tap: CallbackQuery, callback_data: ArrivalButton, visit: Visit, person: Person) -> Reply:
    moment = words.moment_of(callback_data.at)
    result = await arrivals.accept_at(visit.db, person.id, callback_data.invitation, moment, visit.now, visit.policy)
    return await answered(result, visit)


async def answered(result: AcceptResult | AfterTheEnd, visit: Visit) -> Reply:
    """The card after a yes with a time; the choice of times anew where that one can't be."""
    if not isinstance(result, AfterTheEnd):
        return await answer_to(result, visit)
    offers = arrivals.offers(result.invitation, visit.now, visit.policy)
    card = words.choose(result.invitation, offers, visit.now)
    return reply(card, toast=words.passed(result.invitation, visit.now), alert=True)


def _not_open(why: Closed | NotInvited, visit: Visit) -> Reply:
    if isinstance(why, NotInvited):
        return reply(toast=trouble.not_yours())
    return reply(cards.closed(why.invitation), toast=cards.closed_since(why.invitation, visit.now), alert=True)


class ArrivalDraft(Draft):
    """For which invitation, and when they will be there."""

    invitation: int
    moment: datetime | None = None


async def _ask(_draft: ArrivalDraft, _visit: Visit) -> Card:
    return words.ask_when()


async def _read(answer: Answer, draft: ArrivalDraft, visit: Visit) -> Read[ArrivalDraft]:
    moment = moment_in(answer, visit)
    if isinstance(moment, NotUnderstood):
        return moment
    invited = await arrivals.open_to(visit.db, person_in(visit).id, draft.invitation)
    if isinstance(invited, Invitation) and not arrivals.is_before_the_end(invited, moment):
        return NotUnderstood(words.after_the_end(invited, visit.now))
    return Accepted(draft.model_copy(update={"moment": moment}))


async def _finish(draft: ArrivalDraft, visit: Visit) -> Reply:
    person = person_in(visit)
    result = await arrivals.accept_at(visit.db, person.id, draft.invitation, draft.moment, visit.now, visit.policy)
    return await answered(result, visit)


arrival_form: Form[ArrivalDraft] = Form(
    name=words.FORM,
    draft=ArrivalDraft,
    steps=(Step("when", _ask, _read),),
    finish=_finish,
    stopped=words.stopped,
    subject=words.subject,
)


@router.callback_query(ReplyButton.filter(F.act == "when"))
async def ask_when(_tap: CallbackQuery, callback_data: ReplyButton, visit: Visit, person: Person) -> Reply:
    """A message of its own: the card of the call-out stays."""
    match await arrivals.open_to(visit.db, person.id, callback_data.invitation):
        case Invitation() as invited:
            asked = await runner.start(arrival_form, ArrivalDraft(invitation=invited.id), visit)
            return reply(*asked.cards, keep=True)
        case why:
            return _not_open(why, visit)
