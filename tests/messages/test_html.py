"""What people write can neither change a card's markup nor the order of what stands beside it."""

from __future__ import annotations

import pytest

from messages.html import Html, fill


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("An & Bo <b>", "An &amp; Bo &lt;b&gt;"),
        ("Zoë {x}", "Zoë {x}"),
        ("محمد", "\u2068محمد\u2069"),
        ("Levi לוי <i>", "\u2068Levi לוי &lt;i&gt;\u2069"),
    ],
)
def test_values_stay_what_and_where_they_are(name: str, shown: str) -> None:
    assert fill("1. <b>{name}</b> · ☎ 105", name=name) == f"1. <b>{shown}</b> · ☎ 105"


def test_html_of_ours_is_put_in_as_it_is() -> None:
    inner = fill("<b>{name}</b>", name="محمد")
    assert fill("{inner}!", inner=inner) == f"{inner}!"
    assert fill("{inner}", inner=Html("<i>x</i>")) == "<i>x</i>"
