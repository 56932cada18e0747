"""What is said about shifts, and to whoever is to see that a request isn't led."""

from __future__ import annotations

from messages import rota_alarms, rota_swaps
from messages import unled as unled_words
from messages.card import Card
from messages.wording import Wording, by_night
from services import loading


async def unled(request_id: int, at: Wording) -> Card | None:
    request = await loading.request_to_watch(at.db, at.person_id, request_id)
    return unled_words.unled(request, at.now) if request else None


async def shift_alarm(duty_id: int, at: Wording) -> Card | None:
    found = await loading.duty(at.db, duty_id)
    return rota_alarms.shift_alarm(*found, at.now) if found and found[0].person_id == at.person_id else None


async def shift_unanswered(duty_id: int, at: Wording) -> Card | None:
    found = await loading.duty_to_watch(at.db, at.person_id, duty_id)
    return rota_alarms.shift_unanswered(*found) if found else None


async def gaps(rota_id: int, at: Wording) -> Card | None:
    found = await loading.gaps(at.db, at.person_id, rota_id, at.now)
    return by_night(rota_alarms.gaps(rota_id, *found), at) if found else None


async def changed(duty_id: int, at: Wording) -> Card | None:
    found = await loading.duty(at.db, duty_id)
    return rota_alarms.taken_over(await loading.on_call_now(at.db, found[0]), found[1]) if found else None


async def swap_asked(swap_id: int, at: Wording) -> Card | None:
    swap = await loading.swap(at.db, at.person_id, swap_id)
    return rota_swaps.asked(swap) if swap else None


async def swap_answered(swap_id: int, at: Wording) -> Card | None:
    swap = await loading.swap(at.db, at.person_id, swap_id)
    return rota_swaps.answered(swap) if swap else None
