"""What a coordinator reads before people are called."""

from __future__ import annotations

from messages.language import speaking
from messages.launch import reach_text
from models.reference import Municipality
from services.matching import Count
from services.reach import Reach

LARGEST_RING = 42  # municipalities: the sixth around Leuven's Bierbeek, by the reference data


def test_every_corps_of_a_ring_is_named_with_its_people() -> None:
    ring = [Reach(Municipality(name_nl=f"Town {n}"), Count(n, n)) for n in range(LARGEST_RING)]
    with speaking("en"):
        text = reach_text(ring)
    assert text.split(" · ") == [f"Town {n} {n}" for n in range(LARGEST_RING)]
