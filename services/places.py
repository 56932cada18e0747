"""Which municipality somebody means, by postcode, by a name with typing errors, or by a position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from services.gazetteer import Municipality, Name, Place, all_names
from services.place_names import key_of, split_parts, split_postcode
from services.rules.distance import kilometres

__all__ = ["Match", "Municipality", "Place", "PlaceIndex"]

# As many as fit under a message as buttons.
MOST_MATCHES: Final = 6
# Nobody in Belgium is this far from a village: whoever shares such a position is abroad.
FARTHEST_KM: Final = 25.0
_LONGEST_TEXT: Final = 80
_EXACT: Final = 100.0
_PREFIX: Final = 90.0
_SHORTEST: Final = 3  # two letters are like anything, three never certainly; As and Lo are found in full
# Tried on 44 real misspellings, and on random ones of every Flemish name. Below 65 % nothing is like what was
# typed; at 75 %, ten above the runner-up, 1 slip of the finger in 200 misled, mostly to another real name.
_ALIKE: Final = 65.0
_CERTAIN: Final = 75.0
_CLEAR_LEAD: Final = 10.0
_COMPANY: Final = 50.0


class Match(NamedTuple):
    """A municipality that somebody may mean; the score is 100 for a postcode or a full name, else less."""

    nis: int
    shown_name: str
    score: float


class PlaceIndex:
    """All postcodes, names and positions, built once and then only read."""

    def __init__(
        self,
        municipalities: Iterable[Municipality],
        places: Iterable[Place],
        *,
        regions: Collection[str] | None = None,
    ) -> None:
        """Keeps what lies in these regions ("Vlaanderen", "Brussel", "Wallonie"); None keeps everything."""
        towns = {town.nis: town for town in municipalities if regions is None or town.region in regions}
        villages = [place for place in places if place.nis in towns]
        self._towns: Mapping[int, Municipality] = towns
        self._points = [(town.nis, (town.lat, town.lon)) for town in towns.values()]
        self._points += [(village.nis, (village.lat, village.lon)) for village in villages]
        self._postcodes: dict[str, list[int]] = defaultdict(list)
        for town in towns.values():
            for code in town.postcodes:
                self._postcodes[code].append(town.nis)
        self._names: dict[str, list[Name]] = defaultdict(list)
        for name in all_names(towns, villages):
            self._names[name.key].append(name)
        self._keys = list(self._names)

    def by_postcode(self, code: str) -> list[int]:
        """The municipalities in which a postcode lies, by REFNIS code: mostly one, at times two, or none."""
        return list(self._postcodes.get(code.strip(), ()))

    def by_name(self, text: str) -> list[Match]:
        """The municipalities that somebody may mean by the name of a town or village, the likeliest first.

        One when there is no doubt, at most MOST_MATCHES when there is, none when nothing looks like it. A
        full name goes before one that is begun, and that before one that resembles.
        """
        key = key_of(text[:_LONGEST_TEXT])
        return self._in_full(key) or self._alike(key)

    def find(self, text: str) -> list[Match]:
        """As `by_name`, and for "2800", "2800 Mechelen" and "Heffen (Mechelen)" too.

        Where postcode and name contradict each other, both are offered.
        """
        code, name = split_postcode(text[:_LONGEST_TEXT])
        by_code = [Match(nis, self._towns[nis].name_nl, _EXACT) for nis in self.by_postcode(code)]
        by_name = self._by_parts(name)
        return _agreeing(by_name, by_code) or _distinct((*by_code, *by_name))

    def nearest(self, lat: float, lon: float, most: int = 4) -> list[int]:
        """The municipalities nearest to a position, by centres and villages; none if it is abroad."""
        distances = ((kilometres((lat, lon), point), nis) for nis, point in self._points)
        near = sorted(found for found in distances if found[0] <= FARTHEST_KM)
        return list(dict.fromkeys(nis for _, nis in near))[:most]

    def _by_parts(self, text: str) -> list[Match]:
        """The first part decides, as far as the second doesn't speak against it."""
        in_full, parts = self._in_full(key_of(text)), split_parts(text)
        if in_full or len(parts) < 2:
            return in_full or self.by_name(text)
        first, second = self.by_name(parts[0]), self.by_name(parts[1])
        return _agreeing(first, second) or first or second

    def _in_full(self, key: str) -> list[Match]:
        return _distinct(Match(name.nis, name.shown, _EXACT) for name in self._names.get(key, ()))

    def _alike(self, key: str) -> list[Match]:
        ratios = self._ratios(key, _ALIKE) if len(key) >= _SHORTEST else {}
        matches = self._ranked(key, ratios)
        if len(key) > _SHORTEST and matches and self._is_certain(matches[0].nis, ratios):
            return matches[:1]
        # One alone would pass for certain: it gets company, so that the person is asked.
        company = self._ranked(key, self._ratios(key, _COMPANY)) if len(matches) == 1 else matches
        return [] if len(company) == 1 and company[0].score < _PREFIX else company

    def _ranked(self, key: str, ratios: Mapping[str, float]) -> list[Match]:
        names = [name for other in self._keys if other in ratios for name in self._names[other]]
        scored = [Match(name.nis, name.shown, _score(key, name.key, ratios[name.key])) for name in names]
        return _distinct(sorted(scored, key=lambda match: -match.score))

    def _ratios(self, key: str, least: float) -> dict[str, float]:
        """How much the names that resemble the key, or that it begins, are like it: 0 to 100."""
        alike = process.extract(key, self._keys, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        begun = [other for other in self._keys if other.startswith(key)]
        return {other: ratio for other, ratio, _ in alike} | {other: fuzz.ratio(key, other) for other in begun}

    def _is_certain(self, nis: int, ratios: Mapping[str, float]) -> bool:
        """Whether a municipality's name is like enough, and no other municipality's comes close."""
        own, others = 0.0, 0.0
        for key, ratio in ratios.items():
            bearers = {name.nis for name in self._names[key]}
            own = max(own, ratio) if nis in bearers else own
            others = max(others, ratio) if bearers != {nis} else others
        return own >= max(_CERTAIN, others + _CLEAR_LEAD)


def _score(key: str, other: str, ratio: float) -> float:
    """Below `_PREFIX` for a name that resembles, between it and `_EXACT` for one that is begun."""
    return _PREFIX + ratio * (_EXACT - _PREFIX) / 100 if other.startswith(key) else ratio * _PREFIX / 100


def _distinct(matches: Iterable[Match]) -> list[Match]:
    """The first match of each municipality, and no more of them than can be offered."""
    first: dict[int, Match] = {}
    for match in matches:
        first.setdefault(match.nis, match)
    return list(first.values())[:MOST_MATCHES]


def _agreeing(matches: Iterable[Match], others: Iterable[Match]) -> list[Match]:
    agreed = {other.nis for other in others}
    return [match for match in matches if match.nis in agreed]
