"""The members of a corps: how many in which state, and for those who run it also who they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.certificates import Certificate
from models.corps import Corps
from models.people import Person
from models.roles import Role
from services import certificates
from services.audit import record
from services.authority import NotAllowed, authority_of
from services.consents import may_be_called_on, today
from services.pages import SIZE, Page, last_page
from services.policy import Policy
from services.rules.age import ADULT_AGE, latest_birth_date

RUN_BY = (Role.CORPS_ADMINISTRATOR, Role.ADMINISTRATOR)
# Who needs numbers, birth dates and emergency contacts to run the corps.
SEEN_BY = (Role.CORPS_ADMINISTRATOR,)


class MemberStatus(StrEnum):
    """Whether a call-out reaches a member; each has exactly one."""

    ACTIVE = "active"
    UNREACHABLE = "unreachable"
    WAITS_FOR_CONSENT = "waits_for_consent"  # a minor whose guardian hasn't agreed


def _status(day: date, policy: Policy) -> ColumnElement[str]:
    """The first that holds is a member's status; whoever has none of them is active."""
    status_if: dict[MemberStatus, ColumnElement[bool]] = {
        MemberStatus.UNREACHABLE: ~Person.reachable,
        MemberStatus.WAITS_FOR_CONSENT: ~may_be_called_on(day, policy),
    }
    return case(*((holds, status.value) for status, holds in status_if.items()), else_=MemberStatus.ACTIVE.value)


@dataclass(frozen=True)
class Counts:
    """Members by status, and how many of them all are under 18."""

    by_status: dict[MemberStatus, int]
    minors: int

    @property
    def members(self) -> int:
        return sum(self.by_status.values())


@dataclass(frozen=True)
class Listed:
    person: Person
    status: MemberStatus


@dataclass(frozen=True)
class Roster:
    """`may_look`: at the details of each."""

    corps: Corps
    page: Page[Listed]
    may_look: bool


@dataclass(frozen=True)
class Member:
    """One member with all that their corps administrator may see; the emergency contact only if it was asked for."""

    corps: Corps
    listed: Listed
    with_contact: bool
    certificates: Sequence[Certificate]


@dataclass(frozen=True)
class NoLongerMember:
    corps: Corps


async def counts(db: AsyncSession, corps: Corps, day: date, policy: Policy) -> Counts:
    """How many members the corps has now."""
    minor = case((Person.birth_date > latest_birth_date(ADULT_AGE, day), 1), else_=0)
    status = _status(day, policy).label("status")
    rows = await db.execute(
        select(status, func.count(), func.sum(minor)).where(Person.corps_id == corps.id).group_by(status)
    )
    found = {MemberStatus(name): (number, int(minors)) for name, number, minors in rows}
    by_status = {each: found[each][0] for each in MemberStatus if each in found}
    return Counts(by_status, sum(minors for _, minors in found.values()))


async def roster(
    db: AsyncSession, person: Person, corps_id: int, page: int, now: datetime, policy: Policy
) -> Roster | NotAllowed:
    """A page of the members by name, for whoever runs the corps; that it was shown is noted."""
    corps = await _run_by(db, person, corps_id, RUN_BY)
    if corps is None:
        return NotAllowed()
    may_look = await _run_by(db, person, corps_id, SEEN_BY) is not None
    total = await db.scalar(select(func.count()).where(Person.corps_id == corps.id)) or 0
    shown = min(page, last_page(total))
    theirs = _members(corps, now, policy).order_by(Person.name, Person.id)
    rows = await db.execute(theirs.offset(shown * SIZE).limit(SIZE))
    record(db, person.id, "members_shown", "corps", corps.id, now, page=shown)
    return Roster(corps, Page([_listed(*row) for row in rows.unique()], shown, total), may_look)


async def member(
    db: AsyncSession,
    person: Person,
    corps_id: int,
    member_id: int,
    now: datetime,
    policy: Policy,
    *,
    with_contact: bool = False,
) -> Member | NoLongerMember | NotAllowed:
    """One member's details, for the administrator of the corps; that they were shown is noted."""
    corps = await _run_by(db, person, corps_id, SEEN_BY)
    if corps is None:
        return NotAllowed()
    row = (await db.execute(_members(corps, now, policy).where(Person.id == member_id))).unique().first()
    if row is None:
        return NoLongerMember(corps)
    action = "emergency_contact_shown" if with_contact else "member_shown"
    record(db, person.id, action, "person", member_id, now, corps=corps.id)
    return Member(corps, _listed(*row), with_contact, await certificates.kept(db, member_id))


def _members(corps: Corps, now: datetime, policy: Policy) -> Select[Person, str]:
    return select(Person, _status(today(now, policy), policy)).where(Person.corps_id == corps.id)


def _listed(person: Person, status: str) -> Listed:
    return Listed(person, MemberStatus(status))


async def _run_by(db: AsyncSession, person: Person, corps_id: int, roles: Collection[Role]) -> Corps | None:
    corps = await db.get(Corps, corps_id)
    authority = await authority_of(db, person.id)
    return corps if corps and authority.may_as_any(roles, corps.municipality) else None
