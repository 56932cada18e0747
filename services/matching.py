"""Who is called out for a help request, in which order, and why not the others: one query.

The twin of `rules.eligibility` and `rules.turns`. Whatever it asks of a person stands in one index, and what other
tables know of them is looked up in sets that are made once a query (docs/benchmarks.md). Only members of a corps have a
`corps_id`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, and_, case, false, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, Invitation
from models.certificates import Certificate, CertificateState
from models.corps import Corps
from models.emergencies import HelpRequest
from models.people import Person
from models.reference import Municipality
from services.consents import may_be_called_on
from services.overlaps import coming_during
from services.policy import Policy
from services.rules.age import latest_birth_date
from services.rules.availability import slot_at
from services.rules.distance import Point, flat_scale
from services.rules.eligibility import FIRST_AID, NOT_FREE, UNFIT, Reason, WhyNot
from services.rules.placing import ANYBODY
from services.rules.skills import SkillCode, from_bits, to_bits
from services.rules.turns import PRIME, draw_of

Condition = SQLColumnExpression[bool]
Column = SQLColumnExpression[Any]


@dataclass(frozen=True)
class Count:
    """People of one municipality's corps: those who fit, and of these the ones who are free."""

    fits: int
    free: int

    def __add__(self, other: Count) -> Count:
        return Count(self.fits + other.fits, self.free + other.free)


@dataclass(frozen=True)
class Matching:
    """Counts by REFNIS code; a municipality with a corps but nobody who fits isn't in it."""

    by_municipality: Mapping[int, Count]

    @property
    def total(self) -> Count:
        return sum(self.by_municipality.values(), Count(0, 0))


def with_any(masks: Sequence[int]) -> Condition:
    """Whether a person has all the skills of one of these; nobody has if there are none."""
    if ANYBODY in masks:
        return true()
    return or_(false(), *(Person.skill_bits.bitwise_and(mask) == mask for mask in masks))


def slot_bit(request: HelpRequest, policy: Policy) -> int:
    """The availability slot in which the help starts, as a bit; one that goes on into others asks no more than that."""
    return slot_at(request.starts_at, policy.zone)


def place_of(request: HelpRequest) -> Point:
    """The point on the map, or else the middle of the municipality."""
    if request.latitude is None or request.longitude is None:
        return request.municipality.latitude, request.municipality.longitude
    return request.latitude, request.longitude


def rested_since(request: HelpRequest, policy: Policy, now: datetime | None) -> datetime | None:
    """Whoever was asked for anything at this moment or later is left alone; None: nobody is. Without a `now` that is
    reckoned from when the request came in.
    """
    if request.urgent or request.also_recently_asked:
        return None
    return (now or request.created_at) - policy.matching.rest


def fits(request: HelpRequest, municipalities: Collection[int], policy: Policy) -> Condition:
    """In one of these corps, and nothing of what makes unfit (`rules.eligibility.UNFIT`). Asks of `Corps` too."""
    return and_(Corps.municipality_nis.in_(municipalities), *_without(UNFIT, request, policy, None))


def is_free(request: HelpRequest, policy: Policy, now: datetime | None = None) -> Condition:
    """Can be asked now (`rules.eligibility.NOT_FREE`)."""
    return and_(*_without(NOT_FREE, request, policy, now))


def is_unbound(request: HelpRequest, policy: Policy) -> Condition:
    """As `is_free`, but for the times of the week and what else they were asked: for whoever is asked by somebody whom
    they know.
    """
    return and_(*_without({Reason.PAUSED, Reason.ELSEWHERE, Reason.ASKED_ALREADY}, request, policy, None))


def _without(
    reasons: Collection[Reason], request: HelpRequest, policy: Policy, now: datetime | None
) -> list[Condition]:
    return [clear for reason, clear in _clear_of(request, policy, now).items() if reason in reasons]


def _clear_of(request: HelpRequest, policy: Policy, now: datetime | None) -> dict[Reason, Condition]:
    """For each reason, in their order, the condition on a person that it isn't in the way."""
    day = request.starts_at.astimezone(policy.zone).date()
    elsewhere = coming_during(request, Invitation.person_id, travel=policy.matching.travel)
    return {
        Reason.UNREACHABLE: Person.reachable,
        Reason.PAUSED: and_(Person.paused_at.is_(None), Person.erase_wished_at.is_(None)),
        Reason.ASKED_ALREADY: Person.id.not_in(_asked_already(request)),
        Reason.ELSEWHERE: Person.id.not_in(elsewhere),
        Reason.TOO_YOUNG: Person.birth_date <= latest_birth_date(request.minimum_age, day),
        Reason.NO_CONSENT: may_be_called_on(day, policy),
        Reason.LACKS_SKILL: _has_all(request.skill_bits),
        Reason.UNPROVEN: _knows_first_aid(request, policy),
        Reason.TOO_FAR: _is_near(request, policy),
        Reason.ASKED_RECENTLY: _is_rested(rested_since(request, policy, now)),
        Reason.UNAVAILABLE: _is_callable(request, policy),
    }


def _asked_already(request: HelpRequest) -> Select[Any]:
    its_call_outs = select(CallOut.id).where(CallOut.help_request_id == request.id)
    return select(Invitation.person_id).where(
        Invitation.call_out_id.in_(its_call_outs), Invitation.person_id.is_not(None)
    )


def _has_all(bits: int) -> Condition:
    return Person.skill_bits.bitwise_and(bits) == bits if bits else true()


def _has(skill: SkillCode) -> Condition:
    return Person.skill_bits.bitwise_and(to_bits([skill])) != 0


