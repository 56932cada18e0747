"""Joining a group by its link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.corps import Corps
from models.groups import Group, GroupMember
from models.outbox import Method
from models.people import Person
from services import group_sides, groups, memberships
from services.groups import GroupOf, InAnother
from services.memberships import NotSignedUp
from services.notices import Notice, say
from services.policy import Policy


@dataclass(frozen=True)
class OfAnotherCorps:
    """The group belongs to another corps than the person."""

    group: Group
    own: Corps


@dataclass(frozen=True)
class GroupIsFull:
    group: Group


@dataclass(frozen=True)
class NoSuchGroup:
    """The link is wrong, or its group was dissolved; which of these is nobody's business."""


@dataclass(frozen=True)
class Welcome:
    """They may join. `joins_corps`: they have no corps yet, and come into the group's."""

    group: Group
    joins_corps: bool


Refusal = InAnother | OfAnotherCorps | GroupIsFull | NoSuchGroup | NotSignedUp


async def welcome(db: AsyncSession, person: Person, payload: str, policy: Policy) -> Welcome | GroupOf | Refusal:
    """What the link means for this person, before they join; their own group is shown as it is."""
    group = await groups.by_payload(db, payload)
    if group is None:
        return NoSuchGroup()
    if person.signed_up_at is None:
        return NotSignedUp()
    if membership := await groups.membership_of(db, person.id):
        same = membership.group_id == group.id
        return await groups.seen_by(db, group, person.id) if same else InAnother(await _group_of(db, membership))
    if person.corps is not None and person.corps_id != group.corps_id:
        return OfAnotherCorps(group, person.corps)
    if await _size(db, group) >= policy.largest_group:
        return GroupIsFull(group)
    return Welcome(group, joins_corps=person.corps is None)


async def join(db: AsyncSession, person: Person, payload: str, now: datetime, policy: Policy) -> GroupOf | Refusal:
    """Makes the person a member, once; they are asked at once for what places are held for at this moment."""
    if found := await groups.by_payload(db, payload):  # of two who take the last place, one comes first
        await db.execute(select(Group.id).where(Group.id == found.id).with_for_update(key_share=True))
        await db.refresh(found)
    answer = await welcome(db, person, payload, policy)
    if not isinstance(answer, Welcome):
        return answer
    group = answer.group
    if answer.joins_corps:
        await memberships.join(db, person, group.corps, now)
    db.add(GroupMember(group_id=group.id, person_id=person.id, joined_at=now))
    await db.flush()
    await show_leader(db, group, now)
    await group_sides.ask_newcomer(db, group, person, now, policy)
    return await groups.seen_by(db, group, person.id)


async def show_leader(db: AsyncSession, group: Group, now: datetime) -> None:
    """The leader's card follows who is in the group, without a message."""
    if group.leader_id:
        await say(db, group.leader_id, Notice.GROUP, group.id, now, method=Method.EDIT, once=True)


async def _group_of(db: AsyncSession, membership: GroupMember) -> Group:
    return await db.get_one(Group, membership.group_id)


async def _size(db: AsyncSession, group: Group) -> int:
    members = select(func.count()).where(GroupMember.group_id == group.id, GroupMember.left_at.is_(None))
    return await db.scalar(members) or 0
