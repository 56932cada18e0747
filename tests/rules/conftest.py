"""The real reference files as plain rows."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import settings

from services.places import Municipality, Place, PlaceIndex

# How long an example takes says more about the machine's other work than about a rule.
settings.register_profile("patient", parent=settings(), deadline=None)
settings.load_profile("patient")

REFERENCE = Path(__file__).parents[2] / "reference"


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def municipalities() -> list[Municipality]:
    return [
        Municipality(
            nis=int(row["nis"]),
            name_nl=row["name_nl"],
            name_fr=row["name_fr"],
            name_de=row["name_de"],
            province=row["province"],
            region=row["region"],
            postcodes=row["postcodes"].split(";"),
            lat=float(row["lat"]),
            lon=float(row["lon"]),
        )
        for row in rows("municipalities.csv")
    ]


@pytest.fixture(scope="session")
def villages() -> list[Place]:
    return [Place(int(row["nis"]), row["place"], float(row["lat"]), float(row["lon"])) for row in rows("places.csv")]


@pytest.fixture(scope="session")
def pairs() -> list[tuple[int, int]]:
    return [(int(row["nis_a"]), int(row["nis_b"])) for row in rows("neighbours.csv")]


@pytest.fixture(scope="session")
def belgium(pairs: list[tuple[int, int]]) -> dict[int, set[int]]:
    """Everybody's neighbours."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        neighbours[a].add(b)
        neighbours[b].add(a)
    return dict(neighbours)


@pytest.fixture(scope="session")
def index(municipalities: list[Municipality], villages: list[Place]) -> PlaceIndex:
    return PlaceIndex(municipalities, villages)


@pytest.fixture(scope="session")
def nis(municipalities: list[Municipality]) -> dict[str, int]:
    """REFNIS codes by Dutch name."""
    return {town.name_nl: town.nis for town in municipalities}
