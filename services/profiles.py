"""What is known about somebody, for themselves; and changing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from sqlalchemy.ext.asyncio import AsyncSession

from models.certificates import Certificate
from models.corps import Membership
from models.groups import Group
from models.people import Person
from models.roles import RoleGrant
from services import certificates, coming_of_age, consents, groups
from services.authority import grants_of
from services.consents import Standing
from services.memberships import history
from services.policy import Policy
from services.rules.age import is_minor, may_join


class Changes(TypedDict, total=False):
    """What of a person is to be different; quiet hours as in `models.people.Person`."""

    name: str
    phone: str
    birth_date: date
    skill_bits: int
    availability: int
    call_always: bool
    quiet_from: int | None
    quiet_until: int | None
    emergency_name: str
    emergency_phone: str


@dataclass(frozen=True)
class Profile:
    """`memberships` are those of now and before, the newest first; `group` is the one that they are in.

    `certificates` as `certificates.kept` gives them; `consent` is that of a minor's guardian.
    """

    person: Person
    memberships: Sequence[Membership]
    grants: Sequence[RoleGrant]
    group: Group | None
    certificates: Sequence[Certificate]
    today: date
    consent: Standing


@dataclass(frozen=True)
class Changed:
    person: Person


@dataclass(frozen=True)
class TooYoung:
    """By that birth date they are not yet 16 (policy paper 2.1); nothing was changed."""


@dataclass(frozen=True)
class StaysMinor:
    """They are a minor, and by that birth date would be none: that is not theirs alone to say. Nothing was changed.

    Else a minor whom a guardian doesn't let go out, or whom tasks for 18 and over pass by, would get both by typing.
    """


@dataclass(frozen=True)
class SameNumber:
    """Their own number and that of their emergency contact would be the same; nothing was changed."""


async def profile_of(db: AsyncSession, person: Person, now: datetime, policy: Policy) -> Profile:
    """Everything about this person that they may see: all of it, as it is today."""
    membership = await groups.membership_of(db, person.id)
    return Profile(
        person,
        await history(db, person.id),
        await grants_of(db, person.id),
        await groups.by_id(db, membership.group_id) if membership else None,
        await certificates.kept(db, person.id),
        now.astimezone(policy.zone).date(),
        await consents.standing(db, person, now, policy),
    )


async def change(
    db: AsyncSession, person: Person, changes: Changes, now: datetime, policy: Policy
) -> Changed | TooYoung | StaysMinor | SameNumber:
    """Saves what a person changed about themselves."""
    born, today = changes.get("birth_date"), now.astimezone(policy.zone).date()
    if born and not may_join(born, today):
        return TooYoung()
    if born and person.birth_date and is_minor(person.birth_date, today) and not is_minor(born, today):
        return StaysMinor()
    phone = changes.get("phone", person.phone)
    if phone and phone == changes.get("emergency_phone", person.emergency_phone):
        return SameNumber()
    for name, value in changes.items():
        setattr(person, name, value)
    if born:
        coming_of_age.expect(person, now, policy)
    await db.flush()
    return Changed(person)
