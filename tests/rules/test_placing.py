"""Places by role: nobody is turned away while a place could be had, and nobody sits where they don't fit."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.placing import Kind, Placement, Seated, open_to, place

C, AID = 1, 2  # skills


def kinds(drivers: int = 0, aid: int = 0, rest: int = 0) -> list[Kind]:
    return [Kind(1, C, drivers), Kind(2, AID, aid), Kind(0, 0, rest)]


@pytest.mark.parametrize(
    ("bits", "free", "seated", "expected"),
    [
        (0, kinds(1, 1, 1), [], Placement(0, (), 0)),
        (AID, kinds(1, 1, 1), [], Placement(2, (), 2)),  # not a place that anybody could have
        (C | AID, kinds(1, 2, 1), [], Placement(1, (), 1)),  # the one of which there are fewest
        (AID, kinds(1, 0, 1), [], Placement(0, (), 0)),
        (0, kinds(1, 1, 0), [], None),
        (0, kinds(0, 1, 0), [Seated(7, AID, 0)], Placement(0, ((7, 2),), 2)),  # she moves over for the newcomer
        (C, kinds(0, 1, 0), [Seated(7, C | AID, 1)], Placement(1, ((7, 2),), 2)),
        (C, kinds(0, 0, 1), [Seated(7, C, 1)], Placement(0, (), 0)),
        (AID, kinds(1, 0, 0), [Seated(7, AID, 2), Seated(8, C | AID, 2)], Placement(2, ((8, 1),), 1)),
        (0, kinds(1, 0, 0), [Seated(6, AID, 0), Seated(7, C | AID, 2)], Placement(0, ((6, 2), (7, 1)), 1)),
    ],
)
def test_a_person_takes(bits: int, free: list[Kind], seated: list[Seated], expected: Placement | None) -> None:
    found = place(bits, free, seated)
    assert (found and replace(found, moves=tuple(sorted(found.moves)))) == expected


@pytest.mark.parametrize(
    ("free", "seated", "expected"),
    [
        (kinds(1, 2, 3), [], (0,)),
        (kinds(1, 2, 0), [], (C, AID)),
        (kinds(0, 2, 0), [], (AID,)),
        (kinds(), [Seated(7, C | AID, 0)], ()),
        (kinds(1), [Seated(7, C, 0)], (0,)),  # by moving the driver
    ],
)
def test_it_is_open_to(free: list[Kind], seated: list[Seated], expected: tuple[int, ...]) -> None:
    assert open_to(free, seated) == expected


capacities = st.tuples(*[st.integers(0, 2)] * 4)


def most(newcomers: list[int], bits: list[int], capacity: tuple[int, ...]) -> int:
    """How many can have a place, by trying everything."""
    best = 0
    for choice in product(range(-1, len(bits)), repeat=len(newcomers)):
        fits = all(one < 0 or who & bits[one] == bits[one] for who, one in zip(newcomers, choice, strict=True))
        if fits and all(choice.count(each) <= capacity[each] for each in range(len(bits))):
            best = max(best, sum(one >= 0 for one in choice))
    return best


@given(st.lists(st.integers(0, 7), max_size=5), capacities)
def test_as_many_come_as_could_in_whatever_order_they_answer(newcomers: list[int], capacity: tuple[int, ...]) -> None:
    bits = [1, 2, 5, 0]
    free = dict(enumerate(capacity))
    seats: dict[int, Seated] = {}
    for number, who in enumerate(newcomers):
        now = [Kind(each, bits[each], free[each]) for each in free]
        opening = open_to(now, list(seats.values()))
        found = place(who, now, list(seats.values()))
        assert (found is not None) == any(who & mask == mask for mask in opening)
        if found is None:
            continue
        seats[number] = Seated(number, who, found.kind)
        for moved, kind in found.moves:
            seats[moved] = replace(seats[moved], kind=kind)
        free[found.filled] -= 1
    for each, left in free.items():
        taken = [seat for seat in seats.values() if seat.kind == each]
        assert len(taken) + left == capacity[each]
        assert all(seat.bits & bits[each] == bits[each] for seat in taken)
    assert len(seats) == most(newcomers, bits, capacity)
