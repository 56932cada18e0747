"""Spelling made plain, and names of months and weekdays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.words import fold, month_number, weekday_number


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1er Août", "1er aout"),
        ("’s-Gravenvoeren", "'s-gravenvoeren"),
        ("Straße", "strasse"),
        ("31–12", "31-12"),
        ("１２", "12"),
        ("İeper", "ieper"),
    ],
)
def test_folding(text: str, plain: str) -> None:
    assert fold(text) == plain


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("januari", 1),
        ("mrt", 3),
        ("mar", 3),
        ("mai", 5),
        ("okt", 10),
        ("oct", 10),
        ("dez", 12),
        ("jui", None),
        ("ju", None),
    ],
)
def test_months(word: str, number: int | None) -> None:
    assert month_number(word) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("maandag", 0),
        ("ma", 0),
        ("mardi", 1),
        ("wed", 2),
        ("don", 3),
        ("freitag", 4),
        ("za", 5),
        ("sun", 6),
        ("son", None),
    ],
)
def test_weekdays(word: str, number: int | None) -> None:
    assert weekday_number(word) == number
