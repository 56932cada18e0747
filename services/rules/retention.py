"""Who is silent for long is asked whether they are still in, is reminded, and is erased in the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

NEVER = timedelta()


@dataclass(frozen=True)
class RetentionPolicy:
    """`silence` until somebody is asked (`NEVER`: nobody is); from there to each reminder; from the last to the end."""

    silence: timedelta = NEVER
    reminders: tuple[timedelta, ...] = (timedelta(days=14), timedelta(days=14))
    last_chance: timedelta = timedelta(days=14)

    @property
    def questions(self) -> int:
        """How often somebody is asked, reminders included."""
        return 1 + len(self.reminders)


def erased_on(policy: RetentionPolicy, asked: int, asked_at: datetime) -> datetime:
    """When somebody who was asked so often is erased, if they go on being silent."""
    return asked_at + sum((patience(policy, each) for each in range(asked, policy.questions + 1)), NEVER)


class NextStep(StrEnum):
    ASK = "ask"
    ERASE = "erase"


def patience(policy: RetentionPolicy, asked: int) -> timedelta:
    """How long the next step waits after what came before it: the last sign of life, or the last question."""
    waits = (policy.silence, *policy.reminders, policy.last_chance)
    return waits[min(asked, policy.questions)]


def next_step(
    policy: RetentionPolicy, asked: int, seen_at: datetime, asked_at: datetime | None, now: datetime
) -> NextStep | None:
    """What is due by `now` for somebody who was asked `asked` times since they were seen; None: nothing yet."""
    since = asked_at or seen_at
    if policy.silence == NEVER or now < since + patience(policy, asked):
        return None
    return NextStep.ASK if asked < policy.questions else NextStep.ERASE
