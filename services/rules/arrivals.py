"""How many of something fall into each stretch of time: replies, or people who arrive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

QUARTER: Final = timedelta(minutes=15)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def begin_of(moment: datetime, step: timedelta = QUARTER) -> datetime:
    """When the stretch begins in which the moment falls; they are counted from the full hour of UTC."""
    return _EPOCH + (moment - _EPOCH) // step * step


def histogram(moments: Iterable[datetime], step: timedelta = QUARTER) -> list[tuple[datetime, int]]:
    """Each stretch from the first to the last moment with how many fall into it, also those with none; in order."""
    numbers = Counter(begin_of(moment, step) for moment in moments)
    if not numbers:
        return []
    first, last = min(numbers), max(numbers)
    return [(first + step * n, numbers[first + step * n]) for n in range((last - first) // step + 1)]
