"""Who is asked: the two questions of every call-out, "does this person fit?" and "is this person free?"; and why not.

When whoever is asked gets the message, and whether it rings, is for `rules.quiet_hours`; who is asked first, for
`rules.turns`. The query in `services.matching` asks the same of all people at once; a property test holds them equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from services.rules import certificates
from services.rules.age import ADULT_AGE, age_on, is_minor
from services.rules.availability import slot_at
from services.rules.distance import Point, flat_kilometres
from services.rules.skills import SkillCode, from_bits, to_bits

FIRST_AID = to_bits([SkillCode.FIRST_AID])


@dataclass(frozen=True)
class MatchingPolicy:
    """How somebody is chosen, where an organisation may want it otherwise.

    `travel`: so long before and after another deployment somebody is on the road to it or from it. `rest`: who was
    asked for anything so short ago is left alone, unless it is urgent. Who lives further than `farthest` kilometres
    from the place isn't asked; None: distance doesn't matter. The default is an hour and a half by car, and further
    than any two corps of one province. With `first_aid_proof` first aid counts only with a certificate; without it a
    person's word is enough, until a certificate of theirs has expired.
    """

    travel: timedelta = timedelta(hours=1)
    rest: timedelta = timedelta(hours=12)
    farthest: float | None = 100.0
    first_aid_proof: bool = False


class Reason(StrEnum):
    """Why somebody isn't asked; of several the first, in this order. What a coordinator can let go comes last."""

    UNREACHABLE = "unreachable"
    PAUSED = "paused"
    ASKED_ALREADY = "asked_already"  # for this request
    ELSEWHERE = "elsewhere"
    TOO_YOUNG = "too_young"
    NO_CONSENT = "no_consent"
    LACKS_SKILL = "lacks_skill"  # one that is named with it
    UNPROVEN = "unproven"  # first aid without a certificate that counts
    TOO_FAR = "too_far"
    ASKED_RECENTLY = "asked_recently"
    UNAVAILABLE = "unavailable"


