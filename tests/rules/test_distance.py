"""Distances as the crow flies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.distance import Point, kilometres

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((51.0, 4.0), (51.0, 4.0), 0),
        ((50.0, 4.0), (51.0, 4.0), 111.195),
        ((51.02574, 4.47762), (51.05, 3.71667), 53.3),  # Mechelen to Gent
        ((0.0, 0.0), (0.0, 180.0), 20015.1),
    ],
)
def test_known_distances(a: Point, b: Point, expected: float) -> None:
    assert kilometres(a, b) == pytest.approx(expected, rel=0.001)


@given(POINTS, POINTS)
def test_there_is_as_far_as_back_and_never_beyond_half_the_earth(a: Point, b: Point) -> None:
    assert kilometres(a, b) == pytest.approx(kilometres(b, a))
    assert 0 <= kilometres(a, b) <= 20_016
