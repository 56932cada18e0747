"""Volunteers and staff: getting to know them, and whether they can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.corps import Corps
from models.outbox import Method
from models.people import Person
from services import briefings, coming_of_age, corps, informing, memberships, privacy, rota
from services.notices import Notice, say
from services.policy import Policy
from services.rules.age import may_join


@dataclass(frozen=True)
class SignUp:
    """A finished sign-up. Without a corps, `wants_news` asks to be told when the municipality founds one.

    `rights_version`: of the Volunteers Act's information that was shown; empty if none was.
    """

    telegram_id: int
    language: str
    privacy_version: str
    privacy_shown_at: datetime
    birth_date: date
    name: str
    phone: str
    municipality_nis: int
    corps_id: int | None
    wants_news: bool
    skill_bits: int
    availability: int
    call_always: bool
    emergency_name: str = ""
    emergency_phone: str = ""
    rights_version: str = ""
    rights_shown_at: datetime | None = None


@dataclass(frozen=True)
class Newcomer:
    """What Telegram tells of somebody whom the bot doesn't know yet."""

    telegram_id: int
    name: str
    language: str


@dataclass(frozen=True)
class Registered:
    person: Person


@dataclass(frozen=True)
class TooYoung:
    """Not yet 16 (policy paper 2.1): nothing was stored."""


async def by_telegram_id(db: AsyncSession, telegram_id: int) -> Person | None:
    """The person behind this chat, if the bot knows one."""
    found = await db.scalars(select(Person).where(Person.telegram_id == telegram_id))
    return found.unique().one_or_none()


async def sign_up(db: AsyncSession, form: SignUp, now: datetime, policy: Policy) -> Registered | TooYoung:
    """Stores a volunteer; whoever already held a role keeps it and becomes a volunteer as well."""
    if not may_join(form.birth_date, now.astimezone(policy.zone).date()):
        return TooYoung()
    person = await by_telegram_id(db, form.telegram_id) or Person(telegram_id=form.telegram_id, created_at=now)
    for name in (
        "language", "privacy_version", "privacy_shown_at", "birth_date", "name", "phone",
        "municipality_nis", "skill_bits", "availability", "call_always", "emergency_name", "emergency_phone",
    ):  # fmt: skip
        setattr(person, name, getattr(form, name))
    person.signed_up_at, person.reachable = now, True
    coming_of_age.expect(person, now, policy)
    db.add(person)
    await db.flush()
    await privacy.note_shown(db, person.id, form.privacy_version, form.language, form.privacy_shown_at)
    await memberships.enter(db, person, await _corps_for(db, form), now)
    await db.refresh(person)
    if form.wants_news and person.corps_id is None:
        await corps.remember_interest(db, person.id, form.municipality_nis, now)
    if form.rights_version and form.rights_shown_at:
        await informing.note_shown(db, person.id, form.rights_version, form.language, form.rights_shown_at)
    await say(db, person.id, Notice.MENU, None, now, method=Method.MENU)
    return Registered(person)


async def _corps_for(db: AsyncSession, form: SignUp) -> Corps | None:
    """The one that was chosen, or the municipality's own if it was founded while the form was being filled in."""
    if form.corps_id is None:
        return await corps.of_municipality(db, form.municipality_nis)
    return await corps.by_id(db, form.corps_id)


async def by_id(db: AsyncSession, person_id: int) -> Person | None:
    """The person, if there is one."""
    return await db.get(Person, person_id)


async def introduce(db: AsyncSession, newcomer: Newcomer, now: datetime) -> Person:
    """Stores somebody who isn't a volunteer, for the role that they are given."""
    person = Person(telegram_id=newcomer.telegram_id, name=newcomer.name, language=newcomer.language, created_at=now)
    db.add(person)
    await db.flush()
    await db.refresh(person)
    return person


async def set_contact(db: AsyncSession, person: Person, name: str, phone: str) -> None:
    """How a person is called, and reached; `phone` in E.164, or empty."""
    person.name, person.phone = name, phone
    await db.flush()


async def change_language(db: AsyncSession, person: Person, language: str, now: datetime) -> None:
    """From now on everything is said in `language`; the command menu follows."""
    person.language = language
    await say(db, person.id, Notice.MENU, None, now, method=Method.MENU)


async def set_reachable(db: AsyncSession, person: Person, now: datetime, *, reachable: bool) -> None:
    """Notes that a chat was blocked or opened again; whoever comes back sees how their invitations stand."""
    if person.reachable is reachable:
        return
    person.reachable = reachable
    await rota.look_again(db, person.id, now)
    if reachable:
        await db.flush()
        await say(db, person.id, Notice.MENU, None, now, method=Method.MENU)
        await briefings.bring_up_to_date(db, person.id, now)
