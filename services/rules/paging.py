"""Who is paged when for a help request, so that none waits unseen, taken over or not: ladders as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import chain, islice, repeat
from typing import Final


class Level(IntEnum):
    """Whom a page reaches: these, and those of the levels before."""

    ON_CALL = 0
    NEXT = 1  # the next in line as well
    ALL = 2  # every coordinator of the area
    ADMINISTRATORS = 3


@dataclass(frozen=True, slots=True)
class Rung:
    """So many pages to one level, with so long after each of them."""

    level: Level
    pages: int
    wait: timedelta


_MINUTE: Final = timedelta(minutes=1)
ON_CALL_LADDER: Final = (
    Rung(Level.ON_CALL, 5, _MINUTE),
    Rung(Level.NEXT, 5, _MINUTE),
    Rung(Level.ALL, 5, _MINUTE),
    Rung(Level.ADMINISTRATORS, 5, 3 * _MINUTE),
    Rung(Level.ADMINISTRATORS, 3, 10 * _MINUTE),
)
EVERYBODY_LADDER: Final = (
    Rung(Level.ALL, 3, 3 * _MINUTE),
    Rung(Level.ADMINISTRATORS, 1, 5 * _MINUTE),
    Rung(Level.ADMINISTRATORS, 1, 10 * _MINUTE),
    Rung(Level.ADMINISTRATORS, 1, 15 * _MINUTE),
    Rung(Level.ADMINISTRATORS, 1, 30 * _MINUTE),
)


@dataclass(frozen=True, slots=True)
class PagePolicy:
    """The ladder where somebody is on call, and the one where nobody is: then all coordinators are paged at once.

    One buzz wakes nobody, so each page is a fresh message. After the last rung its level is paged `afterwards`, again
    and again. The requester hears that nobody has taken it about every `requester_every`, not at each page.
    """

    on_call: tuple[Rung, ...] = ON_CALL_LADDER
    everybody: tuple[Rung, ...] = EVERYBODY_LADDER
    afterwards: timedelta = timedelta(hours=1)
    requester_every: timedelta = timedelta(minutes=3)

    def ladder(self, *, somebody_on_call: bool) -> Ladder:
        """The one to climb now."""
        return Ladder(self.on_call if somebody_on_call else self.everybody, self.afterwards)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs from the first page on, which is number 1."""

    rungs: tuple[Rung, ...]
    afterwards: timedelta

    def level(self, page: int) -> Level:
        """Whom that page reaches."""
        levels = chain.from_iterable(repeat(rung.level, rung.pages) for rung in self.rungs)
        return next(islice(levels, page - 1, None), self.rungs[-1].level)

    def wait(self, page: int) -> timedelta:
        """How long after that page the next one is due."""
        return next(islice(self._waits(), page - 1, None))

    def elapsed(self, page: int) -> timedelta:
        """How long after the first page that one is due."""
        return sum(islice(self._waits(), page - 1), timedelta())

    def first_page(self, level: Level) -> int:
        """The first page that reaches that level."""
        return next(page for page in range(1, self._length + 1) if self.level(page) >= level)

    @property
    def _length(self) -> int:
        return sum(rung.pages for rung in self.rungs)

    def _waits(self) -> Iterator[timedelta]:
        return chain(chain.from_iterable(repeat(rung.wait, rung.pages) for rung in self.rungs), repeat(self.afterwards))


@dataclass(frozen=True, slots=True)
class LaunchPolicy:
    """How long a request may be taken over without a call-out: then whoever took it is reminded, and `grace` later
    all coordinators are paged again. One that isn't urgent may wait longer, but not into the time before its start.
    """

    urgent: timedelta = timedelta(minutes=15)
    planned: timedelta = timedelta(hours=12)
    before_start: timedelta = timedelta(hours=2)
    grace: timedelta = timedelta(minutes=10)


def next_page_at(ladder: Ladder, last_due: datetime, page: int) -> datetime:
    """When the page after number `page` (1 or more) is due.

    It is counted from when that one was due, not sent: so a late page doesn't put off those after it.
    """
    return last_due + ladder.wait(page)


def tells_requester(policy: PagePolicy, ladder: Ladder, before: int, page: int) -> bool:
    """Whether a requester who heard nothing since page `before` is told at this page that nobody has taken it."""
    return ladder.elapsed(page) // policy.requester_every > ladder.elapsed(before) // policy.requester_every


def launch_due_at(policy: LaunchPolicy, now: datetime, starts_at: datetime, *, urgent: bool) -> datetime:
    """When a request that a coordinator takes over `now`, or still works on, must have its call-out."""
    soonest = now + policy.urgent
    return soonest if urgent else max(soonest, min(now + policy.planned, starts_at - policy.before_start))
