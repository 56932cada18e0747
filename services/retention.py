"""Asking whoever is silent for long whether they are still in, and erasing them if no answer comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.people import Person
from models.roles import RoleGrant
from services.areas import Area, territory_of
from services.audit import record
from services.authority import authority_of, covering, grants_of
from services.commitments import commitments_of
from services.erasure import Cause, Erased, erase
from services.notices import Notice, say
from services.policy import Policy
from services.rules.granting import may_grant
from services.rules.retention import NEVER, NextStep, next_step, patience

A_DAY = timedelta(days=1)  # signs of life are noted to the day, so that not every tap writes
AT_ONCE = 20  # people in one transaction


@dataclass(frozen=True)
class Overdue:
    """Somebody with a role who doesn't react: for whoever could take it back."""

    grant: RoleGrant
    holder: Person


def sign_of_life(person: Person, now: datetime) -> None:
    """They wrote or tapped: they are still in, and what was asked of them is answered."""
    if person.stay_asked or person.seen_at is None or now - person.seen_at >= A_DAY:
        person.seen_at, person.stay_asked, person.stay_asked_at = now, 0, None


def _due(now: datetime, policy: Policy) -> ColumnElement[bool]:
    retention = policy.retention
    silent = and_(Person.stay_asked == 0, Person.seen_at <= now - retention.silence)
    unanswered = [
        and_(Person.stay_asked == asked, Person.stay_asked_at <= now - patience(retention, asked))
        for asked in range(1, retention.questions)
    ]
    given_up = and_(Person.stay_asked >= retention.questions, Person.stay_asked_at <= now - retention.last_chance)
    return or_(silent, *unanswered, given_up)


async def anything_due(db: AsyncSession, now: datetime, policy: Policy) -> bool:
    """Whether somebody is to be asked, reminded or erased now."""
    if policy.retention.silence == NEVER:
        return False
    return await db.scalar(select(Person.id).where(_due(now, policy)).limit(1)) is not None


async def next_due(db: AsyncSession, policy: Policy) -> datetime | None:
    """When the next question, reminder or erasure falls due."""
    retention = policy.retention
    if retention.silence == NEVER:
        return None
    seen: datetime | None = await db.scalar(select(func.min(Person.seen_at)).where(Person.stay_asked == 0))
    asked = await db.execute(
        select(Person.stay_asked, func.min(Person.stay_asked_at))
        .where(Person.stay_asked > 0)
        .group_by(Person.stay_asked)
    )
    waits: list[datetime] = [moment + patience(retention, number) for number, moment in asked if moment]
    return min([*waits, *([seen + retention.silence] if seen else [])], default=None)


async def follow_up(db: AsyncSession, now: datetime, policy: Policy) -> list[Erased]:
    """Takes the next step with everybody for whom it is due, some of them at a time; returns who was erased by it."""
    erased = []
    for person in (await db.scalars(_held_due(now, policy))).unique().all():
        step = next_step(policy.retention, person.stay_asked, person.seen_at or now, person.stay_asked_at, now)
        if step is NextStep.ASK:
            await _ask(db, person, now)
        elif step is NextStep.ERASE and (gone := await _let_go(db, person, now, policy)):
            erased.append(gone)
    return erased


def _held_due(now: datetime, policy: Policy) -> Select[Person]:
    due = select(Person).where(_due(now, policy)).order_by(Person.id).limit(AT_ONCE)
    return due.with_for_update(key_share=True, skip_locked=True, of=Person)


async def _ask(db: AsyncSession, person: Person, now: datetime) -> None:
    person.stay_asked, person.stay_asked_at = person.stay_asked + 1, now
    await db.flush()
    await say(db, person.id, Notice.STILL_IN, None, now, once=True)


async def _let_go(db: AsyncSession, person: Person, now: datetime, policy: Policy) -> Erased | None:
    """Nobody goes who is held, or who has a role: whoever could take it back is told, again and again."""
    grants = await grants_of(db, person.id)
    if not grants and not await commitments_of(db, person, now, policy):
        return await erase(db, person, now, policy, Cause.SILENCE)
    person.stay_asked_at = now
    await db.flush()
    for grant in grants:
        await _tell_managers(db, grant, now)
    return None


async def _tell_managers(db: AsyncSession, grant: RoleGrant, now: datetime) -> None:
    where = await territory_of(db, Area(grant.municipality_nis, grant.province))
    others = select(RoleGrant.person_id).where(
        RoleGrant.revoked_at.is_(None), covering(where), RoleGrant.person_id != grant.person_id
    )
    told = [each for each in sorted(set(await db.scalars(others)))
            if may_grant(await authority_of(db, each), grant.role, where)]  # fmt: skip
    for manager_id in told:
        await say(db, manager_id, Notice.ROLE_SILENT, grant.id, now, once=True)
    record(db, None, "role_silent", "role_grant", grant.id, now, told=len(told))


async def silent_role(db: AsyncSession, viewer_id: int, grant_id: int) -> Overdue | None:
    """The role of somebody who doesn't react, while that is so and the viewer may take it back."""
    grant = await db.get(RoleGrant, grant_id)
    if grant is None or grant.revoked_at is not None:
        return None
    holder = await db.get_one(Person, grant.person_id)
    where = await territory_of(db, Area(grant.municipality_nis, grant.province))
    may_take_back = may_grant(await authority_of(db, viewer_id), grant.role, where)
    return Overdue(grant, holder) if holder.stay_asked and may_take_back else None
