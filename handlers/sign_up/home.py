"""Where somebody lives, and which corps that makes it; whoever leaves a corps for it is asked once more."""

from __future__ import annotations

from handlers.forms.answers import Answer, Choice, Position, Words
from handlers.forms.form import Accepted, NotUnderstood, Read, Step, never
from handlers.sign_up.draft import PersonDraft
from handlers.visit import Visit
from messages import moving
from messages import residence as words
from messages.card import Card
from messages.formats import municipality_name
from messages.forms import tap_a_button
from messages.html import fill
from models.corps import Corps
from services import corps
from services.corps import NearbyCorps
from services.overlaps import commitments
from services.reference import municipality
from services.rules.authority import FLANDERS

Candidates = tuple[tuple[int, str], ...]


async def _ask_town(draft: PersonDraft, visit: Visit) -> Card:
    linked = await _linked(draft, visit)
    return words.ask_town(linked.municipality if linked else None)


async def _ask_which(draft: PersonDraft, _visit: Visit) -> Card:
    return words.which_town(draft.form, draft.candidates)


async def _read_town(answer: Answer, draft: PersonDraft, visit: Visit) -> Read[PersonDraft]:
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


async def _linked(draft: PersonDraft, visit: Visit) -> Corps | None:
    """The corps by whose link somebody came who signs up."""
    return await corps.by_id(visit.db, draft.near_corps) if draft.near_corps and not _current(visit) else None


def _current(visit: Visit) -> Corps | None:
    return visit.person.corps if visit.person else None


async def _settle(nis: int, name: str, draft: PersonDraft, visit: Visit) -> Read[PersonDraft]:
    """Their municipality's corps; they are asked if it has none, or if they are in or were invited to another."""
    own, current, linked = await corps.of_municipality(visit.db, nis), _current(visit), await _linked(draft, visit)
    settled = {"town": nis, "candidates": (), "corps": own.id if own else None}
    is_clear = own is not None and current in (None, own) and linked in (None, own)
    echo = fill("📍 {name}", name=name)
    return Accepted(draft.model_copy(update=settled), to=None if is_clear else words.CORPS, echo=echo)


async def _ask_corps(draft: PersonDraft, visit: Visit) -> Card:
    assert draft.town is not None
    home = await municipality(visit.db, draft.town)
    nearby = await _nearby(draft, visit)
    return words.ask_corps(draft.form, home, nearby, _current(visit), may_wait=home.region == FLANDERS)


async def _nearby(draft: PersonDraft, visit: Visit) -> list[NearbyCorps]:
    assert draft.town is not None
    found = await corps.nearest(visit.db, draft.town, first=draft.near_corps)
    return sorted(found, key=lambda near: near.corps.municipality_nis != draft.town)  # the own one first


async def _read_corps(answer: Answer, draft: PersonDraft, visit: Visit) -> Read[PersonDraft]:
    if answer == Choice(words.NEWS):
        return _chosen(None, draft, visit)
    for near in await _nearby(draft, visit):
        if answer == Choice(str(near.corps.id)):
            return _chosen(near.corps.id, draft, visit)
    return NotUnderstood(tap_a_button())


def _chosen(corps_id: int | None, draft: PersonDraft, visit: Visit) -> Accepted[PersonDraft]:
    current = _current(visit)
    leaves = current is not None and current.id != corps_id
    return Accepted(draft.model_copy(update={"corps": corps_id}), to=moving.SURE if leaves else None)


async def _ask_sure(draft: PersonDraft, visit: Visit) -> Card:
    person = visit.person
    assert person is not None  # a stranger has no corps to leave
    chosen = await corps.by_id(visit.db, draft.corps) if draft.corps else None
    return moving.ask_sure(draft.form, person.corps, chosen, await commitments(visit.db, person.id), visit.now)


async def _read_sure(answer: Answer, draft: PersonDraft, _visit: Visit) -> Read[PersonDraft]:
    return Accepted(draft) if answer == Choice(moving.YES) else NotUnderstood(tap_a_button())


def _has_no_corps(draft: PersonDraft) -> bool:
    return draft.corps is None


def _has_candidates(draft: PersonDraft) -> bool:
    return bool(draft.candidates)


town_step = Step(words.TOWN, _ask_town, _read_town)
which_town_step = Step(words.WHICH_TOWN, _ask_which, _read_town, _has_candidates)
corps_step = Step(words.CORPS, _ask_corps, _read_corps, _has_no_corps)
sure_step = Step(moving.SURE, _ask_sure, _read_sure, never)
