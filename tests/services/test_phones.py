"""Phone numbers: typed, shared and shown."""

from __future__ import annotations

import pytest

from services.phones import read_phone, read_shared_phone, readable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0470 12 34 56", "+32470123456"),
        ("0470/12.34.56", "+32470123456"),
        ("+32 (0)470 12 34 56", "+32470123456"),
        ("0032470123456", "+32470123456"),
        ("015 20 20 20", "+3215202020"),
        ("+31 6 12345678", "+31612345678"),
        ("0470", None),
        ("no idea", None),
        ("", None),
        ("+999 123456789", None),
        ("1" * 4096, None),
    ],
)
def test_typed(typed: str, kept: str | None) -> None:
    assert read_phone(typed) == kept


@pytest.mark.parametrize(
    ("shared", "kept"),
    [
        ("32470123456", "+32470123456"),
        ("+32470123456", "+32470123456"),
        ("+32 470 12 34 56", "+32470123456"),
        ("0470123456", "+32470123456"),
        ("12", None),
        ("?", None),
    ],
)
def test_shared(shared: str, kept: str | None) -> None:
    assert read_shared_phone(shared) == kept


def test_shown() -> None:
    assert readable("+32470123456") == "+32 470 12 34 56"
    assert readable("?") == "?"
