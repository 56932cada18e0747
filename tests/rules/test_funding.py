"""Members 1 to 80 are funded, the rest is the municipality's, and the bound may change from year to year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.policy import CORPS_BOUNDS
from services.rules.funding import Bounds, Funding, bounds_in, funding

PAPER = Bounds(minimum=10, funded=80)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (0, Funding(funded=0, own_means=0, missing=10)),
        (9, Funding(funded=9, own_means=0, missing=1)),
        (10, Funding(funded=10, own_means=0, missing=0)),
        (80, Funding(funded=80, own_means=0, missing=0)),
        (81, Funding(funded=80, own_means=1, missing=0)),
        (300, Funding(funded=80, own_means=220, missing=0)),
    ],
)
def test_the_bounds_of_the_policy_paper(members: int, expected: Funding) -> None:
    assert funding(members, bounds_in(2025, CORPS_BOUNDS)) == expected


@pytest.mark.parametrize(("year", "funded"), [(2024, 80), (2025, 80), (2026, 80), (2027, 100), (2040, 100)])
def test_a_year_without_a_line_keeps_the_last_one(year: int, funded: int) -> None:
    assert bounds_in(year, {2025: PAPER, 2027: Bounds(10, 100)}).funded == funded


@given(st.integers(0, 10_000), st.integers(0, 100), st.integers(0, 500))
def test_everybody_is_paid_for_by_somebody(members: int, minimum: int, bound: int) -> None:
    found = funding(members, Bounds(minimum, bound))
    assert found.funded + found.own_means == members
    assert found.funded <= bound
    assert (found.missing > 0) == (members < minimum)
