"""Waves: a call-out that can wait asks as few people as are likely to fill it, and the next only if they don't."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from services.rules.nights import Night

_FLOAT_NOISE_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class WavePolicy:
    """How long a wave gets: `patience`, or that share of the time that is left until the start if it is less, but never
    less than `shortest`. The rule of thumb (`Policy.acceptance`) weighs as much as `prior_weight` people asked, against
    the corps' latest `history` call-outs.
    """

    patience: timedelta = timedelta(hours=2)
    share: float = 0.25
    shortest: timedelta = timedelta(minutes=10)
    prior_weight: int = 20
    history: int = 20


def acceptance(prior: float, weight: int, asked: int, accepted: int) -> float:
    """The share of those asked who are expected to accept: the mean of a Beta distribution that starts as `weight`
    people of whom the share `prior` accepted, and has since seen `accepted` of `asked`.
    """
    return (prior * weight + accepted) / (weight + asked)


def size(places: int, rate: float, silent: int = 0) -> int:
    """How many more people to ask so that `places` are likely to be filled, if `silent` ones may still answer; at least
    one, as long as there is a place. More than would be needed if everybody came is what `rate` is for.
    """
    if places <= 0:
        return 0
    likely = math.ceil(round(places / rate, _FLOAT_NOISE_DIGITS)) if rate > 0 else places * 100
    return max(1, likely - silent)


def cannot_fill(places: int, silent: int) -> bool:
    """Whether places stay free even if everybody accepts who hasn't answered yet."""
    return silent < places


def deadline(now: datetime, starts_at: datetime, policy: WavePolicy, night: Night, zone: ZoneInfo) -> datetime:
    """When the next wave is due if this one hasn't filled the call-out.

    In the night people sleep: they get their time in the morning, as far as the start allows it.
    """
    lead = starts_at - now
    soonest = now + policy.shortest
    due = now + min(policy.patience, lead * policy.share)
    if due > soonest and night.includes(due, zone):
        due = min(night.ending(due, zone) + policy.patience, starts_at - lead * policy.share)
    return max(soonest, due)
