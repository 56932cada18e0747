"""How large a wave is, and when the next one is due."""

from __future__ import annotations

import math
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.nights import Night
from services.rules.waves import WavePolicy, acceptance, cannot_fill, deadline, size

ZONE = ZoneInfo("Europe/Brussels")
NIGHT = Night(begins=time(22), ends=time(7))
POLICY = WavePolicy()


@pytest.mark.parametrize(
    ("asked", "accepted", "expected"),
    [
        (0, 0, 0.4),  # no history: the rule of thumb
        (20, 0, 0.2),  # as much history as the rule of thumb weighs
        (20, 20, 0.7),
        (980, 98, 0.106),  # much history: nearly the corps' own share
    ],
)
def test_the_rate_moves_from_the_rule_of_thumb_to_the_corps_own(asked: int, accepted: int, expected: float) -> None:
    assert acceptance(0.4, 20, asked, accepted) == pytest.approx(expected)


@given(st.integers(0, 5000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), st.floats(0.01, 1))
def test_the_rate_lies_between_the_rule_of_thumb_and_what_was_seen(seen: tuple[int, int], prior: float) -> None:
    asked, accepted = seen
    rate = acceptance(prior, 20, asked, accepted)
    own = accepted / asked if asked else prior
    assert min(own, prior) - 1e-9 <= rate <= max(own, prior) + 1e-9


@pytest.mark.parametrize(
    ("places", "rate", "silent", "expected"),
    [
        (10, 0.4, 0, 25),
        (4, 0.4, 0, 10),  # 4 / 0.4 is 10, not 10.000000000000002
        (10, 0.3, 0, 34),
        (4, 0.4, 3, 7),  # three may still answer
        (1, 1.0, 5, 1),  # a place is never left without anybody asked
        (0, 0.4, 0, 0),
    ],
)
def test_a_wave_is_as_large_as_is_likely_to_fill_it(places: int, rate: float, silent: int, expected: int) -> None:
    assert size(places, rate, silent) == expected


@given(st.integers(1, 500), st.floats(0.01, 1))
def test_a_wave_is_expected_to_fill_the_places_and_no_more(places: int, rate: float) -> None:
    asked = size(places, rate)
    assert places - 1e-6 <= asked * rate
    assert math.floor((asked - 1) * rate - 1e-6) < places


@pytest.mark.parametrize(("places", "silent", "expected"), [(3, 3, False), (3, 2, True), (0, 0, False)])
def test_a_wave_that_cannot_fill_is_known_as_soon_as_too_few_are_silent(
    places: int, silent: int, expected: bool
) -> None:
    assert cannot_fill(places, silent) is expected


@pytest.mark.parametrize(
    ("now", "starts_at", "expected"),
    [
        ((20, 10), (22, 9), (20, 12)),  # two days ahead: its two hours
        ((20, 10), (20, 14), (20, 11)),  # four hours ahead: a quarter
        ((20, 10), (20, 10, 20), (20, 10, 10)),  # never less than ten minutes
        ((20, 21), (22, 9), (21, 9)),  # not in the night: two hours in the morning
        ((20, 21), (21, 9), (21, 6)),  # unless it starts too early for that
    ],
)
def test_the_next_wave_is_due(now: tuple[int, ...], starts_at: tuple[int, ...], expected: tuple[int, ...]) -> None:
    def at(when: tuple[int, ...]) -> datetime:
        day, hour, minute = (*when, 0)[:3]
        return datetime(2026, 5, day, hour, minute, tzinfo=ZONE)

    assert deadline(at(now), at(starts_at), POLICY, NIGHT, ZONE) == at(expected)


@given(st.integers(0, 24 * 60 * 7), st.integers(0, 24 * 60 * 14))
def test_a_wave_has_its_shortest_time_and_ends_before_the_start(minute: int, lead: int) -> None:
    now = datetime(2026, 5, 20, tzinfo=ZONE) + timedelta(minutes=minute)
    due = deadline(now, now + timedelta(minutes=lead), POLICY, NIGHT, ZONE)
    assert now + POLICY.shortest <= due <= max(now + POLICY.shortest, now + timedelta(minutes=lead))
