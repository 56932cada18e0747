"""A day to come, as people type it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.coming_days import FARTHEST, DayProblem, read_coming_day

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15/8", date(2027, 8, 15)),
        ("15 augustus", date(2027, 8, 15)),
        ("tot 15 augustus", date(2027, 8, 15)),
        ("tot 1 maart 2027", date(2027, 3, 1)),
        ("25/11", date(2026, 11, 25)),
        ("24/11/2027", date(2027, 11, 24)),
        ("1.12.2026", date(2026, 12, 1)),
        ("2027-01-05", date(2027, 1, 5)),
        ("jusqu'au 5 janvier", date(2027, 1, 5)),
        ("bis zum 5. Januar", date(2027, 1, 5)),
        ("until January 5", date(2027, 1, 5)),
        ("morgen", date(2026, 11, 25)),
        ("overmorgen", date(2026, 11, 26)),
        ("zaterdag", date(2026, 11, 28)),
        ("dinsdag", date(2026, 12, 1)),
        ("zaterdag 28/11", date(2026, 11, 28)),
        ("over 10 dagen", date(2026, 12, 4)),
        ("2 weken", date(2026, 12, 8)),
        ("een week", date(2026, 12, 1)),
        ("in 2 weeks", date(2026, 12, 8)),
    ],
)
def test_days_to_come(text: str, day: date) -> None:
    assert read_coming_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("vandaag", DayProblem.NOT_AHEAD),
        ("24/11/2026", DayProblem.NOT_AHEAD),
        ("1/1/2020", DayProblem.NOT_AHEAD),
        ("0 dagen", DayProblem.NOT_AHEAD),
        ("1/1/2030", DayProblem.TOO_FAR),
        ("999 weken", DayProblem.TOO_FAR),
        ("31/2", DayProblem.IMPOSSIBLE),
        ("maandag 28/11", DayProblem.IMPOSSIBLE),
        ("zaterdagavond", DayProblem.UNREADABLE),
        ("nooit", DayProblem.UNREADABLE),
        ("", DayProblem.UNREADABLE),
        ("x" * 100, DayProblem.UNREADABLE),
    ],
)
def test_what_is_no_day_to_come(text: str, problem: DayProblem) -> None:
    assert read_coming_day(text, TODAY) is problem


@given(ahead=st.integers(1, 365))
def test_a_day_of_the_coming_year_needs_no_year(ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    if (day.month, day.day) != (TODAY.month, TODAY.day):
        assert read_coming_day(f"{day.day}/{day.month}", TODAY) == day


@given(text=st.text(max_size=90))
def test_any_text_gets_an_answer(text: str) -> None:
    day = read_coming_day(text, TODAY)
    assert isinstance(day, DayProblem) or TODAY < day <= TODAY + FARTHEST
