"""Asking a colleague to swap: which shift, whom, and what for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.forms import runner
from handlers.forms.answers import Answer, Choice
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step
from handlers.staff import person_in
from handlers.visit import Visit
from messages import rota_planning as planning_words
from messages import rota_swaps as words
from messages.card import Card, Reply, reply
from messages.forms import tap_a_button
from messages.staff import refused
from models.people import Person
from services import rota_swaps
from services.areas import Area, code_of, read_area
from services.authority import NotAllowed
from services.rota_plans import CannotBeOnCall
from services.rota_swaps import Asked, NotTheirShift
from services.rules.rota import Span


class SwapDraft(Draft):
    """What is given, to whom, and what comes back for it."""

    area: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    to: int = 0
    back_starts_at: datetime | None = None
    back_ends_at: datetime | None = None


async def _shifts(draft: SwapDraft, who: int, visit: Visit) -> Sequence[Span]:
    area = await read_area(visit.db, draft.area)
    return await rota_swaps.shifts_of(visit.db, area, who, visit.now, visit.policy) if area else ()


async def _colleagues(draft: SwapDraft, visit: Visit) -> list[Person]:
    area = await read_area(visit.db, draft.area)
    return await rota_swaps.colleagues(visit.db, area, person_in(visit)) if area else []


def _chosen(answer: Answer, shifts: Sequence[Span]) -> Span | None:
    if not isinstance(answer, Choice):
        return None
    return next((shift for shift in shifts if words.key_of(shift) == answer.value), None)


async def _ask_mine(draft: SwapDraft, visit: Visit) -> Card:
    return words.ask_mine(await _shifts(draft, person_in(visit).id, visit))


async def _read_mine(answer: Answer, draft: SwapDraft, visit: Visit) -> Read[SwapDraft]:
    shift = _chosen(answer, await _shifts(draft, person_in(visit).id, visit))
    if shift is None:
        return NotUnderstood(tap_a_button())
    return Accepted(draft.model_copy(update={"starts_at": shift.start, "ends_at": shift.end}))


async def _ask_to(draft: SwapDraft, visit: Visit) -> Card:
    return words.ask_colleague((await _colleagues(draft, visit))[: planning_words.MOST_PEOPLE])


async def _read_to(answer: Answer, draft: SwapDraft, visit: Visit) -> Read[SwapDraft]:
    people = {str(person.id): person.id for person in await _colleagues(draft, visit)}
    if not isinstance(answer, Choice) or answer.value not in people:
        return NotUnderstood(tap_a_button())
    return Accepted(draft.model_copy(update={"to": people[answer.value]}))


async def _ask_back(draft: SwapDraft, visit: Visit) -> Card:
    return words.ask_back(await _shifts(draft, draft.to, visit))


async def _read_back(answer: Answer, draft: SwapDraft, visit: Visit) -> Read[SwapDraft]:
    if answer == Choice(words.NONE):
        return Accepted(draft.model_copy(update={"back_starts_at": None, "back_ends_at": None}))
    shift = _chosen(answer, await _shifts(draft, draft.to, visit))
    if shift is None:
        return NotUnderstood(tap_a_button())
    return Accepted(draft.model_copy(update={"back_starts_at": shift.start, "back_ends_at": shift.end}))


async def _finish(draft: SwapDraft, visit: Visit) -> Reply:
    area = await read_area(visit.db, draft.area)
    if area is None or draft.starts_at is None or draft.ends_at is None:
        return reply(refused())
    person = person_in(visit)
    mine, back = Span(person.id, draft.starts_at, draft.ends_at), None
    if draft.back_starts_at and draft.back_ends_at:
        back = Span(draft.to, draft.back_starts_at, draft.back_ends_at)
    match await rota_swaps.ask(visit.db, person, area, draft.to, mine, back, visit.now, visit.policy):
        case Asked(swap):
            return reply(words.sent(swap))
        case NotTheirShift():
            return reply(words.not_theirs())
        case CannotBeOnCall():
            return reply(planning_words.cannot_be_on_call())
        case NotAllowed():
            return reply(refused())


swap_form: Form[SwapDraft] = Form(
    name=words.FORM,
    draft=SwapDraft,
    steps=(
        Step("mine", _ask_mine, _read_mine),
        Step("to", _ask_to, _read_to),
        Step("back", _ask_back, _read_back),
    ),
    finish=_finish,
    stopped=words.stopped,
    subject=words.subject,
)


async def begin(area: Area, visit: Visit) -> Reply:
    """The first question, where there is something to swap and somebody to ask."""
    draft = SwapDraft(area=code_of(area))
    if not await _shifts(draft, person_in(visit).id, visit):
        return reply(words.no_shift(), keep=True)
    if not await _colleagues(draft, visit):
        return reply(words.nobody_else(), keep=True)
    return await runner.start(swap_form, draft, visit)
