"""The playground's population: Mechelen, its seven neighbours, and two towns further on, with people who wait there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle, islice

from sqlalchemy.ext.asyncio import AsyncSession

from messages.labels import label
from messages.language import LANGUAGES as SPOKEN
from messages.language import speaking
from messages.privacy import version_in
from models.engine import Database
from models.people import Person
from models.roles import Role
from playground import Playground
from services import corps, invites, pauses, people, population, privacy
from services.areas import Area
from services.corps import NotFlemish
from services.people import Newcomer, Registered, SignUp
from services.policy import Policy
from services.population import Standing
from services.rules.availability import ALWAYS, EVENINGS_AND_WEEKENDS
from services.rules.skills import SkillCode, to_bits
from services.rules.volunteering import Terms

MECHELEN = 12025
RING_1 = (11037, 12005, 12035, 12040, 23039, 23096, 24014)  # its seven neighbours
FURTHER_ON = (24062, 44021)  # Leuven and Gent
VOLUNTEERS = {MECHELEN: 24, **dict.fromkeys(RING_1, 6), **dict.fromkeys(FURTHER_ON, 6)}
FIRST_NAMES = [
    "Nadia",
    "Bram",
    "An",
    "Youssef",
    "Lotte",
    "Jef",
    "Fatima",
    "Wout",
    "Marie",
    "Stijn",
    "Amina",
    "Pieter",
    "Hanne",
    "Koen",
    "Leen",
    "Mehmet",
    "Sofie",
    "Dirk",
    "Elif",
    "Ruben",
    "Griet",
    "Omar",
    "Tine",
    "Bart",
    "Ines",
    "Luc",
    "Sara",
    "Jan",
    "Noor",
    "Filip",
]
LAST_NAMES = [
    "Peeters",
    "Janssens",
    "Maes",
    "Jacobs",
    "Mertens",
    "Willems",
    "Claes",
    "Goossens",
    "Wouters",
    "Yilmaz",
    "Hermans",
    "Aerts",
    "Bakkali",
]
LANGUAGES = ("nl", "nl", "nl", "nl", "en", "nl", "nl", "fr", "nl", "nl", "de")
SKILLS = (
    (SkillCode.LOGISTICS, SkillCode.DUTCH, SkillCode.OWN_VAN),
    (SkillCode.FIRST_AID, SkillCode.DRIVER_B, SkillCode.DUTCH, SkillCode.OWN_CAR),
    (SkillCode.KITCHEN, SkillCode.LOGISTICS, SkillCode.TURKISH),
    (SkillCode.DRIVER_B, SkillCode.FRENCH, SkillCode.ENGLISH),
    (SkillCode.PSYCHOSOCIAL, SkillCode.UKRAINIAN),
    (SkillCode.FIRST_AID, SkillCode.MEDICAL, SkillCode.ARABIC),
)
# Every so many members have quiet hours, or are on holiday, from the second number on; nobody whom the README names.
SLEEPERS, ON_HOLIDAY = (7, 4), (12, 7)
NIGHT = (22 * 60, 7 * 60)
HOLIDAY = timedelta(days=14)


@dataclass(frozen=True)
class Staff:
    """Somebody with a role, as the demonstration opens with them."""

    first_name: str
    last_name: str
    role: Role
    area: Area
    phone: str


STAFF = (
    Staff("Els", "Vermeulen", Role.COORDINATOR, Area(), "+32470111111"),
    Staff("Tom", "Dhondt", Role.REQUESTER, Area(nis=MECHELEN), "+32470222222"),
    Staff("Karim", "Lambert", Role.COORDINATOR, Area(province="Antwerpen"), "+32470333333"),
    Staff("Mia", "Segers", Role.ADMINISTRATOR, Area(), "+32470444444"),
    Staff("Rita", "Baert", Role.CORPS_ADMINISTRATOR, Area(nis=MECHELEN), "+32470555555"),
)


async def populate(database: Database, playground: Playground, now: datetime, policy: Policy) -> None:
    """Fills an empty database, and sees to it that everybody in it has a phone."""
    async with database.transaction() as db:
        if not await population.everybody(db):
            await _staff(db, playground, now)
            await _volunteers(db, playground, now, policy)
        for person in await population.everybody(db):
            _give_phone(playground, person.name, person.language, person.telegram_id)


def labels_from(database: Database) -> Callable[[list[int]], Awaitable[dict[int, dict[str, str]]]]:
    """The playground's question what people are, answered from the database in every language."""

    async def labels(telegram_ids: list[int]) -> dict[int, dict[str, str]]:
        async with database.reading() as db:
            known = await population.standings(db, telegram_ids)
        return {standing.person.telegram_id: _labels(standing) for standing in known}

    return labels


