"""The ladder of pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.paging import (
    Ladder,
    LaunchPolicy,
    Level,
    PagePolicy,
    Rung,
    launch_due_at,
    next_page_at,
    tells_requester,
)

CREATED = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TAKEN = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


def due(ladder: Ladder, pages: int) -> list[datetime]:
    """When each page is due, the first one at CREATED."""
    moments = [CREATED]
    for number in range(1, pages):
        moments.append(next_page_at(ladder, moments[-1], number))
    return moments


def in_minutes(moments: list[datetime]) -> list[float]:
    return [(moment - CREATED) / timedelta(minutes=1) for moment in moments]


def told(ladder: Ladder, pages: int) -> list[float]:
    """In minutes, when the requester hears that nobody has taken it."""
    moments = in_minutes(due(ladder, pages))
    return [at for page, at in enumerate(moments[1:], start=2) if tells_requester(PagePolicy(), ladder, page - 1, page)]


def test_where_nobody_is_on_call_all_coordinators_are_paged_at_once() -> None:
    ladder = PagePolicy().ladder(somebody_on_call=False)
    assert in_minutes(due(ladder, 10)) == [0, 3, 6, 9, 14, 24, 39, 69, 129, 189]
    assert [ladder.level(page) for page in range(1, 5)] == [Level.ALL] * 3 + [Level.ADMINISTRATORS]
    assert ladder.level(50) is Level.ADMINISTRATORS
    assert told(ladder, 8) == [3, 6, 9, 14, 24, 39, 69]


def test_one_buzz_wakes_nobody_and_nobody_sleeps_for_long() -> None:
    """Every minute: whoever is on call, then the next in line as well, then everybody, then the administrators."""
    ladder = PagePolicy().ladder(somebody_on_call=True)
    moments = in_minutes(due(ladder, 30))
    first = {level: moments[ladder.first_page(level) - 1] for level in Level}
    assert first == {Level.ON_CALL: 0, Level.NEXT: 5, Level.ALL: 10, Level.ADMINISTRATORS: 15}
    assert moments[:17] == [*range(16), 18]
    assert moments[20:26] == [30, 40, 50, 60, 120, 180]
    assert told(ladder, 22) == [3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 40]


def test_pages_that_were_due_while_nothing_ran_are_told_once() -> None:
    ladder = PagePolicy().ladder(somebody_on_call=True)
    assert tells_requester(PagePolicy(), ladder, 2, 14)


def test_a_policy_of_ones_own() -> None:
    ladder = Ladder((Rung(Level.ALL, 1, timedelta(minutes=1)),), afterwards=timedelta(minutes=2))
    assert in_minutes(due(ladder, 4)) == [0, 1, 3, 5]


@given(
    st.builds(
        Ladder,
        rungs=st.lists(
            st.builds(
                Rung,
                level=st.sampled_from(Level),
                pages=st.integers(1, 5),
                wait=st.timedeltas(timedelta(seconds=1), timedelta(days=1)),
            ),
            min_size=1,
            max_size=6,
        ).map(lambda rungs: tuple(sorted(rungs, key=lambda rung: rung.level))),
        afterwards=st.timedeltas(timedelta(seconds=1), timedelta(days=1)),
    ),
    st.integers(2, 50),
)
def test_it_never_ends_and_never_goes_back(ladder: Ladder, pages: int) -> None:
    moments = due(ladder, pages)
    assert moments == sorted(set(moments))
    assert moments[-1] - CREATED == ladder.elapsed(pages)
    levels = [ladder.level(page) for page in range(1, pages + 1)]
    assert levels == sorted(levels)


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
