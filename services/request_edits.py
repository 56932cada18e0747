"""Completing a help request, by either side: all of it until the call-out, and part of it while that runs."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.emergencies import Emergency, HelpRequest, RequestState
from models.people import Person
from services import boards, emergencies, resizing
from services.audit import record
from services.authority import NotAllowed
from services.changes import tell_invited
from services.help_requests import NoLongerEditable, editable, give_time, is_urgent, refresh_cards
from services.policy import Policy

# What nobody was chosen by, and the time: those who were chosen for another one are asked again.
WHILE_CALLED_OUT = frozenset({"what", "address", "latitude", "longitude", "needed", "starts_at", "ends_at", "bring"})
TIMES = frozenset({"starts_at", "urgent"})
EMERGENCY = "emergency_id"


class Changes(TypedDict, total=False):
    """What of a request is to be different."""

    what: str
    address: str
    latitude: float | None
    longitude: float | None
    needed: int
    starts_at: datetime
    ends_at: datetime
    urgent: bool
    minimum_age: int
    skill_bits: int
    preferred_skill_bits: int
    also_unavailable: bool
    also_recently_asked: bool
    also_far: bool
    bring: str
    roles: list[list[int]]


@dataclass(frozen=True)
class Edited:
    request: HelpRequest


@dataclass(frozen=True)
class Locked:
    """Whoever was called out was chosen by it or has counted on it; nothing was changed."""

    request: HelpRequest


@dataclass(frozen=True)
class EndsBeforeStart:
    """The end isn't after the start; nothing was changed."""

    request: HelpRequest


@dataclass(frozen=True)
class EmergencyChoice:
    """The emergencies to which a request can belong, the newest first."""

    request: HelpRequest
    emergencies: list[Emergency]


def is_locked(request: HelpRequest, field: str) -> bool:
    """Whether this field (a name of `Changes`) no longer changes because people are being called out."""
    return request.state is RequestState.CALLED_OUT and field not in WHILE_CALLED_OUT


async def open_to(
    db: AsyncSession, person: Person, request_id: int, *fields: str
) -> HelpRequest | Locked | NoLongerEditable | NotAllowed:
    """The request, if this person may change these fields of it now."""
    request = await editable(db, person, request_id)
    if isinstance(request, HelpRequest) and any(is_locked(request, field) for field in fields):
        return Locked(request)
    return request


async def edit(
    db: AsyncSession, person: Person, request_id: int, changes: Changes, now: datetime, policy: Policy
) -> Edited | EndsBeforeStart | Locked | NoLongerEditable | NotAllowed:
    """Changes a request. A new start takes the end along and settles the urgency anew.

    While people are being called out, everybody's cards follow; a new place is also said to those who come, and after
    a new start everybody is asked again. More places are filled from the reserve list; fewer send nobody away.
    """
    request = await open_to(db, person, request_id, *changes)
    if not isinstance(request, HelpRequest):
        return request
    if "starts_at" in changes:
        changes = _following(changes["starts_at"], request, now, policy) | changes
    if changes.get("ends_at", request.ends_at) <= changes.get("starts_at", request.starts_at):
        return EndsBeforeStart(request)
    changed = {name for name, value in changes.items() if getattr(request, name) != value}
    for name, value in changes.items():
        setattr(request, name, value)
    request.needed = max(request.needed, sum(number for _bits, number in request.roles))
    if changed & TIMES:
        give_time(request, now, policy)
    await db.flush()
    record(db, person.id, "request_edited", "help_request", request_id, now, fields=" ".join(sorted(changes)))
    await _show(db, request, changed, person, now, policy)
    return Edited(request)


async def _show(
    db: AsyncSession, request: HelpRequest, changed: Set[str], by: Person, now: datetime, policy: Policy
) -> None:
    await refresh_cards(db, request, by, now)
    call_out = await boards.latest_call_out(db, request.id)
    if call_out and changed:
        await boards.refresh(db, call_out, now, policy)
        await tell_invited(db, call_out, changed, now, policy)
        if "needed" in changed:
            await resizing.resize(db, call_out, request.needed, now, policy)


def _following(starts_at: datetime, request: HelpRequest, now: datetime, policy: Policy) -> Changes:
    length = request.ends_at - request.starts_at
    return {"ends_at": starts_at + length, "urgent": is_urgent(starts_at, now, policy)}


async def emergency_choice(
    db: AsyncSession, person: Person, request_id: int
) -> EmergencyChoice | Locked | NoLongerEditable | NotAllowed:
    """Where the request could be moved, for whoever may edit it."""
    request = await open_to(db, person, request_id, EMERGENCY)
    if not isinstance(request, HelpRequest):
        return request
    return EmergencyChoice(request, await emergencies.open_in(db, request.municipality_nis))


async def move(
    db: AsyncSession, person: Person, request_id: int, emergency_id: int, now: datetime
) -> Edited | Locked | NoLongerEditable | NotAllowed:
    """Puts the request under another open emergency of its municipality, or a new one if the id is 0."""
    if asked := await db.get(HelpRequest, request_id):
        await emergencies.open_in(db, asked.municipality_nis, hold=True)
    choice = await emergency_choice(db, person, request_id)
    if not isinstance(choice, EmergencyChoice):
        return choice
    request, left = choice.request, choice.request.emergency
    target = next((found for found in choice.emergencies if found.id == emergency_id), None)
    if emergency_id and target is None:
        return NotAllowed()
    if target is not left:
        await _put_under(db, request, target, now)
        await _forget_if_empty(db, left)
        record(db, person.id, "request_moved", "help_request", request_id, now, emergency=request.emergency_id)
        await refresh_cards(db, request, person, now)
    return Edited(request)


async def _put_under(db: AsyncSession, request: HelpRequest, target: Emergency | None, now: datetime) -> None:
    if target is None:
        name = emergencies.name_from(request.what)
        target = await emergencies.open_emergency(db, request.municipality_nis, name, now)
    if target.in_charge is None:
        target.in_charge = request.taken_by
    request.emergency = target
    await db.flush()


async def _forget_if_empty(db: AsyncSession, emergency: Emergency) -> None:
    """An emergency that was opened for this request only would stay open for ever, with nothing to end."""
    rest = select(HelpRequest.id).where(HelpRequest.emergency_id == emergency.id).limit(1)
    if await db.scalar(rest) is None:
        await db.delete(emergency)
        await db.flush()
