"""Business time: deadlines, ages and pages follow this clock, never the machine's directly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time in UTC, timezone-aware."""

    def now(self) -> datetime: ...


class SystemClock:
    """The time as it is."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """The time as it is, plus an offset that only grows: the playground's clock."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def move_to(self, moment: datetime) -> None:
        """Moves forward to `moment`; a moment that has passed changes nothing."""
        self.offset += max(timedelta(), moment - self.now())
