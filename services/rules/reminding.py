"""When people are reminded of a call-out: the silent once, and those who come before the start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.rules.nights import Night


@dataclass(frozen=True, slots=True)
class ReminderPolicy:
    """Whoever hasn't answered a planned call-out is reminded halfway to the start: `least_wait` after they were asked
    or later, and with `notice` left to answer and come; else not at all. With `urgent_after` urgent ones are repeated
    too; without it that is left to the coordinator, who calls more people. Those who come are reminded at
    `evening_before` and `before_start`; neither within `since_answer` of their yes, whose card says the same.
    """

    least_wait: timedelta = timedelta(hours=2)
    notice: timedelta = timedelta(hours=3)
    urgent_after: timedelta | None = None
    evening_before: time | None = time(18)
    before_start: timedelta | None = timedelta(hours=2)
    since_answer: timedelta = timedelta(hours=1)


def reminds_silent_at(
    asked_at: datetime, starts_at: datetime, *, urgent: bool, policy: ReminderPolicy, night: Night, zone: ZoneInfo
) -> datetime | None:
    """The moment (UTC) to remind somebody who was asked then; None where there isn't time for it."""
    if urgent:
        return asked_at + policy.urgent_after if policy.urgent_after else None
    moment = asked_at + max((starts_at - asked_at) / 2, policy.least_wait)
    moment = night.ending(moment, zone) if night.includes(moment, zone) else moment
    return moment if moment <= starts_at - policy.notice else None


def reminds_of_start_at(
    after: datetime, starts_at: datetime, *, policy: ReminderPolicy, zone: ZoneInfo
) -> datetime | None:
    """The first moment (UTC) later than `after` at which those who come are reminded; None when none is left."""
    moments = []
    if policy.evening_before:
        day = starts_at.astimezone(zone).date() - timedelta(days=1)
        moments.append(datetime.combine(day, policy.evening_before, zone).astimezone(UTC))
    if policy.before_start:
        moments.append(starts_at - policy.before_start)
    return min((moment for moment in moments if moment > after), default=None)
