"""Which municipalities are called when a corps isn't enough: ring by ring around the one that asks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass

Neighbours = Mapping[int, Collection[int]]


@dataclass(frozen=True, slots=True)
class Ring:
    """The municipalities, by REFNIS code, that an escalation reaches next."""

    number: int
    municipalities: frozenset[int]  # those with a corps that isn't called yet
    passed_over: frozenset[int]  # those of this ring without a corps


def rings(neighbours: Neighbours, start: int) -> dict[int, frozenset[int]]:
    """All rings around a municipality: 1 its neighbours, 2 theirs, and so on; nobody stands in two rings.

    The neighbours are those of the whole country; the municipalities that take part are picked afterwards, or
    Voeren, which borders only on Wallonia, would be cut off.
    """
    return dict(enumerate(_outward(neighbours, start), start=1))


def next_ring(neighbours: Neighbours, start: int, with_corps: Set[int], already: Set[int]) -> Ring | None:
    """The nearest ring with a corps that isn't `already` called, or None when all have been.

    A ring with nobody left to call is passed over; one that was called in part comes again with the rest.
    """
    for number, members in enumerate(_outward(neighbours, start), start=1):
        callable_now = members & with_corps - already
        if callable_now:
            return Ring(number, callable_now, members - with_corps)
    return None


def _outward(neighbours: Neighbours, start: int) -> Iterator[frozenset[int]]:
    seen = {start}
    edge = frozenset({start})
    while edge := frozenset(nis for inner in edge for nis in neighbours.get(inner, ())) - seen:
        seen |= edge
        yield edge
