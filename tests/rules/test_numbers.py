"""How many people somebody asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.numbers import MOST_PEOPLE, CountProblem, read_count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12),
        (" 12. ", 12),
        ("12 mensen", 12),
        ("~12 man graag", 12),
        ("12x", 12),
        ("10+", 10),
        ("ongeveer 12 vrijwilligers", 12),
        ("１２", 12),
        ("1.000", 1000),
        ("1 000", 1000),
        ("10,000 people", 10_000),
        ("een", 1),
        ("één persoon", 1),
        ("twaalf", 12),
        ("twintig helpers", 20),
        ("five volunteers", 5),
        ("une personne", 1),
        ("dix-sept bénévoles", 17),
        ("fünf Leute", 5),
        ("zwoelf", 12),
    ],
)
def test_figures_and_words(text: str, expected: int) -> None:
    assert read_count(text) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", CountProblem.UNREADABLE),
        ("veel", CountProblem.UNREADABLE),
        ("mensen", CountProblem.UNREADABLE),
        ("een tiental", CountProblem.UNREADABLE),
        ("een paar mensen", CountProblem.UNREADABLE),
        ("2 ploegen", CountProblem.UNREADABLE),
        ("a dozen", CountProblem.UNREADABLE),
        ("12 €", CountProblem.UNREADABLE),
        ("1" * 100, CountProblem.UNREADABLE),
        ("0", CountProblem.TOO_FEW),
        ("-3", CountProblem.TOO_FEW),
        ("- 3 mensen", CountProblem.TOO_FEW),
        ("10-15", CountProblem.SEVERAL),
        ("10 à 15", CountProblem.SEVERAL),
        ("tien tot vijftien", CountProblem.SEVERAL),
        ("1,5", CountProblem.SEVERAL),
        ("10001", CountProblem.TOO_MANY),
        ("9" * 50, CountProblem.TOO_MANY),
    ],
)
def test_what_is_wrong_with_it(text: str, problem: CountProblem) -> None:
    assert read_count(text) is problem


def test_the_bound_is_the_callers() -> None:
    assert read_count("80", most=80) == 80
    assert read_count("81", most=80) is CountProblem.TOO_MANY


@given(st.text(max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    found = read_count(text)
    assert isinstance(found, CountProblem) or 1 <= found <= MOST_PEOPLE


@given(st.integers(1, MOST_PEOPLE), st.sampled_from(["{}", "{} mensen", " {} ", "{:,}"]))
def test_what_is_written_is_read(number: int, notation: str) -> None:
    assert read_count(notation.format(number)) == number
