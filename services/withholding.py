"""A municipality keeps more of its corps at home than its neighbour would take, and lets them go again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.corps_calls import CorpsCall
from models.outbox import Method
from models.people import Person
from services import boards, need
from services.audit import record
from services.authority import NotAllowed, authority_of
from services.call_outs import IsClosed
from services.corps_calls import TOLD
from services.notices import Notice, say, say_to_invited
from services.policy import Policy


@dataclass(frozen=True)
class Lent:
    """A corps that was called, and its people: those who come, and those who haven't answered and may still go."""

    call: CorpsCall
    coming: int
    silent: int
    withheld: int


@dataclass(frozen=True)
class Withheld:
    lent: Lent
    number: int  # people who were taken back by this


@dataclass(frozen=True)
class LetGo:
    lent: Lent
    number: int  # people who may go again


async def lent(db: AsyncSession, person_id: int, call_id: int) -> Lent | None:
    """How it stands, for one of the municipality's people."""
    call = await db.get(CorpsCall, call_id, populate_existing=True)
    if call is None or not (await authority_of(db, person_id)).may_as_any(TOLD, call.corps.municipality):
        return None
    return await _standing(db, call)


async def withhold(
    db: AsyncSession, person: Person, call_id: int, number: int, now: datetime, policy: Policy
) -> Withheld | IsClosed | NotAllowed:
    """Keeps `number` more of those who haven't answered at home; 0: all of them, and nobody more is asked.

    Whoever comes already still does: they have promised it, and others count on them.
    """
    call = await _locked(db, person, call_id)
    if not isinstance(call, CorpsCall):
        return call
    back = await _take_back(db, call, number, now)
    call.kept += back
    if not number:
        call.withheld_at, call.withheld_by = now, person
        await db.flush()
        await _tell_leader(db, call, now)
    record(db, person.id, "corps_withheld", "call_out", call.call_out_id, now, corps=call.corps_id, people=back)
    await boards.refresh(db, call.call_out, now, policy)
    return Withheld(await _standing(db, call), back)


async def let_go(
    db: AsyncSession, person: Person, call_id: int, now: datetime, policy: Policy
) -> LetGo | IsClosed | NotAllowed:
    """Whoever was withheld may go again; the reserve that the corps keeps always stays."""
    call = await _locked(db, person, call_id)
    if not isinstance(call, CorpsCall):
        return call
    theirs = and_(_of_corps(call), Invitation.withheld)
    back = await db.scalar(select(func.count()).select_from(Invitation).where(theirs)) or 0
    await say_to_invited(db, Notice.INVITATION, theirs, now)
    await db.execute(update(Invitation).where(theirs).values(withheld=False))
    call.kept, call.withheld_at, call.withheld_by = max(0, call.kept - back), None, None
    await db.flush()
    record(db, person.id, "corps_let_go", "call_out", call.call_out_id, now, corps=call.corps_id, people=back)
    await boards.refresh(db, call.call_out, now, policy)
    return LetGo(await _standing(db, call), back)


async def _locked(db: AsyncSession, person: Person, call_id: int) -> CorpsCall | IsClosed | NotAllowed:
    seen = await lent(db, person.id, call_id)
    if seen is None:
        return NotAllowed()
    held = select(CallOut).where(CallOut.id == seen.call.call_out_id).with_for_update(of=CallOut)
    call_out = (await db.scalars(held.execution_options(populate_existing=True))).unique().one()
    return IsClosed(call_out) if call_out.state is CallOutState.CLOSED else seen.call


def _of_corps(call: CorpsCall) -> ColumnElement[bool]:
    members = select(Person.id).where(Person.corps_id == call.corps_id)
    return and_(
        Invitation.call_out_id == call.call_out_id,
        Invitation.state == InvitationState.SILENT,
        Invitation.person_id.in_(members),
    )


async def _take_back(db: AsyncSession, call: CorpsCall, number: int, now: datetime) -> int:
    """The last who were asked stay first; whose message hasn't left was never asked."""
    may_go = and_(_of_corps(call), Invitation.withheld.is_(False))
    wanted = select(Invitation.id).where(may_go).order_by(Invitation.id.desc())
    ids = list(await db.scalars(wanted.limit(number) if number else wanted))
    for start in range(0, len(ids), 500):
        these = Invitation.id.in_(ids[start : start + 500])
        await need.recall_unsent(db, these)
        await db.execute(update(Invitation).where(these).values(withheld=True))
        await say_to_invited(db, Notice.BRIEFING, these, now, method=Method.EDIT, once=True)
    return len(ids)


async def _tell_leader(db: AsyncSession, call: CorpsCall, now: datetime) -> None:
    for person in await need.leaders(db, call.call_out):
        await say(db, person.id, Notice.CORPS_WITHHELD, call.id, now)


async def _standing(db: AsyncSession, call: CorpsCall) -> Lent:
    rows = await db.execute(
        select(Invitation.state, Invitation.withheld, func.count())
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.call_out_id == call.call_out_id, Person.corps_id == call.corps_id)
        .group_by(Invitation.state, Invitation.withheld)
    )
    counts = {(state, withheld): number for state, withheld, number in rows}
    return Lent(
        call,
        coming=sum(number for (state, _), number in counts.items() if state is InvitationState.COMING),
        silent=counts.get((InvitationState.SILENT, False), 0),
        withheld=counts.get((InvitationState.SILENT, True), 0),
    )
