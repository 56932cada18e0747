"""The minors of a corps, for those who see to it that a guardian agrees: on paper where the link is of no use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.consents import ConsentState, GuardianConsent
from models.corps import Corps
from models.people import Person
from models.roles import Role
from services import consents, guardians
from services.audit import record
from services.authority import NotAllowed, authority_of
from services.consents import Standing
from services.guardians import Given, NotNeeded, Signature, Withdrawn
from services.notices import Notice, say
from services.pages import SIZE, Page, last_page
from services.policy import Policy
from services.rules.age import ADULT_AGE, latest_birth_date

CARED_FOR_BY = (Role.CORPS_ADMINISTRATOR, Role.COORDINATOR, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Minor:
    """A member who is a minor, by name only, and how consent stands."""

    corps: Corps
    person: Person
    standing: Standing


@dataclass(frozen=True)
class Minors:
    corps: Corps
    page: Page[Minor]


@dataclass(frozen=True)
class NoMinor:
    """No longer a member, or 18 by now."""

    corps: Corps


async def listed(
    db: AsyncSession, by: Person, corps_id: int, page: int, now: datetime, policy: Policy
) -> Minors | NotAllowed:
    """A page of the corps' minors by name; that it was shown is noted."""
    corps = await _cared_for(db, by, corps_id)
    if corps is None:
        return NotAllowed()
    born = Person.birth_date > latest_birth_date(ADULT_AGE, consents.today(now, policy))
    theirs = select(Person).where(Person.corps_id == corps.id, born)
    total = await db.scalar(select(func.count()).where(Person.corps_id == corps.id, born)) or 0
    shown = min(page, last_page(total))
    people = await db.scalars(theirs.order_by(Person.name, Person.id).offset(shown * SIZE).limit(SIZE))
    minors = [
        Minor(corps, person, await consents.standing(db, person, now, policy)) for person in people.unique().all()
    ]
    record(db, by.id, "minors_shown", "corps", corps.id, now, page=shown)
    return Minors(corps, Page(minors, shown, total))


async def one(
    db: AsyncSession, by: Person, corps_id: int, person_id: int, now: datetime, policy: Policy
) -> Minor | NoMinor | NotAllowed:
    """One of them, with who agreed; that it was shown is noted."""
    found = await _found(db, by, corps_id, person_id, now, policy)
    if isinstance(found, Minor):
        record(db, by.id, "minor_shown", "person", person_id, now, corps=corps_id)
    return found


async def record_paper(
    db: AsyncSession, by: Person, corps_id: int, person_id: int, signature: Signature, now: datetime, policy: Policy
) -> Given | NotNeeded | NoMinor | NotAllowed:
    """Notes that a paper was signed, and by whom; nobody does so for themselves. The minor is told."""
    found = await _found(db, by, corps_id, person_id, now, policy)
    if not isinstance(found, Minor):
        return found
    if person_id == by.id:
        return NotAllowed()
    await db.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
    if not (await consents.standing(db, found.person, now, policy)).missing:
        return NotNeeded()
    return Given(await _signed(db, by, person_id, signature, now))


async def _signed(db: AsyncSession, by: Person, person_id: int, who: Signature, now: datetime) -> GuardianConsent:
    """An open question is answered by it: its link works no longer."""
    asked = await guardians.open_question(db, person_id) or await guardians.ask(db, person_id, now, now)
    asked.state, asked.answered_at, asked.recorded_by_id = ConsentState.GIVEN, now, by.id
    asked.guardian_name, asked.relation = who.name, who.relation
    asked.token_hash = asked.expires_at = asked.remind_at = None
    await db.flush()
    record(db, by.id, "consent_paper_recorded", "guardian_consent", asked.id, now, person=person_id)
    await say(db, person_id, Notice.GUARDIAN_ANSWERED, asked.id, now)
    return asked


async def withdraw(
    db: AsyncSession, by: Person, corps_id: int, person_id: int, now: datetime, policy: Policy
) -> Withdrawn | NotNeeded | NoMinor | NotAllowed:
    """For a guardian who says so otherwise than by the button."""
    found = await _found(db, by, corps_id, person_id, now, policy)
    if not isinstance(found, Minor):
        return found
    given = found.standing.latest
    if given is None or not found.standing.given or not await guardians.take_back(db, given, now, policy):
        return NotNeeded()
    record(db, by.id, "consent_withdrawn", "guardian_consent", given.id, now, person=person_id)
    return Withdrawn(given)


async def _found(
    db: AsyncSession, by: Person, corps_id: int, person_id: int, now: datetime, policy: Policy
) -> Minor | NoMinor | NotAllowed:
    corps = await _cared_for(db, by, corps_id)
    if corps is None:
        return NotAllowed()
    person = await db.get(Person, person_id)
    day = latest_birth_date(ADULT_AGE, consents.today(now, policy))
    if person is None or person.corps_id != corps.id or person.birth_date is None or person.birth_date <= day:
        return NoMinor(corps)
    return Minor(corps, person, await consents.standing(db, person, now, policy))


async def _cared_for(db: AsyncSession, by: Person, corps_id: int) -> Corps | None:
    corps = await db.get(Corps, corps_id)
    authority = await authority_of(db, by.id)
    return corps if corps and authority.may_as_any(CARED_FOR_BY, corps.municipality) else None
