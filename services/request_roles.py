"""The roles among the people whom a request asks for: "6, of whom 1 driver C and 2 with first aid"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutRole
from models.emergencies import HelpRequest
from models.people import Person
from services import request_edits
from services.authority import NotAllowed
from services.help_requests import NoLongerEditable
from services.policy import Policy

MOST_ROLES = 6


@dataclass(frozen=True)
class Wanted:
    """So many people with all of these skills."""

    bits: int
    number: int


def of_request(request: HelpRequest) -> list[Wanted]:
    """The roles, in the order in which they were asked."""
    return [Wanted(bits, number) for bits, number in request.roles]


async def set_role(
    db: AsyncSession, person: Person, request_id: int, bits: int, number: int, now: datetime, policy: Policy
) -> request_edits.Edited | request_edits.EndsBeforeStart | request_edits.Locked | NoLongerEditable | NotAllowed:
    """So many of the people needed are to have these skills; 0 asks for none. If that is more people in all than the
    request asks for, it asks for as many.
    """
    request = await request_edits.open_to(db, person, request_id, "roles")
    if not isinstance(request, HelpRequest):
        return request
    roles = {one.bits: one.number for one in of_request(request)}
    if number and (bits in roles or len(roles) < MOST_ROLES):
        roles[bits] = number
    elif not number:
        roles.pop(bits, None)
    changes: request_edits.Changes = {"roles": [list(role) for role in roles.items()]}
    return await request_edits.edit(db, person, request_id, changes, now, policy)


async def to_call_out(db: AsyncSession, call_out: CallOut) -> None:
    """The places of a call-out that is being launched."""
    wanted = of_request(call_out.help_request)
    db.add_all(CallOutRole(call_out_id=call_out.id, skill_bits=one.bits, needed=one.number, filled=0) for one in wanted)
    call_out.reserved = sum(one.number for one in wanted)
    await db.flush()