# A pause, a guardian and a phone that can't be reached are never passed over.
RELAXABLE = frozenset(
    {
        Reason.TOO_YOUNG, Reason.LACKS_SKILL, Reason.UNPROVEN, Reason.TOO_FAR, Reason.ASKED_RECENTLY,
        Reason.UNAVAILABLE,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WhyNot:
    """`skill` is the first one that is missing, for `LACKS_SKILL`."""

    reason: Reason
    skill: SkillCode | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when (timezone-aware) somebody is at work for another call-out."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A corps member, as far as the choice goes."""

    id: int
    birth_date: date
    skill_bits: int
    availability: int
    call_always: bool  # "call me always in an emergency", apart from the availability
    paused: bool  # wants no call-outs for a while, however urgent; or none any more, and to be erased
    reachable: bool  # the bot can write to this person: it isn't blocked, the account still exists
    already_asked: bool  # has an invitation to this call-out
    municipality: int  # REFNIS code of the corps
    home: Point | None = None  # where they live, to the municipality
    deployed: tuple[Hours, ...] = ()  # for open call-outs to which they come
    asked_at: datetime | None = None  # for whatever call-out, the last time
    deployments: int = 0
    consented: bool = False  # a parent or guardian agrees; counts for minors only
    certificates: tuple[date | None, ...] = ()  # the last days of their confirmed ones for first aid; None: for good


@dataclass(frozen=True, slots=True)
class Need:
    """What a call-out asks of the people whom it reaches."""

    municipalities: frozenset[int]  # REFNIS codes of the corps that are called
    skill_bits: int
    minimum_age: int
    starts_at: datetime
    ends_at: datetime
    urgent: bool
    slot_bit: int  # the part of the week in which it starts, on the local clock
    local_day: date  # the day on which it starts, on the local clock
    guardian_consent: bool = True  # of minors: whether the policy asks for it
    place: Point | None = None
    preferred_skill_bits: int = 0
    rested_since: datetime | None = None  # asked at this moment or later is too recent; None: it doesn't matter
    also_unavailable: bool = False  # at that time of the week
    policy: MatchingPolicy = MatchingPolicy()  # `farthest` is None in it if distance doesn't matter
    draw: int = 1  # turns the order of those who are equal, see rules.turns

    @classmethod
    def starting(
        cls,
        starts_at: datetime,
        zone: tzinfo,
        *,
        municipalities: frozenset[int],
        skill_bits: int = 0,
        minimum_age: int = ADULT_AGE,
        urgent: bool = False,
    ) -> Need:
        """The need with its slot and day worked out from the moment (timezone-aware) at which it starts; 4 hours."""
        return cls(
            municipalities=municipalities,
            skill_bits=skill_bits,
            minimum_age=minimum_age,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=4),
            urgent=urgent,
            slot_bit=slot_at(starts_at, zone),
            local_day=starts_at.astimezone(zone).date(),
        )


def why_not(candidate: Candidate, need: Need) -> WhyNot | None:
    """The first reason for which a member of a corps that is called isn't asked; None: they are."""
    return next(_reasons(candidate, need), None)


def fits(candidate: Candidate, need: Need) -> bool:
    """Whether the person could do it at all ("passen"): all clauses must hold.

    - a member of one of the corps that are called;
    - the bot can reach the person, or the invitation would be lost;
    - old enough on the day itself, so a birthday in between counts;
    - an adult on that day, or with a guardian's consent where the policy asks for it;
    - has every skill that is required, others don't matter; first aid as the policy wants it proved;
    - lives near enough.
    """
    in_the_way = {why.reason for why in _reasons(candidate, need)}
    return candidate.municipality in need.municipalities and not in_the_way & UNFIT


def is_free(candidate: Candidate, need: Need) -> bool:
    """Whether somebody who fits can be asked now ("vrij"): all clauses must hold.

    - not on a pause: nothing goes beyond that;
    - not asked for this one before, so an escalation doesn't ask anybody twice;
    - not at work for another call-out at that time, nor on the road to it or from it;
    - not asked for anything else a short while ago, unless it is urgent;
    - available in the part of the week in which it starts, or it is urgent and the person said "call me always".
    """
    return not {why.reason for why in _reasons(candidate, need)} & NOT_FREE


UNFIT = frozenset(
    {
        Reason.UNREACHABLE, Reason.TOO_YOUNG, Reason.NO_CONSENT, Reason.LACKS_SKILL, Reason.UNPROVEN, Reason.TOO_FAR,
    }
)  # fmt: skip
NOT_FREE = frozenset(Reason) - UNFIT


def _reasons(candidate: Candidate, need: Need) -> Iterator[WhyNot]:
    """All that stands in the way, in the order of `Reason`."""
    in_the_way = {
        Reason.UNREACHABLE: not candidate.reachable,
        Reason.PAUSED: candidate.paused,
        Reason.ASKED_ALREADY: candidate.already_asked,
        Reason.ELSEWHERE: _is_elsewhere(candidate, need),
        Reason.TOO_YOUNG: age_on(candidate.birth_date, need.local_day) < need.minimum_age,
        Reason.NO_CONSENT: _needs_consent(candidate, need) and not candidate.consented,
        Reason.LACKS_SKILL: candidate.skill_bits & need.skill_bits != need.skill_bits,
        Reason.UNPROVEN: bool(need.skill_bits & FIRST_AID) and not _knows_first_aid(candidate, need),
        Reason.TOO_FAR: _is_far(candidate, need),
        Reason.ASKED_RECENTLY: _was_asked_recently(candidate, need),
        Reason.UNAVAILABLE: not _is_callable(candidate, need),
    }
    for reason, holds in in_the_way.items():
        if holds:
            missing = from_bits(need.skill_bits & ~candidate.skill_bits)
            yield WhyNot(reason, missing[0] if reason is Reason.LACKS_SKILL and missing else None)


def _is_elsewhere(candidate: Candidate, need: Need) -> bool:
    travel = need.policy.travel
    return any(
        hours.starts_at < need.ends_at + travel and hours.ends_at > need.starts_at - travel
        for hours in candidate.deployed
    )


def _needs_consent(candidate: Candidate, need: Need) -> bool:
    return needs_consent(candidate.birth_date, need.local_day, asked=need.guardian_consent)


def needs_consent(birth_date: date, day: date, *, asked: bool) -> bool:
    """Whether somebody may be called out for that day only if a guardian agrees; `asked`: by the policy."""
    return asked and is_minor(birth_date, day)


def _knows_first_aid(candidate: Candidate, need: Need) -> bool:
    if any(certificates.counts(last_day, need.local_day) for last_day in candidate.certificates):
        return True
    return not need.policy.first_aid_proof and not candidate.certificates


def _is_far(candidate: Candidate, need: Need) -> bool:
    farthest = need.policy.farthest
    if farthest is None or need.place is None or candidate.home is None:
        return False
    return flat_kilometres(need.place, candidate.home) > farthest


def _was_asked_recently(candidate: Candidate, need: Need) -> bool:
    if need.urgent or need.rested_since is None or candidate.asked_at is None:
        return False
    return candidate.asked_at >= need.rested_since


def _is_callable(candidate: Candidate, need: Need) -> bool:
    available = candidate.availability & need.slot_bit != 0
    return available or need.also_unavailable or (need.urgent and candidate.call_always)
