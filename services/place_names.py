"""How place names are compared: without capitals, accents and hyphens, and with one spelling of a saint."""

from __future__ import annotations

import re
from typing import Final

from services.rules.words import fold

# "St.-Niklaas", "Sint Niklaas", "Saint-Nicolas" and "Sankt Vith" begin with the same word.
_SAINT: Final = re.compile("sinte?|sainte?|sankt|ste?|snt")
_IN_FRONT: Final = re.compile("(?:de )?(?:stad|gemeente|stadt|gemeinde|(?:ville|commune) de|city of) (?=.)")
_POSTCODE: Final = re.compile(r"(?:\bBE?[- ]?)?(?<![0-9])([0-9]{4})(?![0-9])", re.IGNORECASE)
_BETWEEN_PARTS: Final = re.compile(r"[(),;/]| - ")


def words_of(name: str) -> list[str]:
    """The words of a name, folded, with every saint a "sint"; none when it has no letters or figures."""
    plain = " ".join(re.findall("[a-z0-9]+", fold(name)))
    return ["sint" if _SAINT.fullmatch(word) else word for word in _IN_FRONT.sub("", plain, count=1).split()]


def key_of(name: str) -> str:
    """What is compared: the words joined, with ij and y, and aa and its old spelling ae, made the same."""
    return "".join(words_of(name)).replace("ij", "y").replace("ae", "aa")


def split_postcode(text: str) -> tuple[str, str]:
    """The postcode of four figures in a text, or "", and the text without it."""
    found = _POSTCODE.search(text)
    return (found[1], f"{text[: found.start()]} {text[found.end() :]}") if found else ("", text)


def split_parts(text: str) -> list[str]:
    """The names in "Heffen (Mechelen)" or "Heffen, Mechelen"."""
    return [part for part in _BETWEEN_PARTS.split(text) if words_of(part)]
