"""A clock that stands still until it is moved."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.clock import MovableClock

TUESDAY_EVENING = datetime(2026, 11, 24, 19, 4, tzinfo=UTC)  # 20.04 in Brussels


class FrozenClock(MovableClock):
    """Business time that only a test moves."""

    def __init__(self, moment: datetime = TUESDAY_EVENING) -> None:
        super().__init__()
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def move_to(self, moment: datetime) -> None:
        self.moment = max(self.moment, moment)
