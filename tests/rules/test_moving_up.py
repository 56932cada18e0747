"""Whom of the reserve list a free place waits for, and how long."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.rules.moving_up import ReservePolicy, moves_up_at_once, offered_until
from services.rules.nights import Night

ZONE = ZoneInfo("Europe/Brussels")
NIGHT = Night(begins=time(22), ends=time(7))
POLICY = ReservePolicy()
NOON = datetime(2026, 5, 20, 12, tzinfo=ZONE)


@pytest.mark.parametrize(("minutes", "expected"), [(0, True), (30, True), (31, False)])
def test_a_fresh_answer_still_counts(minutes: int, expected: bool) -> None:
    assert moves_up_at_once(NOON, NOON + timedelta(minutes=minutes), POLICY) is expected


@pytest.mark.parametrize(
    ("now", "starts_at", "urgent", "expected"),
    [
        ((20, 12), (20, 13), True, (20, 12, 10)),
        ((20, 3), (20, 4), True, (20, 3, 10)),  # an emergency wakes people
        ((20, 12), (22, 9), False, (20, 13)),
        ((20, 23), (22, 9), False, (21, 8)),  # an hour in the morning
        ((20, 23), (21, 7, 30), False, (21, 7, 30)),  # not after the start
        ((20, 12), (20, 11), False, (20, 12, 10)),  # it has begun: as for an urgent one
    ],
)
def test_a_place_is_held_until(
    now: tuple[int, ...], starts_at: tuple[int, ...], urgent: bool, expected: tuple[int, ...]
) -> None:
    def at(when: tuple[int, ...]) -> datetime:
        day, hour, minute = (*when, 0)[:3]
        return datetime(2026, 5, day, hour, minute, tzinfo=ZONE)

    until = offered_until(at(now), at(starts_at), urgent=urgent, policy=POLICY, night=NIGHT, zone=ZONE)
    assert until == at(expected)
