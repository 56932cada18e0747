"""What the program that starts a playground may connect to it: its clock, and what it knows of people."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


def real_utc() -> datetime:
    """Return the present instant, UTC."""
    return datetime.now(UTC)  # noqa: TID251  this is a clock: what a bot without one is given


@dataclass
class Hooks:
    """Callables of the bot under test; the defaults are a real clock and people without labels."""

    now: Callable[[], datetime] = real_utc
    # Moves the bot's time and returns the new instant once everything that fell due has been handled.
    advance: Callable[[timedelta], Awaitable[datetime]] | None = None
    # A short label for each of these people that has one, by language: {"en": "coordinator", "nl": "coördinator"}.
    labels: Callable[[list[int]], Awaitable[dict[int, dict[str, str]]]] | None = None
    # Real time in seconds, whatever the bot believes: lifetimes of updates and the times of recorded calls.
    seconds: Callable[[], float] = time.time  # noqa: TID251  a clock, as above


def iso(instant: datetime) -> str:
    """Return the instant as 2026-01-31T21:30:00Z, with milliseconds when there are any."""
    precision = "milliseconds" if instant.microsecond else "seconds"
    return instant.astimezone(UTC).isoformat(timespec=precision).replace("+00:00", "Z")
