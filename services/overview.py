"""What whoever leads or asked for a call-out may see of it: the board, and to coordinators the names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import Invitation, InvitationState
from models.emergencies import HelpRequest
from models.people import Person
from models.remarks import Remark
from services import boards, call_outs, help_requests, remarks
from services.audit import record
from services.authority import NotAllowed
from services.boards import Board
from services.looks import is_over

MOST_NAMES = 60


@dataclass(frozen=True)
class Roll:
    """Who answered, each list in order of answering and at most MOST_NAMES long; the board has the counts.

    `with_phones`: until the emergency ends. After it nobody is deployed, and nobody needs numbers nor ages.
    """

    board: Board
    coming: list[Invitation]
    reserve: list[Invitation]
    declined: list[Invitation]
    with_phones: bool = field(default=True, kw_only=True)
    words: Mapping[int, Remark] = field(default_factory=dict, kw_only=True)  # by invitation: the last that each wrote


@dataclass(frozen=True)
class Status:
    request: HelpRequest
    board: Board | None  # None until it is called out


async def board_for(db: AsyncSession, person: Person, call_out_id: int) -> Board | NotAllowed:
    """The board, for whoever coordinates the call-out; a closed one as well."""
    call_out = await call_outs.led(db, person, call_out_id)
    return await boards.board(db, call_out) if call_out else NotAllowed()


async def roll_for(db: AsyncSession, person: Person, call_out_id: int, now: datetime) -> Roll | NotAllowed:
    """The names, for whoever coordinates the call-out; that they were shown is noted, for each number of its own."""
    call_out = await call_outs.led(db, person, call_out_id)
    if call_out is None:
        return NotAllowed()
    record(db, person.id, "names_shown", "call_out", call_out_id, now)
    coming = await boards.invited(db, call_out_id, InvitationState.COMING, MOST_NAMES)
    with_phones = not is_over(call_out)
    for shown in [invited.person_id for invited in coming if invited.person_id and with_phones]:
        record(db, person.id, "phone_shown", "person", shown, now, call_out=call_out_id)
    return Roll(
        await boards.board(db, call_out),
        coming=coming,
        reserve=await boards.invited(db, call_out_id, InvitationState.RESERVE, MOST_NAMES),
        declined=await boards.invited(db, call_out_id, InvitationState.DECLINED, MOST_NAMES),
        words=await remarks.last_of(db, call_out_id),
        with_phones=with_phones,
    )


async def status_for(db: AsyncSession, person: Person, request_id: int) -> Status | NotAllowed:
    """How the request stands, for whoever raised it."""
    request = await help_requests.raised_by(db, person, request_id)
    if request is None:
        return NotAllowed()
    call_out = await boards.latest_call_out(db, request_id)
    return Status(request, await boards.board(db, call_out) if call_out else None)
