"""When a call-out is looked at, how many still come, and who stays at home."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.rules.escalation import EscalationPolicy, kept_home, look_at, still_expected

NOW = datetime(2026, 11, 24, 21, tzinfo=UTC)
POLICY = EscalationPolicy()
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("starts_in", "urgent", "after"),
    [
        (timedelta(), True, 20 * MINUTE),
        (48 * HOUR, True, 20 * MINUTE),
        (48 * HOUR, False, 12 * HOUR),
        (8 * HOUR, False, 5 * HOUR),  # three hours before it begins
        (2 * HOUR, False, 20 * MINUTE),  # too near for that: soon
        (-HOUR, False, 20 * MINUTE),
    ],
)
def test_when_it_is_looked_at(starts_in: timedelta, urgent: bool, after: timedelta) -> None:
    assert look_at(POLICY, NOW, NOW + starts_in, urgent=urgent) == NOW + after


@pytest.mark.parametrize(
    ("silent", "acceptance", "minutes", "expected"),
    [
        (10, 0.4, 0, 4),
        (10, 0.4, 20, 2),
        (10, 0.4, 40, 1),
        (10, 0.4, 60, 0),
        (0, 0.4, 0, 0),
        (5, 0.4, 0, 2),
        (9, 0.4, 0, 3),
    ],
)
def test_how_many_still_come(silent: int, acceptance: float, minutes: int, expected: int) -> None:
    assert still_expected(silent, acceptance, minutes * MINUTE, 20 * MINUTE) == expected


@pytest.mark.parametrize(
    ("free", "number", "percent", "kept"),
    [
        (10, None, 20, 2),
        (4, None, 20, 0),
        (7, None, 100, 7),
        (7, 3, 100, 3),
        (2, 5, 0, 2),
        (0, 5, 50, 0),
        (9, 0, 80, 0),
    ],
)
def test_who_stays_at_home(free: int, number: int | None, percent: int, kept: int) -> None:
    assert kept_home(free, number=number, percent=percent) == kept
