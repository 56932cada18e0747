"""When the time of a call-out moves: how long the place of somebody who came waits for another yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.rules.nights import Night


@dataclass(frozen=True, slots=True)
class ConfirmPolicy:
    """Half of the time that is left until the start, `at_most`; it ends `before_start`, so that others can still come.
    Where less than `at_least` would remain, the place stays theirs.
    """

    at_most: timedelta = timedelta(hours=24)
    at_least: timedelta = timedelta(minutes=15)
    before_start: timedelta = timedelta(hours=1)


def confirm_until(
    now: datetime, starts_at: datetime, *, policy: ConfirmPolicy, night: Night, zone: ZoneInfo
) -> datetime | None:
    """The moment (UTC) at which a place without another yes goes to others; None: it stays theirs."""
    moment = now + min((starts_at - now) / 2, policy.at_most)
    moment = night.ending(moment, zone) if night.includes(moment, zone) else moment
    last = starts_at - policy.before_start
    return moment if now + policy.at_least <= moment <= last else None
