"""When the coordinator on call is paged again, so that no help request waits unseen."""

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


def next_page_at(policy: PagePolicy, created_at: datetime, pages_sent: int) -> datetime:
    """When the next page is due: the first at once, each later one a step after the time of the one before.

    The times are counted from `created_at`, so a late page doesn't put off those after it.
    """
    steps_taken = policy.steps[:pages_sent]
    hours_taken = max(0, pages_sent - len(policy.steps))
    return created_at + sum(steps_taken, timedelta()) + hours_taken * policy.afterwards
