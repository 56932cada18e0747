"""Holding places of a call-out for a group: until when, and for how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from services.rules.nights import Night

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


def deadline(
    now: datetime, starts_at: datetime, *, urgent: bool, policy: HoldPolicy, night: Night, zone: ZoneInfo
) -> datetime:
    """The moment at which what is still held is given to others, whose phones then ring.

    That of a planned call-out isn't in the night but before it, though never sooner than an urgent one's.
    """
    soonest = now + policy.urgent
    if urgent:
        return soonest
    latest = min(now + policy.planned, starts_at - policy.before_start)
    return max(soonest, night.beginning(latest, zone) if night.includes(latest, zone) else latest)


def numbers(least: int, most: int) -> tuple[int, ...]:
    """The numbers of people to choose from, rising, both ends included: each small one, then in steps; none if
    `most` is below `least`.
    """
    usual = [n for n in range(least, most) if n <= _EACH_UP_TO or n % (5 if n <= _BY_FIVE_UP_TO else 10) == 0]
    return (*usual, most) if most >= least else ()
