"""The questions of a help request, in order; at 3 a.m. every one of them costs time."""

from __future__ import annotations

from datetime import datetime

from handlers.areas import MOST_BUTTONS, town_meant
from handlers.forms.answers import Answer, Choice, Position
from handlers.forms.form import Accepted, Draft, NotUnderstood, Read, Step
from handlers.request_answers import (
    LONGEST_ADDRESS,
    LONGEST_CALLER,
    LONGEST_WHAT,
    count_in,
    is_in_belgium,
    moment_in,
    text_in,
)
from handlers.staff import person_in
from handlers.visit import Visit
from messages import request_form as words
from messages import templates
from messages.card import Card
from messages.formats import municipality_name
from services.help_requests import APPOINTED, asks_on_behalf, municipalities_to_ask_for
from services.reference import municipality
from services.rules.templates import TemplateCode, template


class RequestDraft(Draft):
    """What was answered so far. `asks_town`: they may ask for more than one municipality; `on_behalf`: a coordinator
    enters it for the municipality's people, and may note who called.
    """

    asks_town: bool
    town: int | None = None  # REFNIS code
    on_behalf: bool = False
    caller: str = ""
    what: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    needed: int = 0
    starts_at: datetime | None = None
    template: str = ""  # the usual request that was tapped, which fills in what isn't asked
    bring: str = ""


async def _ask_town(_draft: RequestDraft, visit: Visit) -> Card:
    towns = await municipalities_to_ask_for(visit.db, person_in(visit), MOST_BUTTONS + 1)
    return words.ask_municipality(towns if len(towns) <= MOST_BUTTONS else ())


async def _read_town(answer: Answer, draft: RequestDraft, visit: Visit) -> Read[RequestDraft]:
    town = await town_meant(answer, visit, APPOINTED, words.FORM)
    if isinstance(town, NotUnderstood):
        return town
    on_behalf = await asks_on_behalf(visit.db, person_in(visit), town.nis)
    chosen = {"town": town.nis, "on_behalf": on_behalf}
    return Accepted(draft.model_copy(update=chosen), echo=municipality_name(town))


async def _ask_what(draft: RequestDraft, visit: Visit) -> Card:
    town = await municipality(visit.db, draft.town) if draft.asks_town and draft.town else None
    return words.ask_what(town, on_behalf=draft.on_behalf)


async def _ask_caller(_draft: RequestDraft, _visit: Visit) -> Card:
    return words.ask_caller()


async def _read_caller(answer: Answer, draft: RequestDraft, _visit: Visit) -> Read[RequestDraft]:
    caller = text_in(answer, LONGEST_CALLER)
    return caller if isinstance(caller, NotUnderstood) else Accepted(draft.model_copy(update={"caller": caller}))


def _without_caller(draft: RequestDraft) -> RequestDraft:
    return draft.model_copy(update={"caller": ""})


async def _read_what(answer: Answer, draft: RequestDraft, _visit: Visit) -> Read[RequestDraft]:
    if isinstance(answer, Choice) and template(answer.value):
        code = TemplateCode(answer.value)
        words_of = {"template": code.value, "what": templates.what(code), "bring": templates.bring(code)}
        return Accepted(draft.model_copy(update=words_of))
    what = text_in(answer, LONGEST_WHAT)
    return (
        what
        if isinstance(what, NotUnderstood)
        else Accepted(draft.model_copy(update={"what": what, "template": "", "bring": ""}))
    )


async def _ask_where(_draft: RequestDraft, _visit: Visit) -> Card:
    return words.ask_where()


async def _read_where(answer: Answer, draft: RequestDraft, visit: Visit) -> Read[RequestDraft]:
    if isinstance(answer, Position):
        if not is_in_belgium(answer, visit):
            return NotUnderstood(words.place_abroad())
        point = {"latitude": answer.latitude, "longitude": answer.longitude}
        return Accepted(draft.model_copy(update=point), echo=words.point_noted())
    return _with_address(answer, draft.model_copy(update={"latitude": None, "longitude": None}))


async def _ask_address(_draft: RequestDraft, _visit: Visit) -> Card:
    return words.ask_address()


async def _read_address(answer: Answer, draft: RequestDraft, _visit: Visit) -> Read[RequestDraft]:
    return _with_address(answer, draft)


def _without_address(draft: RequestDraft) -> RequestDraft:
    return draft.model_copy(update={"address": ""})


def _with_address(answer: Answer, draft: RequestDraft) -> Read[RequestDraft]:
    address = text_in(answer, LONGEST_ADDRESS)
    if isinstance(address, NotUnderstood):
        return address
    return Accepted(draft.model_copy(update={"address": address}), echo=address)


async def _ask_count(draft: RequestDraft, _visit: Visit) -> Card:
    usual = template(draft.template)
    return words.ask_count(usual.needed if usual else 0)


async def _read_count(answer: Answer, draft: RequestDraft, _visit: Visit) -> Read[RequestDraft]:
    count = count_in(answer)
    return count if isinstance(count, NotUnderstood) else Accepted(draft.model_copy(update={"needed": count}))


async def _ask_when(_draft: RequestDraft, _visit: Visit) -> Card:
    return words.ask_when()


async def _read_when(answer: Answer, draft: RequestDraft, visit: Visit) -> Read[RequestDraft]:
    moment = moment_in(answer, visit)
    if isinstance(moment, NotUnderstood):
        return moment
    return Accepted(draft.model_copy(update={"starts_at": moment}))


def _asks_town(draft: RequestDraft) -> bool:
    return draft.asks_town


def _on_behalf(draft: RequestDraft) -> bool:
    return draft.on_behalf


def _has_point(draft: RequestDraft) -> bool:
    return draft.latitude is not None


request_steps = (
    Step("town", _ask_town, _read_town, _asks_town),
    Step("caller", _ask_caller, _read_caller, _on_behalf, skip=_without_caller),
    Step("what", _ask_what, _read_what),
    Step("where", _ask_where, _read_where),
    Step("address", _ask_address, _read_address, _has_point, skip=_without_address),
    Step("count", _ask_count, _read_count),
    Step("when", _ask_when, _read_when),
)
