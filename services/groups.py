"""Groups that come together, such as scouts or Chiro: making one, and who is in it.

Each member has signed up alone: age, information and insurance are personal.
"""

from __future__ import annotations

import secrets
import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.corps import Corps
from models.groups import Group, GroupMember
from models.people import Person
from services.audit import record
from services.memberships import NotSignedUp

PREFIX: Final = "g-"  # of the start link's payload; no corps' name begins so
_SIGNS: Final = string.ascii_lowercase + string.digits
_TOKEN_LENGTH: Final = 14  # 72 bits


@dataclass(frozen=True)
class GroupOf:
    """A group as one of its members sees it. `members` by the time at which they joined, the leader among them."""

    group: Group
    members: Sequence[GroupMember]
    leads: bool

    @property
    def payload(self) -> str:
        """Of the start link by which others join."""
        return PREFIX + self.group.token


@dataclass(frozen=True)
class NoGroup:
    """They are in none; `corps` is where they could make one, None for whoever has no corps."""

    corps: Corps | None


@dataclass(frozen=True)
class NoCorps:
    """A group is one of a corps, and they are in none."""


@dataclass(frozen=True)
class InAnother:
    """One is in one group at a time: they are in this one."""

    group: Group


@dataclass(frozen=True)
class NotLeader:
    """They lead no group, or no longer."""


async def by_payload(db: AsyncSession, payload: str) -> Group | None:
    """The group that a start link names, unless it was dissolved."""
    if not payload.lower().startswith(PREFIX):
        return None
    token = payload.lower().removeprefix(PREFIX)
    found = await db.scalars(select(Group).where(Group.token == token, Group.dissolved_at.is_(None)))
    return found.unique().one_or_none()


async def by_id(db: AsyncSession, group_id: int) -> Group | None:
    """The group, also one that was dissolved."""
    return await db.get(Group, group_id)


async def membership_of(db: AsyncSession, person_id: int) -> GroupMember | None:
    """In which group the person is now."""
    found = await db.scalars(
        select(GroupMember).where(GroupMember.person_id == person_id, GroupMember.left_at.is_(None))
    )
    return found.unique().one_or_none()


async def own(db: AsyncSession, person: Person) -> GroupOf | NoGroup | NotSignedUp:
    """The group that the person is in, with its members."""
    if person.signed_up_at is None:
        return NotSignedUp()
    membership = await membership_of(db, person.id)
    if membership is None:
        return NoGroup(person.corps)
    return await seen_by(db, await db.get_one(Group, membership.group_id), person.id)


async def seen_by(db: AsyncSession, group: Group, person_id: int) -> GroupOf:
    """The group as this member sees it."""
    theirs = select(GroupMember).where(GroupMember.group_id == group.id, GroupMember.left_at.is_(None))
    members = (await db.scalars(theirs.order_by(GroupMember.joined_at, GroupMember.id))).unique().all()
    return GroupOf(group, members, leads=group.leader_id == person_id)


async def found(
    db: AsyncSession, person: Person, name: str, now: datetime
) -> GroupOf | InAnother | NoCorps | NotSignedUp:
    """Makes a group of the person's own corps, which they lead."""
    match await own(db, person):
        case NotSignedUp() as refused:
            return refused
        case GroupOf(group):
            return InAnother(group)
        case NoGroup(corps) if corps is None:
            return NoCorps()
        case NoGroup():
            return await _make(db, person, name, now)


async def _make(db: AsyncSession, person: Person, name: str, now: datetime) -> GroupOf:
    token = "".join(secrets.choice(_SIGNS) for _ in range(_TOKEN_LENGTH))
    group = Group(name=name, corps=person.corps, leader=person, token=token, founded_at=now)
    db.add(group)
    await db.flush()
    db.add(GroupMember(group_id=group.id, person_id=person.id, joined_at=now))
    await db.flush()
    record(db, person.id, "group_founded", "group", group.id, now)
    return await seen_by(db, group, person.id)


async def led(db: AsyncSession, person: Person) -> Group | NotLeader:
    """The group that this person leads."""
    found = await db.scalars(select(Group).where(Group.leader_id == person.id, Group.dissolved_at.is_(None)))
    return found.unique().one_or_none() or NotLeader()


async def rename(db: AsyncSession, person: Person, name: str) -> GroupOf | NotLeader:
    """The group is called so from now on."""
    group = await led(db, person)
    if isinstance(group, NotLeader):
        return group
    group.name = name
    await db.flush()
    return await seen_by(db, group, person.id)
