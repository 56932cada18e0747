"""Who is asked: the two questions of every call-out, "does this person fit?" and "is this person free?".

When whoever is asked gets the message, and whether it rings, is for `rules.quiet_hours`. The query in
`services.matching` asks the same of all people at once; a property test holds the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from services.rules.age import ADULT_AGE, age_on, is_minor
from services.rules.availability import slot_at


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
    busy: bool  # comes to, or is at work for, another call-out at that time
    already_asked: bool  # has an invitation to this call-out
    municipality: int  # REFNIS code of the corps
    consented: bool = False  # a parent or guardian agrees; counts for minors only


@dataclass(frozen=True, slots=True)
class Need:
    """What a call-out asks of the people whom it reaches."""

    municipalities: frozenset[int]  # REFNIS codes of the corps that are called
    skill_bits: int
    minimum_age: int
    starts_at: datetime
    urgent: bool
    slot_bit: int  # the part of the week in which it starts, on the local clock
    local_day: date  # the day on which it starts, on the local clock
    guardian_consent: bool = True  # of minors: whether the policy asks for it

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
        guardian_consent: bool = True,
    ) -> Need:
        """The need with its slot and day worked out from the moment (timezone-aware) at which it starts."""
        return cls(
            municipalities=municipalities,
            skill_bits=skill_bits,
            minimum_age=minimum_age,
            starts_at=starts_at,
            urgent=urgent,
            slot_bit=slot_at(starts_at, zone),
            local_day=starts_at.astimezone(zone).date(),
            guardian_consent=guardian_consent,
        )


def fits(candidate: Candidate, need: Need) -> bool:
    """Whether the person could do it at all ("passen"): all five clauses must hold.

    - a member of one of the corps that are called;
    - the bot can reach the person, or the invitation would be lost;
    - old enough on the day itself, so a birthday in between counts;
    - an adult on that day, or with a guardian's consent where the policy asks for it;
    - has every skill that is asked, others don't matter.
    """
    return (
        candidate.municipality in need.municipalities
        and candidate.reachable
        and age_on(candidate.birth_date, need.local_day) >= need.minimum_age
        and (candidate.consented or not _needs_consent(candidate, need))
        and candidate.skill_bits & need.skill_bits == need.skill_bits
    )


def _needs_consent(candidate: Candidate, need: Need) -> bool:
    return needs_consent(candidate.birth_date, need.local_day, asked=need.guardian_consent)


def needs_consent(birth_date: date, day: date, *, asked: bool) -> bool:
    """Whether somebody may be called out for that day only if a guardian agrees; `asked`: by the policy."""
    return asked and is_minor(birth_date, day)


def is_free(candidate: Candidate, need: Need) -> bool:
    """Whether somebody who fits can be asked now ("vrij"): all four clauses must hold.

    - not on a pause: nothing goes beyond that;
    - available in the part of the week in which it starts, or it is urgent and the person said
      "call me always";
    - not busy with another call-out at that time;
    - not asked for this one before, so an escalation doesn't ask anybody twice.
    """
    return not candidate.paused and _is_callable(candidate, need) and not candidate.busy and not candidate.already_asked


def _is_callable(candidate: Candidate, need: Need) -> bool:
    return candidate.availability & need.slot_bit != 0 or (need.urgent and candidate.call_always)
