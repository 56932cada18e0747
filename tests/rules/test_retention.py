"""Who is silent for long: asked, reminded twice, erased."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.retention import NextStep, RetentionPolicy, erased_on, next_step

DAY = timedelta(days=1)
SEEN = datetime(2026, 1, 1, tzinfo=UTC)
POLICY = RetentionPolicy(silence=365 * DAY, reminders=(14 * DAY, 7 * DAY), last_chance=3 * DAY)
ASK, ERASE = NextStep.ASK, NextStep.ERASE


@pytest.mark.parametrize(
    ("asked", "days", "step"),
    [
        (0, 364, None), (0, 365, ASK), (0, 900, ASK),
        (1, 13, None), (1, 14, ASK),
        (2, 6, None), (2, 7, ASK),
        (3, 2, None), (3, 3, ERASE), (4, 3, ERASE),
    ],
)  # fmt: skip
def test_the_next_step(asked: int, days: int, step: NextStep | None) -> None:
    since = SEEN if asked == 0 else SEEN + 400 * DAY
    asked_at = since if asked else None
    assert next_step(POLICY, asked, SEEN, asked_at, since + days * DAY) is step


@given(asked=st.integers(0, 5), days=st.integers(0, 10_000))
def test_nobody_is_asked_where_that_is_off(asked: int, days: int) -> None:
    asked_at = SEEN if asked else None
    assert next_step(RetentionPolicy(), asked, SEEN, asked_at, SEEN + days * DAY) is None


@given(
    silence=st.integers(1, 4_000),
    reminders=st.lists(st.integers(1, 100), max_size=4),
    last_chance=st.integers(1, 100),
)
def test_the_day_that_each_question_names_is_the_day(silence: int, reminders: list[int], last_chance: int) -> None:
    policy = RetentionPolicy(silence * DAY, tuple(each * DAY for each in reminders), last_chance * DAY)
    now, asked, asked_at, promised = SEEN, 0, None, set()
    while (step := next_step(policy, asked, SEEN, asked_at, now)) is not ERASE:
        if step is ASK:
            asked, asked_at = asked + 1, now
            promised.add(erased_on(policy, asked, now))
        now += DAY
    assert promised == {now}
    assert asked == 1 + len(reminders)
