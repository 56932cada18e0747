"""How long places wait for a group, and the numbers to choose from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.policy import Policy
from services.rules.holding import deadline, numbers

NOW = datetime(2026, 11, 24, 19, tzinfo=UTC)  # 20.00 in Brussels
WHOLE = Policy()
POLICY = WHOLE.holds


def until(starts_at: datetime, *, urgent: bool, now: datetime = NOW) -> datetime:
    return deadline(now, starts_at, urgent=urgent, policy=POLICY, night=WHOLE.night, zone=WHOLE.zone)


@pytest.mark.parametrize(
    ("starts_in", "urgent", "waits"),
    [
        (timedelta(0), True, timedelta(minutes=15)),
        (timedelta(hours=30), True, timedelta(minutes=15)),  # urgent is urgent, whenever it starts
        (timedelta(hours=2), False, timedelta(minutes=15)),  # planned, but soon: still time to tap
        (timedelta(hours=16), False, timedelta(hours=13)),
        (timedelta(hours=10), False, timedelta(hours=2)),  # 3.00 is at night: at 22.00 people are still awake
        (timedelta(hours=6), False, timedelta(hours=2)),
        (timedelta(days=5), False, timedelta(hours=24)),
    ],
)
def test_until_when(starts_in: timedelta, urgent: bool, waits: timedelta) -> None:
    assert until(NOW + starts_in, urgent=urgent) == NOW + waits


@given(st.timedeltas(timedelta(0), timedelta(days=365)), st.timedeltas(timedelta(days=-2), timedelta(days=60)))
def test_there_is_time_to_tap_but_not_without_end_and_nobody_is_woken(later: timedelta, starts_in: timedelta) -> None:
    now = NOW + later
    found = until(now + starts_in, urgent=False, now=now)
    assert now + POLICY.urgent <= found <= now + POLICY.planned
    assert found == now + POLICY.urgent or found == WHOLE.night.beginning(found, WHOLE.zone) or awake(found)


def awake(moment: datetime) -> bool:
    return not WHOLE.night.includes(moment, WHOLE.zone)


@pytest.mark.parametrize(
    ("least", "most", "choices"),
    [
        (2, 1, ()),
        (2, 2, (2,)),
        (2, 5, (2, 3, 4, 5)),
        (10, 33, (10, 11, 12, 15, 20, 25, 30, 33)),
        (39, 61, (40, 50, 60, 61)),
    ],
)
def test_numbers(least: int, most: int, choices: tuple[int, ...]) -> None:
    assert numbers(least, most) == choices


@given(st.integers(1, 100), st.integers(0, 100))
def test_numbers_rise_from_one_end_to_the_other_and_fit_on_a_card(least: int, most: int) -> None:
    found = numbers(least, most)
    assert list(found) == sorted(set(found))
    assert len(found) <= 25
    assert bool(found) == (least <= most)
    if found:
        assert found[-1] == most
        assert found[0] >= least
