"""Sixteen today is in, sixteen tomorrow is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.age import ADULT_AGE, MINIMUM_AGE, age_on, birthday, is_minor, latest_birth_date, may_join

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("birth_date", "joins", "minor"),
    [
        (date(2010, 11, 23), True, True),
        (date(2010, 11, 24), False, True),
        (date(2008, 11, 24), True, True),
        (date(2008, 11, 23), True, False),
        (date(1926, 1, 1), True, False),
        (TODAY, False, True),
    ],
)
def test_the_bounds(birth_date: date, joins: bool, minor: bool) -> None:
    assert may_join(birth_date, TODAY) is joins
    assert is_minor(birth_date, TODAY) is minor


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2026, 2, 28), 17),
        (date(2026, 3, 1), 18),
        (date(2028, 2, 28), 19),
        (date(2028, 2, 29), 20),
    ],
)
def test_a_birthday_on_29_february_is_on_1_march_in_common_years(day: date, age: int) -> None:
    assert age_on(date(2008, 2, 29), day) == age


def test_before_the_birth_the_age_is_negative() -> None:
    assert age_on(date(2026, 11, 24), TODAY) == -1


@given(DAYS, st.integers(0, 120))
def test_the_birthday_is_the_first_day_of_that_age(birth_date: date, age: int) -> None:
    day = birthday(birth_date, age)
    assert (age_on(birth_date, day), age_on(birth_date, day - timedelta(days=1))) == (age, age - 1)


@given(DAYS, DAYS)
def test_nobody_gets_younger(birth_date: date, day: date) -> None:
    assert age_on(birth_date, day + timedelta(days=1)) - age_on(birth_date, day) in (0, 1)


@given(DAYS, DAYS, st.integers(0, 120))
def test_the_latest_birth_date_is_the_age_turned_round(birth_date: date, day: date, age: int) -> None:
    assert (birth_date <= latest_birth_date(age, day)) == (age_on(birth_date, day) >= age)


@given(DAYS, st.sampled_from([MINIMUM_AGE, ADULT_AGE]))
def test_a_day_later_is_a_day_too_young(day: date, age: int) -> None:
    latest = latest_birth_date(age, day)
    assert age_on(latest, day) == age
    assert age_on(latest + timedelta(days=1), day) == age - 1
