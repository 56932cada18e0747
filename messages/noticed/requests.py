"""What is said about a help request, to who answers for it and to who asked."""

from __future__ import annotations

from messages import closing, requests
from messages.card import Card
from messages.wording import Wording
from models.emergencies import RequestState
from services import loading


async def alert(request_id: int, at: Wording) -> Card | None:
    request = await loading.request_to_lead(at.db, at.person_id, request_id)
    return requests.alert(request, at.person_id, at.now) if request else None


async def launch_reminder(request_id: int, at: Wording) -> Card | None:
    request = await loading.request_to_lead(at.db, at.person_id, request_id)
    mine = request and request.state is RequestState.TAKEN and request.taken_by_id == at.person_id
    return requests.launch_reminder(request, at.now) if request and mine else None


async def taken(request_id: int, at: Wording) -> Card | None:
    request = await loading.own_request(at.db, at.person_id, request_id)
    return requests.taken(request, at.now) if request else None


async def status(request_id: int, at: Wording) -> Card | None:
    request = await loading.own_request(at.db, at.person_id, request_id)
    if request is None:
        return None
    return requests.status(request, await loading.board_of_request(at.db, request_id), at.now, at.policy)


async def nobody_yet(request_id: int, at: Wording) -> Card | None:
    request = await loading.own_request(at.db, at.person_id, request_id)
    waits = request and request.state is RequestState.WAITING
    return requests.nobody_yet(request, at.now, at.policy) if request and waits else None


async def emergency_ended(emergency_id: int, at: Wording) -> Card | None:
    ended = await loading.emergency(at.db, emergency_id)
    return closing.emergency_ended(ended, at.now) if ended else None
