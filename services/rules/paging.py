"""When coordinators are paged again, so that no help request waits unseen, taken over or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_MINUTES: Final = (3, 3, 3, 5, 10, 15, 30)


@dataclass(frozen=True, slots=True)
class PagePolicy:
    """How long to wait after each page: the steps one by one, then `afterwards` again and again."""

    steps: tuple[timedelta, ...] = tuple(timedelta(minutes=minutes) for minutes in _MINUTES)
    afterwards: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class LaunchPolicy:
    """How long a request may be taken over without a call-out: then whoever took it is reminded, and `grace` later
    all coordinators are paged again. One that isn't urgent may wait longer, but not into the time before its start.
    """

    urgent: timedelta = timedelta(minutes=15)
    planned: timedelta = timedelta(hours=12)
    before_start: timedelta = timedelta(hours=2)
    grace: timedelta = timedelta(minutes=10)


def next_page_at(policy: PagePolicy, last_due: datetime, pages_sent: int) -> datetime:
    """When the page after number `pages_sent` (1 or more) is due.

    It is counted from when that one was due, not sent: so a late page doesn't put off those after it.
    """
    return last_due + (policy.steps[pages_sent - 1] if pages_sent <= len(policy.steps) else policy.afterwards)


def launch_due_at(policy: LaunchPolicy, now: datetime, starts_at: datetime, *, urgent: bool) -> datetime:
    """When a request that a coordinator takes over `now`, or still works on, must have its call-out."""
    soonest = now + policy.urgent
    return soonest if urgent else max(soonest, min(now + policy.planned, starts_at - policy.before_start))
