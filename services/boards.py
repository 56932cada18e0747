"""How a call-out stands, and keeping the boards in chats up to date without editing them at every reply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutRole, Invitation, InvitationState
from models.groups import PlaceHold
from models.outbox import OutboxRow, OutboxState
from models.people import Person
from models.remarks import Remark
from services import seats
from services.notices import Notice, say_where_posted
from services.policy import Policy


@dataclass(frozen=True)
class Board:
    """Figures of one call-out, in people. `unreachable` are silent ones whose chat can't be reached; `later` are those
    among the silent whose message waits for the end of their quiet hours. Whom their own municipality keeps at home
    (`kept_home`) isn't silent.
    """

    call_out: CallOut
    coming: int
    reserve: int
    declined: int
    silent: int
    unreachable: int
    later: int = 0
    kept_home: int = 0
    holds: Sequence[PlaceHold] = ()  # places that wait for groups
    roles: Sequence[CallOutRole] = ()
    offered: int = 0  # places that wait for an answer of somebody on the reserve list
    remarks: int = 0  # texts that people wrote about it
    first_arrival: datetime | None = None  # of those who come and said when
    unconfirmed: int = 0  # of those who come: asked again since the time moved


async def board(db: AsyncSession, call_out: CallOut) -> Board:
    """The figures as they are now, counted from the invitations."""
    rows = await db.execute(
        select(Invitation.state, Invitation.withheld, Person.reachable, func.count())
        .outerjoin(Person, Person.id == Invitation.person_id)  # whoever was erased is still one of them
        .where(Invitation.call_out_id == call_out.id)
        .group_by(Invitation.state, Invitation.withheld, Person.reachable)
    )
    counts: Counter[tuple[InvitationState, bool]] = Counter()
    kept_home = 0
    for state, withheld, reachable, number in rows:
        if withheld and state is InvitationState.SILENT:
            kept_home += number
        else:
            counts[state, reachable is not False] += number

    def of(state: InvitationState) -> int:
        return counts[state, True] + counts[state, False]

    return Board(
        call_out=call_out,
        coming=of(InvitationState.COMING),
        reserve=of(InvitationState.RESERVE),
        declined=of(InvitationState.DECLINED),
        silent=counts[InvitationState.SILENT, True],
        unreachable=counts[InvitationState.SILENT, False],
        kept_home=kept_home,
        later=await _asked_later(db, call_out),
        holds=await _holds(db, call_out) if call_out.held else (),
        roles=await seats.roles(db, call_out),
        offered=await _offered(db, call_out) if call_out.held else 0,
        remarks=await _remarks(db, call_out),
        first_arrival=await db.scalar(_of_comers(call_out, func.min(Invitation.arrives_at))),
        unconfirmed=await db.scalar(_of_comers(call_out, func.count(Invitation.confirm_until))) or 0,
    )


def _of_comers(call_out: CallOut, figure: Any) -> Select[Any]:
    return select(figure).where(Invitation.call_out_id == call_out.id, Invitation.state == InvitationState.COMING)


async def _remarks(db: AsyncSession, call_out: CallOut) -> int:
    about = select(func.count(Remark.id)).join(Invitation, Invitation.id == Remark.invitation_id)
    return await db.scalar(about.where(Invitation.call_out_id == call_out.id)) or 0


async def _holds(db: AsyncSession, call_out: CallOut) -> Sequence[PlaceHold]:
    waiting = select(PlaceHold).where(PlaceHold.call_out_id == call_out.id, PlaceHold.held > 0)
    return (await db.scalars(waiting.order_by(PlaceHold.until, PlaceHold.id))).unique().all()


async def _offered(db: AsyncSession, call_out: CallOut) -> int:
    waiting = Invitation.call_out_id == call_out.id, Invitation.offered_until.is_not(None)
    return await db.scalar(select(func.count()).where(*waiting)) or 0


async def _asked_later(db: AsyncSession, call_out: CallOut) -> int:
    waiting = (
        select(func.count())
        .select_from(OutboxRow)
        .join(Invitation, Invitation.id == OutboxRow.subject_id)
        .where(
            OutboxRow.state == OutboxState.PENDING,
            OutboxRow.notice == Notice.INVITATION,
            OutboxRow.due_at > OutboxRow.created_at,
            Invitation.call_out_id == call_out.id,
        )
    )
    return await db.scalar(waiting) or 0


async def latest_call_out(db: AsyncSession, request_id: int) -> CallOut | None:
    """The request's call-out, if it has been launched."""
    found = await db.scalars(
        select(CallOut).where(CallOut.help_request_id == request_id).order_by(CallOut.id.desc()).limit(1)
    )
    return found.unique().one_or_none()


async def invited(
    db: AsyncSession, call_out_id: int, state: InvitationState, most: int | None = None
) -> list[Invitation]:
    """The invitations in that state, in order of answering; at most `most`."""
    found = await db.scalars(
        select(Invitation)
        .where(Invitation.call_out_id == call_out_id, Invitation.state == state)
        .order_by(Invitation.answer_number, Invitation.id)
        .limit(most)
    )
    return list(found.unique())


async def number_among(db: AsyncSession, invitation: Invitation) -> int:
    """Which of those in the same state this one is, in order of answering; from 1."""
    until_it = select(func.count()).where(
        Invitation.call_out_id == invitation.call_out_id,
        Invitation.state == invitation.state,
        Invitation.answer_number <= (invitation.answer_number or 0),
    )
    return await db.scalar(until_it) or 1


async def refresh(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> None:
    """Has all boards of this call-out and the requester's card edited, though not at every reply."""
    soonest = now + policy.board_interval
    due_at = min(max(now, call_out.board_due_at), soonest)  # the clock may have been put back since
    about = (Notice.BOARD, call_out.id), (Notice.REQUEST_STATUS, call_out.help_request_id)
    for notice, subject_id in about:
        await say_where_posted(db, notice, subject_id, now, due_at=due_at)
    call_out.board_due_at = due_at if due_at > now else soonest
