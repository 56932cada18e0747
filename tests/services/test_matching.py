"""The query that chooses people says the same as the pure rule, for any people and any need, and in the same order."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, InvitationState
from models.certificates import Certificate, CertificateKind, CertificateState
from models.consents import ConsentState, GuardianConsent, Relation
from models.corps import Corps
from models.emergencies import HelpRequest
from models.engine import Database
from models.people import Person, random_id
from models.reference import Municipality
from services import matching
from services.policy import Policy
from services.rules.availability import ALWAYS
from services.rules.eligibility import Candidate, Hours, MatchingPolicy, Need, WhyNot, fits, is_free, why_not
from services.rules.turns import draw_of, turn
from tests.harness.clock import TUESDAY_EVENING
from tests.harness.databases import database_at
from tests.services import world

POLICY = Policy()
BONHEIDEN, OOSTENDE = 12005, 35013
FIRST, LAST = datetime(2026, 3, 27), datetime(2026, 3, 31)  # noqa: DTZ001  zoned below; summer time begins between
STARTS = st.datetimes(FIRST, LAST).map(lambda naive: naive.replace(tzinfo=POLICY.zone))


HOMES = select(Municipality.nis, Municipality.latitude, Municipality.longitude).where(
    Municipality.nis.in_([world.MECHELEN, BONHEIDEN, OOSTENDE])
)


@dataclass(frozen=True)
class Somebody:
    corps: int
    home: int
    birth_date: date
    skill_bits: int
    availability: int
    call_always: bool
    paused: bool
    leaving: bool
    reachable: bool
    comes_after: int | None  # hours from the start of the request to that of another call-out
    asked: bool
    asked_before: int | None  # hours
    deployments: int
    consented: bool
    expired_after: int | None  # days from the request to the end of their first-aid certificate


@dataclass(frozen=True)
class Wish:
    skill_bits: int
    preferred_skill_bits: int
    minimum_age: int
    urgent: bool
    also_unavailable: bool
    also_recently_asked: bool
    also_far: bool


@dataclass(frozen=True)
class Answer:
    """What the database says; `people` are the ids in the order of the crowd."""

    chosen: list[int]
    staying: list[int]
    counted: matching.Count
    why: dict[WhyNot, int]
    people: list[int]
    request_id: int
    homes: dict[int, tuple[float, float]]


SKILLS = st.sets(st.sampled_from([0, 1, 45, 46])).map(lambda bits: sum(1 << bit for bit in bits))
SELDOM = st.sampled_from([False, False, False, True])
SOMEBODY = st.builds(
    Somebody,
    corps=st.sampled_from([world.MECHELEN, BONHEIDEN]),
    home=st.sampled_from([world.MECHELEN, world.MECHELEN, BONHEIDEN, OOSTENDE]),
    birth_date=st.sampled_from([date(1990, 1, 1)]) | st.dates(date(2007, 3, 25), date(2010, 4, 2)),
    skill_bits=SKILLS,
    availability=st.sampled_from([0, ALWAYS, ALWAYS]) | st.integers(0, ALWAYS),
    call_always=st.booleans(),
    paused=SELDOM,
    leaving=SELDOM,
    reachable=SELDOM.map(lambda seldom: not seldom),
    comes_after=st.sampled_from([None, None, -6, -5, -4, 0, 4, 5, 6]),
    asked=SELDOM,
    asked_before=st.sampled_from([None, 1, 12, 13, 100]),
    deployments=st.integers(0, 2),
    consented=st.booleans(),
    expired_after=st.sampled_from([None, None, -1, 0, 1]),
)
WISH = st.builds(
    Wish,
    skill_bits=SKILLS | st.just(0),
    preferred_skill_bits=SKILLS,
    minimum_age=st.sampled_from([16, 18]),
    urgent=st.booleans(),
    also_unavailable=st.booleans(),
    also_recently_asked=st.booleans(),
    also_far=st.booleans(),
)


class RollBack(Exception):
    pass


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    crowd=st.lists(SOMEBODY, max_size=8),
    starts_at=STARTS,
    wish=WISH,
    called=st.sets(st.sampled_from([world.MECHELEN, BONHEIDEN]), min_size=1),
    guardian_consent=st.booleans(),
    first_aid_proof=st.booleans(),
    stay=st.integers(0, 3),
)
def test_the_query_is_the_predicate(
    database_url: str,
    crowd: list[Somebody],
    starts_at: datetime,
    wish: Wish,
    called: set[int],
    guardian_consent: bool,
    first_aid_proof: bool,
    stay: int,
) -> None:
    chosen_by = MatchingPolicy(first_aid_proof=first_aid_proof)
    policy = replace(POLICY, guardian_consent=guardian_consent, matching=chosen_by)
    says = asyncio.run(ask_the_database(database_url, crowd, starts_at, wish, called, policy, stay))
    need = needed(starts_at, wish, called, policy, says)
    everybody = [candidate(says, number, who, starts_at) for number, who in enumerate(crowd)]
    fitting = [each for each in everybody if fits(each, need)]
    free = sorted((each for each in fitting if is_free(each, need)), key=lambda each: turn(each, need))
    assert says.chosen == [each.id for each in free]
    assert (says.counted.fits, says.counted.free) == (len(fitting), len(free))
    reasons = [why_not(each, need) for each in everybody if each.municipality in called]
    assert says.why == Counter(why for why in reasons if why)
    assert len(free) == reasons.count(None)
    of_bonheiden = [each.id for each in free if each.municipality == BONHEIDEN]
    at_home = of_bonheiden[max(0, len(of_bonheiden) - stay) :] if stay else []
    assert says.staying == [each.id for each in free if each.id not in at_home]


def needed(starts_at: datetime, wish: Wish, called: set[int], policy: Policy, says: Answer) -> Need:
    need = Need.starting(
        starts_at.astimezone(UTC),
        policy.zone,
        municipalities=frozenset(called),
        skill_bits=wish.skill_bits,
        minimum_age=wish.minimum_age,
        urgent=wish.urgent,
    )
    return replace(
        need,
        guardian_consent=policy.guardian_consent,
        place=says.homes[world.MECHELEN],
        preferred_skill_bits=wish.preferred_skill_bits,
        rested_since=None if wish.also_recently_asked else TUESDAY_EVENING - policy.matching.rest,
        also_unavailable=wish.also_unavailable,
        policy=replace(policy.matching, farthest=None) if wish.also_far else policy.matching,
        draw=draw_of(says.request_id),
    )


def candidate(says: Answer, number: int, who: Somebody, starts_at: datetime) -> Candidate:
    begins = starts_at.astimezone(UTC)  # hours that pass, not hours on a clock that is put forward that night
    comes = begins + timedelta(hours=who.comes_after) if who.comes_after is not None else None
    last_day = starts_at.date() + timedelta(days=who.expired_after) if who.expired_after is not None else None
    return Candidate(
        id=says.people[number],
        birth_date=who.birth_date,
        skill_bits=who.skill_bits,
        availability=who.availability,
        call_always=who.call_always,
        paused=who.paused or who.leaving,
        reachable=who.reachable,
        already_asked=who.asked,
        municipality=who.corps,
        home=says.homes[who.home],
        deployed=(Hours(comes, comes + timedelta(hours=4)),) if comes else (),
        asked_at=asked_at(who),
        deployments=who.deployments,
        consented=who.consented,
        certificates=(last_day,) if last_day else (),
    )


def asked_at(who: Somebody) -> datetime | None:
    return TUESDAY_EVENING - timedelta(hours=who.asked_before) if who.asked_before is not None else None


async def ask_the_database(
    url: str, crowd: list[Somebody], starts_at: datetime, wish: Wish, called: set[int], policy: Policy, stay: int
) -> Answer:
    database = database_at(url)
    try:
        async with database.transaction() as db:
            corps = {nis: await world.founded(db, nis) for nis in (world.MECHELEN, BONHEIDEN)}
            people = [somebody(number, who, corps[who.corps]) for number, who in enumerate(crowd)]
            db.add_all(people)
            await db.flush()
            db.add_all(papers(people, crowd, starts_at))
            asked = await world.request(db, starts_at=starts_at.astimezone(UTC), **vars(wish))
            await world.call_out(db, asked, [p for p, who in zip(people, crowd, strict=True) if who.asked])
            await come_elsewhere(db, people, crowd, starts_at)
            says = await answer(db, asked, called, policy, people, stay)
            raise RollBack
    except RollBack:
        return says
    finally:
        await database.close()


async def answer(
    db: AsyncSession, asked: HelpRequest, called: set[int], policy: Policy, people: list[Person], stay: int
) -> Answer:
    now = TUESDAY_EVENING
    chosen = matching.eligible(asked, called, policy, Person.id, now=now)
    rest = matching.eligible(asked, called, policy, Person.id, now=now, keep_home={BONHEIDEN: stay})
    return Answer(
        list(await db.scalars(chosen)),
        list(await db.scalars(rest)),
        (await matching.count(db, asked, called, policy, now)).total,
        await matching.why_not(db, asked, called, policy, now),
        [person.id for person in people],
        asked.id,
        {nis: (latitude, longitude) for nis, latitude, longitude in await db.execute(HOMES)},
    )


def somebody(number: int, who: Somebody, corps: Corps) -> Person:
    names = ("birth_date", "skill_bits", "availability", "call_always", "reachable", "deployments")
    return Person(
        id=random_id(), telegram_id=number + 1, language="nl", name=f"Member {number}", created_at=TUESDAY_EVENING,
        signed_up_at=TUESDAY_EVENING, corps_id=corps.id, municipality_nis=who.home, asked_at=asked_at(who),
        paused_at=TUESDAY_EVENING if who.paused else None, erase_wished_at=TUESDAY_EVENING if who.leaving else None,
        **{name: getattr(who, name) for name in names},
    )  # fmt: skip


def papers(people: list[Person], crowd: list[Somebody], starts_at: datetime) -> Iterator[Certificate | GuardianConsent]:
    for person, who in zip(people, crowd, strict=True):
        if who.consented:
            yield GuardianConsent(
                person_id=person.id, state=ConsentState.GIVEN, asked_at=TUESDAY_EVENING, answered_at=TUESDAY_EVENING,
                guardian_name="Mia Maes", relation=Relation.PARENT,
            )  # fmt: skip
        if who.expired_after is not None:
            yield first_aid(person, starts_at.date() + timedelta(days=who.expired_after))


def first_aid(member: Person, last_day: date) -> Certificate:
    return Certificate(
        person_id=member.id, state=CertificateState.CONFIRMED, kind=CertificateKind.BASIC, expires_on=last_day,
        sent_at=TUESDAY_EVENING, decided_at=TUESDAY_EVENING,
    )  # fmt: skip


async def come_elsewhere(db: AsyncSession, people: list[Person], crowd: list[Somebody], starts_at: datetime) -> None:
    for hours in {who.comes_after for who in crowd if who.comes_after is not None}:
        theirs = [p for p, who in zip(people, crowd, strict=True) if who.comes_after == hours]
        await comes_to(db, theirs, starts_at.astimezone(UTC) + timedelta(hours=hours))


async def comes_to(db: AsyncSession, people: list[Person], starts_at: datetime) -> CallOut:
    elsewhere = await world.request(db, starts_at=starts_at, needed=100)
    out, invitations = await world.call_out(db, elsewhere, people)
    for number, invited in enumerate(invitations, start=1):
        invited.state, invited.answer_number = InvitationState.COMING, number
    out.filled = len(invitations)
    await db.flush()
    return out


async def test_the_query_reads_nothing_of_people_but_its_index(database: Database) -> None:
    """Otherwise a million people take seconds: see docs/benchmarks.md."""
    if not database.is_sqlite:
        return
    async with database.transaction() as db:
        await world.founded(db)
        asked = await world.request(db, skill_bits=1, preferred_skill_bits=2, urgent=False)
        ring = set(await db.scalars(select(Municipality.nis).limit(8)))
        for statement in (
            matching.eligible(asked, {world.MECHELEN}, POLICY, Person.id, now=TUESDAY_EVENING).limit(25),
            matching.eligible(asked, ring, POLICY, Person.id, now=TUESDAY_EVENING).limit(25),
            matching.reasons(asked, ring, POLICY, TUESDAY_EVENING),
        ):
            compiled = statement.compile(db.get_bind(), compile_kwargs={"literal_binds": True})
            plan = [step for *_numbers, step in await db.execute(text(f"EXPLAIN QUERY PLAN {compiled}"))]
            assert "SEARCH person USING COVERING INDEX ix_person_matching (corps_id=?" in " ".join(plan), plan
            assert not any(step.startswith("SCAN person") for step in plan)


async def test_the_draw_differs_between_requests(database: Database) -> None:
    async with database.transaction() as db:
        corps = await world.founded(db)
        for number in range(12):
            await world.member(db, number + 1, corps)
        orders = set()
        for _ in range(4):
            asked = await world.request(db)
            found = list(await db.scalars(matching.eligible(asked, {world.MECHELEN}, POLICY, Person.id)))
            assert found == list(await db.scalars(matching.eligible(asked, {world.MECHELEN}, POLICY, Person.id)))
            assert found != sorted(found)  # the index's order
            orders.add(tuple(found))
        assert len(orders) == 4
