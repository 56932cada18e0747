"""Rings of neighbours, on the real map and on made-up ones."""

from __future__ import annotations

from collections.abc import Set
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.places import Municipality
from services.rules.rings import FLANDERS_WIDE, PROVINCE, Map, Ring, next_ring, rings

GRAPHS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40).map(
    lambda edges: {town: {b for a, b in edges if a == town} | {a for a, b in edges if b == town} for town in range(13)}
)
TOWNS = st.sets(st.integers(0, 12))
# 1 - 2 - 4 - 5, and 1 - 3
ROAD = {1: {2, 3}, 2: {1, 4}, 3: {1}, 4: {2, 5}, 5: {4}}
NONE: frozenset[int] = frozenset()


def around(graph: dict[int, set[int]], start: int, province: Set[int] = NONE, flanders: Set[int] = NONE) -> Map:
    return Map(graph, start, province, flanders)


def next_of(graph: dict[int, set[int]], start: int, with_corps: Set[int], already: Set[int]) -> Ring | None:
    """However far it is by rings alone."""
    return next_ring(around(graph, start), with_corps, already, most_rings=100)


def test_rings_of_a_small_map() -> None:
    assert rings(ROAD, 1) == {1: {2, 3}, 2: {4}, 3: {5}}


def test_an_unknown_municipality_has_none() -> None:
    assert rings(ROAD, 99) == {}


def test_the_first_ring_and_who_is_passed_over() -> None:
    assert next_of(ROAD, 1, {1, 2, 5}, {1}) == Ring(1, frozenset({2}), frozenset({3}))


def test_a_ring_without_any_corps_is_passed_over() -> None:
    assert next_of(ROAD, 1, {1, 2, 5}, {1, 2}) == Ring(3, frozenset({5}), frozenset())


def test_a_ring_that_was_called_in_part_comes_again() -> None:
    assert next_of(ROAD, 1, {2, 3}, {3}) == Ring(1, frozenset({2}), frozenset())


def test_nobody_is_left() -> None:
    assert next_of(ROAD, 1, {1, 2}, {1, 2}) is None


def test_after_the_rings_the_province_and_then_flanders() -> None:
    where, corps = around(ROAD, 1, province={1, 2, 4}, flanders={1, 2, 3, 4, 5, 6}), {1, 2, 4, 5, 6}
    steps = []
    called = {1}
    while step := next_ring(where, corps, called, most_rings=1):
        steps.append((step.number, sorted(step.municipalities)))
        called |= step.municipalities
    assert steps == [(1, [2]), (PROVINCE, [4]), (FLANDERS_WIDE, [5, 6])]
    assert [where.called(number, 1) for number in (0, 1, 2)] == [{1}, {1, 2, 3}, {1, 2, 3, 4}]
    assert where.called(PROVINCE, 1) == {1, 2, 3, 4}
    assert where.called(FLANDERS_WIDE, 1) == {1, 2, 3, 4, 5, 6}


def test_a_governors_order_passes_over_the_rings() -> None:
    where = around(ROAD, 1, province={1, 2, 4}, flanders={1, 2, 3, 4, 5})
    assert next_ring(where, {1, 2, 3, 4}, {1}, most_rings=0) == Ring(PROVINCE, frozenset({2, 4}), frozenset())


@given(GRAPHS, st.integers(0, 12))
def test_everybody_reachable_stands_in_one_ring_next_to_the_one_before(graph: dict[int, set[int]], start: int) -> None:
    around = rings(graph, start)
    members = [nis for ring in around.values() for nis in ring]
    assert len(members) == len(set(members))
    assert start not in members
    for inner, outer in pairwise([frozenset({start}), *around.values()]):
        assert all(graph[nis] & inner for nis in outer)


@given(GRAPHS, st.integers(0, 12), TOWNS)
def test_escalating_calls_every_corps_once(graph: dict[int, set[int]], start: int, with_corps: set[int]) -> None:
    called = {start}
    numbers: list[int] = []
    while ring := next_of(graph, start, with_corps, called):
        assert not ring.municipalities & called
        assert not ring.passed_over & with_corps
        called |= ring.municipalities
        numbers.append(ring.number)
    assert numbers == sorted(set(numbers))
    assert called - {start} == {nis for ring in rings(graph, start).values() for nis in ring} & with_corps


def test_mechelen_escalates_to_its_neighbours_with_a_corps(belgium: dict[int, set[int]], nis: dict[str, int]) -> None:
    mechelen = nis["Mechelen"]
    everyone = next_of(belgium, mechelen, set(belgium), {mechelen})
    assert everyone == Ring(1, frozenset(belgium[mechelen]), frozenset())
    two = next_of(belgium, mechelen, {mechelen, nis["Bonheiden"], nis["Willebroek"], nis["Gent"]}, {mechelen})
    assert two is not None
    assert two.municipalities == {nis["Bonheiden"], nis["Willebroek"]}
    assert len(two.passed_over) == 5


def test_rings_reach_all_of_belgium_from_anywhere(belgium: dict[int, set[int]]) -> None:
    for start in list(belgium)[::40]:
        assert sum(map(len, rings(belgium, start).values())) == 564


def test_voeren_is_reached_through_wallonia(
    belgium: dict[int, set[int]], municipalities: list[Municipality], nis: dict[str, int]
) -> None:
    flemish = {town.nis for town in municipalities if town.region == "Vlaanderen"}
    voeren = nis["Voeren"]
    assert not belgium[voeren] & flemish
    ring = next_of(belgium, voeren, flemish, {voeren})
    assert ring is not None
    assert ring.number > 1
