"""How people write in Dutch, French, English and German: spelling made plain, months and weekdays."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

_MONTHS: Final = (
    "januari janvier january januar janner",
    "februari fevrier february februar",
    "maart mars march marz maerz mrt",
    "april avril",
    "mei mai may",
    "juni juin june",
    "juli juillet july",
    "augustus aout august",
    "september septembre",
    "oktober octobre october",
    "november novembre",
    "december decembre dezember",
)
_WEEKDAYS: Final = (
    "maandag lundi monday montag",
    "dinsdag mardi tuesday dienstag",
    "woensdag mercredi wednesday mittwoch",
    "donderdag jeudi thursday donnerstag",
    "vrijdag vendredi friday freitag",
    "zaterdag samedi saturday samstag sonnabend",
    "zondag dimanche sunday sonntag",
)
_DUTCH_SHORT: Final = {"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5, "zo": 6}
_SHORTEST_ABBREVIATION: Final = 3
_PLAIN_SIGNS: Final = str.maketrans(
    {
        "\N{HYPHEN}": "-",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "`": "'",
    }
)


def fold(text: str) -> str:
    """The text in lower case, without accents, with plain dashes and quotes: "1er Août" -> "1er aout"."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return bare.casefold().translate(_PLAIN_SIGNS)


def month_number(word: str) -> int | None:
    """1 to 12 for the folded name of a month, or its first three or more letters if no other has them."""
    index = _MONTH_INDEX.get(word)
    return None if index is None else index + 1


def weekday_number(word: str) -> int | None:
    """0 (Monday) to 6 for the folded name of a weekday or a usual abbreviation of it."""
    return _WEEKDAY_INDEX.get(word)


def _abbreviations(lines: Iterable[str]) -> Mapping[str, int]:
    meanings: dict[str, set[int]] = {}
    for index, line in enumerate(lines):
        for name in line.split():
            for length in range(_SHORTEST_ABBREVIATION, len(name) + 1):
                meanings.setdefault(name[:length], set()).add(index)
    return {short: indexes.pop() for short, indexes in meanings.items() if len(indexes) == 1}


_MONTH_INDEX: Final = _abbreviations(_MONTHS)
_WEEKDAY_INDEX: Final = {**_abbreviations(_WEEKDAYS), **_DUTCH_SHORT}
