"""People made of numbers: what each of them answers, and when."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.simulation.scenarios import Manner

SPREAD = 1.0  # of the logarithm of the delay
SOONEST = timedelta(seconds=5)


@dataclass(frozen=True, order=True, slots=True)
class Answer:
    at: datetime
    person_id: int
    invitation_id: int
    accepts: bool


@dataclass
class Crowd:
    """Draws an answer for whoever is asked; the same seed draws the same ones in the same order of asking."""

    manner: Manner
    random: Random
    _waiting: list[Answer] = field(default_factory=list)

    def is_asked(self, person_id: int, invitation_id: int, now: datetime) -> None:
        """Somebody reads a call-out; they answer later, or never."""
        accepts = self.random.random() < self.manner.accept
        declines = self.random.random() < self.manner.decline
        delay = self.manner.median * self.random.lognormvariate(0, SPREAD)
        if accepts or declines:
            heapq.heappush(self._waiting, Answer(now + max(delay, SOONEST), person_id, invitation_id, accepts))

    def next_at(self) -> datetime | None:
        """When the next of them answers."""
        return self._waiting[0].at if self._waiting else None

    def answers(self, now: datetime) -> list[Answer]:
        """Those whose time has come, the earliest first."""
        due = []
        while self._waiting and self._waiting[0].at <= now:
            due.append(heapq.heappop(self._waiting))
        return due
