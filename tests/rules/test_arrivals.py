"""How many fall into each stretch of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.rules.arrivals import QUARTER, begin_of, histogram

EIGHT = datetime(2026, 11, 24, 20, tzinfo=UTC)


def test_quarters_begin_at_the_hour_and_none_is_left_out() -> None:
    moments = [EIGHT + timedelta(minutes=minute) for minute in (0, 14, 45, 46)]
    assert histogram(moments) == [
        (EIGHT, 2), (EIGHT + QUARTER, 0), (EIGHT + 2 * QUARTER, 0), (EIGHT + 3 * QUARTER, 2),
    ]  # fmt: skip
    assert histogram([]) == []
    assert begin_of(EIGHT - timedelta(seconds=1)) == EIGHT - QUARTER


@given(st.lists(st.integers(0, 90_000).map(lambda seconds: EIGHT + timedelta(seconds=seconds))))
def test_each_moment_is_in_exactly_one_stretch(moments: list[datetime]) -> None:
    found = histogram(moments)
    assert sum(number for _begin, number in found) == len(moments)
    assert all(later - earlier == QUARTER for (earlier, _), (later, _) in pairwise(found))