def _knows_first_aid(request: HelpRequest, policy: Policy) -> Condition:
    if not request.skill_bits & FIRST_AID:
        return true()
    day = request.starts_at.astimezone(policy.zone).date()
    confirmed = select(Certificate.person_id).where(Certificate.state == CertificateState.CONFIRMED)
    counts = confirmed.where(or_(Certificate.expires_on.is_(None), Certificate.expires_on >= day))
    proved = Person.id.in_(counts)
    return proved if policy.matching.first_aid_proof else or_(proved, Person.id.not_in(confirmed))


def _is_near(request: HelpRequest, policy: Policy) -> Condition:
    farthest = policy.matching.farthest
    if farthest is None or request.also_far:
        return true()
    place = place_of(request)
    a_latitude, a_longitude = flat_scale(place)
    north = (Municipality.latitude - place[0]) * a_latitude
    east = (Municipality.longitude - place[1]) * a_longitude
    far = select(Municipality.nis).where(north * north + east * east > farthest * farthest)
    return func.coalesce(Person.municipality_nis, Corps.municipality_nis).not_in(far)


def _is_rested(since: datetime | None) -> Condition:
    return true() if since is None else or_(Person.asked_at.is_(None), Person.asked_at < since)


def _is_callable(request: HelpRequest, policy: Policy) -> Condition:
    if request.also_unavailable:
        return true()
    available = Person.availability.bitwise_and(slot_bit(request, policy)) != 0
    return or_(available, Person.call_always) if request.urgent else available


def in_turn(request: HelpRequest, *, last_first: bool = False) -> list[Column]:
    """What to order by, as `rules.turns.turn` sorts; or the other way round."""
    preferred = [case((_has(skill), 1), else_=0) for skill in from_bits(request.preferred_skill_bits)]
    lot = (Person.id % PRIME) * draw_of(request.id) % PRIME
    has = [-sum(preferred[1:], start=preferred[0])] if preferred else []
    if last_first:
        return [*(each.desc() for each in has), Person.asked_at.desc().nulls_last(), Person.deployments.desc(),
                lot.desc(), Person.id.desc()]  # fmt: skip
    return [*has, Person.asked_at.asc().nulls_first(), Person.deployments, lot, Person.id]


def eligible(
    request: HelpRequest,
    municipalities: Collection[int],
    policy: Policy,
    *columns: Column,
    now: datetime | None = None,
    keep_home: Mapping[int, int] | None = None,
) -> Select[Any]:
    """The statement that selects `columns` of everybody to be called out, in their order; `.limit(n)` takes the next n.

    `keep_home`: how many of those who could be asked must stay, by REFNIS code; whose turn it is last stays. For `now`
    see `rested_since`.
    """
    wanted = and_(fits(request, municipalities, policy), is_free(request, policy, now))
    if keep_home and any(keep_home.values()):
        wanted = and_(wanted, Person.id.not_in(_staying(request, wanted, keep_home)))
    return _of_members(*columns).where(wanted).order_by(*in_turn(request))


def _of_members(*columns: Column) -> Select[Any]:
    statement: Select[Any] = select(*columns)
    return statement.select_from(Person).join(Corps, Corps.id == Person.corps_id)


def _staying(request: HelpRequest, wanted: Condition, keep_home: Mapping[int, int]) -> Select[Any]:
    last_first = func.row_number().over(partition_by=Corps.municipality_nis, order_by=in_turn(request, last_first=True))
    kept = {nis: number for nis, number in keep_home.items() if number > 0}
    ranked = (
        _of_members(Person.id.label("person_id"), Corps.municipality_nis.label("nis"), last_first.label("rank"))
        .where(wanted, Corps.municipality_nis.in_(kept))
        .correlate(None)
        .subquery()
    )
    return select(ranked.c.person_id).where(ranked.c.rank <= case(kept, value=ranked.c.nis))


async def count(
    db: AsyncSession,
    request: HelpRequest,
    municipalities: Collection[int],
    policy: Policy,
    now: datetime | None = None,
    *,
    masks: Sequence[int] = (ANYBODY,),
) -> Matching:
    """How many fit and how many are free, per municipality, of those with the skills of one of the `masks`; for `now`
    see `rested_since`.
    """
    free = func.sum(case((is_free(request, policy, now), 1), else_=0))
    rows: Iterable[Any] = await db.execute(
        _of_members(Corps.municipality_nis, func.count(), free)
        .where(fits(request, municipalities, policy), with_any(masks))
        .group_by(Corps.municipality_nis)
    )
    return Matching({nis: Count(all_of_them, int(free_ones)) for nis, all_of_them, free_ones in rows})


def reasons(
    request: HelpRequest, municipalities: Collection[int], policy: Policy, now: datetime | None = None
) -> Select[Any]:
    """The statement that counts the members of these corps by why they aren't asked: a reason, a skill behind it where
    it is missing; nothing for who is asked.
    """
    cases: list[tuple[Condition, str]] = []
    for reason, clear in _clear_of(request, policy, now).items():
        if reason is Reason.LACKS_SKILL:
            cases += [(~_has(skill), f"{reason} {skill}") for skill in from_bits(request.skill_bits)]
        else:
            cases.append((~clear, reason.value))
    why = case(*cases, else_="").label("why")
    return _of_members(why, func.count()).where(Corps.municipality_nis.in_(municipalities)).group_by(why)


async def why_not(
    db: AsyncSession,
    request: HelpRequest,
    municipalities: Collection[int],
    policy: Policy,
    now: datetime | None = None,
) -> dict[WhyNot, int]:
    """How many members of these corps aren't asked, each counted once, under the first `Reason`."""
    rows = await db.execute(reasons(request, municipalities, policy, now))
    return {_read(why): number for why, number in rows if why}


def _read(why: str) -> WhyNot:
    reason, _space, skill = why.partition(" ")
    return WhyNot(Reason(reason), SkillCode(skill) if skill else None)
