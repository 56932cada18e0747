"""The query that chooses people says the same as the pure rule, for any people and any need."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import InvitationState
from models.people import Person
from services import matching
from services.policy import Policy
from services.rules.availability import ALWAYS
from services.rules.eligibility import Candidate, Need, fits, is_free
from tests.harness.clock import TUESDAY_EVENING
from tests.harness.databases import database_at
from tests.services import world

POLICY = Policy()
BONHEIDEN = 12005
FIRST, LAST = datetime(2026, 3, 27), datetime(2026, 3, 31)  # noqa: DTZ001  zoned below; summer time begins between
STARTS = st.datetimes(FIRST, LAST).map(lambda naive: naive.replace(tzinfo=POLICY.zone))


@dataclass(frozen=True)
class Somebody:
    corps: int
    birth_date: date
    skill_bits: int
    availability: int
    call_always: bool
    paused: bool
    leaving: bool
    reachable: bool
    busy: bool
    asked: bool
    consented: bool


SKILLS = st.sets(st.sampled_from([0, 1, 45, 61])).map(lambda bits: sum(1 << bit for bit in bits))
SOMEBODY = st.builds(
    Somebody,
    corps=st.sampled_from([world.MECHELEN, BONHEIDEN]),
    birth_date=st.dates(date(2007, 3, 25), date(2010, 4, 2)),
    skill_bits=SKILLS,
    availability=st.sampled_from([0, ALWAYS]) | st.integers(0, ALWAYS),
    call_always=st.booleans(),
    paused=st.booleans(),
    leaving=st.booleans(),
    reachable=st.booleans(),
    busy=st.booleans(),
    asked=st.booleans(),
    consented=st.booleans(),
)


class RollBack(Exception):
    pass


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    crowd=st.lists(SOMEBODY, max_size=8),
    starts_at=STARTS,
    skills=SKILLS,
    minimum_age=st.sampled_from([16, 18]),
    urgent=st.booleans(),
    called=st.sets(st.sampled_from([world.MECHELEN, BONHEIDEN]), min_size=1),
    guardian_consent=st.booleans(),
)
def test_the_query_is_the_predicate(
    database_url: str,
    crowd: list[Somebody],
    starts_at: datetime,
    skills: int,
    minimum_age: int,
    urgent: bool,
    called: set[int],
    guardian_consent: bool,
) -> None:
    need = Need.starting(
        starts_at,
        POLICY.zone,
        municipalities=frozenset(called),
        skill_bits=skills,
        minimum_age=minimum_age,
        urgent=urgent,
        guardian_consent=guardian_consent,
    )
    wish = {"skill_bits": skills, "minimum_age": minimum_age, "urgent": urgent}
    chosen, counted, people = asyncio.run(
        ask_the_database(
            database_url, crowd, starts_at, wish, called, replace(POLICY, guardian_consent=guardian_consent)
        )
    )
    candidates = [candidate(number, who) for number, who in enumerate(crowd)]
    fitting = [c for c in candidates if fits(c, need)]
    free = [c for c in fitting if is_free(c, need)]
    assert chosen == {people[c.id] for c in free}
    assert (counted.fits, counted.free) == (len(fitting), len(free))


def candidate(number: int, who: Somebody) -> Candidate:
    return Candidate(
        id=number,
        birth_date=who.birth_date,
        skill_bits=who.skill_bits,
        availability=who.availability,
        call_always=who.call_always,
        paused=who.paused or who.leaving,
        reachable=who.reachable,
        busy=who.busy,
        already_asked=who.asked,
        municipality=who.corps,
        consented=who.consented,
    )


async def ask_the_database(
    url: str, crowd: list[Somebody], starts_at: datetime, wish: dict[str, int], called: set[int], policy: Policy
) -> tuple[set[int], matching.Count, list[int]]:
    database = database_at(url)
    try:
        async with database.transaction() as db:
            people = [await put_in(db, number, who) for number, who in enumerate(crowd)]
            asked = await world.request(db, starts_at=starts_at, **wish)
            out, _ = await world.call_out(db, asked, [p for p, who in zip(people, crowd, strict=True) if who.asked])
            await keep_busy(db, [p for p, who in zip(people, crowd, strict=True) if who.busy], starts_at)
            statement = matching.eligible(out.help_request, called, policy, Person.id.label("chosen"))
            chosen = set(await db.scalars(statement))
            counted = (await matching.count(db, asked, called, policy)).total
            raise RollBack
    except RollBack:
        return chosen, counted, [person.id for person in people]
    finally:
        await database.close()


async def put_in(db: AsyncSession, number: int, who: Somebody) -> Person:
    corps = await world.founded(db, who.corps)
    others = ("corps", "busy", "asked", "paused", "leaving", "consented")
    traits = {name: value for name, value in vars(who).items() if name not in others}
    traits["paused_at"] = TUESDAY_EVENING if who.paused else None
    traits["erase_wished_at"] = TUESDAY_EVENING if who.leaving else None
    member = await world.member(db, number + 1, corps, **traits)
    if who.consented:
        await world.agreed(db, member)
    return member


async def keep_busy(db: AsyncSession, people: list[Person], starts_at: datetime) -> None:
    elsewhere = await world.request(db, starts_at=starts_at - timedelta(hours=1), needed=100)
    out, invitations = await world.call_out(db, elsewhere, people)
    for number, invited in enumerate(invitations, start=1):
        invited.state, invited.answer_number = InvitationState.COMING, number
    out.filled = len(invitations)
    await db.flush()