def _labels(standing: Standing) -> dict[str, str]:
    found = {}
    for language in SPOKEN:
        with speaking(language):
            found[language] = label(standing.person, standing.grant)
    return found


def _give_phone(playground: Playground, name: str, language: str, telegram_id: int | None = None) -> int:
    first, _, last = name.partition(" ")
    return playground.people.add(first, language, id=telegram_id, last_name=last or None, started=True).id


async def _staff(db: AsyncSession, playground: Playground, now: datetime) -> None:
    for member in STAFF:
        name = f"{member.first_name} {member.last_name}"
        phone = _give_phone(playground, name, "nl")
        person = await people.introduce(db, Newcomer(phone, name, "nl"), now)
        person.phone = member.phone
        await privacy.note_shown(db, person.id, version_in(person.language), person.language, now)
        await invites.grant_role(db, person, member.role, member.area, now)


async def _volunteers(db: AsyncSession, playground: Playground, now: datetime, policy: Policy) -> None:
    invented = _invented(now.date(), policy.terms)
    for nis, number in VOLUNTEERS.items():
        founded = await corps.found(db, nis, now)
        if isinstance(founded, NotFlemish):
            raise ValueError(f"{nis} isn't Flemish")
        for form in islice(invented, number):
            telegram_id = _give_phone(playground, form.name, form.language)
            member = replace(form, telegram_id=telegram_id, municipality_nis=nis, corps_id=founded.corps.id)
            registered = await people.sign_up(db, member, now, policy)
            if isinstance(registered, Registered):
                await _settle(db, registered.person, now, policy)


async def _settle(db: AsyncSession, person: Person, now: datetime, policy: Policy) -> None:
    """What some have added to their profile since."""
    number = int(person.phone) % 1_000
    if number % SLEEPERS[0] == SLEEPERS[1]:
        person.quiet_from, person.quiet_until = NIGHT
    if number % ON_HOLIDAY[0] == ON_HOLIDAY[1]:
        await pauses.pause(db, person, now.date() + HOLIDAY, now, policy)


def _invented(today: date, terms: Terms) -> Iterator[SignUp]:
    names = zip(cycle(FIRST_NAMES), cycle(LAST_NAMES), strict=False)
    traits = zip(cycle(SKILLS), cycle(LANGUAGES), strict=False)
    for number, ((first, last), (skills, language)) in enumerate(zip(names, traits, strict=False)):
        yield SignUp(
            telegram_id=0,
            language=language,
            privacy_version=version_in(language),
            privacy_shown_at=datetime.combine(today, time(), UTC),
            birth_date=today - timedelta(days=365 * (19 + number * 7 % 45) + number),
            name=f"{first} {last}",
            phone=f"+3247{5_000_000 + number}",
            municipality_nis=0,
            corps_id=None,
            wants_news=False,
            skill_bits=to_bits(skills),
            availability=EVENINGS_AND_WEEKENDS if number % 5 == 4 else ALWAYS,
            call_always=number % 3 != 2,
            emergency_name=f"{FIRST_NAMES[(number + 5) % len(FIRST_NAMES)]} {last}" if number % 4 == 0 else "",
            emergency_phone=f"+3248{5_000_000 + number}" if number % 4 == 0 else "",
            rights_version=terms.version,
            rights_shown_at=datetime.combine(today, time(), UTC),
        )
