"""Where somebody lives, and which corps that makes it."""

from __future__ import annotations

from handlers.forms.answers import Answer, Choice, Position, Words
from handlers.forms.form import Accepted, NotUnderstood, Read, Step
from handlers.sign_up.draft import SignUpDraft
from handlers.visit import Visit
from messages import sign_up as words
from messages.card import Card
from messages.formats import municipality_name
from messages.forms import tap_a_button
from messages.html import fill
from models.corps import Corps
from services import corps
from services.corps import NearbyCorps
from services.reference import municipality
from services.rules.authority import FLANDERS

Candidates = tuple[tuple[int, str], ...]


async def _ask_town(draft: SignUpDraft, visit: Visit) -> Card:
    linked = await _linked(draft, visit)
    return words.ask_town(linked.municipality if linked else None)


async def _ask_which(draft: SignUpDraft, _visit: Visit) -> Card:
    return words.which_town(draft.candidates)


async def _read_town(answer: Answer, draft: SignUpDraft, visit: Visit) -> Read[SignUpDraft]:
    linked = await _linked(draft, visit)
    match answer:
        case Words(text) if linked and text == municipality_name(linked.municipality):
            found: Candidates = ((linked.municipality_nis, text),)
        case Words(text):
            found = tuple((match.nis, match.shown_name) for match in visit.places.find(text))
        case Position(latitude, longitude):
            found = await _near(latitude, longitude, visit)
        case Choice(value):
            found = tuple((nis, name) for nis, name in draft.candidates if str(nis) == value)
        case _:
            found = ()
    if not found:
        return NotUnderstood(words.no_such_town())
    if len(found) > 1:
        return Accepted(draft.model_copy(update={"candidates": found}), to=words.WHICH_TOWN)
    return await _settle(*found[0], draft, visit)


async def _near(latitude: float, longitude: float, visit: Visit) -> Candidates:
    towns = [await municipality(visit.db, nis) for nis in visit.places.nearest(latitude, longitude)]
    return tuple((town.nis, municipality_name(town)) for town in towns)


async def _linked(draft: SignUpDraft, visit: Visit) -> Corps | None:
    return await corps.by_id(visit.db, draft.link_corps) if draft.link_corps else None


async def _settle(nis: int, name: str, draft: SignUpDraft, visit: Visit) -> Read[SignUpDraft]:
    """Their own municipality's corps; they are asked where there is none, or where another one's link brought them."""
    own = await corps.of_municipality(visit.db, nis)
    is_clear = own is not None and draft.link_corps in (None, own.id)
    settled = {"town": nis, "candidates": (), "corps": own.id if own and is_clear else None}
    echo = fill("📍 {name}", name=name)
    return Accepted(draft.model_copy(update=settled), to=None if is_clear else words.CORPS, echo=echo)


async def _ask_corps(draft: SignUpDraft, visit: Visit) -> Card:
    assert draft.town is not None
    home = await municipality(visit.db, draft.town)
    own = await corps.of_municipality(visit.db, home.nis)
    may_wait = own is None and home.region == FLANDERS
    return words.ask_corps(home, await _nearby(draft, visit), may_wait=may_wait)


async def _nearby(draft: SignUpDraft, visit: Visit) -> list[NearbyCorps]:
    assert draft.town is not None
    return await corps.nearest(visit.db, draft.town, first=draft.link_corps)


async def _read_corps(answer: Answer, draft: SignUpDraft, visit: Visit) -> Read[SignUpDraft]:
    if answer == Choice(words.NEWS):
        return Accepted(draft.model_copy(update={"corps": None}))
    for near in await _nearby(draft, visit):
        if answer == Choice(str(near.corps.id)):
            return Accepted(draft.model_copy(update={"corps": near.corps.id}))
    return NotUnderstood(tap_a_button())


def _has_no_corps(draft: SignUpDraft) -> bool:
    return draft.corps is None


def _has_candidates(draft: SignUpDraft) -> bool:
    return bool(draft.candidates)


town_step = Step(words.TOWN, _ask_town, _read_town)
which_town_step = Step(words.WHICH_TOWN, _ask_which, _read_town, _has_candidates)
corps_step = Step(words.CORPS, _ask_corps, _read_corps, _has_no_corps)
