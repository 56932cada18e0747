"""Leaving a group, handing it over, and its end. A group is never without a leader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.groups import Group, GroupMember, PlaceHold
from models.outbox import Method
from models.people import Person
from services.audit import record
from services.notices import Notice, say


@dataclass(frozen=True)
class Left:
    group: Group


@dataclass(frozen=True)
class LeadsIt:
    """The leader hands it over first, or dissolves it."""

    group: Group


@dataclass(frozen=True)
class Removed:
    group: Group
    member: Person


@dataclass(frozen=True)
class HandedOver:
    group: Group
    to: Person


@dataclass(frozen=True)
class NoSuchMember:
    """They have left meanwhile, or it is the leader's own name; nothing was changed."""

    group: Group


@dataclass(frozen=True)
class Dissolved:
    group: Group
    told: int  # members


@dataclass(frozen=True)
class NotYours:
    """They are in no group, or don't lead it; nothing was changed."""


async def leave(db: AsyncSession, person: Person, now: datetime) -> Left | LeadsIt | NotYours:
    """Ends the membership; a call-out to which they come stays theirs."""
    group = await _current(db, person.id)
    if group is None:
        return NotYours()
    if group.leader_id == person.id:
        return LeadsIt(group)
    await _end_membership(db, group, person.id, now)
    return Left(group)


async def hand_over(
    db: AsyncSession, person: Person, to_id: int, now: datetime
) -> HandedOver | NoSuchMember | NotYours:
    """Another member leads from now on and is told; whoever led stays a member."""
    group = await _current(db, person.id)
    if group is None or group.leader_id != person.id:
        return NotYours()
    heir = next((member for member in await _members(db, group) if member.person_id == to_id != person.id), None)
    if heir is None:
        return NoSuchMember(group)
    await _pass_to(db, group, heir, now)
    return HandedOver(group, heir.person)


async def remove(db: AsyncSession, person: Person, member_id: int, now: datetime) -> Removed | NoSuchMember | NotYours:
    """The leader takes a member out, who is told; a call-out to which they come stays theirs."""
    group = await _current(db, person.id)
    if group is None or group.leader_id != person.id:
        return NotYours()
    out = next((member for member in await _members(db, group) if member.person_id == member_id != person.id), None)
    if out is None:
        return NoSuchMember(group)
    await _end_membership(db, group, member_id, now)
    record(db, person.id, "group_member_removed", "group", group.id, now, person=member_id)
    await say(db, member_id, Notice.GROUP_REMOVED, group.id, now)
    return Removed(group, out.person)


async def dissolve(db: AsyncSession, person: Person, now: datetime) -> Dissolved | NotYours:
    """The group is no more: its link is dead, what was held for it is given to others, and its members are told."""
    group = await _current(db, person.id)
    if group is None or group.leader_id != person.id:
        return NotYours()
    record(db, person.id, "group_dissolved", "group", group.id, now)
    return Dissolved(group, await _end(db, group, person.id, now))


async def part(db: AsyncSession, person: Person, now: datetime) -> None:
    """For whoever moves to another corps or is erased: they leave their group.

    If they lead it, whoever has been in it longest and can be reached leads from now on; where nobody is left, it ends.
    """
    group = await _current(db, person.id)
    if group is None:
        return
    if group.leader_id == person.id:
        others = [member for member in await _members(db, group) if member.person_id != person.id]
        if not others:
            await _end(db, group, person.id, now)
            return
        heir = next((member for member in others if member.person.reachable), others[0])
        await _pass_to(db, group, heir, now)
    await _end_membership(db, group, person.id, now)


async def _current(db: AsyncSession, person_id: int) -> Group | None:
    """Their group, held: so that one after another leaves it, and nobody joins one that ends."""
    theirs = select(GroupMember.group_id).where(GroupMember.person_id == person_id, GroupMember.left_at.is_(None))
    which = select(Group).where(Group.id.in_(theirs), Group.dissolved_at.is_(None))
    held = which.with_for_update(key_share=True, of=Group).execution_options(populate_existing=True)
    return (await db.scalars(held)).unique().one_or_none()


async def _members(db: AsyncSession, group: Group) -> list[GroupMember]:
    theirs = select(GroupMember).where(GroupMember.group_id == group.id, GroupMember.left_at.is_(None))
    return list((await db.scalars(theirs.order_by(GroupMember.joined_at, GroupMember.id))).unique())


async def _pass_to(db: AsyncSession, group: Group, heir: GroupMember, now: datetime) -> None:
    group.leader = heir.person
    await db.flush()
    await say(db, heir.person_id, Notice.GROUP_LED, group.id, now)


async def _end_membership(db: AsyncSession, group: Group, person_id: int, now: datetime) -> None:
    theirs = update(GroupMember).where(GroupMember.group_id == group.id, GroupMember.person_id == person_id)
    await db.execute(theirs.where(GroupMember.left_at.is_(None)).values(left_at=now))
    if group.leader_id:
        await say(db, group.leader_id, Notice.GROUP, group.id, now, method=Method.EDIT, once=True)


async def _end(db: AsyncSession, group: Group, by_id: int, now: datetime) -> int:
    """The next tick gives the places back: call-outs are held in one order, and this holds none."""
    others = [member.person_id for member in await _members(db, group) if member.person_id != by_id]
    group.dissolved_at = now
    await db.flush()
    everybody = update(GroupMember).where(GroupMember.group_id == group.id, GroupMember.left_at.is_(None))
    await db.execute(everybody.values(left_at=now))
    waiting = update(PlaceHold).where(PlaceHold.group_id == group.id, PlaceHold.ended_at.is_(None))
    await db.execute(waiting.values(until=now).execution_options(synchronize_session=False))
    for person_id in others:
        await say(db, person_id, Notice.GROUP_DISSOLVED, group.id, now)
    return len(others)
