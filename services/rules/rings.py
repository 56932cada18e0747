"""Which municipalities are called when a corps isn't enough: ring by ring, then the province, then all of Flanders."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Final

Neighbours = Mapping[int, Collection[int]]

# Steps beyond any ring of neighbours, numbered on: no map has so many rings.
PROVINCE: Final = 1_000
FLANDERS_WIDE: Final = 1_001


@dataclass(frozen=True, slots=True)
class Ring:
    """The municipalities, by REFNIS code, that an escalation reaches next."""

    number: int  # of the ring, or PROVINCE or FLANDERS_WIDE
    municipalities: frozenset[int]  # those with a corps that isn't called yet
    passed_over: frozenset[int]  # those of this ring without a corps; of a province or Flanders none are listed


@dataclass(frozen=True, slots=True)
class Map:
    """What there is around a municipality: who borders on whom, its province, and all of Flanders.

    The neighbours are those of the whole country; the municipalities that take part are picked afterwards, or
    Voeren, which borders only on Wallonia, would be cut off.
    """

    neighbours: Neighbours
    start: int
    province: Set[int]
    flanders: Set[int]

    def called(self, number: int, most_rings: int) -> set[int]:
        """All that the steps up to that number call: the start, rings (`most_rings` before wider areas), and areas."""
        last = most_rings if number >= PROVINCE else number
        around = (ring for each, ring in rings(self.neighbours, self.start).items() if each <= last)
        province = self.province if number >= PROVINCE else frozenset()
        flanders = self.flanders if number >= FLANDERS_WIDE else frozenset()
        return {self.start}.union(*around, province, flanders)


def rings(neighbours: Neighbours, start: int) -> dict[int, frozenset[int]]:
    """All rings around a municipality: 1 its neighbours, 2 theirs, and so on; nobody stands in two rings."""
    return dict(enumerate(_outward(neighbours, start), start=1))


def next_ring(around: Map, with_corps: Set[int], already: Set[int], most_rings: int) -> Ring | None:
    """The next step with a corps that isn't `already` called, or None when all have been.

    Neighbours come first, up to ring `most_rings`; then the rest of the province; then the rest of Flanders. A ring
    with nobody left to call is passed over; one that was called in part comes again with the rest.
    """
    for number, members in rings(around.neighbours, around.start).items():
        if number <= most_rings and (callable_now := frozenset(members & with_corps - already)):
            return Ring(number, callable_now, frozenset(members - with_corps))
    for number, area in ((PROVINCE, around.province), (FLANDERS_WIDE, around.flanders)):
        if callable_now := frozenset(area & with_corps - already):
            return Ring(number, callable_now, frozenset())
    return None


def _outward(neighbours: Neighbours, start: int) -> Iterator[frozenset[int]]:
    seen = {start}
    edge = frozenset({start})
    while edge := frozenset(nis for inner in edge for nis in neighbours.get(inner, ())) - seen:
        seen |= edge
        yield edge
