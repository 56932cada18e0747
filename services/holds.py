"""Places of a call-out that wait for a group's members: "we come with 8".

They wait until a deadline; each is filled by a member's own tap. Whatever changes a hold holds the call-out's row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.corps import Corps
from models.emergencies import HelpRequest
from models.groups import Group, GroupMember, PlaceHold
from models.people import Person
from services import group_calls, hold_endings, matching
from services.audit import record
from services.group_sides import hold_of
from services.policy import Policy
from services.rules.holding import deadline


@dataclass(frozen=True)
class Question:
    """With how many the group could come: from `least` up to `most`, or not at all if that is less."""

    call_out: CallOut
    group: Group
    hold: PlaceHold | None  # what it has, or had, now
    least: int
    most: int
    comes: bool  # the leader comes already, beside those
    until: datetime  # so long would places wait


@dataclass(frozen=True)
class Held:
    hold: PlaceHold


@dataclass(frozen=True)
class GivenBack:
    hold: PlaceHold


@dataclass(frozen=True)
class TooLate:
    """The time for which places could wait for this group here has passed, or nothing waits any more."""

    hold: PlaceHold


@dataclass(frozen=True)
class CallOutOver:
    call_out: CallOut


@dataclass(frozen=True)
class NotTheirs:
    """They lead no group, or it has nothing to do with this call-out."""


NotNow = TooLate | CallOutOver | NotTheirs


async def by_id(db: AsyncSession, hold_id: int) -> PlaceHold | None:
    """The hold, also one that has ended."""
    return await db.get(PlaceHold, hold_id)


async def ask(db: AsyncSession, person: Person, call_out_id: int, now: datetime, policy: Policy) -> Question | NotNow:
    """With how many people the leader could say that they come."""
    group = await _led(db, person)
    call_out = await db.get(CallOut, call_out_id, populate_existing=True)
    if group is None or call_out is None:
        return NotTheirs()
    return await _question(db, person, group, call_out, now, policy)


async def take(
    db: AsyncSession, person: Person, call_out_id: int, number: int, now: datetime, policy: Policy
) -> Held | Question | NotNow:
    """The group comes with `number` people: so many places wait for it, those that members took since included.

    If that number can't be had, or no longer, the question comes back. Members who fit and weren't asked are asked.
    """
    await db.execute(select(Person.id).where(Person.id == person.id).with_for_update(key_share=True))
    call_out = await hold_endings.locked(db, call_out_id)
    group = await _led(db, person)
    if group is None or call_out is None:
        return NotTheirs()
    question = await _question(db, person, group, call_out, now, policy)
    if not isinstance(question, Question) or not question.least <= number <= question.most:
        return question
    hold = question.hold or await _make(db, question, now)
    freed = await _set(db, hold, number, now)
    record(db, person.id, "places_held", "place_hold", hold.id, now, places=number, call_out=call_out_id)
    await group_calls.tell_members(db, hold, now, policy, first_time=question.hold is None)
    await hold_endings.pass_on(db, call_out, freed, now, policy)
    return Held(hold)


async def give_back(
    db: AsyncSession, person: Person, call_out_id: int, now: datetime, policy: Policy
) -> GivenBack | NotNow:
    """What still waits is for others; whoever came by it keeps their place."""
    call_out = await hold_endings.locked(db, call_out_id)
    group = await _led(db, person)
    hold = await hold_of(db, call_out_id, group) if group else None
    if hold is None or call_out is None:
        return NotTheirs()
    if call_out.state is CallOutState.CLOSED:
        return CallOutOver(call_out)
    if hold.ended_at is not None:
        return TooLate(hold)
    freed = await hold_endings.end(db, hold, now)
    await hold_endings.pass_on(db, call_out, freed, now, policy)
    await hold_endings.show_silent(db, hold, now)
    return GivenBack(hold)


async def _led(db: AsyncSession, person: Person) -> Group | None:
    leads = select(Group).where(Group.leader_id == person.id, Group.dissolved_at.is_(None))
    return (await db.scalars(leads)).unique().one_or_none()


async def _question(
    db: AsyncSession, person: Person, group: Group, call_out: CallOut, now: datetime, policy: Policy
) -> Question | NotNow:
    if call_out.state is CallOutState.CLOSED:
        return CallOutOver(call_out)
    hold = await hold_of(db, call_out.id, group)
    if hold and hold.until <= now:
        return TooLate(hold)
    invited = Invitation.call_out_id == call_out.id, Invitation.person_id == person.id
    state = await db.scalar(select(Invitation.state).where(*invited))
    if hold is None and state in (None, InvitationState.DECLINED):
        return NotTheirs()
    most = await _most(db, group, call_out, hold, policy)
    comes, request = state is InvitationState.COMING, call_out.help_request
    until = hold.until if hold else _deadline(request, now, policy)
    return Question(call_out, group, hold, _least(hold, comes=comes), most, comes, until)


def _deadline(request: HelpRequest, now: datetime, policy: Policy) -> datetime:
    night, zone = policy.night, policy.zone
    return deadline(now, request.starts_at, urgent=request.urgent, policy=policy.holds, night=night, zone=zone)


def _least(hold: PlaceHold | None, *, comes: bool) -> int:
    """As many as came by it. One alone is no group, but one more beside the leader is."""
    return hold.taken if hold and hold.taken else 1 if comes else 2


async def _most(db: AsyncSession, group: Group, call_out: CallOut, hold: PlaceHold | None, policy: Policy) -> int:
    """What came by it, and as many more as there are places that others haven't got, and members for them."""
    coming = select(Invitation.person_id).where(
        Invitation.call_out_id == call_out.id,
        Invitation.state == InvitationState.COMING,
        Invitation.person_id.is_not(None),
    )
    others = (
        select(func.count())
        .select_from(Person)
        .join(Corps, Corps.id == Person.corps_id)
        .join(GroupMember, GroupMember.person_id == Person.id)
        .where(
            GroupMember.group_id == group.id,
            GroupMember.left_at.is_(None),
            Person.id.not_in(coming),
            matching.fits(call_out.help_request, {group.corps.municipality_nis}, policy),
        )
    )
    room = call_out.free + (hold.held if hold else 0)
    return (hold.taken if hold else 0) + min(room, await db.scalar(others) or 0)


async def _make(db: AsyncSession, asked: Question, now: datetime) -> PlaceHold:
    hold = PlaceHold(
        call_out=asked.call_out, group=asked.group, places=0, taken=0, held=0, until=asked.until, created_at=now
    )
    db.add(hold)
    await db.flush()
    return hold


async def _set(db: AsyncSession, hold: PlaceHold, number: int, now: datetime) -> int:
    """The hold is for `number` places; returns how many come free by it."""
    held = number - hold.taken
    freed = hold.held - held
    hold.call_out.held -= freed
    hold.places, hold.held = number, held
    hold.ended_at = None if held else now
    await db.flush()
    return max(0, freed)
