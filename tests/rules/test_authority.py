"""Where a role holds: in its municipality, its province, or Flanders and not beyond it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from services.rules.authority import Authority, Grant


@dataclass(frozen=True)
class Place:
    nis: int
    province: str
    region: str


MECHELEN = Place(12025, "Antwerpen", "Vlaanderen")
GENT = Place(44021, "Oost-Vlaanderen", "Vlaanderen")
NAMUR = Place(92094, "Namen", "Wallonië")
BRUSSELS = Place(21004, "", "Brussel")
EVERYWHERE = {MECHELEN, GENT, NAMUR, BRUSSELS}


@pytest.mark.parametrize(
    ("grant", "covered"),
    [
        (Grant("coordinator", "municipality", nis=12025), {MECHELEN}),
        (Grant("coordinator", "province", province="Oost-Vlaanderen"), {GENT}),
        (Grant("coordinator", "flanders"), {MECHELEN, GENT}),
    ],
)
def test_a_grant_covers_its_area(grant: Grant, covered: set[Place]) -> None:
    assert {place for place in EVERYWHERE if grant.covers(place)} == covered
    assert {place for place in EVERYWHERE if Authority((grant,)).may("coordinator", place)} == covered
    assert not any(Authority((grant,)).may("requester", place) for place in EVERYWHERE)
