"""How places are filled: when to leave, how many to expect."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

_FLOAT_NOISE_DIGITS: Final = 9


class Departure(Enum):
    """What somebody who has just accepted does now."""

    LEAVE_NOW = auto()
    WAIT = auto()


def departure(now: datetime, starts_at: datetime, travel: timedelta) -> Departure:
    """Whether to leave at once: as soon as the start is no further away than the travel takes, or is past."""
    return Departure.LEAVE_NOW if starts_at - now <= travel else Departure.WAIT


def expected(free: int, rate: float) -> int:
    """How many of the free people can be expected to come; rounded down, for hope fills no sandbags."""
    return math.floor(round(free * rate, _FLOAT_NOISE_DIGITS))
