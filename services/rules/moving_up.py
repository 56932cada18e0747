"""The reserve list when a place comes free: who comes at once, and how long the others get to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.rules.nights import Night


@dataclass(frozen=True, slots=True)
class ReservePolicy:
    """Whoever answered within `at_once` still counts on coming. The others are asked, and have so long to answer."""

    at_once: timedelta = timedelta(minutes=30)
    urgent: timedelta = timedelta(minutes=10)
    planned: timedelta = timedelta(hours=1)


def moves_up_at_once(answered_at: datetime, now: datetime, policy: ReservePolicy) -> bool:
    """Whether their answer is fresh enough to be counted on without asking again."""
    return now - answered_at <= policy.at_once


def offered_until(
    now: datetime, starts_at: datetime, *, urgent: bool, policy: ReservePolicy, night: Night, zone: ZoneInfo
) -> datetime:
    """How long a place is held. What can wait is answered in the morning, if that is before the start; nobody gets less
    time than for an urgent one.
    """
    soonest = now + policy.urgent
    if urgent:
        return soonest
    due = now + policy.planned
    if night.includes(due, zone):
        due = night.ending(due, zone) + policy.planned
    return max(soonest, min(due, starts_at))
