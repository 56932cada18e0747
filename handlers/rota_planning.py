"""A shift in two questions: who, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.forms import runner
from handlers.forms.answers import Answer, Choice, Words
from handlers.forms.form import Accepted, Draft, Form, NotUnderstood, Read, Step
from handlers.staff import person_in
from handlers.visit import Visit
from messages import rota as view_words
from messages import rota_planning as words
from messages.card import Card, Reply, reply
from messages.forms import tap_a_button
from messages.staff import refused
from models.people import Person
from services import rota, rota_plans
from services.areas import Area, code_of, read_area
from services.authority import NotAllowed
from services.rota import RotaView
from services.rota_plans import CannotBeOnCall, Clash, Planned
from services.rules.rota import Span, WeekTimes, days_of
from services.rules.rota_words import RotaProblem, read_once, read_weekly
from services.rules.words import fold

FROM_NOW = timedelta(hours=12)


class ShiftDraft(Draft):
    """`once`: with two instants, else with days and minutes."""

    area: str
    once: bool
    who: int = 0
    days: int = 0
    start: int = 0
    end: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None


async def _people(draft: ShiftDraft, visit: Visit) -> list[Person]:
    area = await read_area(visit.db, draft.area)
    return await rota.coordinators(visit.db, area) if area else []


async def _ask_who(draft: ShiftDraft, visit: Visit) -> Card:
    return words.ask_who(await _people(draft, visit), person_in(visit).id)


async def _read_who(answer: Answer, draft: ShiftDraft, visit: Visit) -> Read[ShiftDraft]:
    people = await _people(draft, visit)
    match answer:
        case Choice(value):
            found = [person for person in people if str(person.id) == value]
        case Words(text):
            found = [person for person in people if fold(text) in fold(person.name)]
        case _:
            return NotUnderstood(tap_a_button())
    if len(found) != 1:
        return NotUnderstood(words.nobody_of_that_name() if not found else tap_a_button())
    return Accepted(draft.model_copy(update={"who": found[0].id}))


async def _ask_when(draft: ShiftDraft, _visit: Visit) -> Card:
    return words.ask_once() if draft.once else words.ask_weekly()


async def _read_when(answer: Answer, draft: ShiftDraft, visit: Visit) -> Read[ShiftDraft]:
    return _read_once(answer, draft, visit) if draft.once else _read_weekly(answer, draft)


def _read_weekly(answer: Answer, draft: ShiftDraft) -> Read[ShiftDraft]:
    times: WeekTimes | RotaProblem
    match answer:
        case Choice(value) if value in words.USUAL:
            times = words.USUAL[value]
        case Words(text):
            times = read_weekly(text)
        case _:
            times = RotaProblem.UNREADABLE
    if isinstance(times, RotaProblem):
        return NotUnderstood(words.not_a_weekly_shift(times))
    return Accepted(draft.model_copy(update={"days": times.bits, "start": times.start, "end": times.end}))


def _read_once(answer: Answer, draft: ShiftDraft, visit: Visit) -> Read[ShiftDraft]:
    span: Span | RotaProblem
    match answer:
        case Choice(words.NOW):
            span = Span(None, visit.now, visit.now + FROM_NOW)
        case Words(text):
            span = read_once(text, visit.now, visit.policy.zone, visit.policy.rota.longest)
        case _:
            span = RotaProblem.UNREADABLE
    if isinstance(span, RotaProblem):
        return NotUnderstood(words.not_a_shift(span))
    return Accepted(draft.model_copy(update={"starts_at": span.start, "ends_at": span.end}))


async def _finish(draft: ShiftDraft, visit: Visit) -> Reply:
    area = await read_area(visit.db, draft.area)
    if area is None:
        return reply(refused())
    match await _plan(draft, area, visit):
        case Planned():
            return await _planned(area, visit)
        case Clash() as clash:
            return reply(words.clash(clash, area))
        case CannotBeOnCall():
            return reply(words.cannot_be_on_call())
        case NotAllowed():
            return reply(refused())


async def _plan(draft: ShiftDraft, area: Area, visit: Visit) -> Planned | Clash | CannotBeOnCall | NotAllowed:
    by = person_in(visit)
    if draft.starts_at and draft.ends_at:
        span = Span(draft.who, draft.starts_at, draft.ends_at)
        return await rota_plans.plan_once(visit.db, by, area, draft.who, span, visit.now, visit.policy)
    times = WeekTimes(days_of(draft.days), draft.start, draft.end)
    return await rota_plans.plan_weekly(visit.db, by, area, draft.who, times, visit.now, visit.policy)


async def _planned(area: Area, visit: Visit) -> Reply:
    """The rota as it stands now."""
    match await rota.view(visit.db, person_in(visit), area, visit.now, visit.policy):
        case RotaView() as seen:
            card = view_words.view(seen, visit.now)
            return reply(replace(card, text=f"{words.planned()}\n\n{card.text}"))
        case NotAllowed():
            return reply(refused())


shift_form: Form[ShiftDraft] = Form(
    name=words.FORM,
    draft=ShiftDraft,
    steps=(Step("who", _ask_who, _read_who), Step("when", _ask_when, _read_when)),
    finish=_finish,
    stopped=words.stopped,
    subject=words.subject,
)


async def begin(area: Area, visit: Visit, *, once: bool) -> Reply:
    """The first question, for whoever plans that area."""
    return await runner.start(shift_form, ShiftDraft(area=code_of(area), once=once), visit)
