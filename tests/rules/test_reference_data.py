"""The files in reference/ hold what their README says."""

from __future__ import annotations

from collections import Counter

import pytest

from services.places import Municipality, Place


def test_the_municipalities_of_1_january_2025(municipalities: list[Municipality]) -> None:
    assert len({town.nis for town in municipalities}) == 565
    assert Counter(town.region for town in municipalities) == {
        "Vlaanderen": 285,
        "Wallonie": 261,
        "Brussel": 19,
    }


def test_the_flemish_provinces(municipalities: list[Municipality]) -> None:
    assert Counter(town.province for town in municipalities if town.region == "Vlaanderen") == {
        "Antwerpen": 67,
        "Oost-Vlaanderen": 55,
        "Vlaams-Brabant": 63,
        "West-Vlaanderen": 62,
        "Limburg": 38,
    }


def test_every_municipality_can_be_found(municipalities: list[Municipality]) -> None:
    for town in municipalities:
        assert town.name_nl
        assert town.postcodes
        assert all(len(code) == 4 and code.isdecimal() for code in town.postcodes)
        assert 49.4 < town.lat < 51.6
        assert 2.5 < town.lon < 6.5


def test_ten_postcodes_lie_in_two_municipalities(municipalities: list[Municipality]) -> None:
    bearers = Counter(code for town in municipalities for code in town.postcodes)
    assert sum(count == 2 for count in bearers.values()) == 10
    assert max(bearers.values()) == 2


def test_every_pair_of_neighbours_stands_once_in_order(
    pairs: list[tuple[int, int]], municipalities: list[Municipality]
) -> None:
    assert len(set(pairs)) == len(pairs) == 1584
    assert all(a < b for a, b in pairs)
    assert {nis for pair in pairs for nis in pair} == {town.nis for town in municipalities}


@pytest.mark.parametrize(
    ("name", "count"),
    [("Mechelen", 7), ("Gent", 9), ("Antwerpen", 12), ("Brugge", 8), ("Leuven", 8), ("Baarle-Hertog", 4)],
)
def test_known_numbers_of_neighbours(belgium: dict[int, set[int]], nis: dict[str, int], name: str, count: int) -> None:
    assert len(belgium[nis[name]]) == count


def test_the_neighbours_of_mechelen(
    belgium: dict[int, set[int]], municipalities: list[Municipality], nis: dict[str, int]
) -> None:
    names = {town.nis: town.name_nl for town in municipalities}
    assert {names[other] for other in belgium[nis["Mechelen"]]} == {
        "Bonheiden",
        "Boortmeerbeek",
        "Kapelle-op-den-Bos",
        "Rumst",
        "Sint-Katelijne-Waver",
        "Willebroek",
        "Zemst",
    }


def test_every_place_lies_in_a_municipality(villages: list[Place], municipalities: list[Municipality]) -> None:
    assert len(villages) == 1439
    assert {village.nis for village in villages} <= {town.nis for town in municipalities}
