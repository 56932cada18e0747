"""The rows of the place index, and every name by which people call a municipality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from services.place_names import key_of, words_of


class Municipality(NamedTuple):
    """A municipality of the reference data; a name that it doesn't have is empty."""

    nis: int
    name_nl: str
    name_fr: str
    name_de: str
    province: str
    region: str
    postcodes: Sequence[str]
    lat: float
    lon: float


class Place(NamedTuple):
    """A village, borough or town of a municipality."""

    nis: int
    name: str
    lat: float
    lon: float


class Name(NamedTuple):
    """A name under which a municipality can be found, and how it is then shown."""

    key: str
    nis: int
    shown: str


def all_names(towns: Mapping[int, Municipality], villages: Sequence[Place]) -> Iterator[Name]:
    """First the names of the municipalities themselves, Dutch before French, then those of their villages."""
    yield from _names_of_towns(towns.values(), {key_of(village.name) for village in villages})
    for village in sorted(villages, key=lambda village: village.name):
        yield Name(key_of(village.name), village.nis, f"{village.name} ({towns[village.nis].name_nl})")


def _names_of_towns(towns: Collection[Municipality], villages: Set[str]) -> Iterator[Name]:
    bearers = Counter(key for town in towns for key in set(map(key_of, _own_names(town))))
    for town in sorted(towns, key=lambda town: town.name_nl):
        for name in _own_names(town):
            key, first_word = key_of(name), words_of(name)[0]
            shown = name if bearers[key] == 1 else f"{name} ({_told_apart_by(town, key)})"
            yield Name(key, town.nis, shown)
            # "Heist" is a village, but also what they call Heist-op-den-Berg.
            if first_word in villages and first_word not in bearers:
                yield Name(first_word, town.nis, name)


def _own_names(town: Municipality) -> list[str]:
    return [name for name in dict.fromkeys((town.name_nl, town.name_fr, town.name_de)) if name]


def _told_apart_by(town: Municipality, key: str) -> str:
    """What tells a municipality from its namesake: Saint-Nicolas is near Luik, or Sint-Niklaas."""
    return town.province if key_of(town.name_nl) == key else town.name_nl
