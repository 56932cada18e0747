"""Titles and buttons: whatever people type, something of it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.shortening import shortened


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Fill sandbags", 13, "Fill sandbags"),
        ("Fill sandbags", 8, "Fill…"),
        ("Fill sandbags along the river", 20, "Fill sandbags along…"),
        ("Fill sandbags along the river", 14, "Fill sandbags…"),
        ("https://example.org/a/very/long/address", 20, "https://example.org…"),
        ("See https://example.org/a/very/long/address", 20, "See https://example…"),
        ("🌊" * 500, 10, "🌊" * 9 + "…"),
        ("👩\N{ZERO WIDTH JOINER}🚒" * 9, 6, "👩\N{ZERO WIDTH JOINER}🚒👩…"),
    ],
)
def test_by_words_where_possible(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short


@given(st.text(alphabet="ab 🌊-", min_size=1).map(str.strip).filter(bool), st.integers(2, 30))
def test_it_fits_and_says_something(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most
    assert short == text or (text.startswith(short[:-1]) and short[:-1] and short[-1] == "…")
