"""How many members a corps needs, and how many of them Flanders pays for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """A corps has at least `minimum` members; members 1 to `funded` are paid for by Flanders."""

    minimum: int
    funded: int


@dataclass(frozen=True)
class Funding:
    """Members by who pays for them. `missing`: how many it lacks to the minimum; no emergency waits for them."""

    funded: int
    own_means: int
    missing: int


def bounds_in(year: int, by_year: Mapping[int, Bounds]) -> Bounds:
    """The bounds of that year: those set last, up to it; of a year before all of them, the first."""
    return by_year[max((known for known in by_year if known <= year), default=min(by_year))]


def funding(members: int, bounds: Bounds) -> Funding:
    """Beyond the bound the municipality pays, and nobody is refused for it (policy paper, 2.2.1)."""
    funded = min(members, bounds.funded)
    return Funding(funded, members - funded, max(0, bounds.minimum - members))
