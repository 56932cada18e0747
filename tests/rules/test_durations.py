"""How long something takes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.durations import LONGEST, read_duration


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("4 uur", 240),
        ("4u.", 240),
        ("vier uur", 240),
        ("4,5 u", 270),
        ("1.5 hours", 90),
        ("90 min", 90),
        ("90 minuten", 90),
        ("2h30", 150),
        ("2 u 30", 150),
        ("2 uur en 30 min", 150),
        ("een half uur", 30),
        ("half uurtje", 30),
        ("half an hour", 30),
        ("anderhalf uur", 90),
        ("kwartier", 15),
        ("drie kwartier", 45),
        ("an hour", 60),
        ("une heure", 60),
        ("2 Stunden", 120),
        ("2 dagen", 2880),
        ("un jour", 1440),
    ],
)
def test_usual_ways_to_say_it(text: str, minutes: int) -> None:
    assert read_duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text", ["", "4", "uur", "0 uur", "-2 uur", "lang", "32 dagen", "9999u", "2h75", "4 uur of 5 uur"]
)
def test_what_is_no_duration(text: str) -> None:
    assert read_duration(text) is None


@given(st.text(max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    found = read_duration(text)
    assert found is None or timedelta() < found <= LONGEST


@given(st.integers(0, 99), st.integers(0, 59))
def test_hours_and_minutes(hours: int, minutes: int) -> None:
    assert read_duration(f"{hours}u{minutes:02}") == (timedelta(hours=hours, minutes=minutes) or None)
