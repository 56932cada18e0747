"""The ladder of pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.paging import LaunchPolicy, PagePolicy, launch_due_at, next_page_at

CREATED = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TAKEN = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


def ladder(policy: PagePolicy, pages: int) -> list[datetime]:
    """When each page is due, the first one at CREATED."""
    due = [CREATED]
    for number in range(1, pages):
        due.append(next_page_at(policy, due[-1], number))
    return due


def in_minutes(moments: list[datetime]) -> list[float]:
    return [(moment - CREATED) / timedelta(minutes=1) for moment in moments]


def test_the_default_ladder() -> None:
    assert in_minutes(ladder(PagePolicy(), 10)) == [0, 3, 6, 9, 14, 24, 39, 69, 129, 189]


def test_a_policy_of_ones_own() -> None:
    policy = PagePolicy(steps=(timedelta(minutes=1),), afterwards=timedelta(minutes=2))
    assert in_minutes(ladder(policy, 4)) == [0, 1, 3, 5]


@given(
    st.builds(
        PagePolicy,
        steps=st.lists(st.timedeltas(timedelta(seconds=1), timedelta(days=1)), max_size=10).map(tuple),
        afterwards=st.timedeltas(timedelta(seconds=1), timedelta(days=1)),
    ),
    st.integers(2, 50),
)
def test_it_never_ends_and_never_goes_back(policy: PagePolicy, pages: int) -> None:
    due = ladder(policy, pages)
    assert due == sorted(set(due))


@pytest.mark.parametrize(
    ("urgent", "starts_after", "due_after"),
    [
        (True, timedelta(0), timedelta(minutes=15)),
        (True, timedelta(days=2), timedelta(minutes=15)),
        (False, timedelta(days=2), timedelta(hours=12)),
        (False, timedelta(hours=8), timedelta(hours=6)),  # two hours before it starts
        (False, timedelta(hours=2), timedelta(minutes=15)),
        (False, timedelta(hours=-1), timedelta(minutes=15)),
    ],
)
def test_how_long_a_request_may_be_taken_over_without_a_call_out(
    urgent: bool, starts_after: timedelta, due_after: timedelta
) -> None:
    assert launch_due_at(LaunchPolicy(), TAKEN, TAKEN + starts_after, urgent=urgent) == TAKEN + due_after
