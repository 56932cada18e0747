"""The ladder of pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.paging import PagePolicy, next_page_at

CREATED = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pages_sent", "minutes"),
    list(enumerate([0, 3, 6, 9, 14, 24, 39, 69, 129, 189])),
)
def test_the_default_ladder(pages_sent: int, minutes: int) -> None:
    assert next_page_at(PagePolicy(), CREATED, pages_sent) == CREATED + timedelta(minutes=minutes)


def test_a_policy_of_ones_own() -> None:
    policy = PagePolicy(steps=(timedelta(minutes=1),), afterwards=timedelta(minutes=2))
    times = [next_page_at(policy, CREATED, pages) - CREATED for pages in range(4)]
    assert times == [timedelta(minutes=minutes) for minutes in (0, 1, 3, 5)]


@given(
    st.builds(
        PagePolicy,
        steps=st.lists(st.timedeltas(timedelta(seconds=1), timedelta(days=1)), max_size=10).map(tuple),
        afterwards=st.timedeltas(timedelta(seconds=1), timedelta(days=1)),
    ),
    st.integers(0, 50),
)
def test_it_never_ends_and_never_goes_back(policy: PagePolicy, pages_sent: int) -> None:
    assert next_page_at(policy, CREATED, pages_sent) < next_page_at(policy, CREATED, pages_sent + 1)
