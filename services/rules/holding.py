"""Holding places of a call-out for a group: until when, and for how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_EACH_UP_TO: Final = 12
_BY_FIVE_UP_TO: Final = 40


@dataclass(frozen=True, slots=True)
class HoldPolicy:
    """How long places wait for a group. A planned call-out leaves more time, but that ends `before_start`, so that
    whoever is on the reserve list can still come.
    """

    urgent: timedelta = timedelta(minutes=15)
    planned: timedelta = timedelta(hours=24)
    before_start: timedelta = timedelta(hours=3)


def deadline(now: datetime, starts_at: datetime, *, urgent: bool, policy: HoldPolicy) -> datetime:
    """The moment at which what is still held is given to others; never sooner than an urgent call-out would."""
    soonest = now + policy.urgent
    return soonest if urgent else max(soonest, min(now + policy.planned, starts_at - policy.before_start))


def numbers(least: int, most: int) -> tuple[int, ...]:
    """The numbers of people to choose from, rising, both ends included: each small one, then in steps; none if
    `most` is below `least`.
    """
    usual = [n for n in range(least, most) if n <= _EACH_UP_TO or n % (5 if n <= _BY_FIVE_UP_TO else 10) == 0]
    return (*usual, most) if most >= least else ()
