"""When to leave and how many to expect."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.filling import Departure, departure, expected

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "answer"),
    [
        (-600, Departure.LEAVE_NOW),
        (0, Departure.LEAVE_NOW),
        (60, Departure.LEAVE_NOW),
        (61, Departure.WAIT),
        (600, Departure.WAIT),
    ],
)
def test_when_to_leave(minutes: int, answer: Departure) -> None:
    assert departure(NOW, NOW + timedelta(minutes=minutes), travel=timedelta(minutes=60)) is answer


def test_a_shorter_way_leaves_later() -> None:
    assert departure(NOW, NOW + timedelta(minutes=40), travel=timedelta(minutes=30)) is Departure.WAIT


@pytest.mark.parametrize(
    ("free", "rate", "count"),
    [(21, 0.4, 8), (0, 0.4, 0), (1, 0.4, 0), (15, 0.4, 6), (100, 0.29, 29), (10, 1.0, 10)],
)
def test_how_many_to_expect(free: int, rate: float, count: int) -> None:
    assert expected(free, rate) == count


@given(st.integers(0, 100_000), st.floats(0, 1))
def test_never_more_than_there_are(free: int, rate: float) -> None:
    assert 0 <= expected(free, rate) <= free
