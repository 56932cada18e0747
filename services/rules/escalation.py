"""When a call-out that isn't filling needs more people than those who were asked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_FLOAT_NOISE_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class EscalationPolicy:
    """How far a call-out spreads by rings, and when it is looked at.

    Neighbours are called up to ring `rings`, then the province, then Flanders. An urgent call-out is looked at after
    `urgent` and every time as long again, another after `planned`, but not later than `before_start`. Of those who are
    silent, as many are still expected to come as the acceptance says, halved with each `half_life` since they were
    asked (`planned_half_life` if it isn't urgent): an assumption until there is a history. Where `by_itself_after` is
    set, a proposal that nobody has answered by then is carried out.

    A corps keeps `keep_home_percent` of its free people at home for its own municipality, unless it says otherwise.
    """

    rings: int = 2
    urgent: timedelta = timedelta(minutes=20)
    planned: timedelta = timedelta(hours=12)
    before_start: timedelta = timedelta(hours=3)
    half_life: timedelta = timedelta(minutes=20)
    planned_half_life: timedelta = timedelta(hours=3)
    by_itself_after: timedelta | None = None
    keep_home_percent: int = 20


def look_at(policy: EscalationPolicy, now: datetime, starts_at: datetime, *, urgent: bool) -> datetime:
    """When a call-out that was launched, spread or looked at `now` is looked at next."""
    soonest = now + policy.urgent
    return soonest if urgent else max(soonest, min(now + policy.planned, starts_at - policy.before_start))


def still_expected(silent: int, acceptance: float, since: timedelta, half_life: timedelta) -> int:
    """How many of the silent will still come, `since` they were asked; rounded down."""
    still: float = 0.5 ** (since / half_life)
    return math.floor(round(silent * acceptance * still, _FLOAT_NOISE_DIGITS))


def kept_home(free: int, *, number: int | None, percent: int) -> int:
    """How many of a corps' free people stay at home: the number that it has set, or else that share, rounded down."""
    return min(free, number) if number is not None else free * percent // 100
